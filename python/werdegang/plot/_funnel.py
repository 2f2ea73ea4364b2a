"""Shares against their number of cases."""

from __future__ import annotations

from typing import Any

import numpy as np

from werdegang import _text
from werdegang._core import Indicator, InvalidArgument, Released, Table, kernels
from werdegang.plot import _rows

LEVELS = (0.95, 0.998)
_PLACE = "funnel"


def funnel(
    table: Table | Released, region: str | None = None, *, period: str | int | None = None, within: str = "country", lang: str = "de",
    title: str | None = None, width: float = 720,
) -> Any:
    """Shares against their number of cases: which districts differ by more than chance would bring about.

    The line in the middle is the common share, all cases of the districts drawn together; the limits are where 95 % and
    99.8 % of equal districts of that size would lie. Few cases have wide limits, so that small districts are not taken for
    extremes. The own region is marked, and those beyond the outer limits are named. D. J. Spiegelhalter, Stat. Med. 24
    (2005) 1185. `within="state"` takes the districts of the region's state only.
    """
    from werdegang.report.charts.funnel import Funnel, FunnelPoint, funnel_plot
    from werdegang.report.texts import load

    chosen, ground, indicator, part, now = _rows.of_one_period(table, _PLACE, lang, region, period)
    drawn = _rows.group_of(now, region, within, _PLACE)
    _rows.need_values(drawn, f"{_PLACE} for {now[0]['period']}")
    known = [row for row in drawn if row["value"] is not None]
    _shares(known, indicator)
    baseline = _baseline(known, indicator)
    named = _rows.names([row["region"] for row in drawn], lang)
    points = tuple(
        FunnelPoint(name=named[row["region"]], figure=_rows.figure(row, indicator), own=row["region"] == region, place=_place(row, limits(baseline.value, [row["denominator"]])[0]))
        for row in known)
    missing = tuple((named[row["region"]], _rows.figure(row, indicator)) for row in drawn if row["value"] is None)
    cases = _text.pick(lang, indicator.denominator_de, indicator.denominator_en)
    heading = title if title is not None else f"{_rows.heading_of(indicator, part, lang)}, {points[0].figure.period_text(lang)}"
    data = Funnel(title=heading, points=points, missing=missing, baseline=baseline, cases=cases,
                  limits=lambda counts: limits(baseline.value, counts))
    return _rows.finished(funnel_plot(data, load(lang), _rows.width_in(width, _PLACE)), heading, chosen, ground, lang)


def limits(baseline: float, cases: list[float]) -> list[tuple[float, float, float, float]]:
    """The 95 % bounds and the 99.8 % bounds of a share in per cent, for each number of cases."""
    bounds = [side for confidence in LEVELS for side in kernels.funnel_limits(np.full(len(cases), baseline / 100), np.array(cases), confidence)]
    return [tuple(100 * float(side[place]) for side in bounds) for place in range(len(cases))]


def _shares(rows: list[_rows.Row], indicator: Indicator) -> None:
    """Limits need a part and its whole."""
    if indicator.kind not in ("share", "") and _rows.in_catalogue(indicator.id):
        raise InvalidArgument(f"{indicator.id} in {_PLACE}: expected the share of a part in its whole; this one is of the kind {indicator.kind}, try dot_strip")
    for row in rows:
        numerator, denominator = row["numerator"], row["denominator"]
        fits = numerator is not None and denominator and numerator >= 0
        if not fits or abs(100 * numerator / denominator - row["value"]) > 1e-6 * max(1.0, abs(row["value"])):
            raise InvalidArgument(f"{indicator.id} in {_PLACE}: expected the share of a part in its whole, in per cent; region {row['region']} has the value "
                                  f"{row['value']:g} with numerator {_said(numerator)} and denominator {_said(denominator)}")


def _said(number: float | None) -> str:
    return "none" if number is None else f"{number:g}"


def _baseline(rows: list[_rows.Row], indicator: Indicator) -> Any:
    numerator, denominator = (sum(row[name] for row in rows) for name in ("numerator", "denominator"))
    if numerator > denominator:
        raise InvalidArgument(f"{indicator.id} in {_PLACE}: all numerators together ({numerator:g}) are more than the denominators ({denominator:g}); expected a share")
    pooled = {**rows[0], "region": "pooled", "value": 100 * numerator / denominator, "numerator": numerator, "denominator": denominator,
              "lower": None, "upper": None, "flags": "", "status": "computed"}
    return _rows.figure(pooled, indicator)


def _place(row: _rows.Row, bounds: tuple[float, float, float, float]) -> str:
    """Where the share lies; rounding of the last digits of a double puts no one outside."""
    low, high, lowest, highest = bounds
    value, slack = row["value"], 1e-9
    if value > highest + slack or value < lowest - slack:
        return "above" if value > highest else "below"
    return "inside" if low - slack <= value <= high + slack else "beyond_95"
