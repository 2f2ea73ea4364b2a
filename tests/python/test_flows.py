"""Flows in Python: reading, adding up, rates, matrices and cohorts, and what is said when something is wrong."""

from __future__ import annotations

import copy
import pickle

import numpy as np
import pytest

import werdegang as wg

LEAVERS = {
    "origin": ["hauptschule", "hauptschule", "realschule", "realschule"],
    "destination": ["company_training", "unknown", "company_training", "gymnasium_upper"],
    "count": [60, 40, 80, 20],
    "sex": ["female", "female", "male", "male"],
}


def codes(findings):
    return [finding.code for finding in findings]


@pytest.fixture(scope="module")
def leavers():
    return wg.Flows.from_frame(LEAVERS)


def test_frames_of_every_kind_give_the_same_flows(leavers):
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    polars = pytest.importorskip("polars", reason="polars is not installed")
    assert wg.Flows.from_frame(pandas.DataFrame(LEAVERS)).table() == leavers.table()
    assert wg.Flows.from_frame(polars.DataFrame(LEAVERS)).table() == leavers.table()
    assert wg.Flows.from_frame(leavers.table()).table() == leavers.table()


def test_shape_and_names(leavers):
    assert len(leavers) == 4 and leavers.groups == ["sex"] and leavers.periods == []
    assert leavers.stages == ["hauptschule", "realschule", "gymnasium_upper", "company_training", "unknown"]
    assert repr(leavers) == "Flows: 4 transitions between 5 stages, 200 persons"
    assert "<caption>Flows</caption>" in leavers._repr_html_()


def test_columns_by_name_and_source():
    frame = {"von": ["realschule"], "nach": ["job"], "n": [5], "jahr": [2014], "kreis": ["15084"], "note": ["x"]}
    flows = wg.Flows.from_frame(frame, origin="von", destination="nach", count="n", period="jahr", groups=["kreis"], source="survey")
    assert flows.table().to_dicts() == [
        {"origin": "realschule", "destination": "job", "period": "2014", "kreis": "15084", "source": "survey", "count": 5.0, "lower": 5.0, "upper": 5.0, "status": "reported"}
    ]


def test_hidden_counts_stay_hidden():
    flows = wg.Flows.from_frame({"origin": ["kita"] * 3, "destination": ["primary", "special_school", "moved_away"], "count": ["90", "*", "."],
                                 "lower": [None, 1, None], "upper": [None, 2, None]})
    rows = flows.table().to_dicts()
    assert [row["count"] for row in rows] == [90.0, None, None]
    assert [(row["lower"], row["upper"], row["status"]) for row in rows[1:]] == [(1.0, 2.0, "suppressed"), (0.0, None, "unknown_or_secret")]
    assert "2 hidden counts" in repr(flows)
    total = flows.rollup({"special_school": "primary", "moved_away": "primary"}).table().to_dicts()
    assert total[0]["count"] is None and total[0]["lower"] == 91.0 and total[0]["upper"] is None
    with pytest.raises(wg.InvalidArgument, match=r"hidden count \(kita to special_school: suppressed\).*hidden="):
        flows.transition_matrix()
    assert flows.filter(destination=["primary", "special_school"]).transition_matrix(hidden="upper").to_numpy()[0].tolist() == pytest.approx([0, 90 / 92, 2 / 92])


def test_filter_rollup_concat(leavers):
    assert len(leavers.filter(origin="realschule", destination=["company_training", "unknown"])) == 1
    assert leavers.filter(sex="female").filter(sex="male").table().to_dicts() == []
    rolled = leavers.rollup("sector", groups=[])
    assert {(row["origin"], row["destination"]): row["count"] for row in rolled.table().to_dicts()} == {
        ("school", "school"): 20.0, ("school", "training"): 140.0, ("school", "unknown"): 40.0}
    survey = wg.Flows.from_frame({**LEAVERS, "count": [6, 4, 8, 2]}, source="survey")
    official = wg.Flows.from_frame(LEAVERS, source="office")
    both = wg.Flows.concat([official, survey])
    assert len(both) == 8 and both.groups == ["sex", "source"]
    with pytest.raises(wg.InvalidArgument, match="2 sources"):
        both.transition_matrix()
    assert both.filter(source="survey").transition_matrix() == survey.transition_matrix()
    with pytest.raises(wg.InvalidArgument, match="twice in concat"):
        wg.Flows.concat([leavers, leavers])


def test_stocks_balance():
    flows = wg.Flows.from_frame({"origin": [1, 1], "destination": ["2", "moved_away"], "count": [90, 10], "period": [2014, 2014]})
    stocks = {"stage": ["1", "1", "2", "2"], "period": [2014, 2015, 2014, 2015], "count": [100, 3, 0, 90]}
    table, findings = flows.check_balance(stocks)
    assert table.to_dicts()[0]["difference"] == -3.0
    assert codes(findings) == ["unbalanced_stage"]
    assert "Unterschied -3" in findings[0].message("de")


def test_matrices_by_breakdown_and_period(leavers):
    by = leavers.transition_matrix(by="sex")
    assert list(by) == ["female", "male"] and by["female"].states == ["hauptschule"]
    assert by["female"].exits == ["company_training", "unknown"]
    shared = by["female"].states, leavers.transition_matrix(unknown="distribute").table().filter(origin="hauptschule").to_dicts()
    assert shared[1][0]["value"] == 1.0 and "unknown destinations distributed" in shared[1][0]["method"]
    with pytest.raises(wg.UnknownName, match="'age'.*sex"):
        leavers.transition_matrix(by="age")
    with pytest.raises(wg.InvalidArgument, match="expected flows with periods"):
        leavers.transition_matrix(period=2014)


def test_matrix_as_arrays(leavers):
    m = leavers.transition_matrix()
    square = m.to_numpy()
    assert square.shape == (5, 5)
    np.testing.assert_allclose(square.sum(axis=1), 1)
    sparse = pytest.importorskip("scipy.sparse", reason="scipy is not installed")
    assert (m.to_scipy().toarray() == square).all()
    again = wg.TransitionMatrix.from_matrix(sparse.csr_matrix(m.transient), sparse.csr_matrix(m.exit), m.states, m.exits)
    np.testing.assert_array_equal(again.to_numpy(), square)
    assert "TransitionMatrix" in m._repr_html_() and repr(m).startswith("TransitionMatrix: 2 states, exits")


def test_row_sums():
    with pytest.raises(wg.InvalidArgument, match=r"0\.9 in row 'a'.*rest="):
        wg.TransitionMatrix.from_matrix([[0.2]], [[0.7]], ["a"], ["out"])
    rest = wg.TransitionMatrix.from_matrix([[0.2]], [[0.7]], ["a"], ["out"], rest="unknown")
    assert rest.exits == ["out", "unknown"] and rest.exit[0].tolist() == pytest.approx([0.7, 0.1])
    with pytest.raises(wg.InvalidArgument, match="expected one of them"):
        wg.TransitionMatrix.from_matrix([[1.0]], normalise=True, as_given=True)
    with pytest.raises(wg.InvalidArgument, match="expected a matrix of numbers"):
        wg.TransitionMatrix.from_matrix([["a"]])
    with pytest.raises(wg.InvalidArgument, match="1 dimensions"):
        wg.TransitionMatrix.from_matrix([1.0])


def test_closed_classes_are_named():
    m = wg.TransitionMatrix.from_matrix([[0.5, 0.5], [0.0, 1.0]], None, ["searching", "measure"])
    assert m.closed_classes() == [["measure"]]
    with pytest.raises(wg.InvalidArgument, match="the state 'measure'.*leads only to itself"):
        m.expected_time()
    with pytest.raises(wg.UnknownName, match="exit 'job'"):
        wg.TransitionMatrix.from_matrix([[0.5]], [[0.5]], ["a"], ["b"]).expected_time(given="job")


def test_ratios_are_another_type():
    stocks = {"stage": [1, 1, 2, 2], "period": [2018, 2019, 2018, 2019], "count": [100, 90, 95, 107]}
    ratios = wg.ratio_matrix(stocks)
    assert ratios.to_numpy()[0, 1] == pytest.approx(1.07)
    assert ratios.table().to_dicts()[0]["flags"] == "out_of_range"
    assert repr(ratios) == "RatioMatrix: 2 stages, pooled ratio"
    for name in ("absorption_probabilities", "expected_time", "sensitivities"):
        with pytest.raises(TypeError, match=f"{name} needs a TransitionMatrix"):
            getattr(ratios, name)()
    with pytest.raises(wg.InvalidArgument, match="estimator='trend'"):
        wg.ratio_matrix(stocks, estimator="trend")
    flows = wg.Flows.from_frame({"origin": [1], "destination": [2], "count": [107], "period": [2018]})
    assert flows.ratio_matrix(stocks).to_numpy()[0, 1] == pytest.approx(1.07)


def test_cohorts():
    cohort = wg.reconstructed_cohort({"promotion": [0.9, 0.9], "repetition": [0.05, 0.05]}, max_repeats=1)
    assert repr(cohort).startswith("ReconstructedCohort: ") and "at most 1 repeats" in repr(cohort)
    nobody = wg.reconstructed_cohort({"promotion": [0.0], "repetition": [0.2]})
    assert nobody.efficiency is None and nobody.status == "empty_denominator"
    with pytest.raises(wg.InvalidArgument, match="expected a table of flow_rates"):
        wg.reconstructed_cohort([0.9])


def test_examples_give_their_published_rates():
    hamburg = wg.datasets.hamburg_follow_up()
    assert codes(hamburg.findings) == []
    rates = {row["district"]: round(row["value"], 2) for row in hamburg.destination_rate(by="district").to_dicts()}
    assert rates == {"Hamburg-Mitte": 35.02, "Altona": 34.35, "Eimsbüttel": 46.31, "Hamburg-Nord": 40.72, "Wandsbek": 39.1, "Bergedorf": 44.88, "Harburg": 41.25}
    assert hamburg.destination_rate()["value"][0] == pytest.approx(39.45018796992481)


@pytest.mark.parametrize(("left_school", "rate", "unknown"), [("all", 50.0, 20.5), ("this_year", 49.5, 12.8), ("before", 51.2, 31.3), ("last_year", 60.4, 24.4), ("earlier", 44.4, 36.3)])
def test_applicants_of_2014(left_school, rate, unknown):
    row = wg.datasets.applicant_destinations(left_school).destination_rate().to_dicts()[0]
    assert (round(row["value"], 1), round(row["unknown_share"], 1)) == (rate, unknown)


def test_nine_applicants_are_missing_and_not_made_up():
    flows = wg.datasets.applicant_destinations()
    assert codes(flows.findings) == ["flow_total_left_out", "flow_total_differs"]
    assert "466202" in flows.findings[1].message("en") and "differs by 9" in flows.findings[1].message("en")
    assert flows.table()["count"].sum() == 466193
    assert codes(wg.datasets.applicant_destinations("this_year").findings) == ["flow_total_left_out"]
    with pytest.raises(wg.UnknownName, match="this_year"):
        wg.datasets.applicant_destinations("2013")


def test_restated_figures_agree_with_the_table(shared):
    lines = (shared / "data/bibb_verbleib2014/tabelle_a1_3_8_alte_laender_2014.csv").read_text(encoding="utf-8").splitlines()
    table = [line.split(";") for line in lines[1:] if not line.startswith("davon")]
    for column, name in ((1, "all"), (3, "this_year"), (5, "before"), (7, "last_year"), (9, "earlier")):
        assert wg.datasets.applicant_destinations(name).table()["count"].tolist() == [float(row[column]) for row in table[:-1]]


def test_values_are_copied_compared_and_pickled(leavers):
    m = leavers.transition_matrix()
    stocks = {"stage": [1, 1, 2, 2], "period": [2018, 2019, 2018, 2019], "count": [100, 90, 95, 107]}
    for value in (leavers, wg.datasets.applicant_destinations(), m, wg.ratio_matrix(stocks), wg.known_stages()[3],
                  wg.reconstructed_cohort({"promotion": [0.9], "repetition": [0.05]}), leavers.sankey()):
        for other in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
            assert other == value and type(other) is type(value) and repr(other) == repr(value)
        assert value != object()


def test_wrong_types_are_named(leavers):
    with pytest.raises(TypeError, match="Flows.concat takes a list of Flows"):
        wg.Flows.concat(leavers)
    with pytest.raises(TypeError, match="place 0, takes Flows"):
        wg.Flows.concat([3])
    with pytest.raises(TypeError, match="origin=3"):
        wg.Flows.from_frame(LEAVERS, origin=3)
    with pytest.raises(wg.UnknownName, match="unknown column 'age'"):
        leavers.filter(age=3)
    with pytest.raises(wg.UnknownName, match="unknown stage 'kita'"):
        leavers.rollup({"kita": "x"})
    with pytest.raises(wg.UnknownName, match="floor"):
        leavers.rollup("floor")


def test_labels_that_mean_one_stage_are_added():
    flows = wg.Flows.from_frame({"origin": ["realschule"] * 4, "destination": ["unbekannt", "keine Angabe", None, "company_training"], "count": [5, 7, 3, 10]})
    assert {row["destination"]: row["count"] for row in flows.table().to_dicts()} == {"unknown": 15.0, "company_training": 10.0}
    assert codes(flows.findings) == ["read_as_unknown", "read_as_unknown", "same_stage_added", "missing_stage"]
    flows = wg.Flows.from_frame({"origin": ["realschule"] * 3, "destination": ["unknown", None, ""], "count": [5, 7, 3]})
    assert [row["count"] for row in flows.table().to_dicts()] == [15.0]
    twice = wg.Flows.from_frame({"origin": ["realschule"] * 2, "destination": ["job"] * 2, "count": [5, 7]})
    assert [row["count"] for row in twice.table().to_dicts()] == [5.0] and codes(twice.findings) == ["duplicate_flow"]


def test_a_thousands_point_makes_no_fraction():
    flows = wg.Flows.from_frame({"origin": ["realschule"] * 2, "destination": ["job", "unknown"], "count": ["1.234", "2.500"]})
    assert sorted(row["count"] for row in flows.table().to_dicts()) == [1234.0, 2500.0]
    assert codes(flows.findings) == ["thousands_point"]
