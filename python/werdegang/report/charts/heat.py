"""Heat map: a table of values whose cells are coloured by their place in a group; missing cells are hatched and say why."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes

from ... import _text
from ..texts import Texts
from .style import (
    DIVERGING,
    HAIR,
    HATCH,
    INK,
    ON_DIVERGING,
    ON_SEQUENCE,
    OWN,
    SEQUENCE,
    SMALL,
    SOFT,
    TEXT,
    WIDE,
    Chart,
    bar,
    notes_below,
    surface,
    text_width,
    wrap,
    write,
)

_ROW = 17.0
_LINE = 12.5
_WORDY = 92.0
_MOST_SPOKEN = 40


@dataclass(frozen=True, kw_only=True)
class HeatCell:
    """What is printed and its step of colour 0 to 4; without a step it is white, with a reason it is hatched."""

    text: str = ""
    step: int | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class HeatRow:
    name: str
    cells: tuple[HeatCell, ...]
    own: bool = False
    apart: bool = False


@dataclass(frozen=True, kw_only=True)
class HeatMap:
    """Rows of cells; `apart` rows (state and country) stand below. `wordy`: the columns are indicators, not years."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    steps: tuple[str, ...]
    diverging: bool
    wordy: bool
    notes: tuple[str, ...] = ()


class _Plan:
    """Widths, headings and bands: columns that do not fit stand in a further band below."""

    def __init__(self, data: HeatMap, width: float) -> None:
        narrow = width < 500
        self.width, self.size = width, SMALL if narrow else TEXT
        room = width * (0.42 if narrow else 0.32)
        self.names = [wrap(row.name, room, self.size, row.own) for row in data.rows]
        self.left = max(text_width(line, self.size, row.own) for row, lines in zip(data.rows, self.names) for line in lines) + 10
        self.marks = {reason: chr(ord("a") + place) for place, reason in enumerate(dict.fromkeys(c.reason for row in data.rows for c in row.cells if c.reason))}
        least = max((text_width(cell.text, SMALL, True) for row in data.rows for cell in row.cells), default=0.0) + 8
        least = max(least, 18.0, _WORDY if data.wordy else max(text_width(name, SMALL) for name in data.columns) + 6)
        fitting = max(1, min(len(data.columns), int((width - self.left) // least)))
        bands = -(-len(data.columns) // fitting)
        self.per_band = -(-len(data.columns) // bands)
        self.cell = min((width - self.left) / self.per_band, 3 * least)
        self.bands = [range(first, min(first + self.per_band, len(data.columns))) for first in range(0, len(data.columns), self.per_band)]
        self.heads = [wrap(name, self.cell - 6, SMALL) if data.wordy else [name] for name in data.columns]
        self.heights = [max(_ROW, 4 + _LINE * len(lines)) for lines in self.names]

    def head(self, band: range) -> float:
        return max(len(self.heads[column]) for column in band) * _LINE + 6

    def body(self, data: HeatMap) -> float:
        return sum(self.heights) + (6 if any(row.apart for row in data.rows) else 0)


def heat_map(data: HeatMap, texts: Texts, width: float = WIDE) -> Chart:
    """Draws the bands of columns, one below the other."""
    plan = _Plan(data, width)
    key = _key(surface(width, 60)[1], data, width)
    reasons = [texts("heat.reasons", reasons=_text.join([f"{mark} {reason}" for reason, mark in plan.marks.items()], texts.language))] if plan.marks else []
    notes = [line for note in (*reasons, *data.notes) for line in wrap(note, width - 4, SMALL)]
    height = key + sum(plan.head(band) + plan.body(data) + 10 for band in plan.bands) + 14 * len(notes)
    chart, axes = surface(width, height)
    top = _key(axes, data, width)
    for band in plan.bands:
        top = _band(axes, data, plan, band, top)
    notes_below(axes, top, notes)
    return chart.describe(data.title, _spoken(data, texts))


def _colours(data: HeatMap) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (DIVERGING, ON_DIVERGING) if data.diverging else (SEQUENCE, ON_SEQUENCE)


def _key(axes: Axes, data: HeatMap, width: float) -> float:
    """The steps of colour in words. Returns the height used."""
    grounds, _ = _colours(data)
    x, y = 0.0, 9.0
    for ground, label in zip(grounds, data.steps):
        need = 22 + text_width(label, SMALL) + 12
        if x and x + need - 12 > width:
            x, y = 0.0, y + 17
        bar(axes, x, y - 6, 16, 12, ground, edgecolor=HAIR, linewidth=0.6)
        write(axes, x + 22, y, label, size=SMALL)
        x += need
    return y + 14


def _band(axes: Axes, data: HeatMap, plan: _Plan, band: range, top: float) -> float:
    """One band of columns with the names of all rows; returns its lower edge."""
    head = plan.head(band)
    for place, column in enumerate(band):
        lines = plan.heads[column]
        for number, line in enumerate(lines):
            y = top + head - 6 - (len(lines) - 1 - number) * _LINE
            write(axes, plan.left + (place + 0.5) * plan.cell, y, line, size=SMALL, color=SOFT, align="center")
    y, before = top + head, False
    for row, lines, height in zip(data.rows, plan.names, plan.heights):
        y += 6 if row.apart and not before else 0
        before = row.apart
        for number, line in enumerate(lines):
            write(axes, plan.left - 8, y + height / 2 + (number - (len(lines) - 1) / 2) * _LINE, line, size=plan.size, align="right", bold=row.own,
                  color=OWN if row.own else INK)
        for place, column in enumerate(band):
            _cell(axes, data, plan, row, row.cells[column], (plan.left + place * plan.cell, y, height))
        if row.own:
            bar(axes, plan.left - 0.5, y, plan.cell * len(band) + 1, height, "none", edgecolor=OWN, linewidth=1.8, zorder=4)
        y += height
    return y + 10


def _cell(axes: Axes, data: HeatMap, plan: _Plan, row: HeatRow, cell: HeatCell, place: tuple[float, float, float]) -> None:
    x, y, height = place
    grounds, inks = _colours(data)
    if cell.reason:
        bar(axes, x, y, plan.cell, height, "#ffffff", edgecolor=HAIR, linewidth=0.5, hatch=HATCH, gid="cell-missing")
        write(axes, x + plan.cell / 2, y + height / 2, plan.marks[cell.reason], size=SMALL, align="center", italic=True, ground="#ffffff")
        return
    ground, ink = (grounds[cell.step], inks[cell.step]) if cell.step is not None else ("#ffffff", INK)
    bar(axes, x, y, plan.cell, height, ground, edgecolor="#ffffff" if cell.step is not None else HAIR, linewidth=0.8 if cell.step is not None else 0.5,
        gid="cell" if cell.step is None else f"cell-{cell.step}")
    write(axes, x + plan.cell / 2, y + height / 2, cell.text, size=SMALL, color=ink, align="center", bold=row.own)


def _spoken(data: HeatMap, texts: Texts) -> str:
    """All rows of a small table, of a large one the own row and those that stand apart."""
    some = [row for row in data.rows if row.own or row.apart]
    shown = data.rows if len(data.rows) * len(data.columns) <= _MOST_SPOKEN * 6 and len(data.rows) <= _MOST_SPOKEN else some
    rows = []
    for row in shown:
        cells = [f"{column} {cell.text or cell.reason}" + (f" ({data.steps[cell.step]})" if cell.step is not None else "") for column, cell in zip(data.columns, row.cells)]
        rows.append(f"{row.name}: {', '.join(cells)}")
    counts = {"rows": len(data.rows), "columns": len(data.columns)}
    return texts("heat.alt", **counts) + (" " + "; ".join(rows) + "." if rows else "")
