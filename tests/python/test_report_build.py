"""From observations to a report: the right numbers, the right words, and nothing that was not released."""

from __future__ import annotations

import csv
import html
import re
import sys
from fractions import Fraction

import pytest

import werdegang as wg
from werdegang.report import build_model, content
from werdegang.report.model import Figure

pytest.importorskip("jinja2", reason="the extra report is not installed")
pytest.importorskip("xlsxwriter", reason="the extra report is not installed")

GERMAN = ("und", "der", "die", "nicht", "Kreis", "Schule", "ohne", "mit", "Abschluss", "Quelle", "Anteil", "Länder", "Bund", "Wert", "Bereich")
ENGLISH = ("the", "and", "of", "with", "without", "school", "share", "district", "source", "range", "value", "state", "rank", "children")
ATTRIBUTION = ("© Statistische Ämter des Bundes und der Länder", "Datenlizenz Deutschland – Namensnennung – Version 2.0")


@pytest.fixture(scope="module")
def demo():
    return wg.datasets.demo()


@pytest.fixture(scope="module", name="blk")
def burgenlandkreis(demo):
    return build_model(demo, "15084")[0]


@pytest.fixture(scope="module", name="blk_en")
def burgenlandkreis_in_english(demo):
    return build_model(demo, "15084", lang="en")[0]


def figure(model, indicator: str, name: str, place: str) -> Figure | None:
    """A value of the indicator table."""
    rows = [row for row in model.indicators if row.indicator == indicator and (not name or row.name.endswith(name))]
    return getattr(rows[0], place) if len(rows) == 1 else None


def golden_rows(oracle):
    with (oracle / "golden_report.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def row_name(breakdown: str) -> str:
    code = next((part.split("=")[1] for part in breakdown.split(", ") if part.startswith(("certificate=", "school_type="))), "")
    return {"gymnasium": "Gymnasium", "": ""}.get(code) if code in ("gymnasium", "") else content.MEMBERS["certificate"][code][0]


def test_indicators_equal_the_golden_values(blk, oracle):
    places = {"15084": "own", "15": "state", "DG": "country"}
    checked = 0
    for row in golden_rows(oracle):
        if row["indicator"] not in wg.indicators or row["region"] not in places:
            continue
        broken_down = row["indicator"] in ("D.leaver_share_by_qualification", "D.pupil_share_by_type")
        found = figure(blk, row["indicator"], row_name(row["breakdown"]) if broken_down else "", places[row["region"]])
        assert found is not None and found.period >= row["period"], row
        if found.period > row["period"]:
            continue
        assert found.value == pytest.approx(float(Fraction(row["value"])), rel=1e-12, abs=1e-12), row
        printed = found.text("en", unit=False).replace("\u2212", "-").replace(",", "")
        assert float(printed) == float(row["computed"]), row
        checked += 1
    assert checked > 100


def test_ladder_equals_the_golden_values(blk, oracle):
    wanted = [Fraction(row["value"]) for row in golden_rows(oracle) if row["indicator"] == "ladder"]
    assert [step.per_year.value for step in blk.ladder.steps] == pytest.approx([float(value) for value in wanted])
    assert [step.stock.value if step.stock else None for step in blk.ladder.steps] == [4037, 4152, 4063, 5548, None, 4074, None]
    assert blk.ladder.steps[0].per_year.period == "2013..2015"


def test_the_three_sentences(blk):
    first, second, third = (sentence.text.replace("\u00a0", " ") for sentence in blk.sentences)
    assert first.startswith("Von 1.323 Jugendlichen, die 2015 die Schule verließen, blieben 162 ohne Hauptschulabschluss "
                            "(12,2 %; Land 10,6 %, Bund 5,6 %) – dritthöchster Wert der 14 Kreise in Sachsen-Anhalt")
    assert second == "44,6 % des Kita-Personals sind 50 Jahre oder älter (665 von 1.492; Land 41,6 %, Bund 28,9 %)."
    assert third == "31,2 % der Hauptschulabschlüsse werden erst an beruflichen Schulen erworben (54 von 173; Land 27,1 %, Bund 18,0 %)."


def test_rank_stands_in_the_state_with_its_range(blk):
    rank = next(row.rank for row in blk.indicators if row.name == "Abgänge: ohne Hauptschulabschluss")
    assert (rank.position, rank.of, rank.lower, rank.upper, rank.group) == (12, 14, 8, 13, "Sachsen-Anhalt")
    assert all(row.country_rank is None for row in blk.indicators), "three states are not all districts"


def test_nationwide_rank_from_all_districts(official):
    model = build_model(official, "15084")[0]
    rank = next(row.country_rank for row in model.indicators if row.name == "Abgänge: ohne Hauptschulabschluss")
    assert (rank.position, rank.of, rank.lower, rank.upper) == (400, 402, 388, 401)
    assert "Rang 400 von 402" in model.dots[0].note


def test_certificates_with_the_missing_year_and_the_breaks(blk):
    years = {year.label: year for year in blk.certificates.years}
    assert list(years) == [f"{year}/{(year + 1) % 100:02d}" for year in range(2005, 2015)]
    assert "15256 Burgenlandkreis und 15268 Weißenfels" in years["2005/06"].missing and not years["2005/06"].parts
    assert years["2006/07"].mark.startswith("Doppelter Abiturjahrgang 2007") and years["2007/08"].mark
    counts = [part.count.value for part in years["2014/15"].parts]
    assert counts == [162, 119, 612, 0, 430] and years["2014/15"].total.value == 1323


def test_school_part_is_an_addend_in_niedersachsen(demo):
    model = build_model(demo, "03353")[0]
    latest = model.certificates.years[-1]
    assert sum(part.count.value for part in latest.parts) == latest.total.value
    assert dict(model.certificates.legend)["fhr"] == "Fachhochschulreife, auch nur ihr schulischer Teil"


def test_names_of_the_state(demo):
    names = {state: [row.name for row in build_model(demo, region)[0].indicators] for state, region in (("15", "15084"), ("16", "16062"))}
    assert "Klasse 7: Sekundarschule" in names["15"] and "Klasse 7: Regelschule" in names["16"]
    assert not any("mehreren Bildungsgängen" in name for found in names.values() for name in found)


def test_territory_of_eisenach_and_its_district(demo):
    assert "1. Juli 2021" in build_model(demo, "16056")[0].territory_note.replace("\u00a0", " ")
    assert "Eisenach (16056)" in build_model(demo, "16063")[0].territory_note


def test_a_change_of_key_alone_forms_no_district(official):
    for lang, words in (("de", "Schlüssel seit 1. Juli 2007: 15002, vorher 15202."), ("en", "Key since 1 July 2007: 15002, before that 15202.")):
        assert build_model(official, "15002", lang=lang)[0].territory_note.replace("\u00a0", " ") == words


def test_leavers_without_and_graduates_with_a_certificate(blk):
    names = [row.name for row in blk.indicators] + [number.label for number in blk.key_numbers] + [strip.title for strip in blk.dots]
    assert all("ohne Hauptschulabschluss" in name for name in names if "Abgänge" in name)
    assert "Schulabschluss: allgemeine Hochschulreife" in names


def test_the_range_is_explained_once_and_care_rates_say_that_it_is_approximate(demo):
    for lang, explained, approximate in (("de", "Die Statistik zählt alle;", "näherungsweise"), ("en", "The statistics count everyone;", "approximate")):
        made = wg.report(demo, "15084", path=None, lang=lang)
        assert made.html.count(explained) == 1
        methods = {item.indicator: item.method for item in made.model.definitions}
        assert approximate in methods["C.care_rate_u3"] and approximate not in methods["B.staff_share_50plus"]


def test_what_is_not_there_says_why(demo):
    made = wg.report(demo, "15084", path=None)
    assert len(made.computed) >= 30
    assert not set(made.not_computed) & {row.split("/")[0] for row in made.computed}
    assert "[new_training_contracts, " in made.not_computed["E.anr_classic"]
    assert made.not_computed["A.social_index"] == "Keine Formel: wg.kernels.composite_index berechnet die Kennzahl aus eigenen Zahlen."
    assert made.path is None and made.html.startswith("<!DOCTYPE html>") and "<iframe" in made._repr_html_()


def test_page_and_workbook_lie_beside_each_other(demo, tmp_path):
    openpyxl = pytest.importorskip("openpyxl", reason="needs openpyxl to read the workbook")
    steps = []
    made = wg.report(demo, "15084", path=tmp_path / "bericht.html", progress=steps.append)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bericht.html", "bericht.xlsx"]
    assert steps == sorted(steps) and steps[-1] == 1.0
    page = made.path.read_text(encoding="utf-8")
    assert all(text in page for text in ATTRIBUTION) and "Demonstrationsdaten" in page
    book = openpyxl.load_workbook(made.workbook)
    assert {"Kennzahlen", "Grundzahlen", "Zeitverlauf", "Definitionen"} <= set(book.sheetnames)


def test_all_or_nothing(demo, tmp_path, monkeypatch):
    target = tmp_path / "report.html"
    target.write_text("before", encoding="utf-8")

    def broken(*_):
        raise RuntimeError("disk full")

    monkeypatch.setattr(sys.modules["werdegang.report.render_xlsx"], "render_xlsx", broken)
    with pytest.raises(RuntimeError):
        wg.report(demo, "15084", path=target)
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"] and target.read_text(encoding="utf-8") == "before"


def test_a_path_that_cannot_be_written_is_named(demo, tmp_path):
    target = tmp_path / ("x" * 300 + ".html")
    with pytest.raises(OSError, match="the report cannot be written") as caught:
        wg.report(demo, "15084", path=target)
    assert caught.value.filename == str(target) and not list(tmp_path.iterdir())
    (tmp_path / "folder.html").mkdir()
    with pytest.raises(wg.InvalidArgument, match="folder.html' in report is a folder"):
        wg.report(demo, "15084", path=tmp_path / "folder.html")


def test_one_peer_as_text_is_one_code(demo):
    model = build_model(demo, "15084", peers="15083")[0]
    assert {row.name for row in model.indicators} and model.group == "ausgewählten Kreisen"


def test_only_official_sources_pass_without_a_policy():
    own = wg.Observations.from_frame(own_leavers(), source="Schulamt 2020")
    with pytest.raises(wg.NotReleased, match="Schulamt 2020"):
        wg.report(own, "15084", path=None)
    with pytest.raises(TypeError):
        wg.report(own, "15084", path=None)


def own_leavers():
    counts = {"total": 40, "without_hsa": 2, "hsa": 8, "msa": 20, "fhr": 0, "ahr": 10}
    return {"variable": ["school_leavers"] * 12, "region": ["15084"] * 6 + ["15"] * 6, "period": ["2020"] * 12,
            "certificate": list(counts) * 2, "value": [*counts.values(), *(100 * count for count in counts.values())]}


def test_small_own_numbers_are_hidden_and_cannot_be_computed_back():
    own = wg.Observations.from_frame(own_leavers(), source="Schulamt 2020")
    model = build_model(own, "15", policy=wg.DisclosurePolicy(min_count=3))[0]
    assert figure(model, "D.leaver_share_by_qualification", "ohne Hauptschulabschluss", "own").value == 5
    with pytest.raises(wg.InvalidArgument, match="no indicator"):
        build_model(own, "15084", policy=wg.DisclosurePolicy(min_count=3))
    shown = build_model(own, "15084", policy=wg.DisclosurePolicy(min_count=2))[0]
    assert figure(shown, "D.leaver_share_by_qualification", "ohne Hauptschulabschluss", "own").numerator == 2
    assert not shown.demonstration and "Eigene Angaben" in shown.sources[0].note


def test_demonstration_figures_among_own_ones_are_marked(demo):
    own = wg.Observations.from_frame({"variable": ["births"], "region": ["15084"], "period": ["2016"], "value": [1500]}, source="Standesamt")
    assert build_model(wg.concat([demo, own]), "15084", policy=wg.DisclosurePolicy())[0].demonstration


@pytest.mark.parametrize("region", ["16062", "16056", "16063", "03353", "15083", "15", "15003", "Burgenlandkreis"])
def test_other_regions_of_the_demonstration(demo, region):
    made = wg.report(demo, region, path=None)
    assert len(made.computed) >= 30 and len(made.model.sentences) >= 1 and made.model.certificates is not None


@pytest.mark.parametrize("region", ["09162", "05315", "11", "02000", "03241", "10041"])
def test_far_districts_from_original_tables(official, region):
    made = wg.report(official, region, path=None)
    assert len(made.computed) >= 30 and not made.model.demonstration
    assert "Demonstrationsdaten" not in made.html


def test_peers_replace_the_districts_of_the_state(demo):
    model = build_model(demo, "15084", peers=["16062", "15083", "03353"])[0]
    assert [row.name for row in model.dots[0].rows] == ["Burgenlandkreis", "Landkreis Nordhausen", "Landkreis Börde", "Landkreis Harburg"]
    assert model.group == "ausgewählten Kreisen"


@pytest.mark.parametrize(("region", "hint"), [("Burgnlandkreis", "15084 Burgenlandkreis"), ("1508", "15084"), ("99999", "district")])
def test_unknown_region_names_the_nearest(demo, region, hint):
    with pytest.raises(wg.UnknownName, match=hint):
        wg.report(demo, region, path=None)


@pytest.mark.parametrize("options", [{"region": "DG"}, {"region": "15084", "lang": "fr"}, {"region": "15084", "path": "report.pdf"},
                                     {"region": "15084", "landscape": object()}, {"region": "15084", "path": "nowhere/at/all.html"}])
def test_mistakes_of_the_caller(demo, options):
    with pytest.raises(wg.InvalidArgument):
        wg.report(demo, **{"path": None, **options})


def visible_words(page: str) -> set[str]:
    """The words of a page without styles, names of code and of sources and terms in brackets."""
    page = re.sub(r"<style.*?</style>|<text.*?</text>|<code>.*?</code>", " ", page, flags=re.S)
    text = html.unescape(re.sub(r"<[^>]+>", " ", page)).replace("\u00a0", " ")
    for fixed in ATTRIBUTION:
        text = text.replace(fixed, " ")
    return set(re.findall(r"\w+", re.sub(r"\([^)]*\)", " ", text)))


def test_one_language_a_page(demo):
    german, english = (visible_words(wg.report(demo, "15084", path=None, lang=lang).html) for lang in ("de", "en"))
    assert {"Kennzahlen", "Quellen"} <= german and {"indicators", "Sources"} <= english
    assert not english & set(GERMAN)
    assert not german & set(ENGLISH)


def test_model_in_english(blk, blk_en):
    assert blk_en.state.name == "Saxony-Anhalt" and blk_en.country.name == "Germany"
    assert [figure.value for figure in blk.figures()] == [figure.value for figure in blk_en.figures()]
    assert "third highest value of the 14 districts in Saxony-Anhalt" in blk_en.sentences[0].text.replace("\u00a0", " ")
