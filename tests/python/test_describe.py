"""What files of official statistics hold, in words."""

import pickle

import pytest
import werdegang as wg


@pytest.fixture
def flat(fixtures):
    return fixtures / "flat"


def test_a_file_in_words(flat):
    file = wg.describe(flat / "99111-0001_de_flat.csv")
    english, german = repr(file), file.text("de")
    assert "flat file of a GENESIS database, UTF-8, 90 records" in english and "1 country, 1 state" in english
    assert "QUOTE1: Quote [Prozent], by FORM01 (3), 8 figures, 4 without value" in english
    assert "Flat-File" in german and "1 Staat, 1 Land" in german and "1 Warnung, 2 Hinweise" in german
    assert "2023-10-01..2024-03-31" in file._repr_html_() and "<script" not in file._repr_html_()


def test_a_file_as_values(flat):
    file = wg.describe(flat / "12411-01-01-4_en_flat.csv")
    assert "nach Geschlecht (3)" in file.text("de") and "by sex (3)" in file.text("en")
    values = file.to_dict()
    assert values["dialect"] == "flat" and values["regions"] == {"state": 2, "district": 5, "municipality": 2}
    assert values["columns"][0] | {"figures": 0} == {
        "variable": "population", "label": "Population", "unit": "persons", "known": True, "axes": {"sex": 3}, "figures": 0, "without_value": 3,
    }
    assert values["findings"]["code"]


def test_a_folder_as_a_table(flat):
    found = wg.describe(flat)
    assert isinstance(found, wg.Descriptions) and len(found) == 6
    overview = found.to_dict()
    assert overview["dialect"] == ["flat_until_2025", "flat", "flat", "flat", "flat", "cube"]
    assert overview["errors"] == [0] * 6 and overview["problem"] == [""] * 6
    assert found[0].file in repr(found) and found[1:3] == wg.Descriptions([found[1], found[2]])
    assert "<table" in found._repr_html_()
    frame = pytest.importorskip("pandas", reason="pandas is not installed") and found.to_pandas()
    assert list(frame["figures"]) == overview["figures"]


def test_a_file_without_a_table_says_what_to_do(tmp_path):
    (tmp_path / "list.csv").write_text("Code,Content,Time\n1,<b>Gebiet</b>,2015\n", encoding="utf-8")
    file = wg.describe(tmp_path / "list.csv")
    assert "export that table and read its file" in file.problem and "cannot be read" in repr(file)
    assert not file.columns and not len(file.findings)


def test_labels_of_a_file_are_escaped(flat, tmp_path):
    text = (flat / "99111-0001_de_flat.csv").read_text(encoding="utf-8").replace("Erdachte Statistik", "<script>alert(1)</script>")
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    file = wg.describe(tmp_path / "a.csv")
    assert "<script" not in file._repr_html_() and "<script" not in wg.describe(tmp_path)._repr_html_()
    assert "<script>" in file.title


def test_descriptions_are_values(flat):
    file = wg.describe(flat / "99222BJ002_cube.csv")
    assert file == wg.describe(flat / "99222BJ002_cube.csv") and pickle.loads(pickle.dumps(file)) == file


def test_a_path_that_leads_to_nothing_is_an_error(tmp_path):
    with pytest.raises(wg.FormatError, match="there is no such file"):
        wg.describe(tmp_path / "nowhere.csv")
    with pytest.raises(wg.InvalidArgument, match="at least one file"):
        wg.describe()


LIST = "id;name;art;lon;lat;plätze\nK1;Sonne;Kita;11,8;51,1;84\nK2;Bach;Hort;;;20\n"


def test_a_list_of_places_is_described_too(tmp_path):
    (tmp_path / "kitas.csv").write_text(LIST, encoding="utf-8")
    described = wg.describe(tmp_path / "kitas.csv")
    assert isinstance(described, wg.PlacesDescription) and described == wg.describe(tmp_path / "kitas.csv")
    assert (described.records, described.located, described.capacity, described.kinds) == (2, 1, 104, {"Kita": 1, "Hort": 1})
    assert "2 Orte, 1 mit Koordinaten" in described.text("de") and "degrees (WGS84)" in repr(described) and "<table" in described._repr_html_()
    assert described.to_dict("de")["findings"]["code"] == [item.code for item in described.findings]
    assert pickle.loads(pickle.dumps(described)) == described


def test_a_folder_with_tables_and_lists(flat, tmp_path):
    (tmp_path / "kitas.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "a.csv").write_bytes((flat / "99222BJ002_cube.csv").read_bytes())
    (tmp_path / "b.geojson").write_text('{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "A"}, "geometry": {"type": "Point", "coordinates": [12, 51]}}]}', encoding="utf-8")
    (tmp_path / "codes.json").write_text('{"a": 1, "b": [2]}', encoding="utf-8")
    found = wg.describe(tmp_path)
    assert [item.dialect for item in found] == ["cube", "places", "places"]
    assert found.to_dict()["records"][1:] == [2, 1] and "2 places" in repr(found) and "kitas.csv" in found._repr_html_()
    (tmp_path / "a.csv").unlink()
    (tmp_path / "kitas.csv").unlink()
    assert [item.file for item in wg.describe(tmp_path)] == ["b.geojson"]


@pytest.mark.parametrize(("text", "german"), [
    ("", "die Datei ist leer"),
    ("nur Text\nhier\n", "Zeile 1: gefunden wurde „nur Text“, erwartet wird eine Tabelle"),
    ("Jahr;Wert\n2015;253.611\n", "Zeile 2: gefunden wurde „253.611“ in der Spalte „Wert“"),
    ("Jahr;Wert\n2015;1;2\n", "Zeile 2: gefunden wurden 3 Felder, erwartet werden 2"),
    ("GENESIS-Tabelle: 12612-01-01-4\n", "die Datei endet in ihrem Kopf"),
])
def test_why_a_file_cannot_be_read_in_german(tmp_path, text, german):
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    described = wg.describe(tmp_path / "a.csv")
    assert german in described.text("de") and "expected" not in described.text("de") and described.problem in described.text("en")


def test_months_are_short(tmp_path):
    (tmp_path / "a.csv").write_text("Jahr,Jan,Feb,Mrz\n2013,4,5,6\n2014,4,5,6\n", encoding="utf-8")
    assert "2013-01 bis 2014-03 (6)" in wg.describe(tmp_path / "a.csv").text("de")


def test_a_language_that_is_none_is_refused(tmp_path):
    (tmp_path / "a.csv").write_text("Jahr,Wert\n2013,4\n", encoding="utf-8")
    finding = wg.describe(tmp_path / "a.csv").findings[0]
    with pytest.raises(wg.UnknownName, match="de"):
        finding.message("fr")
