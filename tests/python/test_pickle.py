"""Values are copied, compared and pickled; what went through a pickle is equal and works."""

from __future__ import annotations

import copy
import pickle

import pytest

import werdegang as wg
from werdegang import _core

SHARE = "D.leaver_share_by_qualification"


def values(districts):
    table = wg.compute(districts, SHARE)
    return {
        "Observations": districts,
        "Table": table,
        "Findings": districts.findings,
        "Finding": districts.findings[0],
        "Source": districts.sources[0],
        "Period": wg.Period("2015/16"),
        "Codelist": wg.codelist("certificate"),
        "Member": wg.codelist("certificate").members[0],
        "Indicator": wg.indicators["C.care_rate_u3"],
        "DisclosurePolicy": wg.DisclosurePolicy(min_count=5),
        "Released": wg.as_published(table, "21111-02-06-4"),
        "Standing": wg.rank(table.filter(certificate="ahr"), "16062"),
        "Region": _core.find_region("15084"),
        "Reform": _core.reforms_of("15084")[0],
        "Variable": wg.known_variables()[0],
        "SeriesBreak": _core.breaks_between("population", "DG", 2010, 2011)[0],
        "Territory": wg.territory("16063"),
        "Chain": wg.chain(districts, "15084", 2015),
        "Availability": districts.availability("15084"),
        "Found": wg.indicators.find("Schulabschluss", districts),
    }


NAMES = ["Observations", "Table", "Findings", "Finding", "Source", "Period", "Codelist", "Member",
         "Indicator", "DisclosurePolicy", "Released", "Standing", "Region", "Reform",
         "Variable", "SeriesBreak", "Territory", "Chain", "Availability", "Found"]
PICKLED = [name for name in NAMES if name != "Released"]


@pytest.fixture(scope="module")
def examples(districts):
    return values(districts)


def test_every_type_is_here(examples):
    assert list(examples) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_copies_are_equal(examples, name):
    value = examples[name]
    assert value is not None
    for other in (copy.copy(value), copy.deepcopy(value), copy.deepcopy([value])[0]):
        assert type(other) is type(value)
        assert other == value and not other != value


@pytest.mark.parametrize("name", NAMES)
def test_values_differ_from_other_types(examples, name):
    assert examples[name] != object()
    assert examples[name] != 3


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("name", PICKLED)
def test_pickles_are_equal(examples, name, protocol):
    value = examples[name]
    again = pickle.loads(pickle.dumps(value, protocol=protocol))
    assert type(again) is type(value) and again == value
    assert repr(again) == repr(value)


def test_released_is_made_by_the_gate_only(examples):
    with pytest.raises(TypeError, match="Released.*protect.*as_published"):
        pickle.dumps(examples["Released"])
    with pytest.raises(TypeError):
        wg.Released()


def test_pickled_ledger_computes_the_same(districts):
    again = pickle.loads(pickle.dumps(districts))
    assert wg.compute(again, SHARE) == wg.compute(districts, SHARE)
    assert again.findings == districts.findings


def test_different_values_are_different(districts):
    table = wg.compute(districts, SHARE)
    assert table != table.filter(region="15084")
    assert districts != districts.filter(region="15084")
    assert wg.DisclosurePolicy(3) != wg.DisclosurePolicy(4)
    assert wg.Period("2015") != wg.Period("2015/16")
    assert wg.Indicator(id="a.b", formula="births") != wg.Indicator(id="a.b", formula="births + 1")


def test_damaged_pickles_are_refused(districts):
    state = districts.filter(variable="population").__reduce_ex__(2)
    assert state
    with pytest.raises((TypeError, ValueError, RuntimeError, IndexError)):
        wg.Table.__new__(wg.Table).__setstate__((("value", 1, "codes", ([7], ("x", "", "", False, [])), None),))


def test_periods():
    assert wg.Period("31.12.2015") == wg.Period("2015-12-31")
    assert str(wg.Period("2015/16")) == "2015/16" and repr(wg.Period("2015")) == "Period('2015')"
    assert (wg.Period("2015").first_day, wg.Period("2015").last_day) == ("2015-01-01", "2015-12-31")
    assert wg.Period("2015").shifted(-4) == wg.Period("2011")
    assert sorted([wg.Period("2016"), wg.Period("2015")])[0] == wg.Period("2015")
    assert len({wg.Period("2015"), wg.Period("2015")}) == 1
