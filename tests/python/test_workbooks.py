"""Sheets are read like the csv files that they could have been saved as."""

from __future__ import annotations

import csv
import datetime
import re
import subprocess
import sys
from pathlib import Path

import pytest

import werdegang as wg

pytest.importorskip("python_calamine", reason="the extra excel is not installed")
xlsxwriter = pytest.importorskip("xlsxwriter", reason="the extra report is not installed")

FIXTURES = Path(__file__).parents[1] / "fixtures"
TABLES = [*sorted((FIXTURES / "official").glob("*.csv")), FIXTURES / "tables" / "portal.csv", FIXTURES / "tables" / "agency.csv"]


def typed(text: str, english: bool):
    """A cell as a person would have it in a sheet: numbers as numbers, dates as dates, codes as text."""
    if re.fullmatch(r"-?(0|[1-9]\d{0,14})", text):
        return int(text)
    if re.fullmatch(r"-?\d+[.,]\d+", text) and ("." in text) == english:
        return float(text.replace(",", "."))
    if re.fullmatch(r"\d\d\.\d\d\.\d{4}", text):
        return datetime.datetime.strptime(text, "%d.%m.%Y")
    return text


def save(path: Path, sheets: dict[str, list[list]]) -> Path:
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd.mm.yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell != "":
                    sheet.write(number, column, cell)
    book.close()
    return path


def rows_of(path: Path) -> list[list]:
    data = path.read_bytes()
    text = data.decode("utf-8-sig") if b"\xc3" in data or data.isascii() else data.decode("latin-1")
    english = "value_variable_code" in text and "number" in text
    rows = list(csv.reader(text.splitlines(keepends=True), delimiter=";"))
    return [[cell if column < 3 and cell.isdigit() and cell.startswith("0") else typed(cell, english) for column, cell in enumerate(row)] for row in rows]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_a_sheet_reads_like_its_csv(path, tmp_path):
    expected = wg.read_official(path)
    book = save(tmp_path / f"{path.stem}.xlsx", {"Tabelle": rows_of(path)})
    found = wg.read_official(book)
    assert found.variables() == expected.variables()
    columns = [name for name in expected.table().column_names if name != "source"]
    assert found.table().to_pandas()[columns].equals(expected.table().to_pandas()[columns])
    assert found.sources[0].file == f"{path.stem}.xlsx [Tabelle]" and found.sources[0].table == expected.sources[0].table
    assert wg.describe(book).dialect == wg.describe(path).dialect


def test_all_sheets_of_a_book_in_a_folder(tmp_path):
    table = [["Jahr", "Bundesland", "Wert"], [2015, "Bayern", 1234.5], [2016, "Bayern", 2]]
    other = [["Jahr", "Bundesland", "Anzahl der Kurse"], [datetime.datetime(2015, 12, 31), "Hessen", 7]]
    save(tmp_path / "a.xlsx", {"Werte": table, "Kurse": other, "Leer": [], "Notiz": [["Nur ein Text"]]})
    obs = wg.read_official(tmp_path)
    assert obs.table().to_pandas()[["variable", "region", "period", "value"]].values.tolist() == [
        ["Werte", "09", "2015", 1234.5], ["Werte", "09", "2016", 2], ["Anzahl der Kurse", "06", "2015-12-31", 7]]
    assert len(wg.describe(tmp_path)) == 3 and "expected" in wg.describe(tmp_path)[2].problem


def test_a_header_that_is_merged_stands_over_all_its_columns(tmp_path):
    book = xlsxwriter.Workbook(str(tmp_path / "m.xlsx"))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Tab.1.2"])
    sheet.merge_range(2, 2, 2, 3, "Gymnasium")
    sheet.write_row(2, 0, ["Land", "Schuljahr"])
    sheet.write_row(3, 2, ["Insgesamt", "weiblich"])
    sheet.write_row(4, 0, ["Hessen", "1999/2000", 200, 110])
    book.close()
    assert wg.read_official(tmp_path / "m.xlsx").variables() == ["Gymnasium / Insgesamt", "Gymnasium / weiblich"]


def test_a_list_of_places_in_a_sheet(tmp_path):
    rows = [["Nr", "Name", "Längengrad", "Breitengrad", "Plätze"], ["007", "Kita", 11.8, 51.15, 84], ["008", "Hort", "", "", 20]]
    places = wg.read_places(save(tmp_path / "p.xlsx", {"Hinweise": [["Stand 2024"]], "Liste": rows}))
    assert places["id"].tolist() == ["007", "008"] and places["places"].sum() == 104 and places.table["longitude"][0] == 11.8


def test_what_is_no_workbook_says_so(tmp_path):
    broken = tmp_path / "x.xlsx"
    broken.write_bytes(b"PK\x03\x04 no")
    with pytest.raises(wg.FormatError, match="x.xlsx: the file is damaged or no workbook.*open it and save it again"):
        wg.read_official(broken)
    with pytest.raises(wg.FormatError, match="all sheets are empty"):
        wg.read_places(save(tmp_path / "e.xlsx", {"A": []}))
    with pytest.raises(wg.FormatError, match="no sheet holds what was expected: .*"):
        wg.read_official(save(tmp_path / "n.xlsx", {"A": [["Nur", "Text"], ["a", "b"]]}))


def test_without_the_extra_the_message_says_what_to_install(tmp_path):
    save(tmp_path / "a.xlsx", {"A": [["Jahr", "Wert"], [2015, 1]]})
    code = f"import sys; sys.modules['python_calamine'] = None; import werdegang as wg; wg.read_official({str(tmp_path / 'a.xlsx')!r})"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "ImportError: a.xlsx is a workbook" in result.stderr and "pip install 'werdegang[excel]'" in result.stderr


def test_a_formula_without_a_result_is_a_finding(tmp_path):
    book = xlsxwriter.Workbook(str(tmp_path / "f.xlsx"))
    sheet = book.add_worksheet("Erstes & Zweites")
    for number, row in enumerate([["Jahr", "Bundesland", "Wert"], [2015, "Bayern", 4], [2016, "Bayern"], [2017, "Bayern"], [2018, "Bayern", "#NV"]]):
        sheet.write_row(number, 0, row)
    sheet.write_formula(2, 2, "=1/0", None, "#DIV/0!")
    sheet.write_formula(3, 2, "=NA()", None, "#N/A")
    book.close()
    found = wg.read_official(tmp_path / "f.xlsx")
    assert found.table()["status"].tolist() == ["reported", "missing", "missing", "missing"]
    unreadable = [item for item in found.findings if item.code == "unreadable_value"]
    assert [(item.args[0], item.row, item.column) for item in unreadable] == [("#DIV/0!", 3, 3), ("#N/A", 4, 3), ("#NV", 5, 3)]


@pytest.mark.parametrize("path", [path for path in TABLES if path.name != "portal.csv"], ids=lambda path: path.name)
def test_a_formula_without_a_result_is_a_finding_in_every_dialect(path, tmp_path):
    rows = rows_of(path)
    row = max(r for r, cells in enumerate(rows) if len(cells) > 2 and isinstance(cells[-1], (int, float)))
    rows[row][-1] = "#DIV/0!"
    book = save(tmp_path / f"{path.stem}.xlsx", {"Tabelle": rows})
    assert "unreadable_value" in [item.code for item in wg.read_official(book).findings]
