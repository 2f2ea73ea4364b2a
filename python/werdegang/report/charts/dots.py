"""All districts of a state on one scale: a dot and its 95 % interval for each, the state and Germany as lines.

Up to thirty districts stand in rows with their names; more stand side by side, where only the own district and the two ends
carry a name (the table of the appendix names all).
"""

from __future__ import annotations

from matplotlib.axes import Axes

from ... import _text
from ..model import DotRow, DotStrip, Figure
from ..texts import Texts
from .style import COUNTRY, HAIR, INK, OTHER, OWN, SMALL, SOFT, STATE, TEXT, WIDE, Chart, nice_limit, rule, surface, text_width, wrap, write

_ROW = 17.0
_MOST_ROWS = 30
_DASHES = {"state": (0, (6, 3)), "country": (0, (1.5, 2.5))}


def dot_strip(data: DotStrip, texts: Texts, width: float = WIDE) -> Chart:
    """Draws the strip in ascending order; districts without a value are listed below it."""
    valued = sorted((row for row in data.rows if row.figure.value is not None), key=lambda row: (row.figure.value, row.name))
    missing = [row for row in data.rows if row.figure.value is None]
    draw = _rows if len(valued) <= _MOST_ROWS else _side_by_side
    return draw(data, valued, missing, texts, width).describe(data.title, _spoken(data, valued, texts))


def _limit(data: DotStrip, valued: list[DotRow]) -> tuple[float, float]:
    figures = [row.figure for row in valued] + [pair[1] for pair in (data.state, data.country) if pair]
    return nice_limit(max((max(f.value or 0.0, f.upper or 0.0) for f in figures), default=1.0))


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
    label = texts("dots.key")
    if x and x + 28 + text_width(label, SMALL) > width:
        x, y = 0.0, y + 18
    rule(axes, x, y, x + 22, y, color=OTHER, width=2.2)
    axes.plot([x + 11], [y], marker="o", markersize=5.5, color=OTHER, markeredgewidth=0)
    write(axes, x + 28, y, label, size=SMALL)
    return y + 16


def _rows(data: DotStrip, valued: list[DotRow], missing: list[DotRow], texts: Texts, width: float) -> Chart:
    narrow = width < 500
    widest = max((text_width(row.name, TEXT if not narrow else SMALL, row.own) for row in data.rows), default=80)
    names = min(widest + 14, width * (0.46 if narrow else 0.36))
    notes = _missing_lines(missing, texts, width)
    chart, axes = surface(width, _key_height(data, texts, width) + len(valued) * _ROW + 34 + 14 * len(notes))
    top = _reference_key(axes, data, texts, width) + 4
    bottom = top + len(valued) * _ROW
    limit, step = _limit(data, valued)
    right = width - text_width("00,0", TEXT, True) - 14
    scale = (right - names) / limit
    _grid(axes, names, top, bottom, scale, limit, step, texts, data)
    for _, figure, color, dash in _references(data):
        x = names + figure.value * scale
        rule(axes, x, top, x, bottom, color=color, width=1.6, dash=dash, above=2)
    for index, row in enumerate(reversed(valued)):
        _dot_row(axes, row, top + (index + 0.5) * _ROW, names, scale, width, texts, narrow)
    _write_missing(axes, notes, bottom + 34)
    return chart


def _dot_row(axes: Axes, row: DotRow, y: float, names: float, scale: float, width: float, texts: Texts, narrow: bool) -> None:
    size = SMALL if narrow else TEXT
    color = OWN if row.own else OTHER
    label = wrap(row.name, names - 12, size, row.own)
    shown = label[0] if len(label) == 1 else _fit(row.name, names - 12, size, row.own)
    write(axes, names - 10, y, shown, size=size, align="right", bold=row.own, color=OWN if row.own else INK)
    figure = row.figure
    if figure.lower is not None and figure.upper is not None:
        rule(axes, names + figure.lower * scale, y, names + figure.upper * scale, y, color=color, width=3.4 if row.own else 2.2, above=3)
    axes.plot([names + figure.value * scale], [y], marker="D" if row.own else "o", markersize=7.5 if row.own else 5.5, color=color,
              markeredgewidth=0.8, markeredgecolor="#ffffff", zorder=4)
    write(axes, width, y, figure.text(texts.language, unit=False), size=size, align="right", bold=row.own,
          color=OWN if row.own else SOFT)


def _fit(name: str, width: float, size: float, bold: bool) -> str:
    """A name that is too long for its column loses its kind first, which the table of the appendix spells out."""
    for word in ("Landkreis ", "Kreis "):
        name = name.removeprefix(word)
    return name.removesuffix(" district")


def _grid(axes: Axes, names: float, top: float, bottom: float, scale: float, limit: float, step: float, texts: Texts,
          data: DotStrip) -> None:
    count = round(limit / step)
    digits = 0 if step >= 1 else 1
    for index in range(count + 1):
        x = names + index * step * scale
        rule(axes, x, top, x, bottom, color=HAIR, width=0.6)
        label = _text.number(index * step, digits, texts.language)
        if index == count and data.rows:
            label = _text.measure(index * step, data.rows[0].figure.unit, digits, texts.language)
        write(axes, x, bottom + 11, label, size=SMALL, color=SOFT, align="center")


def _key_height(data: DotStrip, texts: Texts, width: float) -> float:
    _, axes = surface(width, 60)
    return _reference_key(axes, data, texts, width) + 4


def _missing_lines(missing: list[DotRow], texts: Texts, width: float) -> list[str]:
    if not missing:
        return []
    names = [f"{row.name} ({row.figure.text(texts.language)})" for row in missing]
    return wrap(texts("dots.missing", names=_text.join(names, texts.language)), width, SMALL)


def _write_missing(axes: Axes, lines: list[str], y: float) -> None:
    for index, line in enumerate(lines):
        write(axes, 0, y + 14 * index, line, size=SMALL, color=SOFT, italic=True)


def _side_by_side(data: DotStrip, valued: list[DotRow], missing: list[DotRow], texts: Texts, width: float) -> Chart:
    notes = _missing_lines(missing, texts, width)
    key = _key_height(data, texts, width)
    plot, labels = 230.0, 30.0
    chart, axes = surface(width, key + labels + plot + 30 + 14 * len(notes))
    top = _reference_key(axes, data, texts, width) + 4 + labels
    bottom = top + plot
    limit, step = _limit(data, valued)
    left, scale = 40.0, plot / limit
    for index in range(round(limit / step) + 1):
        y = bottom - index * step * scale
        rule(axes, left, y, width, y, color=HAIR, width=0.6)
        write(axes, left - 7, y, _text.number(index * step, 0 if step >= 1 else 1, texts.language), size=SMALL, color=SOFT, align="right")
    for _, figure, color, dash in _references(data):
        rule(axes, left, bottom - figure.value * scale, width, bottom - figure.value * scale, color=color, width=1.6, dash=dash, above=2)
    room = (width - left) / len(valued)
    for index, row in enumerate(valued):
        _dot_column(axes, row, left + (index + 0.5) * room, bottom, scale, room)
    _column_names(axes, valued, left, room, top, bottom, width, texts)
    _write_missing(axes, notes, bottom + 34)
    return chart


def _dot_column(axes: Axes, row: DotRow, x: float, bottom: float, scale: float, room: float) -> None:
    figure, color = row.figure, OWN if row.own else OTHER
    if figure.lower is not None and figure.upper is not None:
        rule(axes, x, bottom - figure.lower * scale, x, bottom - figure.upper * scale, color=color, width=3.4 if row.own else 2.0, above=3)
    size = min(5.5, room * 0.7)
    axes.plot([x], [bottom - figure.value * scale], marker="D" if row.own else "o", markersize=7.5 if row.own else size, color=color,
              markeredgewidth=0.8, markeredgecolor="#ffffff", zorder=4)


def _column_names(axes: Axes, valued: list[DotRow], left: float, room: float, top: float, bottom: float, width: float,
                  texts: Texts) -> None:
    """Names the own district above the plot and the two ends below it."""
    for index, row in enumerate(valued):
        if row.own:
            x = left + (index + 0.5) * room
            label = f"{row.name} {row.figure.text(texts.language)}"
            half = text_width(label, TEXT, True) / 2
            rule(axes, x, top - 16, x, bottom, color=OWN, width=0.7)
            write(axes, min(max(x, left + half), width - half), top - 24, label, bold=True, color=OWN, align="center")
    first, last = valued[0], valued[-1]
    half = (width - left) / 2 - 8
    for row, x, align in ((first, left, "left"), (last, width, "right")):
        label = f"{row.name} {row.figure.text(texts.language)}"
        shown = label if text_width(label, SMALL) <= half else f"{_fit(row.name, 0, SMALL, False)} {row.figure.text(texts.language)}"
        write(axes, x, bottom + 12, shown, size=SMALL, color=SOFT, align=align)


def _spoken(data: DotStrip, valued: list[DotRow], texts: Texts) -> str:
    parts = []
    for row in valued:
        bounds = row.figure.interval_text(texts.language)
        parts.append(f"{row.name} {row.figure.text(texts.language)}" + (f" ({bounds})" if bounds else ""))
    lines = [f"{name} {figure.text(texts.language)}" for name, figure, _, _ in _references(data)]
    return texts("dots.alt", lines=", ".join(lines), rows="; ".join(parts))
