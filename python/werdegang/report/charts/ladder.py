"""The education chain as a ladder: one rung for each stock per year of age, the leavers' certificates as the one observed flow."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes

from ... import _text
from ..model import Figure, Ladder, LadderStep
from ..texts import Texts
from .style import HAIR, INK, OWN, SCALE, SMALL, SOFT, TEXT, WIDE, Chart, bar, rule, surface, text_width, wrap, write, write_lines

_RUNG = 25.0
_LINE = 13.5
_HEAD = 20.0
_RAIL = 9.0
_PART = 20.0


@dataclass(frozen=True)
class _Frame:
    """Where things stand: left edge of labels and bars, right end of the longest bar, points per person."""

    labels: float
    bars: float
    right: float
    scale: float
    width: float
    narrow: bool


def education_ladder(ladder: Ladder, texts: Texts, width: float = WIDE) -> Chart:
    """Draws the ladder; rungs without a value keep their place and say why."""
    frame = _frame(ladder, width)
    labels = [_label(step, frame, texts) for step in ladder.steps]
    heights = [_height(lines, frame) for lines in labels]
    part_row = _PART + (6 if frame.narrow else 0)
    parts = 28 + part_row * len(ladder.certificates) if ladder.certificates else 0
    chart, axes = surface(width, _HEAD + sum(heights) + parts + 6)
    _heading(axes, frame, texts)
    y, middles = _HEAD, []
    for step, lines, height in zip(ladder.steps, labels, heights):
        middles.append(y + (height / 2 if not frame.narrow else _LINE / 2 + 2))
        _rung(axes, step, lines, y, height, frame, texts)
        y += height
    for upper, lower in zip(middles, middles[1:]):
        rule(axes, _RAIL, upper + 6, _RAIL, lower - 6, color=SOFT, width=1.2, dash=":")
    for step, middle in zip(ladder.steps, middles):
        axes.plot([_RAIL], [middle], marker="D" if step.event else "o", markersize=8, markeredgecolor=OWN, markeredgewidth=1.4,
                  markerfacecolor=OWN if step.event else "#ffffff", zorder=3)
    if ladder.certificates:
        _certificates(axes, ladder, middles[-1], y, part_row, frame, texts)
    return chart.describe(texts("ladder.title"), _spoken(ladder, texts))


def _frame(ladder: Ladder, width: float) -> _Frame:
    narrow = width < 500
    bars, right = (26.0, width - 4) if narrow else (312.0, width - 124)
    top = max((step.per_year.value for step in ladder.steps if step.per_year.value is not None), default=1.0) or 1.0
    return _Frame(26.0, bars, right, (right - bars) / top, width, narrow)


def _label(step: LadderStep, frame: _Frame, texts: Texts) -> list[str]:
    room = frame.width - frame.labels if frame.narrow else frame.bars - frame.labels - 14
    return wrap(f"{step.label}, {step.per_year.period_text(texts.language, short=True)}", room)


def _height(lines: list[str], frame: _Frame) -> float:
    text = _LINE * len(lines)
    return text + 34 if frame.narrow else max(_RUNG, text + 6)


def _heading(axes: Axes, frame: _Frame, texts: Texts) -> None:
    write(axes, frame.bars, 9, texts("ladder.persons"), size=SMALL, color=SOFT)
    if not frame.narrow:
        write(axes, frame.right + 12, 9, texts("ladder.from_stock"), size=SMALL, color=SOFT)


def _rung(axes: Axes, step: LadderStep, lines: list[str], y: float, height: float, frame: _Frame, texts: Texts) -> None:
    thick = 17.0
    if frame.narrow:
        write_lines(axes, frame.labels, y + 2 + _LINE * len(lines) / 2, lines)
        middle = y + 5 + _LINE * len(lines) + thick / 2
    else:
        middle = y + height / 2
        write_lines(axes, frame.labels, middle, lines)
    value = step.per_year.value
    if value is None:
        bar(axes, frame.bars, middle - thick / 2, frame.right - frame.bars, thick, "#ffffff", edgecolor=HAIR, linewidth=0.8)
        write(axes, frame.bars + 8, middle, step.per_year.text(texts.language), size=SMALL, color=SOFT, italic=True)
        return
    length, ink = value * frame.scale, "#ffffff" if step.event else INK
    bar(axes, frame.bars, middle - thick / 2, length, thick, OWN if step.event else SCALE[2], edgecolor=OWN if step.event else SCALE[3], linewidth=0.8)
    write(axes, frame.bars + 8, middle, step.per_year.text(texts.language), bold=True, color=ink)
    note = _origin(step, texts)
    if not frame.narrow:
        write_lines(axes, frame.right + 12, middle, wrap(note, 112, SMALL), size=SMALL, color=SOFT)
    elif length - 70 > text_width(note, SMALL):
        write(axes, frame.bars + length - 6, middle, note, size=SMALL, color=ink, align="right")


def _origin(step: LadderStep, texts: Texts) -> str:
    """How the number of a rung comes about: ``4.152 : 3 Jahrgänge``."""
    if step.stock is not None and step.stock.value is not None and step.years > 1:
        key = "ladder.mean" if step.event else "ladder.divided"
        return texts(key, stock=step.stock.text(texts.language), years=step.years)
    return texts("ladder.flow" if step.event else "ladder.one_year")


def _certificates(axes: Axes, ladder: Ladder, start_y: float, y: float, row: float, frame: _Frame, texts: Texts) -> None:
    """The leavers' certificates: bars on the scale of the rungs above, hung below the last one by solid lines."""
    write(axes, frame.labels, y + 13, texts("ladder.of_them"), size=SMALL, color=SOFT)
    size = SMALL if frame.narrow else TEXT
    bars = frame.labels + max(text_width(part.label, size) for part in ladder.certificates) + 12 if frame.narrow else frame.bars
    bars = min(bars, frame.width * 0.55) if frame.narrow else bars
    room = frame.width - bars - text_width("1.323 (100,0 %)", size) - 8
    most = max((part.count.value or 0.0 for part in ladder.certificates), default=1.0) or 1.0
    scale = min(frame.scale, room / most)
    first = y + 24
    rule(axes, _RAIL, start_y + 6, _RAIL, first + row * (len(ladder.certificates) - 0.5), color=OWN, width=1.2)
    for index, part in enumerate(ladder.certificates):
        middle = first + row * (index + 0.5)
        rule(axes, _RAIL, middle, frame.labels - 4, middle, color=OWN, width=1.2)
        write_lines(axes, frame.labels, middle, wrap(part.label, bars - frame.labels - 6, size), size=size, leading=1.12)
        if part.count.value is None:
            write(axes, bars, middle, part.count.text(texts.language), size=SMALL, color=SOFT, italic=True)
            continue
        length = scale * part.count.value
        bar(axes, bars, middle - 7, max(length, 0.8), 14, SCALE[index % len(SCALE)], edgecolor=SCALE[0] if index < 2 else SCALE[3], linewidth=0.8)
        write(axes, bars + length + 7, middle, f"{part.count.text(texts.language)} ({part.share.text(texts.language)})", size=size)


def _spoken(ladder: Ladder, texts: Texts) -> str:
    steps = [f"{step.label} ({step.per_year.period_text(texts.language)}): {_value(step.per_year, texts)}" for step in ladder.steps]
    parts = [f"{part.label}: {_value(part.count, texts)} ({part.share.text(texts.language)})" for part in ladder.certificates]
    text = texts("ladder.alt", steps="; ".join(steps))
    return text + " " + texts("ladder.alt_parts", parts="; ".join(parts)) if parts else text


def _value(figure: Figure, texts: Texts) -> str:
    return _text.status_text(figure.status, texts.language) if figure.value is None else figure.text(texts.language)
