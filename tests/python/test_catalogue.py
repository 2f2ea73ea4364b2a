"""The catalogue of indicators: complete, in both languages, in agreement with the code."""

from __future__ import annotations

import ast
import csv
import json
import operator

import pytest

import werdegang as wg
from werdegang import _core

INDICATORS = list(wg.indicators)
ROOMS = {"network", "supply", "histories", "projection", "strategy"}
BOTH = ["label", "definition", "place", "reference_rule", "territory", "source_statistic"]


def by_id(indicators):
    return [pytest.param(item, id=item.id) for item in indicators]


def test_every_definition_of_the_list_is_there(shared):
    with open(shared / "catalogue" / "indicators.csv", encoding="utf-8") as file:
        wanted = {row["id"]: row for row in csv.DictReader(file)}
    assert len(wanted) == 228
    assert set(wanted) - set(wg.indicators.ids()) == set()
    for id, row in wanted.items():
        assert wg.indicators[id].status == row["status"], id
        assert wg.indicators[id].area == row["area"], id


@pytest.mark.parametrize("item", by_id(INDICATORS))
def test_every_text_is_there_in_both_languages(item):
    for name in BOTH:
        assert getattr(item, f"{name}_de").strip() and getattr(item, f"{name}_en").strip(), name
        if name not in ("label", "source_statistic"):  # names of surveys are the same in both
            assert getattr(item, f"{name}_de") != getattr(item, f"{name}_en"), name
    for name in ("numerator", "denominator", "note"):
        assert bool(getattr(item, f"{name}_de")) == bool(getattr(item, f"{name}_en")), name
    assert item.expression and item.unit and item.reference
    assert item.status in "VOLI" and item.area == item.id[0]
    if item.lowest is not None:
        assert item.lowest < item.highest


@pytest.mark.parametrize("item", by_id(INDICATORS))
def test_it_says_how_it_is_computed(item):
    assert (item.computable == "formula") == bool(item.formula)
    assert (item.computable == "no") == (item.needs in ROOMS)
    if item.computable == "function" or item.function:
        assert callable(operator.attrgetter(item.function)(wg)), item.function
    if item.computable == "formula":
        for variable in _core.formula_variables(item.formula):
            assert any(known.id == variable for known in wg.known_variables()), variable


@pytest.mark.parametrize("item", by_id(item for item in INDICATORS if item.computable != "no"))
def test_its_example_has_a_value_in_the_plausible_range(item):
    if item.computable == "formula":
        value = wg.evaluate(item, json.loads(item.example))
    else:
        value = eval(compile(ast.parse(item.example, mode="eval"), item.id, "eval"), {"wg": wg})  # noqa: S307: the catalogue's own text
    if item.computable == "formula":
        assert isinstance(value, float)
        if item.lowest is not None:
            assert item.lowest <= value <= item.highest
    assert value is not None


def test_variables_are_named_once_and_in_both_languages():
    variables = wg.known_variables()
    ids = [item.id for item in variables]
    assert len(ids) == len(set(ids))
    for item in variables:
        assert item.label_de and item.label_en and item.description_de and item.description_en, item.id


def test_every_area_has_indicators_and_a_name():
    areas = _core.known_areas()
    assert [code for code, _, _ in areas] == list("ABCDEFGHNT")
    assert {item.area for item in INDICATORS} == {code for code, _, _ in areas}


@pytest.mark.parametrize(
    ("word", "id"),
    [
        ("Segregation", "D.dissimilarity"),
        ("Erreichbarkeit", "D.access_2sfca"),
        ("Netzwerk", "N.reciprocity"),
        ("Abiturquote", "D.hzb_rate"),
        ("Jugendarbeitslosigkeit", "A.youth_unemployment_rate"),
        ("Lehrstellen", "E.anr_ext"),
        ("Azubis", "E.training_rate"),
    ],
)
def test_words_that_are_in_no_label_lead_to_the_indicator(word, id):
    assert id in [item.id for item in wg.indicators.find(word)]
