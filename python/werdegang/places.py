"""Lists of institutions: who is where, with what the list says about them."""

from __future__ import annotations

import html
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from werdegang import _core, _sheets
from werdegang._core import Findings, InvalidArgument, Table


@dataclass(frozen=True, repr=False)
class Places:
    """A list of institutions as a table of actors, and what was odd about it.

    Whatever takes a dataframe takes this: `wg.Landscape.from_frames(actors=places)`, `polars.DataFrame(places)`.
    """

    table: Table
    findings: Findings

    def __len__(self) -> int:
        return len(self.table)

    def __getitem__(self, name: str) -> Any:
        """A column: numbers as a (masked) array, texts as strings with None where there is none."""
        return self.table[name]

    @property
    def column_names(self) -> list[str]:
        """Ours first (id, name, kind, longitude, latitude, address, places), then those of the file."""
        return list(self.table.column_names)

    def filter(self, **conditions: Any) -> Places:
        """The places in which every named column has the value, or one of the values, given."""
        return Places(self.table.filter(**conditions), self.findings)

    def to_pandas(self) -> Any:
        """A pandas DataFrame."""
        return self.table.to_pandas()

    def to_polars(self) -> Any:
        """A polars DataFrame."""
        return self.table.to_polars()

    def to_arrow(self) -> Any:
        """A pyarrow Table."""
        return self.table.to_arrow()

    def to_dicts(self) -> list[dict[str, Any]]:
        """One dictionary a place, with None for what is missing."""
        return self.table.to_dicts()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self.table.__arrow_c_schema__()

    def __repr__(self) -> str:
        return "Places: " + ", ".join(f"{name} {value}" for name, value in self._summary())

    def _repr_html_(self) -> str:
        rows = "".join(f'<tr><th scope="row">{name}</th><td>{html.escape(value)}</td></tr>' for name, value in self._summary())
        return f'<table class="werdegang"><caption>Places</caption><tbody>{rows}</tbody></table>' + self.table._repr_html_()

    def _summary(self) -> list[tuple[str, str]]:
        counts = ", ".join(f"{self.findings.count(severity)} {severity}" for severity in ("error", "warning", "info"))
        located = sum(value is not None for value in self.table["longitude"].tolist())
        capacity = self.table["places"]
        known = capacity.dtype != object and bool(np.ma.count(capacity))
        total = f"{capacity.sum():,}" if known else "unknown"
        return [("number", f"{len(self):,}"), ("with coordinates", f"{located:,}"), ("capacity", total), ("findings", counts)]


def read_places(path: str | os.PathLike[str], *, kind: str = "", crs: int = 0, columns: Mapping[str, str] | None = None) -> Places:
    """Read one list of institutions: GeoJSON, a JSON list of objects, csv, or a sheet (XLSX).

    Encoding, separator, header, coordinate system and the meaning of the columns are found out, and what was found out
    is a finding. `kind` is that of the places for which the file names none; `crs` the EPSG code of coordinates that
    the file does not name (4326, 3857, 25832, 25833 and others); `columns` says which column of the file is which of
    ours where their names do not tell: `columns={"places": "Sollplätze"}`. Longitude and latitude are WGS84; areas stand
    for their centre, with their outline as WKT. Raises `FormatError` with line and column for a file that is no list.
    """
    named = dict(columns or {})
    for ours, theirs in named.items():
        if not isinstance(ours, str) or not isinstance(theirs, str):
            raise InvalidArgument(f"columns={named!r} in read_places: expected names of columns, such as {{'places': 'Sollplätze'}}")
    name = os.fspath(path)
    if _sheets.is_workbook(name) and os.path.isfile(name):
        table, findings = _sheets.read_each(name, lambda sheet, text: _core._read_places(sheet, text, kind, crs, named))[0]
    else:
        table, findings = _core._read_places(name, None, kind, crs, named)
    return Places(table, findings)
