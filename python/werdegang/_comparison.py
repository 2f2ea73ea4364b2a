"""Every region beside the others of its kind, and how series moved between their breaks."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from werdegang import _core, _text
from werdegang._arguments import expect_threads
from werdegang._core import InvalidArgument, Table, UnknownName
from werdegang._intake import to_table
from werdegang._tabular import Tabular
from werdegang.observations import code_in, texts

_DIRECTIONS = {
    "rising": ("steigend", "rising"),
    "falling": ("fallend", "falling"),
    "level": ("kein Unterschied jenseits des Zufalls", "no difference beyond chance"),
    "mixed": ("mal steigend, mal fallend", "rising and falling"),
}


def compare(
    table: Any,
    *,
    within: str | None = "state",
    period: str | int | None = None,
    descending: bool = False,
    range: str = "posterior",
    confidence: float = 0.95,
    threads: int = 0,
    progress: Callable[[float], Any] | None = None,
) -> Table:
    """Every region beside the others of its level: rank, percentile, z-score, differences.

    `table` is a result of `compute` with any number of indicators and breakdowns, or any frame with the columns region
    and value. `within` is "state" (districts of one state, states of Germany), "country" or None (whatever is in the
    table); regions of different levels are never mixed. `period` is a year, "latest" for each indicator's latest
    value, or None for all. Rank 1 is the lowest value unless `descending`.

    Columns: indicator, region, period, breakdowns, level, group, value, unit, rank, rank_lowest, rank_highest, of, range,
    percentile, z, median, mean, state_value, country_value, difference_median, difference_mean, difference_state,
    difference_country (in difference_unit: percentage points for percents), relative_median, relative_mean,
    relative_state, relative_country (in per cent of the other), status, rank_status (why there is no rank). `range`:
    "posterior" as in `rank` for shares and the overlap of intervals for other values with intervals, "overlap", "none".
    """
    expect_threads(threads)
    when = "" if period is None else str(period)
    return _core._compare(to_table(table, "the table of compare"), within or "", when, descending, range, confidence, threads, progress)


class Trend(Tabular):
    """Segments of series between their breaks, one row each; see `trend`."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def __len__(self) -> int:
        return len(self.table)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Trend) and self.table == other.table

    __hash__ = None  # type: ignore[assignment]

    def __getitem__(self, name: str) -> np.ndarray[Any, Any]:
        return self.table[name]

    def text(self, lang: str = "de") -> str:
        """Each series in a line with its segments below: from, to, change, direction, and the break before."""
        labels = Labels(self.table, lang)
        lines: list[str] = []
        for row in self.table.to_dicts():
            head = labels.series(row)
            if row["segment"] == 1:
                lines.append(head)
            lines += _segment_lines(row, labels.decimals(row), lang)
        return "\n".join(lines) or _text.pick(lang, "keine Reihe", "no series")

    def __str__(self) -> str:
        return self.text()

    __repr__ = __str__


class Labels:
    """The names of what a row is about, by the code lists of its table."""

    def __init__(self, table: Table, lang: str) -> None:
        self.lang = lang
        self.names: dict[str, dict[str, str]] = {}
        for column in table.column_names:
            codes = table.codelist(column)
            if codes is not None and table.role(column) == "dimension":
                self.names[column] = {member.code: _text.pick(lang, member.label_de, member.label_en) or member.code for member in codes.members}

    def of(self, column: str, code: Any) -> str:
        return self.names.get(column, {}).get(code, str(code))

    def series(self, row: dict[str, Any]) -> str:
        """ "Burgenlandkreis: Schulabgänge nach Abschluss, ohne Hauptschulabschluss" """
        axes = list(row)[: list(row).index("segment")]
        parts = [self.of(axis, row[axis]) for axis in axes if axis not in ("indicator", "region") and row[axis] is not None]
        name = self.of("indicator", row["indicator"]) if row.get("indicator") else ""
        return f"{region_name(row['region'], self.lang)}: {', '.join([name, *parts] if name else parts)}".rstrip(": ")

    def decimals(self, row: dict[str, Any]) -> int:
        return decimals_of(row.get("indicator"))


def decimals_of(indicator: str | None) -> int:
    """The decimals in which an indicator of the catalogue is printed, else one."""
    known = next((item for item in _core.known_indicators() if item.id == indicator), None)
    return known.decimals if known else 1


def region_name(code: str, lang: str) -> str:
    known = _core.find_region(code)
    return _text.state_name(known.name, lang) if known else code


def measured(value: float, unit: str | None, digits: int, lang: str, *, sign: bool = False) -> str:
    """A number with its unit; a unit nobody knows stands behind it as it is."""
    text = _text.number(value, digits, lang, sign=sign)
    try:
        suffix = _text.unit_text(unit or "", lang)
    except ValueError:
        suffix = unit or ""
    if not suffix:
        return text
    return text + suffix if suffix == "%" and lang == "en" else text + _text.NBSP + suffix


def _segment_lines(row: dict[str, Any], digits: int, lang: str) -> list[str]:
    lines = []
    if row["break_kind"]:
        reason = _text.pick(lang, row["break_de"] or "", row["break_en"] or "")
        lines.append(_text.pick(lang, "  Bruch", "  break") + (f": {reason}" if reason else ""))
    if row["points"] == 0:
        return [*lines, "  " + _text.pick(lang, "ohne Wert: ", "no value: ") + _text.status_text(row["status"], lang)]
    unit = "percent" if row["change_unit"] == "percentage_points" else row["change_unit"]
    if row["points"] == 1:
        single = _text.pick(lang, "ein Wert allein zeigt keine Entwicklung", "one value alone shows no trend")
        lines.append(f"  {_text.period(row['from'], language=lang)}: {measured(row['first'], unit, digits, lang)}; {single}")
    else:
        lines.append("  " + _change_text(row, unit, digits, lang))
    if row["missing"]:
        lines[-1] += _text.pick(lang, f"; ohne Wert: {row['missing']}", f"; without a value: {row['missing']}")
    return lines


def _change_text(row: dict[str, Any], unit: str | None, digits: int, lang: str) -> str:
    first, last = (measured(row[name], unit, digits, lang) for name in ("first", "last"))
    change = measured(row["change"], row["change_unit"], digits, lang, sign=True)
    if row["change_percent"] is not None:
        change += ", " + measured(row["change_percent"], "percent", 1, lang, sign=True)
    slope = _text.number(row["slope"], digits + 1, lang, sign=True)
    text = _text.pick(lang, f"von {first} auf {last} ({change}; {slope} je Jahr)", f"from {first} to {last} ({change}; {slope} a year)")
    span = _text.period(f"{row['from']}..{row['to']}", language=lang)
    direction = f", {_text.pick(lang, *_DIRECTIONS[row['direction']])}" if row["direction"] else ""
    return f"{span}: {text}{direction}"


def expect_region(table: Table, region: str, place: str) -> None:
    """A region that the table has; a name instead of a code is answered with the code."""
    known = {str(code) for code in table["region"]}
    if region in known:
        return
    named = [f"'{item.code}' ({item.name})" for item in _core.search_regions(region) if item.code in known]
    near = named[:3] or [f"'{code}'" for code in difflib.get_close_matches(region, sorted(known))]
    raise UnknownName(f"unknown region '{region}' in {place}" + (f": did you mean {' or '.join(near)}?" if near else ""))


def _known_indicators(table: Table, names: list[str]) -> list[str]:
    known = sorted({str(name) for name in table["indicator"]})
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known)
            raise UnknownName(f"unknown indicator '{name}' in trend" + (f": did you mean {' or '.join(repr(item) for item in near)}?" if near else ""))
    return names


def trend(table: Any, region: str | Iterable[str] | None = None, indicator: str | Iterable[str] | None = None, *, slope: str = "theil_sen") -> Trend:
    """How series moved between their breaks, never across one.

    `table` is a result of `compute`, or any frame with the columns region, period and value. A series is cut where a
    row has the flag `series_break`, and where the register of breaks has one between years that are not neighbours. One
    row a segment: from, to, points, first, last, change (in change_unit: percentage points for percents), change_percent
    and annual_growth (of counts and the like, in per cent), slope a year ("theil_sen", the median of all pairwise slopes,
    or "least_squares"), direction, missing (years without a value), break_kind, break_de, break_en, status. `direction` is
    given only where every point has an interval: "level" when one constant lies in all of them, else "rising" or "falling"
    when a line that never turns runs through all of them, else "mixed". A segment of one point has no change.
    """
    rows = to_table(table, "the table of trend")
    regions = [code_in(code, "trend") for code in ([region] if isinstance(region, str) or not isinstance(region, Iterable) else region)] if region is not None else []
    for code in regions:
        expect_region(rows, code, "trend")
    if indicator is not None:
        if "indicator" not in rows.column_names:
            raise InvalidArgument(f"indicator={indicator!r} in trend: expected a table with a column indicator")
        rows = rows.filter(indicator=_known_indicators(rows, texts(indicator)))
    return Trend(_core._trend(rows, regions, slope))
