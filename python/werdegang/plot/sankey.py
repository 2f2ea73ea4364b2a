"""Sankey diagrams as interactive plotly figures. Needs the extra `plot`."""

from __future__ import annotations

from typing import Any

from werdegang import _text
from werdegang.sankey import KIND_COLOURS, Link, Panel, Sankey

COLOURS = {**KIND_COLOURS, "unknown": "#b4bdc3"}


def _figures(link: Link, lang: str) -> str:
    if link.count is not None:
        return _text.number(link.count, 0, lang)
    reason = _text.status_text(link.status, lang)
    if link.upper is None:
        return reason
    return f"{_text.interval(link.lower, link.upper, 0, lang)} ({reason})"


def _trace(panel: Panel, lang: str, domain: list[float]) -> Any:
    import plotly.graph_objects as go

    place = {node.stage: number for number, node in enumerate(panel.nodes)}
    widest = max((link.count or 0.0 for link in panel.links), default=1.0)
    kinds = {node.stage: node.kind for node in panel.nodes}
    return go.Sankey(
        domain={"x": [0, 1], "y": domain},
        arrangement="snap",
        node={"label": [node.label(lang) for node in panel.nodes], "color": [COLOURS[node.kind] for node in panel.nodes], "pad": 18, "thickness": 16,
              "hovertemplate": "%{label}: %{value:,.0f}<extra></extra>"},
        link={
            "source": [place[link.origin] for link in panel.links],
            "target": [place[link.destination] for link in panel.links],
            "value": [link.count if link.count is not None else max(widest / 200, 1e-9) for link in panel.links],
            "color": [_faint(COLOURS[kinds[link.destination]]) if link.count is not None else "rgba(120,120,120,0.25)" for link in panel.links],
            "customdata": [_figures(link, lang) for link in panel.links],
            "hovertemplate": "%{source.label} → %{target.label}: %{customdata}<extra></extra>",
        },
    )


def _faint(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.45)"


def figure(data: Sankey, lang: str, title: str | None) -> Any:
    """One Sankey trace for each source, one below the other; hidden counts are thin grey bands that say why."""
    from werdegang.frames import _require

    _require("plotly", "plot")
    import plotly.graph_objects as go

    share = 1 / len(data.panels)
    result = go.Figure([_trace(panel, lang, [1 - (number + 1) * share + 0.02, 1 - number * share - 0.04]) for number, panel in enumerate(data.panels)])
    for number, panel in enumerate(data.panels):
        if panel.source:
            result.add_annotation(text=panel.source, x=0, y=1 - number * share, xref="paper", yref="paper", showarrow=False, xanchor="left", yanchor="top")
    heading = title if title is not None else _text.pick(lang, "Übergänge", "Transitions")
    result.update_layout(title=heading, font={"family": "sans-serif", "size": 13}, separators=_text.pick(lang, ",.", ".,"), height=420 * len(data.panels))
    return result
