"""Flows as boxes and bands from left to right, a panel for each source; hidden counts are hatched and listed below."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from ... import _text
from ...sankey import KIND_COLOURS
from .style import HAIR, HATCH, INK, SMALL, SOFT, WIDE, Chart, bar, surface, text_width, wrap, write

COLOURS = {**KIND_COLOURS, "unknown": "#ffffff"}
_BOX = 12.0
_GAP = 12.0
_LINE = 13.0
_LEAST = 4.0


class _Box:
    """A node with its place and how much of each side is taken."""

    def __init__(self, node: Any, x: float, y: float, height: float) -> None:
        self.node, self.x, self.y, self.height = node, x, y, height
        self.taken_left = self.taken_right = 0.0


def sankey_chart(data: Any, lang: str, title: str | None, width: float = WIDE) -> Chart:
    """Draws every panel to a scale of its own, in the order of the chain of education."""
    heading = title if title is not None else _text.pick(lang, "Übergänge", "Transitions")
    if data.periods and title is None:
        heading += " " + data.periods[0] + (_text.EN_DASH + data.periods[-1] if len(data.periods) > 1 else "")
    plans = [_plan(panel, lang, width) for panel in data.panels]
    notes = [wrap(line, width, SMALL) for line in _closing(data, lang)]
    height = 30 + sum(plan["height"] for plan in plans) + _LINE * sum(len(lines) for lines in notes) + 8
    chart, axes = surface(width, height)
    write(axes, 0, 11, heading, bold=True)
    top = 30.0
    for panel, plan in zip(data.panels, plans):
        _draw(axes, panel, plan, top)
        top += plan["height"]
    for lines in notes:
        for line in lines:
            write(axes, 0, top + 6, line, size=SMALL, color=SOFT)
            top += _LINE
    return chart.describe(heading, _spoken(data, lang))


def _columns(panel: Any) -> list[list[Any]]:
    return [[node for node in panel.nodes if node.layer == layer] for layer in range(1 + max(node.layer for node in panel.nodes))]


def _plan(panel: Any, lang: str, width: float) -> dict[str, Any]:
    """Places, labels and heights of one panel, before anything is drawn."""
    columns = _columns(panel)
    margin = 196.0 if len(columns) <= 3 else 152.0
    spacing = (width - 2 * margin - _BOX) / max(1, len(columns) - 1)
    outer = {0, len(columns) - 1}
    labels = {node.stage: _label(panel, node, margin - 14 if node.layer in outer else spacing - _BOX - 6, lang) for node in panel.nodes}
    most = max(sum(node.size for node in column) for column in columns) or 1.0
    body = max(220.0, max(len(column) for column in columns) * 34.0)
    scale = (body - _GAP * (max(len(column) for column in columns) - 1)) / most
    slots = {node.stage: max(node.size * scale, 3.0 + 12 * len(labels[node.stage])) for node in panel.nodes}
    tall = max(sum(slots[node.stage] for node in column) + _GAP * (len(column) - 1) for column in columns)
    notes = [line for note in _notes(panel, lang) for line in wrap(note, width, SMALL)]
    source = wrap(panel.source, width, SMALL) if panel.source else []
    return {"columns": columns, "margin": margin, "spacing": spacing, "labels": labels, "scale": scale, "slots": slots, "body": tall,
            "notes": notes, "source": source, "height": tall + _LINE * (len(notes) + len(source)) + 30}


def _notes(panel: Any, lang: str) -> list[str]:
    """Hidden counts with their intervals, and who stayed."""
    names = {node.stage: node.label(lang) for node in panel.nodes}
    hidden = [f"{names[link.origin]} → {names[link.destination]}: {_hidden(link, lang)}" for link in panel.links if link.count is None]
    stayed = [f"{node.label(lang)} {_text.number(node.stayed, 0, lang)}" for node in panel.nodes if node.stayed]
    notes = [_text.pick(lang, "Ohne Zahl (schraffiert, ohne Maßstab): ", "Without a number (hatched, not to scale): ") + "; ".join(hidden)] if hidden else []
    return notes + ([_text.pick(lang, "Auf derselben Station geblieben: ", "Stayed in the same stage: ") + "; ".join(stayed)] if stayed else [])


def _hidden(link: Any, lang: str) -> str:
    reason = _text.status_text(link.status, lang, short=True)
    return reason if link.upper is None else f"{_text.interval(link.lower, link.upper, 0, lang)} ({reason})"


def _draw(axes: Axes, panel: Any, plan: dict[str, Any], top: float) -> None:
    for line in plan["source"]:
        write(axes, 0, top + 4, line, size=SMALL, color=SOFT)
        top += _LINE
    boxes = _boxes(plan, top + 6)
    order = {node.stage: place for place, node in enumerate(panel.nodes)}
    for link in sorted(panel.links, key=lambda item: (order[item.origin], order[item.destination])):
        _band(axes, boxes[link.origin], boxes[link.destination], link, plan["scale"])
    for box in boxes.values():
        _box(axes, box)
        _write_label(axes, box, plan["labels"][box.node.stage], len(plan["columns"]))
    top += plan["body"] + 16
    for line in plan["notes"]:
        write(axes, 0, top + 4, line, size=SMALL, color=INK)
        top += _LINE


def _boxes(plan: dict[str, Any], top: float) -> dict[str, _Box]:
    """Boxes to scale, each in the middle of the room that its label needs."""
    boxes = {}
    for number, column in enumerate(plan["columns"]):
        x = plan["margin"] + plan["spacing"] * number
        slots = [plan["slots"][node.stage] for node in column]
        y = top + (plan["body"] - sum(slots) - _GAP * (len(column) - 1)) / 2
        for node, slot in zip(column, slots):
            height = max(node.size * plan["scale"], _LEAST)
            boxes[node.stage] = _Box(node, x, y + (slot - height) / 2, height)
            y += slot + _GAP
    return boxes


def _box(axes: Axes, box: _Box) -> None:
    hatched = {"edgecolor": SOFT, "linewidth": 0.7, "hatch": HATCH} if box.node.kind == "unknown" else {}
    bar(axes, box.x, box.y, _BOX, box.height, COLOURS[box.node.kind], zorder=3, **hatched)


def _band(axes: Axes, origin: _Box, destination: _Box, link: Any, scale: float) -> None:
    """A band as wide as its count; a hidden one is a thin hatched band that takes no room."""
    hidden = link.count is None
    thick = 4.0 if hidden else link.count * scale
    if not thick:
        return
    x0, x1 = origin.x + _BOX, destination.x
    y0 = origin.y + origin.taken_right if not hidden else origin.y + origin.height - thick
    y1 = destination.y + destination.taken_left if not hidden else destination.y + destination.height - thick
    if not hidden:
        origin.taken_right += thick
        destination.taken_left += thick
    bend = (x1 - x0) / 2 if x1 > x0 else 60.0
    points = [(x0, y0), (x0 + bend, y0), (x1 - bend, y1), (x1, y1), (x1, y1 + thick), (x1 - bend, y1 + thick), (x0 + bend, y0 + thick), (x0, y0 + thick), (x0, y0)]
    codes = [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4, Path.LINETO, Path.CURVE4, Path.CURVE4, Path.CURVE4, Path.CLOSEPOLY]
    unknown = destination.node.kind == "unknown"
    how: dict[str, Any] = {"facecolor": COLOURS[destination.node.kind], "alpha": 0.45, "linewidth": 0}
    if hidden or unknown:
        how = {"facecolor": "#ffffff", "edgecolor": HAIR if unknown and not hidden else SOFT, "linewidth": 0.6, "hatch": HATCH, "linestyle": "--" if hidden else "-"}
    axes.add_patch(PathPatch(Path(points, codes), zorder=2, **how))


def _figures(panel: Any, node: Any, lang: str) -> str:
    """The number of a node; its share only where all set out in one column and no count is hidden."""
    if node.hidden:
        known = _text.number(node.size, 0, lang)
        return _text.pick(lang, f"mindestens {known}", f"at least {known}") if node.size else _text.pick(lang, "ohne Zahl", "no number")
    figures = _text.number(node.size, 0, lang)
    if node.layer != 1 or any(other.layer > 1 or other.hidden for other in panel.nodes) or not panel.persons:
        return figures
    return figures + f" ({_text.measure(100 * node.inflow / panel.persons, 'percent', 1, lang)})"


def _label(panel: Any, node: Any, room: float, lang: str) -> list[str]:
    """The name with its number, over several lines where it is long."""
    figures = _figures(panel, node, lang)
    room = max(room, *(text_width(word, SMALL) for word in node.label(lang).split()))
    lines = wrap(node.label(lang), room, SMALL)
    if len(lines) == 1 and text_width(f"{lines[0]}  {figures}", SMALL) <= room:
        return [f"{lines[0]}  {figures}"]
    return [*lines, *wrap(figures, room, SMALL)]


def _write_label(axes: Axes, box: _Box, lines: list[str], columns: int) -> None:
    """Left of the first column, right of the others; between columns on a light ground, since bands run below."""
    x, align = (box.x - 6, "right") if box.node.layer == 0 and columns > 1 else (box.x + _BOX + 5, "left")
    for number, line in enumerate(lines):
        y = box.y + box.height / 2 + (number - (len(lines) - 1) / 2) * 12
        write(axes, x, y, line, size=SMALL, align=align, ground="#ffffff" if 0 < box.node.layer < columns - 1 else None)


def _closing(data: Any, lang: str) -> Iterable[str]:
    if any(node.kind == "unknown" for panel in data.panels for node in panel.nodes):
        yield _text.pick(lang, "Schraffiert: Verbleib unbekannt, im Nenner enthalten.", "Hatched: destination unknown, part of the denominator.")
    if len(data.panels) > 1:
        yield _text.pick(lang, "Jede Quelle hat ihren eigenen Maßstab; die Zahlen verschiedener Quellen sind nicht zusammenzuzählen.",
                         "Each source has a scale of its own; figures of different sources do not add up.")


def _spoken(data: Any, lang: str) -> str:
    sentences = [_text.pick(lang, "Flussdiagramm.", "Flow diagram.")]
    for panel in data.panels:
        names = {node.stage: node.label(lang) for node in panel.nodes}
        if panel.source:
            sentences.append(f"{panel.source}:")
        parts = [f"{names[link.origin]} → {names[link.destination]} {_hidden(link, lang) if link.count is None else _text.number(link.count, 0, lang)}" for link in panel.links]
        sentences.append("; ".join(parts) + ".")
    return " ".join(sentences)
