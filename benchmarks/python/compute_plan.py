"""What an expert knows before the first line of a query: which tables, codes and dates make up every figure.

Made once, outside of what is timed, and given to the peers of bench_compute as small tables.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import polars as pl
import werdegang as wg
from compute_formula import Formula, Reference
from werdegang import _core
from werdegang._core import Period

# Values are 0 or less, reasons count by their weight, so the status of a result is the greatest of its operands.
STATUSES = {
    "below_half": -3, "nil": -2, "reported": -1, "computed": 0, "empty_denominator": 1, "too_few_cases": 2, "not_meaningful": 3, "unreliable": 4,
    "missing": 5, "pending": 6, "unknown_or_secret": 7, "suppressed": 8, "not_existing": 9, "not_applicable": 10,
}  # fmt: skip
AGE = re.compile(r"(?:(\d+))?(?:(-)(\d+)|(\+))?$")
OPEN = float("inf")


def ages(code: str) -> tuple[float, float]:
    """[from, to) of a code: "0-2", "7", "65+", "-19", "total"."""
    if code == "total":
        return -OPEN, OPEN
    first, _, last, upwards = AGE.match(code).groups()
    start = float(first) if first else -OPEN
    return start, OPEN if upwards else float(last or first) + 1


@dataclass
class Cube:
    """The figures of one variable in one table."""

    source: str
    codes: dict[str, list[str]]  # of every axis that it has
    periods: list[Period]
    adds: bool  # parts add up to their total: amounts do, rates do not


@dataclass
class Way:
    """One way to make up a figure: cells with signs."""

    cells: list[tuple[dict[str, str], int]]
    partial: bool = False
    complement: bool = False


@dataclass
class Cells:
    """Which cells make up a reference at every combination: the small table that the long one is joined with."""

    variable: str
    axes: list[str]
    rows: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Figure:
    """A reference in the periods of an indicator."""

    cells: int
    times: list[dict[str, Any]]
    place: str
    unique: bool  # one cell for every region, period and combination: nothing to choose


@dataclass
class Indicator:
    id: str
    formula: Formula
    interval: bool
    axes: list[str]
    combinations: list[tuple[str, ...]]
    frame: list[str]
    figures: list[int]  # by reference
    parts: list[list[int]]  # by reference and combination
    broken: list[tuple[str, int]]  # region and period in which a comparison crosses a break


class Plans:
    def __init__(self, observations: wg.Observations, long: pl.DataFrame, by: Iterable[str], ids: Iterable[str]) -> None:
        self.axes = long.columns[3 : long.columns.index("value")]
        self.by, self.regions = list(by), [str(code) for code in observations.regions()]
        self.states = [code for code in self.regions if code != "DG"]  # the regions that lie in a state
        self.cells: list[Cells] = []
        self.figures: list[Figure] = []
        self._known: dict[Any, int] = {}
        stands = {source.file: (source.method == "own aggregation", source.stand) for source in observations.sources}
        self.cubes = self._cubes(long, stands)
        definitions = [wg.indicators[id] for id in ids]
        self.result_axes = list(dict.fromkeys([*self.by, *(axis for item in definitions for axis in item.default_by)]))
        self.indicators = [plan for item in definitions if (plan := self._indicator(item))]

    def _cubes(self, long: pl.DataFrame, stands: dict[str, tuple[bool, str]]) -> dict[str, list[Cube]]:
        """By variable, the newest first."""
        found: dict[str, list[Cube]] = {}
        for (variable, source), rows in long.partition_by("variable", "source", as_dict=True, maintain_order=True).items():
            codes = {axis: rows[axis].unique(maintain_order=True).cast(pl.String).to_list() for axis in self.axes if rows[axis].null_count() < rows.height}
            assert not any(None in list_ for list_ in codes.values()), (variable, source)
            periods = [Period(text) for text in rows["period"].unique().cast(pl.String)]
            adds = not re.match("percent|Prozent|index|years|per_|persons_per", str(rows["unit"][0]))
            found.setdefault(variable, []).append(Cube(source, codes, periods, adds))
        for cubes in found.values():
            cubes.sort(key=lambda cube: stands[cube.source][1], reverse=True)
            cubes.sort(key=lambda cube: stands[cube.source][0])
        return found

    def _indicator(self, item: Any) -> Indicator | None:
        formula = Formula(item.formula)
        if "nothing" in repr(formula.tree):
            return None
        anchor = formula.references[formula.anchors[0]]
        cubes = self.cubes[anchor.variable]
        held = [] if formula.expanded else [axis for axis, _ in anchor.held]
        members = {axis: self._members(cubes, axis) for axis in self.result_axes if axis in self.by or axis in item.default_by}
        if "age" in item.default_by:  # a rate by single ages has no total: everybody stands below it
            members["age"] = [code for code in members["age"] if code != "total"]
        axes = [axis for axis, codes in members.items() if codes and axis not in held]
        frame = sorted({period for cube in cubes for period in cube.periods}, key=lambda period: (period.last_day, period.first_day))
        combinations = list(itertools.product(*(members[axis] for axis in axes)))
        plan = Indicator(item.id, formula, item.interval == "wilson", axes, combinations, [str(period) for period in frame], [], [], [])
        assert item.interval in ("wilson", "none"), item
        for at, reference in enumerate(formula.references):
            self._add_reference(plan, reference, frame, whole=at in formula.anchors)
        plan.broken = [(region, at) for region in self.regions for at, period in enumerate(frame) if crosses_break(formula, region, year_of(period))]
        return plan

    def _members(self, cubes: list[Cube], axis: str) -> list[str]:
        codes: list[str] = []
        for cube in cubes:
            for code in members_of(axis, cube.codes[axis]) if axis in cube.codes else []:
                if code not in codes and ways_of_code(axis, cube.codes[axis], code, cube.adds):
                    codes.append(code)
        return codes

    def _add_reference(self, plan: Indicator, reference: Reference, frame: list[Period], whole: bool) -> None:
        """With all combinations for the anchor; else with those of the axes that concern the reference."""
        own = [axis for axis in plan.axes if whole or (not reference.codes(axis) and any(axis in cube.codes for cube in self.cubes[reference.variable]))]
        chosen = [tuple(code for axis, code in zip(plan.axes, codes, strict=True) if axis in own) for codes in plan.combinations]
        combinations = list(dict.fromkeys(chosen))
        place = {codes: at for at, codes in enumerate(combinations)}
        cells = self._cells(reference, own, combinations)
        times = self._times(reference, frame)
        per_source: dict[tuple[str, int], int] = {}
        for row in self.cells[cells].rows:
            per_source[row["source"], row["part"]] = per_source.get((row["source"], row["part"]), 0) + (row["cell"] == 0)
        seen: dict[tuple[int, int], int] = {}
        for time in times:
            for (source, part), ways in per_source.items():
                if source == time["source"]:
                    seen[time["frame"], part] = seen.get((time["frame"], part), 0) + ways
        key = (cells, tuple(map(str, frame)), reference.rule, reference.years, reference.place)
        if key not in self._known:
            self._known[key] = len(self.figures)
            self.figures.append(Figure(cells, times, reference.place, max(seen.values(), default=0) <= 1))
        plan.figures.append(self._known[key])
        plan.parts.append([place[codes] for codes in chosen])

    def _cells(self, reference: Reference, axes: list[str], combinations: list[tuple[str, ...]]) -> int:
        key = (reference.variable, reference.held, tuple(axes), tuple(combinations))
        if key in self._known:
            return self._known[key]
        cubes = self.cubes[reference.variable]
        cells = Cells(reference.variable, [axis for axis in self.axes if any(axis in cube.codes for cube in cubes)])
        for rank, cube in enumerate(cubes):
            for part, codes in enumerate(combinations):
                ways = self._ways(cube, reference, dict(zip(axes, codes, strict=True)))
                for number, way in enumerate(ways):
                    shared = {"source": cube.source, "part": part, "rank": 10 * rank + number, "cells": len(way.cells), "partial": way.partial, "complement": way.complement}
                    cells.rows += [{**shared, **chosen, "sign": sign, "cell": at} for at, (chosen, sign) in enumerate(way.cells)]
        self.cells.append(cells)
        self._known[key] = len(self.cells) - 1
        return self._known[key]

    def _ways(self, cube: Cube, reference: Reference, combination: dict[str, str]) -> list[Way]:
        if any(axis not in cube.codes and codes != ("total",) for axis, codes in reference.held):
            return []
        for axis, code in combination.items():
            elsewhere = any(axis in other.codes for other in self.cubes[reference.variable])
            if not reference.codes(axis) and axis not in cube.codes and code != "total" and elsewhere:
                return []
        ways = [Way([({}, 1)])]
        for axis, present in cube.codes.items():
            wanted = reference.codes(axis) or (combination.get(axis, "total"),)
            choices = joined(ways_of_code(axis, present, code, cube.adds) for code in wanted) if cube.adds or len(wanted) == 1 else []
            if not choices and (some := some_parts(axis, present, wanted)):
                choices = [Way([({axis: code}, 1) for code in some], partial=True)]
            ways = [crossed(way, choice) for choice in choices for way in ways]
        return ways

    def _times(self, reference: Reference, frame: list[Period]) -> list[dict[str, Any]]:
        """Which period of every table belongs to a period of the frame; lagging: a day of the last year before it."""
        rows = []
        for cube in self.cubes[reference.variable]:
            for at, anchor in enumerate(frame):
                moved = anchor.shifted(reference.years)
                year = year_of(moved) - (reference.rule == "previous_year_end")
                exact = (str(moved),) if reference.rule == "same" else (f"{year}-12-31", str(year))
                found = [str(period) for period in cube.periods if str(period) in exact]
                rows += [{"source": cube.source, "period": max(found), "frame": at, "lag": 0}] if found else []
                late = [period for period in cube.periods if reference.rule == "same" and not reference.years and is_late(period, anchor)]
                rows += [{"source": cube.source, "period": str(max(late, key=lambda period: period.last_day)), "frame": at, "lag": 1}] if late else []
        return rows


def year_of(period: Period) -> int:
    return int(period.last_day[:4])


def is_late(period: Period, anchor: Period) -> bool:
    days = (date(anchor.last_day) - date(period.last_day)).days
    return period.first_day == period.last_day and 0 <= days < 365


def date(text: str) -> Any:
    import datetime

    return datetime.date.fromisoformat(text)


def members_of(axis: str, present: list[str]) -> list[str]:
    known = _core.codelist(axis)
    return known.codes if known else present


def kinds_of(axis: str, present: list[str]) -> dict[str, str]:
    known = _core.codelist(axis)
    return {member.code: member.kind for member in known.members} if known else {code: "total" if code == "total" else "part" for code in present}


def top_parts(axis: str) -> list[str]:
    """The parts that add up to the total of an exhaustive list."""
    known = _core.codelist(axis)
    return [member.code for member in known.members if member.kind == "part" and member.parent <= 0] if known and known.exhaustive else []


def tiling(classes: list[tuple[float, float, str]], start: float, end: float) -> list[str] | None:
    """Classes that fill [start, end), the widest first."""
    if start == end:
        return []
    for _, upper, code in sorted((item for item in classes if item[0] == start and start < item[1] <= end), key=lambda item: -item[1]):
        rest = tiling(classes, upper, end)
        if rest is not None:
            return [code, *rest]
    return None


def ways_of_code(axis: str, present: list[str], code: str, adds: bool) -> list[Way]:
    """The code itself, its parts, the total less the other of two parts."""
    ways = [Way([({axis: code}, 1)])] if code in present else []
    if not adds:
        return ways
    if axis == "age":
        classes = [(*ages(item), item) for item in present if item != "total"]
        for start in (0.0, -OPEN) if code == "total" else (ages(code)[0],):
            filled = tiling(classes, start, ages(code)[1])
            ways += [Way([({axis: item}, 1) for item in filled])] if filled and len(filled) > 1 else []
        return ways
    parts = top_parts(axis)
    if code == "total" and parts and set(parts) <= set(present):
        ways.append(Way([({axis: part}, 1) for part in parts]))
    other = next((part for part in parts if part != code), None)
    if code in parts and len(parts) == 2 and other in present and "total" in present:
        ways.append(Way([({axis: "total"}, 1), ({axis: other}, -1)], complement=True))
    return ways


def some_parts(axis: str, present: list[str], wanted: Iterable[str]) -> list[str]:
    """Parts that are there of a code that cannot be made up: they show that it is incomplete, not absent."""
    found: list[str] = []
    for code in wanted:
        for item in present:
            if kinds_of(axis, present)[item] != "part":
                continue
            if axis == "age":
                inside = ages(item)[0] >= ages(code)[0] and ages(item)[1] <= ages(code)[1]
            else:
                inside = item == code or (code == "total" and item in top_parts(axis))
            found += [item] if inside else []
    return found


def joined(choices: Iterable[list[Way]]) -> list[Way]:
    """Codes that are added: every way of the one with every way of the other."""
    result = [Way([])]
    for ways in choices:
        result = [Way(before.cells + way.cells, complement=before.complement or way.complement) for way in ways for before in result]
    return result


def crossed(way: Way, choice: Way) -> Way:
    cells = [({**codes, **more}, sign * other) for codes, sign in way.cells for more, other in choice.cells]
    return Way(cells, way.partial or choice.partial, way.complement or choice.complement)


def crosses_break(formula: Formula, region: str, year: int) -> bool:
    """A variable is compared with itself across a lasting break."""
    for variable in {reference.variable for reference in formula.references}:
        years = [item.years - (item.rule == "previous_year_end") for item in formula.references if item.variable == variable]
        if min(years) < max(years):
            breaks = _core.breaks_between(variable, region, year + min(years), year + max(years))
            if any(item.kind not in ("double_abitur", "odd_year") for item in breaks):
                return True
    return False
