"""Lists of institutions: what is read, what is found, what is refused."""

from __future__ import annotations

import copy
import csv
import json
import pickle

import numpy as np
import pytest

import werdegang as wg


@pytest.fixture(name="kitas")
def small_list(tmp_path):
    path = tmp_path / "kitas.csv"
    path.write_text("id;name;art;lon;lat;plätze\nK1;Sonnenblume;Kita;11,8021;51,1534;84\nK2;Am Bach;Kita;;;NaN\n", encoding="utf-8")
    return path


def test_a_list_is_a_table_with_findings(kitas):
    places = wg.read_places(kitas)
    assert len(places) == 2 and places.column_names[:7] == ["id", "name", "kind", "longitude", "latitude", "address", "places"]
    assert places.to_dicts()[1] == {"id": "K2", "name": "Am Bach", "kind": "Kita", "longitude": None, "latitude": None, "address": None, "places": None}
    assert places["places"].sum() == 84
    assert repr(places) == "Places: number 2, with coordinates 1, capacity 84, findings 0 error, 0 warning, 3 info"
    assert "<caption>Places</caption>" in places._repr_html_()
    assert [item.code for item in places.findings] == ["columns_understood", "place_without_coordinates", "written_nan"]


def test_places_are_values(kitas):
    places = wg.read_places(kitas)
    assert places == wg.read_places(kitas) == copy.copy(places) == pickle.loads(pickle.dumps(places))
    assert places.filter(id="K1") != places and len(places.filter(id="K1")) == 1
    assert len(places.to_pandas()) == len(places.to_polars()) == len(places.to_arrow()) == 2


def test_options(kitas, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("key;title;east;north;soll\na;A;389918.04;5819699.13;12\n", encoding="utf-8")
    places = wg.read_places(path, kind="kita", crs=25833, columns={"id": "key", "places": "soll", "longitude": "east", "latitude": "north"})
    row = places.to_dicts()[0]
    assert (row["id"], row["kind"], row["places"]) == ("a", "kita", 12)
    assert abs(row["longitude"] - 13.377704) < 1e-6 and abs(row["latitude"] - 52.516275) < 1e-6
    with pytest.raises(wg.UnknownName, match="column of the file 'sol'.*soll"):
        wg.read_places(path, columns={"places": "sol"})
    with pytest.raises(wg.InvalidArgument, match="crs = 31468"):
        wg.read_places(path, crs=31468)
    with pytest.raises(wg.InvalidArgument, match="expected names of columns"):
        wg.read_places(path, columns={"places": 3})
    with pytest.raises(wg.FormatError, match="this is a folder"):
        wg.read_places(tmp_path)


def test_places_are_actors_of_a_landscape(kitas):
    places = wg.read_places(kitas)
    land = wg.Landscape.from_frames(actors=places)
    actors = land.actors().to_dicts()
    assert [row["id"] for row in actors] == ["K1", "K2"] and actors[0]["longitude"] == 11.8021 and actors[1]["longitude"] is None


def test_a_million_points(tmp_path):
    count = 1_000_000
    path = tmp_path / "many.geojson"
    with path.open("w", encoding="utf-8") as file:
        file.write('{"type":"FeatureCollection","features":[')
        for first in range(0, count, 50_000):
            file.write(("," if first else "") + ",".join(
                f'{{"type":"Feature","geometry":{{"type":"Point","coordinates":[{8 + number % 1000 / 200},{49 + number // 1000 / 250}]}},'
                f'"properties":{{"id":"{number}","name":"Ort {number}","places":{number % 97}}}}}' for number in range(first, first + 50_000)))
        file.write("]}")
    places = wg.read_places(path)
    assert len(places) == count and places["places"].sum() == sum(number % 97 for number in range(count))
    assert places.table["longitude"][999] == 8 + 999 / 200 and places["id"][-1] == str(count - 1)


def test_leipzig(shared):
    folder = shared / "data" / "leipzig_kidsle"
    primary, grammar = wg.read_places(folder / "grundschule.geo.json"), wg.read_places(folder / "gymnasium.geo.json")
    assert (len(primary), len(grammar)) == (65, 18)
    kitas = wg.read_places(folder / "kitas.json")
    raw = json.loads((folder / "kitas.json").read_text(encoding="utf-8"))
    assert len(kitas) == len(raw) == 266
    assert set(kitas["kind"]) == {"Kindertagesstätte", "Tagesmutter"}
    positions = [(item.get("lng") or item.get("address", {}).get("lng"), item.get("lat") or item.get("address", {}).get("lat")) for item in raw]
    assert [(row["longitude"], row["latitude"]) for row in kitas.to_dicts()] == positions
    assert kitas.to_dicts()[0]["address"] == "Ahlfeldstraße  2, Leipzig, 04177"
    playgrounds = wg.read_places(folder / "new_playgrounds.json")
    assert len(playgrounds) == 304 and playgrounds.to_dicts()[0]["advanced.gaming_devices"] == '["Rutsche","Doppelschaukel","Klettergerüst","Wippe"]'
    with pytest.raises(wg.FormatError, match="RDF Turtle, which is not read; expected csv, JSON or GeoJSON"):
        wg.read_places(folder / "kitas.ttl")
    with pytest.raises(wg.FormatError, match="no line names the columns"):
        wg.read_places(folder / "datengrundlage.txt")


def test_berlin_kitas(shared):
    folder = shared / "data" / "berlin_kita"
    for name in ("kitas.csv", "kitas_clean.csv"):
        kitas = wg.read_places(folder / name)
        assert len(kitas) == len(set(kitas["id"])) == 2552
        assert kitas["places"].sum() == 161_083 and np.ma.count_masked(kitas["places"]) == 24
        assert kitas["over"].sum() + kitas["under"].sum() <= 161_083
        assert kitas["longitude"].min() > 13 and kitas["longitude"].max() < 13.8
    assert len(wg.read_places(folder / "locations.csv")) == 2554
    codes = wg.read_places(folder / "plz.csv")
    assert len(codes) == 190 and codes["outline"][0].startswith("POLYGON ((13.3655000 52.5233000")
    for name in ("kitas_dict.json", "lor_dict.json"):
        with pytest.raises(wg.FormatError, match="such as a code list or a dictionary; expected a list of places"):
            wg.read_places(folder / name)


def test_berlin_catchments_in_two_systems(shared):
    folder = shared / "data" / "berlin_schools"
    older, newer = wg.read_places(folder / "RBS_OD_ESB_2012_12.geojson"), wg.read_places(folder / "RBS_OD_ESB_2019_06.geojson")
    assert (len(older), len(newer)) == (339, 346)
    for places, system in ((older, "Web Mercator (EPSG:3857)"), (newer, "UTM 33 (EPSG:25833)")):
        found = [item for item in places.findings if item.code == "coordinate_system_assumed"]
        assert len(found) == 1 and system in found[0].message("en")
        assert 13.08 < places["longitude"].min() and places["longitude"].max() < 13.77
        assert 52.33 < places["latitude"].min() and places["latitude"].max() < 52.68
    # Most catchments did not change. The older file was converted without the shift from the old German datum: all of it
    # lies about 200 m off, by the same distance everywhere.
    there = {row["id"]: (row["longitude"], row["latitude"]) for row in older.to_dicts()}
    apart = np.array([((there[row["id"]][0] - row["longitude"]) * 67_800, (there[row["id"]][1] - row["latitude"]) * 111_300)
                      for row in newer.to_dicts() if row["id"] in there])
    shift = np.median(apart, axis=0)
    assert len(apart) == 319 and 100 < shift[0] < 130 and 140 < shift[1] < 170
    assert (np.hypot(*(apart - shift).T) < 3).sum() > 30


def test_berlin_schools(shared):
    folder = shared / "data" / "berlin_schools"
    schools = wg.read_places(folder / "schulen.csv")
    assert len(schools) == 1036 and schools.to_dicts()[0]["address"] == "Turmstr. 75, 10551"
    seats = wg.read_places(folder / "seats.csv")
    with (folder / "seats.csv").open(encoding="utf-8", newline="") as file:
        printed = {row["bsn"]: row["workload2018"] for row in csv.DictReader(file)}
    with_both = [row for row in seats.to_dicts() if row["seats2018"] and row["students2018"] and row["workload2018"]]
    assert len(seats) == 39 and len(with_both) == 34
    for row in with_both:
        assert f"{wg.kernels.round_half_up(row['students2018'], row['seats2018'], digits=0):.0f}%" == row["workload2018"] == printed[row["id"]]
    assert [item.message("en") for item in seats.findings if item.code == "sum_line"] == [
        "A line of sums is no place and is not in the list: draftiness2018 = 111,5, seats2018 = 16.056, students2018 = 16.015, draftiness2019 = 113,0, …."]
    assert seats["seats2018"].sum() == 16_056 and seats["students2018"].sum() == 16_015
    sheet = wg.read_places(folder / "spreadsheets.json")
    assert len(sheet) == 71 and sheet["seats2018"].dtype.kind == "i" and sheet.to_dicts()[0]["longitude"] == 13.33375
