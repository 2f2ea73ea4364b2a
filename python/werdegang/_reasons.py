"""Why a file could not be read, in German: what the readers say in English, sentence by sentence."""

from __future__ import annotations

import re

_TABLE = "eine Tabelle, wie ein statistisches Amt sie ausgibt (csv, Flat-File, Quaderdatei, xlsx), oder eine mit einer Spalte für die Zeit, etwa Jahr"
_SENTENCES = (
    (r"the file is empty; expected a table exported as csv", "die Datei ist leer; erwartet wird eine als csv gespeicherte Tabelle"),
    (r"there is no such file or folder", "eine solche Datei oder einen solchen Ordner gibt es nicht"),
    (r"found '(.*)', expected a table as a statistical office exports it.*", rf"gefunden wurde „\1“, erwartet wird {_TABLE}; siehe „Reading official files“ in der Dokumentation"),
    (r"found '(.*)' in the column '(.*)' of the table .*: its point or comma .*",
     r"gefunden wurde „\1“ in der Spalte „\2“: Punkt oder Komma können Tausender oder Dezimalstellen trennen, und keine andere Zahl verrät, was gilt; erwartet werden Zahlen ohne Tausenderzeichen"),
    (r"found (\d+) fields?, expected (\d+) as in the (?:first line|header)", r"gefunden wurden \1 Felder, erwartet werden \2 wie in der Kopfzeile"),
    (r"found (\d+) fields?, expected (\d+)(.*)", r"gefunden wurden \1 Felder, erwartet werden \2"),
    (r"the columns are (.*); expected one that is a time for every line.*", r"die Spalten sind \1; erwartet wird eine, die in jeder Zeile eine Zeit nennt, etwa Jahr, Schuljahr oder Datum, oder Jahre als Namen von Spalten (eine Liste von Orten liest read_places)"),
    (r"the columns are (.*); expected at least one that holds figures.*", r"die Spalten sind \1; erwartet wird mindestens eine mit Zahlen"),
    (r"the file ends in its head; expected header rows and data lines of table (.*)", r"die Datei endet in ihrem Kopf; erwartet werden Kopf- und Datenzeilen der Tabelle \1"),
    (r"the file ends inside a record.*", "die Datei endet mitten in einem Datensatz, sie ist abgeschnitten; neu exportieren"),
    (r"(?:.*)the archive is broken or was cut: download it again", "das Archiv ist beschädigt oder abgeschnitten; neu herunterladen"),
    (r"the file is damaged or no workbook; expected .*", "die Datei ist beschädigt oder keine Arbeitsmappe; erwartet wird XLSX, XLS oder ODS: die Datei öffnen und neu speichern"),
    (r"all sheets are empty; expected a table", "alle Blätter sind leer; erwartet wird eine Tabelle"),
    (r"the file holds binary content; expected text.*", "die Datei enthält Binärdaten; erwartet wird Text"),
    (r"the file is encoded as UTF-16.*", "die Datei ist in UTF-16 gespeichert; als UTF-8 speichern"),
    (r"this is a list of institutions.*", "eine Liste von Orten; read_places liest sie"),
    (r"this is JSON and no table of figures.*", "JSON und keine Tabelle mit Zahlen; Listen von Orten (GeoJSON oder eine Liste von Objekten) liest read_places"),
    (r"this is RDF Turtle.*", "RDF Turtle wird nicht gelesen; Portale bieten dieselben Daten meist auch als csv oder GeoJSON an"),
    (r"this is a list of what a GENESIS database offers.*", "ein Verzeichnis dessen, was eine GENESIS-Datenbank anbietet, ohne Zahlen; die gewünschte Tabelle dort exportieren"),
    (r"the folder holds .*", "der Ordner enthält keine Tabelle und keine Liste von Orten"),
)


def in_german(message: str) -> str:
    """The sentence in German where it is a common one, with its file and line; others as they are."""
    for pattern, german in _SENTENCES:
        found = re.search(rf"(?:^|(?<=: )){pattern}$", message, re.DOTALL)
        if found:
            head = re.sub(r"\bline (\d+)", r"Zeile \1", message[: found.start()])
            return re.sub(r"\bcolumn (\d+)", r"Spalte \1", head) + found.expand(german)
    return message


def is_known(message: str) -> bool:
    """Whether there is a German sentence for it."""
    return in_german(message) != message
