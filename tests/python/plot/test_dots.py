"""Dot strips of result tables."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest

import werdegang as wg

pytest.importorskip("matplotlib", reason="matplotlib is not installed")
WIDTHS = (720, 360)


@pytest.fixture(scope="module")
def demo():
    return wg.compute(wg.datasets.demo(), "D.leaver_share_by_qualification").filter(certificate="without_hsa")


def marks(chart, marker):
    return [line for line in chart.axes[0].lines if line.get_marker() == marker and line.get_markeredgecolor() == "#ffffff"]


def test_the_districts_of_the_state_with_state_and_country(demo, assert_readable):
    chart = wg.plot.dot_strip(demo, "15084")
    svg = chart.to_svg()
    assert_readable(chart)
    assert len(marks(chart, "D")) == 1 and len(marks(chart, "o")) == 13
    for text in ("Sachsen-Anhalt 10,6", "Deutschland 5,6", "Burgenlandkreis", "Schuljahr\u00a02014/15", "Quelle: 21111-02-06-4", "Wert mit 95-%-Bereich"):
        assert text in svg
    assert "Burgenlandkreis 12,2" in chart.alt_text and chart.alt_title.startswith("Schulabgänge")


def test_earlier_periods_other_groups_and_english(demo, assert_readable):
    assert "2009/10" in wg.plot.dot_strip(demo, "15084", period=2010).alt_title
    chart = wg.plot.dot_strip(demo, "15084", within="country", lang="en", width=360)
    assert_readable(chart)
    assert "83 districts and independent cities" in chart.to_svg() and "Saxony-Anhalt" not in chart.to_svg()
    assert "Niedersachsen" in wg.plot.dot_strip(demo, "15").alt_text, "a state stands among the states"
    assert not marks(wg.plot.dot_strip(demo), "D")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", ["de", "en"])
def test_labels_of_hard_tables(shares, changes, districts_of, assert_readable, width, lang):
    here = districts_of("13")
    how = {"width": width, "lang": lang}
    every = districts_of()
    assert len(every) == 400
    for chart in (wg.plot.dot_strip(shares(every), "13075", within="country", **how), wg.plot.dot_strip(shares(["13075"]), "13075", **how),
                  wg.plot.dot_strip(shares(here, value=0.0), "13075", **how), wg.plot.dot_strip(shares(here, value=1.0), "13075", **how),
                  wg.plot.dot_strip(changes([*here, "07332"]), "07332", within="country", **how),
                  wg.plot.dot_strip(shares(here, hidden=lambda code, _: code != "13075"), "13075", **how),
                  wg.plot.dot_strip(shares(every, hidden=lambda code, _: code != "13075"), "13075", within="country", **how)):
        assert_readable(chart)
        ElementTree.fromstring(chart._repr_svg_())


def test_without_intervals_the_key_speaks_of_none(changes, districts_of):
    svg = wg.plot.dot_strip(changes(districts_of("13")), "13075").to_svg()
    assert "95-%" not in svg and ">Wert<" in svg and "−" in svg


def test_districts_without_a_value_are_named_or_counted(shares, districts_of, boxes):
    def notes(chart):
        return " ".join(label for label, _ in boxes(chart))

    few = wg.plot.dot_strip(shares(districts_of("13"), hidden=lambda code, _: code == "13003"), "13075")
    assert "Ohne Wert: Rostock (geheim/unbekannt)." in notes(few)
    many = wg.plot.dot_strip(shares(districts_of(), hidden=lambda code, _: code != "13075"), "13075", within="country")
    assert "Ohne Wert: 399 Kreise (geheim/unbekannt)." in notes(many)


def test_what_is_drawn_may_be_saved_only_when_released(demo, tmp_path):
    with pytest.raises(wg.NotReleased, match=r"wg\.as_published\(table, source\)"):
        wg.plot.dot_strip(demo, "15084").save(tmp_path / "strip.svg")
    chart = wg.plot.dot_strip(wg.as_published(demo, "21111-02-06-4"), "15084")
    with pytest.raises(wg.InvalidArgument, match=r"'strip\.gif' in save: expected a name that ends in \.svg, \.png or \.pdf"):
        chart.save(tmp_path / "strip.gif")
    assert list(tmp_path.iterdir()) == []
    root = ElementTree.parse(chart.save(tmp_path / "strip.svg")).getroot()
    assert (root.get("role"), root.get("width")) == ("img", "720") and "sans-serif" in root.get("font-family")
    assert chart.save(tmp_path / "strip.png").read_bytes().startswith(b"\x89PNG")
    assert chart.save(str(tmp_path / "strip.pdf")).read_bytes().startswith(b"%PDF")


def test_two_charts_on_a_page_share_no_identifier(demo):
    first, second = (ElementTree.fromstring(wg.plot.dot_strip(demo, code)._repr_svg_()) for code in ("15084", "15083"))
    ids = [{element.get("id") for element in root.iter() if element.get("id")} for root in (first, second)]
    assert ids[0] and not ids[0] & ids[1]
    assert set(first.get("aria-labelledby").split()) <= ids[0]


def test_what_cannot_be_drawn(demo, shares, districts_of):
    for match, call in {
        r"region='99999' in dot_strip: expected a region of the table, such as DG, 03, 03101": lambda: wg.plot.dot_strip(demo, "99999"),
        r"region='15085' \(Harz\) in dot_strip: expected a region of the table, such as 15084": lambda: wg.plot.dot_strip(demo.filter(region="15084"), "15085"),
        r"region=15084 in dot_strip: expected a code as text": lambda: wg.plot.dot_strip(demo, 15084),
        r"period=1999 in dot_strip: expected one of 2006, 2007": lambda: wg.plot.dot_strip(demo, "15084", period=1999),
        r"within='land' in dot_strip: expected 'state' or 'country'": lambda: wg.plot.dot_strip(demo, "15084", within="land"),
        r"width=20 in dot_strip: expected a number from 300 \(a phone\)": lambda: wg.plot.dot_strip(demo, "15084", width=20),
        r"no value in dot_strip: .* 9 unknown_or_secret": lambda: wg.plot.dot_strip(shares(["13075", *districts_of("12")[:7]], hidden=lambda *_: True)),
        r"2 indicators in dot_strip: expected one; filter it first": lambda: wg.plot.dot_strip(
            wg.compute(wg.datasets.demo(), ["A.youth_ratio", "A.share_under_18"]), "15084"),
    }.items():
        with pytest.raises(wg.InvalidArgument, match=match):
            call()
    with pytest.raises(TypeError, match="dot_strip takes a Table"):
        wg.plot.dot_strip(demo.to_dicts(), "15084")
