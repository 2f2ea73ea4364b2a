"""The tables behind the page: one for each chart, the indicators, the findings.

The page prints some of them in its appendix, the workbook holds all. They are derived from the model, so that a chart and its
table cannot differ.
"""

from __future__ import annotations

from .. import _text
from .gaps import GapArea, Gaps
from .model import Cell, DotStrip, Figure, IndicatorRow, Part, Rank, ReportModel, Table, Trend, walk
from .texts import Texts


WAY_IN = {"columns": "variable, region, period, value", "reader": "wg.Observations.from_frame(…)", "joiner": "wg.concat([…])"}
"""Names that the sentence on figures of one's own fills in; they are the same in every language."""


def chart_tables(model: ReportModel, texts: Texts, *, compact: bool = False) -> list[Table]:
    """The data of every chart, in the order of the page; ``compact`` joins count and share for the width of a sheet of paper."""
    tables = []
    if model.ladder is not None:
        tables.append(_ladder(model, texts))
    if model.certificates is not None:
        tables.append(_certificates(model, texts, compact))
    tables += [_trend(trend, number, texts) for number, trend in enumerate(model.trends, 1)]
    tables += [_dots(strip, number, texts) for number, strip in enumerate(model.dots, 1)]
    return tables


def all_tables(model: ReportModel, texts: Texts) -> list[Table]:
    """Every table of the report, for the workbook."""
    candidates = [_indicators(model, texts), _figures(model, texts), *chart_tables(model, texts), *model.tables, _gaps(model, texts), _not_computed(model, texts),
                  _unknowns(model, texts), _definitions(model, texts), findings_table(model, texts)]
    return [table for table in candidates if table.rows]


def rank_text(rank: Rank | None, texts: Texts) -> str:
    """``"12 von 14 (7–14)"``; the words for no rank where there is none."""
    if rank is None:
        return texts("indicators.no_rank")
    if rank.lower == rank.upper:
        return texts("indicators.rank_sure", position=rank.position, of=rank.of)
    return texts("indicators.rank_cell", position=rank.position, of=rank.of, lower=rank.lower, upper=rank.upper)


def rank_sentence(name: str, rank: Rank | None, texts: Texts) -> str:
    """A rank in words for the caption of a chart, empty where there is none."""
    if rank is None:
        return ""
    values = {"name": name, "position": rank.position, "of": rank.of, "lower": rank.lower, "upper": rank.upper}
    if not rank.tied_with:
        return texts("dots.rank", **values)
    others = texts("sentences.rank_tied_one") if rank.tied_with == 1 else texts("sentences.rank_tied_more", count=rank.tied_with)
    return texts("dots.rank_tied", others=others, **values)


def source_line(keys: tuple[str, ...] | list[str], model: ReportModel, texts: Texts) -> str:
    """``"Quelle: © Statistische Ämter …, Tabelle 21111-02-06."`` for these source keys; the foot has titles and dates."""
    lines = []
    named = [source for source in model.sources if source.key in keys]
    for holder in dict.fromkeys(source.attribution for source in named):
        codes = [source.code for source in named if source.attribution == holder]
        key = "sources.table" if len(codes) == 1 else "sources.tables"
        lines.append(f"{holder}, {texts(key, code=_text.join(codes, texts.language))}")
    return texts("sources.line", sources="; ".join(lines)) if lines else ""


def figure_sources(value: object) -> tuple[str, ...]:
    """The source keys of all figures inside a part of the model, in order of appearance."""
    return tuple(dict.fromkeys(key for figure in walk(value) for key in figure.source))


def _ladder(model: ReportModel, texts: Texts) -> Table:
    columns = tuple(texts(f"ladder.{key}") for key in ("stage", "period", "per_year", "stock", "years"))
    rows: list[tuple[Cell, ...]] = [(step.label, step.per_year.period_text(texts.language), step.per_year, step.stock, step.years)
                                    for step in model.ladder.steps]
    for part in model.ladder.certificates:
        rows.append((part.label, part.count.period_text(texts.language), part.count, None, None))
    return Table(key="ladder", title=texts("ladder.title"), sheet=texts("appendix.sheet_ladder"), columns=columns, rows=tuple(rows),
                 sources=figure_sources(model.ladder), note=model.ladder.note)


def _certificates(model: ReportModel, texts: Texts, compact: bool) -> Table:
    data = model.certificates
    columns = [texts("certificates.year"), texts("certificates.leavers")]
    for _, label in data.legend:
        columns += [label] if compact else [label, f"{label}, {texts('certificates.share')}"]
    rows = []
    for year in data.years:
        by_code = {part.code: part for part in year.parts}
        cells: list[Cell] = [year.label, year.total or texts("certificates.no_figure")]
        for code, _ in data.legend:
            cells += _part_cells(by_code.get(code), compact, texts)
        rows.append(tuple(cells))
    remarks = [f"{year.label}: {(year.missing or year.mark).rstrip('.')}." for year in data.years if year.missing or year.mark]
    return Table(key="certificates", title=texts("certificates.title"), sheet=texts("appendix.sheet_certificates"), columns=tuple(columns),
                 rows=tuple(rows), sources=figure_sources(data), note=" ".join([*remarks, data.note]).strip())


def _part_cells(part: Part | None, compact: bool, texts: Texts) -> list[Cell]:
    if part is None:
        return [None] if compact else [None, None]
    if not compact:
        return [part.count, part.share]
    count, share = part.count.text(texts.language), part.share.text(texts.language)
    return [f"{count} ({share})" if part.count.value is not None and part.share.value is not None else count]


def _trend(trend: Trend, number: int, texts: Texts) -> Table:
    periods = sorted({point.figure.period for line in trend.lines for point in line.points})
    cells = {(line.label, point.figure.period): point for line in trend.lines for point in line.points}
    rows = []
    for period in periods:
        points = [cells.get((line.label, period)) for line in trend.lines]
        first = next(point for point in points if point)
        marks = list(dict.fromkeys(mark for point in points if point for mark in (point.break_before, point.missing) if mark))
        rows.append((first.figure.period_text(texts.language), *(point.figure if point else None for point in points), "; ".join(marks)))
    columns = (texts("indicators.period"), *(line.label for line in trend.lines), texts("certificates.note"))
    return Table(key=f"trend-{number}", title=trend.title, sheet=texts("appendix.sheet_trend", number=number), columns=columns,
                 rows=tuple(rows), sources=figure_sources(trend), note=trend.note)


def _dots(strip: DotStrip, number: int, texts: Texts) -> Table:
    language = texts.language
    columns = (texts("dots.district"), texts("indicators.value"), texts("indicators.range"), texts("indicators.counts"))
    named = [(row.name, row.figure) for row in sorted(strip.rows, key=_dot_order)]
    named += [pair for pair in (strip.state, strip.country) if pair]
    rows = tuple((name, figure, figure.interval_text(language), figure.counts_text(language)) for name, figure in named)
    return Table(key=f"dots-{number}", title=strip.title, sheet=texts("appendix.sheet_dots", number=number), columns=columns, rows=rows,
                 sources=figure_sources(strip), note=strip.note)


def _dot_order(row: object) -> tuple[bool, float, str]:
    value = row.figure.value
    return value is None, -(value or 0.0), row.name


def _indicators(model: ReportModel, texts: Texts) -> Table:
    columns = (texts("indicators.name"), texts("indicators.period"), model.region.name, texts("indicators.range"), texts("indicators.counts"),
               model.state.name if model.state else "", model.country.name, texts("indicators.rank"), texts("indicators.country_rank"))
    rows = tuple(_indicator_row(row, texts) for row in model.indicators)
    if model.state is None:
        columns, rows = columns[:5] + columns[6:], tuple(row[:5] + row[6:] for row in rows)
    return Table(key="indicators", title=texts("indicators.title"), sheet=texts("appendix.sheet_indicators"), columns=columns, rows=rows,
                 sources=figure_sources(model.indicators), note=texts("indicators.lead"))


def _indicator_row(row: IndicatorRow, texts: Texts) -> tuple[Cell, ...]:
    language = texts.language
    return (row.name, row.own.period_text(language), row.own, row.own.interval_text(language), row.own.counts_text(language), row.state,
            row.country, rank_text(row.rank, texts), rank_text(row.country_rank, texts))


def _figures(model: ReportModel, texts: Texts) -> Table:
    """Every figure of the indicator table with its whole provenance, one row each."""
    keys = ("indicators.name", "appendix.region", "indicators.period", "indicators.value", "appendix.unit", "appendix.numerator",
            "appendix.denominator", "appendix.lower", "appendix.upper", "indicators.method", "indicators.status", "certificates.note", "indicators.source")
    rows = []
    for row in model.indicators:
        places = ((model.region, row.own), (model.state, row.state), (model.country, row.country))
        rows += [_figure_row(row.name, place.name, figure, model, texts) for place, figure in places if place and figure]
    return Table(key="figures", title=texts("appendix.figures"), sheet=texts("appendix.sheet_figures"), columns=tuple(texts(key) for key in keys),
                 rows=tuple(rows), sources=figure_sources(model.indicators))


def _figure_row(name: str, place: str, figure: Figure, model: ReportModel, texts: Texts) -> tuple[Cell, ...]:
    language = texts.language
    codes = [source.code for source in model.sources if source.key in figure.source]
    unit = _text.canonical_unit(figure.unit)
    return (name, place, figure.period_text(language), figure, texts(f"units.{unit}") if f"units.{unit}" in texts else unit,
            figure.numerator, figure.denominator, figure.lower, figure.upper, method_text(figure, texts),
            _text.status_text(figure.status, language), "; ".join(_text.flag_text(flag, language) for flag in figure.flags), ", ".join(codes))


def method_text(figure: Figure, texts: Texts) -> str:
    """How the figure came about, in the report's language where the method is a known one."""
    key = f"methods.{figure.method}"
    return texts(key) if key in texts else figure.method


def gap_line(area: GapArea, texts: Texts) -> str:
    """How many indicators of an area wait, and for what above all."""
    first = area.figures[0]
    told = texts("gaps.most", what=first.what, count=first.count) if len(area.figures) > 1 and first.count > 1 else ""
    told = told or (texts("gaps.first", what=first.what) if len(area.figures) == 1 else "")
    return "; ".join(filter(None, (_counted(area.count, texts), told)))


def gap_lines(gaps: Gaps, texts: Texts) -> list[str]:
    """The whole of what is missing, a line for each area."""
    lines = [f"{area.area}: {gap_line(area, texts)}" for area in gaps.areas]
    return [*lines, gap_elsewhere(gaps, texts)] if gaps.elsewhere else lines


def gap_elsewhere(gaps: Gaps, texts: Texts) -> str:
    """What no table can give, in one sentence."""
    functions = sum(item.count for item in gaps.elsewhere if item.code)
    rooms = [item for item in gaps.elsewhere if not item.code]
    parts = [texts("gaps.functions", count=_counted(functions, texts))] if functions else []
    if rooms:
        names = _text.join([f"{item.what}: {item.count}" for item in rooms], texts.language)
        parts.append(texts("gaps.rooms", count=_counted(sum(item.count for item in rooms), texts), names=names))
    return texts("gaps.elsewhere", parts=_text.join(parts, texts.language))


def _counted(count: int, texts: Texts) -> str:
    return texts("gaps.indicator") if count == 1 else texts("gaps.indicators", count=count)


def _not_computed(model: ReportModel, texts: Texts) -> Table:
    rows = tuple((row.name, row.area, row.reason, row.indicator) for row in model.not_computed)
    return Table(key="not-computed", title=texts("indicators.not_computed"), sheet=texts("appendix.sheet_missing"), rows=rows, columns=tuple(
        texts(key) for key in ("indicators.name", "gaps.area", "indicators.reason", "gaps.code")))


def _gaps(model: ReportModel, texts: Texts) -> Table:
    """The figures that are missing, those first that most indicators of an area wait for."""
    rows = [(figure.what, area.area, figure.code, figure.count, ", ".join(names), others)
            for area in (model.gaps.areas if model.gaps else ()) for figure in area.figures for others, names in figure.indicators]
    keys = ("figure", "area", "code", "number", "count", "together")
    return Table(key="gaps", title=texts("gaps.title"), sheet=texts("gaps.sheet"), columns=tuple(texts(f"gaps.{key}") for key in keys), rows=tuple(rows),
                 note=texts("gaps.how", **WAY_IN))


def _unknowns(model: ReportModel, texts: Texts) -> Table:
    rows = tuple((row.transition, row.why, row.survey) for row in model.unknowns)
    columns = tuple(texts(f"unknowns.{key}") for key in ("transition", "why", "survey"))
    return Table(key="unknowns", title=texts("unknowns.title"), sheet=texts("appendix.sheet_unknowns"), columns=columns, rows=rows,
                 note=texts("unknowns.lead"))


def _definitions(model: ReportModel, texts: Texts) -> Table:
    rows = tuple((item.name, item.definition, item.reference_date, item.place, item.method, item.note) for item in model.definitions)
    columns = (texts("indicators.name"), texts("definitions.title"), *(texts(f"definitions.{key}") for key in ("reference_date", "place", "method", "note")))
    return Table(key="definitions", title=texts("definitions.title"), sheet=texts("appendix.sheet_definitions"), columns=columns, rows=rows)


def findings_table(model: ReportModel, texts: Texts) -> Table:
    """The findings in plain words, the gravest first."""
    order = {"error": 0, "warning": 1, "info": 2}
    rows = tuple((texts(f"findings.{line.severity}"), line.message, line.source, line.code)
                 for line in sorted(model.findings, key=lambda line: order[line.severity]))
    columns = (texts("findings.severity"), texts("findings.message"), texts("indicators.source"), texts("findings.code"))
    return Table(key="findings", title=texts("findings.title"), sheet=texts("appendix.sheet_findings"), columns=columns, rows=rows,
                 note=texts("findings.lead"))
