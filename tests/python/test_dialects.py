"""Files of every dialect: the originals of the offices, and what is wrong with files in practice."""

import pytest
import werdegang as wg


@pytest.fixture(scope="module")
def formats(shared):
    return shared / "data" / "genesis_formats"


def rows(observations, *without):
    table = observations.table()
    names = [name for name in table.column_names if name not in ("source", *without)]
    return sorted(zip(*(table[name].tolist() for name in names), strict=True), key=repr)


@pytest.mark.parametrize("table", ["12411-01-01-4", "23111-0001", "12211-0001"])
def test_german_and_english_files_are_equal(formats, table):
    german = wg.read_official(formats / f"ffcsv_{table}_de_flat.csv", check=False)
    english = wg.read_official(formats / f"ffcsv_{table}_en_flat.csv", check=False)
    assert len(german) == len(english) > 200 and rows(german) == rows(english)


def test_400_districts_add_up_to_germany(formats):
    observations = wg.read_official(formats / "ffcsv_12411-01-01-4_de_flat.csv")
    table = observations.filter(period="2024-12-31").table()
    figures = {
        (region, sex): value
        for region, sex, value in zip(table["region"].tolist(), table["sex"].tolist(), table["value"].tolist(), strict=True)
        if value is not None
    }
    districts = [value for (region, sex), value in figures.items() if sex == "total" and len(region) == 5]
    assert len(districts) == 400 and sum(districts) == 83_577_140
    assert sum(value for (region, sex), value in figures.items() if sex == "total" and region.isdigit() and len(region) >= 5) == 88_230_177
    assert figures["16062", "total"] == 80_762 and figures["16062", "male"] == 39_852 and figures["16062", "female"] == 40_910
    assert all(figures[region, "male"] + figures[region, "female"] == value for (region, sex), value in figures.items() if sex == "total")
    assert figures["02", "total"] == figures["02000", "total"] and figures["11", "total"] == figures["11000", "total"]


def test_a_rollup_counts_nobody_twice(formats):
    states = wg.read_official(formats / "ffcsv_12411-01-01-4_de_flat.csv").rollup("state")
    country = states.rollup("country").table()
    assert len(states.regions()) == 16
    assert country["value"].tolist()[country["sex"].tolist().index("total")] == 83_577_140


def test_flat_and_pivot_files_of_a_table_have_the_same_variable(formats, shared):
    pivot = wg.read_official(shared / "data" / "genesis_regionalstatistik" / "12411-01-01-4_00.csv", check=False)
    flat = wg.read_official(formats / "ffcsv_12411-01-01-4_de_flat.csv", check=False)
    assert pivot.variables() == flat.variables() == ["population"]
    together = wg.concat([pivot, flat]).filter(region="16062")
    assert together.periods()[-1] == "2024-12-31" and len(together.periods()) > 10
    assert [name for name in together.table().column_names if name not in pivot.table().column_names] == []


def test_figures_of_the_students_file(formats):
    observations = wg.read_official(formats / "ffcsv_21311-01-01-4-B_de_flat_SUBSET_15_16.csv")
    assert observations.periods() == ["2023-10-01..2024-03-31"] and len(observations) == 5490
    status = observations.table()["status"].tolist()
    assert status.count("reported") == 743  # 4707 dashes and 40 points are none


def test_signs_of_the_census_of_households(formats):
    table = wg.read_official(formats / "ffcsv_12211-0001_de_flat.csv").table()
    status = table["status"].tolist()
    assert status.count("not_meaningful") == 9 and status.count("unreliable") == 6
    assert set(table["unit"].tolist()) == {"1000"}
    assert "30-34" in table["age"].tolist() and "75+" in table["age"].tolist()


def test_quality_of_a_sample(formats):
    flags = wg.read_official(formats / "ffcsv_12211-Z-11_de_flat.csv").filter(region="15001").table()["flags"].tolist()
    assert set(flags) <= {"", "limited"}
    table = wg.read_official(formats / "ffcsv_12211-Z-11_de_flat.csv").table()
    assert table["flags"].tolist().count("limited") >= 14


def test_the_cube_file(formats):
    observations = wg.read_official(formats / "cubefile_datencsv_47414BJ002.csv")
    table = observations.table()
    figures = dict(zip(zip(table["WZ08N7"].tolist(), table["WERTE4"].tolist(), strict=True), table["value"].tolist(), strict=True))
    assert figures["WZ08-49-01", "NOMINAL"] == 136.6 and figures["WZ08-N", "REAL"] == 121.0
    assert observations.variables() == ["UMS103"] and observations.periods() == ["2024"]
    assert "provisional" in table["flags"].tolist()


@pytest.mark.parametrize("folder", ["genesis_formats", "genesis_regionalstatistik"])
def test_every_file_loads_or_says_why_not(shared, folder):
    paths = sorted(path for path in (shared / "data" / folder).iterdir() if path.is_file())
    assert paths
    for path in paths:
        file = wg.describe(path)
        file = file[0] if isinstance(file, wg.Descriptions) else file
        if path.name.startswith(("catalogue_", "base", "bbox", "PROVENANCE", "fix_")) or path.suffix == ".yaml":
            assert "expected" in file.problem and path.name in file.problem, file
        else:
            assert not file.problem and file.columns and file.regions and file.periods, file
            assert not file.findings.count("error"), file.text("en", None)


def test_the_user_of_a_cube_file_is_never_shown(fixtures, tmp_path):
    text = (fixtures / "flat" / "99222BJ002_cube.csv").read_text(encoding="utf-8")
    path = tmp_path / "cube.csv"
    shown = ""
    for end in range(1, len(text), 40):
        path.write_text(text[:end], encoding="utf-8")
        shown += wg.describe(path).text("de", None)
    path.write_text(text, encoding="utf-8")
    observations = wg.read_official(path)
    shown += repr(wg.describe(path).to_dict()) + repr(observations) + observations.findings.text("en") + repr(observations.sources)
    assert "XYZNUTZER" not in shown and "ABC123" not in shown


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: b"", "the file is empty"),
        (lambda text: text.decode().encode("utf-16"), "encoded as UTF-16"),
        (lambda text: text.replace(b"\n", b"\r"), "carriage return alone"),
        (lambda text: text[: len(text) - 40], "the record has"),
        (lambda text: text.splitlines(keepends=True)[0], "no data lines"),
        (lambda text: text.replace(b";2023-10P6M;", b";bald;", 1), "found 'bald' as the time"),
        (lambda text: text + text, "a second table begins here"),
        (lambda text: text.replace(b";value_unit;", b";einheit;"), "no column 'value_unit'"),
        (lambda text: text.replace(b"\n", b"\n\0", 1), "binary content"),
    ],
)
def test_broken_flat_files_say_what_is_wrong(fixtures, tmp_path, change, message):
    path = tmp_path / "a.csv"
    path.write_bytes(change((fixtures / "flat" / "99111-0001_de_flat.csv").read_bytes()))
    with pytest.raises(wg.FormatError, match=message):
        wg.read_official(path)


def test_latin_1_in_a_flat_file_is_read(fixtures, tmp_path):
    text = (fixtures / "flat" / "12411-01-01-4_de_flat.csv").read_text(encoding="utf-8-sig")
    (tmp_path / "a.csv").write_text(text, encoding="iso-8859-1")
    observations = wg.read_official(tmp_path / "a.csv")
    assert "Bevölkerungsstand" in observations.sources[0].notes
