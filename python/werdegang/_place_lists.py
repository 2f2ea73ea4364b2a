"""What is in a list of institutions, in words."""

from __future__ import annotations

import html
import textwrap
from collections import Counter
from dataclasses import dataclass
from typing import Any

from werdegang import _text
from werdegang._core import Finding, Findings
from werdegang.places import Places

_COORDINATES = ("converted_coordinates", "coordinate_system_assumed", "ambiguous_coordinates", "unknown_coordinates", "unsupported_coordinates")
_OURS = 7
"""Columns that every list has; those of the file stand behind them."""


@dataclass(frozen=True, repr=False, eq=False)
class PlacesDescription:
    """One list of institutions in a file; `places` holds the list itself."""

    file: str
    places: Places
    problem: str = ""
    dialect: str = "places"

    @property
    def records(self) -> int:
        """Number of places."""
        return len(self.places)

    @property
    def findings(self) -> Findings:
        """What is odd about the list."""
        return self.places.findings

    @property
    def columns(self) -> list[str]:
        """Columns of the file that are none of ours."""
        return self.places.column_names[_OURS:]

    @property
    def located(self) -> int:
        """How many places have coordinates."""
        return sum(value is not None for value in self.places["longitude"].tolist())

    @property
    def capacity(self) -> float | None:
        """Places for children and pupils, of all institutions together; None when the list holds none."""
        capacity = self.places["places"]
        return float(capacity.sum()) if capacity.dtype.kind in "if" and len(self.places) and capacity.sum() else None

    @property
    def kinds(self) -> dict[str, int]:
        """Number of places of each kind, the most frequent first."""
        return dict(Counter(kind for kind in self.places["kind"].tolist() if kind).most_common())

    def coordinates(self, lang: str = "en") -> str:
        """The coordinate system and how it is known."""
        said = [item.message(lang) for item in self.findings if item.code in _COORDINATES]
        if said:
            return said[0]
        return _text.pick(lang, "Länge und Breite in Grad (WGS84)", "longitude and latitude in degrees (WGS84)") if self.located else ""

    def text(self, lang: str = "en", findings: int | None = 5) -> str:
        """Lines for people; the first findings, None for all."""
        return "\n".join([self.file, *lines(self, lang, findings)])

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """Everything as plain values; findings as sentences."""
        return {"file": self.file, "problem": "", "dialect": self.dialect, "records": self.records, "located": self.located, "capacity": self.capacity,
                "kinds": self.kinds, "coordinates": self.coordinates(lang), "columns": self.columns, "findings": self.findings.to_dict(lang)}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PlacesDescription) and (self.file, self.places.table, self.findings) == (other.file, other.places.table, other.findings)

    def __hash__(self) -> int:
        return hash((self.file, self.records))

    def __repr__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        rows = "".join(f'<tr><th scope="row">{html.escape(head)}</th><td style="text-align:left">{html.escape(text)}</td></tr>' for head, text in _blocks(self, "en", 5))
        return f'<table class="werdegang"><caption>{html.escape(self.file)}</caption><tbody>{rows}</tbody></table>'


def lines(described: PlacesDescription, lang: str, limit: int | None = None) -> list[str]:
    """The lines below the name of the file."""
    blocks = _blocks(described, lang, limit)
    width = max(len(head) for head, _ in blocks) + 2
    return [f"  {head:{width}}{text}" for head, text in blocks]


def _blocks(described: PlacesDescription, lang: str, limit: int | None) -> list[tuple[str, str]]:
    number, located = (_text.number(count, 0, lang) for count in (described.records, described.located))
    capacity = described.capacity
    blocks = [
        (_text.pick(lang, "Liste", "list"), _text.pick(lang, f"{number} Orte, {located} mit Koordinaten", f"{number} places, {located} with coordinates")),
        (_text.pick(lang, "Plätze", "capacity"), _text.number(capacity, 0, lang) if capacity else ""),
        (_text.pick(lang, "Arten", "kinds"), ", ".join(f"{kind} ({count})" for kind, count in list(described.kinds.items())[:5])),
        (_text.pick(lang, "Koordinaten", "coordinates"), described.coordinates(lang)),
        (_text.pick(lang, "Spalten", "columns"), textwrap.shorten(", ".join(described.columns), 200, placeholder=" …")),
    ]
    others = [item for item in described.findings if item.code not in _COORDINATES]
    blocks += [(_text.pick(lang, "Befunde", "odd") if place == 0 else " ", _sentence(item, lang)) for place, item in enumerate(others[:limit])]
    return [(head.strip(), text) for head, text in blocks if text]


def _sentence(item: Finding, lang: str) -> str:
    """A finding with its line in words."""
    line = _text.pick(lang, f" (Zeile {item.row})", f" (line {item.row})") if item.row >= 0 else ""
    return f"- {item.message(lang)}{line}"
