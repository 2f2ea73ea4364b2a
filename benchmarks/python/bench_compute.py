"""Every indicator of a folder of official tables in one call: werdegang beside polars and duckdb.

Usage: bench_compute.py [FOLDER] [--repeat 5] [--without-breakdowns]. All read the same long table of figures and write the same tidy table; the
tables are asserted to be equal cell by cell. Peers know beforehand which cells make up every figure (compute_plan), werdegang finds
that out while it is timed. Rounds take turns in one process; every peak of memory is that of a process of its own.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import werdegang as wg

NUMBERS = ["value", "numerator", "denominator", "lower", "upper"]


def prepared(name: str, observations: wg.Observations, by: list[str], ids: list[str]) -> Callable[[], Any]:
    """A call without arguments that computes the table; what comes before it is not timed."""
    if name == "werdegang":
        return lambda: wg.compute(observations, by=by)
    from compute_plan import Plans

    plans = Plans(observations, pl.DataFrame(observations.table()), by, ids)
    if name == "polars":
        import compute_polars

        long, small = pl.DataFrame(observations.table()), compute_polars.Prepared(plans)
        return lambda: compute_polars.compute(long, small)
    import compute_duckdb

    database = compute_duckdb.Database(observations.table().to_arrow(), plans)
    return database.compute


def breakdowns(observations: wg.Observations) -> list[str]:
    names = observations.table().column_names
    return names[3 : names.index("value")]


def comparable(result: Any, columns: list[str]) -> pl.DataFrame:
    """The same columns as text and numbers, in one order of rows."""
    frame = pl.DataFrame(result)
    keys = [name for name in columns if name not in (*NUMBERS, "status")]
    frame = frame.select([pl.col(name).cast(pl.String) for name in [*keys, "status"]] + [pl.col(name).cast(pl.Float64) for name in NUMBERS])
    return frame.sort(keys, nulls_last=True)


def shared_columns(results: dict[str, Any]) -> list[str]:
    """Those of the peers; the axes that are ours alone must be empty."""
    first, *peers = [pl.DataFrame(result) for result in results.values()]
    names = peers[0].columns if peers else first.columns
    extra = set(first.columns) - set(names) - {"interval", "flags", "unit", "method", "source"}
    assert all(first[name].null_count() == first.height for name in extra), extra
    return names


def assert_equal(ours: pl.DataFrame, other: pl.DataFrame, name: str) -> None:
    keys = [column for column in ours.columns if column not in (*NUMBERS, "status")]
    if ours.height != other.height:
        only = [a.join(b, on=keys, how="anti", nulls_equal=True).group_by("indicator").agg(pl.len(), pl.all().first()) for a, b in ((ours, other), (other, ours))]
        raise AssertionError(f"{name}: {ours.height} and {other.height} rows; ours alone {only[0]}, theirs alone {only[1]}")
    for column in ours.columns:
        same = ours[column].eq_missing(other[column])
        if column in NUMBERS:
            close = (ours[column] - other[column]).abs() <= 1e-12 * pl.select(pl.max_horizontal(ours[column].abs(), 1.0)).to_series()
            same = same | close.fill_null(False)
        assert same.all(), f"{name}: {(~same).sum()} cells of '{column}' differ, the first in {ours.filter(~same).head(5)} and {other.filter(~same).head(5)}"


def peak(name: str, options: argparse.Namespace) -> float:
    """MB that a fresh process holds at most above what it held before the call."""
    command = [sys.executable, __file__, str(options.folder), "--peak-of", name]
    command += ["--without-breakdowns"] if options.without_breakdowns else []
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def print_peak(call: Callable[[], Any]) -> None:
    Path("/proc/self/clear_refs").write_text("5")  # the peak starts again
    before = resident()
    kept = call()
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(int(line.split()[1]) * 1024 / 1e6 - before)
    del kept


def timed(call: Callable[[], Any]) -> tuple[float, float, Any]:
    wall, processor = time.perf_counter(), time.process_time()
    result = call()
    return time.perf_counter() - wall, time.process_time() - processor, result


def race(calls: dict[str, Callable[[], Any]], repeat: int) -> dict[str, tuple[float, float]]:
    """Median seconds and seconds of processor time of each; the first round is not counted and its tables are compared."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in calls}
    for number in range(repeat + 1):
        results = {}
        for name, call in calls.items():
            wall, processor, results[name] = timed(call)
            if number:
                times[name].append((wall, processor))
        if not number:
            names = shared_columns(results)
            ours = comparable(results["werdegang"], names)
            for name in [name for name in calls if name != "werdegang"]:
                assert_equal(ours, comparable(results[name], names), name)
            print(f"{ours.height:,} rows of {ours['indicator'].n_unique()} indicators, equal in all of them")
    return {name: tuple(statistics.median(column) for column in zip(*pairs, strict=True)) for name, pairs in times.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    shared = Path(os.environ.get("WERDEGANG_SHARED", Path(__file__).resolve().parents[3] / "shared"))
    parser.add_argument("folder", type=Path, nargs="?", default=shared / "data" / "genesis_regionalstatistik")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--without-breakdowns", action="store_true")
    parser.add_argument("--peers", nargs="*", default=["polars", "duckdb"])
    parser.add_argument("--peak-of")
    options = parser.parse_args()
    observations = wg.read_official(options.folder, check=False)
    by = [] if options.without_breakdowns else breakdowns(observations)
    known = set(observations.variables())
    ids = [item.id for item in wg.indicators if item.computable == "formula" and not wg._core.missing_variables(observations, item)]
    if options.peak_of:
        return print_peak(prepared(options.peak_of, observations, by, ids))
    print(f"{len(observations):,} figures of {len(known)} variables, {len(ids)} indicators, broken down by {len(by)} axes")
    names = ["werdegang", *options.peers]
    medians = race({name: prepared(name, observations, by, ids) for name in names}, options.repeat)
    print(f"{'':12}{'median s':>10}{'processor s':>13}{'times ours':>12}{'processor':>11}{'peak MB':>10}")
    for name, (wall, processor) in medians.items():
        own_wall, own_processor = medians["werdegang"]
        print(f"{name:12}{wall:10.3f}{processor:13.3f}{wall / own_wall:12.1f}{processor / own_processor:11.1f}{peak(name, options):10.0f}")


if __name__ == "__main__":
    main()
