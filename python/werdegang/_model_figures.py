"""Flows and landscapes as figures."""

from __future__ import annotations

from typing import Any

from werdegang import _core
from werdegang._core import Flows, InvalidArgument, Landscape, Observations
from werdegang.observations import code_in


def from_flows(flows: Flows, region: str = "", period: str | int | None = None) -> Observations:
    """Flows as the variable `persons_moving` by origin, destination and breakdowns, so that indicators can be computed from them.

    `region` is the region they describe, unless a breakdown `region` says it row by row; `period` stands for flows without one. Every
    axis has its total; a total with a hidden part is hidden.
    """
    if not isinstance(flows, Flows):
        raise TypeError(f"Observations.from_flows takes Flows (from Flows.from_frame or a landscape), not {type(flows).__name__}")
    return _core._observations_from_flows(flows, code_in(region, "Observations.from_flows"), None if period is None else str(period))


def from_landscape(landscape: Landscape, region: str, period: str | int) -> Observations:
    """A landscape's counts as figures of a region: actors, places, offers, ties, tied_pairs, isolated_actors, actors_with_agreement.

    Counted is what existed on the last day of the period.
    """
    if not isinstance(landscape, Landscape):
        raise TypeError(f"Observations.from_landscape takes a Landscape, not {type(landscape).__name__}")
    return _core._observations_from_landscape(landscape, code_in(region, "Observations.from_landscape"), str(period))


def figures_in(value: Any, place: str, regions: list[str], periods: list[str]) -> Observations:
    """Observations as they are; flows and landscapes as figures of the one region and period that were asked for."""
    if isinstance(value, Observations):
        return value
    if isinstance(value, Flows):
        return from_flows(value, regions[0] if len(regions) == 1 else "", periods[0] if len(periods) == 1 else None)
    if isinstance(value, Landscape):
        if len(regions) != 1 or len(periods) != 1:
            raise InvalidArgument(f"a landscape in {place}: expected the one region and the period that it stands for, such as regions='15084', periods=2024")
        return from_landscape(value, regions[0], periods[0])
    raise TypeError(f"{place} takes Observations (from read_official or Observations.from_frame), Flows or a Landscape, not {type(value).__name__}")


Observations.from_flows = staticmethod(from_flows)
Observations.from_landscape = staticmethod(from_landscape)
