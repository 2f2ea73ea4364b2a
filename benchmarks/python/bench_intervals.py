"""Intervals and shrunken rates: werdegang beside statsmodels, SciPy and esda, on the same numbers.

Usage: bench_intervals.py [--repeat 7]. All run in turn in one process, results are asserted to be equal to 1e-9, and
medians of processor time and ratios are printed. SciPy has no estimate of a beta-binomial distribution: its root finder gets the
derivatives of the likelihood. It needs statsmodels and esda.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

import numpy as np
import werdegang as wg
from esda.smoothing import Empirical_Bayes
from scipy import optimize, special, stats
from statsmodels.stats.proportion import proportion_confint

kernels = wg.kernels
Case = tuple[str, str, Callable[[], object], Callable[[], object]]


def beta_by_scipy(events: np.ndarray, population: np.ndarray) -> np.ndarray:
    def slopes(logs: np.ndarray) -> list[float]:
        a, b = np.exp(logs)
        rise = special.digamma(a + b) - special.digamma(population + a + b)
        first = special.digamma(events + a) - special.digamma(a) + rise
        second = special.digamma(population - events + b) - special.digamma(b) + rise
        return [a * first.sum(), b * second.sum()]

    a, b = np.exp(optimize.root(slopes, [1.0, 3.0], tol=1e-13).x)
    return (events + a) / (population + a + b)


def cases(rng: np.random.Generator) -> list[Case]:
    n = rng.integers(20, 3000, 100_000).astype(float)
    x = np.clip(rng.binomial(n.astype(int), 0.08), 1, n - 1)
    some_x, some_n = x[:20_000], n[:20_000]
    expected = rng.uniform(0.5, 400, 20_000)
    areas_n = rng.integers(30, 2000, 100_000).astype(float)
    areas_x = rng.binomial(areas_n.astype(int), rng.beta(6, 60, len(areas_n))).astype(float)
    few_x, few_n = areas_x[:400], areas_n[:400]

    def of_statsmodels(method: str, cases: np.ndarray, total: np.ndarray) -> Callable[[], object]:
        return lambda: proportion_confint(cases, total, method=method)

    def exact_by_scipy() -> object:
        return stats.chi2.ppf(0.025, 2 * some_x) / 2, stats.chi2.isf(0.025, 2 * some_x + 2) / 2

    def poisson_by_scipy() -> object:
        return stats.poisson.ppf(0.025, expected), stats.poisson.isf(0.025, expected)

    return [
        ("Wilson, 100,000", "statsmodels", lambda: kernels.wilson(x, n), of_statsmodels("wilson", x, n)),
        ("Clopper and Pearson, 20,000", "statsmodels", lambda: kernels.clopper_pearson(some_x, some_n), of_statsmodels("beta", some_x, some_n)),
        ("Jeffreys, 20,000", "statsmodels", lambda: kernels.jeffreys(some_x, some_n), of_statsmodels("jeffreys", some_x, some_n)),
        ("exact Poisson, 20,000", "SciPy", lambda: kernels.exact_count(some_x), exact_by_scipy),
        ("funnel of counts, 20,000", "SciPy", lambda: kernels.funnel_limits_count(expected), poisson_by_scipy),
        ("Marshall, 100,000 areas", "esda", lambda: kernels.shrink(areas_x, areas_n).shrunken, lambda: np.ravel(Empirical_Bayes(areas_x, areas_n).r)),
        ("beta-binomial, 400 areas", "SciPy", lambda: kernels.shrink(few_x, few_n, "beta_binomial").shrunken, lambda: beta_by_scipy(few_x, few_n)),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeat", type=int, default=7)
    repeat = parser.parse_args().repeat
    for name, peer, ours, theirs in cases(np.random.default_rng(1)):
        np.testing.assert_allclose(ours(), theirs(), rtol=1e-9, err_msg=name)
        times: dict[str, list[float]] = {"werdegang": [], peer: []}
        for _ in range(repeat):
            for reader, run in (("werdegang", ours), (peer, theirs)):
                start = time.process_time()
                run()
                times[reader].append(time.process_time() - start)
        own, other = (statistics.median(times[reader]) for reader in ("werdegang", peer))
        print(f"{name}: werdegang {own * 1e3:.2f} ms, {peer} {other * 1e3:.2f} ms, ratio {other / own:.1f}")


if __name__ == "__main__":
    main()
