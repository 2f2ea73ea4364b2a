"""One indicator over time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from werdegang._core import InvalidArgument, Released, Table
from werdegang.plot import _rows

MOST_LINES = 7


def trend(
    table: Table | Released, *, regions: str | Iterable[str] | None = None, own: str | None = None, lang: str = "de",
    title: str | None = None, width: float = 720,
) -> Any:
    """One indicator over time, a line for each region, as a matplotlib figure.

    Lines break where the series does and where a value is missing; the reasons and the source stand underneath. The
    region `own` (by default the first district) is drawn strongest. Of a breakdown with several codes its first part is
    drawn; filter the table for another one.
    """
    whole, ground = _rows.opened(table, "plot")
    from werdegang.report import model
    from werdegang.report.charts import trend_lines
    from werdegang.report.texts import load

    chosen = _rows.regions_in(whole, regions, "plot")
    indicator = _rows.one_indicator(chosen, "plot")
    chosen, part = _rows.one_part(chosen, lang, own if own in set(chosen["region"]) else None)
    rows: dict[str, list[_rows.Row]] = {}
    for row in chosen.to_dicts():
        rows.setdefault(row["region"], []).append(row)
    if len(rows) > MOST_LINES:
        raise InvalidArgument(f"{len(rows)} regions in plot: expected up to {MOST_LINES}; name them: plot(regions=[\"15084\", \"15\", \"DG\"])")
    strongest = own if own is not None else next((code for code in rows if len(code) >= 5), next(iter(rows)))
    if strongest not in rows:
        raise InvalidArgument(f"own='{strongest}' in plot: expected one of {', '.join(rows)}")
    ordered = sorted(rows, key=lambda code: (code != strongest, code == "DG", len(code) == 2))
    named = _rows.names(ordered, lang)
    lines = tuple(model.TrendLine(label=named[code], points=_rows.points(rows[code], indicator, lang), own=code == strongest) for code in ordered)
    heading = _rows.heading_of(indicator, part, lang, title)
    chart = trend_lines(model.Trend(title=heading, indicator=indicator.id, lines=lines), load(lang), _rows.width_in(width, "plot"))
    return _rows.finished(chart, heading, chosen, ground, lang)
