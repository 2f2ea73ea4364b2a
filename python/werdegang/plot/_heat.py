"""Regions in rows, indicators or years in columns."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from typing import Any

from werdegang import _text
from werdegang._core import InvalidArgument, Released, Table
from werdegang.plot import _rows

MOST_ROWS, MOST_COLUMNS = 450, 40
_PLACE = "heat_map"
_CUTS = {"percentile": (0.2, 0.4, 0.6, 0.8), "z": (-1.5, -0.5, 0.5, 1.5)}


def heat_map(
    table: Table | Released, region: str | None = None, *, regions: str | Iterable[str] | None = None, columns: str | None = None,
    period: str | int | None = None, colour: str = "percentile", within: str | None = None, lang: str = "de", title: str | None = None,
    width: float = 720,
) -> Any:
    """Values in a table that is coloured by where each lies among the regions.

    Rows are regions (those given, or all of the table; a region `region` is marked, `within="state"` takes the districts of its
    state), columns are indicators at their latest `period`, or the years of one indicator (`columns="period"`, by itself where
    the table has one indicator). `colour="percentile"` shows fifths of the group, "z" distances from its mean in standard
    deviations; the group are the rows without states and Germany, in a column of indicators or in the whole table of
    years. Colours say neither good nor bad. Every value is printed; a missing cell is hatched and says why.
    """
    whole, ground = _rows.opened(table, _PLACE)
    from werdegang.report.charts.heat import HeatMap, heat_map as draw
    from werdegang.report.texts import load

    chosen = _rows.regions_in(whole, regions, _PLACE)
    by = columns if columns is not None else ("indicator" if len(set(chosen["indicator"])) > 1 else "period")
    _check(chosen, by, colour)
    _rows.region_in(region, chosen.to_dicts(), _PLACE)
    chosen, labels = _rows.parts(chosen, lang, region)
    rows = _chosen_rows(chosen, region, within, by, period)
    _rows.need_values(rows, _PLACE)
    heads = _heads(rows, by, labels, lang)
    order = _order(rows, region)
    if len(order) > MOST_ROWS or len(heads) > MOST_COLUMNS:
        raise InvalidArgument(f"{len(order)} rows and {len(heads)} columns in {_PLACE}: expected up to {MOST_ROWS} and {MOST_COLUMNS}; filter the table first")
    first = _rows.definition(rows[0]["indicator"], rows[0]["unit"])
    heading = title if title is not None else (_rows.heading_of(first, labels[first.id], lang) if by == "period" else _text.pick(lang, "Kennzahlen im Vergleich", "Indicators compared"))
    data = HeatMap(title=heading, columns=tuple(heads.values()), rows=_heat_rows(rows, order, list(heads), by, region, colour, lang),
                   steps=_steps(colour, lang), diverging=colour == "z", wordy=by == "indicator", notes=_notes(rows, by, order, colour, lang))
    return _rows.finished(draw(data, load(lang), _rows.width_in(width, _PLACE)), heading, chosen, ground, lang)


def _check(table: Table, by: str, colour: str) -> None:
    if by not in ("indicator", "period"):
        raise InvalidArgument(f"columns={by!r} in {_PLACE}: expected 'indicator' or 'period'")
    if colour not in _CUTS:
        raise InvalidArgument(f"colour={colour!r} in {_PLACE}: expected 'percentile' or 'z'")
    if by == "period":
        _rows.one_indicator(table, f"{_PLACE}(columns='period')")


def _chosen_rows(table: Table, region: str | None, within: str | None, by: str, period: str | int | None) -> list[_rows.Row]:
    """The rows of the regions drawn; of indicators one period each, the latest with a value where none is named."""
    rows = table.to_dicts()
    if within is not None:
        kept = {row["region"] for row in _rows.group_of(_rows.at_period(rows, None, region, _PLACE), region, within, _PLACE)}
        kept |= {row["region"] for row in rows if _rows.level(row["region"]) == "country" or (region or "")[:2] == row["region"]}
        rows = [row for row in rows if row["region"] in kept]
    if by == "indicator":
        found = []
        for name in dict.fromkeys(row["indicator"] for row in rows):
            mine = [row for row in rows if row["indicator"] == name]
            valued = any(row["value"] is not None for row in mine)
            found += _rows.at_period(mine, period if valued or period is not None else max(row["period"] for row in mine), None, f"{_PLACE} for {name}")
        return found
    return rows if period is None else _rows.at_period(rows, period, region, _PLACE)


def _heads(rows: list[_rows.Row], by: str, labels: dict[str, str], lang: str) -> dict[str, str]:
    """The columns with their headings: the year, or an indicator with its unit."""
    heads = {}
    for row in sorted(rows, key=lambda row: row["period"]) if by == "period" else rows:
        figure = _rows.figure(row, _rows.definition(row["indicator"], row["unit"]))
        if by == "period":
            year = row["period"].isdigit() and figure.period_meaning in ("school_year_end", "school_year_start")
            heads.setdefault(row["period"], _text.school_year(row["period"], ends=figure.period_meaning == "school_year_end") if year else row["period"])
        else:
            unit = row["unit"] or ""
            said = _text.unit_text(unit, lang) if _rows.known_unit(unit) else unit
            label = _rows.heading_of(_rows.definition(row["indicator"], unit), labels[row["indicator"]], lang)
            heads.setdefault(row["indicator"], label + (f" ({said})" if said else ""))
    days = [key for key in heads if len(key) == 10]
    if by == "period" and len({key[:4] for key in heads}) == len(heads):
        heads.update({key: key[:4] for key in days})
    return heads


def _order(rows: list[_rows.Row], region: str | None) -> list[str]:
    """Regions by their code, states and Germany last; without others they are the rows."""
    codes = sorted(dict.fromkeys(row["region"] for row in rows if row["status"] != "not_existing" or row["region"] == region))
    apart = _apart(codes)
    return [code for code in codes if code not in apart] + sorted(apart, key=lambda code: (code == "DG", code))


def _apart(codes: list[str]) -> set[str]:
    """States and Germany stand below the districts, Germany below the states."""
    levels = {code: _rows.level(code) for code in codes}
    others = [code for code in codes if levels[code] not in ("state", "country")]
    above = ("state", "country") if others else ("country",)
    apart = {code for code in codes if levels[code] in above}
    return apart if len(apart) < len(codes) else set()


def _heat_rows(rows: list[_rows.Row], order: list[str], heads: list[str], by: str, region: str | None, colour: str, lang: str) -> tuple[Any, ...]:
    from werdegang.report.charts.heat import HeatCell, HeatRow

    found = {(row["region"], row[by]): row for row in rows}
    apart = _apart(order)
    inside = [code for code in order if code not in apart]
    groups = {head: [found[code, key]["value"] for code in inside for key in (heads if by == "period" else [head])
                     if (code, key) in found and found[code, key]["value"] is not None] for head in heads}
    named = _rows.names(order, lang)
    absent = _text.pick(lang, "nicht in der Tabelle", "not in the table")

    def cell(code: str, head: str) -> HeatCell:
        row = found.get((code, head))
        if row is None:
            return HeatCell(reason=absent)
        figure = _rows.figure(row, _rows.definition(row["indicator"], row["unit"]))
        if figure.value is None:
            return HeatCell(reason=figure.text(lang))
        step = None if code in apart else _step(figure.value, groups[head], colour)
        return HeatCell(text=figure.text(lang, unit=False), step=step)

    return tuple(HeatRow(name=named[code], own=code == region, apart=code in apart, cells=tuple(cell(code, head) for head in heads)) for code in order)


def _step(value: float, group: list[float], colour: str) -> int:
    """The step of colour from 0 to 4; where all are equal it is the middle one."""
    if colour == "z":
        spread = statistics.pstdev(group)
        score = (value - statistics.fmean(group)) / spread if spread > 0 else 0.0
    else:
        score = (sum(other < value for other in group) + 0.5 * sum(other == value for other in group)) / len(group)
    return sum(score >= cut for cut in _CUTS[colour])


def _steps(colour: str, lang: str) -> tuple[str, ...]:
    if colour == "z":
        cuts = [_text.number(cut, 1, lang) for cut in _CUTS["z"]]
        middle = [_text.pick(lang, f"{low} bis {high}", f"{low} to {high}") for low, high in zip(cuts, cuts[1:])]
        last = _text.pick(lang, f"ab {cuts[-1]} Standardabweichungen", f"from {cuts[-1]} standard deviations")
        return (_text.pick(lang, f"unter {cuts[0]}", f"below {cuts[0]}"), *middle, last)
    return (("unterstes Fünftel", "zweites", "mittleres", "viertes", "oberstes Fünftel") if lang == "de"
            else ("lowest fifth", "second", "middle", "fourth", "highest fifth"))


def _notes(rows: list[_rows.Row], by: str, order: list[str], colour: str, lang: str) -> tuple[str, ...]:
    """What the colours compare, and of which time the indicators are."""
    compared = (_text.pick(lang, "Farben vergleichen alle Zellen der Gebiete", "Colours compare all cells of the regions") if by == "period"
                else _text.pick(lang, "Farben vergleichen die Gebiete einer Spalte", "Colours compare the regions of a column"))
    meaning = (_text.pick(lang, "blau liegt über ihrem Mittel, braun darunter; weder gut noch schlecht.", "blue is above their mean, brown below; neither good nor bad.")
               if colour == "z" else _text.pick(lang, "dunkel heißt hoch, nicht gut oder schlecht.", "dark means high, neither good nor bad."))
    notes = [f"{compared}; {meaning}"]
    if _apart(order):
        notes.append(_text.pick(lang, "Ohne Farbe: zum Vergleich.", "Without colour: for comparison."))
    if by == "indicator":
        first = {row["indicator"]: row for row in rows}
        times = dict.fromkeys(_rows.figure(row, _rows.definition(row["indicator"], row["unit"])).period_text(lang) for row in first.values())
        notes.append(_text.pick(lang, "Zeit: ", "Time: ") + "; ".join(times) + ".")
    return (" ".join(notes),)
