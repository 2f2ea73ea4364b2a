"""Absorbing chains of 10^5 states: werdegang beside scipy.sparse.linalg.splu, times and results side by side.

Usage: bench_chains.py [--states 100000] [--repeat 5]. Each asks for absorption probabilities of two exits and for the expected
time. splu factorises I - Q as a whole; werdegang solves the strongly connected components one after the other.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import werdegang as wg
from scipy.sparse import coo_matrix, csr_matrix, eye
from scipy.sparse.linalg import splu

Chain = tuple[csr_matrix, np.ndarray]


def assembled(states: int, rows: np.ndarray, columns: np.ndarray, weights: np.ndarray, exits: np.ndarray) -> Chain:
    """Rows scaled to 1."""
    total = np.bincount(rows, weights, states) + exits.sum(axis=1)
    return coo_matrix((weights / total[rows], (rows, columns)), shape=(states, states)).tocsr(), exits / total[:, None]


def ladder(states: int, generator: np.random.Generator) -> Chain:
    """Grades: repeat, go on, skip one, leave."""
    own = np.arange(states)
    rows = np.concatenate([own, own, own])
    columns = np.concatenate([own, np.minimum(own + 1, states - 1), np.minimum(own + 2, states - 1)])
    weights = generator.random(3 * states) * np.repeat([0.1, 0.9, 0.05], states)
    return assembled(states, rows, columns, weights, 0.001 + 0.05 * generator.random((states, 2)))


def neighbours(states: int, generator: np.random.Generator) -> Chain:
    """One large component: moves up to four places back and forth."""
    rows = np.repeat(np.arange(states), 4)
    columns = np.clip(rows + generator.integers(-4, 5, len(rows)), 0, states - 1)
    return assembled(states, rows, columns, generator.random(len(rows)), 0.02 + 0.1 * generator.random((states, 2)))


def branches(states: int, generator: np.random.Generator) -> Chain:
    """Moves up to thirty states ahead, with loops among groups of ten."""
    rows = np.repeat(np.arange(states), 5)
    columns = generator.integers(rows - rows % 10, np.minimum(rows + 30, states))
    return assembled(states, rows, columns, generator.random(len(rows)), 0.02 + 0.1 * generator.random((states, 2)))


def scipy_splu(q: csr_matrix, r: np.ndarray) -> np.ndarray:
    """Probabilities and times from one factorisation."""
    solve = splu((eye(q.shape[0], format="csc") - q.tocsc()).tocsc()).solve
    return np.column_stack([solve(r), solve(np.ones(q.shape[0]))])


def ours(matrix: wg.TransitionMatrix, exits: int) -> np.ndarray:
    """The same from a matrix made before."""
    probabilities = np.asarray(matrix.absorption_probabilities()["value"]).reshape(-1, exits)
    return np.column_stack([probabilities, matrix.expected_time()["value"]])


def timed(action: Callable[..., Any], *arguments: Any) -> tuple[float, Any]:
    start = time.perf_counter()
    result = action(*arguments)
    return time.perf_counter() - start, result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--states", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    for make in (ladder, branches, neighbours):
        q, r = make(options.states, np.random.default_rng(7))
        build, matrix = timed(lambda q=q, r=r: wg.TransitionMatrix.from_matrix(q, r))
        runs = []
        for _ in range(options.repeat):
            peer, expected = timed(scipy_splu, q, r)
            own, found = timed(ours, matrix, r.shape[1])
            runs.append((own, peer))
            np.testing.assert_allclose(found, expected, rtol=1e-9)
        own, peer = (statistics.median(values) for values in zip(*runs))
        print(f"{make.__name__:10} {options.states:,} states: werdegang {own:.3f} s (building {build:.3f} s), splu {peer:.3f} s, ratio {own / peer:.2f}; equal to 1e-9")


if __name__ == "__main__":
    main()
