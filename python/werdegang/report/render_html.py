"""The report as one HTML file that needs nothing else: inline style, inline charts, no scripts, no requests."""

from __future__ import annotations

import re
from importlib import resources
from typing import TYPE_CHECKING

from .. import _text
from . import tables as _tables
from . import texts as _texts
from .extras import require
from .model import Figure, ReportModel, Table
from .texts import Texts

if TYPE_CHECKING:
    from jinja2 import Environment


def render_html(model: ReportModel) -> str:
    """The finished page. Needs the ``report`` extra (jinja2 and matplotlib)."""
    environment = _environment()
    texts = _texts.load(model.language)
    Markup = require("markupsafe").Markup
    return environment.get_template("report.html.j2").render(
        model=model, t=texts, lang=model.language, css=Markup(_read("report.css")), print_css=Markup(_page_rule(texts)), charts=_charts(model, texts),
        place=_text.in_place(model.region.name, model.language), in_state=_in_state(model),
        areas=_areas(model), defined=_anchors(model), chart_tables=_tables.chart_tables(model, texts, compact=True), findings=_tables.findings_table(model, texts),
        source_line=lambda part: _unbroken_codes(_tables.source_line(_tables.figure_sources(part), model, texts)),
        table_sources=lambda table: _unbroken_codes(_tables.source_line(table.sources, model, texts)),
        rank_sentence=lambda rank: _tables.rank_sentence(model.region.name, rank, texts),
        rank_text=lambda rank: _tables.rank_text(rank, texts), method=lambda figure: _tables.method_text(figure, texts),
        marks=_marks(model), strip_areas=_strip_areas(model, texts), gap_how=_way_in(texts), gap_line=lambda area: _tables.gap_line(area, texts), gap_elsewhere=lambda gaps: _tables.gap_elsewhere(gaps, texts), bar=_bar_length, numeric=_numeric_columns, cell=lambda value: _cell(value, texts))


def _environment() -> Environment:
    jinja2 = require("jinja2")
    environment = jinja2.Environment(loader=jinja2.FunctionLoader(_read), autoescape=True, undefined=jinja2.StrictUndefined,
                                     trim_blocks=True, lstrip_blocks=True, finalize=_keep_together)
    environment.filters["date"] = _text.date
    environment.filters["capital"] = _text.capital
    environment.filters["anchor"] = anchor
    environment.filters["unit"] = lambda figure, language: _text.unit_text(figure.unit, language)
    environment.filters["flag"] = _text.flag_text
    environment.tests["figure"] = lambda value: isinstance(value, Figure)
    return environment


def _read(name: str) -> str:
    return resources.files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


def _keep_together(value: object) -> object:
    """Lets no line break into ``95-%-Bereich``."""
    return value.replace("95-%-Bereich", "95-\u2060%-\u2060Bereich") if isinstance(value, str) else value


def _unbroken_codes(line: str) -> object:
    """Keeps the codes of tables, such as 21111-02-06, on one line."""
    Markup = require("markupsafe").Markup
    return Markup(re.sub(r"\d[\d-]*-\d+", r'<span class="code">\g<0></span>', str(Markup.escape(line))))


def anchor(identifier: str) -> str:
    """An indicator's id as an HTML id."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", identifier)


def _way_in(texts: Texts) -> object:
    """How figures of one's own are brought, with the names of code set apart."""
    Markup = require("markupsafe").Markup
    return Markup.escape(texts.raw("gaps.how")).format(**{key: Markup("<code>{}</code>").format(name) for key, name in _tables.WAY_IN.items()})


def _page_rule(texts: Texts) -> str:
    """Page numbers for print; only the renderer's own words enter the style sheet."""
    number = f'"{texts("page.page")} " counter(page) " / " counter(pages)'
    return f'@page {{ @bottom-right {{ content: {number}; font-family: Arial, "Liberation Sans", sans-serif; font-size: 8pt; color: #4b5b65; }} }}'


def _charts(model: ReportModel, texts: Texts) -> dict[str, tuple[object, object]]:
    """Every chart twice, for wide and for narrow screens; style rules show one of them."""
    require("matplotlib")
    from . import charts

    Markup = require("markupsafe").Markup
    jobs = []
    if model.ladder is not None:
        jobs.append(("ladder", charts.education_ladder, model.ladder))
    if model.certificates is not None:
        jobs.append(("certificates", charts.certificate_bars, model.certificates))
    jobs += [(f"trend-{number}", charts.trend_lines, trend) for number, trend in enumerate(model.trends, 1)]
    jobs += [(f"dots-{number}", charts.dot_strip, strip) for number, strip in enumerate(model.dots, 1)]
    return {key: (Markup(draw(data, texts, charts.WIDE).to_svg(f"{key}-wide")), Markup(draw(data, texts, charts.NARROW).to_svg(f"{key}-narrow")))
            for key, draw, data in jobs}


def _marks(model: ReportModel) -> dict[str, str]:
    """A letter for each flag that a row of the table of indicators carries."""
    flags = dict.fromkeys(flag for row in model.indicators for flag in row.own.flags)
    return dict(zip(flags, "abcdefghi"))


def _strip_areas(model: ReportModel, texts: Texts) -> list[tuple[str, list[dict[str, object]]]]:
    """The small pictures under their areas, as markup with the numbers at their ends."""
    from .charts import strips

    Markup = require("markupsafe").Markup
    areas: dict[str, list[dict[str, object]]] = {}
    for number, item in enumerate(model.strips, 1):
        shown = {"name": item.name, "own": _short(item.own, item.name, model.language), "dots": "", "trend": ""}
        if item.others:
            shown.update(dots=Markup(strips.dots(item, f"strip-{number}", texts)), ends=strips.ends(item, model.language))
        if strips.has_trend(item):
            shown.update(trend=Markup(strips.trend(item, f"course-{number}", texts)), years=strips.years(item))
        if shown["dots"] or shown["trend"]:
            areas.setdefault(item.area, []).append(shown)
    return list(areas.items())


def _short(figure: Figure, name: str, language: str) -> str:
    """A figure without a unit that its name already has; a short one stays on one line."""
    text = figure.text(language, unit=figure.unit == "percent" or _text.unit_text(figure.unit, language) not in name)
    return text.replace(" ", _text.NBSP) if len(text) <= 12 else text.replace(_text.NBSP, " ")


def _in_state(model: ReportModel) -> str:
    return _text.in_place(model.state.name if model.state else model.country.name, model.language)


def _areas(model: ReportModel) -> list[tuple[str, list[object]]]:
    """The indicator rows under their areas, in the order given."""
    areas: dict[str, list[object]] = {}
    for row in model.indicators:
        areas.setdefault(row.area, []).append(row)
    return list(areas.items())


def _anchors(model: ReportModel) -> frozenset[str]:
    return frozenset(definition.indicator for definition in model.definitions)


def _bar_length(figure: Figure | None, row: object) -> str:
    """The length of a small comparison bar in per cent of the largest of the three values."""
    values = [f.value for f in (row.own, row.state, row.country) if f is not None and f.value is not None]
    top = max((abs(value) for value in values), default=0.0)
    if figure is None or figure.value is None or not top:
        return "0"
    return f"{100 * abs(figure.value) / top:.1f}"


def _numeric_columns(table: Table) -> list[bool]:
    """Which columns hold numbers and are set flush right."""
    return [any(_is_numeric(row[index]) for row in table.rows) for index in range(len(table.columns))]


def _is_numeric(cell: object) -> bool:
    """Numbers, and text made of numbers: a range with decimals, ``162 (12,2 %)``, ``162 von 1.323``."""
    if isinstance(cell, str):
        return re.match(r"\u2212?\d[\d.,]*( \(|\u00a0(von|of)\u00a0\d)|\u2212?\d+[.,]\d+\u2013", cell) is not None
    return isinstance(cell, (int, float, Figure))


def _cell(value: object, texts: Texts) -> str:
    if value is None:
        return ""
    if isinstance(value, Figure):
        return value.text(texts.language)
    if isinstance(value, (int, float)):
        return _text.number(value, 0, texts.language)
    return str(value)
