"""Brute-force reading of GENESIS pivot files: slow, simple, independent of the library.

Every file is cut into its parts by looking at whole lines; every cell stays a string until a caller asks
for a number. Numbers are exact (`fractions.Fraction`), never binary.
"""
from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

REGION = re.compile(r"^(DG|\d{2,11})$")
DATE = re.compile(r"^(\d{4}|\d{2}\.\d{2}\.\d{4})$")
UNITS = {"Anzahl", "Prozent", "EUR", "Tsd. EUR", "1000"}
SIGNS = {"-", ".", "x", "/", "...", "()", ""}


@dataclass(frozen=True)
class Row:
    date: str
    region: str
    name: str
    label: str | None
    cells: tuple[str, ...]


@dataclass
class Pivot:
    table: str
    title: list[str]
    headers: list[list[str]]
    rows: list[Row]
    footer: str
    labels: list[str] = field(default_factory=list)
    column_dates: list[str] = field(default_factory=list)


def decode(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("iso-8859-1")


def squeeze(text: str) -> str:
    return " ".join(text.split())


def is_data(fields: list[str]) -> bool:
    if len(fields) < 3:
        return False
    if REGION.match(fields[0]):
        return fields[1].strip() != ""
    return bool(DATE.match(fields[0]) and REGION.match(fields[1]))


def iso(text: str) -> str:
    if re.match(r"^\d{2}\.\d{2}\.\d{4}$", text):
        day, month, year = text.split(".")
        return f"{year}-{month}-{day}"
    return text


def read_pivot(path: str | Path) -> Pivot:
    """Cut a file into title, header rows, data rows and footer."""
    text = decode(Path(path).read_bytes())
    body, _, footer = text.partition("\n__________")
    lines = list(csv.reader(io.StringIO(body), delimiter=";"))
    table = lines[0][0].split(":")[1].strip()
    first = next(i for i, fields in enumerate(lines) if is_data(fields))
    data = lines[first:]
    head = [fields for fields in lines[1:first] if fields[0] == "" and any(f.strip() for f in fields)]
    title = [fields[0] for fields in lines[1:first] if fields[0] != ""]
    file_date = ""
    for line in title:
        found = re.fullmatch(r"(?:Jahr: )?(\d{4}|\d{2}\.\d{2}\.\d{4})", line.strip())
        if found:
            file_date = iso(found.group(1))
    dated = bool(DATE.match(data[0][0]) and REGION.match(data[0][1]))
    lead = 2 if dated else 1
    width = len(data[0])
    named = [i for i in range(width) if any(i < len(h) and h[i].strip() for h in head)]
    first_value = min(named)
    categorised = first_value == lead + 2
    if head and all(squeeze(cell) in UNITS for cell in head[-1][first_value:]):
        head = head[:-1]
    column_dates: list[str] = []
    if head and all(DATE.match(cell) for cell in head[0][first_value:]):
        column_dates = [iso(cell) for cell in head[0][first_value:]]
        head = head[1:]
    labels = []
    for i in range(first_value, width):
        parts = [squeeze(h[i]) for h in head if squeeze(h[i])]
        labels.append(" / ".join(parts))
    rows = []
    for fields in data:
        date = iso(fields[0]) if dated else file_date
        region = fields[lead - 1]
        label = fields[lead + 1].strip() if categorised else None
        rows.append(Row(date, region, fields[lead].strip(), label, tuple(c.strip() for c in fields[first_value:])))
    return Pivot(table, title, head, rows, footer, labels, column_dates)


def number(cell: str) -> Fraction | None:
    """The exact number of a cell; None for every sign, whatever it means."""
    if cell in SIGNS:
        return None
    return Fraction(cell.replace(",", "."))


def long(path: str | Path) -> dict[tuple, str]:
    """(date, region, row label, column number from 1) -> cell; with dates in the header the column restarts at 1."""
    pivot = read_pivot(path)
    out: dict[tuple, str] = {}
    for row in pivot.rows:
        for i, cell in enumerate(row.cells):
            date, column = row.date, i + 1
            if pivot.column_dates:
                date = pivot.column_dates[i]
                column = i - pivot.column_dates.index(date) + 1
            key = (date, row.region, row.label, column)
            if key in out and out[key] != cell:
                raise ValueError(f"{path}: {key} twice: {out[key]} and {cell}")
            out[key] = cell
    return out
