"""Map of regions coloured by classes; regions without a value are hatched, values stand inside where there is room."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from ... import _text
from ..model import Figure
from ..texts import Texts
from .style import HATCH, INK, ON_SEQUENCE, OWN, SEQUENCE, SMALL, SOFT, WIDE, Chart, bar, notes_below, surface, text_width, wrap, write

_TALLEST = 1.3
_GRID = 0.2
_EDGE = "#8c9aa3"
_MOST_NAMES = 14
_STEPS = {1: (2,), 2: (1, 3), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}


@dataclass(frozen=True, kw_only=True)
class MapRegion:
    """A region with its outline: polygons of rings in kilometres, y to the north. `step` is its class, None without a value."""

    code: str
    name: str
    figure: Figure | None
    outline: tuple[tuple[np.ndarray, ...], ...]
    step: int | None = None
    own: bool = False


@dataclass(frozen=True, kw_only=True)
class RegionMap:
    """Regions with the words of their classes; `without_outline` are regions of the table that the geometries lack."""

    title: str
    regions: tuple[MapRegion, ...]
    classes: tuple[str, ...]
    without_outline: tuple[tuple[str, Figure], ...] = ()


class _Scale:
    """From kilometres to the picture: the same scale in both directions, within the width and a height that fits it."""

    def __init__(self, data: RegionMap, width: float) -> None:
        points = np.concatenate([ring for region in data.regions for polygon in region.outline for ring in polygon])
        (self.west, south), (east, self.north) = points.min(axis=0), points.max(axis=0)
        wide, tall = max(east - self.west, 1e-9), max(self.north - south, 1e-9)
        self.per_km = min((width - 8) / wide, (width - 8) * _TALLEST / tall)
        self.height = tall * self.per_km
        self.left = (width - wide * self.per_km) / 2

    def ring(self, ring: np.ndarray, top: float) -> np.ndarray:
        return np.column_stack((self.left + (ring[:, 0] - self.west) * self.per_km, top + (self.north - ring[:, 1]) * self.per_km))


def region_map(data: RegionMap, texts: Texts, width: float = WIDE) -> Chart:
    """Draws the map, its classes above it, and what has no value or no outline below."""
    scale = _Scale(data, width)
    notes = [line for note in _notes(data, texts) for line in wrap(note, width - 4, SMALL)]
    key = _key(surface(width, 60)[1], data, texts, width)
    chart, axes = surface(width, key + scale.height + 16 + 14 * len(notes))
    top = _key(axes, data, texts, width) + 4
    for region in sorted(data.regions, key=lambda region: region.own):
        _region(axes, region, [[scale.ring(ring, top) for ring in polygon] for polygon in region.outline], len(data.classes))
    _values(axes, data, scale, top, texts)
    notes_below(axes, top + scale.height + 10, notes)
    return chart.describe(data.title, _spoken(data, texts))


def _step(step: int, classes: int) -> int:
    return _STEPS[classes][step]


def _key(axes: Axes, data: RegionMap, texts: Texts, width: float) -> float:
    """Classes with the number of their regions, then what is hatched, white and outlined. Returns the height used."""
    entries: list[tuple[str, dict[str, object]]] = []
    for step, label in enumerate(data.classes):
        count = sum(region.step == step for region in data.regions)
        entries.append((f"{label} ({count})", {"color": SEQUENCE[_step(step, len(data.classes))]}))
    hatched = sum(region.figure is not None and region.step is None for region in data.regions)
    unknown = sum(region.figure is None for region in data.regions)
    if hatched:
        entries.append((f"{texts('map.missing')} ({hatched})", {"color": "#ffffff", "hatch": HATCH}))
    if unknown:
        entries.append((f"{texts('map.not_in_table')} ({unknown})", {"color": "#ffffff", "linestyle": (0, (1, 2))}))
    for region in data.regions:
        if region.own:
            value = region.figure.text(texts.language) if region.figure else texts("map.not_in_table")
            entries.append((f"{region.name}: {value}", {"color": "none", "edgecolor": INK, "linewidth": 2.0}))
    x, y = 0.0, 9.0
    for label, how in entries:
        bold = how["color"] == "none"
        for number, line in enumerate(wrap(label, width - 26, SMALL, bold)):
            need = 22 + text_width(line, SMALL, bold) + 14
            if x and (x + need - 14 > width or number):
                x, y = 0.0, y + 17
            if not number:
                bar(axes, x + 1, y - 6, 15, 12, str(how["color"]), **{"edgecolor": SOFT, "linewidth": 0.6, **{k: v for k, v in how.items() if k != "color"}})
            write(axes, x + 22, y, line, size=SMALL, bold=bold, color=OWN if bold else INK)
            x += need
    return y + 16


def _region(axes: Axes, region: MapRegion, polygons: list[list[np.ndarray]], classes: int) -> None:
    """One region as one filled path; the own one lies on top with a strong outline."""
    rings = [ring for polygon in polygons for ring in polygon]
    thinned = [thin for ring in rings if len(thin := _thinned(ring)) >= 4] or rings
    vertices = np.concatenate(thinned)
    codes = np.concatenate([[Path.MOVETO, *[Path.LINETO] * (len(ring) - 2), Path.CLOSEPOLY] for ring in thinned])
    if region.figure is None:
        how = {"facecolor": "#ffffff", "linestyle": (0, (1, 2)), "gid": "region-unknown"}
    elif region.step is None:
        how = {"facecolor": "#ffffff", "hatch": HATCH, "gid": "region-missing"}
    else:
        how = {"facecolor": SEQUENCE[_step(region.step, classes)], "gid": f"region-{region.step}"}
    outline = Path(vertices, codes)
    axes.add_artist(PathPatch(outline, edgecolor=_EDGE, linewidth=0.45, joinstyle="round", zorder=2, **how))
    if region.own:
        for color, strong, gid in (("#ffffff", 5.0, None), (INK, 2.2, "region-own")):
            axes.add_artist(PathPatch(outline, facecolor="none", edgecolor=color, linewidth=strong, joinstyle="round", zorder=4, gid=gid))


def _thinned(ring: np.ndarray) -> np.ndarray:
    """The ring on a fine grid without points that fall together: neighbours that share a border keep sharing it."""
    snapped = np.round(ring / _GRID) * _GRID
    keep = np.ones(len(snapped), dtype=bool)
    keep[1:] = (snapped[1:] != snapped[:-1]).any(axis=1)
    return snapped[keep]


def _values(axes: Axes, data: RegionMap, scale: _Scale, top: float, texts: Texts) -> None:
    """The values inside their regions where most have room for it, that of the own region wherever it fits."""
    labels = [(region, place) for region in data.regions if region.step is not None and (place := _room(region, scale, top, texts)) is not None]
    if 2 * len(labels) < len(data.regions):
        labels = [(region, place) for region, place in labels if region.own]
    for region, (x, y) in labels:
        write(axes, x, y, region.figure.text(texts.language, unit=False), size=SMALL, align="center", bold=region.own,
              color=ON_SEQUENCE[_step(region.step, len(data.classes))])


def _room(region: MapRegion, scale: _Scale, top: float, texts: Texts) -> np.ndarray | None:
    """The middle of the largest polygon, when the value lies inside it."""
    largest = max((polygon[0] for polygon in region.outline), key=lambda ring: np.ptp(ring[:, 0]) * np.ptp(ring[:, 1]))
    half = text_width(region.figure.text(texts.language, unit=False), SMALL, region.own) / 2 + 2
    ring = scale.ring(largest, top)
    if np.ptp(ring[:, 0]) < 2 * half or np.ptp(ring[:, 1]) < 12:
        return None
    middle = _centroid(ring)
    corners = middle + np.array([(sign_x * half, sign_y * 6) for sign_x in (-1, 1) for sign_y in (-1, 1)])
    return middle if Path(ring).contains_points(corners).all() else None


def _centroid(ring: np.ndarray) -> np.ndarray:
    """The centre of gravity of a ring."""
    origin = ring[0]
    x, y = (ring - origin).T
    cross = x[:-1] * y[1:] - x[1:] * y[:-1]
    area = cross.sum() / 2
    if abs(area) < 1e-9:
        return ring.mean(axis=0)
    return origin + np.array([((x[:-1] + x[1:]) * cross).sum(), ((y[:-1] + y[1:]) * cross).sum()]) / (6 * area)


def _notes(data: RegionMap, texts: Texts) -> list[str]:
    """Who is hatched and why, and who cannot be drawn."""
    language = texts.language
    missing = [f"{region.name} ({region.figure.text(language)})" for region in data.regions if region.figure is not None and region.figure.value is None]
    absent = [f"{name} ({figure.text(language)})" for name, figure in data.without_outline]
    return [texts(key, names=_some(names, texts)) for key, names in (("map.hatched", missing), ("map.without_outline", absent)) if names]


def _some(names: list[str], texts: Texts) -> str:
    more = [texts("funnel.more", count=len(names) - _MOST_NAMES)] if len(names) > _MOST_NAMES + 1 else []
    return _text.join((names[:_MOST_NAMES] if more else names) + more, texts.language)


def _spoken(data: RegionMap, texts: Texts) -> str:
    """The own region, the two ends, the classes with their sizes; a small map is read out in full."""
    language = texts.language
    known = sorted((r for r in data.regions if r.figure is not None and r.figure.value is not None), key=lambda r: (r.figure.value, r.name))
    said = [f"{r.name} {r.figure.text(language)}" for r in (known if len(known) <= 40 else [known[0], *(r for r in known if r.own), known[-1]])]
    classes = [f"{label} {sum(r.step == step for r in data.regions)}" for step, label in enumerate(data.classes)]
    return " ".join([texts("map.alt", classes="; ".join(classes), regions="; ".join(said)), *_notes(data, texts)])
