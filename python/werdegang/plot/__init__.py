"""Charts of result tables, drawn as the report draws them. Needs the extra `report` (matplotlib)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from werdegang import _core, _text
from werdegang._core import Indicator, InvalidArgument, Table
from werdegang.observations import texts

MOST_LINES = 7
_KEYS = ("indicator", "region", "period")


def trend(
    table: Table, *, regions: str | Iterable[str] | None = None, own: str | None = None, lang: str = "de", title: str | None = None
) -> Any:
    """One indicator over time, a line for each region, as a matplotlib figure.

    Lines break where the series does and where a value is missing; the reasons and the source stand underneath. The
    region `own` (by default the first district) is drawn strongest. Of a breakdown with several codes its first part is
    drawn; filter the table for another one.
    """
    from werdegang.frames import _require

    _require("matplotlib", "report")
    from werdegang.report import model
    from werdegang.report.charts import trend_lines
    from werdegang.report.texts import load

    chosen = _one_indicator(table if regions is None else table.filter(region=texts(regions)))
    chosen, part = _one_part(chosen, lang)
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in chosen.to_dicts():
        rows.setdefault(row["region"], []).append(row)
    if len(rows) > MOST_LINES:
        raise InvalidArgument(f"{len(rows)} regions in plot: expected up to {MOST_LINES}; name them: plot(regions=[\"15084\", \"15\", \"DG\"])")
    indicator = _definition(next(iter(rows.values()))[0])
    strongest = own if own is not None else next((code for code in rows if len(code) >= 5), next(iter(rows)))
    if strongest not in rows:
        raise InvalidArgument(f"own='{strongest}' in plot: expected one of {', '.join(rows)}")
    lines = tuple(_line(rows[code], indicator, code == strongest, lang) for code in sorted(rows, key=lambda code: (code != strongest, code == "DG", len(code) == 2)))
    heading = title if title is not None else _text.pick(lang, indicator.label_de, indicator.label_en) + (f": {part}" if part else "")
    chart = trend_lines(model.Trend(title=heading, indicator=indicator.id, lines=lines), load(lang))
    return chart.with_source(f"{heading}. {_source(chosen, lang)}")


def _one_indicator(table: Table) -> Table:
    if "indicator" not in table.column_names:
        raise InvalidArgument("a table without the column 'indicator' in plot: expected a result of compute")
    if not len(table):
        raise InvalidArgument("no rows in plot: expected a table with at least one value")
    names = sorted(set(table["indicator"]))
    if len(names) != 1:
        raise InvalidArgument(f"{len(names)} indicators in plot: expected one; filter it first: table.filter(indicator=...)")
    if not any(_core.has_value(status) for status in table["status"]):
        raise InvalidArgument("no value in plot: expected a table with at least one")
    return table


def _one_part(table: Table, lang: str) -> tuple[Table, str]:
    """The rows of one code of every breakdown, and the codes' labels where they are not the total's."""
    labels = []
    end = table.column_names.index("value")
    for axis in table.column_names[len(_KEYS) : end]:
        known = table.codelist(axis)
        codes = [code for code in (known.codes if known else []) if code in set(table[axis])]
        if not known or not codes:
            continue
        members = {member.code: member for member in known.members}
        parts = [code for code in codes if members[code].kind != "total"]
        code = codes[0] if len(codes) == 1 or not parts else parts[0]
        table = table.filter(**{axis: code})
        if members[code].kind != "total":
            labels.append(_text.pick(lang, members[code].label_de, members[code].label_en) or code)
    return table, ", ".join(labels)


def _definition(row: dict[str, Any]) -> Indicator:
    """The catalogue's definition; for one's own indicators what the table says."""
    name = row["indicator"]
    for indicator in _core.known_indicators():
        if indicator.id == name:
            return indicator
    return Indicator(id=name, formula="value", label_de=name, label_en=name, unit=row["unit"] or "")


def _breaks(indicator: Indicator, region: str, before: int, year: int, lang: str) -> Iterator[str]:
    for variable in _core.formula_variables(indicator.formula):
        for found in _core.breaks_between(variable, region, before, year):
            yield _text.pick(lang, found.text_de, found.text_en)


def _line(rows: list[dict[str, Any]], indicator: Indicator, own: bool, lang: str) -> Any:
    from werdegang.report import figures, model, places

    region, points, before = rows[0]["region"], [], None
    name = places.place(region, lang).name if _core.find_region(region) else region
    first = next((index for index, row in enumerate(rows) if row["value"] is not None), 0)
    for row in rows[first:]:
        year = int(row["period"][:4])
        broken = ""
        if before is not None and "series_break" in (row["flags"] or "").split("|"):
            broken = next(_breaks(indicator, region, before, year, lang), _text.flag_text("series_break", lang))
        before = year
        points.append(model.TrendPoint(figure=figures.figure(row, indicator), break_before=broken))
    return model.TrendLine(label=name, points=tuple(points), own=own)


def _source(table: Table, lang: str) -> str:
    names = sorted({name for cell in table["source"] if cell for name in cell.split("; ")})
    return _text.pick(lang, "Quelle: ", "Source: ") + (", ".join(names) if names else _text.pick(lang, "ohne Angabe", "not given"))
