"""Indicators: the registry, and computing them."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from werdegang import _core, _text
from werdegang._core import Flows, Indicator, InvalidArgument, Landscape, Observations, Table
from werdegang._model_figures import figures_in
from werdegang.observations import observations_in, texts


def computable_years(observations: Observations, indicator: Indicator) -> list[str]:
    """The years in which the indicator has a value for some region."""
    if _core.missing_variables(observations, indicator):
        return []
    table = compute(observations, indicator)
    return sorted({period[:4] for period, status in zip(table["period"], table["status"], strict=True) if _core.has_value(status)})


def year_ranges(years: list[str]) -> str:
    """["2006", "2007", "2011"] -> "2006–2007, 2011"."""
    runs: list[list[str]] = []
    for year in years:
        if runs and int(runs[-1][-1]) + 1 == int(year):
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}{_text.EN_DASH}{run[-1]}" for run in runs)


class Found(list[Indicator]):
    """A list of indicators that shows id, label and definition, and `years` where observations were given."""

    def __init__(self, items: Iterable[Indicator] = (), years: dict[str, list[str]] | None = None) -> None:
        super().__init__(items)
        self.years = years

    def text(self, lang: str = "de") -> str:
        """Three lines for each indicator."""
        return "\n".join(line for item in self for line in self._lines(item, lang)) or _text.pick(lang, "keine Kennzahl gefunden", "no indicator found")

    def _lines(self, item: Indicator, lang: str) -> list[str]:
        lines = [f"{item.id}  {_text.pick(lang, item.label_de, item.label_en)}", f"    {_text.pick(lang, item.definition_de, item.definition_en)}"]
        if self.years is not None:
            years = year_ranges(self.years[item.id])
            head = _text.pick(lang, "berechenbar für", "computable for")
            lines.append(f"    {head} {years}" if years else _text.pick(lang, "    aus diesen Zahlen nicht berechenbar", "    not computable from these figures"))
        return lines

    def __repr__(self) -> str:
        return self.text()


def _way(indicator: Indicator, lang: str) -> str:
    """What stands before the function or the missing part of the library."""
    if indicator.computable == "no":
        return _text.pick(lang, "Noch nicht berechenbar, es fehlt der Teil: ", "not computable yet, the part that is missing: ")
    if indicator.computable == "function":
        return _text.pick(lang, "Berechnet von wg.", "computed by wg.")
    return _text.pick(lang, "Für andere Zahlen: wg.", "for other figures: wg.")


def indicator_text(indicator: Indicator, lang: str = "de") -> str:
    """Label, definition, reference dates, place, formula and tables, one to a line."""
    pairs = [
        ("", f"{indicator.id}  {_text.pick(lang, indicator.label_de, indicator.label_en)}"),
        ("", _text.pick(lang, indicator.definition_de, indicator.definition_en)),
        (_text.pick(lang, "Stichtag: ", "reference date: "), _text.pick(lang, indicator.reference_rule_de, indicator.reference_rule_en)),
        (_text.pick(lang, "Ort: ", "place: "), _text.pick(lang, indicator.place_de, indicator.place_en)),
        (_text.pick(lang, "Hinweis: ", "note: "), _text.pick(lang, indicator.note_de, indicator.note_en)),
        (_text.pick(lang, "Formel: ", "formula: "), indicator.formula),
        (_way(indicator, lang), indicator.function or indicator.needs),
        (_text.pick(lang, "Tabellen: ", "tables: "), ", ".join(indicator.source_tables)),
    ]
    return "\n    ".join(head + body for head, body in pairs if body.strip())


def _indicator_html(indicator: Indicator) -> str:
    first, *rest = indicator_text(indicator).split("\n    ")
    return f"<p><strong>{html.escape(first)}</strong><br>{'<br>'.join(html.escape(line) for line in rest)}</p>"


Indicator.text = indicator_text
Indicator.__str__ = indicator_text
Indicator._repr_html_ = _indicator_html


class Indicators:
    """The indicators of the catalogue: `wg.indicators["C.care_rate_u3"]`, `.ids()`, `.find("Betreuungsquote")`."""

    def ids(self) -> list[str]:
        """All ids, sorted."""
        return [indicator.id for indicator in _core.known_indicators()]

    def find(self, text: str, observations: Observations | None = None) -> Found:
        """Indicators whose id, labels, definitions or notes (German or English) hold every word of the text.

        With observations, also the years for which they can be computed.
        """
        if not isinstance(text, str):
            raise InvalidArgument(f"{text!r} in indicators.find: expected words as text, such as 'Betreuungsquote'")
        if observations is not None:
            observations_in(observations, "indicators.find")
        found = _core.find_indicators(text)
        return Found(found, None if observations is None else {item.id: computable_years(observations, item) for item in found})

    def __getitem__(self, id: str) -> Indicator:
        if not isinstance(id, str):
            raise InvalidArgument(f"{id!r} in indicators[...]: expected an id as text, such as 'C.care_rate_u3'; list(indicators) counts them")
        return _core.known_indicator(id)

    def __iter__(self) -> Iterator[Indicator]:
        return iter(_core.known_indicators())

    def __len__(self) -> int:
        return len(_core.known_indicators())

    def __contains__(self, id: object) -> bool:
        return id in self.ids()

    def __repr__(self) -> str:
        return f"{len(self)} indicators: {', '.join(self.ids())}"


indicators = Indicators()


def _definitions(wanted: Any) -> list[Indicator]:
    items = [wanted] if isinstance(wanted, (str, Indicator)) or not isinstance(wanted, Iterable) else list(wanted)
    for item in items:
        if not isinstance(item, (str, Indicator)):
            raise TypeError(f"{item!r} is no indicator: expected an id such as 'C.care_rate_u3' or an Indicator")
    return [item if isinstance(item, Indicator) else _core.known_indicator(str(item)) for item in items]


def what_is_missing(
    observations: Observations | Flows | Landscape,
    ids: str | Indicator | Iterable[str | Indicator] | None = None,
    *,
    regions: str | Iterable[str] | None = None,
    periods: str | int | Iterable[str | int] | None = None,
    threads: int = 0,
) -> Table:
    """What would have to be there to compute indicators: one row for each thing that is missing, none where all have values.

    Columns: indicator, missing, figure, there, label_de, label_en. `missing` is "variable" (the observations do not hold it), "parts" (not
    broken down this way), "period" (never in the periods that belong together; `there` lists the years), "value" (there, but hidden or
    unknown), "function" (another function gives it) or "room" (the part of the library that would compute it does not exist). Without ids
    the whole catalogue is looked through. With regions or periods only these count. Flows and landscapes as in `compute`.
    """
    figures = figures_in(observations, "what_is_missing", texts(regions), texts(periods))
    definitions = _core.known_indicators() if ids is None else _definitions(ids)
    return _core._what_is_missing(figures, definitions, texts(regions), texts(periods), threads)


def evaluate(indicator: str | Indicator, figures: Mapping[str, Any]) -> Any:
    """An indicator's formula on plain numbers, without observations.

    `figures` names every figure as the formula does, `{"children_in_daycare[age=0-2]": 818500, "population[age=0-2]": 2380000}`;
    the date may be left out, and the filter where the variable occurs once. Numbers give a number, or None where there is no
    result; arrays give an array, with NaN. Inside `over` a figure is a list with one number for every part. `figure_names(formula)`
    lists what is asked for.
    """
    (definition,) = _definitions(indicator)
    if not isinstance(figures, Mapping) or not all(isinstance(name, str) for name in figures):
        raise TypeError("figures: expected names and numbers, such as {'population[age=0-2]': 2380000}")
    return _core._evaluate(definition, dict(figures))


def compute(
    observations: Observations | Flows | Landscape,
    ids: str | Indicator | Iterable[str | Indicator] | None = None,
    *,
    by: str | Iterable[str] = (),
    regions: str | Iterable[str] | None = None,
    periods: str | int | Iterable[str | int] | None = None,
    confidence: float = 0.95,
    threads: int = 0,
    progress: Callable[[float], Any] | None = None,
) -> Table:
    """Compute indicators: one tidy table, always keyed by region and period.

    `ids` are ids of the catalogue or definitions of one's own; without them everything for which the observations
    suffice is computed. `by` adds breakdowns; a dimension that is not named is its total. Columns: indicator, region,
    period, <breakdowns>, value, numerator, denominator, lower, upper, interval, status, flags, unit, method, source.
    Flows and landscapes are taken as figures of the one region (and period) named; see `Observations.from_flows`.
    """
    figures = figures_in(observations, "compute", texts(regions), texts(periods))
    definitions = _core.known_indicators() if ids is None else _definitions(ids)
    return _core._compute(figures, definitions, texts(by), texts(regions), texts(periods), confidence, ids is None, threads, progress)
