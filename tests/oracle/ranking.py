"""Rank of a share among others with its 95 % range, exactly: no random numbers.

Every share is uncertain by itself: p_j ~ Beta(x_j + 1/2, n_j - x_j + 1/2) (Jeffreys). Given p_i = p, the number of
others below p is a sum of independent yes/no draws with probabilities F_j(p), so its distribution follows by adding
one region after the other; the mixture over p_i is taken on a grid. The range is the 2.5 and 97.5 % quantile of rank.
"""
from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np

from pivot import number
from values import Folder


def rank_range(events, trials, index: int, level: float = 0.95, nodes: int = 400) -> tuple[int, int]:
    events, trials = np.asarray(events, float), np.asarray(trials, float)
    grid = (np.arange(40_000) + 0.5) / 40_000
    log_p, log_q = np.log(grid), np.log1p(-grid)
    log_density = np.outer(events - 0.5, log_p) + np.outer(trials - events - 0.5, log_q)
    density = np.exp(log_density - log_density.max(axis=1, keepdims=True))
    density /= density.sum(axis=1, keepdims=True)
    below = np.cumsum(density, axis=1) - density / 2
    inside = np.flatnonzero(density[index] > 1e-9 * density[index].max())
    points = inside[:: max(1, len(inside) // nodes)]
    ranks = np.zeros(len(events))
    for point in points:
        counts = np.zeros(len(events))
        counts[0] = 1
        for probability in np.delete(below[:, point], index):
            counts[1:] = counts[1:] * (1 - probability) + counts[:-1] * probability
            counts[0] *= 1 - probability
        ranks += density[index, point] * counts
    cumulated = np.cumsum(ranks) / ranks.sum()
    tail = (1 - level) / 2
    return int(np.searchsorted(cumulated, tail)) + 1, int(np.searchsorted(cumulated, 1 - tail)) + 1


def districts(f: Folder, year: str, column: int):
    """(code, events, leavers) of every district with a figure; Hamburg and Berlin exist only as states."""
    cells = f.cells("21111-02-06-4")
    rows = []
    for region in sorted({key[1] for key in cells}):
        if len(region) != 5 and region not in ("02", "11"):
            continue
        events, trials = (number(cells[(year, region, None, c)]) for c in (column, 1))
        if events is not None and trials:
            rows.append((region, int(events), int(trials)))
    return rows


def ranked(rows, code: str):
    shares = [events / trials for _, events, trials in rows]
    index = [row[0] for row in rows].index(code)
    rank = 1 + sum(share < shares[index] for share in shares)
    low, high = rank_range([row[1] for row in rows], [row[2] for row in rows], index)
    return rank, len(rows), low, high


def main(folder: str) -> None:
    f = Folder(folder)
    everywhere = districts(f, "2015", 3)
    state = [row for row in everywhere if row[0].startswith("15")]
    with open(Path(__file__).with_name("golden_ranks.csv"), "w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["indicator", "breakdown", "period", "group", "region", "rank", "size", "lower", "upper"])
        head = ["D.leaver_share_by_qualification", "certificate=without_hsa", "2015"]
        for code, *_ in state:
            writer.writerow(head + ["15", code, *ranked(state, code)])
        for code in ("15084", "15087", "16062", "03353", "15083"):
            writer.writerow(head + ["DG", code, *ranked(everywhere, code)])


if __name__ == "__main__":
    main(sys.argv[1])
