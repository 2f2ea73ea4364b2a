"""Definitions, findings, sources and tables: what a reader needs to check a report."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .. import _text
from .._core import (Indicator, InvalidArgument, Observations, Source, UnknownName, breaks_between, find_region, formula_variables,
                     known_tables, known_variables, reforms_of)
from . import content, figures
from . import model as m
from .chapters import YEARS, break_words
from .gate import Gate, name_of
from .measures import Computed, Measure
from .places import Setting

LICENCE = "Datenlizenz Deutschland – Namensnennung – Version 2.0"
LICENCE_URL = "https://www.govdata.de/dl-de/by-2-0"
HOLDER = "© Statistische Ämter des Bundes und der Länder"


def definitions(computed: Computed, language: str) -> tuple[m.Definition, ...]:
    """What the computed indicators mean, one for each, in the order of the catalogue."""
    used = {measure.indicator.id: measure.indicator for measure in computed.measures}
    return tuple(_definition(indicator, language) for indicator in used.values())


def _definition(indicator: Indicator, language: str) -> m.Definition:
    def text(name: str) -> str:
        return _text.pick(language, getattr(indicator, f"{name}_de"), getattr(indicator, f"{name}_en"))

    kind = "published" if indicator.kind == "published" else "share" if indicator.interval == "wilson" else ""
    kind = "approximate" if indicator.id in content.APPROXIMATE and kind == "share" else kind
    notes = [text("note"), content.say(content.HORT, language) if indicator.id in content.HORT_INDICATORS else ""]
    return m.Definition(indicator=indicator.id, name=text("label"), definition=text("definition"), reference_date=text("reference_rule"),
                        place=text("place"), method=content.say(content.METHODS[kind], language), note=" ".join(filter(None, notes)))


def used_variables(computed: Computed) -> tuple[str, ...]:
    """The variables of all computed indicators, each once."""
    return tuple(dict.fromkeys(name for measure in computed.measures for name in formula_variables(measure.indicator.formula)))


def findings(observations: Observations, computed: Computed, setting: Setting, language: str) -> tuple[m.FindingLine, ...]:
    """What was odd in the figures of the region, its state and Germany, in the years a report looks at."""
    first = int(max((measure.period[:4] for measure in computed.measures), default="9999")) - YEARS
    lines = [*_breaks(computed, setting, first, language), *_read(observations, setting, first, language)]
    return tuple({line.message: line for line in lines}.values())


def _breaks(computed: Computed, setting: Setting, first: int, language: str) -> list[m.FindingLine]:
    """What breaks the series; variables that share a break stand in one line."""
    labels = {item.id: _text.pick(language, item.label_de, item.label_en) for item in known_variables()}
    shared: dict[tuple[int, str], list[str]] = {}
    for variable in used_variables(computed):
        for item in breaks_between(variable, setting.region.code, first, 9999):
            text = break_words(item, setting.region.code, language)
            shared.setdefault((item.after, text), []).append(labels.get(variable, variable))
    return [m.FindingLine(severity="info", code="series_break", message=content.say(content.BREAK, language).format(
        variable=_text.join(list(dict.fromkeys(names)), language), year=year, text=text)) for (year, text), names in sorted(shared.items())]


def _read(observations: Observations, setting: Setting, first: int, language: str) -> list[m.FindingLine]:
    """The findings of reading; the same one in several years stands once, for its latest year."""
    noted = observations.findings
    latest: dict[tuple[str, ...], tuple[int, object]] = {}
    years: dict[tuple[str, ...], set[int]] = {}
    for item in noted.for_region(setting.region.code):
        dated = [int(arg[:4]) for arg in item.args if re.fullmatch(r"(19|20)\d\d(-\d\d-\d\d)?", arg)]
        if item.code in content.QUIET_FINDINGS or (dated and max(dated) < first) or not _concerns(item, setting):
            continue
        key = (item.code, *item.args[:2]) if dated else (item.code, *item.args)
        year = max(dated, default=0)
        years.setdefault(key, set()).add(year)
        if key not in latest or year > latest[key][0]:
            latest[key] = (year, item)
    lines = []
    for key, (year, item) in latest.items():
        others = sorted(years[key] - {year, 0})
        also = content.say(content.ALSO, language).format(years=_text.join([str(other) for other in others], language)) if others else ""
        message = " ".join(filter(None, (_text.english_places(item.message(language), language), also)))
        lines.append(m.FindingLine(severity=item.severity, code=item.code, message=message, source=noted.source(item)))
    return lines


def _concerns(item: object, setting: Setting) -> bool:
    """Whether a finding is about the region, its state or Germany and not about a list of others."""
    named = {code for arg in item.args for code in re.split(r"[,+ ]+", arg) if re.fullmatch(r"DG|\d{2}|\d{5}", code)}
    return not named or bool(named & {setting.region.code, setting.state.code if setting.state else "", "DG"})


def territory(setting: Setting, until: str, language: str) -> str:
    """What changed at the region's borders: how it came about, and what happened after the report's figures."""
    lines = []
    for reform in reforms_of(setting.region.code):
        own = setting.region.code
        when = _text.date(reform.date, language)
        name = _text.english_places(_text.pick(language, reform.name_de, reform.name_en), language)
        partners = [f"{found.name} ({code})" for code in reform.old if code != own and (found := find_region(code))]
        values = {"date": when, "name": name, "old": _text.join(partners, language), "own": setting.region.name}
        if len(reform.old) == len(reform.new) == 1:
            lines.append(content.say(content.TERRITORY_KEY, language).format(date=when, new=reform.new[0], former=reform.old[0]))
        elif own in reform.new and own not in reform.old:
            lines.append(content.say(content.TERRITORY_FORMED, language).format(**values))
        elif reform.date > until and own not in reform.new:
            into = [f"{found.name} ({code})" for code in reform.new if (found := find_region(code))]
            lines.append(content.say(content.TERRITORY_GONE, language).format(**{**values, "into": _text.join(into, language)}))
        elif reform.date > until:
            lines.append(content.say(content.TERRITORY_LATER, language).format(**values))
        else:
            lines.append(content.say(content.TERRITORY_GROWN, language).format(**values))
    return " ".join(lines)


def sources(observations: Observations, keys: Iterable[str], language: str) -> tuple[m.Source, ...]:
    """The sources of the figures shown, in the words their licence asks for."""
    known = {name_of(source): source for source in sorted(observations.sources, key=lambda source: source.stand)}
    return tuple(_source(key, known.get(key), language) for key in sorted(set(keys)))


def _source(key: str, source: Source | None, language: str) -> m.Source:
    table = next((item for item in known_tables() if key == item["id"] or key.startswith(item["id"] + "-")), None)
    title = _text.pick(language, table["title_de"], table["title_en"]) if table else ""
    if source is None:
        return m.Source(key=key, code=key, title=title or content.say(content.NO_SOURCE, language), as_of="", attribution=HOLDER, licence=LICENCE)
    free = "Datenlizenz Deutschland" in source.licence
    note = content.say(content.LABOUR, language) if key.startswith("13211") else ""
    if source.kind == "own":
        note = content.say(content.OWN, language)
    holder = HOLDER if free or "Statistische Ämter" in source.licence else source.licence or key
    return m.Source(key=key, code=table["id"] if table else key, title=title or source.title or source.file, as_of=source.stand[:10], attribution=holder,
                    licence=LICENCE if free else "", licence_url=LICENCE_URL if free else "", note=note)


def tables(gate: Gate, computed: Computed, setting: Setting, language: str) -> tuple[m.Table, ...]:
    """Tables beyond those behind the charts: what there is for the region, and every indicator over time."""
    return tuple(table for table in (_stock_taking(gate, setting, language), _series(computed, setting, language)) if table.rows)


def _stock_taking(gate: Gate, setting: Setting, language: str) -> m.Table:
    rows = [row for variable in known_variables() if (row := _stock_row(gate, variable, setting, language))]
    columns = content.columns(content.STOCK_COLUMNS, setting, language)
    return m.Table(key="stock-taking", title=content.say(content.STOCK_TITLE, language).format(name=setting.region.name), rows=tuple(rows), columns=columns,
                   sheet=content.say(content.STOCK_SHEET, language), sources=tuple(dict.fromkeys(key for row in rows for key in row[2].source)))


def _stock_row(gate: Gate, variable: object, setting: Setting, language: str) -> tuple[m.Cell, ...] | None:
    if variable.id not in gate.observations.variables() or variable.id.startswith("published_"):
        return None
    indicator = Indicator(id=f"count.{variable.id}", formula=variable.id, unit=variable.unit, decimals=1 if variable.unit == "percent" else 0,
                          kind="published" if variable.kind == "measure" else "count")
    shown = [setting.region.code, *([setting.state.code] if setting.state else []), "DG"]
    try:
        rows = gate.rows(indicator, shown)[1]
    except (InvalidArgument, UnknownName):
        return None
    filled = sorted(row["period"] for row in rows if row["region"] == setting.region.code and row["value"] is not None)
    if not filled:
        return None
    at = {row["region"]: figures.figure(row, indicator) for row in rows if row["period"] == filled[-1]}
    name = _text.pick(language, variable.label_de, variable.label_en)
    return (name, at[shown[0]].period_text(language), *(at.get(code) for code in shown), _years([int(period[:4]) for period in filled]))


def _years(years: list[int]) -> str:
    """``2007–2010, 2012``."""
    spans: list[list[int]] = []
    for year in sorted(set(years)):
        if spans and year == spans[-1][1] + 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    return ", ".join(f"{first}–{last}" if last > first else str(first) for first, last in spans)


def _series(computed: Computed, setting: Setting, language: str) -> m.Table:
    rows = [row for measure in computed.shown for row in _series_rows(measure, setting, language)]
    keys = dict.fromkeys(key for row in rows for cell in row if isinstance(cell, m.Figure) for key in cell.source)
    return m.Table(key="series", title=content.say(content.SERIES_TITLE, language), sheet=content.say(content.SERIES_SHEET, language),
                   columns=content.columns(content.SERIES_COLUMNS, setting, language), rows=tuple(rows), sources=tuple(keys), page=False)


def _series_rows(measure: Measure, setting: Setting, language: str) -> list[tuple[m.Cell, ...]]:
    codes = [setting.region.code, *([setting.state.code] if setting.state else []), "DG"]
    cells = {(row["region"], row["period"]): row for code in codes for row in measure.series[code]}
    periods = sorted({period for (_, period), row in cells.items() if row["value"] is not None})
    result = []
    for period in periods:
        values = [figures.figure(cells[code, period], measure.indicator) if (code, period) in cells else None for code in codes]
        first = next(value for value in values if value is not None)
        result.append((measure.name, first.period_text(language), *values))
    return result
