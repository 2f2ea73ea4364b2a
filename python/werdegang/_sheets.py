"""Workbooks (XLSX, XLS, ODS) as the text that their export as csv would be. Needs the extra `excel`."""

from __future__ import annotations

import csv
import datetime
import html
import io
import os
import posixpath
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar
from xml.etree import ElementTree

from werdegang._core import FormatError

ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods")
Read = TypeVar("Read")
_FAULT = re.compile(r'<(?:\w+:)?c\s(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d+)"[^>]*>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)</', re.DOTALL)
_ENGLISH_UNITS = {"number", "percent", "per cent"}


def is_workbook(path: str | os.PathLike[str]) -> bool:
    """By the ending of the name."""
    return Path(path).suffix.lower() in ENDINGS


def separated(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """Workbooks, those in folders among them, and what is left; a folder that holds nothing but workbooks is not left."""
    books, others = [], []
    for name in names:
        if not os.path.isdir(name):
            (books if is_workbook(name) and os.path.exists(name) else others).append(name)
            continue
        inside = sorted(os.fspath(path) for path in Path(name).iterdir() if path.is_file() and is_workbook(path))
        books += inside
        if not inside or any(path.suffix.lower() in (".csv", ".zip") for path in Path(name).iterdir()):
            others.append(name)
    return books, others


def read_each(path: str, read: Callable[[str, bytes], Read]) -> list[Read]:
    """What `read` makes of the sheets; those that are no table are passed over unless none is one."""
    found, problems = [], []
    for name, text in sheets(path):
        try:
            found.append(read(name, text))
        except FormatError as error:
            problems.append(str(error))
    if not found:
        raise FormatError(f"{path}: no sheet holds what was expected: {'; '.join(problems)}")
    return found


def sheets(path: str | os.PathLike[str]) -> list[tuple[str, bytes]]:
    """Every sheet that holds something: "book.xlsx [sheet]" and its rows as separated lines in UTF-8."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise ImportError(f"{Path(path).name} is a workbook; reading it needs python-calamine: pip install 'werdegang[excel]', or save the sheet as csv") from error
    try:
        book = CalamineWorkbook.from_path(os.fspath(path))
        read = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
        faults = _faults(path)
        found = [(f"{Path(path).name} [{name}]", _rows(sheet, faults.get(name, {}))) for name, sheet in read]
    except OSError:
        raise
    except (CalamineError, ValueError) as error:
        raise FormatError(f"{os.fspath(path)}: the file is damaged or no workbook; expected an XLSX, XLS or ODS file: open it and save it again") from error
    texts = [(name, _text(rows)) for name, rows in found if rows]
    if not texts:
        raise FormatError(f"{os.fspath(path)}: all sheets are empty; expected a table")
    return texts


def _faults(path: str | os.PathLike[str]) -> dict[str, dict[tuple[int, int], str]]:
    """Cells of an XLSX that show an error such as #DIV/0!, by sheet; the library that reads the others takes them for empty."""
    found: dict[str, dict[tuple[int, int], str]] = {}
    if Path(path).suffix.lower() not in (".xlsx", ".xlsm"):
        return found
    try:
        with zipfile.ZipFile(path) as book:
            for name, part in _parts(book).items():
                text = book.read(part).decode("utf-8", "replace")
                cells = _FAULT.finditer(text) if 't="e"' in text else ()
                found[name] = {(int(row) - 1, _position(letters)): html.unescape(shown) for letters, row, shown in (cell.groups() for cell in cells)}
    except (KeyError, zipfile.BadZipFile, ElementTree.ParseError):
        return {}
    return found


def _parts(book: zipfile.ZipFile) -> dict[str, str]:
    """Names of sheets and where they are in the archive."""
    workbook, relations = (ElementTree.fromstring(book.read(name)) for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"))
    targets = {item.get("Id"): posixpath.normpath(posixpath.join("/xl", item.get("Target", ""))).lstrip("/") for item in relations}
    parts = {}
    for item in workbook.iter():
        key = next((value for name, value in item.attrib.items() if name.endswith("}id")), None)
        if item.tag.endswith("}sheet") and key in targets:
            parts[item.get("name", "")] = targets[key]
    return {name: part for name, part in parts.items() if part in book.namelist()}


def _position(letters: str) -> int:
    """ "A" -> 0, "AB" -> 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _rows(sheet: Any, faults: dict[tuple[int, int], str]) -> list[list[Any]]:
    """The cells of a sheet; a merged cell stands in all the fields that it covers when it is part of a header."""
    rows = sheet.to_python(skip_empty_area=False)
    for (row, column), shown in faults.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = shown
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        across = top == bottom
        for row in range(top, min(bottom + 1, len(rows))):
            for column in range(left, min(right + 1, len(rows[row]))):
                # A title that is merged over the whole sheet stays in its first cell.
                if across and right - left + 1 < len(rows[row]) and rows[row][column] == "":
                    rows[row][column] = rows[top][left]
    while rows and all(cell == "" for cell in rows[-1]):
        rows.pop()
    return rows


def _text(rows: list[list[Any]]) -> bytes:
    flat = bool(rows) and str(rows[0][0]) in ("statistics_code", "Statistik_Code")
    english = flat and any(cell in _ENGLISH_UNITS for row in rows[1:200] for cell in row if isinstance(cell, str))
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\n")
    for row in rows:
        cells = [_cell(cell, flat, english) for cell in row]
        while len(cells) > 1 and cells[-1] == "" and not any(cells[1:]):
            cells.pop()
        writer.writerow(cells)
    return file.getvalue().encode()


def _cell(value: Any, flat: bool, english: bool) -> str:
    """A cell as the offices print it: decimal comma (a point in English flat files), no thousands mark."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        text = str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        return text if english else text.replace(".", ",")
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat() if flat else f"{value:%d.%m.%Y}"
    return str(value)
