"""Parity, composite indices and rates of cohorts on plain numbers."""

from __future__ import annotations

import json
import math
import pickle

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import werdegang as wg

kernels = wg.kernels
RATES = st.floats(1e-6, 1e6)
VALUES = st.floats(-1e6, 1e6)


@pytest.fixture(scope="module")
def published(project) -> dict[str, dict]:
    rows = json.loads((project / "tests/conformance/measures.json").read_text(encoding="utf-8"))
    return {row["id"]: row for row in rows}


# parity


@given(RATES, RATES)
def test_parity_is_symmetric(female, male):
    assert kernels.gpia(female, male) + kernels.gpia(male, female) == pytest.approx(2)
    assert kernels.gpi(female, male) == pytest.approx(1 / kernels.gpi(male, female))
    assert 0 <= kernels.gpia(female, male) <= 2
    assert kernels.relative_risk(female, male) == kernels.gpi(female, male)


def test_odds_and_risks_of_scipy():
    contingency = pytest.importorskip("scipy.stats.contingency", reason="SciPy is not installed; it only serves as a comparison here")
    for a, b, c, d in np.random.default_rng(1).integers(1, 10**4, (50, 4)):
        q_a, q_b = a / (a + b), c / (c + d)
        assert kernels.odds_ratio(q_a, q_b) == pytest.approx(contingency.odds_ratio([[a, b], [c, d]], kind="sample").statistic, rel=1e-9)
        assert kernels.relative_risk(q_a, q_b) == pytest.approx(contingency.relative_risk(a, a + b, c, c + d).relative_risk, rel=1e-12)


def test_parity_of_arrays_has_nan_where_there_is_no_value():
    np.testing.assert_array_equal(kernels.gpi([1, 1, None, 2], [0, 2, 1, -1]), [np.nan, 0.5, np.nan, np.nan])
    np.testing.assert_array_equal(kernels.gpia([1, 0, 3], [0, 0, 2]), [2, np.nan, 2 - 2 / 3])
    np.testing.assert_array_equal(kernels.odds_ratio([0.5, 1, 0.5], [0.2, 0.5, 0]), [4, np.nan, np.nan])
    assert kernels.gpi(1, 0) is None
    assert isinstance(kernels.gpi(1, 2), float)


# composite indices


@given(st.lists(VALUES, min_size=2, max_size=40))
def test_z_scores_of_numpy(values):
    spread = np.std(values)
    assume(spread > 1e-6 * max(abs(v) for v in values))
    np.testing.assert_allclose(kernels.z_scores(values), (values - np.mean(values)) / spread, rtol=1e-7, atol=1e-7)


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(1, 6)), min_size=2, max_size=15))
def test_weights_are_repeated_units(units):
    values, weights = np.transpose(units)
    assume(len(set(values)) > 1)
    repeated = kernels.z_scores(np.repeat(values, weights))
    np.testing.assert_allclose(np.repeat(kernels.z_scores(values, weights), weights), repeated, rtol=1e-9, atol=1e-12)


@given(st.integers(0, 2**32), st.integers(2, 20), st.integers(1, 5))
def test_contributions_make_the_index(seed, units, indicators):
    rng = np.random.default_rng(seed)
    values, weights = rng.normal(5, 3, (units, indicators)), rng.uniform(0.1, 2, indicators)
    directions = rng.choice([-1, 1], indicators)
    index = kernels.composite_index(values, weights, directions)
    z = np.transpose([kernels.z_scores(column) for column in values.T])
    np.testing.assert_allclose(index.contributions, z * weights * directions, rtol=1e-14)
    np.testing.assert_allclose(index.value, index.contributions.sum(axis=1), rtol=1e-13, atol=1e-13)
    turned = kernels.composite_index(-values, weights, -directions)
    np.testing.assert_allclose(turned.value, index.value, rtol=1e-13, atol=1e-13)


def test_an_indicator_that_tells_nothing_is_seen():
    value, contributions = kernels.composite_index([[1, 4], [2, 4], [3, 4]], [0.5, 0.5])
    assert np.isnan(value).all()
    np.testing.assert_array_equal(np.isnan(contributions).all(axis=0), [False, True])
    missing = kernels.composite_index([[1, None], [2, 4], [3, 5]], [1, 1])
    np.testing.assert_array_equal(np.isnan(missing.value), [True, False, False])
    assert not np.isnan(kernels.composite_index([[1, None], [2, 4], [3, 5]], [1, 0]).value).any()
    np.testing.assert_array_equal(np.isnan(kernels.z_scores([3, 3, 3])), True)
    assert kernels.composite_index(np.empty((0, 2)), [1, 1]).contributions.shape == (0, 2)
    again = pickle.loads(pickle.dumps(missing))
    assert isinstance(again, kernels.CompositeIndex)


# cohorts


def test_flow_rates_of_tables_are_the_same(published):
    given_ = published["CF-D-flow-rates"]["input"]
    grades = [f"grade_{n}" for n in range(1, 6)]
    frame = {
        "grade": grades * 2,
        "period": ["2020"] * 5 + ["2021"] * 5,
        "enrolment": given_["enrol_t"] + given_["enrol_t1"],
        "repeaters": [0] * 5 + given_["repeaters_t1"],
        "graduates": [None] * 4 + [given_["graduates_t"]] + [None] * 5,
    }
    table = wg.flow_rates(frame).to_pandas()
    rates = kernels.cohort_flow_rates(given_["enrol_t"], given_["enrol_t1"], given_["repeaters_t1"], given_["graduates_t"])
    for name, values in rates._asdict().items():
        np.testing.assert_array_equal(values, table[name])
    unknown = kernels.cohort_flow_rates(given_["enrol_t"], given_["enrol_t1"], given_["repeaters_t1"], None)
    np.testing.assert_array_equal(np.isnan(unknown.promotion), [False] * 4 + [True])
    np.testing.assert_array_equal(unknown.repetition, rates.repetition)


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 1000)), min_size=1, max_size=6))
def test_strata_are_added_each_with_its_own_base(strata):
    part, base = np.transpose(strata)
    total = kernels.strata_sum(part, base)
    assert total is None if 0 in base else total == pytest.approx((100 * part / base).sum(), rel=1e-12)


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(1, 1000)), min_size=1, max_size=20), st.integers(0, 500), st.integers(1, 10**4), st.integers(1, 12))
def test_school_life_expectancy(ages, rest, level, duration):
    enrolled, population = np.transpose(ages)
    plain = kernels.school_life_expectancy(enrolled, population)
    assert plain == pytest.approx((enrolled / population).sum(), rel=1e-12)
    more = kernels.school_life_expectancy(enrolled, population, rest, level, duration)
    assert more == pytest.approx(plain + rest / level * duration, rel=1e-12)
    net = kernels.school_life_expectancy(enrolled, population, level_population=level, duration=duration, repeaters=rest)
    assert more + net == pytest.approx(2 * plain, rel=1e-12)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: kernels.odds_ratio([0.5, 40], 0.2), r"row 1: q_a = 40 in odds_ratio: expected a share from 0 to 1; divide one in per cent by 100"),
        (lambda: kernels.z_scores([1, 2], [1, -1]), r"weight = -1 in unit 1 of z_scores: expected a finite number, 0 or more"),
        (lambda: kernels.z_scores([1, 2], []), r"weights of length 0: expected length 2, or None"),
        (lambda: kernels.composite_index([[1, 2]], [1]), r"weights of length 1 in composite_index: expected one for each of the 2 columns"),
        (lambda: kernels.composite_index([1, 2], [1, 1]), r"values of 1 dimensions: expected two"),
        (lambda: kernels.composite_index([[1, 2]], [1, 1], [1, "up"]), r"directions: expected numbers"),
        (lambda: kernels.composite_index([[1, 2]], [1, 1], [1, 2]), r"direction = 2 in indicator 1 of composite_index: expected 1, or -1"),
        (lambda: kernels.school_life_expectancy([1], [2], unknown_age=3), r"no level_population or no duration in school_life_expectancy"),
        (lambda: kernels.school_life_expectancy([1], [2], 3, 4, 0), r"duration = 0 in school_life_expectancy: expected years of the level"),
        (lambda: kernels.school_life_expectancy([1, 2], [2]), r"population of length 1 in school_life_expectancy: expected length 2"),
        (lambda: kernels.cohort_flow_rates([1], [1], [2], 1), r"next_repeaters = 2 in grade 0 of cohort_flow_rates: expected no more than"),
        (lambda: kernels.cohort_flow_rates([1], [1], [0], [1]), r"graduates: expected one number, got an array"),
        (lambda: kernels.strata_sum([1], [1, 2]), r"base of length 2 in strata_sum: expected length 1"),
    ],
)
def test_mistakes_are_named(call, message):
    with pytest.raises((wg.InvalidArgument, TypeError), match=message):
        call()


def test_unknown_ages_make_unknown_years():
    assert kernels.school_life_expectancy([1], [2], None, 10, 4) is None
    assert kernels.school_life_expectancy([1, math.nan], [2, 2]) is None
    assert kernels.school_life_expectancy([1], [2], 3, 0, 4) is None
