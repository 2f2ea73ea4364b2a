"""Measures of segregation: werdegang beside segregation (PyPI), on the same units.

Usage: bench_segregation.py [--repeat 5] [--largest 100000]. Both run in turn in one process on the same data frame, the
results are asserted to be equal to 1e-9, and medians and ratios of processor time are printed. segregation compares every pair of units for
its Gini index; it is asked for that up to 10,000 units only. It has no M, so M goes beside its H times the entropy.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

import numpy as np
import pandas
import werdegang as wg
from segregation import multigroup, singlegroup

kernels = wg.kernels
GROUPS = ["a", "b", "c", "d"]
ALL_PAIRS = 10_000


def units(number: int, rng: np.random.Generator) -> pandas.DataFrame:
    """Schools with four groups of pupils; every group is somewhere, some schools are nearly of one group."""
    sizes = rng.integers(20, 1200, number)
    shares = rng.dirichlet([0.8, 0.4, 0.3, 1.5], number)
    frame = pandas.DataFrame(rng.multinomial(sizes, shares) + 1, columns=GROUPS)
    frame["total"] = frame[GROUPS].sum(axis=1)
    frame["others"] = frame["total"] - frame["a"]
    return frame


def cases(frame: pandas.DataFrame) -> dict[str, tuple[Callable[[], float], Callable[[], float]]]:
    """Name -> our function and theirs."""

    def theirs(index: type) -> Callable[[], float]:
        return lambda: index(frame, "a", "total").statistic

    diversity = kernels.entropy(frame[GROUPS].sum())
    result = {
        "D": (lambda: kernels.dissimilarity(frame["a"], frame["others"]), theirs(singlegroup.Dissim)),
        "isolation": (lambda: kernels.isolation(frame["a"], frame["total"]), theirs(singlegroup.Isolation)),
        "exposure": (lambda: kernels.exposure(frame["a"], frame["others"], frame["total"]), theirs(singlegroup.Interaction)),
        "eta2": (lambda: kernels.eta2(frame["a"], frame["total"]), theirs(singlegroup.CorrelationR)),
        "Gini": (lambda: kernels.gini_segregation(frame["a"], frame["total"]), theirs(singlegroup.Gini)),
        "Atkinson": (lambda: kernels.atkinson_segregation(frame["a"], frame["total"]), theirs(singlegroup.Atkinson)),
        "H, 4 groups": (lambda: kernels.theil_h(frame[GROUPS]), lambda: multigroup.MultiInfoTheory(frame, GROUPS).statistic),
        "M, 4 groups": (lambda: kernels.mutual_information(frame[GROUPS]), lambda: diversity * multigroup.MultiInfoTheory(frame, GROUPS).statistic),
    }
    return {name: pair for name, pair in result.items() if name != "Gini" or len(frame) <= ALL_PAIRS}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--largest", type=int, default=100_000)
    options = parser.parse_args()
    for number in (size for size in (1_000, 10_000, 100_000) if size <= options.largest):
        frame = units(number, np.random.default_rng(number))
        for name, functions in cases(frame).items():
            own, other = (function() for function in functions)
            assert abs(own - other) < 1e-9, f"{name}: {own} and {other}"
            times: list[list[float]] = [[], []]
            for _ in range(options.repeat):
                for function, taken in zip(functions, times, strict=True):
                    start = time.process_time()
                    function()
                    taken.append(time.process_time() - start)
            ours, theirs = (1e3 * statistics.median(taken) for taken in times)
            print(f"{number} units, {name}: werdegang {ours:.2f} ms, segregation {theirs:.2f} ms, ratio {theirs / ours:.1f}")
        if number > ALL_PAIRS:
            start = time.process_time()
            kernels.gini_segregation(frame["a"], frame["total"])
            print(f"{number} units, Gini: werdegang {1e3 * (time.process_time() - start):.2f} ms")


if __name__ == "__main__":
    main()
