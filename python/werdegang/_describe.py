"""What is in a file or folder of official statistics, in words."""

from __future__ import annotations

import calendar
import html
import os
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from werdegang import _core, _reasons, _sheets, _text
from werdegang._core import Error, FileDescription, InvalidArgument, codelist
from werdegang._place_lists import PlacesDescription
from werdegang.places import read_places

DIALECTS = {
    "pivot": ("Pivot-Export einer GENESIS-Datenbank", "pivot export of a GENESIS database"),
    "flat": ("Flat-File einer GENESIS-Datenbank", "flat file of a GENESIS database"),
    "flat_until_2025": ("Flat-File einer GENESIS-Datenbank, bis 2025", "flat file of a GENESIS database, until 2025"),
    "cube": ("Quaderdatei einer GENESIS-Datenbank", "cube file of a GENESIS database"),
    "agency": ("Web-Export der Bundesagentur für Arbeit", "web export of the employment agency"),
    "portal": ("Tabelle des BMBF-Datenportals", "table of the ministry's data portal"),
    "plain": ("einfache Tabelle unter eigenen Bezeichnungen", "plain table under its own labels"),
}
LEVELS = {
    "country": (("Staat", "Staaten"), ("country", "countries")),
    "state": (("Land", "Länder"), ("state", "states")),
    "government_region": (("Regierungsbezirk", "Regierungsbezirke"), ("government region", "government regions")),
    "district": (("Kreis", "Kreise"), ("district", "districts")),
    "borough": (("Stadtbezirk", "Stadtbezirke"), ("borough", "boroughs")),
    "municipality": (("Gemeinde oder Teil", "Gemeinden oder Teile"), ("municipality or part", "municipalities or parts")),
    "other": (("Region ohne amtlichen Schlüssel", "Regionen ohne amtlichen Schlüssel"), ("region without an official key", "regions without an official key")),
}
SEVERITIES = {
    "error": (("Fehler", "Fehler"), ("error", "errors")),
    "warning": (("Warnung", "Warnungen"), ("warning", "warnings")),
    "info": (("Hinweis", "Hinweise"), ("note", "notes")),
}

LONGEST = 300
"""Letters of a sentence that are shown; findings may list hundreds of regions."""


class Descriptions(Sequence[FileDescription | PlacesDescription]):
    """The tables and lists in a folder or an archive, one after the other."""

    def __init__(self, files: Sequence[FileDescription | PlacesDescription]) -> None:
        self._files = tuple(files)

    def __len__(self) -> int:
        return len(self._files)

    def __getitem__(self, place: Any) -> Any:
        return Descriptions(self._files[place]) if isinstance(place, slice) else self._files[place]

    def __iter__(self) -> Iterator[FileDescription | PlacesDescription]:
        return iter(self._files)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Descriptions) and self._files == other._files

    def __hash__(self) -> int:
        return hash(tuple(file.file for file in self._files))

    def to_dict(self) -> dict[str, list[Any]]:
        """One row for each table: file, dialect, table, title, records, figures, number of regions, first and last period, findings by severity, problem."""
        return {name: [row[name] for row in map(_row, self._files)] for name in _row(None)}

    def to_pandas(self) -> Any:
        """The same as a pandas DataFrame."""
        from werdegang.frames import _require

        return _require("pandas", "pandas").DataFrame(self.to_dict())

    def text(self, lang: str = "en", findings: int | None = 5) -> str:
        """Lines for people, file after file."""
        return "\n\n".join(file.text(lang, findings) for file in self._files)

    def __repr__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        rows = self.to_dict()
        head = "".join(f'<th scope="col">{name.replace("_", " ")}</th>' for name in rows)
        body = "".join("<tr>" + "".join(f"<td>{html.escape(str(cell))}</td>" for cell in row) + "</tr>" for row in zip(*rows.values(), strict=True))
        return f'<table class="werdegang"><caption>{len(self)} tables</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def describe(*paths: str | os.PathLike[str], threads: int = 0, progress: Callable[[float], Any] | None = None) -> FileDescription | PlacesDescription | Descriptions:
    """What is in files and folders of official statistics: dialect, table, regions, periods, columns, and what is odd.

    One file with one table gives a `FileDescription`, one with a list of places (as `read_places` takes it) a
    `PlacesDescription`; a folder, several paths or an archive with several tables give `Descriptions`, a sequence of
    them. A file that cannot be read has its reason in `problem`; JSON in a folder that is no list is passed over. Only
    a path that leads to nothing, and a folder that holds nothing of the kind, raise `FormatError`. Every file is read
    whole.
    """
    if not paths:
        raise InvalidArgument("no path in describe: expected at least one file or folder")
    names = [os.fspath(path) for path in paths]
    books, others = _sheets.separated(names)
    lists = [path for name in others if os.path.isdir(name) for path in _json_in(name)]
    tables = [name for name in others if not os.path.isdir(name) or _holds_tables(name) or not _json_in(name)]
    found: list[FileDescription | PlacesDescription] = []
    if tables:
        found += _or_lists(_core._describe(tables, threads, progress), tables)
    for book in books:
        sheets = [item for name, text in _sheets.sheets(book) for item in _core._describe_from(name, text)]
        listed = _list_in(book) if all(item.problem for item in sheets) else None
        found += [listed] if listed else sheets
    found += [listed for listed in map(_list_in, lists) if listed]
    return found[0] if len(names) == len(found) == 1 and not os.path.isdir(names[0]) else Descriptions(found)


def _json_in(folder: str) -> list[str]:
    return sorted(os.fspath(path) for path in Path(folder).iterdir() if path.suffix.lower() in (".json", ".geojson") and path.is_file())


def _holds_tables(folder: str) -> bool:
    return any(path.suffix.lower() in (".csv", ".zip") for path in Path(folder).iterdir())


def _list_in(path: str) -> PlacesDescription | None:
    try:
        return PlacesDescription(os.path.basename(path), read_places(path))
    except (Error, ImportError, OSError):
        return None


def _or_lists(found: Sequence[FileDescription], names: Sequence[str]) -> list[FileDescription | PlacesDescription]:
    """What is no table may be a list of places."""
    files = [file for name in names for file in (map(os.fspath, sorted(Path(name).iterdir())) if os.path.isdir(name) else [name])]
    described: list[FileDescription | PlacesDescription] = []
    for item in found:
        at = next((place for place, file in enumerate(files) if os.path.basename(file) == item.file), None)
        path = files.pop(at) if at is not None else None
        described.append((item.problem and path and _list_in(path)) or item)
    return described


def _row(file: FileDescription | PlacesDescription | None) -> dict[str, Any]:
    """One line of the overview; without a file its names."""
    findings = file.findings if file else None
    if isinstance(file, PlacesDescription):
        empty = {"table": "", "title": "", "figures": 0, "regions": 0, "first_period": None, "last_period": None}
        counts = {name: findings.count(severity) for name, severity in (("errors", "error"), ("warnings", "warning"), ("notes", "info"))}
        known = {"file": file.file, "dialect": file.dialect, "records": file.records, "problem": ""} | empty | counts
        return {name: known[name] for name in _row(None)}
    return {
        "file": file and file.file,
        "dialect": file and file.dialect,
        "table": file and file.table,
        "title": file and file.title,
        "records": file and file.records,
        "figures": file and sum(column.figures for column in file.columns),
        "regions": file and sum(file.regions.values()),
        "first_period": file.periods[0] if file and file.periods else None,
        "last_period": file.periods[-1] if file and file.periods else None,
        "errors": None if findings is None else findings.count("error"),
        "warnings": None if findings is None else findings.count("warning"),
        "notes": None if findings is None else findings.count("info"),
        "problem": file and file.problem,
    }


def _counted(count: int, words: tuple[tuple[str, str], tuple[str, str]], lang: str) -> str:
    one, many = words[0] if lang == "de" else words[1]
    return f"{_text.number(count, 0, lang)} {one if count == 1 else many}"


def periods_text(periods: Sequence[str], lang: str) -> str:
    """All of a few periods, the ends of many."""
    periods = [_month(period) for period in periods]
    if len(periods) <= 4:
        return ", ".join(periods)
    return f"{periods[0]} {_text.pick(lang, 'bis', 'to')} {periods[-1]} ({len(periods)})"


def _month(period: str) -> str:
    """ "2013-01-01..2013-01-31" -> "2013-01"; others as they are."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-01\.\.\1-\2-(\d\d)", period)
    return period[:7] if found and calendar.monthrange(int(found[1]), int(found[2]))[1] == int(found[3]) else period


def _axis_text(axis: str, lang: str) -> str:
    """What a breakdown is called: in English by the name that `by=` takes."""
    known = None if lang == "en" else "Alter" if axis == "age" else getattr(codelist(axis), "label_de", None)
    return known or axis


def _column_lines(file: FileDescription, lang: str) -> list[str]:
    lines = []
    for column in file.columns:
        label = _text.pick(lang, column.label_de, column.label_en)
        name = f"{column.variable}: {label}" if label != column.variable else label
        axes = _text.pick(lang, "nach ", "by ") + ", ".join(f"{_axis_text(axis, lang)} ({size})" for axis, size in column.axes) if column.axes else ""
        figures = f"{_text.number(column.figures, 0, lang)} " + _text.pick(lang, "Werte", "figures")
        missing = f"{_text.number(column.without_value, 0, lang)} " + _text.pick(lang, "ohne Wert", "without value") if column.without_value else ""
        lines.append(", ".join(part for part in (f"{name} [{column.unit}]", axes, figures, missing) if part))
    return lines


def _lines(file: FileDescription, lang: str) -> list[tuple[str, list[str]]]:
    """Pairs of a heading and its lines."""
    if file.problem:
        return [(_text.pick(lang, "nicht lesbar", "cannot be read"), [_text.pick(lang, _reasons.in_german(file.problem), file.problem)])]
    dialect = DIALECTS.get(file.dialect, (file.dialect, file.dialect))
    records = (("Datenzeile", "Datenzeilen"), ("record", "records"))
    table = f"{file.table}: {file.title}" if file.title and file.title != file.table else file.table
    counts = [_counted(count, LEVELS[level], lang) for level, count in file.regions.items()]
    lines = [
        (_text.pick(lang, "Format", "dialect"), [f"{_text.pick(lang, *dialect)}, {file.encoding}, {_counted(file.records, records, lang)}"]),
        (_text.pick(lang, "Tabelle", "table"), [table]),
        (_text.pick(lang, "Statistik", "statistic"), [file.statistic]),
        (_text.pick(lang, "Stand", "as of"), [file.stand]),
        (_text.pick(lang, "Regionen", "regions"), [", ".join(counts)]),
        (_text.pick(lang, "Zeit", "periods"), [periods_text(file.periods, lang)]),
        (_text.pick(lang, "Werte", "values"), _column_lines(file, lang)),
    ]
    return [(head, [line for line in texts if line]) for head, texts in lines if any(texts)]


def finding_lines(file: FileDescription, lang: str, limit: int | None) -> list[str]:
    """How many findings of each severity there are, and the first of them."""
    counts = [_counted(file.findings.count(severity), words, lang) for severity, words in SEVERITIES.items() if file.findings.count(severity)]
    if not counts:
        return [] if file.problem else [_text.pick(lang, "keine", "nothing")]
    shown: Counter[str] = Counter()
    lines = [", ".join(counts)]
    for severity in SEVERITIES:
        for item in file.findings:
            if item.severity != severity:
                continue
            shown[severity] += 1
            if limit is None or shown[severity] <= limit:
                sentence = item.message(lang)
                lines.append(f"- {sentence if limit is None else textwrap.shorten(sentence, LONGEST, placeholder=' …')}")
    return lines


def text(file: FileDescription, lang: str = "en", findings: int | None = 5) -> str:
    """Lines for people; the first findings of each severity, None for all."""
    blocks = _lines(file, lang)
    odd = finding_lines(file, lang, findings)
    if odd:
        blocks.append((_text.pick(lang, "Befunde", "odd"), odd))
    width = max(len(head) for head, _ in blocks) + 2
    lines = [file.file]
    for head, texts in blocks:
        lines += [f"  {head if place == 0 else '':{width}}{line}" for place, line in enumerate(texts)]
    return "\n".join(lines)


def to_dict(file: FileDescription, lang: str = "en") -> dict[str, Any]:
    """Everything as plain values; findings as sentences."""
    names = ("file", "problem", "dialect", "encoding", "records", "table", "title", "statistic", "stand", "regions", "periods")
    columns = [
        {
            "variable": column.variable,
            "label": _text.pick(lang, column.label_de, column.label_en),
            "unit": column.unit,
            "known": column.known,
            "axes": dict(column.axes),
            "figures": column.figures,
            "without_value": column.without_value,
        }
        for column in file.columns
    ]
    return {name: getattr(file, name) for name in names} | {"columns": columns, "findings": file.findings.to_dict(lang)}


def _repr_html(file: FileDescription) -> str:
    rows = ""
    for head, texts in [*_lines(file, "en"), ("odd", finding_lines(file, "en", 5))]:
        cell = "<br>".join(html.escape(line) for line in texts)
        rows += f'<tr><th scope="row">{html.escape(head)}</th><td style="text-align:left">{cell}</td></tr>' if texts else ""
    return f'<table class="werdegang"><caption>{html.escape(file.file)}</caption><tbody>{rows}</tbody></table>'


FileDescription.to_dict = to_dict
FileDescription.text = text
FileDescription.__repr__ = text
FileDescription._repr_html_ = _repr_html

__all__ = ["Descriptions", "describe"]
