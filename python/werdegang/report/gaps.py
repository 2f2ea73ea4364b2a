"""What a report could not compute, grouped so that a reader sees which figure would help most."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class GapFigure:
    """A missing figure and those who wait for it: pairs of what else they need (or nothing) and the names of indicators."""

    what: str
    code: str
    count: int
    indicators: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class GapArea:
    area: str
    count: int
    figures: tuple[GapFigure, ...]


@dataclass(frozen=True, kw_only=True)
class Gaps:
    """What is missing by area, and what official tables cannot give: functions and parts of the library."""

    areas: tuple[GapArea, ...]
    elsewhere: tuple[GapFigure, ...] = ()
