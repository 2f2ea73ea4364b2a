"""What a report could not compute: every indicator once, beside the figure that would help most."""

from __future__ import annotations

import html
import json
import re
from collections import Counter

import pytest

import werdegang as wg
from werdegang.report import build_model

pytest.importorskip("jinja2", reason="the extra report is not installed")


@pytest.fixture(scope="module")
def demo():
    return wg.datasets.demo()


@pytest.fixture(scope="module")
def blk(demo):
    return build_model(demo, "15084")[0]


def waiting(gaps):
    """Name, area, figure and what else is needed of every indicator in the groups."""
    return [(name, area.area, figure, others) for area in gaps.areas for figure in area.figures for others, names in figure.indicators for name in names]


def test_every_indicator_is_computed_or_waits_exactly_once(blk):
    listed = [name for name, *_ in waiting(blk.gaps)] + [name for item in blk.gaps.elsewhere for _, names in item.indicators for name in names]
    assert Counter(listed) == Counter(item.name for item in blk.not_computed)
    computed = {item.indicator for item in blk.definitions}
    assert len(computed) + len(blk.not_computed) == len(wg.indicators) and not computed & {item.indicator for item in blk.not_computed}
    assert [area.count for area in blk.gaps.areas] == [sum(figure.count for figure in area.figures) for area in blk.gaps.areas]


def test_the_figure_that_most_wait_for_stands_first(blk):
    for area in blk.gaps.areas:
        counts = [figure.count for figure in area.figures]
        assert counts == sorted(counts, reverse=True)
    training = next(area for area in blk.gaps.areas if area.area == "Berufliche Ausbildung")
    first = training.figures[0]
    assert (first.what, first.code) == ("Neu abgeschlossene Ausbildungsverträge", "new_training_contracts")
    assert first.indicators[0][0] == "", "those that need nothing else come first"
    classic = next(others for name, _, figure, others in waiting(blk.gaps) if name == wg.indicators["E.anr_classic"].label_de)
    assert classic == "Unbesetzte Ausbildungsstellen und Unversorgte Bewerberinnen und Bewerber"


def test_bringing_the_named_figures_fills_the_gap(demo, blk):
    codes = {figure.code for area in blk.gaps.areas if area.area == "Berufliche Ausbildung" for figure in area.figures}
    assert "new_training_contracts" in codes
    wanted = ["new_training_contracts", "unfilled_training_places", "unplaced_applicants"]
    own = wg.Observations.from_frame({"variable": wanted, "region": ["15084"] * 3, "period": ["2015"] * 3, "value": [900, 60, 45]}, source="Kammern")
    model = build_model(wg.concat([demo, own]), "15084", policy=wg.DisclosurePolicy(min_count=3))[0]
    rows = {row.indicator: row.own for row in model.indicators if row.indicator.startswith("E.")}
    assert rows["E.anr_classic"].value == pytest.approx(100 * (900 + 60) / (900 + 45))
    assert {"E.supply", "E.demand_classic"} <= set(rows) and "Kammern" in rows["E.anr_classic"].source
    assert "Neu abgeschlossene Ausbildungsverträge" not in [figure.what for area in model.gaps.areas for figure in area.figures]


def test_sums_of_own_counts_are_shown_only_where_every_count_is(demo):
    def shown(unfilled):
        own = wg.Observations.from_frame({"variable": ["new_training_contracts", "unfilled_training_places"], "region": ["15084"] * 2,
                                          "period": ["2015"] * 2, "value": [900, unfilled]}, source="Kammern")
        model = build_model(wg.concat([demo, own]), "15084", policy=wg.DisclosurePolicy(min_count=3))[0]
        return {row.indicator: row.own.value for row in model.indicators}, {item.indicator: item.reason for item in model.not_computed}

    values, _ = shown(60)
    assert values["E.supply"] == 960
    values, reasons = shown(2)
    assert "E.supply" not in values and reasons["E.supply"] == "Burgenlandkreis: nach der gewählten Regel für kleine Zahlen nicht gezeigt."


def test_parts_that_are_missing_are_named_in_words(blk):
    parts = [figure for area in blk.gaps.areas for figure in area.figures if "[" in figure.code]
    assert any("Vollzeit" in figure.what for figure in parts) and any("Eingliederungshilfe" in figure.what for figure in parts)
    assert not any(re.search(r"[a-z]_[a-z]", figure.what) for figure in parts), "codes stand beside the words, not in them"
    operators = next(item for item in blk.not_computed if item.indicator == "C.provider_share")
    assert "aufgegliedert" in operators.reason


def test_the_page_folds_the_list_and_names_the_way_in(demo):
    for lang, how, closed in (("de", "Eigene Zahlen lassen sich ergänzen", "Berufliche Ausbildung"), ("en", "Figures of your own can be added", "Vocational training")):
        made = wg.report(demo, "15084", path=None, lang=lang)
        section = re.search(r'<section class="gaps".*?</section>', made.html, flags=re.S).group()
        assert "<details open" not in section and len(re.findall("<details>", section)) == len(made.model.gaps.areas) + 1
        text = html.unescape(re.sub(r"<[^>]+>", "", section))
        assert how in text and f"{closed} " in text and "wg.Observations.from_frame" in text
        assert all(item.name in text for item in made.model.not_computed)


def test_the_workbook_has_both_lists(demo, tmp_path):
    openpyxl = pytest.importorskip("openpyxl", reason="needs openpyxl to read the workbook")
    made = wg.report(demo, "15084", path=tmp_path / "r.html")
    book = openpyxl.load_workbook(made.workbook)
    missing, absent = (list(book[name].values) for name in ("Was fehlt", "Nicht berechnet"))
    assert any("new_training_contracts" in json.dumps(row, default=str) for row in missing)
    assert {row[3] for row in absent if row[3] in made.not_computed} == set(made.not_computed)
