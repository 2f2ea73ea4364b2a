"""Formulas on plain numbers and arrays, against published cases, exact arithmetic and other implementations."""

from __future__ import annotations

import csv
import json
import math
from concurrent.futures import ThreadPoolExecutor
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import werdegang as wg

kernels = wg.kernels
INTERVALS = [kernels.wilson, kernels.clopper_pearson, kernels.jeffreys]
COUNTS = st.integers(0, 10**6)
LARGE = st.integers(-(2**63) + 1, 2**63 - 1)
REAL = st.floats(-1e12, 1e12, allow_nan=False)


@st.composite
def cases(draw) -> tuple[int, int]:
    """x of n."""
    n = draw(st.integers(1, 10**6))
    return draw(st.integers(0, n)), n


@pytest.fixture(scope="module")
def published(project) -> dict[str, dict]:
    rows = json.loads((project / "tests/conformance/kernels.json").read_text(encoding="utf-8"))
    return {row["id"]: row for row in rows}


def half_up(value: Fraction, digits: int) -> Fraction:
    """Half away from zero, in fractions."""
    scaled = abs(value) * 10**digits
    whole = math.floor(scaled + Fraction(1, 2))
    return Fraction(whole, 10**digits) * (1 if value >= 0 else -1)


# published cases


def test_wilson_and_exact_intervals_of_newcombe(published):
    case = published["U1_wilson_newcombe"]
    x, n = np.transpose(case["input"]["cases"])
    for function, name in ((kernels.wilson, "wilson"), (kernels.clopper_pearson, "clopper_pearson")):
        np.testing.assert_allclose(np.transpose(function(x, n)), case["expected"][name], rtol=0, atol=5e-9)
    np.testing.assert_allclose(np.transpose(kernels.wilson(x, n)), case["expected"]["wilson_4dp_published"], atol=5e-5)


def test_count_intervals_of_health_reporting(published):
    case = published["U3_byar_phe"]
    for confidence, key in ((0.95, "conf95"), (0.998, "conf998")):
        np.testing.assert_allclose(np.transpose(kernels.byar([65, 1045], confidence)), case["expected"][key], rtol=1e-12)
    small = published["U4b_byar_small"]["expected"]
    np.testing.assert_allclose(kernels.byar(1), small["byar_1_95"], rtol=1e-12)
    np.testing.assert_allclose(kernels.byar(10, 0.998), small["byar_10_998"], rtol=1e-12)
    np.testing.assert_allclose(kernels.exact_count(1), small["exact_1_95"], rtol=1e-7)
    np.testing.assert_allclose(kernels.exact_count(10, 0.998), small["exact_10_998"], rtol=1e-7)
    np.testing.assert_allclose(kernels.exact_count(65), case["expected"]["exact_poisson_95_65"], rtol=1e-8)


def test_all_intervals_of_the_health_agency(shared):
    with (shared / "data/phe_intervals/byars_wilson.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 13
    for row in rows:
        x, confidence = float(row["x"]), float(row["confidence"].rstrip("%")) / 100
        if row["method"] == "Wilson":
            lower, upper = kernels.wilson(x, float(row["n"]), confidence)
        else:
            lower, upper = kernels.byar(x, confidence)
        assert lower == (0 if row["lowercl"] == "NA" else pytest.approx(float(row["lowercl"]), rel=1e-12))
        assert upper == pytest.approx(float(row["uppercl"]), rel=1e-12)


def test_published_rounding(published):
    case = published["S2_round3_bibb"]
    assert kernels.round_to_base(case["input"]["original"], case["input"]["base"]).tolist() == case["expected"]["published"]
    for identifier in ("R7-10", "R7-16", "R7-19"):
        for value in published[identifier]["expected"]:
            assert kernels.round_published(value["exact"], value["decimals"]) == value["rounded"]
    rate = published["R7-16"]["input"]
    assert kernels.round_half_up(rate["in_commuters"], rate["training_places"]) == 23.2 != rate["published_rate"]


@pytest.mark.parametrize(
    ("identifier", "numerator", "denominator", "result"),
    [
        ("CF-C-care-u3-2019", "children", "population", "rate"),
        ("CF-E-share-nrw-2022", "part", "total", "share"),
        ("CF-E-training-rate-2008", "trainees", "employees", "rate"),
        ("CF-E-training-firms-2012-east", "training_firms", "firms", "rate"),
        ("CF-E-training-firms-2012-west", "training_firms", "firms", "rate"),
    ],
)
def test_published_shares(published, identifier, numerator, denominator, result):
    case = published[identifier]
    share = kernels.share(case["input"][numerator], case["input"][denominator])
    assert share == pytest.approx(case["expected"][result], abs=case["tolerance"])


def test_published_changes(published):
    growth = published["CF-C-growth-2019"]
    v0, v1 = growth["input"]["v0"], growth["input"]["v1"]
    assert kernels.change_rate(v0, v1) == pytest.approx(growth["expected"]["rate"], abs=growth["tolerance"])
    transition = published["CF-D-transition-pp-bw"]
    change = kernels.change_pp(transition["input"]["gym"]["2023/24"], transition["input"]["gym"]["2024/25"])
    assert kernels.round_published(change, 1) == transition["expected"]["change_1y"]
    gap = published["CF-C-care-gap-2019"]
    for age, expected in gap["expected"]["gap"].items():
        points = kernels.change_pp(gap["input"]["rate"][age], gap["input"]["demand"][age])
        assert points == pytest.approx(expected, abs=gap["tolerance"])


# exact arithmetic


@given(cases())
def test_shares_round_once_and_as_published(case):
    n, d = case
    share = kernels.share(n, d)
    assert share == float(Fraction(100 * n, d))
    exact = kernels.round_half_up(n, d)
    assert kernels.round_published(share, 1) == exact == float(half_up(Fraction(100 * n, d), 1))


@given(LARGE, LARGE.filter(bool), st.sampled_from([1, 100, 1000]), st.integers(0, 9))
def test_integers_round_exactly(numerator, denominator, scale, digits):
    exact = half_up(Fraction(scale * numerator, denominator), digits)
    assume(abs(exact) * 10**digits < 10**15 - 1)
    assert kernels.round_half_up(numerator, denominator, scale, digits) == float(exact)


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(-15, 15))
def test_rounding_is_that_of_the_shortest_decimal(x, digits):
    decimal = Decimal(repr(x))
    exact = decimal.scaleb(digits).to_integral_value(ROUND_HALF_UP).scaleb(-digits) if abs(x) < 1e10 else decimal
    assume(abs(x) < 1e10 or abs(x) * 10.0**digits > 2**54)
    assert kernels.round_published(x, digits) == pytest.approx(float(exact), rel=1e-15, abs=0)
    if abs(exact.scaleb(digits)) < 2**53:
        assert kernels.round_published(x, digits) == float(exact)


@given(REAL, REAL, st.integers(-3, 9))
def test_rounding_keeps_order_and_sign(x, y, digits):
    low, high = sorted((x, y))
    assert kernels.round_published(low, digits) <= kernels.round_published(high, digits)
    rounded = kernels.round_published(x, digits)
    assert kernels.round_published(-x, digits) == -rounded
    assert kernels.round_published(rounded, digits) == rounded
    assert math.copysign(1, rounded) == 1 or rounded != 0


@given(st.lists(st.tuples(COUNTS, COUNTS, st.integers(1, 5)), min_size=1, max_size=30))
def test_sums_of_quotients(classes):
    numerator, denominator, width = map(list, zip(*classes, strict=True))
    total = kernels.quotient_sum(numerator, denominator, width)
    if 0 in denominator:
        assert total is None
    else:
        assert total == pytest.approx(float(sum(Fraction(w * n, d) for n, d, w in classes)), rel=1e-13)


@given(st.lists(st.tuples(REAL, st.floats(0, 1e6), st.floats(0, 1e6)), max_size=20))
def test_rank_ranges_count_units(units):
    value = [v for v, _, _ in units]
    lower, upper = [v - a for v, a, _ in units], [v + b for v, _, b in units]
    rank, lowest, highest = kernels.rank_range(value, lower, upper)
    for i, v in enumerate(value):
        assert rank[i] == 1 + sum(other < v for other in value)
        assert lowest[i] == 1 + sum(end < lower[i] for end in upper)
        assert highest[i] == len(units) - sum(start > upper[i] for start in lower)
        assert 1 <= lowest[i] <= rank[i] <= highest[i] <= len(units)


# other implementations


@pytest.mark.parametrize(("function", "method"), [(kernels.wilson, "wilson"), (kernels.clopper_pearson, "exact")])
def test_intervals_of_scipy(function, method):
    stats = pytest.importorskip("scipy.stats", reason="SciPy is not installed; it only serves as a comparison here")
    for n in (1, 2, 9, 29, 263, 5000):
        for x in {0, 1, n // 3, n // 2, n}:
            for confidence in (0.8, 0.95, 0.998):
                expected = stats.binomtest(x, n).proportion_ci(confidence, method)
                np.testing.assert_allclose(function(x, n, confidence), tuple(expected), rtol=1e-8, atol=1e-11)


def test_quantiles_of_scipy():
    stats = pytest.importorskip("scipy.stats", reason="SciPy is not installed; it only serves as a comparison here")
    x = np.array([1, 2.5, 10, 162, 4000])
    n = np.array([20, 20, 20, 1323, 1e7])
    lower, upper = kernels.jeffreys(x, n, 0.9)
    np.testing.assert_allclose(lower, stats.beta.ppf(0.05, x + 0.5, n - x + 0.5), rtol=1e-9)
    np.testing.assert_allclose(upper, stats.beta.isf(0.05, x + 0.5, n - x + 0.5), rtol=1e-9)
    lower, upper = kernels.clopper_pearson(x, n)
    np.testing.assert_allclose(lower, stats.beta.ppf(0.025, x, n - x + 1), rtol=1e-9)
    np.testing.assert_allclose(upper, stats.beta.isf(0.025, x + 1, n - x), rtol=1e-9)
    lower, upper = kernels.exact_count(x)
    np.testing.assert_allclose(lower, stats.gamma.ppf(0.025, x), rtol=1e-9)
    np.testing.assert_allclose(upper, stats.gamma.isf(0.025, x + 1), rtol=1e-9)


@pytest.mark.parametrize("function", INTERVALS)
@given(case=cases(), confidence=st.floats(0.01, 0.999))
def test_intervals_hold_the_share(function, case, confidence):
    x, n = case
    lower, upper = function(x, n, confidence)
    assert 0 <= lower <= upper <= 1
    if function is not kernels.jeffreys or x in (0, n):
        assert lower <= x / n <= upper
    mirrored = function(n - x, n, confidence)
    assert lower == pytest.approx(1 - mirrored[1], rel=1e-9, abs=1e-12)


# arrays


def test_numbers_give_numbers_and_arrays_arrays():
    assert isinstance(kernels.share(1, 3), float)
    assert isinstance(kernels.share(np.float64(1), np.int32(3)), float)
    assert isinstance(kernels.round_to_base(7, 3), int)
    assert isinstance(kernels.wilson(1, 3), tuple)
    lower, upper = kernels.wilson(np.arange(6).reshape(2, 3), [[10], [20]])
    assert lower.shape == upper.shape == (2, 3)
    assert lower.dtype == upper.dtype == np.float64
    assert (lower[1, 2], upper[1, 2]) == kernels.wilson(5, 20)
    assert kernels.round_half_up([1, 2], 3).tolist() == [33.3, 66.7]
    assert kernels.share([], []).shape == kernels.round_half_up([], []).shape == (0,)
    assert kernels.share(np.arange(4)[::2], 2).tolist() == [0, 100]
    assert kernels.round_to_base(np.arange(5, dtype=np.uint8), 3).tolist() == [0, 0, 3, 3, 3]


def test_no_value_is_none_or_nan_never_a_number():
    assert kernels.share(5, 0) is None
    assert kernels.share(None, 5) is None
    assert kernels.change_rate(0, 5) is None
    assert kernels.annual_growth(0, 5, 2) is None
    assert kernels.round_half_up(5, 0) is None
    assert kernels.round_published(None, 1) is None
    assert kernels.quotient_sum([1, None], [2, 2]) is None
    np.testing.assert_array_equal(kernels.share([5, None, 5, 1], [0, 5, np.nan, 4]), [np.nan, np.nan, np.nan, 25])
    np.testing.assert_array_equal(kernels.round_half_up([5, None, 1], [0, 5, 4]), [np.nan, np.nan, 25])
    np.testing.assert_array_equal(kernels.round_published([12.35, None], 1), [12.4, np.nan])
    lower, upper = kernels.wilson([5, None, 0], [0, 5, 20])
    np.testing.assert_array_equal(np.isnan(lower), [True, True, False])
    np.testing.assert_array_equal(np.isnan(upper), [True, True, False])
    np.testing.assert_array_equal(np.isnan(kernels.byar([5, None])[0]), [False, True])


def test_masks_and_missing_values_of_pandas_count():
    masked = np.ma.MaskedArray([5, 7], mask=[False, True])
    np.testing.assert_array_equal(kernels.share(masked, 10), [50, np.nan])
    np.testing.assert_array_equal(kernels.round_half_up(masked, 10), [50, np.nan])
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    series = pandas.Series([5, None], dtype="Int64")
    np.testing.assert_array_equal(kernels.share(series, 10), [50, np.nan])
    np.testing.assert_array_equal(kernels.share(pandas.Series([5, 6]), 10), [50, 60])


def test_arguments_are_not_changed():
    x, n = np.array([1.0, np.nan]), np.array([2.0, 0.0])
    kernels.wilson(x, n)
    kernels.share(x, n)
    kernels.rank_range(n)
    np.testing.assert_array_equal(x, [1, np.nan])
    np.testing.assert_array_equal(n, [2, 0])


def test_many_threads_give_the_same():
    x = np.arange(20_000) % 500
    expected = kernels.wilson(x, 500)
    with ThreadPoolExecutor(4) as pool:
        for result in pool.map(lambda _: kernels.wilson(x, 500), range(8)):
            np.testing.assert_array_equal(result, expected)


# mistakes


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: kernels.wilson(5, 0), r"n = 0 in wilson: expected a finite number of cases above 0"),
        (lambda: kernels.wilson(None, 5), r"x = nan in wilson: expected a number of cases, 0 or more"),
        (lambda: kernels.wilson([1, 12], 10), r"row 1: x = 12 in wilson: expected at most n = 10"),
        (lambda: kernels.jeffreys([-1, 2], 10), r"row 0: x = -1 in jeffreys: expected a number of cases, 0 or more"),
        (lambda: kernels.clopper_pearson(1, 10, 95), r"confidence = 95 in clopper_pearson: expected a number between"),
        (lambda: kernels.exact_count([3, -1]), r"row 1: count = -1 in exact_count: expected a finite number of events"),
        (lambda: kernels.annual_growth(1, 2, [1, 0]), r"row 1: years = 0 in annual_growth: expected a number of years"),
        (lambda: kernels.round_published(1, 16), r"digits = 16 in round_published: expected -15 to 15 decimals"),
        (lambda: kernels.round_published([1, math.inf], 1), r"row 1: x = inf in round_published: expected a finite"),
        (lambda: kernels.round_half_up(1.5, 2), r"numerator = 1.5\d* in round_half_up: expected a whole number"),
        (lambda: kernels.round_half_up(2**63, 2), r"numerator holds a number above 2\^63 - 1"),
        (lambda: kernels.round_to_base(7, 0), r"base = 0 in round_to_base: expected 1 or more"),
        (lambda: kernels.quotient_sum([1], [1, 2]), r"denominator of length 2 in quotient_sum: expected length 1"),
        (lambda: kernels.quotient_sum(1, 2), r"numerator of 0 dimensions: expected one"),
        (lambda: kernels.quotient_sum([1], [2], []), r"no width in quotient_sum: expected one for every class"),
        (lambda: kernels.rank_range([1], lower=[0]), r"only one end of the intervals in rank_range: expected lower and"),
        (lambda: kernels.rank_range([1, math.nan]), r"value = nan in unit 1 of rank_range: expected a number"),
    ],
)
def test_mistakes_are_named(call, message):
    with pytest.raises(wg.InvalidArgument, match=message) as caught:
        call()
    assert isinstance(caught.value, ValueError)


def test_only_numbers_are_numbers():
    with pytest.raises(TypeError, match=r"numerator: expected numbers, got <U"):
        kernels.share("12", 3)
    with pytest.raises(TypeError, match=r"x: expected numbers, got complex128"):
        kernels.wilson(1 + 2j, 3)
    with pytest.raises(TypeError, match=r"value: expected whole numbers"):
        kernels.round_to_base(1.5, 3)
    with pytest.raises(ValueError, match=r"shape mismatch"):
        kernels.share([1, 2], [1, 2, 3])
