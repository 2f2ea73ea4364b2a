"""Fitting tables to margins: werdegang beside ipfn, on the same seeds and margins.

Usage: bench_balance.py [--repeat 5]. Both run in turn in one process to the same tolerance, the results are asserted to
be equal, and medians and ratios are printed. ipfn has no sparse form; sparse seeds go beside ipfn on the dense table.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

import numpy as np
import scipy.sparse
import werdegang as wg
from ipfn.ipfn import ipfn

TOLERANCE = 1e-10


def margins_of(table: np.ndarray, axes: list[list[int]]) -> list[np.ndarray]:
    return [table.sum(axis=tuple(set(range(table.ndim)) - set(own))) for own in axes]


def theirs(seed: np.ndarray, margins: list[np.ndarray], axes: list[list[int]]) -> np.ndarray:
    return ipfn(seed.copy(), [margin.copy() for margin in margins], axes, convergence_rate=TOLERANCE, max_iteration=10_000, rate_tolerance=0).iteration()


def ours(seed: np.ndarray, margins: list[np.ndarray], axes: list[list[int]]) -> np.ndarray:
    return wg.balance(seed, {tuple(own): margin for own, margin in zip(axes, margins, strict=True)}, tolerance=TOLERANCE).table


def ours_sparse(seed: np.ndarray, margins: list[np.ndarray], axes: list[list[int]]) -> np.ndarray:
    return wg.balance(scipy.sparse.csr_matrix(seed), margins, tolerance=TOLERANCE).table.toarray()


def cases(rng: np.random.Generator) -> list[tuple[str, np.ndarray, np.ndarray, list[list[int]], Callable]]:
    """Name, seed, a table with the margins, their axes, and our function."""
    square = rng.uniform(0.1, 10, (1000, 1000))
    cube = rng.uniform(0.1, 10, (40, 60, 50))
    zeros = rng.uniform(size=(1000, 1000)) < 0.02
    np.fill_diagonal(zeros, True)
    return [
        ("1000 x 1000, two margins", square, rng.uniform(0.1, 10, square.shape), [[0], [1]], ours),
        ("40 x 60 x 50, five margins", cube, rng.uniform(0.1, 10, cube.shape), [[0], [1], [2], [0, 1], [1, 2]], ours),
        ("1000 x 1000, 2 % filled, sparse", square * zeros, rng.uniform(0.1, 10, square.shape) * zeros, [[0], [1]], ours_sparse),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeat", type=int, default=5)
    repeat = parser.parse_args().repeat
    for name, seed, goal, axes, function in cases(np.random.default_rng(1)):
        margins = margins_of(goal, axes)
        np.testing.assert_allclose(function(seed, margins, axes), theirs(seed, margins, axes), rtol=1e-6, atol=1e-9)
        times: dict[str, list[float]] = {"werdegang": [], "ipfn": []}
        for _ in range(repeat):
            for reader, run in (("werdegang", function), ("ipfn", theirs)):
                start = time.perf_counter()
                run(seed, margins, axes)
                times[reader].append(time.perf_counter() - start)
        own, other = (statistics.median(times[reader]) for reader in ("werdegang", "ipfn"))
        print(f"{name}: werdegang {own * 1e3:.1f} ms, ipfn {other * 1e3:.1f} ms, ratio {other / own:.1f}")


if __name__ == "__main__":
    main()
