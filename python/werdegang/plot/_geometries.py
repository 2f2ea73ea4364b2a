"""Outlines of regions from GeoJSON or whatever speaks `__geo_interface__`, by the keys of a table."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from werdegang._core import InvalidArgument

Ring = np.ndarray
Polygon = list[Ring]
"""An outer ring and its holes, each an array of longitude and latitude in degrees, closed."""

_DEGREES = "expected longitude and latitude in degrees (EPSG:4326); in geopandas: frame.to_crs(4326)"
_GEOGRAPHIC = ("4326", "4258", "CRS84")
_PLACE = "map"


def outlines(geometries: Any, regions: Iterable[str], key: str | None) -> dict[str, list[Polygon]]:
    """The polygons of every key of the geometries; several features with one key belong together.

    `regions` are the codes of the table: without a `key` the property that names most of them is taken.
    """
    features = list(_features(geometries))
    if not features:
        raise InvalidArgument(f"no features in the geometries of {_PLACE}: expected a GeoJSON FeatureCollection of polygons")
    codes = set(regions)
    chosen = key if key is not None else _key(features, codes)
    found: dict[str, list[Polygon]] = {}
    for place, feature in enumerate(features):
        name = _value(feature, chosen)
        if isinstance(name, str):
            found.setdefault(name, []).extend(_polygons(feature.get("geometry"), f"geometry of '{name}' in {_PLACE}"))
    _check_keys(features, chosen, codes, found)
    if not any(found.values()):
        raise InvalidArgument(f"no outline in the geometries of {_PLACE}: expected polygons with coordinates, such as [[[8, 50], [9, 50], [9, 51], [8, 50]]]")
    _check_degrees(found)
    return found


def _features(value: Any) -> Iterator[dict[str, Any]]:
    """The features of any accepted form; a mapping from keys to geometries gives each its key as `id`."""
    _check_crs(getattr(value, "crs", None))
    if isinstance(value, str) and value.lstrip().startswith("{"):
        raise InvalidArgument(f"GeoJSON as text in {_PLACE}: expected the path of a file, or what json.loads makes of the text")
    if isinstance(value, (str, os.PathLike)):
        value = _read(Path(value))
    elif hasattr(value, "__geo_interface__"):
        value = value.__geo_interface__
    if isinstance(value, Mapping) and "type" in value:
        _check_crs(value.get("crs"))
        if value["type"] == "Feature":
            yield dict(value)
        elif value["type"] == "FeatureCollection":
            yield from (dict(feature) for feature in value.get("features", ()))
        else:
            raise InvalidArgument(f"geometries of the type {value['type']} in {_PLACE}: expected a FeatureCollection, whose features have keys")
    elif isinstance(value, Mapping):
        yield from ({"id": name, "geometry": getattr(shape, "__geo_interface__", shape)} for name, shape in value.items())
    elif isinstance(value, Iterable):
        yield from (dict(getattr(feature, "__geo_interface__", feature)) for feature in value)
    else:
        raise TypeError(f"geometries of {_PLACE} are a GeoJSON file, a FeatureCollection or a geopandas frame, not {type(value).__name__}")


def _read(path: Path) -> Any:
    if not path.is_file():
        raise InvalidArgument(f"geometries='{path}' in {_PLACE}: there is no such file")
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InvalidArgument(f"geometries='{path}' in {_PLACE}: expected GeoJSON ({error})") from error


def _check_crs(crs: Any) -> None:
    """A coordinate system that is named must be one of degrees."""
    if crs is None:
        return
    if hasattr(crs, "to_epsg"):
        code = crs.to_epsg()
        name, fits = f"EPSG:{code}" if code else str(crs), str(code) in _GEOGRAPHIC
    else:
        name = str(crs.get("properties", {}).get("name", crs)) if isinstance(crs, Mapping) else str(crs)
        fits = name.replace("::", ":").rsplit(":", 1)[-1] in _GEOGRAPHIC
    if not fits:
        raise InvalidArgument(f"geometries with the coordinate system {name} in {_PLACE}: {_DEGREES}")


def _value(feature: dict[str, Any], key: str) -> Any:
    properties = feature.get("properties") or {}
    return properties[key] if key in properties else feature.get("id") if key == "id" else None


def _columns(features: list[dict[str, Any]]) -> dict[str, Any]:
    """The names of the properties with an example; the features' own `id` last."""
    found: dict[str, Any] = {}
    for feature in features:
        for name, value in (feature.get("properties") or {}).items():
            found.setdefault(name, value)
        if feature.get("id") is not None:
            found.setdefault("id", feature["id"])
    return found


def _key(features: list[dict[str, Any]], codes: set[str]) -> str:
    """The property that names most regions of the table."""
    columns = _columns(features)
    matched = {name: len(codes & {value for feature in features if isinstance(value := _value(feature, name), str)}) for name in columns}
    best = max(matched, key=lambda name: (matched[name], name == "AGS"), default="")
    if best and matched[best]:
        return best
    for name in columns:
        numbers = [value for feature in features if isinstance(value := _value(feature, name), int) and not isinstance(value, bool)]
        if any(str(number).zfill(5) in codes or str(number).zfill(2) in codes for number in numbers):
            raise InvalidArgument(f"key '{name}' of the geometries in {_PLACE} holds numbers such as {numbers[0]}: expected text with its leading zero, such as '{numbers[0]:05d}'")
    shown = ", ".join(f"{name} ({str(value)[:20]!r})" for name, value in list(columns.items())[:8]) or "none"
    shown += f" and {len(columns) - 8} more" if len(columns) > 8 else ""
    raise InvalidArgument(f"no property of the geometries in {_PLACE} names a region of the table, such as {', '.join(sorted(codes)[:4])}; their properties are {shown}")


def _check_keys(features: list[dict[str, Any]], key: str, codes: set[str], found: dict[str, list[Polygon]]) -> None:
    columns = _columns(features)
    if key not in columns:
        raise InvalidArgument(f"key='{key}' in {_PLACE}: expected one of the properties {', '.join(columns) or '(there are none)'}")
    if not codes & set(found):
        example = next((_value(feature, key) for feature in features if _value(feature, key) is not None), None)
        raise InvalidArgument(f"key='{key}' in {_PLACE}: its values, such as {example!r}, name no region of the table, such as {', '.join(sorted(codes)[:4])}")


def _polygons(geometry: Any, place: str) -> list[Polygon]:
    """The polygons of one geometry; none where the feature has none."""
    if geometry is None:
        return []
    kind = geometry.get("type") if isinstance(geometry, Mapping) else None
    if kind == "GeometryCollection":
        return [polygon for part in geometry.get("geometries", ()) for polygon in _polygons(part, place)]
    if kind not in ("Polygon", "MultiPolygon"):
        raise InvalidArgument(f"{place} is a {kind or type(geometry).__name__}: expected Polygon or MultiPolygon")
    parts = [geometry["coordinates"]] if kind == "Polygon" else geometry["coordinates"]
    return [[_ring(ring, place, hole=number > 0) for number, ring in enumerate(part)] for part in parts if len(part)]


def _ring(coordinates: Any, place: str, hole: bool) -> Ring:
    """One closed ring; the outer one runs against the clock, holes with it."""
    try:
        ring = np.array([(float(point[0]), float(point[1])) for point in coordinates])
    except (TypeError, ValueError, IndexError) as error:
        raise InvalidArgument(f"{place}: expected rings of pairs of numbers ({error})") from error
    if len(ring) < 4:
        raise InvalidArgument(f"{place} has a ring of {len(ring)} points: expected at least 4, the last equal to the first")
    if not np.isfinite(ring).all():
        raise InvalidArgument(f"{place} has a coordinate that is no finite number")
    if not np.array_equal(ring[0], ring[-1]):
        raise InvalidArgument(f"{place} has a ring that is not closed: it begins at {_pair(ring[0])} and ends at {_pair(ring[-1])}")
    area = signed_area(ring)
    if area == 0:
        raise InvalidArgument(f"{place} has a ring without an area, at {_pair(ring[0])}")
    return ring[::-1] if (area < 0) != hole else ring


def signed_area(ring: Ring) -> float:
    """Positive where the ring runs against the clock."""
    x, y = ring[:, 0] - ring[0, 0], ring[:, 1] - ring[0, 1]
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2)


def _pair(point: Ring) -> str:
    return f"({point[0]:.9g}, {point[1]:.9g})"


def _check_degrees(found: dict[str, list[Polygon]]) -> None:
    rings = [ring for polygons in found.values() for polygon in polygons for ring in polygon]
    points = np.concatenate(rings)
    wild = np.flatnonzero((np.abs(points[:, 0]) > 180) | (np.abs(points[:, 1]) > 90))
    if wild.size:
        raise InvalidArgument(f"coordinates such as {_pair(points[wild[0]])} in {_PLACE}: {_DEGREES}")
    (east, north), (west, south) = points.max(axis=0), points.min(axis=0)
    if west > 45 and east < 57 and south > 4 and north < 17:
        raise InvalidArgument(f"coordinates such as {_pair(points[0])} in {_PLACE} have the latitude first: expected longitude, then latitude, as GeoJSON has it")


# WGS84
_E2 = 0.00669437999014
_E = math.sqrt(_E2)


def _authalic(latitude: np.ndarray) -> np.ndarray:
    """The latitude on the sphere of equal area (J. P. Snyder, Map projections, USGS Professional Paper 1395, equations 3-11 and 3-12)."""

    def q(sine: np.ndarray) -> np.ndarray:
        return (1 - _E2) * (sine / (1 - _E2 * sine**2) - np.log((1 - _E * sine) / (1 + _E * sine)) / (2 * _E))

    return np.arcsin(np.clip(q(np.sin(latitude)) / q(np.float64(1.0)), -1, 1))


def equal_area(points: Ring, centre: tuple[float, float]) -> Ring:
    """Lambert's azimuthal projection of equal area in kilometres, x to the east and y to the north (Snyder, equations 24-2 to 24-4)."""
    radius = 6371.0071809
    longitude = np.radians(points[:, 0] - centre[0])
    latitude, middle = _authalic(np.radians(points[:, 1])), _authalic(np.radians(np.float64(centre[1])))
    scale = np.sqrt(2 / (1 + np.sin(middle) * np.sin(latitude) + np.cos(middle) * np.cos(latitude) * np.cos(longitude)))
    x = radius * scale * np.cos(latitude) * np.sin(longitude)
    y = radius * scale * (np.cos(middle) * np.sin(latitude) - np.sin(middle) * np.cos(latitude) * np.cos(longitude))
    return np.column_stack((x, y))
