"""Funnel limits and shrunken rates, against other implementations and brute force."""

from __future__ import annotations

import copy
import csv
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import werdegang as wg

kernels = wg.kernels
METHODS = ["marshall", "gamma_poisson", "beta_binomial"]
AREAS = st.lists(st.tuples(st.integers(1, 5000), st.floats(0, 1)), min_size=8, max_size=40)


@pytest.fixture(scope="module")
def sudden_deaths(shared):
    with (shared / "data/nc_sids/nc_sids.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return np.array([float(row["SID74"]) for row in rows]), np.array([float(row["BIR74"]) for row in rows])


def schools(seed: int, areas: int = 120) -> tuple[np.ndarray, np.ndarray]:
    """Leavers without certificate among leavers, the true shares from a beta distribution."""
    rng = np.random.default_rng(seed)
    leavers = rng.integers(15, 400, areas)
    return rng.binomial(leavers, rng.beta(6, 60, areas)).astype(float), leavers.astype(float)


# other implementations and brute force


def test_marshall_is_that_of_esda(sudden_deaths):
    """esda 2.9 (Empirical_Bayes), spdep::EBest: a = 7.692931e-07, b = .002021445."""
    deaths, births = sudden_deaths
    result = kernels.shrink(deaths, births)
    np.testing.assert_allclose(result.shrunken[:5], [0.001697297331, 0.001705377681, 0.001773087022, 0.002012868084, 0.003534913149], atol=1e-12)
    assert result.prior == (pytest.approx(0.0020214448936544207, rel=1e-13), pytest.approx(7.692930647014653e-07, rel=1e-10))


def marshall(events: np.ndarray, population: np.ndarray) -> np.ndarray:
    """As esda writes it."""
    mean = events.sum() / population.sum()
    rate = events / population
    variance = (population * (rate - mean) ** 2).sum() / population.sum() - mean / population.mean()
    weight = variance / (variance + mean / population)
    return weight * rate + (1 - weight) * mean


@pytest.mark.parametrize("seed", range(5))
def test_marshall_is_its_formula(seed):
    events, population = schools(seed)
    np.testing.assert_allclose(kernels.shrink(events, population).shrunken, marshall(events, population), rtol=1e-12)


def test_marshall_beside_esda():
    smoothing = pytest.importorskip("esda.smoothing", reason="esda is not installed; it only serves as a comparison here")
    events, population = schools(7)
    expected = smoothing.Empirical_Bayes(events, population).r.ravel()
    np.testing.assert_allclose(kernels.shrink(events, population).shrunken, expected, rtol=1e-9)
    standardised = smoothing.assuncao_rate(events, population)
    np.testing.assert_allclose(kernels.shrink(events, population).standardised, standardised, rtol=1e-9)


def test_gamma_poisson_is_the_fixed_point_of_clayton_and_kaldor(sudden_deaths):
    deaths, births = sudden_deaths
    result = kernels.shrink(deaths, births, "gamma_poisson")
    assert result.parameters == {"nu": pytest.approx(4.630749, abs=1e-5), "alpha": pytest.approx(4.395741, abs=1e-5)}
    np.testing.assert_allclose(result.shrunken[:5] / result.overall_rate, [0.85299683, 0.86070453, 0.88843671, 1.03837881, 1.87539181], atol=1e-5)
    expected = births * deaths.sum() / births.sum()
    nu, alpha = 2.0, 2.0
    for _ in range(5000):
        risk = (deaths + nu) / (expected + alpha)
        mean = risk.mean()
        alpha = mean / (((1 + alpha / expected) * (risk - mean) ** 2).sum() / (len(risk) - 1))
        nu = mean * alpha
    assert result.parameters == {"nu": pytest.approx(nu, rel=1e-9), "alpha": pytest.approx(alpha, rel=1e-9)}


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.998])
def test_intervals_are_quantiles_of_the_posterior(sudden_deaths, confidence):
    stats = pytest.importorskip("scipy.stats", reason="SciPy is not installed; it only serves as a comparison here")
    tail = (1 - confidence) / 2
    deaths, births = sudden_deaths
    result = kernels.shrink(deaths, births, "gamma_poisson", confidence)
    gamma = stats.gamma(deaths + result.parameters["nu"], scale=1 / (births * result.overall_rate + result.parameters["alpha"]))
    np.testing.assert_allclose(result.lower / result.overall_rate, gamma.ppf(tail), rtol=1e-9)
    np.testing.assert_allclose(result.upper / result.overall_rate, gamma.isf(tail), rtol=1e-9)
    events, population = schools(2)
    result = kernels.shrink(events, population, "beta_binomial", confidence)
    beta = stats.beta(events + result.parameters["alpha"], population - events + result.parameters["beta"])
    np.testing.assert_allclose(result.lower, beta.ppf(tail), rtol=1e-9)
    np.testing.assert_allclose(result.upper, beta.isf(tail), rtol=1e-9)
    result = kernels.shrink(events, population, confidence=confidence)
    error = np.sqrt(result.prior[1] * (1 - result.weight))
    np.testing.assert_allclose(result.upper, result.shrunken + stats.norm.isf(tail) * error, rtol=1e-12)
    np.testing.assert_allclose(result.lower, np.maximum(0, result.shrunken - stats.norm.isf(tail) * error), rtol=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_beta_binomial_is_the_maximum_of_the_likelihood(seed):
    stats = pytest.importorskip("scipy.stats", reason="SciPy is not installed; it only serves as a comparison here")
    optimize = pytest.importorskip("scipy.optimize", reason="SciPy is not installed; it only serves as a comparison here")
    events, population = schools(seed)

    def loss(logs):
        return -stats.betabinom.logpmf(events, population, *np.exp(logs)).sum()

    options = {"xatol": 1e-10, "fatol": 1e-12, "maxiter": 5000, "maxfev": 5000}
    best = optimize.minimize(loss, [0.0, 2.0], method="Nelder-Mead", options=options)
    result = kernels.shrink(events, population, "beta_binomial")
    found = [result.parameters["alpha"], result.parameters["beta"]]
    np.testing.assert_allclose(found, np.exp(best.x), rtol=1e-5)
    assert loss(np.log(found)) <= best.fun + 1e-9
    np.testing.assert_allclose(result.shrunken, (events + found[0]) / (population + sum(found)), rtol=1e-12)


# what holds for all of them


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=60)
@given(areas=AREAS)
def test_shrunken_rates_lie_between_the_raw_ones_and_the_mean(method, areas):
    population = np.array([people for people, _ in areas], dtype=float)
    events = np.floor([people * share for people, share in areas])
    result = kernels.shrink(events, population, method)
    mean = result.prior[0]
    np.testing.assert_array_equal(result.raw, events / population)
    slack = 1e-12 * (1 + mean)
    assert np.all(result.shrunken >= np.minimum(result.raw, mean) - slack)
    assert np.all(result.shrunken <= np.maximum(result.raw, mean) + slack)
    assert np.all((result.weight >= 0) & (result.weight <= 1))
    if result.all_at_mean:
        assert np.all(result.shrunken == mean) and np.all(np.isnan(result.lower)) and len(result.findings) == 1
    else:
        assert result.prior[1] > 0 and len(result.findings) == 0
        assert np.all(result.lower <= result.shrunken + slack) and np.all(result.shrunken <= result.upper + slack)


@pytest.mark.parametrize("method", METHODS)
def test_intervals_cover_the_true_rates(method):
    """The true rates come from the prior that the method assumes; 40 times 200 areas."""
    rng, hits = np.random.default_rng(5), []
    for _ in range(40):
        people = rng.integers(50, 600, 200)
        truth = rng.gamma(8, 0.1 / 8, 200) if method != "beta_binomial" else rng.beta(7, 63, 200)
        cases = rng.poisson(people * truth) if method != "beta_binomial" else rng.binomial(people, truth)
        result = kernels.shrink(cases, people, method)
        hits.append(np.mean((result.lower <= truth) & (truth <= result.upper)))
    assert 0.93 < np.mean(hits) < 0.965


@pytest.mark.parametrize("method", METHODS)
def test_shrinking_comes_nearer_to_the_truth(method):
    rng = np.random.default_rng(11)
    people = rng.integers(20, 200, 400)
    truth = rng.beta(7, 63, 400)
    result = kernels.shrink(rng.binomial(people, truth), people, method)
    assert np.mean((result.shrunken - truth) ** 2) < 0.6 * np.mean((result.raw - truth) ** 2)


def test_all_at_the_mean_is_said_in_both_languages():
    result = kernels.shrink([30, 25, 25, 15, 33, 21, 30, 20], [100, 100, 110, 90, 100, 90, 110, 90])
    assert result.all_at_mean and np.ptp(result.shrunken) == 0
    assert result.prior[1] == pytest.approx(-0.0003733635020287799, rel=1e-12)
    finding = result.findings[0]
    assert finding.code == "no_variance_between_areas"
    assert "streuen nicht stärker" in finding.message("de") and "no more than chance" in finding.message("en")
    assert repr(result) == "Shrinkage(8 areas, marshall, all at the mean)"


def test_areas_without_people_have_a_reason():
    events, population = schools(1)
    plain = kernels.shrink(events, population)
    result = kernels.shrink([*events, 0, None], [*population, 0, 20])
    assert result.status[-2:] == ["empty_denominator", "missing"]
    assert np.isnan(result.shrunken[-2:]).all() and np.isnan(result.raw[-2:]).all()
    np.testing.assert_array_equal(result.shrunken[:-2], plain.shrunken)
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    assert list(pandas.DataFrame(result.to_dict())) == ["raw", "shrunken", "lower", "upper", "weight", "standardised", "status"]


def test_a_given_prior_serves_for_few_areas():
    result = kernels.shrink([3, 10], [40, 60], "gamma_poisson", prior=(0.1, 0.001))
    np.testing.assert_allclose(result.shrunken, [13 / 140, 20 / 160])
    assert result.prior_given and result.prior == (0.1, 0.001)


@pytest.mark.parametrize("method", METHODS)
def test_results_travel(method):
    result = kernels.shrink(*schools(3), method)
    assert pickle.loads(pickle.dumps(result)) == copy.copy(result) == result
    assert result != kernels.shrink(*schools(4), method)
    at_mean = kernels.shrink(np.full(9, 5), np.full(9, 50), method)
    assert pickle.loads(pickle.dumps(at_mean)) == at_mean and at_mean.all_at_mean


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: kernels.shrink([1] * 7, [20] * 7), wg.InvalidArgument, r"7 usable areas of 7 in shrink: expected 8 or more, or a prior"),
        (lambda: kernels.shrink([1] * 9, [20] * 8), wg.InvalidArgument, r"population of length 8 in shrink: expected length 9"),
        (lambda: kernels.shrink([1] * 9, [20] * 9, "bayes"), wg.UnknownName, r"bayes"),
        (lambda: kernels.shrink([1], [9], prior=(12, 0)), wg.InvalidArgument, r"variance = 0 in the prior of shrink: expected a variance above 0"),
        (lambda: kernels.shrink([[1]], [9]), wg.InvalidArgument, r"events of 2 dimensions: expected one"),
        (lambda: kernels.funnel_limits(12.2, 50), wg.InvalidArgument, r"baseline = 12.2 in funnel_limits: expected a share as a part of 1"),
        (lambda: kernels.funnel_limits(0.5, [5, -1]), wg.InvalidArgument, r"row 1: n = -1 in funnel_limits: expected a finite number"),
        (lambda: kernels.funnel_limits_count(-3), wg.InvalidArgument, r"expected = -3 in funnel_limits_count"),
    ],
)
def test_mistakes_are_named(call, error, message):
    with pytest.raises(error, match=message):
        call()


# funnels


def test_funnels_of_numbers_and_arrays():
    assert kernels.funnel_limits(0.5, 100) == pytest.approx((0.4020018, 0.5979982), abs=1e-7)
    lower, upper = kernels.funnel_limits(0.5, [100, None, 0])
    np.testing.assert_allclose(lower, [0.4020018, np.nan, np.nan], atol=1e-7)
    assert upper.shape == (3,)
    near, far = (kernels.funnel_limits(0.12, np.array([30, 300]), confidence) for confidence in (0.95, 0.998))
    assert np.all(far[0] <= near[0]) and np.all(far[1] > near[1])


def test_funnels_of_counts_are_poisson_quantiles():
    stats = pytest.importorskip("scipy.stats", reason="SciPy is not installed; it only serves as a comparison here")
    expected = np.concatenate([np.linspace(0.05, 40, 400), [1e3, 1e5]])
    for confidence in (0.9, 0.95, 0.998):
        lower, upper = kernels.funnel_limits_count(expected, confidence)
        np.testing.assert_array_equal(lower, stats.poisson.ppf((1 - confidence) / 2, expected))
        np.testing.assert_array_equal(upper, stats.poisson.isf((1 - confidence) / 2, expected))
