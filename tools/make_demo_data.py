"""Writes the package's demonstration data from original files of the Regionaldatenbank Deutschland.

usage: make_demo_data.py FOLDER [TARGET]

FOLDER holds the csv exports of the tables named in SELECTION; of several extracts of a table the one with most figures is
taken. The result depends on these files only and is the same byte for byte in every run.
"""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from pathlib import Path

import werdegang as wg
from werdegang._core import find_region

STATES = ("03", "15", "16")
ATTRIBUTION = "© Statistische Ämter des Bundes und der Länder, Datenlizenz Deutschland – Namensnennung – Version 2.0"
FIXED = ("variable", "region", "period", "value", "status", "flags", "unit", "source")
TARGET = Path(__file__).resolve().parent.parent / "python" / "werdegang" / "datasets" / "demo"


@dataclass(frozen=True)
class Part:
    """One table's figures of a variable: years from `first`; a row is kept that has the codes of one of `keep`."""

    variable: str
    table: str
    first: int = 0
    keep: tuple[dict[str, tuple[str, ...]], ...] = ({},)
    dissolved: bool = False


TOTAL = ("total",)
SELECTION = (
    Part("births", "12612-01-01-4", 2004, dissolved=True),
    Part("births", "12612-02-01-4", 2015, ({"sex": TOTAL, "nationality": TOTAL},)),
    Part("children_in_daycare", "22543-01-01-4", 0, ({"provider": TOTAL}, {"trait": TOTAL})),
    Part("children_in_daycare", "22543-01-02-4", 0, ({"provider": TOTAL}, {"trait": TOTAL})),
    Part("daycare_core_staff", "22543-02-02-4"),
    Part("daycare_facilities", "22541-01-04-4"),
    Part("daycare_places", "22541-01-04-4"),
    Part("daycare_staff", "22541-01-04-4", 0, ({"sex": TOTAL},)),
    Part("daycare_staff_fte", "22541-01-04-4"),
    Part("population", "12411-01-01-4", 2000, ({"sex": TOTAL},), dissolved=True),
    Part("population", "12411-03-03-4", 2015, ({"sex": ("total", "female"), "nationality": TOTAL}, {"sex": TOTAL, "age": TOTAL})),
    Part("population", "12411-04-01-4", 2010, ({"sex": TOTAL},)),
    Part("pupils", "21111-01-03-4", 2015),
    Part("school_leavers", "21111-02-06-4", 2006, dissolved=True),
    Part("schools", "21111-01-03-4", 2015),
    Part("unemployed", "13211-02-05-4", 2007),
    Part("unemployment_rate", "13211-02-05-4", 2007),
    Part("vocational_certificates", "21121-02-02-4", 2006, ({"sex": TOTAL},)),
    Part("vocational_pupils", "21121-01-05-4", 2015),
    Part("vocational_schools", "21121-01-05-4", 2015),
)


def fullest_extracts(folder: Path) -> dict[str, wg.Observations]:
    """The figures of every table, from the extract of it that holds most of them."""
    found: dict[str, wg.Observations] = {}
    for path in sorted(folder.glob("*.csv")):
        if not any(path.name.startswith(part.table) for part in SELECTION):
            continue
        read = wg.read_official(path, keep_unknown=False, check=False)
        table = read.sources[0].table
        if table not in found or (len(read), read.sources[0].stand) > (len(found[table]), found[table].sources[0].stand):
            found[table] = read
    missing = sorted({part.table for part in SELECTION} - set(found))
    if missing:
        raise SystemExit(f"{folder}: no file of table {', '.join(missing)}")
    return found


def regions_of(observations: wg.Observations, part: Part) -> list[str]:
    """Germany, the states and their districts; dissolved districts only where asked for."""
    kept = []
    for code in observations.regions():
        region = find_region(code)
        if code == "DG" or code in STATES:
            kept.append(code)
        elif region and region.level == "district" and code[:2] in STATES and (part.dissolved or (region.last_day or "9999") > "2015"):
            kept.append(code)
    return kept


def wanted(row: dict[str, object], part: Part) -> bool:
    """Whether a figure is in the selection; keys that did not exist and columns that were not collected are left out."""
    kept = any(all(row[axis] in codes for axis, codes in choice.items() if row[axis] is not None) for choice in part.keep)
    return kept and int(str(row["period"])[:4]) >= part.first and row["status"] not in ("not_existing", "missing")


def number(value: float | None) -> str:
    """Whole numbers without a point, others as short as they are exact."""
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def rows_of(part: Part, found: dict[str, wg.Observations]) -> list[dict[str, str]]:
    """The rows of a part as texts; the status `reported` is left empty."""
    table = found[part.table].filter(variable=part.variable, region=regions_of(found[part.table], part)).table()
    result = []
    for row in table.to_dicts():
        if wanted(row, part):
            axes = {name: str(row[name] or "") for name in table.column_names if name not in FIXED}
            status = "" if row["status"] == "reported" else str(row["status"])
            result.append({"region": row["region"], "period": row["period"], **axes, "value": number(row["value"]), "status": status,
                           "flags": row["flags"] or "", "table": part.table})
    return result


def write(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    """A csv file with unix line ends; cells that a row does not have are empty."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(arguments: list[str]) -> None:
    """Reads the original files and writes one file a variable, and the list of sources."""
    if len(arguments) not in (1, 2):
        raise SystemExit(__doc__)
    target = Path(arguments[1]) if len(arguments) == 2 else TARGET
    target.mkdir(parents=True, exist_ok=True)
    found = fullest_extracts(Path(arguments[0]))
    for variable in sorted({part.variable for part in SELECTION}):
        rows = [row for part in SELECTION if part.variable == variable for row in rows_of(part, found)]
        axes = [name for row in rows for name in row if name not in ("region", "period", "value", "status", "flags", "table")]
        write(target / f"{variable}.csv", ["region", "period", *dict.fromkeys(axes), "value", "status", "flags", "table"], rows)
    sources = [found[table].sources[0] for table in sorted({part.table for part in SELECTION})]
    columns = ["table", "title", "stand", "licence", "attribution", "hash"]
    write(target / "sources.csv", columns, [{"table": item.table, "title": item.title, "stand": item.stand, "licence": item.licence,
                                             "attribution": ATTRIBUTION, "hash": item.hash} for item in sources])


if __name__ == "__main__":
    main(sys.argv[1:])
