"""Indicators from flows and from a landscape."""

from __future__ import annotations

import pytest

import werdegang as wg


@pytest.fixture
def flows():
    return wg.Flows.from_frame({
        "origin": ["school", "school", "school", "transition"],
        "destination": ["training", "transition", "unknown", "training"],
        "count": [60, 30, 10, 12],
        "period": ["2024"] * 4,
    })


@pytest.fixture
def land():
    return wg.Landscape.from_frames(
        actors={"id": ["a", "b", "c"], "kind": ["kita", "kita", "primary_school"], "capacity": [50, 70, None], "from": [None, None, "2025-01-01"]},
        ties={"source": ["a", "b", "a"], "target": ["b", "a", "c"], "kind": ["cooperation", "referral", "cooperation"]},
    )


def test_transition_probabilities_are_shares_of_those_who_moved(flows):
    table = wg.compute(flows, "T.transition_probability", regions="15084")
    found = {(row["origin"], row["destination"]): row["value"] for row in table.to_dicts()}
    assert found["school", "training"] == 0.6
    assert found["transition", "training"] == 1
    assert found["total", "training"] == pytest.approx(72 / 112)
    assert table["region"][0] == "15084" and table["period"][0] == "2024"


def test_flows_have_totals_of_every_axis_and_hidden_parts_hide_them():
    flows = wg.Flows.from_frame({"origin": ["s", "s"], "destination": ["t", "u"], "count": ["5", "."], "sex": ["female", "male"], "period": [2024, 2024]})
    obs = wg.Observations.from_flows(flows, "15")
    rows = {(r["origin"], r["destination"], r["sex"]): (r["value"], r["status"]) for r in obs.table().to_dicts()}
    assert rows["s", "t", "female"] == (5, "reported")
    assert rows["s", "total", "female"] == (5, "reported")
    assert rows["s", "total", "total"] == (None, "unknown_or_secret")


def test_a_breakdown_by_region_is_the_region():
    flows = wg.Flows.from_frame({"origin": ["s", "s"], "destination": ["t", "t"], "count": [5, 7], "region": ["15084", "15085"], "period": [2024, 2024]})
    assert wg.Observations.from_flows(flows).regions() == ["15084", "15085"]
    assert "region" not in wg.compute(wg.Observations.from_flows(flows), "T.transition_probability", regions="15084").column_names[3:]


def test_a_landscape_is_counted(land):
    obs = wg.Observations.from_landscape(land, "15084", 2026)
    rows = {(r["variable"], r["actor_kind"] or r["tie_kind"]): r["value"] for r in obs.table().to_dicts()}
    assert rows["actors", "total"] == 3 and rows["actors", "kita"] == 2
    assert rows["places", "total"] == 120
    assert rows["ties", "total"] == 3 and rows["tied_pairs", "total"] == 2
    assert rows["isolated_actors", "total"] == 0
    assert wg.compute(land, "N.actor_count", regions="15084", periods=2026).to_dicts()[0]["value"] == 3


def test_only_what_existed_at_the_end_of_the_period_counts(land):
    obs = wg.Observations.from_landscape(land, "15084", 2024)
    rows = {(r["variable"], r["actor_kind"] or r["tie_kind"]): r["value"] for r in obs.table().to_dicts()}
    assert rows["actors", "total"] == 2 and rows["tied_pairs", "total"] == 1


def test_what_is_missing_is_asked_for(flows, land):
    with pytest.raises(wg.InvalidArgument, match="flows without a region.*'15084'"):
        wg.compute(flows, "T.transition_probability")
    with pytest.raises(wg.InvalidArgument, match="the one region and the period"):
        wg.compute(land, "N.actor_count", regions="15084")
    with pytest.raises(wg.InvalidArgument, match="flows without a period"):
        wg.compute(wg.Flows.from_frame({"origin": ["s"], "destination": ["t"], "count": [1]}), "T.transition_probability", regions="15084")
    with pytest.raises(TypeError, match="compute takes Observations .*, Flows or a Landscape, not list"):
        wg.compute([], "N.actor_count")


def test_what_is_missing_in_flows_and_landscapes(flows, land):
    assert len(wg.what_is_missing(flows, "T.transition_probability", regions="15084")) == 0
    assert len(wg.what_is_missing(land, "N.actor_count", regions="15084", periods=2024)) == 0
    (row,) = wg.what_is_missing(land, "B.institution_density", regions="15084", periods=2024).to_dicts()[:1]
    assert row["missing"] == "variable"
