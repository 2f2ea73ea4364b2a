"""Whatever holds columns, as a table of our own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from werdegang import _core
from werdegang._core import InvalidArgument, Table

ACCEPTED = "a polars, pyarrow or pandas table, a DuckDB relation, anything else with __arrow_c_stream__, a dict of columns, a list of dicts, or a werdegang.Table"

_Column = tuple[str, str, Any, Any]


def to_table(frame: Any, place: str = "the table") -> Table:
    """A table from anything that holds named columns; `place` is how messages call it ("actors").

    Takes a table of our own (returned as it is); polars, pyarrow and DuckDB objects and everything else that speaks the
    Arrow protocol; pandas frames of any version, with or without pyarrow; a dict of lists, NumPy arrays or series; a list
    of dicts. Whole numbers and bool become whole numbers, other numbers floats, dates and times ISO days, categories codes.
    A time with a zone counts for the day there. None, NaT and pandas.NA are missing, in pandas and NumPy also NaN. The index of a pandas frame is a column when it
    has a name. Raises `InvalidArgument` that names column and row, TypeError for what is no table.
    """
    if isinstance(frame, Table):
        return frame
    if isinstance(frame, Mapping):
        return _from_mapping(frame, place)
    if _is_from(frame, "pandas") and hasattr(frame, "columns"):
        return _from_pandas(frame, place)
    if isinstance(frame, np.ndarray) and frame.dtype.names:
        return _from_mapping({name: frame[name] for name in frame.dtype.names}, place)
    table = _from_arrow(frame, place)
    if table is not None:
        return table
    if isinstance(frame, Sequence) and not isinstance(frame, (str, bytes)) and all(isinstance(row, Mapping) for row in frame):
        return _from_rows(frame, place)
    raise TypeError(f"{place} takes {ACCEPTED}, not {type(frame).__name__}")


def _is_from(value: Any, package: str) -> bool:
    return any(base.__module__.split(".")[0] == package for base in type(value).__mro__)


def _from_arrow(frame: Any, place: str) -> Table | None:
    """The table when the object, or what its to_arrow() or arrow() gives, speaks the Arrow protocol."""
    if isinstance(frame, type):
        return None
    if hasattr(frame, "__arrow_c_stream__") or hasattr(frame, "__arrow_c_array__"):
        return _core._import_table(_without_zones(frame), place)
    for method in ("to_arrow", "arrow"):
        convert = getattr(frame, method, None)
        if callable(convert):
            made = convert()
            if hasattr(made, "__arrow_c_stream__"):
                return _core._import_table(made, place)
    return None


def _without_zones(frame: Any) -> Any:
    """Times of a zone as its own wall clock shows them, by the package that holds them and knows the zones."""
    if _is_from(frame, "polars") and hasattr(frame, "schema"):
        zoned = [name for name, kind in frame.schema.items() if getattr(kind, "time_zone", None)]
        if zoned:
            import polars

            return frame.with_columns(polars.col(zoned).dt.replace_time_zone(None))
    if _is_from(frame, "duckdb") or _is_from(frame, "_duckdb"):
        if any("TIME ZONE" in str(kind) for kind in getattr(frame, "types", ())) and hasattr(frame, "to_arrow_table"):
            frame = frame.to_arrow_table()
    if _is_from(frame, "pyarrow") and hasattr(frame, "set_column"):
        import pyarrow.compute

        for position, field in enumerate(frame.schema):
            if getattr(field.type, "tz", None):
                frame = frame.set_column(position, field.name, pyarrow.compute.local_timestamp(frame.column(position)))
    return frame


def _from_mapping(columns: Mapping[Any, Any], place: str) -> Table:
    parts = []
    for name, values in columns.items():
        if not isinstance(name, str):
            raise InvalidArgument(f"{name!r} as a column name of {place}: expected text")
        parts.append(_part(name, values, place))
    return _joined(parts, place)


def _joined(parts: list[Table], place: str) -> Table:
    lengths = {part.column_names[0]: len(part) for part in parts}
    if len(set(lengths.values())) > 1:
        raise InvalidArgument(f"columns of different length in {place}: {lengths}")
    return _core._join_columns(parts)


def _part(name: str, values: Any, place: str) -> Table:
    """A table of one column."""
    if _is_from(values, "pandas"):
        return _pandas_part(name, values, place)
    if isinstance(values, np.ndarray):
        return _core._make_table([_numpy_column(name, values, place)], place)
    if hasattr(values, "__arrow_c_stream__") or hasattr(values, "__arrow_c_array__"):
        return _arrow_part(name, values, place)
    if isinstance(values, (str, bytes, Mapping, set, frozenset)) or not hasattr(values, "__len__") or not hasattr(values, "__iter__"):
        raise InvalidArgument(f"{values!r} in column '{name}' of {place}: expected a list with one value for each row")
    return _core._make_table([(name, "objects", list(values), None)], place)


def _arrow_part(name: str, values: Any, place: str) -> Table:
    """A polars series or a pyarrow array, through the table its own package makes of it."""
    if hasattr(values, "to_frame"):
        return _core._import_table(_without_zones(values.alias(name).to_frame()), place)
    import pyarrow

    column = values if isinstance(values, (pyarrow.Array, pyarrow.ChunkedArray)) else pyarrow.chunked_array(values)
    return _core._import_table(_without_zones(pyarrow.table({name: column})), place)


def _numpy_column(name: str, values: np.ndarray, place: str, mask: Any = None) -> _Column:
    """Name, kind, data and marks of a NumPy array; `mask` is True where a value is missing."""
    where = f"column '{name}' of {place}"
    if values.ndim != 1:
        raise InvalidArgument(f"an array of {values.ndim} dimensions in {where}: expected one value for each row")
    if isinstance(values, np.ma.MaskedArray):
        mask = np.ma.getmaskarray(values)
        values = values.data
    kind = values.dtype.kind
    if kind == "f":
        missing = np.isnan(values)
        mask = missing if mask is None else mask | missing
    elif kind == "M":
        missing = np.isnat(values)
        mask = missing if mask is None else mask | missing
    marks = None if mask is None or not mask.any() else (~np.asarray(mask, dtype=bool)).astype(np.uint8)
    if kind in "iub":
        if kind == "u" and values.size and values.max() > np.iinfo(np.int64).max:
            row = int(np.argmax(values > np.iinfo(np.int64).max))
            raise InvalidArgument(f"{values[row]} in {where}, row {row}: expected a whole number of at most 9223372036854775807")
        return name, "truth" if kind == "b" else "whole", values, marks
    if kind == "f":
        return name, "number", values, marks
    if kind == "M":
        return name, "day", _days(values, where), marks
    if kind in "OU":
        items = values.tolist()
        if mask is not None:
            items = [None if missing else item for item, missing in zip(items, mask, strict=True)]
        return name, "objects", items, None
    raise InvalidArgument(f"values of NumPy type {values.dtype} in {where}: expected numbers, bool, text, or dates")


def _days(values: np.ndarray, where: str) -> np.ndarray:
    """Days since 1970-01-01; zero where there is none."""
    days = values.astype("datetime64[D]").astype(np.int64)
    days[np.isnat(values)] = 0
    outside = (days < -719162) | (days > 2932896)
    if outside.any():
        row = int(np.argmax(outside))
        raise InvalidArgument(f"{values[row]} in {where}, row {row}: expected a date between the years 1 and 9999")
    return days


def _from_pandas(frame: Any, place: str) -> Table:
    """Column by column; an index without names only counts rows and is left out."""
    if any(name is not None for name in frame.index.names):
        frame = frame.reset_index()
    parts = []
    for position, name in enumerate(frame.columns):
        if not isinstance(name, str):
            raise InvalidArgument(f"{name!r} as a column name of {place}: expected text")
        parts.append(_pandas_part(name, frame.iloc[:, position], place))
    return _core._join_columns(parts)


def _pandas_part(name: str, values: Any, place: str) -> Table:
    """One series or index."""
    import pandas

    dtype = values.dtype
    if isinstance(dtype, np.dtype):
        return _core._make_table([_numpy_column(name, values.to_numpy(), place)], place)
    if getattr(dtype, "storage", "") == "pyarrow" or type(dtype).__name__ == "ArrowDtype":
        import pyarrow

        array = pyarrow.array(values)
        return _core._import_table(_without_zones(pyarrow.table({name: array})), place)
    if isinstance(dtype, pandas.CategoricalDtype):
        return _core._make_table([_categorical(name, values, place)], place)
    if isinstance(dtype, pandas.DatetimeTZDtype):
        local = values.dt.tz_localize(None) if hasattr(values, "dt") else values.tz_localize(None)
        return _core._make_table([_numpy_column(name, local.to_numpy(), place)], place)
    missing = np.asarray(values.isna())
    if dtype.kind in "iufb":
        plain = values.to_numpy(dtype=dtype.numpy_dtype if hasattr(dtype, "numpy_dtype") else dtype.type, na_value=0)
        return _core._make_table([_numpy_column(name, plain, place, missing)], place)
    if isinstance(dtype, pandas.PeriodDtype):
        values = values.astype(str)
    elif not isinstance(dtype, pandas.StringDtype):
        raise InvalidArgument(f"values of pandas type {dtype} in column '{name}' of {place}: expected numbers, bool, text, categories, or dates")
    return _core._make_table([_numpy_column(name, values.to_numpy(dtype=object), place, missing)], place)


def _categorical(name: str, values: Any, place: str) -> _Column:
    """Categories of text as codes, others as the values they are."""
    categorical = getattr(values, "cat", values)
    categories = categorical.categories.tolist()
    if not all(isinstance(category, str) for category in categories):
        return _numpy_column(name, values.to_numpy(), place)
    codes = np.asarray(categorical.codes)
    missing = codes < 0
    return name, "codes", (codes.astype(np.int32), categories), (~missing).astype(np.uint8) if missing.any() else None


def _from_rows(rows: Sequence[Mapping[str, Any]], place: str) -> Table:
    """A key that a row lacks is missing there."""
    names = dict.fromkeys(name for row in rows for name in row)
    return _from_mapping({name: [row.get(name) for row in rows] for name in names}, place)
