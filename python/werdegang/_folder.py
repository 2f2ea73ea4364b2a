"""What is in a folder: tables of figures, lists of institutions, and what is neither, with what to do about it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from werdegang import _describe, _reasons, _sheets
from werdegang._core import Error, FileDescription
from werdegang._place_lists import PlacesDescription
from werdegang.places import Places, read_places

TABLES = (".csv", ".txt", ".zip", *_sheets.ENDINGS)
LISTS = (".json", ".geojson")
OTHERS = {
    ".ttl": ("RDF Turtle wird nicht gelesen; Portale bieten dieselbe Liste meist auch als csv oder GeoJSON an.",
             "RDF Turtle is not read; portals mostly offer the same list as csv or GeoJSON."),
    ".pdf": ("PDF wird nicht gelesen; die Tabelle beim Amt als csv oder XLSX erbitten.", "PDF is not read; ask the office for the table as csv or XLSX."),
    ".xml": ("XML wird nicht gelesen; als csv, XLSX oder GeoJSON exportieren.", "XML is not read; export it as csv, XLSX or GeoJSON."),
    ".yaml": ("Eine YAML-Datei enthält Einstellungen und keine Zahlen.", "A YAML file holds settings and no figures."),
    ".md": ("Ein Begleittext, keine Daten.", "A text about the data, not data."),
}
OTHERS |= {".yml": OTHERS[".yaml"], ".kml": OTHERS[".xml"], ".html": OTHERS[".xml"], ".docx": OTHERS[".pdf"]}
UNKNOWN = ("Diese Art von Datei wird nicht gelesen; gelesen werden csv, XLSX, XLS, ODS, zip, JSON und GeoJSON.",
           "This kind of file is not read; csv, XLSX, XLS, ODS, zip, JSON and GeoJSON are.")


NEITHER = ("Weder eine Tabelle mit einer Spalte für die Zeit (Jahr, Schuljahr, Datum) noch eine Liste von Orten (Name, Anschrift, Koordinaten).",
           "Neither a table with a column for the time (year, school year, date) nor a list of places (name, address, coordinates).")
REASONS = {
    "such as a code list or a dictionary": (
        "Ein Verzeichnis von Codes, keine Liste von Orten; eine Liste hat die Form [{...}, {...}] oder ist GeoJSON.",
        "A dictionary of codes, not a list of places; a list has the form [{...}, {...}] or is GeoJSON."),
    "what a GENESIS database offers": (
        "Ein Verzeichnis dessen, was eine GENESIS-Datenbank anbietet, ohne Zahlen; die gewünschte Tabelle dort exportieren.",
        "A list of what a GENESIS database offers, without figures; export the table that is wanted there."),
    "as a statistical office exports it": NEITHER,
    "expected one that is a time for every line": NEITHER,
    "expected at least one that holds figures": NEITHER,
    "no line names the columns": NEITHER,
    "needs python-calamine": (
        "Eine Arbeitsmappe; sie zu lesen braucht python-calamine: pip install 'werdegang[excel]', oder das Blatt als csv speichern.",
        "A workbook; reading it needs python-calamine: pip install 'werdegang[excel]', or save the sheet as csv."),
}
"""What a reader says, and how it is put to somebody who only wants to know what is in a folder."""


@dataclass
class Entry:
    """One file: its tables, or its institutions, or why it is neither (German, English)."""

    path: Path
    tables: list[FileDescription] = field(default_factory=list)
    places: Places | None = None
    problem: tuple[str, str] | None = None
    broken: bool = False


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files named and those in the folders named, not deeper, hidden ones left out."""
    found: list[Path] = []
    for path in paths:
        found += sorted(item for item in path.iterdir() if item.is_file() and not item.name.startswith(".")) if path.is_dir() else [path]
    return list(dict.fromkeys(found))


def look(paths: Iterable[Path], progress: Callable[[float], None]) -> list[Entry]:
    """One entry for each file, in the order of their names."""
    files = files_in(paths)
    entries = []
    for number, path in enumerate(files):
        entries.append(_entry(path))
        progress((number + 1) / len(files))
    return entries


def _entry(path: Path) -> Entry:
    ending = path.suffix.lower()
    if ending in LISTS:
        return _list(path)
    if ending not in TABLES:
        return Entry(path, problem=OTHERS.get(ending, UNKNOWN))
    try:
        found = _describe.describe(path)
    except (Error, ImportError, OSError) as error:
        return Entry(path, problem=_reason(str(error), path), broken=True)
    if isinstance(found, PlacesDescription):
        return Entry(path, places=found.places)
    tables = [found] if isinstance(found, FileDescription) else list(found)
    if len(tables) == 1 and isinstance(tables[0], PlacesDescription):
        return Entry(path, places=tables[0].places)
    readable = [item for item in tables if not item.problem]
    if readable:
        return Entry(path, tables=readable)
    listed = _list(path)
    if listed.places is not None:
        return listed
    # The reason of the reader whose format it is: a list that is cut is no table, and the other way round.
    reason = tables[0].problem
    if "read_places" in reason and listed.problem is not None:
        return listed
    return Entry(path, problem=_reason(reason, path), broken=_is_broken(reason))


def _is_broken(reason: str) -> bool:
    """Whether a file in a known layout could not be read; what is in no layout is not broken."""
    return not any(piece in reason for piece in REASONS) and "read_places" not in reason


def _list(path: Path) -> Entry:
    try:
        return Entry(path, places=read_places(path))
    except (Error, ImportError, OSError) as error:
        return Entry(path, problem=_reason(str(error), path), broken=path.suffix.lower() in LISTS and not _is_json(path))


def _reason(message: str, path: Path) -> tuple[str, str]:
    """German and English; the path stands above the message already."""
    for piece, words in REASONS.items():
        if piece in message:
            return words
    for name in (os.fspath(path), path.name):
        message = message.removeprefix(name).lstrip(":, ")
    if _reasons.is_known(message):
        return _reasons.in_german(message), message
    place = re.sub(r"^line (\d+):? ?(?:column (\d+):)?", lambda found: f"Zeile {found[1]}" + (f", Spalte {found[2]}:" if found[2] else ":"), message)
    return f"beschädigt, abgeschnitten oder in unbekannter Form: {place}", f"broken, cut or in an unknown form: {message}"


def _is_json(path: Path) -> bool:
    try:
        json.loads(path.read_bytes())
    except ValueError:
        return False
    return True
