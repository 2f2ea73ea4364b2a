"""Compares shares computed from counts with the rates an office published, cell by cell, rounded half up exactly."""
from __future__ import annotations

import sys

from pivot import number
from values import Folder, half_up

BELOW_75 = range(75)


def agree(pairs):
    """(equal, compared, first differences) over (key, computed Fraction, printed cell)."""
    equal, compared, different = 0, 0, []
    for key, value, cell in pairs:
        compared += 1
        if half_up(value, 1) == cell.replace(",", "."):
            equal += 1
        else:
            different.append((key, half_up(value, 1), cell, float(value)))
    return equal, compared, different


def printed_cells(f: Folder, name: str, column: int):
    for (date, region, _, c), cell in f.cells(name).items():
        if c == column and number(cell) is not None:
            yield date, region, cell


def leaver_shares(f: Folder, name: str, column: int, source_column: int):
    cells = f.cells("21111-02-06-4")
    for date, region, cell in printed_cells(f, name, column):
        events, total = (number(cells[(date, region, None, c)]) for c in (source_column, 1))
        if events is not None and total:
            yield (date, region), 100 * events / total, cell


def population(f: Folder, date: str, region: str, start: int, stop: int):
    """Sum over the groups that tile the age range, None when one has no number."""
    if date == "2015":
        from values import GROUPS_2015
        name, day = "12411-03-03-4_00", "2015-12-31"
        labels = [label for (a, b), label in GROUPS_2015.items() if start <= a and b <= stop]
    else:
        from values import YEARS
        name, day = "12411-04-01-4_00", "2010-12-31"
        labels = [YEARS[str(a)] for a in BELOW_75 if start <= a < stop]
        if stop > 90:
            labels += ["75 bis unter 80 Jahre", "80 bis unter 85 Jahre", "85 Jahre und mehr"]
    numbers = [number(f.cell(name, day, region, 1, label)) for label in labels]
    return None if None in numbers else sum(numbers)


def population_rates(f: Folder, name: str, column: int, top, bottom):
    for date, region, cell in printed_cells(f, name, column):
        if date not in ("2010", "2015"):
            continue
        above = [population(f, date, region, *ages) for ages in top]
        below = population(f, date, region, *bottom)
        if None not in above and below:
            yield (date, region), 100 * sum(above) / below, cell


def care_rates(f: Folder, name: str, column: int, row: str, source_column: int, ages):
    label = {"E": "Tageseinrichtung", "T": "Tagespflege"}[row]
    for date, region, cell in printed_cells(f, name, column):
        if date not in ("2011", "2016"):
            continue
        children = number(f.cell("22543-01-02-4_00", f"{date}-03-01", region, source_column, label))
        people = population(f, str(int(date) - 1), region, *ages)
        if children is not None and people:
            yield (date, region), 100 * children / people, cell


def comparisons(f: Folder):
    yield "AI003-2 without Hauptschulabschluss", leaver_shares(f, "AI003-2_00", 2, 3)
    yield "AI003-2 general university entrance qualification", leaver_shares(f, "AI003-2_00", 1, 13)
    yield "AI-N-04 old-age ratio", population_rates(f, "AI-N-04_00", 1, [(65, 999)], (20, 65))
    yield "AI-N-04 youth ratio", population_rates(f, "AI-N-04_00", 2, [(0, 20)], (20, 65))
    yield "AI-N-04 total dependency", population_rates(f, "AI-N-04_00", 3, [(0, 20), (65, 999)], (20, 65))
    for column, ages in enumerate([(0, 18), (18, 25), (25, 45), (45, 65), (65, 999)], 1):
        yield f"AI002-2 share {ages}", population_rates(f, "AI002-2_00", column, [ages], (0, 999))
    yield "AI003-1 centres 0-2", care_rates(f, "AI003-1_00", 1, "E", 2, (0, 3))
    yield "AI003-1 childminders 0-2", care_rates(f, "AI003-1_00", 2, "T", 2, (0, 3))
    yield "AI003-1 centres 3-5", care_rates(f, "AI003-1_00", 3, "E", 3, (3, 6))


def main(folder: str) -> None:
    f = Folder(folder)
    for name, pairs in comparisons(f):
        equal, compared, different = agree(pairs)
        print(f"{name}: {equal} of {compared} equal", *different[:8], sep="\n    " if different else " ")


if __name__ == "__main__":
    main(sys.argv[1])
