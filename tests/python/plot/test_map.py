"""Maps of result tables, on invented outlines."""

from __future__ import annotations

import json
import math
import xml.etree.ElementTree as ElementTree
from collections import Counter

import numpy as np
import pytest

import werdegang as wg
from werdegang.plot import _geometries

pytest.importorskip("matplotlib", reason="matplotlib is not installed")


@pytest.fixture(scope="module")
def tiles():
    """A collection of rectangles between 8 and 14 degrees, one for each code, in rows from the south."""

    def make(codes, key="AGS", change=lambda ring: ring):
        side, features = math.ceil(math.sqrt(len(codes))), []
        step = 6.0 / side
        for place, code in enumerate(codes):
            west, south = 8 + step * (place % side), 48 + step * 0.6 * (place // side)
            ring = [[west, south], [west + step, south], [west + step, south + step * 0.6], [west, south + step * 0.6], [west, south]]
            features.append({"type": "Feature", "properties": {"GEN": f"Ort {place}", key: code}, "geometry": {"type": "Polygon", "coordinates": [change(ring)]}})
        return {"type": "FeatureCollection", "features": features}

    return make


@pytest.fixture(scope="module")
def table(shares, districts_of):
    return shares(districts_of("13"))


def regions(chart):
    return Counter(patch.get_gid() for patch in chart.axes[0].patches if (patch.get_gid() or "").startswith("region"))


def test_the_projection_keeps_areas():
    """Cells of one degree have the area of the ellipsoid between two parallels, which has a closed form."""

    def below(latitude):
        sine, e = math.sin(math.radians(latitude)), math.sqrt(0.00669437999014)
        return 6356.752314245**2 * math.pi / 360 * (sine / (1 - (e * sine) ** 2) + math.log((1 + e * sine) / (1 - e * sine)) / (2 * e))

    for south in (0, 35, 48, 54):
        line = np.linspace(0, 1, 200)
        edges = [(8 + line, south + 0 * line), (9 + 0 * line, south + line), (9 - line, south + 1 + 0 * line), (8 + 0 * line, south + 1 - line)]
        ring = np.concatenate([np.column_stack(edge) for edge in edges])
        area = _geometries.signed_area(_geometries.equal_area(ring, (10.0, 51.0)))
        assert area == pytest.approx(below(south + 1) - below(south), rel=2e-5)


def test_regions_in_classes_of_equal_size(table, tiles, districts_of, boxes, assert_readable):
    here = districts_of("13")
    chart = wg.plot.map(table, tiles(here), "13075")
    assert_readable(chart)
    found = regions(chart)
    assert found.pop("region-own") == 1 and sum(found.values()) == len(here) and max(found.values()) - min(found.values()) <= 1
    labels = [label for label, _ in boxes(chart)]
    assert any(label.startswith("Landkreis Vorpommern-Greifswald: ") for label in labels) and any(label.startswith("ab ") for label in labels)
    printed = [label for label in labels if label.replace(",", "").isdigit()]
    assert len(printed) == len(here), "every value stands in its region"
    assert chart.alt_text.startswith("Karte. Klassen und Zahl der Gebiete: unter ")


def test_the_class_is_that_of_the_value_as_printed(shares, tiles, districts_of):
    here = districts_of("13")
    chart = wg.plot.map(shares(here, value=0.04996), tiles(here), breaks=[5.0], lang="en")
    assert regions(chart)["region-1"] >= 1 and "below 5.0%" in chart.alt_text and "from 5.0%" in chart.alt_text
    for region in chart.alt_text.split("from 5.0% ")[1].split(". ", 1)[1].rstrip(".").split("; "):
        assert region.rsplit(" ", 1)[1] >= "4"
    values = wg.plot.map(shares(here, value=0.04996).filter(region="13075"), tiles(["13075"]), breaks=[5.0])
    assert "5,0" in values.alt_text or "unter 5,0\u00a0% 1" in values.alt_text


def test_what_is_missing_is_hatched_and_named(shares, tiles, districts_of, boxes):
    here = districts_of("13")
    chart = wg.plot.map(shares(here, hidden=lambda code, _: code == "13003"), tiles([*here[:-1], "07332"]), "13075")
    found = regions(chart)
    assert (found["region-missing"], found["region-unknown"]) == (1, 1)
    assert any(patch.get_hatch() for patch in chart.axes[0].patches if patch.get_gid() == "region-missing")
    text = " ".join(label for label, _ in boxes(chart))
    for part in ("ohne Wert (1)", "nicht in der Tabelle (1)", "Schraffiert, ohne Wert: Rostock (geheim/unbekannt).", "Ohne Fläche auf der Karte: Landkreis Ludwigslust-Parchim ("):
        assert part in text


@pytest.mark.parametrize("width", [720, 360])
def test_labels_of_hard_tables(shares, changes, tiles, districts_of, assert_readable, width):
    here, every = districts_of("13"), districts_of()
    for table, codes in ((shares(every), every), (shares(["13075"]), ["13075"]), (shares(here, value=0.0), here), (shares(here, value=1.0), here),
                         (changes(here), here), (shares(here, hidden=lambda code, _: code != "13075"), here)):
        chart = wg.plot.map(table, tiles(codes), "13075", width=width)
        assert_readable(chart)
        ElementTree.fromstring(chart._repr_svg_())
        assert sum(regions(chart).values()) == len(codes) + 1


def test_every_form_of_geometries_gives_the_same_map(table, tiles, districts_of, tmp_path):
    collection = tiles(districts_of("13"))
    path = tmp_path / "districts.geojson"
    path.write_text(json.dumps(collection), encoding="utf-8")

    class Frame:
        crs = None
        __geo_interface__ = collection

    by_code = {feature["properties"]["AGS"]: feature["geometry"] for feature in collection["features"]}
    reversed_rings = json.loads(json.dumps(collection))
    for feature in reversed_rings["features"]:
        feature["geometry"]["coordinates"][0].reverse()
    drawn = wg.plot.map(table, collection, "13075").to_svg()
    for form in (path, str(path), Frame(), by_code, collection["features"], reversed_rings):
        assert wg.plot.map(table, form, "13075").to_svg() == drawn
    assert table.plot(geometries=collection, own="13075").to_svg() == drawn


def test_parts_of_a_region_and_holes(table, tiles):
    parts = tiles(["13075", "13003"])
    outer = parts["features"][0]["geometry"]["coordinates"][0]
    hole = [[outer[0][0] + 0.5, outer[0][1] + 0.2], [outer[0][0] + 1, outer[0][1] + 0.2], [outer[0][0] + 1, outer[0][1] + 0.6], [outer[0][0] + 0.5, outer[0][1] + 0.2]]
    parts["features"][0]["geometry"] = {"type": "MultiPolygon", "coordinates": [[outer, hole]]}
    parts["features"].append({**parts["features"][1], "properties": {"AGS": "13075"}})
    found = _geometries.outlines(parts, ["13075"], None)
    assert [len(polygon) for polygon in found["13075"]] == [2, 1]
    areas = [_geometries.signed_area(ring) for ring in found["13075"][0]]
    assert areas[0] > 0 > areas[1], "the hole runs the other way"


def test_geometries_that_do_not_fit_are_told(table, tiles, districts_of, tmp_path):
    here = districts_of("13")
    good = tiles(here)

    class Projected:
        class crs:
            @staticmethod
            def to_epsg():
                return 25833

        __geo_interface__ = good

    (tmp_path / "broken.geojson").write_text("{", encoding="utf-8")
    broken = lambda change: tiles(here, change=change)  # noqa: E731
    for match, shapes, options in (
        (r"coordinates such as \(800000, 4800000\) in map: expected longitude and latitude in degrees \(EPSG:4326\)", broken(lambda ring: [[x * 1e5, y * 1e5] for x, y in ring]), {}),
        (r"have the latitude first", broken(lambda ring: [[y, x] for x, y in ring]), {}),
        (r"coordinate system EPSG:25833 in map: .*to_crs\(4326\)", Projected(), {}),
        (r"coordinate system urn:ogc:def:crs:EPSG::3857 in map", {**good, "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}}, {}),
        (r"geometry of '13003' in map has a ring that is not closed: it begins at \(8, 48\)", broken(lambda ring: ring[:-1]), {}),
        (r"geometry of '13003' in map has a ring of 2 points", broken(lambda ring: ring[:2]), {}),
        (r"has a coordinate that is no finite number", broken(lambda ring: [[float("nan"), y] for _, y in ring]), {}),
        (r"has a ring without an area", broken(lambda ring: [[x, 50] for x, _ in ring]), {}),
        (r"expected rings of pairs of numbers", broken(lambda ring: [["west", y] for _, y in ring]), {}),
        (r"geometry of '13075' in map is a Point: expected Polygon or MultiPolygon", {"13075": {"type": "Point", "coordinates": [8, 48]}}, {}),
        (r"key='RS' in map: expected one of the properties GEN, AGS", good, {"key": "RS"}),
        (r"key='GEN' in map: its values, such as 'Ort 0', name no region of the table", good, {"key": "GEN"}),
        (r"no property of the geometries in map names a region of the table, such as 13003, .*GEN \('Ort 0'\), AGS \('05315'\)", tiles(["05315"]), {}),
        (r"key 'AGS' of the geometries in map holds numbers such as 13003: expected text with its leading zero", tiles([int(code) for code in here]), {}),
        (r"there is no such file", tmp_path / "absent.geojson", {}),
        (r"expected GeoJSON", tmp_path / "broken.geojson", {}),
        (r"no features in the geometries", {"type": "FeatureCollection", "features": []}, {}),
        (r"geometries of the type Polygon in map", good["features"][0]["geometry"], {}),
        (r"region='13075' in map: the geometries have no outline of it", tiles(here[:2]), {"region": "13075"}),
        (r"breaks=\[3, 2\] in map: expected 1 to 4 ascending numbers", good, {"breaks": [3, 2]}),
        (r"classes=9 in map: expected 1 to 5", good, {"classes": 9}),
        (r"within='land' in map", good, {"within": "land"}),
    ):
        with pytest.raises(wg.InvalidArgument, match=match):
            wg.plot.map(table, shapes, **options)
    with pytest.raises(TypeError, match="geometries of map are a GeoJSON file, a FeatureCollection or a geopandas frame, not int"):
        wg.plot.map(table, 3)


def test_geometries_without_an_outline_are_refused(table, tiles, districts_of):
    collection = tiles(districts_of("13"))
    with pytest.raises(wg.InvalidArgument, match=r"GeoJSON as text in map: expected the path of a file"):
        wg.plot.map(table, json.dumps(collection))
    for geometry in (None, {"type": "Polygon", "coordinates": []}):
        for feature in collection["features"]:
            feature["geometry"] = geometry
        with pytest.raises(wg.InvalidArgument, match="no outline in the geometries of map: expected polygons"):
            wg.plot.map(table, collection)
