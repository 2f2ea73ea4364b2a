"""Building, saving and loading a large landscape from Arrow columns: seconds, and memory beside the columns.

Usage: bench_landscape.py [--actors 1000000] [--ties 10000000] [--keys text|number] [--save]. Everything is generated with
a seed; numbers of actors, ties and findings are asserted, also those of rows that are wrong on purpose.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import numpy as np
import polars as pl
import werdegang as wg

KINDS = ["kita", "primary_school", "gymnasium", "vocational_school", "company", "library", "sports_club", "youth_office"]
TIE_KINDS = ["cooperation", "joint_project", "contract", "referral"]


def memory(field: str) -> int:
    """VmRSS (now) or VmHWM (the peak) of this process, in bytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(field))


def forget_peak() -> None:
    """The peak counts from now on."""
    Path("/proc/self/clear_refs").write_text("5")


def keys(numbers: np.ndarray, as_text: bool) -> pl.Series:
    return pl.select(pl.format("a{}", pl.lit(pl.Series(numbers)).cast(pl.String).str.zfill(7))).to_series() if as_text else pl.Series(numbers)


def frames(actors: int, ties: int, as_text: bool) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Actors in random order; ties between neighbours of random distance, a thousandth of them to nobody."""
    random = np.random.default_rng(1)
    order = random.permutation(actors)
    people = pl.DataFrame({
        "id": keys(order, as_text),
        "kind": pl.Series(np.array(KINDS)[random.integers(0, len(KINDS), actors)]).cast(pl.Categorical),
        "name": pl.select(pl.format("Actor {}", pl.lit(pl.Series(order)))).to_series(),
        "region": pl.Series(np.array(["15084", "15002", "16061", "02000"])[random.integers(0, 4, actors)]).cast(pl.Categorical),
        "longitude": random.uniform(6, 15, actors),
        "latitude": random.uniform(47.5, 55, actors),
        "capacity": random.integers(10, 500, actors),
    })  # fmt: skip
    source = random.integers(0, actors, ties)
    target = (source + 1 + random.integers(0, actors - 1, ties)) % actors
    target[::1000] = actors
    edges = pl.DataFrame({
        "source": keys(source, as_text),
        "target": keys(target, as_text),
        "kind": pl.Series(np.array(TIE_KINDS)[random.integers(0, len(TIE_KINDS), ties)]).cast(pl.Categorical),
        "strength": random.integers(1, 6, ties).astype(float),
    })  # fmt: skip
    return people, edges


def timed(name: str, action):
    start, busy = time.perf_counter(), time.process_time()
    result = action()
    print(f"{name:24}{time.perf_counter() - start:8.2f} s, {time.process_time() - busy:8.2f} s of the processors", flush=True)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actors", type=int, default=1_000_000)
    parser.add_argument("--ties", type=int, default=10_000_000)
    parser.add_argument("--keys", choices=["text", "number"], default="text")
    parser.add_argument("--save", action="store_true", help="save and load as well")
    options = parser.parse_args()
    people, edges = timed("generating", lambda: frames(options.actors, options.ties, options.keys == "text"))
    columns = people.estimated_size() + edges.estimated_size()
    forget_peak()
    before = memory("VmRSS")
    land = timed("building", lambda: wg.Landscape.from_frames(people, ties=edges))
    above = memory("VmHWM") - before
    print(f"{'columns':24}{columns / 1e6:8.0f} MB\n{'peak above the input':24}{above / 1e6:8.0f} MB, {above / columns:.2f} times the columns")
    counts = {code: land.findings.to_dict("en")["code"].count(code) for code in ("unknown_reference", "further_findings")}
    lost = -(-options.ties // 1000)
    repeated = options.ties - lost - land._tie_count
    assert len(land) == options.actors
    assert counts["unknown_reference"] == min(lost, 1000), counts
    assert 0 <= repeated < options.ties / 1000, repeated
    print(f"{land}\n{lost:,} ties to nobody left out, {repeated:,} repeated")
    if options.save:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "land.gpkg"
            timed("saving", lambda: land.save(path))
            print(f"{'file':24}{path.stat().st_size / 1e6:8.0f} MB")
            loaded = timed("loading", lambda: wg.Landscape.load(path))
            assert timed("comparing", lambda: loaded == land)
            assert loaded.findings == land.findings


if __name__ == "__main__":
    main()
