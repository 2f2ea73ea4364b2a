"""Large files of every dialect: seconds and peak memory of reading them.

Usage: bench_dialects.py [--megabytes 200] [--dialect pivot ...]. Files are generated in a temporary folder. Each is read in
a process of its own; the number of figures and their sum are asserted. The peak is what the process holds above what it
held before reading; beside it stand the bytes of the file and of the cubes that stay.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

REGIONS = 5000
SEXES = (("", "Insgesamt"), ("GESM", "männlich"), ("GESW", "weiblich"))
VALUE_BYTES = 11
AXIS_BYTES = 4

READ = """
import json, resource, sys, time
import werdegang as wg
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
read = wg.read_official(sys.argv[1], check=False)
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
size, unexpected = len(read), [code for code in read.findings.to_dict()["code"] if code != "unknown_table"]
values = read.table()["value"]
print(json.dumps({"seconds": seconds, "peak": (peak - before) * 1024, "figures": size, "sum": float(values.sum()), "findings": unexpected}))
"""


class Made(NamedTuple):
    """What a generated file holds."""

    figures: int
    total: int
    axes: int


def value(number: int) -> int:
    """A figure that differs from its neighbours; never 0."""
    return number * 7919 % 99991 + 1


def keys() -> Iterator[tuple[int, str]]:
    """Years and municipalities, as many as are wanted."""
    for year in range(1900, 9999):
        for region in range(REGIONS):
            yield year, f"15{region + 84000:06d}"


def pivot(file: TextIO, size: int) -> Made:
    columns = 14
    file.write("GENESIS-Tabelle: 99991-01-01-5\nErdachte Tabelle;;;\n")
    file.write(";;;" + ";".join(f"Spalte {column}" for column in range(columns)) + "\n")
    figures = total = 0
    for year, region in keys():
        values = [value(figures + column) for column in range(columns)]
        file.write(f"{year};{region};      Gemeinde {region};{';'.join(map(str, values))}\n")
        figures += columns
        total += sum(values)
        if region.endswith("88999") and file.tell() > size:
            break
    file.write("__________\nAnmerkung\nStand: 01.01.2026 / 10:00:00\n")
    return Made(figures, total, 3)


def flat(file: TextIO, size: int) -> Made:
    parts = "".join(f"{n}_variable_code;{n}_variable_label;{n}_variable_attribute_code;{n}_variable_attribute_label;" for n in (1, 2))
    file.write(f"statistics_code;statistics_label;time_code;time_label;time;{parts}value;value_unit;value_variable_code;value_variable_label;value_q\n")
    figures = total = 0
    for year, region in keys():
        for code, label in SEXES:
            number = value(figures)
            file.write(f"99991;Erdachte Statistik;STAG;Stichtag;{year}-12-31;GEMEIN;Gemeinden;{region};Gemeinde {region};GES;Geschlecht;{code};{label};{number};Anzahl;BEV999;Bevölkerung;e\n")
            figures += 1
            total += number
        if region.endswith("88999") and file.tell() > size:
            break
    return Made(figures, total, 3)


def flat_until_2025(file: TextIO, size: int) -> Made:
    parts = "".join(f"{n}_Merkmal_Code;{n}_Merkmal_Label;{n}_Auspraegung_Code;{n}_Auspraegung_Label;" for n in (1, 2))
    file.write(f"Statistik_Code;Statistik_Label;Zeit_Code;Zeit_Label;Zeit;{parts}BEV998__Personen__Anzahl;BEV999__Haushalte__Anzahl\n")
    figures = total = 0
    for year, region in keys():
        for code, label in SEXES:
            first, second = value(figures), value(figures + 1)
            file.write(f"99991;Erdachte Statistik;STAG;Stichtag;31.12.{year};GEMEIN;Gemeinden;{region};Gemeinde {region};GES;Geschlecht;{code};{label};{first};{second}\n")
            figures += 2
            total += first + second
        if region.endswith("88999") and file.tell() > size:
            break
    return Made(figures, total, 3)


def cube(file: TextIO, size: int) -> Made:
    file.write("* Export\nK;DQ;FACH-SCHL\nD;99991GJ001\nK;DQ-ERH;FACH-SCHL\nD;99991\nK;DQA;NAME;RHF-BSR;RHF-ACHSE\nD;GEMEIN;1;1\nD;GES;2;2\n")
    file.write("K;DQI;NAME;ME-NAME\nD;BEV999;Anzahl\nK;QEI;FACH-SCHL;FACH-SCHL;ZI-WERT;WERT;QUALITAET;GESPERRT;WERT-VERFAELSCHT\n")
    figures = total = 0
    for year, region in keys():
        for code, _ in SEXES[1:]:
            number = value(figures)
            file.write(f"D;{region};{code};{year};{number};e;;0.0\n")
            figures += 1
            total += number
        if region.endswith("88999") and file.tell() > size:
            break
    return Made(figures, total, 3)


DIALECTS: dict[str, Callable[[TextIO, int], Made]] = {"pivot": pivot, "flat": flat, "flat_until_2025": flat_until_2025, "cube": cube}


def measure(dialect: str, path: Path, megabytes: float) -> str:
    """Generates, reads in a process of its own, checks, and gives a line of the table."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        made = DIALECTS[dialect](file, int(megabytes * 1e6))
    done = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True)
    read = json.loads(done.stdout)
    assert read["figures"] == made.figures, (dialect, read, made)
    assert read["sum"] == made.total, (dialect, read, made)
    assert not read["findings"], (dialect, read["findings"][:5])
    size, cubes = path.stat().st_size, made.figures * (VALUE_BYTES + AXIS_BYTES * made.axes)
    path.unlink()
    rest = read["peak"] - cubes
    return f"{dialect:18}{size / 1e6:9.0f}{made.figures:13,}{read['seconds']:9.2f}{read['peak'] / 1e6:9.0f}{cubes / 1e6:9.0f}{rest / size:16.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=200)
    parser.add_argument("--dialect", nargs="+", choices=list(DIALECTS), default=list(DIALECTS))
    options = parser.parse_args()
    print(f"{'dialect':18}{'file MB':>9}{'figures':>13}{'seconds':>9}{'peak MB':>9}{'cubes':>9}{'(peak-cubes)/file':>18}")
    with tempfile.TemporaryDirectory() as folder:
        for dialect in options.dialect:
            print(measure(dialect, Path(folder) / "large.csv", options.megabytes), flush=True)


if __name__ == "__main__":
    main()
