"""Measures of the training market, on numbers and arrays."""

from __future__ import annotations

import copy
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import werdegang as wg

kernels = wg.kernels
COUNT = st.integers(0, 10**6)
TABLES = st.tuples(st.integers(1, 6), st.integers(1, 6)).flatmap(
    lambda shape: st.tuples(*(st.lists(st.lists(COUNT, min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0]) for _ in range(2)))
)


def test_both_ratios_of_2009_are_those_of_bibb():
    assert kernels.anr_classic(564.3, 17.1, 15.7) == pytest.approx(100.3, abs=0.1)
    assert kernels.anr_extended(564.3, 17.1, 15.7, 77.0) == pytest.approx(88.5, abs=0.1)
    assert not hasattr(kernels, "anr")


def test_a_market_of_numbers():
    market = kernels.training_market(new_contracts=9000, unfilled=700, unplaced=250, searching_with_alternative=450)
    assert (market.supply, market.demand_classic, market.demand_extended) == (9700, 9250, 9700)
    assert (market.anr_classic, market.anr_extended) == (pytest.approx(104.86486486), 100)
    assert market.vacancy_rate is None and market.mismatch_index is None
    assert market.status["vacancy_rate"] == "missing" and market.status["supply"] == "computed"
    assert repr(market).startswith("TrainingMarket(supply=9700.0, company_supply=None, ")
    assert kernels.training_market(9000, 700, 250, 450, 9000).mismatch_index == pytest.approx(100 * 700 / 9700 * 100 * 700 / 9700)


def test_a_market_of_arrays_is_row_by_row_the_one_of_numbers():
    columns = [[9000, 0, 5, np.nan], [700, 0, -1, 3], [250, 0, 2, 1], [450, 0, 1, 1], [8000, 0, 4, 4]]
    market = kernels.training_market(*columns)
    for name, values in market.to_dict().items():
        for row in range(4):
            one = kernels.training_market(*(column[row] for column in columns))
            expected = getattr(one, name)
            assert market.status[name][row] == one.status[name]
            np.testing.assert_equal(values[row], np.nan if expected is None else expected)
    assert market.status["anr_extended"].tolist() == ["computed", "empty_denominator", "not_meaningful", "missing"]
    assert kernels.training_market(np.ones((2, 3)), 1, 1, 1).anr_extended.shape == (2, 3)
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    assert pandas.DataFrame(market.to_dict()).shape == (4, 10)


@given(COUNT, COUNT, COUNT, COUNT, COUNT)
def test_a_market_is_what_its_measures_say(contracts, unfilled, unplaced, alternative, companies):
    market = kernels.training_market(contracts, unfilled, unplaced, alternative, companies)
    assert market.anr_classic == kernels.anr_classic(contracts, unfilled, unplaced)
    assert market.anr_extended == kernels.anr_extended(contracts, unfilled, unplaced, alternative)
    assert market.vacancy_rate == kernels.vacancy_rate(companies, unfilled)
    assert market.unsuccessful_demand_rate == kernels.unsuccessful_demand_rate(contracts, unplaced, alternative)
    assert market.unused_contract_potential == min(unfilled, unplaced + alternative)
    assert market.demand_classic == kernels.training_demand_classic(contracts, unplaced)
    assert market.demand_extended == kernels.training_demand_extended(contracts, unplaced, alternative)
    if market.mismatch_index is not None:
        assert 0 <= market.mismatch_index <= 10_000
        assert market.mismatch_index == kernels.mismatch_index(market.vacancy_rate, market.unsuccessful_demand_rate)


@given(TABLES, st.sampled_from(["regions_first", "occupations_first"]))
def test_the_parts_of_the_mismatch_add_up_exactly(tables, nesting):
    unfilled, searching = map(np.array, tables)
    split = kernels.mismatch_decomposition(unfilled, searching, nesting)
    assert split.property + split.regional + split.occupational == split.total == min(unfilled.sum(), searching.sum())
    assert split.property == np.minimum(unfilled, searching).sum()
    axis = 0 if nesting == "regions_first" else 1
    halfway = np.minimum(unfilled.sum(axis=axis), searching.sum(axis=axis)).sum()
    assert (split.regional if axis == 0 else split.occupational) == halfway - split.property
    assert split.nesting == nesting


def test_a_mismatch_with_a_gap_is_unknown():
    split = kernels.mismatch_decomposition([[1, None]], [[1, 2]])
    assert split.to_dict() == {"property": None, "regional": None, "occupational": None, "total": None}
    assert split.status == "missing"
    assert repr(kernels.mismatch_decomposition([[10, 0], [3, 4]], [[2, 6], [5, 1]])) == (
        "MismatchDecomposition(property=6.0, regional=5.0, occupational=3.0, total=14.0, nesting='regions_first')"
    )


@pytest.mark.parametrize(
    "value",
    [
        kernels.training_market(9000, 700, 250, 450, 8000),
        kernels.training_market([1, 2], [None, 3], 4, 5),
        kernels.mismatch_decomposition([[1, 2]], [[3, 1]], "occupations_first"),
    ],
)
def test_results_travel(value):
    assert pickle.loads(pickle.dumps(value)) == copy.copy(value) == value
    assert value != kernels.training_market(1, 2, 3, 4)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: kernels.mismatch_decomposition([1, 2], [3, 4]), wg.InvalidArgument, r"unfilled of 1 dimensions: expected two, a table of"),
        (lambda: kernels.mismatch_decomposition([[1, 2]], [[3]]), wg.InvalidArgument, r"searching of 1 x 1 in mismatch_decomposition: expected 1 x 2"),
        (lambda: kernels.mismatch_decomposition([[1]], [[3]], "region_first"), wg.UnknownName, r"region_first.*regions_first"),
        (lambda: kernels.anr_extended("many", 1, 2, 3), TypeError, r"new_contracts: expected numbers"),
        (lambda: kernels.training_market([1, 2], [1, 2, 3], 0, 0), ValueError, r"shape mismatch"),
    ],
)
def test_mistakes_are_named(call, error, message):
    with pytest.raises(error, match=message):
        call()
