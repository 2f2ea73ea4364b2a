"""The same bits on one thread or many; long work can be stopped and watched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

import werdegang as wg

SHARE = "D.leaver_share_by_qualification"
IDS = [SHARE, "A.youth_ratio", "C.care_rate_u3", "B.group_gap"]

ENDLESS = """
import sys, werdegang as wg
print("ready", flush=True)
while True:
    wg.read_official(sys.argv[1])
"""


def test_concurrent_computations_agree(districts):
    expected = [wg.compute(districts, one) for one in IDS]
    with ThreadPoolExecutor(8) as pool:
        for _ in range(3):
            found = list(pool.map(lambda n: wg.compute(districts, IDS[n % len(IDS)]), range(16)))
            assert all(found[n] == expected[n % len(IDS)] for n in range(16))


def test_number_of_threads_does_not_matter(fixtures, districts):
    readings = [wg.read_official(fixtures / "districts", threads=threads) for threads in (1, 2, 8)]
    assert readings[0] == readings[1] == readings[2] == districts
    assert wg.compute(districts, threads=1) == wg.compute(districts, threads=8)


def test_number_of_threads_does_not_matter_for_all_tables(shared):
    folder = shared / "data" / "genesis_regionalstatistik"
    files = [folder / f"{name}.csv" for name in ("21111-02-06-4", "12411-01-01-4_00", "22543-01-02-4_00")]
    assert wg.read_official(*files, threads=1) == wg.read_official(*files, threads=8)


def test_progress(fixtures, districts):
    told = []
    wg.read_official(fixtures / "districts", progress=told.append)
    wg.compute(districts, progress=told.append)
    assert told[-1] == 1.0 and all(0 <= share <= 1 for share in told)


def test_error_in_progress_comes_out(districts):
    def fail(share):
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        wg.compute(districts, progress=fail)
    assert len(wg.compute(districts, SHARE)) > 0


def test_no_progress_after_a_failure(tmp_path):
    told = []
    with pytest.raises(wg.FormatError):
        wg.read_official(tmp_path / "nowhere.csv", progress=told.append)
    assert 1.0 not in told


@pytest.mark.skipif(os.name == "nt", reason="signals are sent the POSIX way")
def test_interrupt(fixtures, tmp_path):
    """Ctrl-C in the middle of reading ends with KeyboardInterrupt, not with a finished loop or a crash."""
    lines = (fixtures / "districts" / "leavers.csv").read_bytes().split(b"\n")
    first, last = next(n for n, line in enumerate(lines) if line.startswith(b"20")), lines.index(b"__________")
    many = [line.replace(b"20", str(year).encode()[:2], 1) for year in (18, 19, 20) for line in lines[first:last]]
    for number in range(40):
        (tmp_path / f"{number}.csv").write_bytes(b"\n".join([*lines[:first], *many, *lines[last:]]))
    run = subprocess.Popen([sys.executable, "-c", ENDLESS, str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert run.stdout.readline() == "ready\n"
        time.sleep(0.5)
        run.send_signal(signal.SIGINT)
        _, errors = run.communicate(timeout=20)
    finally:
        run.kill()
        run.wait()
    assert "KeyboardInterrupt" in errors and run.returncode != 0


# Each keeps the core busy until somebody stops it, and then uses what it has once more.
BUSY = {
    "a landscape is built": """
actors = {"id": np.arange(200_000), "kind": ["kita"] * 200_000}
ties = {"source": np.arange(400_000) % 200_000, "target": np.arange(400_000) * 7 % 200_000, "kind": ["cooperation"] * 400_000}
work = lambda: wg.Landscape.from_frames(actors=actors, ties=ties)
after = lambda: wg.Landscape.from_frames(actors={"id": ["a"], "kind": ["kita"]}).inventory()
""",
    "a chain is solved": """
states, random = 700, np.random.default_rng(1)
rates = random.dirichlet(np.ones(states + 1), size=states)
chain = wg.TransitionMatrix.from_matrix(rates[:, :-1], rates[:, -1:], [f"s{i}" for i in range(states)], ["out"])
work = lambda: chain.fundamental_matrix()
after = lambda: chain.expected_time()
""",
    "a table comes in": """
columns = {"id": [f"key {i}" for i in range(500_000)], "n": np.arange(500_000)}
table = wg.frames.to_table(columns)
class Arrow:
    __arrow_c_stream__ = table.__arrow_c_stream__
work = lambda: wg.frames.to_table(Arrow())
after = lambda: wg.frames.to_table(columns)
""",
}
LOOP = """
import numpy as np, werdegang as wg
{setup}
work()
print("ready", flush=True)
try:
    while True:
        work()
except KeyboardInterrupt:
    assert len(after()) > 0
    print("stopped", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="signals are sent the POSIX way")
@pytest.mark.parametrize("setup", BUSY.values(), ids=BUSY)
def test_interrupt_leaves_everything_usable(setup):
    run = subprocess.Popen([sys.executable, "-W", "error", "-c", LOOP.format(setup=setup)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert run.stdout.readline() == "ready\n", run.stderr.read()
        time.sleep(0.3)
        run.send_signal(signal.SIGINT)
        output, errors = run.communicate(timeout=60)
    finally:
        run.kill()
        run.wait()
    assert (output, errors, run.returncode) == ("stopped\n", "", 0)
