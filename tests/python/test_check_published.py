"""Published tables of the Regionalatlas against the raw tables: what comes out again, and what is said where it does not."""

from __future__ import annotations

import pytest

import werdegang as wg

COMPARED = {
    ("AI002-2", "age=0-17"): 908,
    ("AI002-2", "age=18-24"): 908,
    ("AI002-2", "age=25-44"): 908,
    ("AI002-2", "age=45-64"): 908,
    ("AI002-2", "age=65+"): 908,
    ("AI003-1", "age=0-2, provider=childminder"): 898,
    ("AI003-1", "age=0-2, provider=facility"): 907,
    ("AI003-1", "age=3-5, provider=facility"): 905,
    ("AIG-03-1", "age=0-2, provider=childminder"): 898,
    ("AIG-03-1", "age=0-2, provider=facility"): 907,
    ("AI003-2", "certificate=ahr"): 4545,
    ("AI003-2", "certificate=without_hsa"): 4566,
    ("AI-N-06", "certificate=ahr"): 4545,
    ("AI-N-06", "certificate=without_hsa"): 4566,
    ("AI-N-07", "age=15-24"): 3348,
    ("AI008-2", "age=15-24"): 3348,
    ("AI008-2", "nationality=foreign"): 3348,
    ("AI008-2", "sex=female"): 3348,
    ("AI008-2", "sex=male"): 3348,
}


def test_every_published_cell_comes_out_again(official):
    """All columns, regions and years of the folder for which the raw tables are there; every cell is equal."""
    checked = wg.check_published(official)
    compared = {(series.source.split("_")[0], series.breakdown): series.compared for series in checked.series if series.breakdown and series.compared}
    assert compared == COMPARED
    ratios = [series for series in checked.series if series.source.startswith("AI-N-04")]
    assert [(series.variable, series.compared, series.years) for series in ratios] == [
        (f"published_{name}", 908, "2010, 2015") for name in ("old_age_ratio", "youth_ratio", "total_dependency")
    ]
    assert [series.differing for series in checked.series if series.differing] == []
    assert checked.equal == checked.compared == sum(COMPARED.values()) + 3 * 908


def test_full_day_care_lacks_its_raw_figures(official):
    """AI-N-05: no raw table of the folder has hours of care. What can be held against it: it is no more than all care."""
    lacking = [series for series in wg.check_published(official).series if not series.compared]
    assert [(series.source, series.breakdown) for series in lacking] == [("AI-N-05_00.csv", "age=0-2"), ("AI-N-05_00.csv", "age=3-5")]
    assert "mehr als sieben Stunden" in lacking[0].text("de")
    assert "more than seven hours" in lacking[0].text("en")
    rates = official.filter(variable="published_care_rate").table().to_dicts()
    care = {(row["region"], row["period"], row["age"], row["provider"]): row["value"] for row in rates if row["source"] == "AI003-1_00.csv"}
    held = 0
    for row in official.filter(variable="published_full_day_care_rate").table().to_dicts():
        cell = row["region"], row["period"], row["age"]
        parts = [care.get((*cell, provider)) for provider in ("facility", "childminder")]
        if row["value"] is not None and parts[0] is not None:
            assert row["value"] <= parts[0] + (parts[1] or 0), cell
            held += 1
    assert held == 7148


RATES = "Regionalatlas Deutschland"
PRINTED = {
    "AI002-1": (
        ["Bevölkerungsdichte (Einwohner je qkm)", "Zunahme(+)/Abnahme(-) der Bevölkerung je 10.000 EW", "Anteil Ausländer an der Gesamtbevölkerung", "Lebendgeborene je 10.000 Einwohner",
         "Gestorbene je 10.000 Einwohner", "Geburten-/Gestorbenenüberschuss je 10.000 Einw.", "Wanderungssaldo je 10.000 Einwohner"],
        ["2015;11;  Berlin;3947,6;143,6;15,5;108,8;98,1;10,7;117,6", "2015;13004;      Schwerin;741,6;493,5;8,7;93,6;127,1;-33,6;525,0", "2015;14612;      Dresden;1655,6;139,2;5,7;115,2;101,5;13,7;123,8",
         "2015;15;  Sachsen-Anhalt;109,8;44,3;3,9;77,7;144,5;-66,7;109,2", "2015;15084;      Burgenlandkreis;130,2;1,4;4,1;76,4;152,9;-76,5;77,5",
         "2015;16074;      Saale-Holzland-Kreis;105,7;260,7;5,5;81,5;117,9;-36,4;293,4"],
        ["12612-01-01-4_00.csv", "12411-01-01-4_00.csv", "12411-03-03-4_00.csv"],
    ),
    "AI003-3": (
        ["Betreuungsquote 0 bis 2 Jahre", "Betreuungsquote 3 bis 5 Jahre"],
        ["2011;DG;Deutschland;25,2;93,0", "2011;01;  Schleswig-Holstein;21,6;89,9", "2011;02;  Hamburg;32,4;85,1", "2011;03103;      Wolfsburg;25,7;98,3",
         "2011;07335;      Kaiserslautern, Landkreis;31,1;108,9", "2011;08221;      Heidelberg, Stadtkreis;37,6;99,5"],
        ["22543-01-02-4_00.csv", "12411-04-01-4_00.csv"],
    ),
    "AIG-24": (
        ["Männliches pädagogisches Personal"],
        ["2011;DG;Deutschland;3,8", "2011;01001;      Flensburg;11,8", "2011;02;  Hamburg;9,6", "2011;06412;      Frankfurt am Main;11,9", "2011;09272;      Freyung-Grafenau, Landkreis;0,0",
         "2011;09376;      Schwandorf, Landkreis;0,2"],
        ["22541-01-04-4_00.csv"],
    ),
    "AIG-03-2": (
        ["Anteil männl. Schulabg. mit allgem. Hochschulreife", "Anteil männl. Schulabgänger ohne Hauptschulabschl.", "Anteil männl. Schulabgänger mit Hauptschulabschl."],
        ["2006;DG;Deutschland;43,9;63,1;57,6", "2006;01001;      Flensburg;43,7;62,3;52,8", "2006;02;  Hamburg;43,8;56,8;57,0", "2006;07333;      Donnersbergkreis;13,2;73,3;58,0"],
        ["21111-02-06-4.csv"],
    ),
    "AI008-1": (
        ["Arbeitslosenquote", "Anteil Arbeitslose 15-24 Jahre an Arbeitsl. insg.", "Anteil Arbeitslose 55-64 Jahre an Arbeitsl. insg.", "Anteil Langzeitarbeitslose an Arbeitslosen insg.",
         "Anteil arbeitslose Ausländer an Arbeitslosen insg."],
        ["2001;DG;Deutschland;9,4;11,5;18,5;33,4;12,1", "2001;01001;      Flensburg;12,1;14,8;11,9;24,5;11,2", "2001;02;  Hamburg;8,2;10,5;18,6;31,0;22,2",
         "2001;06412;      Frankfurt am Main;6,5;8,7;22,5;32,2;38,2"],
        ["13211-01-03-4_00.csv", "13211-02-05-4_00.csv"],
    ),
}
"""Rows of further tables of the Regionalatlas, (c) Statistische Ämter des Bundes und der Länder, 2017, dl-de/by-2-0."""


def printed_table(folder, name, extra=()):
    labels, rows, _ = PRINTED[name]
    empty = ";" * (len(labels) + 2)
    lines = [f"GENESIS-Tabelle: {name}", "Regionalatlas Deutschland" + empty, "Indikatoren" + empty, "Regionalatlas Deutschland" + empty, ";;;" + ";".join(labels),
             ";;;" + ";".join(["Prozent"] * len(labels)), *rows, *extra, "__________", '"(C)opyright Statistische Ämter', 'des Bundes und der Länder, 2017"', "Stand: 10.10.2017 / 17:14:40"]
    path = folder / f"{name}_00.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("name", PRINTED)
def test_further_tables_come_out_again(name, shared, tmp_path):
    labels, rows, raw = PRINTED[name]
    folder = shared / "data" / "genesis_regionalstatistik"
    observations = wg.read_official(printed_table(tmp_path, name), *(folder / file for file in raw), check=False)
    checked = wg.check_published(observations)
    columns = 3 if name == "AI002-1" else len(labels)  # neither deaths, migration nor the area are in the folder
    assert (checked.equal, checked.compared) == (columns * len(rows), columns * len(rows)), checked


def test_an_error_of_the_published_table_is_flagged_not_met(shared, tmp_path):
    """AI008-1, Gifhorn 2011: 233.0 % of the unemployed long-term unemployed are printed; the counts give 33.5 %."""
    path = printed_table(tmp_path, "AI008-1", ["2011;03151;      Gifhorn, Landkreis;.;.;.;233,0;."])
    folder = shared / "data" / "genesis_regionalstatistik"
    checked = wg.check_published(wg.read_official(path, folder / "13211-01-03-4_00.csv", folder / "13211-02-05-4_00.csv", check=False))
    assert checked.compared - checked.equal == 1
    (cell,) = checked.cells.to_dicts()
    assert (cell["region"], cell["period"], cell["printed"], cell["verdict"]) == ("03151", "2011", 233.0, "not explained by rounding")
    assert cell["recomputed"] == pytest.approx(33.53, abs=0.005)
    assert "Gifhorn" in checked.text("de")


REGIONS = ["15081", "15082", "15083", "15084"]


def ledger(printed):
    """Leavers of four districts and two years, and printed shares for some of them."""
    counts = {("15081", "2014"): (81, 1000), ("15082", "2014"): (924, 10000), ("15083", "2014"): (105, 1000), ("15084", "2014"): (1299, 10000),
              ("15081", "2015"): (88, 1000), ("15082", "2015"): (99, 1000), ("15083", "2015"): (11449, 100000), ("15084", "2015"): (133, 1000)}
    columns = {name: [] for name in ("variable", "region", "period", "certificate", "value", "source")}

    def add(*row):
        for column, item in zip(columns.values(), row, strict=True):
            column.append(item)

    for (region, year), (part, whole) in counts.items():
        add("school_leavers", region, year, "without_hsa", part, "raw")
        add("school_leavers", region, year, "total", whole, "raw")
    for (region, year), value in printed.items():
        add("published_leaver_share", region, year, "without_hsa", value, "printed")
    return wg.Observations.from_frame(columns)


def test_differing_cells_have_a_verdict_and_a_hint():
    checked = wg.check_published(ledger({("15081", "2014"): 8.1, ("15082", "2014"): 9.9, ("15083", "2014"): 8.1, ("15084", "2014"): 12.9, ("15082", "2015"): 0.9, ("15083", "2015"): 11.5}))
    assert (checked.equal, checked.compared) == (1, 6)
    found = {(row["region"], row["period"]): row for row in checked.cells.to_dicts()}
    assert found["15084", "2014"]["verdict"] == "truncated"
    assert {row["verdict"] for key, row in found.items() if key != ("15084", "2014")} == {"not explained by rounding"}
    assert "the value of 2015" in found["15082", "2014"]["hint"]
    assert "15081" in found["15083", "2014"]["hint"]
    assert "rounded twice" in found["15083", "2015"]["hint"]
    assert "1 von 6" in checked.text("de")
    assert "1 of 6 published values come out again" in checked.text("en")
    assert "<pre>" in checked._repr_html_()


def test_without_raw_figures_the_missing_variable_is_named():
    observations = wg.Observations.from_frame({"variable": ["published_youth_ratio"], "region": ["15084"], "period": ["2015"], "value": [24.1]})
    (series,) = wg.check_published(observations).series
    assert series.missing == ("population",)
    assert "Bevölkerung" in series.text("de")
    assert wg.check_published(ledger({("15084", "2009"): 12.0})).series[0].missing == ("same_regions_and_years",)
    with pytest.raises(TypeError, match="check_published takes Observations"):
        wg.check_published([])


def test_rates_of_another_row_are_found_at_reading(official):
    """13211-02-05: rates that do not lie between those of men and women; two of the rows are errors of the published table."""
    found = {(finding.args[1], finding.args[2]) for finding in official.findings if finding.code == "rate_outside_parts"}
    assert {("06437", "2012"), ("06439", "2012"), ("06440", "2012"), ("06634", "2014")} <= found
    assert len(found) == 5
