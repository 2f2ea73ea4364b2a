"""The workbook: every table, spelled-out statuses, text that stays text."""

from __future__ import annotations

import sys
from dataclasses import replace

import openpyxl
import pytest

from werdegang.report import render_xlsx
from werdegang.report.model import Table


@pytest.fixture(name="saved")
def saved_fixture(tmp_path):
    def save(model):
        path = tmp_path / "report.xlsx"
        render_xlsx(model, path)
        return openpyxl.load_workbook(path)
    return save


def values(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_sheets_and_attribution(build_model, saved):
    book = saved(build_model("de"))
    assert book.sheetnames == ["Inhalt", "Kennzahlen", "Alle Werte", "Bildungskette", "Abschlüsse", "Entwicklung 1", "Kreise 1",
                               "Was fehlt", "Nicht berechnet", "Unbekanntes", "Definitionen", "Befunde"]
    first = str(values(book["Inhalt"]))
    assert "© Statistische Ämter des Bundes und der Länder, dl-de/by-2-0" in first
    assert "Demonstrationsdaten" in first
    for name in book.sheetnames[1:6]:
        assert "21111-02-06" in str(values(book[name])[1]), name


def test_numbers_are_numbers_and_statuses_words(build_model, saved):
    rows = values(saved(build_model("de"))["Alle Werte"])
    head = next(row for row in rows if row[0] == "Kennzahl")
    own = dict(zip(head, rows[rows.index(head) + 1]))
    assert own["Wert"] == pytest.approx(100 * 162 / 1323)
    assert (own["Zähler"], own["Nenner"], own["Status"], own["Verfahren"]) == (162, 1323, "berechnet", "berechnet")
    lost = dict(zip(head, rows[-1]))
    assert lost["Wert"] == lost["Status"] == "nicht erhoben oder nicht geliefert"


def test_number_formats(build_model, saved):
    sheet = saved(build_model("en"))["Certificates"]
    formats = {cell.number_format for row in sheet.iter_rows() for cell in row if isinstance(cell.value, (int, float))}
    assert formats == {"#,##0", '#,##0.0" %"'}


@pytest.mark.parametrize("text", ["=1+1", "+49 3443", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x\")", "http://example.org"])
def test_text_stays_text(build_model, saved, text):
    table = Table(key="own", title=text, sheet="=own/[x]*", columns=("a", text), rows=((text, text),))
    book = saved(build_model("de", tables=(table,)))
    sheet = book["=own x"] if "=own x" in book.sheetnames else book[next(name for name in book.sheetnames if name.startswith("=own"))]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.value for cell in cells].count(text) == 4
    assert all(cell.data_type == "s" and cell.hyperlink is None for cell in cells)


def test_sheet_names_are_short_and_unique(build_model, saved):
    table = Table(key="own", title="x", sheet="Ein sehr langer Name für ein Tabellenblatt", columns=("a",), rows=(("1",),))
    names = saved(build_model("de", tables=(table, replace(table, key="two")))).sheetnames
    assert len({name.casefold() for name in names}) == len(names)
    assert all(len(name) <= 31 for name in names)


def test_a_missing_package_is_named(build_model, monkeypatch, tmp_path):
    model = build_model("de")
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(ImportError, match=r"xlsxwriter is not installed.*werdegang\[report\]"):
        render_xlsx(model, tmp_path / "x.xlsx")
