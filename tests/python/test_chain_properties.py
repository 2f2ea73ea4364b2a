"""Properties of absorbing chains on random matrices, and agreement with dense NumPy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import werdegang as wg


def random_chain(seed, size, links=3, exits=2, leak=0.05):
    """Q and R with a few transitions a row and a way out of every state."""
    generator = np.random.default_rng(seed)
    weights = np.zeros((size, size + exits))
    for row in weights:
        row[generator.integers(0, size, min(links, size))] = generator.random(min(links, size))
        row[size + generator.integers(0, exits)] = leak + generator.random()
    weights /= weights.sum(axis=1, keepdims=True)
    return weights[:, :size], weights[:, size:]


def matrix(q, r):
    return wg.TransitionMatrix.from_matrix(q, r, [f"s{i}" for i in range(len(q))], [f"e{i}" for i in range(r.shape[1])])


def square(values, rows):
    return np.asarray(values).reshape(rows, -1)


def test_a_thousand_random_chains_agree_with_a_dense_inverse():
    sizes = np.random.default_rng(1).integers(1, 40, 1000)
    for seed, size in enumerate(sizes):
        q, r = random_chain(seed, int(size), links=1 + seed % 4)
        m, n = matrix(q, r), np.linalg.inv(np.eye(size) - q)
        t = n.sum(axis=1)
        np.testing.assert_allclose(m.expected_time(threads=1)["value"], t, rtol=1e-10)
        np.testing.assert_allclose(square(m.absorption_probabilities(threads=1)["value"], size), n @ r, rtol=1e-9, atol=1e-13)
        np.testing.assert_allclose(m.time_variance(threads=1)["value"], 2 * n @ t - t - t * t, rtol=1e-8, atol=1e-9)


chains = st.builds(random_chain, st.integers(0, 2**31), st.integers(1, 70), st.integers(1, 4), st.integers(1, 3))


@settings(max_examples=40, deadline=None)
@given(chains)
def test_rows_of_absorption_add_up_to_one(chain):
    m = matrix(*chain)
    np.testing.assert_allclose(square(m.absorption_probabilities()["value"], len(m)).sum(axis=1), 1, rtol=1e-10)


@settings(max_examples=40, deadline=None)
@given(chains)
def test_the_expected_time_is_the_sum_of_visits_and_of_its_parts(chain):
    m = matrix(*chain)
    time = m.expected_time()["value"]
    np.testing.assert_allclose(square(m.visits()["value"], len(m)).sum(axis=1), time, rtol=1e-10)
    half = m.states[: len(m) // 2]
    rest = m.states[len(m) // 2 :]
    parts = (m.expected_time(within=half)["value"] if half else 0) + m.expected_time(within=rest)["value"]
    np.testing.assert_allclose(parts, time, rtol=1e-10)


@settings(max_examples=40, deadline=None)
@given(chains)
def test_conditional_times_mix_to_the_unconditional_one(chain):
    m = matrix(*chain)
    shares = square(m.absorption_probabilities()["value"], len(m))
    times = np.stack([np.ma.filled(m.expected_time(given=name)["value"], 0.0) for name in m.exits], axis=1)
    np.testing.assert_allclose((shares * times).sum(axis=1), m.expected_time()["value"], rtol=1e-9)


@settings(max_examples=30, deadline=None)
@given(chains, st.randoms(use_true_random=False))
def test_the_order_of_states_does_not_matter(chain, random):
    q, r = chain
    order = list(range(len(q)))
    random.shuffle(order)
    names = [f"s{i}" for i in range(len(q))]
    exits = [f"e{i}" for i in range(r.shape[1])]
    first = wg.TransitionMatrix.from_matrix(q, r, names, exits)
    second = wg.TransitionMatrix.from_matrix(q[np.ix_(order, order)], r[order], [names[i] for i in order], exits)
    by_name = {row["state"]: row["value"] for row in second.expected_time().to_dicts()}
    np.testing.assert_allclose([by_name[name] for name in names], first.expected_time()["value"], rtol=1e-10)


@settings(max_examples=15, deadline=None)
@given(chains)
def test_one_thread_or_eight_give_the_same_bits(chain):
    m = matrix(*chain)
    assert m.absorption_probabilities(threads=1) == m.absorption_probabilities(threads=8)
    assert m.visits(threads=1) == m.visits(threads=8)
    assert (m.fundamental_matrix(threads=1) == m.fundamental_matrix(threads=8)).all()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**31), st.integers(2, 60), st.booleans())
def test_sensitivities_agree_with_finite_differences(seed, size, to_exit):
    q, r = random_chain(seed, size, exits=2, leak=0.3)
    r = (r + 0.2) / (1 + 0.4)
    q = q / 1.4
    m = matrix(q, r)
    target = "e1" if to_exit else None
    table = m.sensitivities("s0", target, compensating="e0")
    row = table.to_dicts()[np.random.default_rng(seed).integers(0, len(table))]
    i = m.states.index(row["origin"])
    step = 1e-6

    def moved(by):
        q2, r2 = q.copy(), r.copy()
        if row["destination"] in m.states:
            q2[i, m.states.index(row["destination"])] += by
        else:
            r2[i, m.exits.index(row["destination"])] += by
        r2[i, 0] -= by
        chain = matrix(q2, r2)
        if target is None:
            return chain.expected_time()["value"][0]
        return square(chain.absorption_probabilities()["value"], size)[0, 1]

    assert row["value"] == pytest.approx((moved(step) - moved(-step)) / (2 * step), rel=1e-5, abs=1e-7)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 7), st.integers(1, 500)), min_size=1, max_size=40, unique_by=lambda row: row[:2]))
def test_rows_of_an_estimate_add_up_to_one(rows):
    origin, destination, count = zip(*rows, (0, 7, 1)) if (0, 7) not in {row[:2] for row in rows} else zip(*rows)
    m = wg.Flows.from_frame({"origin": [f"s{i}" for i in origin], "destination": [f"s{i}" for i in destination], "count": list(count)}).transition_matrix()
    np.testing.assert_allclose(m.to_numpy().sum(axis=1), 1, rtol=1e-12)
    table = m.table()
    assert (np.asarray(table["lower"]) <= np.asarray(table["upper"])).all()
    np.testing.assert_allclose(table["count"] / table["base"], table["value"], rtol=1e-12)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 0.9)), min_size=1, max_size=12), st.one_of(st.none(), st.integers(0, 5)))
def test_a_cohort_adds_up(rates, limit):
    promotion = [share * (1 - repetition) for share, repetition in rates]
    cohort = wg.reconstructed_cohort({"promotion": promotion, "repetition": [repetition for _, repetition in rates]}, max_repeats=limit)
    assert cohort.graduates + cohort.dropouts == pytest.approx(1000)
    survival = cohort.grades["survival"]
    assert (np.diff(survival) <= 1e-12).all() and survival[0] == 1
    assert cohort.efficiency is None or cohort.efficiency <= 1 + 1e-12
