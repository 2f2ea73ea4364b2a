"""Fits to margins and whole numbers: published cases, other implementations, and what must hold for any table."""

from __future__ import annotations

import itertools
import json
import pickle

import numpy as np
import pytest
import scipy.optimize
import scipy.sparse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

import werdegang as wg

COUNTS = st.integers(1, 50)


@pytest.fixture(scope="module")
def published(project) -> dict[str, dict]:
    rows = json.loads((project / "tests/conformance/balance.json").read_text(encoding="utf-8"))
    return {row["id"]: row for row in rows}


@st.composite
def fits(draw) -> tuple[np.ndarray, np.ndarray]:
    """A seed and a table with the same zeros, so that the table's margins can be met."""
    shape = draw(npst.array_shapes(min_dims=2, max_dims=3, min_side=2, max_side=4))
    seed = draw(npst.arrays(np.int64, shape, elements=COUNTS)).astype(float)
    goal = draw(npst.arrays(np.int64, shape, elements=COUNTS)).astype(float)
    zeros = draw(npst.arrays(np.bool_, shape))
    return np.where(zeros, 0, seed), np.where(zeros, 0, goal)


def axis_totals(table: np.ndarray) -> list[np.ndarray]:
    return [table.sum(axis=tuple(other for other in range(table.ndim) if other != axis)) for axis in range(table.ndim)]


def pair_totals(table: np.ndarray) -> dict[tuple[int, int], np.ndarray]:
    pairs = itertools.combinations(range(table.ndim), 2)
    return {pair: table.sum(axis=tuple(other for other in range(table.ndim) if other not in pair)) for pair in pairs}


# published cases


def test_margins_of_humanleague(published):
    case = published["I1_ipf_ones"]
    np.testing.assert_allclose(wg.balance(case["input"]["seed"], [case["input"]["row"], case["input"]["col"]]).table, case["expected"]["table"], atol=1e-9)
    case = published["I2_ipf_seeded"]
    for name in "AB":
        table = wg.balance(case["input"]["seed" + name], [case["input"]["row"], case["input"]["col"]]).table
        np.testing.assert_allclose(table, case["expected"]["table" + name], atol=case["tolerance"])
        odds = table[0, 0] * table[1, 1] / (table[0, 1] * table[1, 0])
        assert odds == pytest.approx(case["expected"]["odds_ratio_" + name], abs=1e-7)


def test_table_of_wikipedia(published):
    case = published["I3_ipf_wikipedia"]
    fitted = wg.balance(case["input"]["seed"], [case["input"]["row"], case["input"]["col"]], tolerance=1e-13)
    np.testing.assert_allclose(fitted.table, case["expected"]["table"], atol=case["tolerance"])
    assert fitted.converged
    assert fitted.iterations <= 20


def test_three_axes_and_five_margins(published):
    case = published["I4_ipf_3d"]
    margins = {tuple(key): totals for key, totals in case["input"]["margins"].items()}
    fitted = wg.balance(case["input"]["seed"], margins, axes=["i", "j", "k"])
    np.testing.assert_allclose(fitted.table, case["expected"]["table"], atol=case["tolerance"])
    assert max(fitted.margin_errors) < 1e-8
    assert len(fitted.margin_errors) == 5


def test_whole_numbers_of_humanleague(published):
    case = published["I5_integerise"]
    for given_case, values, rmse in zip(case["input"]["cases"], case["expected"]["results"], case["expected"]["rmse"], strict=True):
        whole = wg.integerise(given_case["p"], given_case["n"])
        assert whole.values.tolist() == values
        assert whole.rmse == pytest.approx(rmse, abs=1e-9)


def test_infeasible_zeros(published):
    case = published["I6_infeasible"]
    fitted = wg.balance(case["input"]["seed"], [case["input"]["row"], case["input"]["col"]])
    assert fitted.status == "infeasible"
    assert fitted.shortage.lines == case["expected"]["rows"]
    assert fitted.shortage.crossing == case["expected"]["columns"]
    assert (fitted.shortage.needed, fitted.shortage.available) == (case["expected"]["needed"], case["expected"]["available"])
    assert fitted.residual > 0
    assert "row 0; row 1 need 70" in repr(fitted)


def test_unequal_totals(published):
    case = published["I7_ipf_margin_mismatch"]
    margins = [case["input"]["row"], case["input"]["col"]]
    with pytest.raises(wg.InvalidArgument, match=r"margin totals differ \(100 vs 101\)"):
        wg.balance(case["input"]["seed"], margins)
    fitted = wg.balance(case["input"]["seed"], margins, rescale=True)
    assert fitted.converged
    assert fitted.report.scales == [1, pytest.approx(100 / 101)]


# what must hold for any table


@given(fits())
@settings(max_examples=150, deadline=None)
def test_margins_are_met_and_zeros_kept(pair):
    seed, goal = pair
    if not all((totals > 0).all() for totals in axis_totals(goal)):
        return
    fitted = wg.balance(seed, axis_totals(goal))
    assert fitted.converged
    np.testing.assert_array_equal((fitted.table > 0), seed > 0)
    for found, expected in zip(axis_totals(fitted.table), axis_totals(goal), strict=True):
        np.testing.assert_allclose(found, expected, atol=1e-7)


@given(fits())
@settings(max_examples=60, deadline=None)
def test_odds_ratios_of_the_seed_are_kept(pair):
    seed, goal = (np.where(table == 0, 1, table) for table in pair)
    table = wg.balance(seed, axis_totals(goal)).table
    ratio = np.log(table / seed)
    for axis in range(ratio.ndim):  # additive in its axes: no differences of differences along any two of them
        for other in range(axis):
            np.testing.assert_allclose(np.diff(np.diff(ratio, axis=axis), axis=other), 0, atol=1e-9)


@given(fits(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_lines_and_axes_does_not_matter(pair, random):
    seed, goal = (np.where(table == 0, 1, table) for table in pair)
    table = wg.balance(seed, axis_totals(goal)).table
    order = random.sample(range(seed.shape[0]), seed.shape[0])
    np.testing.assert_allclose(wg.balance(seed[order], axis_totals(goal[order])).table, table[order], rtol=1e-6)
    np.testing.assert_allclose(wg.balance(seed.T, axis_totals(goal.T)).table, table.T, rtol=1e-6)


@given(fits())
@settings(max_examples=60, deadline=None)
def test_margins_of_two_axes(pair):
    seed, goal = pair
    if seed.ndim < 3 or not all((totals > 0).all() for totals in axis_totals(goal)):
        return
    fitted = wg.balance(seed, pair_totals(goal))
    if fitted.converged:
        for axes, totals in pair_totals(fitted.table).items():
            np.testing.assert_allclose(totals, pair_totals(goal)[axes], atol=1e-7)
    else:
        assert fitted.status == "not_converged"


@given(fits())
@settings(max_examples=60, deadline=None)
def test_sparse_and_dense_agree_to_the_bit(pair):
    seed, goal = pair
    if seed.ndim != 2 or not all((totals > 0).all() for totals in axis_totals(goal)):
        return
    dense = wg.balance(seed, axis_totals(goal), threads=1)
    sparse = wg.balance(scipy.sparse.coo_matrix(seed), axis_totals(goal), threads=8)
    np.testing.assert_array_equal(sparse.table.toarray(), dense.table)
    assert sparse.report == dense.report


@given(npst.arrays(np.int64, st.tuples(st.integers(1, 5), st.integers(1, 5)), elements=st.integers(0, 3)), st.data())
@settings(max_examples=200, deadline=None)
def test_infeasible_is_proven_by_its_lines_and_feasible_by_a_table(seed, data):
    rows, columns = seed.shape
    goal = data.draw(npst.arrays(np.int64, seed.shape, elements=st.integers(0, 3)))  # zeros need not be the seed's
    margins = axis_totals(goal.astype(float))
    if any(((seed.sum(axis=1 - axis) == 0) & (margins[axis] > 0)).any() for axis in (0, 1)):
        return
    fitted = wg.balance(seed, margins)
    solution = scipy.optimize.linprog(np.zeros(seed.size), A_eq=_incidence(rows, columns), b_eq=np.concatenate(margins), bounds=[(0, None if cell else 0) for cell in seed.ravel()])
    assert (solution.status == 0) == (fitted.status != "infeasible")
    if fitted.status == "infeasible":
        short, open_lines = fitted.shortage.lines, fitted.shortage.crossing
        usable = (seed > 0) & (margins[1] > 0)[None, :]
        assert set(np.flatnonzero(usable[short].any(axis=0))) <= set(open_lines)
        assert margins[0][short].sum() == fitted.shortage.needed > fitted.shortage.available == margins[1][open_lines].sum()
    else:
        assert fitted.converged


def _incidence(rows: int, columns: int) -> np.ndarray:
    return np.vstack([np.kron(np.eye(rows), np.ones(columns)), np.kron(np.ones(rows), np.eye(columns))])


@given(npst.arrays(np.float64, st.integers(1, 30), elements=st.floats(0, 1e6)), st.integers(0, 10**9))
@settings(deadline=None)
def test_whole_numbers_keep_the_sum(values, total):
    if values.sum() == 0:
        return
    whole = wg.integerise(values, total).values
    assert whole.sum() == total
    scaled = values / values.sum() * total
    assert (np.abs(whole - scaled) < 1 + 1e-6).all()
    assert (whole[values == 0] == 0).all()


@given(fits())
@settings(max_examples=60, deadline=None)
def test_rounding_a_fitted_table_keeps_its_whole_margins(pair):
    seed, goal = pair
    if seed.ndim != 2 or not all((totals > 0).all() for totals in axis_totals(goal)):
        return
    table = wg.balance(seed, axis_totals(goal)).table
    whole = wg.integerise(table, keep_margins=True).values
    for found, expected in zip(axis_totals(whole), axis_totals(goal), strict=True):
        np.testing.assert_array_equal(found, expected)
    assert (np.abs(whole - table) < 1).all()


# use


def test_results_are_read_printed_and_kept():
    fitted = wg.balance(np.ones((2, 2)), [[52, 48], [87, 13]])
    assert repr(fitted).startswith("Balance(converged after 1 iterations, residual")
    again = pickle.loads(pickle.dumps(fitted))
    np.testing.assert_array_equal(again.table, fitted.table)
    assert again.report == fitted.report
    infeasible = wg.balance([[1, 1], [0, 1]], [[1, 2], [2, 1]])
    assert pickle.loads(pickle.dumps(infeasible.report)) == infeasible.report
    assert infeasible.shortage.message == "row 1 needs 2, but the cells that are open there lie in column 1, where 1 may be"


@pytest.mark.parametrize(
    ("seed", "margins", "options", "error", "message"),
    [
        ([[1, 1]], [[2]], {}, wg.InvalidArgument, "1 margins in balance: expected 2, one for each axis, or a mapping"),
        ([[1, 1]], {0: [2], 2: [1]}, {}, wg.InvalidArgument, "axis = 2 in balance: expected -2 to 1"),
        ([[1, 1]], {"sex": [2]}, {}, wg.UnknownName, "unknown axis 'sex': give `axes` their names"),
        ([[1, 1]], {"sex": [2]}, {"axes": ["age", "place"]}, wg.UnknownName, "unknown axis 'sex'; the axes are age, place"),
        ([[1, 1]], {0: [2]}, {"axes": ["age"]}, wg.InvalidArgument, "1 names of axes in balance: expected 2"),
        ([[1, 1]], {0: [[2]]}, {}, wg.InvalidArgument, r"totals of shape \(1, 1\) over 0 in balance: expected \(1,\)"),
        ([[1, "a"]], {0: [2]}, {}, TypeError, "seed of type"),
        ([[1, None]], {0: [2]}, {}, wg.InvalidArgument, r"value = nan in cell \(0, 1\) of the seed"),
        (3, {0: [2]}, {}, wg.InvalidArgument, "a single number as seed"),
        ([[1j, 1]], {0: [2]}, {}, TypeError, "seed of type complex128: expected numbers"),
        ({"sex": ["f"], "count": [1]}, [[1]], {}, TypeError, "margins without names of columns beside a frame as seed"),
        ({"sex": ["f", "m"], "count": [1, None]}, [{"sex": ["f"], "count": [1]}], {}, wg.InvalidArgument, "nothing in row 1 of the seed, column count"),
        ([[0, 0], [1, 1]], [[1, 1], [1, 1]], {}, wg.InvalidArgument, "row 0 must hold 1, but all its cells are 0 in the seed"),
        ([[1, 1]], [[1], [0.5, 0.5]], {"max_iterations": 0}, wg.InvalidArgument, "max_iterations = 0 in balance: expected 1 or more"),
        ([[1, 1]], [[1], [0.5, 0.5]], {"threads": -1}, wg.InvalidArgument, "threads=-1"),
        (scipy.sparse.eye(2), {0: [1, 1]}, {}, wg.InvalidArgument, "a sparse seed in balance: expected row totals and column totals"),
    ],
)
def test_mistakes_are_named(seed, margins, options, error, message):
    with pytest.raises(error, match=message):
        wg.balance(seed, margins, **options)


def test_mistakes_of_whole_numbers_are_named():
    with pytest.raises(TypeError, match=r"total=2\.5 in integerise: expected a whole number"):
        wg.integerise([1, 2], 2.5)
    with pytest.raises(wg.InvalidArgument, match="a table of 1 axes in integerise with keep_margins: expected 2"):
        wg.integerise([1, 2], keep_margins=True)
    with pytest.raises(wg.InvalidArgument, match="total and keep_margins"):
        wg.integerise([[1, 2]], 3, keep_margins=True)


def test_frames_with_named_axes():
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    seed = pandas.DataFrame({"sex": ["f", "f", "m", "m", "m"], "age": [3, 4, 3, 4, 5], "pupils": [1.0] * 5})
    sex = {"sex": ["m", "f"], "pupils": [48, 40]}
    age = pandas.DataFrame({"age": [3, 4, 5], "pupils": [40, 40, 8]})
    fitted = wg.balance(seed, [sex, age], value="pupils")
    np.testing.assert_allclose(fitted.table["pupils"], [20, 20, 20, 20, 8])
    assert fitted.table["sex"].tolist() == list(seed["sex"])
    with pytest.raises(wg.UnknownName, match="unknown axis of the seed 'gender'"):
        wg.balance(seed, [{"gender": ["m", "f"], "pupils": [48, 40]}], value="pupils")
    with pytest.raises(wg.InvalidArgument, match="no total for age = 5 in margin 1"):
        wg.balance(seed, [sex, {"age": [3, 4], "pupils": [40, 40]}], value="pupils")
