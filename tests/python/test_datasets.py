"""The embedded figures: equal to the original tables, complete, small, and made by the script."""

from __future__ import annotations

import csv
import subprocess
import sys
from importlib import resources

import pytest

import werdegang as wg

FIXED = ("value", "status", "flags", "unit", "source")


@pytest.fixture(scope="module")
def demo():
    return wg.datasets.demo()


@pytest.fixture(scope="module")
def folder():
    return resources.files("werdegang.datasets").joinpath("demo")


def keyed(observations: wg.Observations) -> dict[tuple, tuple]:
    """Value, status and flags by variable, region, period, breakdown and table."""
    tables = {name: source.table for source in observations.sources for name in (source.file, source.table)}
    result = {}
    for row in observations.table().to_dicts():
        axes = tuple(sorted((name, code) for name, code in row.items() if name not in FIXED and code is not None))
        result[axes, tables[row["source"]]] = (row["value"], row["status"], row["flags"])
    return result


def test_figures_of_a_district(demo):
    table = demo.filter(variable="school_leavers", region="15084", period="2015").table().filter(sex="total")
    counts = {row["certificate"]: row["value"] for row in table.to_dicts()}
    assert counts == {"total": 1323, "without_hsa": 162, "hsa": 119, "msa": 612, "msa_fhr_part": 36, "fhr": 0, "ahr": 430}


def test_sources_are_official_with_date_and_licence(demo):
    assert len(demo.sources) == 14
    for source in demo.sources:
        assert source.kind == "official"
        assert source.stand.startswith(("2017-", "2018-"))
        assert "Datenlizenz Deutschland" in source.licence
        assert len(source.hash) == 64


def test_no_error_among_the_findings(demo):
    assert demo.findings.count("error") == 0


def test_every_district_of_the_three_states(demo):
    leavers = demo.filter(variable="school_leavers", period="2015").table().filter(certificate="total", sex="total")
    filled = [row["region"] for row in leavers.to_dicts() if row["value"] is not None]
    assert [sum(code.startswith(state) and len(code) == 5 for code in filled) for state in ("03", "15", "16")] == [46, 14, 23]
    assert {"DG", "03", "15", "16", "16062", "15084", "03353", "15083", "16056", "16063"} <= set(filled)


def test_predecessors_hold_the_year_before_the_reform(demo):
    table = demo.filter(variable="school_leavers", region=["15256", "15268"], period="2006").table().filter(certificate="total", sex="total")
    assert all(row["value"] > 0 for row in table.to_dicts()) and len(table) == 2


def test_files_are_small_and_say_what_they_are(folder):
    sizes = {path.name: len(path.read_bytes()) for path in folder.iterdir()}
    assert max(sizes.values()) < 720_000
    assert sum(sizes.values()) < 4_000_000
    with folder.joinpath("sources.csv").open(encoding="utf-8", newline="") as file:
        sources = list(csv.DictReader(file))
    wanted = "© Statistische Ämter des Bundes und der Länder, Datenlizenz Deutschland – Namensnennung – Version 2.0"
    assert all(row["attribution"] == wanted and row["table"] and row["title"] for row in sources)
    readme = resources.files("werdegang.datasets").joinpath("README.md").read_text(encoding="utf-8")
    assert "Datenlizenz Deutschland" in readme and "not fit for decisions" in readme


def test_equal_to_the_original_tables(demo, official):
    extracts = {(source.table, source.stand): source.file for source in official.sources}
    names = {extracts[source.table, source.stand] for source in demo.sources}
    tables = {source.file: source.table for source in official.sources if source.file in names}
    wanted = keyed(demo)
    found = {}
    part = official.filter(variable=demo.variables(), region=demo.regions())
    for row in part.table().to_dicts():
        if row["source"] in tables:
            axes = tuple(sorted((name, code) for name, code in row.items() if name not in FIXED and code is not None))
            found[axes, tables[row["source"]]] = (row["value"], row["status"], row["flags"])
    assert len(wanted) > 70_000
    assert {key: value for key, value in wanted.items() if found.get(key) != value} == {}


def test_indicators_equal_those_of_the_original_tables(demo, official):
    for indicator in ("C.care_rate_u3", "D.second_chance_hsa_share", "B.staff_share_50plus", "A.total_fertility_rate"):
        ours = wg.compute(demo, indicator, regions=["15084", "16062", "03"]).to_dicts()
        theirs = {(row["region"], row["period"]): row["value"] for row in wg.compute(official, indicator, regions=["15084", "16062", "03"]).to_dicts()}
        assert any(row["value"] is not None for row in ours)
        assert all(theirs[row["region"], row["period"]] == row["value"] for row in ours if row["value"] is not None)


def test_ages_of_one_year_are_not_divided_by_the_total_of_the_next(demo):
    rows = wg.compute(demo, "A.share_under_18", regions="15084").to_dicts()
    assert [row["period"] for row in rows if row["value"] is not None] == ["2010-12-31", "2015-12-31"]


def test_made_by_the_script_byte_for_byte(project, shared, tmp_path, folder):
    script = project / "tools" / "make_demo_data.py"
    subprocess.run([sys.executable, str(script), str(shared / "data" / "genesis_regionalstatistik"), str(tmp_path)], check=True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_sources_survive_from_frame():
    source = wg.Source(table="T-1", title="a table", stand="2020-01-02", licence="free", kind="official")
    rows = {"variable": ["births"] * 2, "region": ["15084"] * 2, "period": ["2015", "2016"], "value": [1, 2], "source": ["T-1", "else"]}
    observations = wg.Observations.from_frame(rows, sources=[source])
    kept = {item.table: item for item in observations.sources}
    assert kept["T-1"] == source
    assert kept["else"].kind == "own"
