"""The head of a pivot export and the meaning of its columns: what both peers are given for nothing.

Finding the header, decoding and mapping columns is plain Python for both; what is timed against each other is the work on
the data lines, which is where the time goes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import werdegang as wg

UNITS = {"Anzahl", "Prozent", "EUR", "1000", "%", "Tage", "qkm"}
DATE = re.compile(r"(\d{4}|\d\d\.\d\d\.\d{4})$")
CELL = re.compile(r"(\w+)(?:\[(.*)\])?$")


@dataclass
class Head:
    """Layout of one file; `columns` holds variable, unit, period and axis codes for every value column."""

    file: str
    stand: str
    text: str
    date_first: bool
    has_category: bool
    file_period: str | None
    row_axis: str | None
    row_codes: dict[str, str]
    columns: list[dict[str, str]] = field(default_factory=list)


def iso(date: str) -> str:
    """31.12.2015 as 2015-12-31; a year stays."""
    return f"{date[6:]}-{date[3:5]}-{date[:2]}" if "." in date else date


def squeeze(text: str) -> str:
    return " ".join(text.split())


def age_code(label: str, open_below: bool) -> str | None:
    if label == "Insgesamt":
        return "total"
    if match := re.match(r"unter (\d+) Jahr", label):
        below = int(match[1])
        return f"-{below - 1}" if open_below else "0" if below == 1 else f"0-{below - 1}"
    if match := re.match(r"(\d+) bis unter (\d+) Jahre", label):
        return match[1] if int(match[2]) == int(match[1]) + 1 else f"{match[1]}-{int(match[2]) - 1}"
    match = re.match(r"(\d+) Jahre und mehr", label)
    return f"{match[1]}+" if match else None


def descriptor(table: str, labels: list[str], dated: bool) -> dict | None:
    for entry in wg.known_tables():
        same_id = table == entry["id"] or (table.startswith(entry["id"] + "-") and len(table) == len(entry["id"]) + 2)
        known = [label for label, _ in entry["columns"]]
        if same_id and (labels == known or (dated and labels[: len(known)] == known)):
            return entry
    return None


def cell(text: str) -> dict[str, str]:
    """`name[axis=code, ...]` as a dictionary."""
    match = CELL.match(text)
    assert match, text
    filters = dict(part.strip().split("=") for part in match[2].split(",")) if match[2] else {}
    return {"variable": match[1], **filters}


def meanings(table: str, labels: list[str], units: list[str], entry: dict | None) -> list[dict[str, str]]:
    """Variable, axes and unit per value column; every variable of a file has the same axes in all its columns."""
    if entry is None:
        seen: dict[str, int] = {}
        result = []
        for label, unit in zip(labels, units):
            seen[label] = seen.get(label, 0) + 1
            result.append({"variable": table, "column": label if seen[label] == 1 else f"{label} ({seen[label]})", "unit": unit})
        return result
    units_of = {variable.id: variable.unit for variable in wg.known_variables()}
    cells = [cell(entry["columns"][i % len(entry["columns"])][1]) for i in range(len(labels))]
    for item in cells:
        axes = {axis for other in cells if other["variable"] == item["variable"] for axis in other}
        item.update({axis: "total" for axis in axes - item.keys()})
        item["unit"] = units_of[item["variable"]]
    return cells


def read_head(path: Path) -> Head | None:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")
    if not text.startswith("GENESIS-Tabelle:"):
        return None
    body, _, footer = text.partition("__________\n")
    lines = body.split("\n")
    first = next(i for i, line in enumerate(lines) if line.startswith(";"))
    last = next(i for i in range(first, len(lines)) if not lines[i].startswith(";"))
    rows = [[squeeze(item) for item in line.split(";")] for line in lines[first:last]]
    table = squeeze(lines[0].rstrip(";").split(":")[1])
    above = [squeeze(line.rstrip(";")).removeprefix("Jahr: ") for line in lines[1:first]]
    file_period = next((iso(line) for line in above if DATE.match(line)), None)
    width = min(next(i for i, item in enumerate(row) if item) for row in rows)
    periods = [iso(item) for item in rows[0][width:]] if all(DATE.match(item) for item in rows[0][width:]) else []
    if periods:
        rows = rows[1:]
    units = ["Anzahl"] * (len(rows[0]) - width)
    if len(rows) > 1 and all(not item or item in UNITS for item in rows[-1][width:]):
        units = [item or "Anzahl" for item in rows[-1][width:]]
        rows = rows[:-1]
    labels = [" / ".join(row[i] for row in rows if row[i]) for i in range(width, len(rows[0]))]
    date_first = bool(DATE.match(lines[last].split(";")[0]))
    entry = descriptor(table, labels, bool(periods))
    columns = meanings(table, labels, units, entry)
    for column, period in zip(columns, periods):
        column["period"] = period
    has_category = width - date_first == 3
    categories = {squeeze(line.split(";")[2 + date_first]) for line in lines[last:] if line} if has_category else set()
    if entry and entry["row_axis"] == "age":
        codes = {label: age_code(label, entry["open_below"]) or label for label in categories}
    else:
        codes = {label: label for label in categories} | (dict(entry["row_codes"]) if entry else {})
    axis = (entry["row_axis"] if entry else "category") if has_category else None
    stand = re.search(r"Stand: (.*)", footer)
    return Head(path.name, stand[1] if stand else "", "\n".join(lines[last:]), date_first, has_category, file_period, axis, codes, columns)


def measures() -> set[str]:
    """Variables whose dash is never a zero."""
    return {variable.id for variable in wg.known_variables() if variable.kind == "measure"}
