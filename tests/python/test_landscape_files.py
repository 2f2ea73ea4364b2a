"""GeoPackages: equal after a round trip, readable by others, refused in a sentence when they are none."""

from __future__ import annotations

import json
import sqlite3
import struct

import pytest

import werdegang as wg


@pytest.fixture
def land():
    builder = wg.LandscapeBuilder()
    builder.actor("kita", "kita", name="Kita Regenbogen", region="15084", longitude=11.81, latitude=51.15, capacity=80)
    builder.actor("schule", "Schule", name="Grundschule", region="15084", longitude=11.97, latitude=51.2)
    builder.actor("bus", "learning_bus", name="Bus", region="15002").kind("learning_bus", label_de="Bildungsbus", sector="culture")
    builder.tie("kita", "schule", confirmed="not_answered", from_="2001").tie("bus", "niemand")
    builder.offer("tour", "bus", name="Tour", age_from=12, age_to=6)
    builder.body("beirat", name="Bildungsbeirat").membership("beirat", "kita")
    builder.agreement("pakt", name="Lesepakt").signatory("pakt", "schule")
    return builder.freeze()


def test_round_trip(tmp_path, land):
    assert [finding.code for finding in land.findings] == ["read_as_code", "reversed_age_range", "unknown_reference"]
    land.save(tmp_path / "kreis.gpkg")
    loaded = wg.Landscape.load(str(tmp_path / "kreis.gpkg"))
    assert loaded == land and loaded.findings == land.findings
    loaded.save(tmp_path / "kreis.gpkg", progress=lambda share: None)
    assert wg.Landscape.load(tmp_path / "kreis.gpkg") == land
    assert [path.name for path in tmp_path.iterdir()] == ["kreis.gpkg"]


def test_others_read_it(tmp_path, land):
    """What the standard asks for, read with SQLite alone."""
    path = tmp_path / "kreis.gpkg"
    land.save(path)
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
        assert db.execute("SELECT count(*) FROM gpkg_spatial_ref_sys WHERE srs_id IN (-1, 0, 4326)").fetchone() == (3,)
        assert db.execute("SELECT table_name, geometry_type_name, srs_id FROM gpkg_geometry_columns").fetchall() == [("actors", "POINT", 4326)]
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        contents = dict(db.execute("SELECT table_name, data_type FROM gpkg_contents"))
        assert {name for name in tables if not name.startswith(("gpkg_", "sqlite_"))} == set(contents)
        assert contents["actors"] == "features" and contents["ties"] == "attributes"
        blob = db.execute("SELECT geom FROM actors WHERE id = 'kita'").fetchone()[0]
        magic, version, flags, srs, order, kind, x, y = struct.unpack("<2sBBiBIdd", blob)
        assert (magic, version, flags, srs, order, kind, x, y) == (b"GP", 0, 1, 4326, 1, 1, 11.81, 51.15)
        for table in contents:
            key = [row for row in db.execute(f"PRAGMA table_info({table})") if row[5]]
            assert [(row[1], row[2]) for row in key] == [("fid", "INTEGER")], "every user table has an integer primary key"
        assert json.dumps(db.execute("SELECT source, target, kind FROM ties").fetchall()) == '[["kita", "schule", "cooperation"]]'


def test_changes_are_checked(tmp_path, land):
    path = tmp_path / "kreis.gpkg"
    land.save(path)
    with sqlite3.connect(path) as db:
        db.execute("INSERT INTO ties (source, target, kind) VALUES ('kita', 'bus', 'shared_place'), ('kita', 'weg', 'contract')")
    loaded = wg.Landscape.load(path)
    assert loaded.ties()["target"].tolist() == ["bus", "schule"]
    assert [finding.args[3] for finding in loaded.findings if finding.code == "unknown_reference"] == ["niemand", "weg"]


@pytest.mark.parametrize(("content", "message"), [(None, "there is no such file"), (b"", "is no GeoPackage"), (b"PK\x03\x04" * 2000, "is no GeoPackage")])
def test_what_is_none_is_refused(tmp_path, content, message):
    path = tmp_path / "x.gpkg"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(wg.FormatError, match=f"x.gpkg: {message}"):
        wg.Landscape.load(path)


def test_a_geopackage_of_others_is_refused(tmp_path):
    path = tmp_path / "x.gpkg"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE gpkg_contents (table_name TEXT)")
    with pytest.raises(wg.FormatError, match="holds no landscape"):
        wg.Landscape.load(path)


def test_damage_is_never_loaded_in_silence(tmp_path, land):
    path, broken = tmp_path / "kreis.gpkg", tmp_path / "broken.gpkg"
    land.save(path)
    content = path.read_bytes()
    for size in range(0, len(content), len(content) // 40):
        broken.write_bytes(content[:size])
        with pytest.raises(wg.FormatError):
            wg.Landscape.load(broken)


def test_where_nothing_can_be_written(tmp_path, land):
    with pytest.raises(wg.FormatError, match="there is no folder"):
        land.save(tmp_path / "nowhere" / "x.gpkg")
    with pytest.raises(wg.FormatError, match="is a folder"):
        land.save(tmp_path)
    assert list(tmp_path.iterdir()) == []
