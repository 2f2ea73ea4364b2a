"""Reading figures and looking at them."""

from __future__ import annotations

import html
import os
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from werdegang import _core
from werdegang._core import InvalidArgument, Observations, Source, Table, UnknownName

COLUMNS = ("variable", "region", "period", "value", "status", "flags", "source")


def texts(values: Any) -> list[str]:
    """One text or several as a list of texts."""
    if values is None:
        return []
    if isinstance(values, str) or not isinstance(values, Iterable):
        return [str(values)]
    return [str(value) for value in values]


def read_official(
    *paths: str | os.PathLike[str],
    keep_unknown: bool = True,
    check: bool = True,
    threads: int = 0,
    progress: Callable[[float], Any] | None = None,
) -> Observations:
    """Read files or folders of official tables (csv exports of GENESIS databases).

    Encoding, layout, dates and units are found out. Oddities are findings, never silent repairs. A file is read whole
    or not at all: a named file that is no complete table raises `FormatError`, one in a folder is left out with an
    error finding. Tables without a descriptor load under their own labels unless `keep_unknown` is false.
    """
    if not paths:
        raise InvalidArgument("no path in read_official: expected at least one file or folder")
    return _core._read_official([os.fspath(path) for path in paths], keep_unknown, check, threads, progress)


def concat(parts: Iterable[Observations]) -> Observations:
    """All figures, sources and findings of several ledgers in one."""
    return _core._concat(list(parts))


def _strings(values: Any, name: str) -> list[str]:
    result = []
    for value in values:
        if isinstance(value, (float, np.floating)) and not np.isnan(value) and float(value).is_integer():
            raise InvalidArgument(f"{value!r} in column '{name}': expected text; a code that became a number has lost its leading zero")
        result.append("" if value is None or value != value else str(value))
    return result


def _numbers(values: Any) -> tuple[list[float], list[bool]]:
    numbers, known = [], []
    for row, value in enumerate(values):
        missing = value is None or value is np.ma.masked or value != value
        try:
            numbers.append(0.0 if missing else float(value))
        except (TypeError, ValueError):
            raise InvalidArgument(f"{value!r} in column 'value', row {row}: expected a number, or None with a status that says why") from None
        known.append(not missing)
    return numbers, known


def _columns(frame: Any) -> dict[str, Any]:
    """Columns by name from a mapping, a pandas, polars or pyarrow table."""
    if isinstance(frame, Mapping):
        return dict(frame)
    names = getattr(frame, "column_names", None) or getattr(frame, "columns", None)
    if names is None:
        raise TypeError(f"{type(frame).__name__} is no table: expected a dict of columns or a dataframe")
    return {str(name): (frame[name].to_pylist() if hasattr(frame[name], "to_pylist") else list(frame[name])) for name in names}


def from_frame(frame: Any, *, source: str = "", official: bool = False, sources: Iterable[Source] = ()) -> Observations:
    """Observations from a long table of one's own.

    Columns: variable, region, period, value; optional status, flags, source; every further column is a breakdown. A
    missing value needs no status (it becomes `missing`). `official=True` marks figures an office has released, so that
    reports may show them without a disclosure policy. `sources` says more about those that the column `source` names by
    their table or file.
    """
    columns = _columns(frame)
    for name in COLUMNS[:4]:
        if name not in columns:
            raise InvalidArgument(f"no column '{name}' in from_frame: expected {', '.join(COLUMNS[:4])}, found {', '.join(columns) or 'none'}")
    lengths = {name: len(values) for name, values in columns.items()}
    if len(set(lengths.values())) > 1:
        raise InvalidArgument(f"columns of different length in from_frame: {lengths}")
    numbers, known = _numbers(columns["value"])
    given = _strings(columns["status"], "status") if "status" in columns else [""] * len(numbers)
    status = [text or ("reported" if value else "missing") for text, value in zip(given, known, strict=True)]
    for row, (text, value) in enumerate(zip(status, known, strict=True)):
        if _core.has_value(text) != value:
            raise InvalidArgument(f"status '{text}' in row {row}: expected one that fits {'a value' if value else 'no value'}")
    empty = [""] * len(numbers)
    return _core._from_columns(
        _strings(columns["variable"], "variable"),
        _strings(columns["region"], "region"),
        [str(period) for period in columns["period"]],
        numbers,
        status,
        _strings(columns["flags"], "flags") if "flags" in columns else empty,
        [text or source for text in _strings(columns["source"], "source")] if "source" in columns else [source] * len(numbers),
        [(name, _strings(values, name)) for name, values in columns.items() if name not in COLUMNS],
        official,
        list(sources),
    )


def filter_observations(
    observations: Observations, *, variable: Any = None, region: Any = None, period: Any = None
) -> Observations:
    """The figures of the named variables, regions and periods (each one or several)."""
    return observations._filter(texts(variable), texts(region), texts(period))


def with_predecessors(observations: Observations, regions: str | Iterable[str]) -> Observations:
    """Fills gaps of new districts with sums of the old ones, as own aggregation."""
    return observations._with_predecessors(texts(regions))


def _summary(observations: Observations) -> list[tuple[str, str]]:
    findings = observations.findings
    periods = observations.periods()
    counts = ", ".join(f"{findings.count(severity)} {severity}" for severity in ("error", "warning", "info"))
    return [
        ("figures", f"{len(observations):,}"),
        ("variables", f"{len(observations.variables())}"),
        ("regions", f"{len(observations.regions()):,}"),
        ("periods", f"{periods[0]} to {periods[-1]}" if periods else "none"),
        ("sources", f"{len(observations.sources)}"),
        ("findings", counts),
    ]


def _repr(observations: Observations) -> str:
    return "Observations: " + ", ".join(f"{value} {name}" if name != "periods" else value for name, value in _summary(observations))


def _repr_html(observations: Observations) -> str:
    rows = "".join(f'<tr><th scope="row">{name}</th><td>{html.escape(value)}</td></tr>' for name, value in _summary(observations))
    return f'<table class="werdegang"><caption>Observations</caption><tbody>{rows}</tbody></table>'


Observations.from_frame = staticmethod(from_frame)
Observations.filter = filter_observations
Observations.with_predecessors = with_predecessors
Observations.__repr__ = _repr
Observations._repr_html_ = _repr_html

__all__ = ["Observations", "Table", "UnknownName", "concat", "read_official"]
