"""Regions that change: nothing is counted twice, no gap is filled unasked, and every reform can be looked up."""

from __future__ import annotations

import pytest

import werdegang as wg

SHARE = "D.leaver_share_by_qualification"


def values(table, **conditions):
    return {(row["region"], row["period"]): row for row in table.filter(**conditions).to_dicts()}


@pytest.fixture(scope="module")
def leavers(official):
    return official.filter(variable="school_leavers")


def test_gap_is_unknown_by_default(districts):
    """FORMATS 5: in 2006 the cells of 15084 are `.`; 15256 and 15268 hold 1,437 and 1,157 leavers."""
    rows = values(wg.compute(districts, SHARE, regions=["15084"], periods=2006), certificate="without_hsa")
    row = rows["15084", "2006"]
    assert (row["value"], row["status"], row["method"]) == (None, "unknown_or_secret", "computed")


def test_predecessors_are_added_only_when_asked(districts):
    """15256 + 15268 in 2006: the sum of both, named as own aggregation with the share of the sums."""
    counts = wg.Indicator(id="own.leavers", formula="school_leavers")
    parts = values(wg.compute(districts, counts, regions=["15256", "15268"], periods=2006))
    total = sum(row["value"] for row in parts.values())
    filled = districts.with_predecessors(["15084"])
    own = values(wg.compute(filled, counts, regions=["15084"]))
    assert (own["15084", "2006"]["value"], own["15084", "2006"]["method"]) == (total, "own aggregation")
    assert (own["15084", "2015"]["value"], own["15084", "2015"]["method"]) == (1323, "computed")
    assert any(finding.code == "own_aggregation" for finding in filled.findings)
    share = values(wg.compute(filled, SHARE, regions=["15084"], periods="2006"), certificate="without_hsa")["15084", "2006"]
    assert share["denominator"] == total
    assert share["value"] == pytest.approx(100 * share["numerator"] / total, rel=1e-15)
    assert values(wg.compute(districts, counts, regions=["15084"]))["15084", "2006"]["value"] is None, "the ledger itself is unchanged"


def test_findings_say_where_the_figures_are(districts):
    messages = [finding.message() for finding in districts.findings.for_region("15084")]
    assert any("15256 + 15268" in message and "2006" in message for message in messages)
    assert any("Doppelter Abiturjahrgang 2007" in message for message in messages)
    own = [f for f in districts.findings.for_region("15084") if "15084" in f.message() and f.code == "predecessors_hold_figures"]
    assert own[0] == districts.findings.for_region("15084")[0], "what names the region itself comes first"


def test_rollup_of_unknown_parts_is_unknown():
    """A part that is unknown or not there never makes a smaller sum. Bremen has two districts, Thuringia many."""
    frame = {"variable": ["cases"] * 5, "region": ["04011", "04012", "04011", "04012", "16061"], "period": ["2014", "2014", "2015", "2015", "2015"],
             "value": [10, 3, 5, None, 6]}
    rows = values(wg.Observations.from_frame(frame).rollup("state").table())
    assert rows["04", "2014"]["value"] == 13
    assert rows["04", "2015"]["value"] is None
    assert rows["16", "2015"]["value"] is None


OLD = "101 151 153 154 159 171 202 256 260 261 265 266 268 303 352 355 357 358 362 363 364 367 369 370".split()
NEW = "001 002 003 081 082 083 084 085 086 087 088 089 090 091".split()


def test_rollup_adds_old_or_new_keys_never_both():
    """FORMATS 5: Sachsen-Anhalt 2004-06 has births under the keys of before and after the reform of 1 July 2007."""
    codes = ["15" + code for code in OLD + NEW]
    counts = [700.0] * len(OLD) + [1200.0] * len(NEW)
    frame = {"variable": ["births"] * len(codes), "region": codes, "period": ["2005"] * len(codes), "value": counts}
    for step in (1, -1):
        turned = {name: column[::step] for name, column in frame.items()}
        assert values(wg.Observations.from_frame(turned).rollup("state").table())["15", "2005"]["value"] == 700 * 24


def test_ranks_count_a_territory_once():
    regions = ["15256", "15268", "15084", "15081"]
    frame = {"variable": ["births"] * 4, "region": regions, "period": ["2005"] * 4, "value": [700, 650, 1350, 900]}
    table = wg.compute(wg.Observations.from_frame(frame), wg.Indicator(id="own.births", formula="births"))
    assert wg.rank(table, "15256").size == 3


def test_territory_of_a_growing_district():
    found = wg.territory("16063")
    assert (found.name, found.comparable_since, found.dissolved) == ("Wartburgkreis", "2021-07-01", None)
    assert "Eisenach" in found.text("de") and "1.7.2021" in found.text("de")
    assert "comparable since" in found.text("en")
    assert str(found) == repr(found) == found.text("de")


def test_territory_of_a_dissolved_district():
    found = wg.territory("16056")
    assert found.dissolved == "2021-07-01"
    assert "aufgelöst am 1.7.2021" in str(found)
    assert wg.territory("16062").reforms == [] and "keine Gebietsänderung" in str(wg.territory("16062"))


def test_unknown_region_names_the_likely_ones():
    with pytest.raises(wg.UnknownName, match=r"unknown region 'Wartburg': did you mean 16063 Wartburgkreis\?"):
        wg.territory("Wartburg")
    with pytest.raises(wg.UnknownName, match="unknown region '99999'"):
        wg.territory("99999")
    with pytest.raises(TypeError, match="leading zero"):
        wg.territory(16063)


def test_germany_is_not_the_sum_of_the_states(leavers):
    """FORMATS 2.3: 2015 Germany 846,423, the states together 835,527; the footnote names the external examinees."""
    printed = values(leavers.filter(region="DG", period=2015).table(), certificate="total", sex="total")
    summed = values(leavers.rollup("country").table(), certificate="total", sex="total")
    assert printed["DG", "2015"]["value"] == 846423
    assert summed["DG", "2015"]["value"] == 835527
    said = [f for f in leavers.findings if f.code == "total_differs_from_parts" and "(DG)" in f.message() and "2015" in f.message() and f.args[3] == "846423"]
    assert said and "Schulfremde" in said[0].message("de") and "external examinees" in said[0].message("en")


@pytest.mark.parametrize("variable", ["population", "births", "school_leavers"])
def test_states_are_the_sum_of_their_districts(official, variable):
    """Wherever no finding names the state and the year, districts add up to the printed state: no key counts twice."""
    source = {"population": "12411-01-01-4", "births": "12612-01-01-4", "school_leavers": "21111-02-06-4"}[variable]
    chosen = official.filter(variable=variable)
    axes = ("certificate", "sex")

    def cells(table):
        totals = {axis: "total" for axis in axes if axis in table.column_names}
        rows = [row for row in table.filter(**totals).to_dicts() if source in row["source"]]
        return {(row["region"], row["period"]): row["value"] for row in rows if row["value"] is not None}

    printed, summed = cells(chosen.filter(region=[f"{n:02}" for n in range(1, 17)]).table()), cells(chosen.rollup("state").table())
    named = {(f.args[1][:2], f.args[2][:4]) for f in official.findings if f.code == "total_differs_from_parts" and f.args[1] != "DG"}
    different = {key for key in printed.keys() & summed.keys() if printed[key] != summed[key]}
    assert {(region, period[:4]) for region, period in different} <= named
    assert len(printed.keys() & summed.keys()) > 285
    saxony = [key for key in summed if key[0] == "14" and "1995" <= key[1][:4] <= "2007"]
    anhalt = [key for key in summed if key[0] == "15" and "2000" <= key[1][:4] <= "2006"]
    assert len(saxony) == 13 and len(anhalt) == 7
    assert all(summed[key] == printed[key] for key in saxony + anhalt)


def test_aachen_was_a_district_of_its_own(leavers):
    """FORMATS 5: the 2,203 leavers between Nordrhein-Westfalen and its five-digit districts in 1995 are Aachen (05334002)."""
    year = leavers.filter(period=1995)
    city = values(year.filter(region="05334002").table(), certificate="total", sex="total")
    state = values(year.rollup("state").table(), certificate="total", sex="total")
    assert city["05334002", "1995"]["value"] == 2203
    assert state["05", "1995"]["value"] == 177819


def test_old_key_with_a_new_territory_is_named(official):
    """FORMATS 5: in 2016 the unemployed of the old key 03152 are those of the new district Göttingen."""
    assert any(f.code == "key_carries_other_territory" and "03152" in f.args[0] for f in official.findings)
