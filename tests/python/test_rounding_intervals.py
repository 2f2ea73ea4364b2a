"""What rounded counts and printed numbers leave open."""

from __future__ import annotations

import pickle
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import werdegang as wg

kernels = wg.kernels
BASE = st.sampled_from([1, 3, 5, 10, 100])


@given(st.integers(0, 10**9), BASE)
def test_a_count_lies_within_the_interval_of_its_rounding(count, base):
    value = kernels.round_to_base(count, base)
    first, last = kernels.rounding_interval(value, base)
    assert first <= count <= last
    assert {kernels.round_to_base(int(end), base) for end in (first, last)} == {value}
    assert kernels.round_to_base(int(last) + 1, base) > value


@given(st.integers(0, 5000), st.integers(1, 5000), BASE, BASE)
def test_a_share_lies_within_the_interval_of_its_rounding(numerator, denominator, base_n, base_d):
    part = numerator <= denominator
    rounded = kernels.round_to_base(numerator, base_n), kernels.round_to_base(denominator, base_d)
    lower, upper = kernels.rounded_share_interval(*rounded, base_n, base_d, part=part)
    assert lower - 1e-9 <= 100 * numerator / denominator <= upper + 1e-9
    assert not part or upper <= 100
    wide = kernels.rounded_share_interval(*rounded, base_n, base_d, part=False)
    assert wide[0] == lower and wide[1] >= upper


@given(st.lists(st.integers(0, 400), min_size=1, max_size=12), st.sampled_from([3, 5, 10]))
def test_sums_of_rounded_parts_stay_within_their_tolerance(parts, base):
    rounded = kernels.round_to_base(parts, base).sum()
    assert abs(rounded - kernels.round_to_base(sum(parts), base)) <= kernels.sum_tolerance(len(parts), base)


@given(st.integers(1, 10**9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.integers(0, 4))
def test_a_count_lies_within_the_interval_of_its_printed_share(case, decimals):
    count, total = case
    share = kernels.round_half_up(count, total, digits=decimals)
    first, last = kernels.share_to_count_interval(share, total, decimals)
    assert first <= count <= last
    assert {kernels.round_half_up(end, total, digits=decimals) for end in (first, last)} == {share}
    assert kernels.round_half_up(last + 1, total, digits=decimals) > share
    assert first == 0 or kernels.round_half_up(first - 1, total, digits=decimals) < share


@given(st.decimals(-10_000, 10_000, places=4), st.integers(-2, 3))
def test_a_number_lies_within_the_interval_of_its_print(number, decimals):
    value = float(number.scaleb(decimals).to_integral_value(ROUND_HALF_UP).scaleb(-decimals))
    lower, upper = (Decimal(repr(end)) for end in kernels.printed_interval(value, decimals))
    assert lower <= number <= upper
    assert upper - lower == Decimal(1).scaleb(-decimals)


def test_intervals_of_arrays():
    lower, upper = kernels.rounding_interval([6, None, 0], 3)
    np.testing.assert_array_equal(lower, [5, np.nan, 0])
    np.testing.assert_array_equal(upper, [7, np.nan, 1])
    lower, upper = kernels.rounded_share_interval([12, 3, None], [30, 0, 3], 3, 1)
    np.testing.assert_allclose(lower, [100 * 11 / 30, np.nan, np.nan])
    assert upper.shape == (3,)
    np.testing.assert_array_equal(kernels.printed_interval([12.2, np.nan], 1), [[12.15, np.nan], [12.25, np.nan]])
    assert kernels.rounded_share_interval(12, 30, 3, 3) == pytest.approx((35.483871, 44.827586))
    assert kernels.share_to_count_interval(12.3, 10, 1) is None


def test_the_base_of_a_table():
    rng = np.random.default_rng(2)
    counts = rng.integers(0, 4000, 400)
    for base in (3, 5, 10):
        assert kernels.detect_rounding_base(kernels.round_to_base(counts, base)) == kernels.detect_rounding_base([*range(base, 50 * base, base)])
        found = kernels.detect_rounding_base([None, *kernels.round_to_base(counts, base)])
        assert (found.base, found.small_only) == (base, False)
        assert pickle.loads(pickle.dumps(found)) == found
    assert kernels.detect_rounding_base(counts) is None
    small = np.concatenate([np.repeat([0, 3], 15), counts[counts > 20]])
    assert repr(kernels.detect_rounding_base(small)) == "RoundingBase(base=3, small_only=True)"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: kernels.rounding_interval([6, 7], 3), r"row 1: value = 7 in rounding_interval: expected a multiple of 3"),
        (lambda: kernels.rounded_share_interval(12, 6, 3, 3), r"numerator = 12 in rounded_share_interval: expected at most denominator = 6"),
        (lambda: kernels.rounded_share_interval(0, 0, 1, 1), r"denominator = 0 in rounded_share_interval: expected somebody"),
        (lambda: kernels.printed_interval(12.25, 1), r"value = 12.25 in printed_interval: expected a number as it is printed with decimals = 1"),
        (lambda: kernels.share_to_count_interval(39, 0, 0), r"total = 0 in share_to_count_interval: expected a whole number"),
        (lambda: kernels.sum_tolerance(3, 0), r"base = 0 in sum_tolerance: expected 1 or more"),
    ],
)
def test_mistakes_are_named(call, message):
    with pytest.raises(wg.InvalidArgument, match=message):
        call()
