"""Every file of the reference material loads with figures or places, or says in a sentence why not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import werdegang as wg

PROJECT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("WERDEGANG_SHARED", PROJECT.parent / "shared")) / "data"
FOLDERS = ("genesis_formats", "genesis_regionalstatistik", "ba_migration_export", "berlin_kita", "berlin_schools", "leipzig_kidsle", "zuerich_lehrstellen")
FILES = sorted(path for folder in FOLDERS for path in (SHARED / folder).rglob("*") if path.is_file())
ABSENT = "the reference material (../shared or $WERDEGANG_SHARED) is not here"

PLACES = {
    "RBS_OD_ESB_2012_12.geojson": 339, "RBS_OD_ESB_2019_06.geojson": 346, "schulen.csv": 1036, "seats.csv": 39, "spreadsheets.json": 71,
    "kitas.csv": 2552, "kitas_clean.csv": 2552, "locations.csv": 2554, "plz.csv": 190,
    "grundschule.geo.json": 65, "gymnasium.geo.json": 18, "kitas.json": 266, "new_playgrounds.json": 304,
}
NOT_READ = {
    ".md": "this is a text with headings, not a list",
    ".yaml": "no separated columns|no line names the columns|expected a list of places",
    ".ttl": "RDF Turtle, which is not read",
    ".txt": "no line names the columns",
    ".json": "such as a code list or a dictionary; expected a list of places",
}
CATALOGUES = "this is a list of what a GENESIS database offers"
WITHOUT_HEADER = ("base.csv", "bbox.csv")
FIGURES = {
    "EWR.csv": 447 * 16 * 6, "Bildung_Lehrstellen.csv": 114, "Bildung_Lehrvertraege.csv": 53, "uebersicht-offene-lehrstellen.csv": 8 * 12,
    "uebersicht-total-lehrstellen.csv": 8 * 12, "offene-und-besetzte-lehrstellen-nach-monaten_230605.csv": 2 * 11,
    "Kita_Migrationshintergrund_Laendermonitor_2020_2023.csv": 128,
}


def name_of(path: Path) -> str:
    return path.relative_to(SHARED).as_posix()


@pytest.mark.skipif(not FILES, reason=ABSENT)
@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_every_file_loads_or_says_why_not(path):
    if path.name in PLACES:
        assert len(wg.read_places(path)) == PLACES[path.name]
    elif path.suffix != ".csv":
        with pytest.raises(wg.FormatError, match=NOT_READ[path.suffix]):
            wg.read_places(path)
    elif path.name.startswith("catalogue_"):
        assert CATALOGUES in wg.describe(path).problem
    elif path.name in WITHOUT_HEADER:
        assert "expected a table as a statistical office exports it" in wg.describe(path).problem
        with pytest.raises(wg.FormatError, match="expected a list of places|no line names"):
            wg.read_places(path)
    else:
        described = wg.describe(path)
        assert described.problem == "" and described.periods
        cells = sum(column.figures + column.without_value for column in described.columns)
        assert cells == FIGURES[path.name] if path.name in FIGURES else cells > 0
        assert described.findings.count("error") == 0 or "unreadable_value" not in [item.code for item in described.findings]


@pytest.mark.skipif(not FILES, reason=ABSENT)
def test_nothing_is_left_out_of_the_walk():
    assert len(FILES) > 110 and {path.parent.name for path in FILES} >= set(FOLDERS)
    assert set(PLACES) | set(FIGURES) <= {path.name for path in FILES}


def test_exports_of_the_employment_agency(shared):
    folder = shared / "data" / "ba_migration_export"
    exports = sorted(folder.glob("20*.csv"))
    obs = wg.read_official(*exports)
    assert len(exports) == 24 and obs.regions() == ["DG"] and obs.periods() == ["2015", "2024"]
    table = obs.filter(variable=["Arbeitslose", "Arbeitsuchende", "Beschäftigte"]).table().to_pandas()
    def of(variable, year, nation):
        return table[(table["variable"] == variable) & (table["period"] == year) & (table["Staatsangehörigkeit"] == nation)]

    young = of("Arbeitslose", "2024", "total")
    assert young[young["Altersgruppe"] == "unter 25 Jahre"]["value"].tolist() == [253_611]
    assert young[young["Altersgruppe"] == "25 bis unter 55 Jahre"]["value"].tolist() == [1_852_061]
    for variable in ("Arbeitslose", "Arbeitsuchende", "Beschäftigte"):
        for year in ("2015", "2024"):
            everybody, foreigners = of(variable, year, "total"), of(variable, year, "Ausländer")
            assert len(everybody) == len(foreigners) == 8
            joined = everybody.merge(foreigners, on=["Altersgruppe", "Merkmal"])
            assert len(joined) == 8 and (joined["value_y"] <= joined["value_x"]).all()
            # The two tables of one indicator break the same persons down; the rounded employees differ by a few.
            for group in (everybody, foreigners):
                ages, degrees = group[group["Altersgruppe"].notna()]["value"].sum(), group[group["Merkmal"].notna()]["value"].sum()
                assert abs(ages - degrees) <= 30
    shares = obs.filter(variable="Arbeitslose: Anteil an Insgesamt in %").table()
    assert set(shares["unit"]) == {"Prozent"} and 0 <= shares["value"].min() <= shares["value"].max() <= 100


def test_zurich(shared):
    folder = shared / "data" / "zuerich_lehrstellen"
    tidy = wg.read_official(folder / "Bildung_Lehrstellen.csv").table().to_pandas().set_index(["variable", "period"])["value"]
    both = wg.read_official(folder / "offene-und-besetzte-lehrstellen-nach-monaten_230605.csv").table().to_pandas().set_index(["variable", "period"])["value"]
    assert both["Offen", "2022-06-01..2022-06-30"] == 2713 and both["Besetzt", "2023-05-01..2023-05-31"] == 6609
    assert tidy["lehrstellen_offen", "2018-09-01"] == 8168
    open_, total = (wg.read_official(folder / f"uebersicht-{name}-lehrstellen.csv") for name in ("offene", "total"))
    open_, total = (item.table().to_pandas().set_index("period") for item in (open_, total))
    assert len(open_) == len(total) == 96 and (open_[open_["value"].isna()].index.str[5:7].isin(["08", "11", "12"])).all()
    filled = (total["value"] - open_["value"]).dropna()
    assert filled["2013-01-01..2013-01-31"] == 11_825 - 4_098 and (filled > 0).all()
    # Filled places that the canton publishes itself are total less open.
    checked = 0
    for period, value in filled.items():
        key = ("lehrstellen_besetzt", period[:10])
        if key in tidy.index:
            assert tidy[key] == value
            checked += 1
    assert checked >= 20


def test_small_areas_of_berlin(shared):
    obs = wg.read_official(shared / "data" / "berlin_kita" / "EWR.csv")
    found = [item for item in obs.findings if item.code == "rounding_base"]
    assert len(found) >= 3 and all("3" in item.args for item in found)
    assert "region_not_stated" in [item.code for item in obs.findings]
    table = obs.filter(variable="E_E00_01", period=2001).table().to_pandas().set_index("id")["value"]
    assert table["3"] == 19 and len(table) == 447


def test_the_agency_rounds_employees(shared):
    path = next((shared / "data" / "ba_migration_export").glob("2024_besch*insgesamt_nachalters*.csv"))
    assert wg.read_official(path).table()["value"].max() > 1e6
