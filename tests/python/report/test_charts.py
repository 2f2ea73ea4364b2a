"""Charts: labels inside the frame and apart from each other, lines that break, text that survives."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest
from readable import assert_readable, boxes

from werdegang.report import charts
from werdegang.report.charts import style
from werdegang.report.model import DotRow
from werdegang.report.texts import load

SVG = "{http://www.w3.org/2000/svg}"
DRAWINGS = {"ladder": charts.education_ladder, "certificates": charts.certificate_bars, "trend": charts.trend_lines, "dots": charts.dot_strip}


def parts(model):
    return {"ladder": model.ladder, "certificates": model.certificates, "trend": model.trends[0], "dots": model.dots[0]}


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("width", [charts.WIDE, charts.NARROW])
@pytest.mark.parametrize("kind", sorted(DRAWINGS))
def test_labels_fit_and_keep_apart(build_model, language, width, kind):
    assert_readable(DRAWINGS[kind](parts(build_model(language))[kind], load(language), width))


@pytest.mark.parametrize("width", [charts.WIDE, charts.NARROW])
def test_long_german_labels(build_model, figures, width):
    share, _, _ = figures
    model = build_model("de")
    names = ["Landkreis Ludwigslust-Parchim-Vorpommern-Greifswald", "Landkreis Sächsische Schweiz-Osterzgebirge", "Landkreis Vorpommern-Rügen",
             "Neustadt an der Aisch-Bad Windsheim", "Magdeburg"]
    rows = tuple(DotRow(name=name, figure=share(f"1500{i}", 100 + 9 * i, 1500), own=i == 0) for i, name in enumerate(names))
    assert_readable(charts.dot_strip(replace(model.dots[0], rows=rows), load("de"), width))
    steps = tuple(replace(step, label="Schülerinnen und Schüler der Schularten mit mehreren Bildungsgängen") for step in model.ladder.steps)
    assert_readable(charts.education_ladder(replace(model.ladder, steps=steps), load("de"), width))


@pytest.mark.parametrize("width", [charts.WIDE, charts.NARROW])
def test_many_districts_stand_side_by_side(build_model, figures, width):
    share, _, missing = figures
    model = build_model("de")
    rows = tuple(DotRow(name=f"Landkreis Nummer {i}", figure=share(f"{i}", 20 + i, 1500), own=i == 95) for i in range(96))
    rows += (DotRow(name="Landkreis Geheim", figure=missing("99")),)
    chart = charts.dot_strip(replace(model.dots[0], rows=rows), load("de"), width)
    assert_readable(chart)
    assert chart.get_size_inches()[1] * 72 < 420
    assert any("Landkreis Geheim (geheim/unbekannt)" in label for label, _ in boxes(chart))
    assert "Landkreis Nummer 17" in chart.alt_text


def test_a_line_breaks_at_breaks_and_gaps(build_model):
    chart = charts.trend_lines(build_model("de").trends[0], load("de"))
    lengths = [len(line.get_xdata()) for line in chart.axes[0].lines if line.get_linewidth() == 2.4]
    assert lengths == [2]
    assert "Doppelter Abiturjahrgang" in chart.alt_text
    assert any("Ohne Wert" in label for label, _ in boxes(chart))


def test_negative_values_have_room(build_model, figures):
    share, _, _ = figures
    trend = build_model("de").trends[0]
    line = trend.lines[0]
    points = tuple(replace(p, figure=replace(share("15084", 1, 4, f"{2010 + i}"), value=value, numerator=None, denominator=None, lower=None, upper=None))
                   for i, (p, value) in enumerate(zip(line.points, (-3.2, 1.5, -0.4))))
    assert_readable(charts.trend_lines(replace(trend, lines=(replace(line, points=points),)), load("de")))


def test_a_hidden_part_is_hatched_without_a_number(build_model, figures):
    _, _, missing = figures
    data = build_model("de").certificates
    last = data.years[-1]
    hidden = tuple(replace(part, share=missing("15084"), count=missing("15084")) if part.code == "ahr" else part for part in last.parts)
    chart = charts.certificate_bars(replace(data, years=(*data.years[:-1], replace(last, parts=hidden))), load("de"))
    labels = [label for label, _ in boxes(chart)]
    assert "nicht aufgeschlüsselt" in labels
    assert "32,5" not in labels


def test_a_missing_year_says_why(build_model):
    chart = charts.certificate_bars(build_model("de").certificates, load("de"), charts.NARROW)
    assert "nicht veröffentlicht: Kreis 2007 gebildet" in " ".join(label for label, _ in boxes(chart))


def test_svg_is_accessible_text(build_model):
    chart = charts.dot_strip(build_model("de").dots[0], load("de"))
    root = ElementTree.fromstring(chart.to_svg("strip"))
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "Anteil ohne Hauptschulabschluss"
    assert "Landkreis Mansfeld-Südharz 17,3" in root.find(f"{SVG}desc").text
    texts = ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]
    assert "Burgenlandkreis" in texts
    assert not list(root.iter(f"{SVG}style"))
    assert all("font-family" not in element.get("style", "") for element in root.iter(f"{SVG}text"))
    assert chart._repr_svg_().startswith("<svg")


def test_the_source_stands_under_a_chart_outside_the_page(build_model):
    plain = charts.trend_lines(build_model("de").trends[0], load("de"))
    height = plain.get_size_inches()[1]
    chart = plain.with_source("Quelle: © Statistische Ämter des Bundes und der Länder, Tabelle 21111-02-06, Datenlizenz Deutschland – Namensnennung")
    assert chart.get_size_inches()[1] > height
    assert_readable(chart)


def contrast(first, second):
    """The contrast of two colours as WCAG 2 defines it."""
    lights = []
    for color in (first, second):
        channels = [int(color[i:i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
        lights.append(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def test_colours_have_contrast():
    for color in (style.INK, style.SOFT, style.OWN, style.STATE, style.COUNTRY):
        assert contrast(color, "#ffffff") >= 4.5
    assert contrast(style.OTHER, "#ffffff") >= 3
    for ground, text in zip(style.SCALE, style.ON_SCALE):
        assert contrast(ground, text) >= 4.5
    for first, second in zip(style.SCALE, style.SCALE[1:]):
        assert contrast(first, second) >= 1.5, "neighbours must differ in grey"


def test_steps_of_maps_and_tables_can_be_told_apart_and_read():
    for grounds, inks in ((style.SEQUENCE, style.ON_SEQUENCE), (style.DIVERGING, style.ON_DIVERGING)):
        assert all(contrast(ground, ink) >= 4.5 for ground, ink in zip(grounds, inks))
        assert all(contrast(first, second) >= 1.25 for first, second in zip(grounds, grounds[1:]))
    lightness = [contrast(ground, "#000000") for ground in style.SEQUENCE]
    assert lightness == sorted(lightness, reverse=True), "from low to high ever darker, also in grey"


def test_the_page_uses_colours_with_contrast():
    from importlib import resources

    css = resources.files("werdegang.report").joinpath("templates", "report.css").read_text(encoding="utf-8")
    named = dict(part.strip().split(": ") for part in css[css.index("{") + 1:css.index("}")].split(";") if "#" in part)
    for text in ("--ink", "--soft", "--own", "--ochre"):
        for ground in ("#ffffff", named["--pale"], named["--sand"]):
            assert contrast(named[text], ground) >= 4.5, (text, ground)
    for text in ("#d5e4ea", "#e6eff3"):
        assert text in css
        assert contrast(text, named["--own"]) >= 4.5
