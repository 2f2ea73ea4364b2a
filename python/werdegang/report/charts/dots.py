"""All districts of a state on one scale: a dot and its 95 % interval for each, the state and Germany as lines.

Up to thirty districts stand in rows with their names; more stand side by side, where only the own district and the two ends
carry a name (the table of the appendix names all).
"""

from __future__ import annotations

from collections import Counter

from matplotlib.axes import Axes

from ... import _text
from ..model import DotRow, DotStrip, Figure
from ..texts import Texts
from .style import COUNTRY, HAIR, INK, OTHER, OWN, SMALL, SOFT, STATE, TEXT, WIDE, Chart, nice_range, rule, surface, text_width, ticks, wrap, write

_ROW = 17.0
_MOST_ROWS = 30
_DASHES = {"state": (0, (6, 3)), "country": (0, (1.5, 2.5))}


def dot_strip(data: DotStrip, texts: Texts, width: float = WIDE) -> Chart:
    """Draws the strip in ascending order; districts without a value are listed below it."""
    valued = sorted((row for row in data.rows if row.figure.value is not None), key=lambda row: (row.figure.value, row.name))
    missing = [row for row in data.rows if row.figure.value is None]
    draw = _rows if len(valued) <= _MOST_ROWS else _side_by_side
    return draw(data, valued, missing, texts, width).describe(data.title, _spoken(data, valued, texts))


def _range(data: DotStrip, valued: list[DotRow]) -> tuple[float, float, float]:
    figures = [row.figure for row in valued] + [pair[1] for pair in (data.state, data.country) if pair]
    return nice_range(v for f in figures for v in (f.value, f.lower, f.upper) if v is not None)


def _references(data: DotStrip) -> list[tuple[str, Figure, str, object]]:
    pairs = ((data.state, STATE, _DASHES["state"]), (data.country, COUNTRY, _DASHES["country"]))
    return [(pair[0], pair[1], color, dash) for pair, color, dash in pairs if pair and pair[1].value is not None]


def _reference_key(axes: Axes, data: DotStrip, texts: Texts, width: float) -> float:
    """The legend above the strip: what the lines, the dot and its bar mean. Returns the height used."""
    x, y = 0.0, 9.0
    entries = [(f"{name} {figure.text(texts.language)}", color, dash) for name, figure, color, dash in _references(data)]
    for label, color, dash in entries:
        need = 28 + text_width(label, SMALL) + 16
        if x and x + need > width:
            x, y = 0.0, y + 18
        rule(axes, x, y, x + 22, y, color=color, width=1.8, dash=dash)
        write(axes, x + 28, y, label, size=SMALL)
        x += need
    label = texts("dots.key" if any(row.figure.interval_text(texts.language) for row in data.rows) else "dots.key_plain")
    if x and x + 28 + text_width(label, SMALL) > width:
        x, y = 0.0, y + 18
    rule(axes, x, y, x + 22, y, color=OTHER, width=2.2)
    axes.plot([x + 11], [y], marker="o", markersize=5.5, color=OTHER, markeredgewidth=0)
    write(axes, x + 28, y, label, size=SMALL)
    return y + 16


def _rows(data: DotStrip, valued: list[DotRow], missing: list[DotRow], texts: Texts, width: float) -> Chart:
    narrow = width < 500
    size = SMALL if narrow else TEXT
    labels = _labels(valued, width * (0.46 if narrow else 0.4), size)
    names = max((text_width(labels[row.name], size, row.own) for row in valued), default=60.0) + 14
    notes = _missing_lines(missing, texts, width)
    chart, axes = surface(width, _key_height(data, texts, width) + len(valued) * _ROW + 34 + 14 * len(notes))
    top = _reference_key(axes, data, texts, width) + 4
    bottom = top + len(valued) * _ROW
    low, high, step = _range(data, valued)
    values = max((text_width(row.figure.text(texts.language, unit=False), size, row.own) for row in valued), default=20.0)
    scale = (width - values - 14 - names) / (high - low)
    zero = names - low * scale
    marks = ticks(low, high, step, data.rows[0].figure.unit, texts.language)
    for value, _ in marks:
        rule(axes, zero + value * scale, top, zero + value * scale, bottom, color=HAIR, width=0.6)
    _tick_labels(axes, marks, zero, scale, bottom + 11)
    for _, figure, color, dash in _references(data):
        rule(axes, zero + figure.value * scale, top, zero + figure.value * scale, bottom, color=color, width=1.6, dash=dash, above=2)
    for index, row in enumerate(reversed(valued)):
        y = top + (index + 0.5) * _ROW
        write(axes, names - 10, y, labels[row.name], size=size, align="right", bold=row.own, color=OWN if row.own else INK)
        _dot_row(axes, row, y, zero, scale, width, size, texts)
    _write_missing(axes, notes, bottom + 34)
    return chart


def _tick_labels(axes: Axes, marks: list[tuple[float, str]], zero: float, scale: float, y: float) -> None:
    """Labels below the axis from the right; one that would touch its neighbour is left out."""
    free = float("inf")
    for value, label in reversed(marks):
        half = text_width(label, SMALL) / 2
        if zero + value * scale + half < free:
            write(axes, zero + value * scale, y, label, size=SMALL, color=SOFT, align="center")
            free = zero + value * scale - half - 4


def _labels(rows: list[DotRow], room: float, size: float) -> dict[str, str]:
    """The name of each row, shortened where it is wider than the room."""
    names = {row.name for row in rows}
    return {row.name: row.name if text_width(row.name, size, row.own) <= room else _short(row.name, names) for row in rows}


def _short(name: str, names: set[str]) -> str:
    """``Lkr.`` for ``Landkreis``; an English name loses ``district`` unless a city has the same name."""
    bare = name.removesuffix(" district")
    return name.replace("Landkreis ", "Lkr. ", 1) if bare == name or bare in names else bare


def _dot_row(axes: Axes, row: DotRow, y: float, zero: float, scale: float, width: float, size: float, texts: Texts) -> None:
    color, figure = OWN if row.own else OTHER, row.figure
    if figure.lower is not None and figure.upper is not None:
        rule(axes, zero + figure.lower * scale, y, zero + figure.upper * scale, y, color=color, width=3.4 if row.own else 2.2, above=3)
    axes.plot([zero + figure.value * scale], [y], marker="D" if row.own else "o", markersize=7.5 if row.own else 5.5, color=color,
              markeredgewidth=0.8, markeredgecolor="#ffffff", zorder=4)
    write(axes, width, y, figure.text(texts.language, unit=False), size=size, align="right", bold=row.own,
          color=OWN if row.own else SOFT)


def _key_height(data: DotStrip, texts: Texts, width: float) -> float:
    _, axes = surface(width, 60)
    return _reference_key(axes, data, texts, width) + 4


def _missing_lines(missing: list[DotRow], texts: Texts, width: float) -> list[str]:
    if not missing:
        return []
    names = [f"{row.name} ({row.figure.text(texts.language)})" for row in missing]
    if len(missing) > _MOST_ROWS:
        reasons = Counter(row.figure.text(texts.language) for row in missing)
        names = [texts("dots.missing_count", count=count, reason=reason) for reason, count in reasons.most_common()]
    return wrap(texts("dots.missing", names=_text.join(names, texts.language)), width, SMALL)


def _write_missing(axes: Axes, lines: list[str], y: float) -> None:
    for index, line in enumerate(lines):
        write(axes, 0, y + 14 * index, line, size=SMALL, color=SOFT, italic=True)


def _side_by_side(data: DotStrip, valued: list[DotRow], missing: list[DotRow], texts: Texts, width: float) -> Chart:
    notes = _missing_lines(missing, texts, width)
    key = _key_height(data, texts, width)
    plot, labels = 230.0, 30.0
    chart, axes = surface(width, key + labels + plot + 38 + 14 * len(notes))
    top = _reference_key(axes, data, texts, width) + 4 + labels
    bottom = top + plot
    low, high, step = _range(data, valued)
    marks = ticks(low, high, step, data.rows[0].figure.unit, texts.language)
    left, scale = max(text_width(label, SMALL) for _, label in marks) + 10, plot / (high - low)
    zero = bottom + low * scale
    for value, label in marks:
        rule(axes, left, zero - value * scale, width, zero - value * scale, color=HAIR, width=0.6)
        write(axes, left - 7, zero - value * scale, label, size=SMALL, color=SOFT, align="right")
    for _, figure, color, dash in _references(data):
        rule(axes, left, zero - figure.value * scale, width, zero - figure.value * scale, color=color, width=1.6, dash=dash, above=2)
    room = (width - left) / len(valued)
    for index, row in enumerate(valued):
        _dot_column(axes, row, left + (index + 0.5) * room, zero, scale, room)
    _column_names(axes, valued, left, room, top, (bottom, zero, scale), width, texts)
    _write_missing(axes, notes, bottom + 46)
    return chart


def _dot_column(axes: Axes, row: DotRow, x: float, zero: float, scale: float, room: float) -> None:
    figure, color = row.figure, OWN if row.own else OTHER
    if figure.lower is not None and figure.upper is not None:
        rule(axes, x, zero - figure.lower * scale, x, zero - figure.upper * scale, color=color if row.own or room > 8 else HAIR,
             width=3.4 if row.own else min(2.0, room * 0.7), above=3)
    size = max(1.8, min(5.5, room * 0.7))
    axes.plot([x], [zero - figure.value * scale], marker="D" if row.own else "o", markersize=7.5 if row.own else size, color=color,
              markeredgewidth=0.8 if row.own or size > 4 else 0.0, markeredgecolor="#ffffff", zorder=4)


def _column_names(axes: Axes, valued: list[DotRow], left: float, room: float, top: float, plot: tuple[float, float, float],
                  width: float, texts: Texts) -> None:
    """Names the own district above the plot and the two ends below it; ``plot`` is its lower edge, its zero and its scale."""
    bottom, zero, scale = plot
    names = {row.name for row in valued}
    for index, row in enumerate(valued):
        if row.own:
            x = left + (index + 0.5) * room
            label = f"{row.name} {row.figure.text(texts.language)}"
            half = text_width(label, TEXT, True) / 2
            high = row.figure.upper if row.figure.upper is not None else row.figure.value
            rule(axes, x, top - 16, x, zero - high * scale - 3, color=OWN, width=0.8)
            write(axes, min(max(x, left + half), width - half), top - 24, label, bold=True, color=OWN, align="center")
    for row, x, align in ((valued[0], left, "left"), (valued[-1], width, "right")):
        if row.own:
            continue
        label = f"{row.name} {row.figure.text(texts.language)}"
        short = f"{_short(row.name, names)} {row.figure.text(texts.language)}"
        write(axes, x, bottom + 12, label if text_width(label, SMALL) <= (width - left) / 3 else short, size=SMALL, color=SOFT, align=align)
    write(axes, (left + width) / 2, bottom + 28, texts("dots.ascending", count=len(valued)), size=SMALL, color=SOFT, align="center")


def _spoken(data: DotStrip, valued: list[DotRow], texts: Texts) -> str:
    parts = []
    for row in valued:
        bounds = row.figure.interval_text(texts.language)
        parts.append(f"{row.name} {row.figure.text(texts.language)}" + (f" ({bounds})" if bounds else ""))
    lines = [f"{name} {figure.text(texts.language)}" for name, figure, _, _ in _references(data)]
    return texts("dots.alt", lines=", ".join(lines), rows="; ".join(parts))
