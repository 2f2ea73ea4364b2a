"""All tables of the report in one workbook: contents and attribution first, then one sheet a table."""

from __future__ import annotations

import datetime
import os
from typing import TYPE_CHECKING

from .. import _text
from . import tables as _tables
from . import texts as _texts
from .extras import require
from .model import Cell, Figure, ReportModel, Table
from .texts import Texts

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_FORBIDDEN_IN_NAMES = str.maketrans({character: " " for character in "[]:*?/\\"})
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def render_xlsx(model: ReportModel, path: str | os.PathLike[str]) -> None:
    """Writes the workbook. Needs the ``report`` extra (xlsxwriter). Text is never written as a formula or a link."""
    xlsxwriter = require("xlsxwriter")
    texts = _texts.load(model.language)
    tables = _tables.all_tables(model, texts)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(os.fspath(path), options) as workbook:
        title = texts("page.title", in_place=_text.in_place(model.region.name, model.language))
        created = datetime.datetime.fromisoformat(model.data_date)
        workbook.set_properties({"title": title, "author": model.producer, "created": created})
        styles = _Styles(workbook)
        names = _sheet_names(tables, texts("appendix.sheet_contents"))
        _contents(workbook.add_worksheet(texts("appendix.sheet_contents")), model, title, tables, names, texts, styles)
        for table, name in zip(tables, names):
            _sheet(workbook.add_worksheet(name), table, model, texts, styles)


class _Styles:
    """The cell formats of a workbook; number formats are made when first needed."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._numbers: dict[str, Format] = {}
        self.title = workbook.add_format({"bold": True, "font_size": 14, "font_color": "#0b4a63"})
        self.head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2, "bottom_color": "#0b4a63"})
        self.text = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.guarded = workbook.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        self.note = workbook.add_format({"font_color": "#4b5b65", "valign": "top"})
        self.why = workbook.add_format({"italic": True, "align": "right", "valign": "top", "font_color": "#4b5b65"})

    def number(self, pattern: str) -> Format:
        if pattern not in self._numbers:
            self._numbers[pattern] = self._workbook.add_format({"num_format": pattern, "valign": "top"})
        return self._numbers[pattern]


def _contents(sheet: Worksheet, model: ReportModel, title: str, tables: list[Table], names: list[str], texts: Texts, styles: _Styles) -> None:
    language = model.language
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 84)
    sheet.write_string(0, 0, title, styles.title)
    lines = [texts("page.key", code=model.region.code), texts("page.territory", date=_text.date(model.territory_date, language)),
             texts("page.data", date=_text.date(model.data_date, language))]
    if model.demonstration:
        lines.insert(0, texts("page.demo_note"))
    row = 1
    for line in lines:
        sheet.write_string(row, 0, line, styles.note)
        row += 1
    row += 1
    for column, key in enumerate(("appendix.sheet", "appendix.table", "appendix.rows")):
        sheet.write_string(row, column, texts(key), styles.head)
    for table, name in zip(tables, names):
        row += 1
        sheet.write_url(row, 0, f"internal:'{name}'!A1", string=name)
        _write_text(sheet, row, 1, table.title, styles)
        sheet.write_number(row, 2, len(table.rows))
    row += 2
    sheet.write_string(row, 0, texts("sources.title"), styles.head)
    for source in model.sources:
        row += 1
        _write_text(sheet, row, 0, source.code, styles)
        as_of = f", {texts('sources.as_of', date=_text.date(source.as_of, language))}" if source.as_of else ""
        _write_text(sheet, row, 1, source.title + as_of, styles)
    for attribution in dict.fromkeys(f"{source.attribution}, {source.licence}" for source in model.sources):
        row += 1
        _write_text(sheet, row, 1, attribution, styles)


def _sheet(sheet: Worksheet, table: Table, model: ReportModel, texts: Texts, styles: _Styles) -> None:
    """Title, source line and note above the header; the header row stays in view."""
    sheet.write_string(0, 0, table.title, styles.title)
    lines = [_tables.source_line(table.sources, model, texts), table.note, texts("page.demo") if model.demonstration else ""]
    row = 1
    for line in filter(None, lines):
        sheet.write_string(row, 0, line, styles.note)
        row += 1
    header = row + 1
    for column, name in enumerate(table.columns):
        sheet.write_string(header, column, name, styles.head)
        sheet.set_column(column, column, _column_width(table, column, texts))
    for offset, cells in enumerate(table.rows, 1):
        for column, cell in enumerate(cells):
            _write(sheet, header + offset, column, cell, texts, styles)
    sheet.freeze_panes(header + 1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header)
    if model.demonstration:
        sheet.set_header(f"&R{texts('page.demo')}")
    sheet.set_footer(f"&L{table.sheet.replace('&', '&&')}&R&P / &N")


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, texts: Texts, styles: _Styles) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, Figure):
        if cell.value is None:
            sheet.write_string(row, column, _text.status_text(cell.status, texts.language), styles.why)
        else:
            sheet.write_number(row, column, cell.value, styles.number(_pattern(cell)))
    elif isinstance(cell, (int, float)):
        sheet.write_number(row, column, cell, styles.number("#,##0" if float(cell).is_integer() else "#,##0.00"))
    else:
        _write_text(sheet, row, column, cell, styles)


def _write_text(sheet: Worksheet, row: int, column: int, text: str, styles: _Styles) -> None:
    """Text as text: a cell that looks like a formula also carries the quote prefix, so that editing does not wake it."""
    sheet.write_string(row, column, text, styles.guarded if text.startswith(_FORMULA_STARTS) else styles.text)


def _pattern(figure: Figure) -> str:
    """The number format of a figure; Excel itself writes the marks of the reader's country."""
    pattern = "#,##0" + ("." + "0" * figure.digits if figure.digits else "")
    return f'{pattern}" %"' if _text.canonical_unit(figure.unit) == "percent" else pattern


def _column_width(table: Table, column: int, texts: Texts) -> float:
    longest = max((len(row[column].text(texts.language) if isinstance(row[column], Figure) else str(row[column] or "")) for row in table.rows), default=0)
    return max(10, min(60, max(longest, min(len(table.columns[column]), 18)) + 2))


def _sheet_names(tables: list[Table], taken: str) -> list[str]:
    """Unique names of at most 31 characters, as the format demands."""
    used, names = {taken.casefold()}, []
    for table in tables:
        base = table.sheet.translate(_FORBIDDEN_IN_NAMES).strip("' ")[:31] or "Sheet"
        name, number = base, 2
        while name.casefold() in used:
            name, number = f"{base[:28]} {number}", number + 1
        used.add(name.casefold())
        names.append(name)
    return names
