"""The command line: reports, lists, checks, conversion, and errors as one line."""

from __future__ import annotations

import csv
import subprocess
import sys

import pytest

import werdegang as wg

pytest.importorskip("typer", reason="the extra cli is not installed")
pytest.importorskip("rich", reason="the extra cli is not installed")
pytest.importorskip("jinja2", reason="the extra report is not installed")

from typer.testing import CliRunner  # noqa: E402

from werdegang._commands import app  # noqa: E402


@pytest.fixture(name="run")
def runner(tmp_path, monkeypatch):
    """Runs a command in an empty folder; returns exit code and output."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> tuple[int, str]:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments], env={"COLUMNS": "120"})
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.output

    return run


@pytest.fixture(name="table")
def official_table(tmp_path):
    """A small table in the form of the offices' exports."""
    head = ["GENESIS-Tabelle: 12612-01-01-4", "Geburten: Lebendgeborene nach Geschlecht - Jahressumme -;;;;;", "regionale Tiefe: Kreise und krfr. Städte;;;;;",
            "Statistik der Geburten;;;;;", "Lebendgeborene (Anzahl);;;;;", ";;;Insgesamt;männlich;weiblich"]
    rows = ["2015;15084;      Burgenlandkreis, Kreis;1407;713;694", "2015;15;  Sachsen-Anhalt;17415;8931;8484"]
    foot = ["__________", '"© Statistische Ämter des Bundes und der Länder, Deutschland, 2017.', "Dieses Werk ist lizensiert unter der Datenlizenz Deutschland",
            '- Namensnennung - Version 2.0."', "Stand: 10.10.2017 / 12:03:08"]
    path = tmp_path / "12612-01-01-4.csv"
    path.write_text("\n".join([*head, *rows, *foot]) + "\n", encoding="utf-8")
    return path


def test_demo_writes_both_languages_and_shows_figures(run, tmp_path):
    code, output = run("demo")
    assert code == 0
    assert sorted(path.name for path in (tmp_path / "werdegang-demo").iterdir()) == ["15084-de.html", "15084-de.xlsx", "15084-en.html", "15084-en.xlsx"]
    assert "Burgenlandkreis (15084)" in output and "12,2" in output and "12 von 14 (8–13)" in output
    assert str(tmp_path / "werdegang-demo" / "15084-en.html") in output.replace("\n", "")


def test_demo_in_one_language_for_another_district(run, tmp_path):
    code, output = run("demo", "--lang", "en", "--region", "Nordhausen", "--out", "here")
    assert code == 0 and "16062" in output and "rank in the state" in output
    assert sorted(path.name for path in (tmp_path / "here").iterdir()) == ["16062-en.html", "16062-en.xlsx"]


def test_report_by_name(run, tmp_path):
    code, output = run("report", "Harburg", "--out", "harburg.html", "--peer", "15084", "--peer", "16062")
    assert code == 0 and "nicht berechnet: Berufliche Ausbildung: 37 Kennzahlen; am meisten hilft: Neu abgeschlossene Ausbildungsverträge (12)" in output
    assert "Landkreis Harburg" in (tmp_path / "harburg.html").read_text(encoding="utf-8")


def test_report_from_original_tables(run, shared, tmp_path):
    code, _ = run("report", "05315", "--data", shared / "data" / "genesis_regionalstatistik", "--lang", "en", "--out", "cologne.html")
    page = (tmp_path / "cologne.html").read_text(encoding="utf-8")
    assert code == 0 and "North Rhine-Westphalia" in page and "Demonstration" not in page


def test_indicators(run):
    code, output = run("indicators", "Betreuungsquote")
    assert code == 0 and "C.care_rate_u3" in output and "A.youth_ratio" not in output
    assert all(identifier in run("indicators", "--lang", "en")[1] for identifier in wg.indicators.ids())


def test_check_says_what_is_there(run, table):
    code, output = run("check", table)
    assert code == 0
    assert "12612-01-01-4: " in output and "Pivot-Export einer GENESIS-Datenbank" in output and "Lebendgeborene" in output
    assert "2015" in output and "1 Kreis" in output and "2017-10-10" in output
    assert "0 Fehler" in output


def test_check_of_a_broken_folder_ends_with_one(run, table, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    text = table.read_text(encoding="utf-8")
    (folder / "12612-01-01-4.csv").write_text(text.replace("2015;15;  Sachsen-Anhalt;17415;8931;8484", "2015;15;  Sachsen-Anhalt;174x15;8931;8484"), encoding="utf-8")
    code, output = run("check", folder, "--lang", "en")
    assert code == 1 and "1 errors" in output.replace("\u00a0", " ") and "174x15" in output


def test_check_of_a_mixed_folder_says_what_every_file_is(run, table, tmp_path):
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "births.csv").write_bytes(table.read_bytes())
    (folder / "kitas.csv").write_text("id;name;art;lon;lat;plätze\nK1;Sonne;Kita;11,8;51,1;84\nK2;Bach;Hort;;;20\n", encoding="utf-8")
    (folder / "codes.json").write_text('{"a": 1, "b": [2]}', encoding="utf-8")
    (folder / "README.md").write_text("# Hinweise\n", encoding="utf-8")
    (folder / "kitas.ttl").write_text("@prefix a: <b> .\n", encoding="utf-8")
    (folder / "persons.csv").write_text("Nachname;Vorname\nA;B\n", encoding="utf-8")
    code, output = run("check", folder)
    assert code == 0
    for words in ("2 Orte, 1 mit Koordinaten", "Plätze 104", "Kita (1), Hort (1)", "- Orte ohne Koordinaten: 1 (Bach). (Zeile 3)", "Ein Verzeichnis von Codes",
                  "Ein Begleittext, keine Daten.", "RDF Turtle wird nicht gelesen", "6 Dateien: 1 mit Tabellen, 1 Listen mit 2 Orten, 4 nicht gelesen"):
        assert words in " ".join(output.split()) or words in output
    code, output = run("check", folder / "kitas.csv", "--lang", "en")
    assert code == 0 and "2 places, 1 with coordinates" in output
    (folder / "broken.geojson").write_text('{"type": "FeatureCollection",\n"features": [{]}', encoding="utf-8")
    code, output = run("check", folder)
    assert code == 1 and "Zeile 2, Spalte 15: found ']'" in " ".join(output.split())


def test_check_of_nothing_is_a_mistake(run, tmp_path):
    (tmp_path / "leer").mkdir()
    code, output = run("check", tmp_path / "leer")
    assert code == 2 and "hier liegt keine Datei" in output
    code, output = run("check", tmp_path / "nirgends")
    assert code == 2 and "gibt es nicht" in output
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")
    code, output = run("check", tmp_path / "empty.csv")
    assert code == 1 and "die Datei ist leer; erwartet wird" in " ".join(output.split())


def test_convert_to_csv(run, table, tmp_path):
    code, output = run("convert", table, "--out", "births.csv", "--region", "15084")
    with (tmp_path / "births.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert code == 0 and "3 rows" in output
    assert {row["sex"]: float(row["value"]) for row in rows} == {"total": 1407, "male": 713, "female": 694}
    assert {row["region"] for row in rows} == {"15084"}


def test_convert_to_parquet(run, table, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra arrow is not installed")
    assert run("convert", table, "--out", "births.parquet")[0] == 0
    assert parquet.read_table(tmp_path / "births.parquet").num_rows == 6


@pytest.mark.parametrize(("arguments", "words"), [
    (("report", "Burgnlandkreis"), "did you mean"),
    (("report", "15084", "--lang", "fr"), "expected de or en"),
    (("report", "15084", "--out", "x.pdf"), "ends in .html"),
    (("report", "15084", "--data", "nowhere"), "does not exist"),
    (("indicators", "xyzzy"), "xyzzy"),
    (("convert", "nowhere", "--out", "x.csv"), "does not exist"),
    (("convert", "nowhere", "--out", "x.txt"), ".csv or .parquet"),
    (("check", "nowhere.csv"), "gibt es nicht"),
])
def test_mistakes_are_one_line_and_code_two(run, tmp_path, arguments, words):
    code, output = run(*arguments)
    assert code == 2
    assert words in output and "Traceback" not in output
    assert output.strip().count("\n") == 0
    assert list(tmp_path.iterdir()) == []


def test_entry_point_names_the_missing_extra():
    code = "import sys; sys.modules['typer'] = None; from werdegang.cli import main; main()"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 2 and "werdegang[cli,report]" in result.stderr and "Traceback" not in result.stderr


def test_help_lists_the_commands(run):
    code, output = run("--help")
    assert code == 0 and all(command in output for command in ("report", "demo", "indicators", "check", "convert"))
