"""Funnel plot: shares against their number of cases, with the limits that chance alone would keep around the common share."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ... import _text
from ..model import Figure
from ..texts import Texts
from .style import HAIR, INK, OTHER, OWN, PALE, SMALL, SOFT, STATE, TEXT, WIDE, Chart, close_range, nice_range, rule, surface, text_width, ticks, wrap, write

_PLOT = 300.0
_STEPS = 120
_MOST_NAMES = 14
_MANY = 0.15
_MARKERS = {"inside": ("o", OTHER, 4.5), "beyond_95": ("o", INK, 5.0), "above": ("^", STATE, 6.5), "below": ("v", STATE, 6.5)}


@dataclass(frozen=True, kw_only=True)
class FunnelPoint:
    """A unit with its share; `place` is inside, beyond_95, above or below (both beyond the 99.8 % limits)."""

    name: str
    figure: Figure
    place: str
    own: bool = False


@dataclass(frozen=True, kw_only=True)
class Funnel:
    """Units around their common share; `limits` gives the bounds (95 % low, high, 99.8 % low, high) for a number of cases."""

    title: str
    points: tuple[FunnelPoint, ...]
    missing: tuple[tuple[str, Figure], ...]
    baseline: Figure
    cases: str
    limits: Callable[[list[float]], list[tuple[float, float, float, float]]]


class _Scale:
    """Places on the picture; cases stand on a logarithmic axis where they differ by more than the factor 8."""

    def __init__(self, data: Funnel, left: float, right: float, top: float, language: str) -> None:
        cases = [point.figure.denominator for point in data.points]
        self.log = max(cases) > 8 * min(cases)
        self.first, self.last = (min(cases) / 1.25, max(cases) * 1.15) if self.log else (0.0, max(cases) * 1.1)
        self.left, self.right, self.bottom = left, right, top + _PLOT
        start = self.first or self.last / 300
        self.cases = [start * (self.last / start) ** (index / _STEPS) for index in range(_STEPS + 1)]
        self.bounds = data.limits(self.cases)
        shown = [bound for count, bounds in zip(self.cases, self.bounds) if count >= min(cases) for bound in bounds]
        self.low, self.high, self.step = close_range([*shown, *(point.figure.value for point in data.points)])
        self.marks = ticks(self.low, self.high, self.step, data.baseline.unit, language)

    def x(self, cases: float) -> float:
        if self.log:
            return self.left + (math.log(cases) - math.log(self.first)) / (math.log(self.last) - math.log(self.first)) * (self.right - self.left)
        return self.left + (cases - self.first) / (self.last - self.first) * (self.right - self.left)

    def y(self, value: float) -> float:
        return self.bottom - (value - self.low) * _PLOT / (self.high - self.low)

    def case_ticks(self) -> list[float]:
        if self.log:
            powers = range(math.floor(math.log10(self.first)), math.ceil(math.log10(self.last)) + 1)
            return [factor * 10.0**power for power in powers for factor in (1, 2, 5) if self.first <= factor * 10.0**power <= self.last]
        low, high, step = nice_range([self.last])
        return [low + index * step for index in range(round((high - low) / step) + 1) if low + index * step <= self.last]


def funnel_plot(data: Funnel, texts: Texts, width: float = WIDE) -> Chart:
    """Draws the limits, then the points; what lies beyond the outer limits is named."""
    notes = [line for text in _notes(data, texts) for line in wrap(text, width, SMALL)]
    key = _key(surface(width, 60)[1], data, texts, width)
    label = wrap(texts("funnel.axis_log" if _Scale(data, 0, 1, 0, texts.language).log else "funnel.axis") + (f": {data.cases}" if data.cases else ""), width - 60, SMALL)
    chart, axes = surface(width, key + 24 + _PLOT + 26 + 14 * len(label) + 8 + 14 * len(notes))
    top = _key(axes, data, texts, width) + 24
    scale = _Scale(data, 0, 1, top, texts.language)
    scale.left, scale.right = max(text_width(text, SMALL) for _, text in scale.marks) + 10, width - 4
    _frame(axes, scale, top, texts)
    _limits(axes, scale, data)
    for point in sorted(data.points, key=lambda point: point.own):
        _point(axes, point, scale)
    _names(axes, data, scale, top, texts)
    for index, line in enumerate(label):
        write(axes, (scale.left + scale.right) / 2, scale.bottom + 28 + 14 * index, line, size=SMALL, color=SOFT, align="center")
    for index, line in enumerate(notes):
        write(axes, 0, scale.bottom + 40 + 14 * (len(label) + index), line, size=SMALL, color=INK, italic=True)
    return chart.describe(data.title, _spoken(data, texts))


def _frame(axes: Axes, scale: _Scale, top: float, texts: Texts) -> None:
    for value, text in scale.marks:
        rule(axes, scale.left, scale.y(value), scale.right, scale.y(value), color=HAIR, width=0.6)
        write(axes, scale.left - 6, scale.y(value), text, size=SMALL, color=SOFT, align="right")
    free = scale.right + 4
    for cases in reversed(scale.case_ticks()):
        text = _text.number(cases, 0, texts.language)
        x, half = scale.x(cases), text_width(text, SMALL) / 2
        rule(axes, x, scale.bottom, x, scale.bottom + 4, color=SOFT, width=0.7)
        if x + half <= free:
            write(axes, x, scale.bottom + 12, text, size=SMALL, color=SOFT, align="center")
            free = x - half - 6


def _limits(axes: Axes, scale: _Scale, data: Funnel) -> None:
    xs = [scale.x(cases) for cases in scale.cases]
    inner_low, inner_high, outer_low, outer_high = ([scale.y(bounds[place]) for bounds in scale.bounds] for place in range(4))
    drawn = [axes.fill_between(xs, inner_low, inner_high, color=PALE, linewidth=0, zorder=0)]
    for ys in (inner_low, inner_high):
        drawn += axes.plot(xs, ys, color=SOFT, linewidth=1.0, zorder=2, gid="limit-95")
    for ys in (outer_low, outer_high):
        drawn += axes.plot(xs, ys, color=SOFT, linewidth=1.0, linestyle=(0, (5, 3)), zorder=2, gid="limit-998")
    frame = Rectangle((scale.left, scale.bottom - _PLOT), scale.right - scale.left, _PLOT, transform=axes.transData)
    for artist in drawn:
        artist.set_clip_path(frame)
    rule(axes, scale.left, scale.y(data.baseline.value), scale.right, scale.y(data.baseline.value), color=INK, width=1.1, above=2)


def _point(axes: Axes, point: FunnelPoint, scale: _Scale) -> None:
    marker, color, size = ("D", OWN, 8.0) if point.own else _MARKERS[point.place]
    axes.plot([scale.x(point.figure.denominator)], [scale.y(point.figure.value)], marker=marker, color=color, markersize=size, linestyle="none",
              markeredgewidth=0.7, markeredgecolor="#ffffff", zorder=5 if point.own else 4, gid=f"point-{point.place}")


def _names(axes: Axes, data: Funnel, scale: _Scale, top: float, texts: Texts) -> None:
    """The own unit above the plot; those beyond the outer limits where there is room for a name."""
    for point in data.points:
        if point.own:
            text = f"{point.name} {point.figure.text(texts.language)}"
            x, half = scale.x(point.figure.denominator), text_width(text, TEXT, True) / 2 + 2
            rule(axes, x, top - 7, x, scale.y(point.figure.value) - 5, color=OWN, above=2)
            write(axes, min(max(x, half), scale.right - half), top - 14, text, bold=True, color=OWN, align="center")
    taken = [(scale.x(p.figure.denominator) - 3, scale.y(p.figure.value) - 3, scale.x(p.figure.denominator) + 3, scale.y(p.figure.value) + 3) for p in data.points]
    beyond = sorted((p for p in data.points if p.place in ("above", "below") and not p.own), key=lambda p: -abs(p.figure.value - data.baseline.value))
    for point in beyond[:_MOST_NAMES]:
        x, y, wide = scale.x(point.figure.denominator), scale.y(point.figure.value), text_width(point.name, SMALL) + 3
        box = next((box for box in _places(x, y, wide, scale) if box[1] >= top and not any(_touch(box, other) for other in taken)), None)
        if box is not None:
            write(axes, box[0], box[1] + 6, point.name, size=SMALL, color=STATE, ground="#ffffff")
            taken.append(box)


def _places(x: float, y: float, wide: float, scale: _Scale) -> list[tuple[float, float, float, float]]:
    """Where a name may stand: beside its point, then above and below it, inside the frame."""
    centre = min(max(x - wide / 2, scale.left), scale.right - wide)
    corners = [(x + 8, y), (x - 8 - wide, y), *((centre, y + step) for step in (-13, 13))]
    boxes = [(left, middle - 6, left + wide, middle + 6) for left, middle in corners]
    return [box for box in boxes if box[0] >= scale.left and box[2] <= scale.right and box[3] <= scale.bottom]


def _touch(box: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]


def _key(axes: Axes, data: Funnel, texts: Texts, width: float) -> float:
    """What the lines mean. Returns the height used."""
    entries = [(texts("funnel.baseline", value=data.baseline.text(texts.language)), "-", INK), (texts("funnel.inner"), "-", SOFT),
               (texts("funnel.outer"), (0, (5, 3)), SOFT)]
    x, y = 0.0, 9.0
    for label, dash, color in entries:
        need = 28 + text_width(label, SMALL) + 16
        if x and x + need - 16 > width:
            x, y = 0.0, y + 18
        rule(axes, x, y, x + 22, y, color=color, width=1.4, dash=dash)
        for number, line in enumerate(wrap(label, width - 32, SMALL)):
            y += 14 if number else 0
            write(axes, x + 28, y, line, size=SMALL)
        x += need
    return y + 12


def _notes(data: Funnel, texts: Texts) -> list[str]:
    """How many lie outside, who lies beyond the outer limits, and who has no value."""
    beyond = sorted((p for p in data.points if p.place in ("above", "below")), key=lambda p: -p.figure.value)
    outside = len(beyond) + sum(p.place == "beyond_95" for p in data.points)
    notes = [texts("funnel.count", all=len(data.points), outside=outside, beyond=len(beyond))] if len(data.points) > 1 else []
    if notes and outside > _MANY * len(data.points):
        notes[0] += " " + texts("funnel.many")
    for place in ("above", "below"):
        named = [f"{p.name} {p.figure.text(texts.language)}" for p in beyond if p.place == place]
        named = named if place == "above" else named[::-1]
        if named:
            notes.append(texts(f"funnel.{place}", names=_some(named, texts)))
    if data.missing:
        named = [f"{name} ({figure.text(texts.language)})" for name, figure in data.missing]
        notes.append(texts("dots.missing", names=_some(named, texts)))
    return notes


def _some(names: list[str], texts: Texts) -> str:
    """The first names, and how many follow."""
    more = [texts("funnel.more", count=len(names) - _MOST_NAMES)] if len(names) > _MOST_NAMES + 1 else []
    return _text.join((names[:_MOST_NAMES] if more else names) + more, texts.language)


def _spoken(data: Funnel, texts: Texts) -> str:
    own = [f"{p.name} {p.figure.text(texts.language)} ({p.figure.counts_text(texts.language)}): {texts('funnel.place_' + p.place)}." for p in data.points if p.own]
    return " ".join([texts("funnel.alt", baseline=data.baseline.text(texts.language)), *own, *_notes(data, texts)])
