"""Published cases of flows, transition matrices, absorbing chains and reconstructed cohorts."""

from __future__ import annotations

import json

import numpy as np
import pytest

import werdegang as wg


@pytest.fixture(scope="module")
def cases(project):
    rows = json.loads((project / "tests/conformance/flows.json").read_text(encoding="utf-8"))
    return {row["id"]: row for row in rows}


def chain(case, **options):
    given = case["input"]
    states = given.get("states", [f"s{i}" for i in range(len(given["Q"]))])
    exits = given.get("absorbing", [f"exit{i}" for i in range(len(given["R"][0]))])
    return wg.TransitionMatrix.from_matrix(given["Q"], given["R"], states, exits, **options)


def square(values, size):
    return np.asarray(values, dtype=float).reshape(size, -1)


@pytest.mark.parametrize("name", ["M1_drunkards_walk", "M2_students", "M3_uppertriangular", "M4_maze"])
def test_absorbing_chain(cases, name):
    case = cases[name]
    m, expected = chain(case), case["expected"]
    size, close = len(m), {"rtol": 0, "atol": max(case["tolerance"], 1e-9)}
    probabilities = square(m.absorption_probabilities()["value"], size)
    visits = m.visits()
    found = {
        "N": m.fundamental_matrix(),
        "B": probabilities,
        "B_row_1": probabilities[0],
        "t": m.expected_time()["value"],
        "var_t": m.time_variance()["value"],
        "var_N": square(visits["variance"], size),
        "H": square(visits["ever"], size),
    }
    for key, values in expected.items():
        np.testing.assert_allclose(np.asarray(found[key], dtype=float), values, **close, err_msg=key)
    np.testing.assert_allclose(square(visits["value"], size), found["N"], **close)


def test_sensitivities_of_students(cases):
    m, expected = chain(cases["M2_students"]), cases["M5_sensitivity"]["expected"]
    times = m.sensitivities("s0", compensating="flunk out", all=True)
    graduation = m.sensitivities("s0", "graduate", compensating="flunk out", all=True)
    inner = graduation.filter(destination=m.states)
    np.testing.assert_allclose(square(times["value"], 4), expected["dt0_dq"], atol=1e-8)
    np.testing.assert_allclose(square(inner["value"], 4), expected["dgrad0_dq"], atol=1e-8)
    np.testing.assert_allclose(square(inner["elasticity"], 4), expected["elasticity_dgrad0"], atol=1e-8)
    flunking = m.sensitivities("s0", "flunk out", compensating="flunk out", all=True).filter(destination=m.states)
    np.testing.assert_allclose(flunking["value"], -inner["value"], atol=1e-12)


def test_merced_is_refused_and_computed_as_given(cases):
    case = cases["CF-T-absorption-merced"]
    with pytest.raises(wg.InvalidArgument, match=r"a sum of 1\.01 in row 'Senior'.*normalise=True"):
        chain(case)
    table = chain(case, as_given=True).absorption_probabilities()
    np.testing.assert_allclose(100 * square(table["value"], 4), case["expected"]["percent"], atol=case["tolerance"])
    normalised = square(chain(case, normalise=True).absorption_probabilities()["value"], 4)
    np.testing.assert_allclose(normalised.sum(axis=1), 1, atol=1e-12)


@pytest.mark.parametrize("name", ["E4_micro_mle", "E5_rain_mle"])
def test_estimates_from_flows(cases, name):
    case = cases[name]
    counts = np.array(case["input"].get("flows", case["input"].get("counts")))
    states = case["input"].get("states", ["a", "b", "c"])
    frame = {"origin": np.repeat(states, 3).tolist(), "destination": states * 3, "count": counts.ravel().astype(float).tolist()}
    m = wg.Flows.from_frame(frame).transition_matrix()
    table, expected = m.table(), case["expected"]
    assert m.states == states and m.exits == []
    np.testing.assert_allclose(m.to_numpy(), expected["P"], atol=1e-7)
    names = {"se_sqrt_n_over_n": "standard_error_poisson", "se_binomial": "standard_error_binomial", "dirichlet_jeffreys_mean": "jeffreys_mean"}
    for key, column in names.items():
        if key in expected:
            np.testing.assert_allclose(square(table[column], 3), expected[key], atol=1e-7, err_msg=key)


def test_grinstead_snell_cohort(cases):
    case = cases["CF-D-cohort-grinstead-snell-efficiency"]
    cohort, expected = wg.reconstructed_cohort(case["input"]), case["expected"]
    np.testing.assert_allclose(cohort.grades["survival"], expected["survival_to_grade"], atol=1e-9)
    assert cohort.graduates / cohort.size == pytest.approx(expected["graduation"], abs=1e-9)
    assert cohort.years_per_graduate == pytest.approx(expected["years_input_per_graduate"], abs=1e-6)
    assert 100 * cohort.efficiency == pytest.approx(expected["coefficient_of_efficiency"], abs=1e-4)


def test_flow_rates_and_cohorts(cases):
    given, expected = (cases["P2_flow_rates_reconstructed_cohort"][key] for key in ("input", "expected"))
    frame = {
        "grade": [1, 2, 3, 4] * 2,
        "period": [2014] * 4 + [2015] * 4,
        "enrolment": given["enrol_t"] + given["enrol_t1"],
        "repeaters": [None] * 4 + given["repeaters_t1"],
        "graduates": [None] * 3 + [given["graduates_t"]] + [None] * 4,
    }
    rates = wg.flow_rates(frame)
    for name in ("promotion", "repetition", "dropout"):
        np.testing.assert_allclose(rates[name], expected[name], atol=1e-9, err_msg=name)
    for key, limit in (("unlimited_repetition", None), ("max_repeats_0", 0), ("max_repeats_2", 2)):
        cohort = wg.reconstructed_cohort(rates, size=given["cohort"], max_repeats=limit)
        want = expected[key]
        np.testing.assert_allclose(cohort.grades["survival"], want["survival_to_grade"], atol=1e-7)
        assert cohort.graduates == pytest.approx(want["graduates"], rel=1e-8)
        assert cohort.pupil_years == pytest.approx(want["pupil_years"], rel=1e-8)
        assert cohort.efficiency == pytest.approx(want["coefficient_of_efficiency"], rel=1e-7)
        assert cohort.years_per_graduate == pytest.approx(want["years_input_per_graduate"], rel=1e-7)
        assert cohort.graduates + cohort.dropouts == pytest.approx(given["cohort"])


def test_restated_cases_agree_with_the_collection(cases, shared):
    published = {row["id"]: row for row in json.loads((shared / "conformance/published_cases.json").read_text(encoding="utf-8"))}
    for name, case in cases.items():
        if name in published:
            assert case == published[name]
