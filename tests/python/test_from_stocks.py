"""Transition probabilities from stocks: published cases, another solver, and what may not be guessed."""

from __future__ import annotations

import json
import pickle

import numpy as np
import pytest
import scipy.optimize
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

import werdegang as wg


@pytest.fixture(scope="module")
def published(project) -> dict[str, dict]:
    rows = json.loads((project / "tests/conformance/balance.json").read_text(encoding="utf-8"))
    return {row["id"]: row for row in rows}


def evolved(matrix: np.ndarray, stock: np.ndarray, dates: int) -> np.ndarray:
    """The stocks that follow from a first one."""
    rows = [np.asarray(stock, dtype=float)]
    for _ in range(dates - 1):
        rows.append(rows[-1] @ matrix)
    return np.array(rows)


def squares(stocks: np.ndarray, matrix: np.ndarray) -> float:
    return float(((stocks[1:] - stocks[:-1] @ matrix) ** 2).sum())


def by_slsqp(stocks: np.ndarray, allowed: np.ndarray) -> float:
    """The least sum of squares by a general solver."""
    size = stocks.shape[1]

    def value(p: np.ndarray) -> tuple[float, np.ndarray]:
        matrix = p.reshape(size, size)
        residual = stocks[:-1] @ matrix - stocks[1:]
        return float((residual**2).sum()), (2 * stocks[:-1].T @ residual).ravel()

    start = (allowed / allowed.sum(axis=1, keepdims=True)).ravel()
    rows = np.kron(np.eye(size), np.ones(size))
    found = scipy.optimize.minimize(
        value, start, jac=True, method="SLSQP", bounds=[(0, 1 if may else 0) for may in allowed.ravel()],
        constraints={"type": "eq", "fun": lambda p: rows @ p - 1, "jac": lambda p: rows}, options={"maxiter": 500, "ftol": 1e-16},
    )
    return float(found.fun)


@st.composite
def panels(draw) -> tuple[np.ndarray, np.ndarray]:
    """Shares at some dates and the allowed transitions, with the diagonal among them."""
    size, dates = draw(st.integers(2, 4)), draw(st.integers(2, 8))
    counts = draw(npst.arrays(np.int64, (dates, size), elements=st.integers(1, 60))).astype(float)
    allowed = draw(npst.arrays(np.bool_, (size, size))) | np.eye(size, dtype=bool)
    return counts / counts.sum(axis=1, keepdims=True), allowed


# published cases


def test_exact_shares_give_the_matrix_back(published):
    case = published["E1_macro_qp_exact"]
    found = wg.transitions_from_stocks(np.array(case["expected"]["shares"]))
    assert found.status == "identified"
    np.testing.assert_allclose(found.probabilities, case["expected"]["P_hat"], atol=1e-7)
    np.testing.assert_allclose(found.singular_values, case["expected"]["singular_values"], atol=1e-7)
    assert found.condition_number == pytest.approx(case["expected"]["condition_number"], abs=1e-3)
    np.testing.assert_allclose(evolved(np.array(case["input"]["P_true"]), case["input"]["x0"], 11), case["expected"]["shares"], atol=1e-12)


def test_rounded_shares_fit_as_quadprog_fits_them(published):
    case = published["E2_macro_qp_rounded"]
    shares = np.array(case["input"]["shares_4dp"])
    found = wg.transitions_from_stocks(shares)
    np.testing.assert_allclose(found.probabilities, case["expected"]["P_hat_restricted"], atol=2e-6)
    assert found.objective / 2 == pytest.approx(case["expected"]["objective_half_SSR"], rel=1e-6)
    assert (found.probabilities >= 0).all()
    unrestricted = np.linalg.lstsq(shares[:-1], shares[1:], rcond=None)[0]
    np.testing.assert_allclose(unrestricted, case["expected"]["P_unrestricted_LS"], atol=1e-4)
    assert found.objective >= squares(shares, unrestricted)


def test_a_steady_state_is_not_guessed(published):
    shares = np.array(published["E3_macro_steady_state"]["input"]["shares"])
    found = wg.transitions_from_stocks(shares)
    assert (found.status, found.rank, found.condition_number) == ("unidentified", 1, np.inf)
    assert not found.known.any()
    with pytest.raises(wg.InvalidArgument, match="unidentified rates in a transition matrix"):
        found.transition_matrix()
    assert np.ma.getmaskarray(found.probabilities).all()
    assert "rank 1 of 3" in found.message
    with_prior = wg.transitions_from_stocks(shares, prior=np.eye(3) * 0.85 + 0.05, ridge=1e-4)
    assert with_prior.status == "identified_with_prior"
    assert with_prior.known.all()
    with_zeros = wg.transitions_from_stocks(shares, allowed=np.eye(3))
    assert with_zeros.status == "identified"
    np.testing.assert_array_equal(with_zeros.probabilities, np.eye(3))


def test_two_dates_and_a_prior(published):
    case = published["E6_ras_prior_flows"]
    stocks = np.array([case["input"]["stock_t"], case["input"]["stock_t1"]])
    found = wg.transitions_from_stocks(stocks, prior=case["input"]["prior_P"], method="ras")
    np.testing.assert_allclose(found.flows, case["expected"]["flows"], atol=case["tolerance"])
    np.testing.assert_allclose(found.probabilities, case["expected"]["P"], atol=1e-7)
    assert found.status == "identified_with_prior"


def test_the_update_is_the_least_change_in_relative_entropy(published):
    case = published["E6_ras_prior_flows"]
    before, after = np.array(case["input"]["stock_t"], float), np.array(case["input"]["stock_t1"], float)
    seed = np.array(case["input"]["prior_P"]) * before[:, None]
    flows = wg.transitions_from_stocks(np.array([before, after]), prior=case["input"]["prior_P"], method="ras").flows
    entropy = lambda x: float((x[seed > 0] * np.log(x[seed > 0] / seed[seed > 0])).sum())  # noqa: E731
    rng = np.random.default_rng(1)
    for _ in range(200):  # moves around a square of open cells keep both margins
        i, j = rng.choice(4, 2, replace=False), rng.choice(4, 2, replace=False)
        change = np.zeros((4, 4))
        change[i[0], j[0]] = change[i[1], j[1]] = 0.5
        change[i[0], j[1]] = change[i[1], j[0]] = -0.5
        if ((flows + change >= 0) & ((seed > 0) | (change == 0))).all():
            assert entropy(flows + change) > entropy(flows)


# what must hold for any stocks


@given(panels())
@settings(max_examples=80, deadline=None)
def test_the_fit_is_as_good_as_that_of_a_general_solver(pair):
    shares, allowed = pair
    found = wg.transitions_from_stocks(shares, allowed=allowed.astype(float))
    assert found.objective <= by_slsqp(shares, allowed) + 1e-9
    if found.status == "identified":
        matrix = found.probabilities
        np.testing.assert_allclose(matrix.sum(axis=1), 1, atol=1e-10)
        assert (matrix >= 0).all()
        assert (matrix[~allowed] == 0).all()
        assert squares(shares, matrix) == pytest.approx(found.objective, abs=1e-12)


@given(panels(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_states_does_not_matter(pair, random):
    shares, allowed = pair
    order = random.sample(range(shares.shape[1]), shares.shape[1])
    found = wg.transitions_from_stocks(shares, allowed=allowed.astype(float))
    turned = wg.transitions_from_stocks(shares[:, order], allowed=allowed[np.ix_(order, order)].astype(float))
    assert turned.status == found.status
    np.testing.assert_array_equal(turned.known, found.known[np.ix_(order, order)])
    if found.status == "identified" and found.condition_number < 1e3:
        np.testing.assert_allclose(turned.probabilities, found.probabilities[np.ix_(order, order)], atol=1e-6)


@given(panels())
@settings(max_examples=60, deadline=None)
def test_entries_called_known_are_the_same_in_every_exact_fit(pair):
    """Stocks made by a known matrix fit exactly; what is called known must be that matrix's."""
    shares, allowed = pair
    truth = allowed * (np.arange(allowed.size).reshape(allowed.shape) % 5 + 1)
    truth = truth / truth.sum(axis=1, keepdims=True)
    stocks = evolved(truth, shares[0], shares.shape[0])
    found = wg.transitions_from_stocks(stocks, allowed=allowed.astype(float))
    if found.rank == len(found.origins) and found.condition_number > 1e4:
        return
    np.testing.assert_allclose(found._probabilities[found.known], truth[found.known], atol=1e-4)


# use


def test_frames_with_dates_entries_and_exits():
    stocks = {"year": [2019, 2020, 2021], "school": [100, 90, 96], "training": [50, 75, 90], "came": [0, 30, 40], "left": [0, 15, 19]}
    allowed = {"school": ["school", "training"], "training": ["training", "exit"], "entry": "school"}
    found = wg.transitions_from_stocks(stocks, date="year", entries="came", exits="left", allowed=allowed)
    assert found.origins == ["school", "training", "entry"]
    assert found.destinations == ["school", "training", "exit"]
    assert found.status == "identified"
    assert "entry" in repr(found)
    assert repr(found).splitlines()[0].startswith("StockEstimate(identified, rank")
    table = found.to_table()
    assert table.column_names == ["origin", "destination", "probability", "status"]
    assert len(table) == 5
    again = pickle.loads(pickle.dumps(found))
    assert again == found
    chain = found.transition_matrix()
    assert chain.absorption_probabilities().to_dicts()[0]["value"] == pytest.approx(1)


def test_intervals_hold_the_truth_and_unidentified_entries_have_a_range():
    truth = np.array([[0.6, 0.4, 0], [0.1, 0.6, 0.3], [0, 0.2, 0.8]])
    rng = np.random.default_rng(3)
    stocks = evolved(truth, [0.7, 0.2, 0.1], 14) + rng.normal(0, 2e-4, (14, 3))
    found = wg.transitions_from_stocks(stocks / stocks.sum(axis=1, keepdims=True), interval=0.95)
    assert ((found.lower <= found.probabilities + 1e-9) & (found.probabilities <= found.upper + 1e-9)).all()
    assert ((found.lower <= truth + 5e-3) & (truth <= found.upper + 5e-3)).all()
    assert found.to_table().column_names == ["origin", "destination", "probability", "lower", "upper", "status"]
    steady = wg.transitions_from_stocks(np.tile([0.2, 0.3, 0.5], (4, 1)), interval=0.95)
    np.testing.assert_allclose(steady.lower[0], 0, atol=1e-4)
    np.testing.assert_allclose(steady.upper[0], 1, atol=1e-4)
    np.testing.assert_allclose(steady.upper[2, 0], 0.4, atol=1e-4)  # at most .2 of .5


def test_inverse_shares_weigh_small_destinations_up():
    rng = np.random.default_rng(5)
    stocks = rng.dirichlet([60, 30, 2], 12)
    plain = wg.transitions_from_stocks(stocks).probabilities
    weighted = wg.transitions_from_stocks(stocks, weights="inverse_share").probabilities
    residual = lambda matrix: ((stocks[1:] - stocks[:-1] @ matrix) ** 2).sum(axis=0)  # noqa: E731
    assert residual(weighted)[2] <= residual(plain)[2] + 1e-12
    assert residual(plain).sum() <= residual(weighted).sum() + 1e-12


@pytest.mark.parametrize(
    ("stocks", "options", "error", "message"),
    [
        ([[1, 2]], {}, wg.InvalidArgument, "1 dates in transitions_from_stocks: expected 2 or more"),
        ([1, 2], {}, wg.InvalidArgument, "stocks of 1 axes: expected 2, dates x states"),
        ([[1, -2], [1, 2]], {}, wg.InvalidArgument, "stock = -2 in 1 at date 0"),
        ([[1, None], [1, 2]], {}, wg.InvalidArgument, "stock = nan in 1 at date 0"),
        ([[1, 0], [1, 0]], {}, wg.InvalidArgument, "a stock of 0 at all dates in 1"),
        ([[100, 50], [90, 75]], {}, wg.InvalidArgument, "totals of 150 from date 0"),
        ({"a": [1, 1], "b": [1, 1, 1]}, {}, wg.InvalidArgument, "states of different length: expected one number for each date, not a 2, b 3"),
        (np.ma.masked_array([[1, 2], [2, 1]], mask=[[0, 0], [1, 0]]), {}, wg.InvalidArgument, "stock = nan in 0 at date 1"),
        ({"a": ["x", "y"], "b": [1, 1]}, {}, TypeError, "a of type .*: expected numbers"),
        ({"a": [1, 1], "b": [1, 1]}, {"date": "year"}, wg.UnknownName, "unknown column 'year'; the columns are a, b"),
        ({"a": [1, 1], "b": [1, 1]}, {"allowed": {"a": ["c"]}}, wg.UnknownName, "unknown state 'c' in allowed; known are a, b"),
        ([[1, 1], [1, 1]], {"method": "ols"}, wg.InvalidArgument, "method='ols' in transitions_from_stocks: expected 'least_squares' or 'ras'"),
        ([[1, 1], [1, 1]], {"method": "ras"}, wg.InvalidArgument, "method='ras' without a prior"),
        ([[0, 2], [1, 1]], {"method": "ras", "prior": np.eye(2)}, wg.InvalidArgument, "a stock of 0 at date 0 in 0"),
        ([[1, 1], [1, 1]], {"weights": "size"}, wg.InvalidArgument, "weights='size' in transitions_from_stocks: expected 'equal' or 'inverse_share'"),
        ([[1, 1], [1, 1]], {"ridge": -1}, wg.InvalidArgument, "ridge = -1"),
        ([[0.3, 0.7], [0.4, 0.6], [0.45, 0.55]], {"interval": 0.9}, wg.InvalidArgument, "2 equations for 2 free entries in profile intervals"),
        ([[1, 1], [1, 1]], {"interval": 2}, wg.InvalidArgument, "confidence = 2"),
        (np.ones((3, 21)), {}, wg.InvalidArgument, "441 unknown transitions in transitions_from_stocks: expected at most 400"),
    ],
)
def test_mistakes_are_named(stocks, options, error, message):
    with pytest.raises(error, match=message):
        wg.transitions_from_stocks(stocks, **options)


# dates

YEARS = {"year": [2020, 2021, 2022, 2023], "a": [100, 80, 66, 55], "b": [50, 70, 84, 95]}


def taken(frame: dict, order: list[int]) -> dict:
    return {name: [values[place] for place in order] for name, values in frame.items()}


def test_rows_count_in_the_order_of_time():
    wanted = wg.transitions_from_stocks(YEARS, date="year")
    assert wanted.skipped == []
    assert wg.transitions_from_stocks(taken(YEARS, [2, 0, 3, 1]), date="year") == wanted
    flows = {**YEARS, "came": [0, 10, 10, 10], "left": [0, 10, 10, 10]}
    given = {"date": "year", "entries": "came", "exits": "left", "allowed": {"a": ["a", "b"], "b": ["b", "exit"], "entry": ["a", "b"]}}
    assert wg.transitions_from_stocks(taken(flows, [3, 1, 0, 2]), **given) == wg.transitions_from_stocks(flows, **given)


def test_a_pair_with_a_gap_is_no_transition():
    frame = {**YEARS, "year": [2020, 2021, 2030, 2031]}
    found = wg.transitions_from_stocks(frame, date="year")
    assert found.skipped == ["2021 to 2030"] and found.equations == 2
    assert "not used, dates between are missing: 2021 to 2030" in repr(found)
    assert pickle.loads(pickle.dumps(found)) == found
    changed = {**frame, "a": [100, 80, 660, 550], "b": [50, 70, 840, 950]}
    np.testing.assert_allclose(np.ma.filled(wg.transitions_from_stocks(changed, date="year").probabilities, -1), np.ma.filled(found.probabilities, -1), atol=1e-9)
    assert wg.transitions_from_stocks({**YEARS, "year": [2010, 2012, 2014, 2016]}, date="year").skipped == []
    days = ["2020-01-31", "2020-02-29", "2020-03-31", "2020-04-30"]
    assert wg.transitions_from_stocks({**YEARS, "year": days}, date="year").skipped == []


@pytest.mark.parametrize(
    ("years", "message"),
    [
        ([2020, 2021, 2021, 2022], "date '2021' twice in the stocks: expected each date once"),
        ([2020, "x", 2021, 2022], "date 'x' in the stocks: expected a year such as 2020"),
        ([2020, 2021, "2021-03-01", 2022], "dates '2021' and '2021-03-01', which overlap, in the stocks"),
        ([2020, 2021], "a 4, b 4, year 2"),
    ],
)
def test_dates_are_checked(years, message):
    with pytest.raises(wg.InvalidArgument, match=message):
        wg.transitions_from_stocks({**YEARS, "year": years}, date="year")
    with pytest.raises(wg.InvalidArgument, match="date='year' with stocks as an array"):
        wg.transitions_from_stocks([[1, 1], [1, 1]], date="year")


def test_a_prior_is_used_or_refused():
    with pytest.raises(wg.InvalidArgument, match="a prior without a ridge.*method='ras'"):
        wg.transitions_from_stocks([[1, 1], [1, 1]], prior=np.eye(2))
    with pytest.raises(wg.InvalidArgument, match="a sum of 0.5 in the prior's row 1: expected 1, or counts"):
        wg.transitions_from_stocks([[1, 1], [1, 1]], prior=[[1, 0], [0, 0.5]], method="ras")
    assert wg.transitions_from_stocks([[1, 1], [1, 1]], prior=[[3, 1], [1, 3]], method="ras").status == "identified_with_prior"
