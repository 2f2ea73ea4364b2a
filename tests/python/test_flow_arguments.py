"""What flows, chains and balancing say to arguments that cannot be meant."""

from __future__ import annotations

import numpy as np
import pytest

import werdegang as wg

RATES = {"promotion": [0.9, 0.8], "repetition": [0.05, 0.1], "dropout": [0.05, 0.1]}
PUPILS = {"stage": ["1", "2"] * 2, "period": ["2014", "2014", "2015", "2015"], "count": [10, 9, 8, 9]}


@pytest.fixture(scope="module")
def chain():
    return wg.TransitionMatrix.from_matrix([[0.5, 0.2], [0, 0.4]], [[0.3, 0], [0.1, 0.5]], ["a", "b"], ["x", "y"])


CALLS = [
    (lambda m: m.expected_time(given=3), TypeError, "given=3 in expected_time: expected a name as text or None"),
    (lambda m: m.time_variance(given=3), TypeError, "given=3 in time_variance"),
    (lambda m: m.expected_time(threads="4"), TypeError, "threads='4': expected a whole number"),
    (lambda m: m.absorption_probabilities(threads=1.5), TypeError, "threads=1.5: expected a whole number"),
    (lambda m: m.conditional(None), TypeError, "exit=None in conditional: expected a name as text"),
    (lambda m: m.sensitivities(0, "x", compensating="y"), TypeError, "start=0 in sensitivities: expected a name as text"),
    (lambda m: m.sensitivities("a", "x", compensating=None), TypeError, "compensating=None in sensitivities"),
    (lambda m: wg.reconstructed_cohort(RATES, max_repeats=1.5), TypeError, "max_repeats=1.5 in reconstructed_cohort: expected a whole number"),
    (lambda m: wg.reconstructed_cohort(RATES, max_repeats=-1), wg.InvalidArgument, "max_repeats = -1 in reconstructed_cohort: expected a whole number, 0 or more"),
    (lambda m: wg.reconstructed_cohort(RATES, size="x"), TypeError, "size='x' in reconstructed_cohort: expected a number"),
    (lambda m: wg.reconstructed_cohort({**RATES, "promotion": ["a", 1]}), TypeError, "'a' at position 0 of promotion in reconstructed_cohort: expected a number"),
    (lambda m: wg.integerise([1.0, 2.0], 10**30), wg.InvalidArgument, "total = 10+ in integerise: expected a whole number, below 2"),
    (lambda m: wg.Flows.from_frame({"origin": ["a"], "destination": ["b"], "count": [1]}).transition_matrix(hidden=None), TypeError, "hidden=None in transition_matrix: expected a name"),
    (lambda m: wg.Flows.from_frame({"origin": ["a"], "destination": ["b"], "count": [1]}).transition_matrix(unknown=None), TypeError, "unknown=None in transition_matrix: expected a name"),
    (lambda m: wg.balance([[1], [1, 2]], [[1, 1], [1, 1]]), wg.InvalidArgument, "seed with rows of different length"),
    (lambda m: wg.balance([[1, 1], [1, 2]], None), TypeError, "margins=None in balance: expected the totals of each axis"),
    (lambda m: wg.balance("x", [[1]]), TypeError, "seed 'x': expected numbers"),
    (lambda m: wg.balance([[1, 1], [1, 1]], [[1, 1], [1, 1]], axes=["a", "a"]), wg.InvalidArgument, "expected each name once"),
    (lambda m: wg.balance([[1, 1], [1, 1]], [[1, 1], [1, 1]], tolerance="x"), TypeError, "tolerance='x' in balance: expected a number"),
    (lambda m: wg.transitions_from_stocks({"a": ["x", "y"], "b": [1, 2]}), TypeError, "a of type .*: expected numbers"),
    (lambda m: wg.TransitionMatrix.from_matrix([[0.5]], [[0.5]], tolerance=-1), wg.InvalidArgument, "tolerance = -1 in TransitionMatrix.from_matrix: expected a finite number, 0 or more"),
    (lambda m: wg.TransitionMatrix.from_matrix([[0.5]], [[0.5]], tolerance=float("nan")), wg.InvalidArgument, "tolerance = nan"),
    (lambda m: wg.ratio_matrix(PUPILS, steps=["12"]), TypeError, "'12' in the steps of ratio_matrix: expected pairs of stages"),
]


@pytest.mark.parametrize(("call", "kind", "message"), CALLS, ids=[message[:40] for _, _, message in CALLS])
def test_a_sentence_says_what_was_expected(chain, call, kind, message):
    with pytest.raises(kind, match=message) as caught:
        call(chain)
    assert "incompatible function arguments" not in str(caught.value)


def test_arguments_that_can_be_meant(chain):
    assert len(chain.expected_time(given="x", threads=np.int64(1))) == 2
    assert wg.reconstructed_cohort(RATES, size=np.float64(10), max_repeats=np.int64(1)).max_repeats == 1
    assert len(wg.ratio_matrix(PUPILS, steps=[["1", "2"]]).table()) == 1


def test_a_matrix_too_large_to_be_stored_is_refused():
    sparse = pytest.importorskip("scipy.sparse", reason="SciPy is not installed")
    large = wg.TransitionMatrix.from_matrix(sparse.csr_matrix((100_000, 100_000)), sparse.csr_matrix(np.ones((100_000, 1))))
    with pytest.raises(wg.InvalidArgument, match=r"100,000 states in fundamental_matrix, 80 GB: expected at most 20,000; visits\(to=\[...\]\)"):
        large.fundamental_matrix()


@pytest.mark.parametrize("leave", [1e-3, 1e-9, 1e-12, 1e-15, 1e-100])
def test_small_probabilities_of_leaving_keep_their_digits(leave):
    chain = wg.TransitionMatrix.from_matrix([[0, 1 - leave], [1.0, 0]], [[leave], [0]], ["a", "b"], ["x"])
    assert chain.absorption_probabilities().to_dicts()[0]["value"] == pytest.approx(1, abs=1e-14)
    assert chain.expected_time().to_dicts()[0]["value"] == pytest.approx((2 - leave) / leave, rel=1e-14)
    two = wg.TransitionMatrix.from_matrix([[1 - 3 * leave]], [[leave, 2 * leave]], ["a"], ["x", "y"])
    assert [row["value"] for row in two.absorption_probabilities().to_dicts()] == pytest.approx([1 / 3, 2 / 3], rel=1e-14)


def test_results_are_compared_by_value():
    seed, margins = [[1, 2], [3, 4]], [[5, 5], [4, 6]]
    assert wg.balance(seed, margins) == wg.balance(seed, margins)
    assert wg.balance(seed, margins) != wg.balance(seed, [[4, 6], [4, 6]])
    assert wg.balance(seed, margins) != 1
    assert wg.integerise([1.5, 2.5]) == wg.integerise([1.5, 2.5])
    assert wg.integerise([1.5, 2.5]) != wg.integerise([2.5, 1.5])
    sparse = pytest.importorskip("scipy.sparse", reason="SciPy is not installed")
    assert wg.balance(sparse.csr_matrix(seed), margins) == wg.balance(sparse.csr_matrix(seed), margins)
    frame = {"a": ["x", "y"], "count": [1, 2]}
    assert wg.balance(frame, [{"a": ["x", "y"], "count": [3, 4]}]) == wg.balance(frame, [{"a": ["x", "y"], "count": [3, 4]}])


def test_one_period_is_named_once():
    assert repr(wg.Flows.from_frame({"origin": ["a"], "destination": ["b"], "count": [1], "period": ["2014"]})).endswith("1 persons, 2014")


def test_rates_need_years_that_follow_each_other():
    frame = {"grade": ["1", "2"] * 2, "period": ["2014", "2014", "2016", "2016"], "enrolment": [10, 9, 8, 9], "repeaters": [1, 1, 1, 1], "graduates": [0, 5, 0, 5]}
    with pytest.raises(wg.InvalidArgument, match="no two periods that follow each other, from 2014 to 2016 in flow_rates"):
        wg.flow_rates(frame)
