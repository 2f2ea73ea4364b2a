"""One indicator over the years: a line that stops at a missing year and at a break of the series."""

from __future__ import annotations

from matplotlib.axes import Axes

from ... import _text
from ..model import Figure, Trend, TrendLine, TrendPoint
from ..texts import Texts
from .style import COUNTRY, HAIR, INK, OWN, SMALL, SOFT, STATE, WIDE, Chart, headline, nice_range, rule, surface, text_width, ticks, wrap, write

_STYLES = ((STATE, (0, (6, 3)), "s"), (COUNTRY, (0, (1.5, 2.5)), "^"))
_PLOT = 190.0


def trend_lines(data: Trend, texts: Texts, width: float = WIDE) -> Chart:
    """Draws all lines on one scale from zero; breaks are named under the years they cut."""
    periods = sorted({point.figure.period for line in data.lines for point in line.points})
    breaks = _breaks(data)
    labels = _end_labels(data, texts)
    low, high, step = nice_range(p.figure.value for line in data.lines for p in line.points if p.figure.value is not None)
    marks = ticks(low, high, step, _first(data).unit, texts.language)
    left = max(30.0, max(text_width(label, SMALL) for _, label in marks) + 10)
    right = width - max((text_width(label, SMALL, bold) for label, _, bold in labels), default=0) - 16
    notes = _notes(data, breaks, texts, width - 26)
    chart, axes = surface(width, 14 + _PLOT + 26 + (8 + 14 * len(notes) if notes else 0))
    top, bottom = 14.0, 14.0 + _PLOT
    scale = _PLOT / (high - low)
    zero = bottom + low * scale
    xs = {period: left + 14 + index * (right - left - 28) / max(len(periods) - 1, 1) for index, period in enumerate(periods)}
    _frame(axes, data, marks, xs, left, right, bottom, zero, scale)
    for period in breaks:
        _break_mark(axes, xs, periods, period, top, bottom)
    for line, (color, dash, marker) in zip(data.lines, _line_styles(data)):
        _line(axes, line, xs, zero, scale, color, dash, marker)
    _write_labels(axes, data, labels, right + 4, zero, scale)
    for index, (note, wavy) in enumerate(notes):
        y = bottom + 38 + 14 * index
        if wavy:
            wave(axes, 8, y - 6, y + 6)
        write(axes, 22, y, note, size=SMALL, color=INK, italic=True)
    return chart.describe(data.title, _spoken(data, texts))


def _notes(data: Trend, breaks: dict[str, str], texts: Texts, width: float) -> list[tuple[str, bool]]:
    """The lines below the plot: each break with its wave, then the years without a value."""
    notes = []
    for period, reason in breaks.items():
        lines = wrap(f"{_text.capital(_year(period, data, texts))}: {headline(reason)}", width, SMALL)
        notes += [(line, index == 0) for index, line in enumerate(lines)]
    for line in data.lines:
        gaps = [f"{p.figure.period_text(texts.language)} ({p.missing or _text.status_text(p.figure.status, texts.language)})"
                for p in line.points if p.figure.value is None]
        if gaps:
            gap_text = texts("trend.without", line=line.label, years=_text.join(gaps, texts.language))
            notes += [(wrapped, False) for wrapped in wrap(gap_text, width, SMALL)]
    return notes


def _line_styles(data: Trend) -> list[tuple[str, object, str]]:
    others = iter(_STYLES * 3)
    return [(OWN, "-", "D") if line.own else next(others) for line in data.lines]


def _first(data: Trend) -> Figure:
    return data.lines[0].points[0].figure


def _breaks(data: Trend) -> dict[str, str]:
    own = [line for line in data.lines if line.own] or list(data.lines[:1])
    return {point.figure.period: point.break_before for line in own for point in line.points if point.break_before}


def _year(period: str, data: Trend, texts: Texts) -> str:
    figure = next(point.figure for line in data.lines for point in line.points if point.figure.period == period)
    return figure.period_text(texts.language)


def _frame(axes: Axes, data: Trend, marks: list[tuple[float, str]], xs: dict[str, float], left: float, right: float, bottom: float,
           zero: float, scale: float) -> None:
    for value, label in marks:
        y = zero - value * scale
        rule(axes, left, y, right, y, color=SOFT if value == 0 else HAIR, width=0.7)
        write(axes, left - 6, y, label, size=SMALL, color=SOFT, align="right")
    short = {period: _short(period, data) for period in xs}
    every = 1
    while every * (right - left) / max(len(xs), 1) < max((text_width(label, SMALL) for label in short.values()), default=0) + 6:
        every += 1
    for index, (period, x) in enumerate(reversed(list(xs.items()))):
        if index % every == 0:
            write(axes, x, bottom + 12, short[period], size=SMALL, color=SOFT, align="center")


def _short(period: str, data: Trend) -> str:
    meaning = _first(data).period_meaning
    if meaning in ("school_year_end", "school_year_start") and period.isdigit():
        return _text.school_year(period, ends=meaning == "school_year_end")
    return period[:4]


def _break_mark(axes: Axes, xs: dict[str, float], periods: list[str], period: str, top: float, bottom: float) -> None:
    """A wavy upright line halfway between the two years that cannot be compared."""
    index = periods.index(period)
    step = (xs[periods[1]] - xs[periods[0]]) / 2 if len(periods) > 1 else 14.0
    x = xs[period] - step if index else xs[period] - 12
    wave(axes, x, top, bottom)


def wave(axes: Axes, x: float, top: float, bottom: float) -> None:
    count = max(4, round((bottom - top) / 8) * 2)
    ys = [top + (bottom - top) * k / count for k in range(count + 1)]
    axes.plot([x + (1.8 if k % 2 else -1.8) for k in range(count + 1)], ys, color=INK, linewidth=0.9, zorder=2)


def _line(axes: Axes, line: TrendLine, xs: dict[str, float], zero: float, scale: float, color: str, dash: object, marker: str) -> None:
    for run in runs(line.points):
        x = [xs[point.figure.period] for point in run]
        y = [zero - point.figure.value * scale for point in run]
        axes.plot(x, y, color=color, linewidth=2.4 if line.own else 1.6, linestyle=dash, zorder=4 if line.own else 3)
        axes.plot(x, y, color=color, linestyle="none", marker=marker, markersize=6.5 if line.own else 4.5, markeredgecolor="#ffffff",
                  markeredgewidth=0.7, zorder=5 if line.own else 3)


def runs(points: tuple[TrendPoint, ...]) -> list[list[TrendPoint]]:
    """Stretches of years that may be joined by a line."""
    runs: list[list[TrendPoint]] = [[]]
    for point in sorted(points, key=lambda p: p.figure.period):
        if point.figure.value is None:
            runs.append([])
            continue
        if point.break_before:
            runs.append([])
        runs[-1].append(point)
    return [run for run in runs if run]


def _end_labels(data: Trend, texts: Texts) -> list[tuple[str, float, bool]]:
    """Name and last value of each line, for writing beside its end."""
    labels = []
    for line in data.lines:
        last = next((p for p in reversed(sorted(line.points, key=lambda p: p.figure.period)) if p.figure.value is not None), None)
        if last is not None:
            labels.append((f"{line.label} {last.figure.text(texts.language)}", last.figure.value, line.own))
    return labels


def _write_labels(axes: Axes, data: Trend, labels: list[tuple[str, float, bool]], x: float, zero: float,
                  scale: float) -> None:
    colors = {f"{line.label}": style[0] for line, style in zip(data.lines, _line_styles(data))}
    placed: list[float] = []
    for label, value, own in sorted(labels, key=lambda item: -item[1]):
        y = zero - value * scale
        if placed:
            y = max(y, placed[-1] + 14)
        placed.append(y)
        color = next(color for name, color in colors.items() if label.startswith(name))
        write(axes, x, y, label, size=SMALL, bold=own, color=color)


def _spoken(data: Trend, texts: Texts) -> str:
    parts = []
    for line in data.lines:
        values = [f"{p.figure.period_text(texts.language)} {p.figure.text(texts.language)}" for p in line.points]
        parts.append(f"{line.label}: {', '.join(values)}")
    breaks = [f"{_year(period, data, texts)}: {reason}" for period, reason in _breaks(data).items()]
    return texts("trend.alt", lines="; ".join(parts)) + (" " + texts("trend.alt_breaks", breaks="; ".join(breaks)) if breaks else "")
