"""One indicator for all districts of a group."""

from __future__ import annotations

from typing import Any

from werdegang._core import Released, Table
from werdegang.plot import _rows


def dot_strip(
    table: Table | Released, region: str | None = None, *, period: str | int | None = None, within: str = "state", lang: str = "de",
    title: str | None = None, width: float = 720,
) -> Any:
    """The districts of a state (or of Germany, `within="country"`) in ascending order, each with its interval.

    The own region is marked; its state and Germany are lines where the table has them. `period` is a year or a day, by
    default the latest in which the region has a value. A state stands among the states. Of a breakdown with several
    codes the first part is drawn; filter the table for another one. Districts without a value are named with the reason.
    """
    whole, ground = _rows.opened(table, "dot_strip")
    from werdegang.report import model
    from werdegang.report.charts import dot_strip as draw
    from werdegang.report.texts import load

    indicator = _rows.one_indicator(whole, "dot_strip")
    _rows.region_in(region, whole.to_dicts(), "dot_strip")
    chosen, part = _rows.one_part(whole, lang, region)
    rows = chosen.to_dicts()
    now = _rows.at_period(rows, period, region, "dot_strip")
    _rows.region_in(region, now, f"dot_strip for {now[0]['period']}")
    drawn = _rows.group_of(now, region, within, "dot_strip")
    _rows.need_values(drawn, f"dot_strip for {now[0]['period']}")
    named = _rows.names([row["region"] for row in drawn], lang)
    dots = tuple(model.DotRow(name=named[row["region"]], figure=_rows.figure(row, indicator), own=row["region"] == region) for row in drawn)
    state, country = _rows.references(now, drawn, indicator, lang)
    heading = title if title is not None else f"{_rows.heading_of(indicator, part, lang)}, {dots[0].figure.period_text(lang)}"
    strip = model.DotStrip(title=heading, indicator=indicator.id, rows=dots, state=state, country=country)
    chart = draw(strip, load(lang), _rows.width_in(width, "dot_strip"))
    return _rows.finished(chart, heading, chosen, ground, lang)
