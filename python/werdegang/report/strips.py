"""Every indicator of a report as a strip of dots and a small trend."""

from __future__ import annotations

from . import chapters, figures, missing
from . import model as m
from .._core import formula_variables
from .measures import Measure
from .places import Setting


def strip(measure: Measure, setting: Setting, language: str) -> m.Strip:
    """The region among its peers, and its last years beside state and Germany; a count stands alone, theirs are of another size."""
    own, is_count = setting.region.code, measure.indicator.kind == "count"
    above = (None, None) if is_count else (setting.state, setting.country)
    others = tuple(found for code in setting.peers if code != own and (found := measure.beside_code(code)) and found.value is not None)
    lines, roles = [], []
    for role, place in zip(("own", "state", "country"), (setting.region, *above), strict=True):
        if place and (points := _points(measure, place.code, language)):
            lines.append(m.TrendLine(label=place.name, points=points, own=role == "own"))
            roles.append(role)
    return m.Strip(name=measure.name, area=missing.area_of(measure.indicator, language), own=measure.figure(own), others=others, lines=tuple(lines),
                   state=measure.beside(above[0]), country=measure.beside(above[1]), roles=tuple(roles))


def _points(measure: Measure, region: str, language: str) -> tuple[m.TrendPoint, ...]:
    """The last years of a region from its first value on; nothing where it has none."""
    rows = sorted(measure.series.get(region, []), key=lambda row: row["period"])
    kept = set(chapters.last_years([row["period"] for row in rows]))
    rows = [row for row in rows if row["period"] in kept]
    first = next((place for place, row in enumerate(rows) if row["value"] is not None), len(rows))
    found, before = [], None
    for row in rows[first:]:
        year = int(row["period"][:4])
        cut = before is not None and any(chapters.break_text(name, region, before, year, language) for name in formula_variables(measure.indicator.formula))
        flagged = "series_break" in (row["flags"] or "").split("|")
        found.append(m.TrendPoint(figure=figures.figure(row, measure.indicator), break_before="break" if before is not None and (cut or flagged) else ""))
        before = year
    return tuple(found)
