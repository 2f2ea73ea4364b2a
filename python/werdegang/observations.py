"""Reading figures and looking at them."""

from __future__ import annotations

import datetime
import html
import os
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from werdegang import _core, _sheets
from werdegang._core import InvalidArgument, Observations, Source, Table, UnknownName
from werdegang._intake import to_table

COLUMNS = ("variable", "region", "period", "value", "status", "flags", "source")


def texts(values: Any) -> list[str]:
    """One text or several as a list of texts."""
    if values is None:
        return []
    if isinstance(values, str) or not isinstance(values, Iterable):
        return [str(values)]
    return [str(value) for value in values]


def observations_in(value: Any, place: str) -> Observations:
    """The value when it is a ledger; otherwise a TypeError that says where."""
    if not isinstance(value, Observations):
        raise TypeError(f"{place} takes Observations (from read_official or Observations.from_frame), not {type(value).__name__}")
    return value


def code_in(value: Any, place: str) -> str:
    """The value when it is text; a code that became a number has lost its leading zero."""
    if not isinstance(value, str):
        raise InvalidArgument(f"{value!r} in {place}: expected the code of a region as text, with its leading zero, such as '15084' or '03353'")
    return value


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
    error finding. Tables without a descriptor load under their own labels unless `keep_unknown` is false. The sheets of
    workbooks (XLSX, XLS, ODS; extra `excel`) are read like csv files.
    """
    if not paths:
        raise InvalidArgument("no path in read_official: expected at least one file or folder")
    names = [os.fspath(path) for path in paths]
    books, others = _sheets.separated(names)
    if not books:
        return _core._read_official(names, keep_unknown, check, threads, progress)
    parts = [_core._read_official(others, keep_unknown, check, threads, progress)] if others else []
    for book in books:
        parts += _sheets.read_each(book, lambda name, text: _core._read_official_from(name, text, keep_unknown, check))
    return _core._concat(parts)


def concat(parts: Iterable[Observations]) -> Observations:
    """All figures, sources and findings of several ledgers in one."""
    if isinstance(parts, Observations) or not isinstance(parts, Iterable):
        raise TypeError(f"concat takes a list of Observations, not {type(parts).__name__}")
    ledgers = list(parts)
    for place, part in enumerate(ledgers):
        observations_in(part, f"concat, place {place},")
    return _core._concat(ledgers)


def _missing(value: Any) -> bool:
    """None, a masked value, NaN, NaT and pandas.NA (which is neither equal nor unequal to itself)."""
    if value is None or value is np.ma.masked:
        return True
    try:
        return bool(value != value)
    except (TypeError, ValueError):
        return type(value).__name__ == "NAType"


def _strings(values: Any, name: str) -> list[str]:
    result = []
    for value in values:
        if name == "flags" and isinstance(value, (list, tuple, set, frozenset, np.ndarray)):
            value = "|".join(str(flag) for flag in value)
        if isinstance(value, (float, np.floating)) and not np.isnan(value) and float(value).is_integer():
            raise InvalidArgument(f"{value!r} in column '{name}': expected text; a code that became a number has lost its leading zero")
        result.append("" if _missing(value) else str(value))
    return result


def _numbers(values: Any) -> tuple[list[float], list[bool]]:
    numbers, known = [], []
    for row, value in enumerate(values):
        missing = _missing(value)
        if isinstance(value, (str, bytes)):
            mark = ": a dot may be a thousands mark" if "." in str(value) else ""
            raise InvalidArgument(f"{value!r} in column 'value', row {row}: expected a number, not text{mark}; None with a status says why there is none")
        try:
            numbers.append(0.0 if missing else float(value))
        except (TypeError, ValueError):
            raise InvalidArgument(f"{value!r} in column 'value', row {row}: expected a number, or None with a status that says why") from None
        known.append(not missing)
    return numbers, known


def _periods(values: Any) -> list[str]:
    """Years, days and spans as the core writes them; a time of day must be midnight."""
    result: list[str] = []
    known: set[str] = set()
    for row, value in enumerate(values):
        if _missing(value):
            raise InvalidArgument(f"no period in column 'period', row {row}: expected a year such as 2015 or a day such as '2015-12-31'")
        text = str(int(value)) if isinstance(value, (float, np.floating)) and float(value).is_integer() else str(value)
        if isinstance(value, (datetime.date, np.datetime64)):
            text = re.sub(r"[T ]00:00(:00(\.0*)?)?$", "", text)
        if text not in known:
            try:
                _core.Period(text)
            except InvalidArgument as error:
                raise InvalidArgument(f"{error} (column 'period', row {row})") from None
            known.add(text)
        result.append(text)
    return result


def _without_units(columns: dict[str, Any]) -> dict[str, Any]:
    """The columns without `unit`, which the catalogue knows; another unit would be another variable."""
    if "unit" not in columns:
        return columns
    units = {item.id: item.unit for item in _core.known_variables()}
    for row, (unit, variable) in enumerate(zip(columns["unit"], columns["variable"], strict=True)):
        known = units.get(str(variable), "")
        if not _missing(unit) and unit not in ("", known):
            expected = f"'{known}', the unit of '{variable}'" if known else f"none, because the catalogue has no unit for '{variable}'"
            raise InvalidArgument(f"{unit!r} in column 'unit', row {row}: expected {expected}")
    return {name: values for name, values in columns.items() if name != "unit"}


def _columns(frame: Any) -> dict[str, Any]:
    """Columns by name from a mapping, a pandas, polars or pyarrow table, one of our own, or one that speaks Arrow."""
    if isinstance(frame, Mapping):
        for name, values in frame.items():
            if isinstance(values, (str, bytes)) or not hasattr(values, "__len__"):
                raise InvalidArgument(f"{values!r} in column '{name}' of from_frame: expected a list with one value for each row")
        return {str(name): values for name, values in frame.items()}
    if hasattr(frame, "__arrow_c_stream__") and type(frame).__module__.split(".")[0] not in ("pandas", "polars", "pyarrow"):
        frame = to_table(frame, "from_frame")
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
    if not isinstance(source, str):
        raise InvalidArgument(f"source={source!r} in from_frame: expected text that names the source")
    columns = _columns(frame)
    for name in COLUMNS[:4]:
        if name not in columns:
            raise InvalidArgument(f"no column '{name}' in from_frame: expected {', '.join(COLUMNS[:4])}, found {', '.join(columns) or 'none'}")
    lengths = {name: len(values) for name, values in columns.items()}
    if len(set(lengths.values())) > 1:
        raise InvalidArgument(f"columns of different length in from_frame: {lengths}")
    columns = _without_units(columns)
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
        _periods(columns["period"]),
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
