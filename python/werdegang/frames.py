"""Sugar for tables: columns as arrays, filters, dataframes, pictures in notebooks."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Any

import numpy as np

from werdegang._core import Table, UnknownName
from werdegang._intake import to_table

ROWS_SHOWN = 12


def _require(module: str, extra: str) -> Any:
    """Import an optional package, or say how to get it."""
    try:
        return __import__(module)
    except ImportError as error:
        raise ImportError(f"{module} is not installed; it comes with: pip install 'werdegang[{extra}]'") from error


def _codes(index: np.ndarray, members: list[tuple]) -> np.ndarray:
    names = np.array([member[0] for member in members] + [None], dtype=object)
    return names[index]


def column(table: Table, name: str) -> np.ndarray:
    """One column: numbers as a (masked) array, codes and texts as strings with None for "not applicable".

    Copies codes and texts; numbers share memory with the table and are read-only.
    """
    _, _, kind, data, valid = table._column(name)
    if kind in ("codes", "text"):
        values = _codes(data[0], data[1][4]) if kind == "codes" else np.array(data, dtype=object)
        if valid is not None:
            values[np.asarray(valid) == 0] = None
        return values
    return data if valid is None else np.ma.masked_array(data, mask=np.asarray(valid) == 0)


def filter_rows(table: Table, **conditions: Any) -> Table:
    """The rows in which every named column has the value, or one of the values, given; None finds what is missing.

    >>> t.filter(region="15084", period=["2014", "2015"])   # doctest: +SKIP
    """
    keep = np.ones(len(table), dtype=bool)
    for name, wanted in conditions.items():
        values = column(table, name)
        single = isinstance(wanted, str) or not isinstance(wanted, Iterable)
        choices = [wanted] if single else list(wanted)
        hit = np.zeros(len(table), dtype=bool)
        for choice in choices:
            text = str(choice) if values.dtype == object and choice is not None else choice
            if choice is None:
                hit |= np.ma.getmaskarray(values) if values.dtype != object else values == None  # noqa: E711
                continue
            hit |= np.ma.filled(values == text, False)
        keep &= hit
    return table._filter(keep)


def to_pandas(table: Table) -> Any:
    """A pandas DataFrame; codes are strings, missing numbers are NaN, missing whole numbers <NA> (type Int64)."""
    pandas = _require("pandas", "pandas")
    columns = {}
    for name in table.column_names:
        values = column(table, name)
        if isinstance(values, np.ma.MaskedArray):
            whole = values.dtype.kind in "iu"
            values = pandas.arrays.IntegerArray(values.data.astype(np.int64), np.ma.getmaskarray(values)) if whole else values.filled(np.nan)
        columns[name] = values
    return pandas.DataFrame(columns)


def to_polars(table: Table) -> Any:
    """A polars DataFrame; codes are strings, missing numbers are null."""
    polars = _require("polars", "polars")
    frame = polars.DataFrame(table)
    return frame.with_columns(polars.col(polars.Categorical).cast(polars.String))


def to_arrow(table: Table) -> Any:
    """A pyarrow Table; codes are dictionaries."""
    return _require("pyarrow", "arrow").table(table)


def to_dicts(table: Table) -> list[dict[str, Any]]:
    """One dictionary a row, with None for null. Needs no other package."""
    columns = {}
    for name in table.column_names:
        values = column(table, name)
        columns[name] = values.tolist()
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _cell(value: Any) -> str:
    if value is None or value is np.ma.masked:
        return ""
    if isinstance(value, float):
        return f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.0f}"
    return str(value)


def _shown(table: Table) -> tuple[list[str], list[list[str]]]:
    """Column names and the first and last rows as text; columns that are empty throughout are left out."""
    rows = list(range(len(table)))
    if len(rows) > ROWS_SHOWN:
        rows = rows[: ROWS_SHOWN // 2] + rows[-ROWS_SHOWN // 2 :]
    head = table._take(rows)
    columns = {name: [_cell(value) for value in column(head, name).tolist()] for name in head.column_names}
    kept = [name for name, values in columns.items() if any(values)] or list(columns)
    return kept, [list(row) for row in zip(*(columns[name] for name in kept), strict=True)]


def repr_html(table: Table) -> str:
    """The first and last rows as an HTML table, for notebooks."""
    names, rows = _shown(table)
    numeric = {name for name in names if table._column(name)[2] in ("number", "integer")}
    cells = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in names)
    parts = [f'<table class="werdegang"><caption>{len(table):,} rows</caption><thead><tr>{cells}</tr></thead><tbody>']
    for number, row in enumerate(rows):
        if number == ROWS_SHOWN // 2 and len(table) > ROWS_SHOWN:
            parts.append(f'<tr><td colspan="{len(names)}">…</td></tr>')
        body = "".join(
            f'<td style="text-align:{"right" if name in numeric else "left"}">{html.escape(text)}</td>'
            for name, text in zip(names, row, strict=True)
        )
        parts.append(f"<tr>{body}</tr>")
    parts.append("</tbody></table>")
    return "".join(parts)


def repr_text(table: Table) -> str:
    """The first and last rows as aligned text, with the number of all."""
    names, rows = _shown(table)
    widths = [max([len(name), *(len(row[i]) for row in rows)]) for i, name in enumerate(names)]
    lines = ["  ".join(name.ljust(width) for name, width in zip(names, widths, strict=True)).rstrip()]
    lines += ["  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    if len(table) > len(rows):
        lines.insert(1 + ROWS_SHOWN // 2, "...")
        lines.append(f"... {len(table):,} rows in all")
    return "\n".join(lines)


def _getitem(table: Table, name: str) -> np.ndarray:
    if not isinstance(name, str):
        raise TypeError(f"{name!r} is no column name; the columns are {', '.join(table.column_names)}")
    return column(table, name)


def _plot(table: Table, kind: str | None = None, **options: Any) -> Any:
    """A picture of the table: the kind named, or the one that fits. Needs the extra `report`."""
    from werdegang.plot._choose import picture

    return picture(table, kind, options)


Table.__getitem__ = _getitem
Table.filter = filter_rows
Table.to_pandas = to_pandas
Table.to_polars = to_polars
Table.to_arrow = to_arrow
Table.to_dicts = to_dicts
Table.plot = _plot
Table._repr_html_ = repr_html
Table.__repr__ = repr_text

__all__ = ["Table", "UnknownName", "to_table"]
