"""The gate: what is small is hidden with its row, and only released tables pass."""

from __future__ import annotations

import pytest

import werdegang as wg

FRAME = {"variable": ["cases"] * 8 + ["people"] * 4, "region": ["15081", "15082", "15083", "15084"] * 3, "period": ["2015"] * 12,
         "sex": ["total"] * 4 + ["female"] * 4 + ["total"] * 4, "value": [10, 10, 10, 10, 2, 9, 0, 5, 100, 100, 100, 100]}
OWN = wg.Indicator(id="own.share", formula="100 * cases[sex=female] / cases", unit="percent", interval="wilson")


@pytest.fixture(scope="module")
def table():
    return wg.compute(wg.Observations.from_frame(FRAME), OWN)


def shown(released):
    return {row["region"]: (row["value"], row["status"]) for row in released.table.to_dicts()}


def test_small_numbers_and_small_rests_are_hidden(table):
    """2 of 10 and 9 of 10 (rest 1) go, 0 of 10 and 5 of 10 stay."""
    rows = shown(wg.protect(table))
    assert rows["15081"] == rows["15082"] == (None, "suppressed")
    assert rows["15083"][0] == 0 and rows["15084"][0] == 50
    for row in wg.protect(table).table.filter(status="suppressed").to_dicts():
        assert [row[name] for name in ("value", "numerator", "denominator", "lower", "upper")] == [None] * 5


def test_the_policy_counts(table):
    assert shown(wg.protect(table, wg.DisclosurePolicy(min_count=1)))["15081"][0] == 20
    assert shown(wg.protect(table, wg.DisclosurePolicy(min_count=6)))["15084"] == (None, "suppressed")
    with pytest.raises(wg.InvalidArgument, match="1 or more"):
        wg.protect(table, wg.DisclosurePolicy(min_count=0))


def test_hidden_numbers_are_nowhere_in_the_memory(table):
    released = wg.protect(table).table
    values = released["numerator"]
    assert all(values.data[i] == 0 for i in range(len(values)) if values.mask[i])


def test_ground(table):
    assert wg.protect(table).ground.startswith("protected: min_count=3, 2 figures hidden")
    assert wg.as_published(table, "21111-02-06-4").ground == "published: 21111-02-06-4"
    assert wg.as_published(table, "21111-02-06-4").table == table
    with pytest.raises(wg.InvalidArgument, match="as_published"):
        wg.as_published(table, "")


def test_only_tables_pass(table):
    for wrong in (None, "table", FRAME, wg.protect(table)):
        with pytest.raises(TypeError):
            wg.protect(wrong)
        with pytest.raises(TypeError):
            wg.as_published(wrong, "source")
    with pytest.raises(TypeError):
        wg.protect(table, 3)
    assert issubclass(wg.NotReleased, TypeError)


def test_released_shows_what_it_is(table):
    released = wg.protect(table)
    assert repr(released).startswith("Released(4 rows, protected: min_count=3") and len(released) == 4
    with pytest.raises(AttributeError):
        released.table = table
