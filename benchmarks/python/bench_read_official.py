"""Reading a folder of official tables into one tidy table: werdegang beside polars and pandas.

Usage: bench_read_official.py FOLDER [--repeat 5]. All three run in turn in one process on the same files, the results
are asserted to be equal cell by cell, and medians and ratios are printed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import official_pandas
import official_polars
import polars as pl
import werdegang as wg


def ours(folder: Path) -> wg.Table:
    """Read, and make the tidy table."""
    return wg.read_official(folder, check=False).table()


def ours_as_polars(folder: Path) -> pl.DataFrame:
    """The same, handed to polars through Arrow."""
    return pl.DataFrame(ours(folder))


def ours_with_checks(folder: Path) -> wg.Table:
    """The default: totals, parts, series and sources are compared as well, which no peer does."""
    return wg.read_official(folder).table()


def comparable(frame: pl.DataFrame) -> pl.DataFrame:
    """Same columns as text, same order of rows; the parts that are ours alone (flags) left out."""
    keys = sorted(set(frame.columns) - {"value", "flags"})
    frame = frame.select([pl.col(name).cast(pl.String) for name in keys] + [pl.col("value").cast(pl.Float64)])
    return frame.sort([*keys, "value"], nulls_last=True)


def assert_equal(left: pl.DataFrame, right: pl.DataFrame, name: str) -> None:
    left, right = comparable(left), comparable(right)
    assert left.columns == right.columns, (name, left.columns, right.columns)
    assert left.height == right.height, (name, left.height, right.height)
    for column in left.columns:
        same = left[column].eq_missing(right[column])
        assert same.all(), f"{name}: {(~same).sum()} cells of '{column}' differ, the first in {left.filter(~same).head(1)} and {right.filter(~same).head(1)}"


def timed(action: Callable[[Path], Any], folder: Path) -> tuple[float, Any]:
    start = time.perf_counter()
    result = action(folder)
    return time.perf_counter() - start, result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    shared = Path(os.environ.get("WERDEGANG_SHARED", Path(__file__).resolve().parents[3] / "shared"))
    parser.add_argument("folder", type=Path, nargs="?", default=shared / "data" / "genesis_regionalstatistik")
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    readers = {"werdegang": ours, "werdegang as polars": ours_as_polars, "werdegang with checks": ours_with_checks, "polars": official_polars.read_folder, "pandas": official_pandas.read_folder}
    times: dict[str, list[float]] = {name: [] for name in readers}
    for round_number in range(options.repeat + 1):
        results = {}
        for name, reader in readers.items():
            seconds, results[name] = timed(reader, options.folder)
            if round_number:
                times[name].append(seconds)
        if not round_number:
            reference = pl.DataFrame(results["werdegang"])
            assert_equal(reference, pl.DataFrame(results["werdegang with checks"]), "with checks")
            assert_equal(reference, results["polars"], "polars")
            assert_equal(reference, pl.from_pandas(results["pandas"]), "pandas")
            print(f"{reference.height:,} figures, equal in all of them")
    base = statistics.median(times["werdegang"])
    print(f"{'reader':24}{'median s':>10}{'min s':>10}{'times werdegang':>18}")
    for name, seconds in times.items():
        median = statistics.median(seconds)
        print(f"{name:24}{median:10.3f}{min(seconds):10.3f}{median / base:18.1f}")


if __name__ == "__main__":
    main()
