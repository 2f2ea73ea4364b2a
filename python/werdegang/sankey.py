"""Sankey diagrams of flows: what is drawn, as plain data, and the ways to draw it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from werdegang import _core, _text
from werdegang._core import Flows, InvalidArgument, NotReleased, Released
from werdegang.flows import flows_in, from_frame

UNKNOWN = "unknown"
# Told apart by lightness as well, so that they hold in grey prints and for the colour-blind.
KIND_COLOURS = {"learning": "#47778f", "work": "#8a5a14", "between": "#d6bd83", "exit": "#74848e", "own": "#0b4a63"}


@dataclass(frozen=True)
class Node:
    """A stage in one picture: `layer` counts from the left, inflow and outflow are known persons without those who stay.

    `hidden`: some count to or from it is hidden, so that inflow and outflow are the least there can be.
    """

    stage: str
    label_de: str
    label_en: str
    kind: str
    layer: int
    inflow: float
    outflow: float
    stayed: float
    hidden: bool = False

    @property
    def size(self) -> float:
        """Persons the node stands for."""
        return max(self.inflow, self.outflow)

    def label(self, lang: str = "de") -> str:
        """The stage's name."""
        return _text.pick(lang, self.label_de, self.label_en)


@dataclass(frozen=True)
class Link:
    """A flow between two nodes; without a count its status says why, and the interval what is possible."""

    origin: str
    destination: str
    count: float | None
    lower: float
    upper: float | None
    status: str


@dataclass(frozen=True)
class Panel:
    """The nodes and links of one source; figures of different sources never add up in one picture."""

    source: str
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]

    @property
    def persons(self) -> float:
        """Known persons who set out from the first nodes."""
        return sum(node.outflow for node in self.nodes if not node.inflow)


@dataclass(frozen=True)
class Sankey:
    """Flows as boxes and bands, one panel for each source. Hidden counts are hatched and listed, never drawn as zero."""

    panels: tuple[Panel, ...]
    periods: tuple[str, ...] = ()
    ground: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Panels with their nodes and links as plain dictionaries."""
        return asdict(self)

    def plot(self, *, lang: str = "de", title: str | None = None) -> Any:
        """The diagram as a matplotlib figure that shows itself in a notebook. Needs the extra `report`."""
        from werdegang.frames import _require

        _require("matplotlib", "report")
        from werdegang.report.charts.sankey import sankey_chart

        return sankey_chart(self, lang, title)

    def plotly(self, *, lang: str = "de", title: str | None = None) -> Any:
        """The diagram as an interactive plotly figure. Needs the extra `plot`."""
        from werdegang.plot.sankey import figure

        return figure(self, lang, title)

    def save(self, path: str | Path, *, lang: str = "de", title: str | None = None) -> Path:
        """Writes the diagram as .svg, .png, .pdf or .html (interactive): released figures only.

        Make them with `wg.sankey(wg.protect(flows.table()))` or, for figures an office has published,
        `wg.sankey(wg.as_published(flows.table(), source))`.
        """
        if self.ground is None:
            raise NotReleased(f"{path}: these flows were not released; draw wg.sankey(wg.protect(flows.table())), or wg.as_published(...) for an office's own figures")
        target = Path(path)
        if target.suffix not in (".svg", ".png", ".pdf", ".html"):
            raise InvalidArgument(f"'{target.name}' in Sankey.save: expected a name that ends in .svg, .png, .pdf or .html")
        if target.suffix == ".html":
            self.plotly(lang=lang, title=title).write_html(target, include_plotlyjs=True)
        elif target.suffix == ".svg":
            target.write_text(self.plot(lang=lang, title=title).to_svg(), encoding="utf-8")
        else:
            self.plot(lang=lang, title=title).savefig(target, dpi=200, facecolor="white", bbox_inches="tight", pad_inches=0.15)
        return target

    def _repr_svg_(self) -> str:
        return self.plot().to_svg()

    def __repr__(self) -> str:
        links = sum(len(panel.links) for panel in self.panels)
        hidden = sum(link.count is None for panel in self.panels for link in panel.links)
        text = f"Sankey: {links} links" + (f", {hidden} of them hidden" if hidden else "")
        return text + (f", {len(self.panels)} sources" if len(self.panels) > 1 else "")


def sankey(flows: Flows | Released) -> Sankey:
    """Flows (or a released table of flows) as a Sankey diagram, added over periods and breakdowns, a panel for each source.

    From `Flows` it is for one's own eyes; what goes out is made from `protect(flows.table())` or `as_published(...)`.
    """
    ground = None
    if isinstance(flows, Released):
        ground, flows = flows.ground, from_frame(flows.table)
    flows_in(flows, "sankey")
    if not len(flows):
        raise InvalidArgument("no flows in sankey: expected at least one row")
    kept = ["source"] if "source" in flows.groups else []
    rows = flows.rollup(groups=kept, periods=False).table().to_dicts()
    sources = dict.fromkeys(row.get("source") or "" for row in rows)
    order = {stage: place for place, stage in enumerate(flows.stages)}
    panels = tuple(_panel(source, [row for row in rows if (row.get("source") or "") == source], order) for source in sources)
    return Sankey(panels, tuple(flows.periods), ground)


def _panel(source: str, rows: list[dict[str, Any]], order: dict[str, int]) -> Panel:
    links = [Link(row["origin"], row["destination"], row["count"], row["lower"] or 0.0, row["upper"], row["status"]) for row in rows]
    moves = tuple(link for link in links if link.origin != link.destination)
    stages = sorted({stage for link in links for stage in (link.origin, link.destination)}, key=order.__getitem__)
    layers = _layers(stages, moves, order)
    kinds = {stage.id: stage.kind for stage in _core.known_stages()}
    nodes = tuple(
        Node(stage, _core._stage_label(stage, "de"), _core._stage_label(stage, "en"), kinds.get(stage, "own"), layers[stage],
             sum(link.count or 0.0 for link in moves if link.destination == stage),
             sum(link.count or 0.0 for link in moves if link.origin == stage),
             sum(link.count or 0.0 for link in links if link.origin == link.destination == stage),
             any(link.count is None and stage in (link.origin, link.destination) for link in moves))
        for stage in stages
    )
    return Panel(source, nodes, moves)


def _layers(stages: list[str], links: tuple[Link, ...], order: dict[str, int]) -> dict[str, int]:
    """Columns from left to right: one behind the last origin along the chain; where nobody goes on stands last."""
    layer = dict.fromkeys(stages, 0)
    for stage in stages:
        for link in links:
            if link.origin == stage and order[link.destination] > order[stage]:
                layer[link.destination] = max(layer[link.destination], layer[stage] + 1)
    left = {link.origin for link in links}
    last = max(layer.values())
    return {stage: last if stage not in left and layer[stage] else place for stage, place in layer.items()}


Flows.sankey = sankey

__all__ = ["Link", "Node", "Panel", "Sankey", "sankey"]
