"""Indicators: the registry, and computing them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from werdegang import _core, _indicator_text, _text
from werdegang._core import Flows, Indicator, InvalidArgument, Landscape, Observations, Table
from werdegang._model_figures import figures_in
from werdegang.observations import observations_in, texts


def computable_years(observations: Observations, indicator: Indicator) -> list[str]:
    """The years in which the indicator has a value for some region."""
    if indicator.computable != "formula" or _core.missing_variables(observations, indicator):
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
    """A list of indicators that shows id, label, definition and who defined it, and `years` where observations were given.

    Where nothing was found, `nearest` has words that are spelled like those asked for.
    """

    def __init__(self, items: Iterable[Indicator] = (), years: dict[str, list[str]] | None = None, nearest: Iterable[str] = ()) -> None:
        super().__init__(items)
        self.years = years
        self.nearest = list(nearest)

    def text(self, lang: str = "de") -> str:
        """Three lines for each indicator, the best first."""
        if not self:
            near = _text.pick(lang, "; ähnlich geschrieben: ", "; spelled alike: ") + ", ".join(self.nearest) if self.nearest else ""
            return _text.pick(lang, "keine Kennzahl gefunden", "no indicator found") + near
        return "\n".join(line for item in self for line in self._lines(item, lang))

    def _lines(self, item: Indicator, lang: str) -> list[str]:
        known = [_text.definition_status(item.status, lang)] if item.status else []
        if item.computable != "formula":
            known.append(": ".join(_indicator_text.way(item, lang)))
        elif self.years is not None:
            years = year_ranges(self.years[item.id])
            head = _text.pick(lang, "berechenbar für", "computable for")
            known.append(f"{head} {years}" if years else _text.pick(lang, "aus diesen Zahlen nicht berechenbar", "not computable from these figures"))
        lines = [f"{item.id}  {_text.pick(lang, item.label_de, item.label_en)}", f"    {_text.pick(lang, item.definition_de, item.definition_en)}"]
        return lines + ([f"    {'; '.join(known)}"] if known else [])

    def __repr__(self) -> str:
        return self.text()


class Indicators:
    """The indicators of the catalogue: `wg.indicators["C.care_rate_u3"]`, `.ids()`, `.find("Betreuungsquote")`."""

    def ids(self) -> list[str]:
        """All ids, sorted."""
        return [indicator.id for indicator in _core.known_indicators()]

    def find(self, text: str, observations: Observations | None = None) -> Found:
        """Indicators for words, German or English, the best first: found in labels, then ids, synonyms, definitions, notes.

        Every word must be somewhere, in any order; case, endings, hyphens and brackets do not count. With observations, also the
        years for which they can be computed. Where nothing is found, `nearest` of the result names words that are spelled alike.
        """
        if not isinstance(text, str):
            raise InvalidArgument(f"{text!r} in indicators.find: expected words as text, such as 'Betreuungsquote'")
        if observations is not None:
            observations_in(observations, "indicators.find")
        found = _core.find_indicators(text)
        years = None if observations is None else {item.id: computable_years(observations, item) for item in found}
        return Found(found, years, () if found else _core.nearest_words(text))

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
