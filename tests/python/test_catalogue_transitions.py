"""Transitions as the catalogue defines them, from figures of one's own."""

import math

import pytest

import werdegang as wg


@pytest.mark.parametrize("axis", ["origin", "destination"])
def test_origins_and_destinations_are_the_stages(axis):
    listed = wg.codelist(axis)
    total, *members = listed.members
    assert total.code == "total" and total.kind == "total"
    assert [(member.code, member.label_de, member.label_en) for member in members] == [(stage.id, stage.label_de, stage.label_en) for stage in wg.known_stages()]
    assert [listed.members[member.parent].code if member.parent >= 0 else "" for member in members] == [stage.parent for stage in wg.known_stages()]


def frame(variable, axis, figures, period="2015"):
    return {"variable": [variable] * len(figures), "region": ["15084"] * len(figures), "period": [period] * len(figures),
            axis: list(figures), "value": list(figures.values())}


def value_of(table, **codes):
    (row,) = table.filter(**codes).to_dicts()
    return row["value"]


def test_destinations_of_leavers():
    """By hand: 600 of 1,000 in training, 200 at school, 150 unknown, 50 in a job."""
    leavers = frame("leavers_by_destination", "destination", {"total": 1000, "training": 600, "upper_secondary": 200, "job": 50, "unknown": 150})
    obs = wg.Observations.from_frame(leavers)
    assert wg.compute(obs, "T.direct_transition_rate")["value"].tolist() == [60.0]
    assert wg.compute(obs, "T.unknown_share")["value"].tolist() == [15.0]
    shares = wg.compute(obs, "T.destination_share")
    assert value_of(shares, destination="training") == pytest.approx(100 * 600 / 850)
    assert sum(value_of(shares, destination=code) for code in ("training", "upper_secondary", "job")) == pytest.approx(100)
    assert "out_of_range" in shares.filter(destination="total").to_dicts()[0]["flags"]


def test_a_chain_from_day_care_to_a_job():
    stages = {"kita": 950, "primary": 960, "lower_secondary": 940, "school_certificate": 905, "training": 520, "training_completed": 430, "job": 400}
    obs = wg.Observations.from_frame(frame("persons_at_stage", "stage", stages))
    conversion = wg.compute(obs, "T.stage_conversion")
    assert [row["stage"] for row in conversion.to_dicts() if row["value"] is None] == ["job"], "nothing follows the last stage"
    assert value_of(conversion, stage="school_certificate") == pytest.approx(520 / 905)
    assert "out_of_range" in conversion.filter(stage="kita").to_dicts()[0]["flags"], "more first-graders than children in day care are kept"
    assert wg.compute(obs, "T.chain_survival")["value"].tolist() == pytest.approx([400 / 950])
    leakage = wg.compute(obs, "T.leakage_contribution")
    assert value_of(leakage, stage="school_certificate") == pytest.approx(math.log(520 / 905) / math.log(400 / 950))
    assert sum(row["value"] for row in leakage.to_dicts() if row["value"] is not None) == pytest.approx(1)


def test_a_chain_with_a_gap_has_no_survival():
    stages = {"kita": 950, "primary": 960, "lower_secondary": 940, "training": 520, "training_completed": 430, "job": 400}
    obs = wg.Observations.from_frame(frame("persons_at_stage", "stage", stages))
    row = wg.compute(obs, "T.chain_survival").to_dicts()[0]
    assert row["value"] is None and row["status"] not in ("computed", "reported")


def test_transition_probabilities():
    obs = wg.Observations.from_frame({
        "variable": ["persons_moving"] * 4, "region": ["15084"] * 4, "period": ["2015"] * 4, "origin": ["hauptschule"] * 4,
        "destination": ["total", "training", "transition_system", "unknown"], "value": [500, 340, 120, 40]})
    table = wg.compute(obs, "T.transition_probability")
    assert [value_of(table, destination=code) for code in ("total", "training", "transition_system", "unknown")] == [1, 0.68, 0.24, 0.08]
    row = table.filter(destination="training").to_dicts()[0]
    assert (row["lower"], row["upper"]) == pytest.approx(wg.kernels.wilson(340, 500))


def test_printed_rows_that_do_not_add_up_are_flagged():
    """The first two rows are those of the ministry's release on 2017/18, which add up."""
    rows = {"gymnasium": (1.5, 11.3, 87.2), "realschule": (24.9, 56.2, 18.9), "hauptschule": (60.1, 30.0, 3.9)}
    destinations = ("hauptschule", "realschule", "gymnasium")
    obs = wg.Observations.from_frame({
        "variable": ["published_transition_share"] * 9, "region": ["08"] * 9, "period": ["2017"] * 9,
        "origin": [origin for origin in rows for _ in range(3)], "destination": list(destinations) * 3,
        "value": [value for row in rows.values() for value in row]})
    table = wg.compute(obs, "T.row_stochastic")
    assert [value_of(table, origin=origin) for origin in rows] == pytest.approx([0, 0, 6])
    assert ["out_of_range" in table.filter(origin=origin).to_dicts()[0]["flags"] for origin in rows] == [False, False, True]


def test_a_part_of_a_printed_part_is_not_added_twice():
    obs = wg.Observations.from_frame({
        "variable": ["published_transition_share"] * 4, "region": ["08"] * 4, "period": ["2017"] * 4, "origin": ["hauptschule"] * 4,
        "destination": ["training", "dual_training", "transition_system", "unknown"], "value": [70, 60, 25, 5]})
    assert wg.compute(obs, "T.row_stochastic")["value"].tolist() == [0]


def test_target_attainment_works_downwards():
    obs = wg.Observations.from_frame({
        "variable": ["goal_value", "goal_start_value", "goal_target_value"], "region": ["15084"] * 3, "period": ["2024"] * 3,
        "goal": ["fewer leavers without a certificate"] * 3, "value": [9.4, 12.2, 7.0]})
    assert wg.compute(obs, "N.target_attainment")["value"].tolist() == pytest.approx([100 * 2.8 / 5.2])
