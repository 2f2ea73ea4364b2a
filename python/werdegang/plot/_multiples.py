"""Many little line charts side by side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from werdegang import _text
from werdegang._core import InvalidArgument, Released, Table
from werdegang.plot import _rows

MOST_LINES = 4
MOST_PANELS = 60
_PLACE = "small_multiples"
_ORDER = ("own", "other", "state", "country")


def small_multiples(
    table: Table | Released, regions: str | Iterable[str] | None = None, *, by: str | None = None, own: str | None = None,
    scale: str | None = None, lang: str = "de", title: str | None = None, width: float = 720,
) -> Any:
    """The same little line chart for every indicator, region or part, so that many courses are seen at once.

    `by="indicator"` has a chart for each indicator with a line for each of up to four regions, `by="region"` one for each
    region with its state and Germany as thin lines where the table has them, `by="certificate"` (or another breakdown of
    the table) one for each part. Lines break where the series does and where a value is missing. `scale="common"` draws
    all charts on one scale, "own" each on its own; the picture says which. By default it is common for one indicator.
    """
    whole, ground = _rows.opened(table, _PLACE)
    from werdegang.report.charts.multiples import Multiples, small_multiples as draw
    from werdegang.report.texts import load

    chosen = _rows.regions_in(whole, regions, _PLACE)
    by = by if by is not None else _fitting(chosen)
    _check(chosen, by, scale)
    _rows.region_in(own, chosen.to_dicts(), _PLACE)
    chosen, labels = _rows.parts(chosen, lang, own, kept=by)
    rows = chosen.to_dicts()
    _rows.need_values(rows, _PLACE)
    panels = _panels(chosen, rows, by, own, labels, lang)
    if len(panels) > MOST_PANELS:
        raise InvalidArgument(f"{len(panels)} charts in {_PLACE}: expected up to {MOST_PANELS}; name some: small_multiples(table, regions=[\"15084\", ...])")
    heading = title if title is not None else ""
    if title is None and by != "indicator":
        heading = _rows.heading_of(_rows.definition(rows[0]["indicator"], rows[0]["unit"]), labels[rows[0]["indicator"]], lang)
    common = scale == "common" or (scale is None and by != "indicator")
    data = Multiples(title=heading or _text.pick(lang, "Entwicklung", "Development"), panels=panels, legend=_legend(panels, by, lang), common=common)
    chart = draw(data, load(lang), _rows.width_in(width, _PLACE))
    return _rows.finished(chart, data.title, chosen, ground, lang)


def _fitting(table: Table) -> str:
    """What the charts are for, when nobody says it."""
    if len(set(table["indicator"])) > 1:
        return "indicator"
    parted = [axis for axis in _rows.axes_of(table) if len(set(table[axis])) > 1]
    return parted[0] if parted and len(set(table["region"])) <= MOST_LINES else "region"


def _check(table: Table, by: str, scale: str | None) -> None:
    choices = ["indicator", "region", *_rows.axes_of(table)]
    if by not in choices:
        raise InvalidArgument(f"by={by!r} in {_PLACE}: expected one of {', '.join(choices)}")
    if scale not in (None, "common", "own"):
        raise InvalidArgument(f"scale={scale!r} in {_PLACE}: expected 'common' or 'own'")
    units = sorted({unit or "" for unit in table["unit"]})
    if scale == "common" and len(units) > 1:
        raise InvalidArgument(f"scale='common' in {_PLACE}: the indicators have different units ({', '.join(units)}); expected scale='own'")
    if by != "indicator":
        _rows.one_indicator(table, f"{_PLACE}(by='{by}')")
    if by != "region" and len(set(table["region"])) > MOST_LINES:
        raise InvalidArgument(f"{len(set(table['region']))} regions as lines in {_PLACE}(by='{by}'): expected up to {MOST_LINES}; name them: regions=[\"15084\", \"15\", \"DG\"]")


def _panels(table: Table, rows: list[_rows.Row], by: str, own: str | None, labels: dict[str, str], lang: str) -> tuple[Any, ...]:
    from werdegang.report.charts.multiples import Panel
    from werdegang.report.model import TrendLine

    regions = list(dict.fromkeys(row["region"] for row in rows))
    named = _rows.names(regions, lang)
    keyed: dict[tuple[str, str], list[_rows.Row]] = {}
    for row in sorted(rows, key=lambda row: row["period"]):
        keyed.setdefault((row[by], row["region"]), []).append(row)
    above = [code for code in regions if _rows.level(code) in ("state", "country")]
    subjects = [code for code in regions if code not in above] or regions
    panels = []
    for key, label in _headings(table, rows, by, {code: named[code] for code in subjects}, labels, lang):
        if by == "region":
            lines = [key, *(code for code in above if code != key and (code == "DG" or key.startswith(code)))]
        else:
            lines = [code for code in regions if (key, code) in keyed]
        roles = _roles(lines, key if by == "region" else own or subjects[0])
        lines.sort(key=lambda code: _ORDER.index(roles[code]))
        found = []
        for code in lines:
            part = keyed[(code if by == "region" else key, code)]
            indicator = _rows.definition(part[0]["indicator"], part[0]["unit"])
            found.append(TrendLine(label=named[code], points=_rows.points(part, indicator, lang), own=roles[code] == "own"))
        panels.append(Panel(title=label, lines=tuple(found), roles=tuple(roles[code] for code in lines)))
    return tuple(panels)


def _headings(table: Table, rows: list[_rows.Row], by: str, subjects: dict[str, str], labels: dict[str, str], lang: str) -> list[tuple[str, str]]:
    """What each chart is for, with its title."""
    if by == "region":
        return list(subjects.items())
    if by != "indicator":
        known = table.codelist(by)
        members = [member for member in known.members if member.code in set(table[by])] if known else []
        parts = [member for member in members if member.kind != "total"] or members
        return [(member.code, _text.pick(lang, member.label_de, member.label_en) or member.code) for member in parts]
    units = dict.fromkeys((row["indicator"], row["unit"] or "") for row in rows)
    found = []
    for name, unit in units:
        said = _text.unit_text(unit, lang) if _rows.known_unit(unit) else unit
        found.append((name, _rows.heading_of(_rows.definition(name, unit), labels[name], lang) + (f" ({said})" if said and said != "%" else "")))
    return found


def _roles(lines: list[str], own: str) -> dict[str, str]:
    """How each region is drawn: state and country once each, all else alike."""
    roles = {code: {"state": "state", "country": "country"}.get(_rows.level(code), "other") for code in lines}
    return {**roles, own: "own"}


def _legend(panels: tuple[Any, ...], by: str, lang: str) -> tuple[tuple[str, str], ...]:
    """Each line's name once; where every chart has a region of its own, its title names it."""
    entries = dict.fromkeys((line.label, role) for panel in panels for line, role in zip(panel.lines, panel.roles) if by != "region" or role != "own")
    if by == "region":
        return ((_text.pick(lang, "Gebiet der Überschrift", "region of the heading"), "own"), *sorted(entries, key=lambda entry: entry[1] == "country")) if entries else ()
    return tuple(sorted(entries, key=lambda entry: _ORDER.index(entry[1])))
