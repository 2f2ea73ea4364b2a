"""What all pictures of result tables share: which rows are drawn, what they are called, and where they come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from werdegang import _core, _text
from werdegang._core import Codelist, Indicator, InvalidArgument, Released, Table
from werdegang.observations import texts

if TYPE_CHECKING:
    from werdegang.report.model import Figure

KEYS = ("indicator", "region", "period")
NARROWEST, WIDEST = 300.0, 2000.0
Row = dict[str, Any]


def opened(value: Any, place: str) -> tuple[Table, str | None]:
    """The table to draw and, where it was released, on what ground."""
    from werdegang.frames import _require

    _require("matplotlib", "report")
    table, ground = (value.table, value.ground) if isinstance(value, Released) else (value, None)
    if not isinstance(table, Table):
        raise TypeError(f"{place} takes a Table (from compute) or a Released one, not {type(value).__name__}")
    if "indicator" not in table.column_names:
        raise InvalidArgument(f"a table without the column 'indicator' in {place}: expected a result of compute")
    if not len(table):
        raise InvalidArgument(f"no rows in {place}: expected a table with at least one value")
    return table, ground


def one_indicator(table: Table, place: str) -> Indicator:
    """The only indicator of the table."""
    names = sorted(set(table["indicator"]))
    if len(names) != 1:
        raise InvalidArgument(f"{len(names)} indicators in {place}: expected one; filter it first: table.filter(indicator=\"{names[0]}\")")
    need_values(table.to_dicts(), place)
    return definition(names[0], table["unit"][0])


def need_values(rows: list[Row], place: str) -> None:
    """Without any value there is nothing to draw; the error says why there is none."""
    if any(row["value"] is not None for row in rows):
        return
    reasons = Counter(row["status"] for row in rows)
    said = ", ".join(f"{count} {status}" for status, count in reasons.most_common())
    raise InvalidArgument(f"no value in {place}: expected a table with at least one; its rows are {said}")


def definition(name: str, unit: str | None) -> Indicator:
    """The catalogue's definition; for one's own indicators what the table says."""
    found = _catalogue().get(name)
    return found if found is not None else Indicator(id=name, formula="value", label_de=name, label_en=name, unit=unit or "")


@cache
def _catalogue() -> dict[str, Indicator]:
    return {indicator.id: indicator for indicator in _core.known_indicators()}


def in_catalogue(name: str) -> bool:
    """Whether an indicator is the catalogue's and not the user's own."""
    return name in _catalogue()


def axes_of(table: Table) -> list[str]:
    """The breakdown columns."""
    return table.column_names[len(KEYS) : table.column_names.index("value")]


def parts(table: Table, lang: str, region: str | None = None, kept: str = "") -> tuple[Table, dict[str, str]]:
    """Of every indicator one part of each of its breakdowns but `kept`, and the part's label where it is not the total.

    It is the first one in which the region (or, without one, anybody) has a value.
    """
    rows, labels = table.to_dicts(), {}
    keep = np.ones(len(table), dtype=bool)
    codelists = {axis: table.codelist(axis) for axis in axes_of(table) if axis != kept}
    for name in dict.fromkeys(row["indicator"] for row in rows):
        mine, said = [place for place, row in enumerate(rows) if row["indicator"] == name], []
        for axis, known in codelists.items():
            code, label = _part([rows[place] for place in mine], axis, known, lang, region)
            if code is None:
                continue
            keep[[place for place in mine if rows[place][axis] != code]] = False
            mine = [place for place in mine if rows[place][axis] == code]
            said += [label] if label else []
        labels[name] = ", ".join(said)
    return table._filter(keep), labels


def _part(rows: list[Row], axis: str, known: Codelist | None, lang: str, region: str | None) -> tuple[str | None, str]:
    present = {row[axis] for row in rows if row[axis] is not None}
    members = [member for member in (known.members if known else []) if member.code in present]
    if not members:
        return None, ""
    choices = [member for member in members if member.kind != "total"] or members
    valued = {row[axis] for row in rows if row["value"] is not None and region in (None, row["region"])}
    chosen = next((member for member in choices if member.code in valued), choices[0])
    return chosen.code, "" if chosen.kind == "total" else _text.pick(lang, chosen.label_de, chosen.label_en) or chosen.code


def one_part(table: Table, lang: str, region: str | None = None) -> tuple[Table, str]:
    """`parts` of a table with one indicator."""
    chosen, labels = parts(table, lang, region)
    return chosen, next(iter(labels.values()), "")


def heading_of(indicator: Indicator, part: str, lang: str, title: str | None = None) -> str:
    """The title given, or the indicator's name with its part."""
    return title if title is not None else _text.pick(lang, indicator.label_de, indicator.label_en) + (f": {part}" if part else "")


def source_of(table: Table, lang: str) -> str:
    """The sources of the rows as one line."""
    names = sorted({name for cell in table["source"] if cell for name in cell.split("; ")})
    return _text.pick(lang, "Quelle: ", "Source: ") + (", ".join(names) if names else _text.pick(lang, "ohne Angabe", "not given"))


def finished(chart: Any, heading: str, table: Table, ground: str | None, lang: str) -> Any:
    """The chart with its title and source below; it may be written to a file where its table was released."""
    chart.ground = ground
    return chart.with_source(f"{heading}. {source_of(table, lang)}")


def width_in(width: float, place: str) -> float:
    """The width of a picture in points."""
    if isinstance(width, bool) or not isinstance(width, (int, float)) or not NARROWEST <= width <= WIDEST:
        raise InvalidArgument(f"width={width!r} in {place}: expected a number from {NARROWEST:.0f} (a phone) to {WIDEST:.0f}; the report uses 720 and 360")
    return float(width)


def level(code: str) -> str:
    """district, state, country, another level of the list of regions, or own for a code that is not in it."""
    found = _core.find_region(code)
    return found.level if found else "own"


def names(codes: Iterable[str], lang: str) -> dict[str, str]:
    """Names of regions; those that share one carry their code as well."""
    from werdegang.report import places

    codes = list(codes)
    known = places.names(tuple(code for code in codes if _core.find_region(code)), lang)
    found = {code: known.get(code, code) for code in codes}
    often = Counter(found.values())
    return {code: name if often[name] == 1 or name == code else f"{name} ({code})" for code, name in found.items()}


def figure(row: Row, indicator: Indicator) -> Figure:
    """The figure of one row; a unit that `_text` has no words for stays with the indicator's name."""
    from werdegang.report import figures

    unit = row["unit"] or indicator.unit
    return figures.figure(row, indicator, unit=unit if known_unit(unit) else "")


def known_unit(unit: str) -> bool:
    """Whether there are words for a unit."""
    try:
        _text.unit_text(unit)
    except ValueError:
        return False
    return True


def region_in(region: str | None, rows: list[Row], place: str) -> None:
    """The region must be one of the table's."""
    if region is None:
        return
    if not isinstance(region, str):
        raise InvalidArgument(f"region={region!r} in {place}: expected a code as text, with its leading zero, such as '15084' or '03353'")
    codes = list(dict.fromkeys(row["region"] for row in rows))
    if region not in codes:
        known = _core.find_region(region)
        named = [f"'{item.code}' ({item.name})" for item in _core.search_regions(region) if item.code in codes]
        if named:
            raise InvalidArgument(f"region='{region}' in {place}: expected a code, such as {' or '.join(named[:3])}")
        near = [code for code in codes if code[:2] == region[:2]] or codes
        more = f" and {len(codes) - 8} more" if len(near) > 8 else ""
        raise InvalidArgument(f"region='{region}'{f' ({known.name})' if known else ''} in {place}: expected a region of the table, such as {', '.join(near[:8])}{more}")


def of_one_period(table: Any, place: str, lang: str, region: str | None, period: str | int | None) -> tuple[Table, str | None, Indicator, str, list[Row]]:
    """The part of the table that is drawn, where it came from, its one indicator, the part's name, and the rows of the period."""
    whole, ground = opened(table, place)
    indicator = one_indicator(whole, place)
    region_in(region, whole.to_dicts(), place)
    chosen, part = one_part(whole, lang, region)
    now = at_period(chosen.to_dicts(), period, region, place)
    region_in(region, now, f"{place} for {now[0]['period']}")
    return chosen, ground, indicator, part, now


def at_period(rows: list[Row], period: str | int | None, region: str | None, place: str) -> list[Row]:
    """The rows of one period: the one asked for (a year takes its latest day) or the latest with a value."""
    periods = sorted({row["period"] for row in rows})
    if period is None:
        own = [row for row in rows if row["value"] is not None and row["region"] == (region or row["region"])]
        if not own:
            need_values([row for row in rows if row["region"] == region], f"{place} for region {region}")
        chosen = max(row["period"] for row in own)
    else:
        matching = [key for key in periods if key == str(period) or key.startswith(f"{period}-")]
        if not matching:
            raise InvalidArgument(f"period={period!r} in {place}: expected one of {', '.join(periods)}")
        chosen = matching[-1]
    return [row for row in rows if row["period"] == chosen]


def group_of(rows: list[Row], region: str | None, within: str, place: str) -> list[Row]:
    """The rows that stand beside a region: the districts of its state ("state") or of Germany ("country"), or states.

    Regions that did not exist and, where old and new districts stand side by side, one of the two are left out.
    """
    if within not in ("state", "country"):
        raise InvalidArgument(f"within={within!r} in {place}: expected 'state' or 'country'")
    levels = {row["region"]: level(row["region"]) for row in rows}
    wanted = levels[region] if region is not None else next((name for name in ("district", "own", "state") if name in levels.values()), "country")
    kept = [code for code, name in levels.items() if name == wanted]
    if wanted == "district" and region is not None and within == "state":
        kept = [code for code in kept if code[:2] == region[:2]]
    elif wanted == "district":
        filled = {code[:2] for code in kept}
        kept += [code for code, name in levels.items() if name == "state" and code not in filled and code in ("02", "11")]
    with_value = {row["region"] for row in rows if row["value"] is not None}
    doubled = set(_doubled(with_value & set(kept), rows[0]["period"], region))
    return [row for row in rows if row["region"] in set(kept) - doubled and row["status"] != "not_existing"]


def _doubled(codes: set[str], period: str, region: str | None) -> Iterator[str]:
    """Districts whose area is there a second time under a code that is right for the period."""
    first, last = _core.Period(period).first_day, _core.Period(period).last_day
    for code in codes - {region}:
        found = _core.find_region(code)
        if found is None or found.level != "district":
            continue
        ended = found.last_day is not None and found.last_day < first
        early = found.first_day is not None and found.first_day > last
        for reform in _core.reforms_of(code):
            ended_into = ended and code in reform.old and codes & set(reform.new) - {code}
            formed_from = early and code in reform.new and codes & set(reform.old) - {code}
            if ended_into or formed_from:
                yield code


def reference(rows: list[Row], code: str, indicator: Indicator, lang: str) -> tuple[str, Figure] | None:
    """The row of a state or of Germany with its name, where the table has it with a value."""
    row = next((row for row in rows if row["region"] == code and row["value"] is not None), None)
    return (names([code], lang)[code], figure(row, indicator)) if row else None


def references(rows: list[Row], drawn: list[Row], indicator: Indicator, lang: str) -> tuple[tuple[str, Figure] | None, tuple[str, Figure] | None]:
    """The state of all regions drawn, where they have one in common, and Germany."""
    codes = {row["region"] for row in drawn}
    states = {code[:2] for code in codes}
    single = next(iter(states)) if len(states) == 1 and all(level(code) == "district" for code in codes) else ""
    state = reference(rows, single, indicator, lang) if single and single not in codes else None
    return state, reference(rows, "DG", indicator, lang) if "DG" not in codes else None


def regions_in(table: Table, regions: str | Iterable[str] | None, place: str) -> Table:
    """The rows of the regions named, in a table that must have them."""
    if regions is None:
        return table
    rows = table.to_dicts()
    for region in texts(regions):
        region_in(region, rows, place)
    return table.filter(region=texts(regions))


def series_breaks(indicator: Indicator, row: Row, before: int | None, lang: str) -> str:
    """Why the line is cut before this row, empty where it is not."""
    if before is None or "series_break" not in (row["flags"] or "").split("|"):
        return ""
    for variable in _core.formula_variables(indicator.formula):
        for found in _core.breaks_between(variable, row["region"], before, int(row["period"][:4])):
            return _text.pick(lang, found.text_de, found.text_en)
    return _text.flag_text("series_break", lang)


def points(rows: list[Row], indicator: Indicator, lang: str) -> tuple[Any, ...]:
    """The rows of one region as points of a line, from the first with a value on."""
    from werdegang.report import model

    first = next((index for index, row in enumerate(rows) if row["value"] is not None), 0)
    found, before = [], None
    for row in rows[first:]:
        found.append(model.TrendPoint(figure=figure(row, indicator), break_before=series_breaks(indicator, row, before, lang)))
        before = int(row["period"][:4])
    return tuple(found)
