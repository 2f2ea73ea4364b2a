"""Which picture fits a table."""

from __future__ import annotations

from typing import Any

from werdegang import plot
from werdegang._core import InvalidArgument, Table
from werdegang.plot import _rows
from werdegang.plot._multiples import MOST_LINES as MOST_IN_SMALL
from werdegang.plot._trend import MOST_LINES

KINDS = ("dot_strip", "funnel", "heat_map", "map", "small_multiples", "trend")
_WITH_REGIONS = ("heat_map", "small_multiples", "trend")


def picture(table: Table, kind: str | None, options: dict[str, Any]) -> Any:
    """The picture named, or the one that fits; `own` and `region`, and `regions`, are understood by all of them."""
    if kind is not None and kind not in KINDS:
        raise InvalidArgument(f"kind={kind!r} in plot: expected one of {', '.join(KINDS)}")
    _rows.opened(table, "plot")
    options = dict(options)
    chosen = kind or fitting(_rows.regions_in(table, options.get("regions"), "plot"), options)
    spoken, other = ("own", "region") if chosen in ("trend", "small_multiples") else ("region", "own")
    if other in options:
        options.setdefault(spoken, options.pop(other))
    if chosen not in _WITH_REGIONS:
        table = _rows.regions_in(table, options.pop("regions", None), "plot")
    return getattr(plot, chosen)(table, **options)


def fitting(table: Table, options: dict[str, Any]) -> str:
    """Lines for a few regions over time, dots for many at one time, a coloured table for many at many times."""
    regions, periods, indicators = (len(set(table[name])) for name in ("region", "period", "indicator"))
    if "geometries" in options:
        return "map"
    if indicators > 1:
        return "small_multiples" if regions <= MOST_IN_SMALL and periods > 1 else "heat_map"
    if periods == 1 and regions > 1:
        return "dot_strip"
    return "trend" if regions <= MOST_LINES else "dot_strip" if options.keys() & {"own", "region", "period"} else "heat_map"
