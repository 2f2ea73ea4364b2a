"""Indicators: the registry, and computing them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from werdegang import _core
from werdegang._core import Indicator, Observations, Table
from werdegang.observations import texts


class Indicators:
    """The indicators of the catalogue: `wg.indicators["C.care_rate_u3"]`, `.ids()`, `.find("Betreuungsquote")`."""

    def ids(self) -> list[str]:
        """All ids, sorted."""
        return [indicator.id for indicator in _core.known_indicators()]

    def find(self, text: str) -> list[Indicator]:
        """Indicators whose id, labels, definitions or notes (German or English) hold every word of the text."""
        return _core.find_indicators(text)

    def __getitem__(self, id: str) -> Indicator:
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
    items = [wanted] if isinstance(wanted, (str, Indicator)) else list(wanted)
    return [item if isinstance(item, Indicator) else _core.known_indicator(str(item)) for item in items]


def compute(
    observations: Observations,
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
    """
    definitions = _core.known_indicators() if ids is None else _definitions(ids)
    return _core._compute(observations, definitions, texts(by), texts(regions), texts(periods), confidence, ids is None, threads, progress)
