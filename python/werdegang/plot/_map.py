"""Districts on a map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from werdegang import _text
from werdegang._core import InvalidArgument, Released, Table
from werdegang.plot import _geometries, _rows

MOST_CLASSES = 5
_PLACE = "map"


def map(
    table: Table | Released, geometries: Any, region: str | None = None, *, key: str | None = None, period: str | int | None = None,
    within: str = "country", classes: int = 5, breaks: Sequence[float] | None = None, lang: str = "de", title: str | None = None, width: float = 720,
) -> Any:
    """Regions on a map, coloured by classes, in Lambert's projection of equal area.

    `geometries` are polygons in longitude and latitude (EPSG:4326): a GeoJSON file, a FeatureCollection, a geopandas frame
    or a mapping from codes to geometries. `key` is the property that holds the codes of the regions, found by itself where
    it can be. Classes hold equally many regions, or lie between the `breaks` given; a value equal to a break belongs to
    the class above, and what counts is the value as it is printed. Regions without a value are hatched and named with the
    reason; those of the table without an outline are named as well. `within="state"` draws the state of the region only.
    """
    from werdegang.report.charts.choropleth import RegionMap, region_map
    from werdegang.report.texts import load

    chosen, ground, indicator, part, now = _rows.of_one_period(table, _PLACE, lang, region, period)
    shapes = _geometries.outlines(geometries, [row["region"] for row in now], key)
    if region is not None and within == "state":
        shapes = {code: shape for code, shape in shapes.items() if code[:2] == region[:2]}
    drawn, absent = _sorted_out(now, shapes, region, within)
    _rows.need_values(drawn, f"{_PLACE} for {now[0]['period']}")
    figures = {row["region"]: _rows.figure(row, indicator) for row in drawn}
    bounds = _bounds(list(figures.values()), classes, breaks)
    named = _rows.names([*shapes, *(row["region"] for row in absent)], lang)
    heading = title if title is not None else f"{_rows.heading_of(indicator, part, lang)}, {next(iter(figures.values())).period_text(lang)}"
    data = RegionMap(title=heading, regions=_regions(shapes, figures, bounds, named, region), classes=_words(list(figures.values()), bounds, lang),
                     without_outline=tuple((named[row["region"]], _rows.figure(row, indicator)) for row in absent))
    return _rows.finished(region_map(data, load(lang), _rows.width_in(width, _PLACE)), heading, chosen, ground, lang)


def _sorted_out(now: list[_rows.Row], shapes: dict[str, Any], region: str | None, within: str) -> tuple[list[_rows.Row], list[_rows.Row]]:
    """The rows that have an outline, and those beside them that have none."""
    if within not in ("state", "country"):
        raise InvalidArgument(f"within={within!r} in {_PLACE}: expected 'state' or 'country'")
    drawn = [row for row in now if row["region"] in shapes and shapes[row["region"]]]
    if not drawn or (region is not None and region not in {row["region"] for row in drawn}):
        raise InvalidArgument(f"region={region!r} in {_PLACE}: the geometries have no outline of it")
    levels = {_rows.level(row["region"]) for row in drawn}
    state = region[:2] if region is not None and within == "state" else ""
    others = [row for row in now if row["region"].startswith(state) and _rows.level(row["region"]) in levels and row["status"] != "not_existing"]
    return drawn, [row for row in others if not shapes.get(row["region"]) and row["value"] is not None]


def _printed(figure: Any) -> float:
    """The value as it is printed; it decides the class, so that the map and its numbers agree."""
    return float(_text.round_half_up(figure.value, figure.digits, figure.numerator, figure.denominator))


def _bounds(figures: list[Any], classes: int, breaks: Sequence[float] | None) -> list[float]:
    """The lower bounds of all classes but the first."""
    values = sorted(_printed(figure) for figure in figures if figure.value is not None)
    if breaks is None:
        if isinstance(classes, bool) or not isinstance(classes, int) or not 1 <= classes <= MOST_CLASSES:
            raise InvalidArgument(f"classes={classes!r} in {_PLACE}: expected 1 to {MOST_CLASSES}")
        cuts = np.quantile(values, [number / classes for number in range(1, classes)]) if classes > 1 else []
        bounds: list[float] = []
        for cut in sorted({float(_text.round_half_up(float(cut), figures[0].digits)) for cut in cuts}):
            if any((bounds[-1] if bounds else -np.inf) <= value < cut for value in values) and cut <= values[-1]:
                bounds.append(cut)
        return bounds
    try:
        bounds = [float(value) for value in breaks]
    except (TypeError, ValueError):
        bounds = []
    if not 1 <= len(bounds) < MOST_CLASSES or any(not low < high for low, high in zip(bounds, bounds[1:])) or not np.isfinite(bounds).all():
        raise InvalidArgument(f"breaks={breaks!r} in {_PLACE}: expected 1 to {MOST_CLASSES - 1} ascending numbers, the bounds between the classes")
    return bounds


def _words(figures: list[Any], bounds: list[float], lang: str) -> tuple[str, ...]:
    """The classes in words: below, from ... to below, from; a single class by its values."""
    unit, digits = figures[0].unit, max([figures[0].digits, *(_digits(bound) for bound in bounds)])
    plain = [_text.number(bound, digits, lang) for bound in bounds]
    full = [_text.measure(bound, unit, digits, lang) for bound in bounds]
    if not bounds:
        values = sorted(_printed(figure) for figure in figures if figure.value is not None)
        ends = [_text.measure(value, unit, digits, lang) for value in dict.fromkeys((values[0], values[-1]))]
        return (_text.pick(lang, " bis ", " to ").join(ends),)
    middle = [_text.pick(lang, f"{low} bis unter {high}", f"{low} to below {high}") for low, high in zip(plain, full[1:])]
    return (_text.pick(lang, f"unter {full[0]}", f"below {full[0]}"), *middle, _text.pick(lang, f"ab {full[-1]}", f"from {full[-1]}"))


def _digits(bound: float) -> int:
    """The decimals that a bound needs to be printed as it is, up to four."""
    return next((digits for digits in range(5) if abs(round(bound, digits) - bound) < 1e-9), 4)


def _regions(shapes: dict[str, Any], figures: dict[str, Any], bounds: list[float], named: dict[str, str], region: str | None) -> tuple[Any, ...]:
    from werdegang.report.charts.choropleth import MapRegion

    points = np.concatenate([ring for shape in shapes.values() for polygon in shape for ring in polygon])
    middle = tuple((points.min(axis=0) + points.max(axis=0)) / 2)
    found = []
    for code, shape in shapes.items():
        if not shape:
            continue
        figure = figures.get(code)
        step = None if figure is None or figure.value is None else sum(_printed(figure) >= bound for bound in bounds)
        outline = tuple(tuple(_geometries.equal_area(ring, middle) for ring in polygon) for polygon in shape)
        found.append(MapRegion(code=code, name=named[code], figure=figure, outline=outline, step=step, own=code == region))
    return tuple(found)
