"""Small multiples: the same little line chart for many indicators or regions, lines broken where the series is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from matplotlib.axes import Axes

from ... import _text
from ..model import Figure, TrendLine
from ..texts import Texts
from .style import COUNTRY, HAIR, INK, OWN, SMALL, SOFT, STATE, WIDE, Chart, headline, nice_range, rule, surface, text_width, ticks, wrap, write
from .trend import runs, wave

_PLOT = 78.0
_LINE = 12.5
_GAP = 18.0
_LEAST = 158.0
_STYLES = {"own": (OWN, "-", "D"), "state": (STATE, (0, (6, 3)), "s"), "country": (COUNTRY, (0, (1.5, 2.5)), "^"), "other": (INK, (0, (3, 1.5)), "o")}


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One little chart. Each line has a role: own, state, country or other."""

    title: str
    lines: tuple[TrendLine, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Multiples:
    """Little charts with the meaning of their lines; `common`: all have one scale."""

    title: str
    panels: tuple[Panel, ...]
    legend: tuple[tuple[str, str], ...]
    common: bool


def small_multiples(data: Multiples, texts: Texts, width: float = WIDE) -> Chart:
    """Draws the panels from left to right; what interrupts their lines stands below."""
    columns = max(1, min(len(data.panels), int((width + _GAP) // (_LEAST + _GAP))))
    room = (width - _GAP * (columns - 1)) / columns
    titles = [wrap(panel.title, room - 5, SMALL, True) for panel in data.panels]
    rows = [range(first, min(first + columns, len(titles))) for first in range(0, len(titles), columns)]
    heads = [max(len(titles[index]) for index in row) * _LINE + 8 for row in rows]
    notes = _notes(data, texts, width - 24)
    key = _legend(surface(width, 60)[1], data, texts, width)
    chart, axes = surface(width, key + sum(heads) + len(rows) * (_PLOT + 30) + 4 + 14 * len(notes))
    top = _legend(axes, data, texts, width)
    scale = _range(data.panels) if data.common else None
    years = sorted({_year(p.figure.period) for panel in data.panels for line in panel.lines for p in line.points})
    for row, head in zip(rows, heads):
        for place, index in enumerate(row):
            x = place * (room + _GAP)
            for number, text in enumerate(titles[index]):
                write(axes, x, top + 6 + number * _LINE, text, size=SMALL, bold=True)
            _panel(axes, data.panels[index], (x, top + head, room), scale, (years[0], years[-1]), texts)
        top += head + _PLOT + 30
    for index, (note, wavy) in enumerate(notes):
        if wavy:
            wave(axes, 8, top + 14 * index, top + 14 * index + 12)
        write(axes, 22 if wavy is not None else 0, top + 6 + 14 * index, note, size=SMALL, color=INK, italic=True)
    return chart.describe(data.title, _spoken(data, texts))


def _year(period: str) -> float:
    """A period on the axis of years: a day with its month, a year as it is."""
    return int(period[:4]) + ((int(period[5:7]) - 1) / 12 if len(period) == 10 and period[4] == "-" else 0.0)


def _range(panels: tuple[Panel, ...]) -> tuple[float, float, float]:
    return nice_range(p.figure.value for panel in panels for line in panel.lines for p in line.points if p.figure.value is not None)


def _legend(axes: Axes, data: Multiples, texts: Texts, width: float) -> float:
    """What the lines are, then whether the charts share a scale. Returns the height used."""
    x, y = 0.0, 9.0
    for label, role in data.legend:
        color, dash, marker = _STYLES[role]
        for number, line in enumerate(wrap(label, width - 34, SMALL)):
            need = 30 + text_width(line, SMALL) + 16
            if x and (x + need > width or number):
                x, y = 0.0, y + 16
            if not number:
                rule(axes, x, y, x + 22, y, color=color, width=1.8, dash=dash)
                axes.plot([x + 11], [y], marker=marker, markersize=4.5, color=color, markeredgewidth=0)
            write(axes, x + 30, y, line, size=SMALL)
            x += need
    y += 16 if data.legend else 0
    for line in wrap(texts("multiples.common" if data.common else "multiples.own_scale"), width, SMALL) if len(data.panels) > 1 else []:
        write(axes, 0, y, line, size=SMALL, color=SOFT)
        y += 14
    return y + 6


def _panel(axes: Axes, panel: Panel, box: tuple[float, float, float], scale: tuple[float, float, float] | None, years: tuple[float, float],
           texts: Texts) -> None:
    """One little chart below its title; `box` is its left and upper edge and its width."""
    x, top, room = box
    bottom = top + _PLOT
    figures = [p.figure for line in panel.lines for p in line.points]
    if all(figure.value is None for figure in figures):
        _empty(axes, panel.lines[0], (x + room / 2, top, room - 8), texts)
        return
    low, high, step = scale or _range((panel,))
    marks = [mark for mark in ticks(low, high, step, figures[0].unit, texts.language) if mark[0] in (low, high) or abs(mark[0]) < step / 2]
    last = _last(panel, texts)
    left = x + max(text_width(label, SMALL) for _, label in marks) + 8
    right = x + room - max((text_width(label, SMALL, bold) for label, _, _, bold in last), default=0.0) - 8
    per_unit = _PLOT / (high - low)
    zero = bottom + low * per_unit
    for value, label in marks:
        rule(axes, left, zero - value * per_unit, right + 2, zero - value * per_unit, color=SOFT if abs(value) < step / 2 else HAIR, width=0.7)
        write(axes, left - 5, zero - value * per_unit, label, size=SMALL, color=SOFT, align="right")
    span = max(years[1] - years[0], 1e-9)
    xs = {f.period: left + 8 + (_year(f.period) - years[0]) / span * (right - left - 14) if span > 1e-6 else (left + right) / 2 for f in figures}
    _periods(axes, panel, xs, (left, x + room, bottom + 12))
    for line, role in sorted(zip(panel.lines, panel.roles), key=lambda pair: pair[1] == "own"):
        _line(axes, line, role, xs, zero, per_unit, top)
    _last_values(axes, last, xs, zero, per_unit)
    own = next((line for line, role in zip(panel.lines, panel.roles) if role == "own"), None)
    if own is not None and all(p.figure.value is None for p in own.points):
        _empty(axes, own, ((left + right) / 2, top, right - left), texts)


def _empty(axes: Axes, line: TrendLine, box: tuple[float, float, float], texts: Texts) -> None:
    """Why the line of a chart has no value at all; `box` is the middle, the upper edge and the width."""
    x, top, room = box
    reasons = _text.join(sorted({p.figure.text(texts.language) for p in line.points}), texts.language)
    lines = wrap(texts("multiples.empty", reason=reasons), room, SMALL)
    for number, text in enumerate(lines):
        write(axes, x, top + _PLOT / 2 + 14 * (number - (len(lines) - 1) / 2), text, size=SMALL, color=INK, align="center", italic=True, ground="#ffffff")


def _periods(axes: Axes, panel: Panel, xs: dict[str, float], edges: tuple[float, float, float]) -> None:
    """The first and the last period with a value below the plot."""
    left, right, y = edges
    known = [p.figure.period for line in panel.lines for p in line.points if p.figure.value is not None]
    first, last = min(known), max(known)
    meaning = panel.lines[0].points[0].figure.period_meaning
    labels = [_short(period, meaning) for period in (first, last)]
    half = text_width(labels[0], SMALL) / 2
    if first == last:
        write(axes, min(max(xs[first], left + half), right - half), y, labels[0], size=SMALL, color=SOFT, align="center")
        return
    start = max(xs[first], left + half)
    end = min(xs[last], right - text_width(labels[1], SMALL) / 2)
    write(axes, end, y, labels[1], size=SMALL, color=SOFT, align="center")
    if end - start > half + text_width(labels[1], SMALL) / 2 + 5:
        write(axes, start, y, labels[0], size=SMALL, color=SOFT, align="center")


def _short(period: str, meaning: str) -> str:
    if meaning in ("school_year_end", "school_year_start") and period.isdigit():
        return _text.school_year(period, ends=meaning == "school_year_end")
    return period[:4]


def _line(axes: Axes, line: TrendLine, role: str, xs: dict[str, float], zero: float, per_unit: float, top: float) -> None:
    color, dash, marker = _STYLES[role]
    own = role == "own"
    for run in runs(line.points):
        x = [xs[point.figure.period] for point in run]
        y = [zero - point.figure.value * per_unit for point in run]
        axes.plot(x, y, color=color, linewidth=2.0 if own else 1.3, linestyle=dash, zorder=4 if own else 3, gid=f"line-{role}")
        if len(run) == 1 or own:
            axes.plot(x, y, color=color, linestyle="none", marker=marker, markersize=3.6, markeredgewidth=0, zorder=5 if own else 3)
    ordered = sorted(line.points, key=lambda p: p.figure.period)
    for before, point in zip(ordered, ordered[1:]):
        if point.break_before and own:
            wave(axes, (xs[before.figure.period] + xs[point.figure.period]) / 2, top, top + _PLOT)


def _last(panel: Panel, texts: Texts) -> list[tuple[str, Figure, str, bool]]:
    """The last value of each line: text, figure, colour, whether it is the own one."""
    found = []
    for line, role in zip(panel.lines, panel.roles):
        point = next((p for p in sorted(line.points, key=lambda p: p.figure.period, reverse=True) if p.figure.value is not None), None)
        if point is not None:
            found.append((point.figure.text(texts.language, unit=False), point.figure, _STYLES[role][0], role == "own"))
    return found


def _last_values(axes: Axes, last: list[tuple[str, Figure, str, bool]], xs: dict[str, float], zero: float, per_unit: float) -> None:
    """Right of the end of each line, above it where others go on; one that would touch another gives way, the own one never."""
    placed: list[tuple[float, float, float]] = []
    for label, figure, color, own in sorted(last, key=lambda item: not item[3]):
        at_end = xs[figure.period] == max(xs.values())
        x, y = xs[figure.period] + (9 if at_end else -4), zero - figure.value * per_unit - (0 if at_end else 10)
        end = x + text_width(label, SMALL, own)
        if all(abs(y - other) >= 11 or x > right or end < left for left, right, other in placed):
            write(axes, x, y, label, size=SMALL, bold=own, color=color, ground=None if at_end else "#ffffff")
            placed.append((x, end, y))


def _notes(data: Multiples, texts: Texts, width: float) -> list[tuple[str, bool | None]]:
    """Each break with its wave once, then why lines have gaps."""
    breaks: dict[str, dict[str, None]] = {}
    gaps: Counter[str] = Counter()
    for panel in data.panels:
        for line, role in zip(panel.lines, panel.roles):
            for point in line.points:
                if point.break_before and role == "own":
                    breaks.setdefault(headline(point.break_before), {})[_short(point.figure.period, point.figure.period_meaning)] = None
                if point.figure.value is None:
                    gaps[point.figure.text(texts.language)] += 1
    notes: list[tuple[str, bool | None]] = []
    for reason, periods in breaks.items():
        text = f"{_text.join(sorted(periods), texts.language)}: {reason}"
        notes += [(line, index == 0) for index, line in enumerate(wrap(text, width, SMALL))]
    if gaps:
        text = texts("multiples.gaps", reasons=_text.join([reason for reason, _ in gaps.most_common()], texts.language))
        notes += [(line, None) for line in wrap(text, width, SMALL)]
    return notes


def _spoken(data: Multiples, texts: Texts) -> str:
    parts = []
    for panel in data.panels:
        lines = []
        for line in panel.lines:
            known = [p for p in sorted(line.points, key=lambda p: p.figure.period) if p.figure.value is not None]
            ends = [f"{p.figure.period_text(texts.language)} {p.figure.text(texts.language)}" for p in dict.fromkeys(known[:1] + known[-1:])]
            lines.append(f"{line.label} " + (_text.EN_DASH.join(ends) if ends else texts("multiples.no_value")))
        parts.append(f"{panel.title}: {', '.join(lines)}")
    return texts("multiples.alt", count=len(data.panels), panels="; ".join(parts))
