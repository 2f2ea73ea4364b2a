"""The report as plain data: what the page shows, without saying how.

A renderer takes one :class:`ReportModel` and nothing else. Every displayed number is a :class:`Figure`, which cannot be made
without region, period, status and source, so no number reaches a reader without its provenance. Names, definitions and notes
are given in the report's language; the renderers add only their own fixed words.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from .. import _text
from .gaps import Gaps

SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One displayed number: value, what it was computed from, how certain it is and where it comes from."""

    value: float | None
    region: str
    period: str
    source: tuple[str, ...]
    unit: str = "percent"
    digits: int = 1
    status: str = "computed"
    flags: tuple[str, ...] = ()
    numerator: float | None = None
    denominator: float | None = None
    lower: float | None = None
    upper: float | None = None
    interval: str = ""
    period_meaning: str = "year"
    method: str = "computed"
    part_of_whole: bool = True

    def __post_init__(self) -> None:
        place = f"figure of region {self.region!r}, period {self.period!r}"
        for name in ("value", "numerator", "denominator", "lower", "upper"):
            number = getattr(self, name)
            if number is not None and not math.isfinite(number):
                raise ValueError(f"{place}: {name} is {number}; a missing number is None with a status that says why")
        has_value = self.status in _text.VALUE_STATUSES
        if has_value != (self.value is not None):
            raise ValueError(f"{place}: status {self.status!r} does not fit value {self.value}")
        _text.status_text(self.status)
        if not (self.region and self.period and self.source) or isinstance(self.source, str):
            raise ValueError(f"{place}: region, period and a tuple of source keys are needed, got source {self.source!r}")

    def text(self, language: str, *, unit: bool = True) -> str:
        """The number as it is printed, or the words for why there is none."""
        if self.value is None:
            return _text.status_text(self.status, language, short=True)
        exact = {"numerator": self.numerator, "denominator": self.denominator}
        if unit:
            return _text.measure(self.value, self.unit, self.digits, language, **exact)
        return _text.number(self.value, self.digits, language, **exact)

    def interval_text(self, language: str) -> str:
        """The bounds as printed, empty when the figure has none."""
        if self.lower is None or self.upper is None or self.value is None:
            return ""
        return _text.interval(self.lower, self.upper, self.digits, language)

    def period_text(self, language: str, *, short: bool = False) -> str:
        """The time the figure is for, in words."""
        return _text.period(self.period, self.period_meaning, language, short=short)

    def counts_text(self, language: str) -> str:
        """``"162 von 1.323"``, empty when the counts are not known or are not part and whole."""
        if self.numerator is None or self.denominator is None or not self.part_of_whole:
            return ""
        first, second = (_text.number(x, 0, language) for x in (self.numerator, self.denominator))
        gap = _text.NBSP
        return _text.pick(language, f"{first}{gap}von{gap}{second}", f"{first}{gap}of{gap}{second}")


@dataclass(frozen=True, kw_only=True)
class Source:
    """One official table, in the words its licence asks for."""

    key: str
    code: str
    title: str
    as_of: str
    attribution: str
    licence: str
    licence_url: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A region as it is called in the report (``code`` is its official key, ``kind`` one of district, city, state, country)."""

    code: str
    name: str
    kind: str = "district"


@dataclass(frozen=True, kw_only=True)
class Rank:
    """A place among the districts of a group; 1 is the lowest value, ``lower`` and ``upper`` are its 95 % range."""

    position: int
    of: int
    lower: int
    upper: int
    group: str
    tied_with: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.lower <= self.position <= self.upper <= self.of:
            raise ValueError(f"rank {self.position} of {self.of} with range {self.lower}-{self.upper} is not in order")


@dataclass(frozen=True, kw_only=True)
class KeyNumber:
    """One of the four numbers in the head, with the state's and Germany's beside it."""

    label: str
    own: Figure
    state: Figure | None
    country: Figure | None
    indicator: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence written from figures; the figures stay with it."""

    text: str
    indicator: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, kw_only=True)
class LadderStep:
    """One rung: a stock divided by its years of age (or a yearly flow); ``event`` marks flows such as births and leavers."""

    label: str
    per_year: Figure
    stock: Figure | None = None
    years: int = 1
    event: bool = False


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of a whole: a certificate with its share and its count."""

    code: str
    label: str
    share: Figure
    count: Figure


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """The education chain from births to leavers and, as a real flow, the leavers' certificates."""

    steps: tuple[LadderStep, ...]
    certificates: tuple[Part, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class CertificateYear:
    """One bar of certificates. ``missing`` says why there is none; ``mark`` names what breaks the series at this year."""

    period: str
    label: str
    parts: tuple[Part, ...] = ()
    total: Figure | None = None
    missing: str = ""
    mark: str = ""


@dataclass(frozen=True, kw_only=True)
class Certificates:
    """Certificates by year, oldest first; all years have the parts of ``legend`` in its order."""

    legend: tuple[tuple[str, str], ...]
    years: tuple[CertificateYear, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class TrendPoint:
    """A year of a line; ``break_before`` cuts the line before it, ``missing`` says why there is no value."""

    figure: Figure
    break_before: str = ""
    missing: str = ""


@dataclass(frozen=True, kw_only=True)
class TrendLine:
    label: str
    points: tuple[TrendPoint, ...]
    own: bool = False


@dataclass(frozen=True, kw_only=True)
class Trend:
    """One indicator over time for the district, its state and Germany."""

    title: str
    indicator: str
    lines: tuple[TrendLine, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class DotRow:
    name: str
    figure: Figure
    own: bool = False


@dataclass(frozen=True, kw_only=True)
class DotStrip:
    """One indicator for all districts of the state with intervals; state and Germany are lines."""

    title: str
    indicator: str
    rows: tuple[DotRow, ...]
    state: tuple[str, Figure] | None
    country: tuple[str, Figure] | None
    rank: Rank | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Strip:
    """An indicator as two very small pictures: among `others`, and over time (the own line first; `roles` name the others)."""

    name: str
    area: str
    own: Figure
    state: Figure | None = None
    country: Figure | None = None
    others: tuple[Figure, ...] = ()
    lines: tuple[TrendLine, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """A transition that no figure covers, why, and which survey would."""

    transition: str
    why: str
    survey: str


@dataclass(frozen=True, kw_only=True)
class IndicatorRow:
    """One line of the table of all indicators; ``area`` is the heading it stands under."""

    indicator: str
    area: str
    name: str
    own: Figure
    state: Figure | None = None
    country: Figure | None = None
    rank: Rank | None = None
    country_rank: Rank | None = None


@dataclass(frozen=True, kw_only=True)
class NotComputed:
    """An indicator that the data do not allow, with the variable that is missing."""

    indicator: str
    name: str
    reason: str
    area: str = ""


@dataclass(frozen=True, kw_only=True)
class Definition:
    """What an indicator means: definition, reference date, place (of school or residence), method and caution."""

    indicator: str
    name: str
    definition: str
    reference_date: str
    place: str
    method: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class FindingLine:
    """A peculiarity of the data in plain words."""

    severity: str
    code: str
    message: str
    source: str = ""

    def __post_init__(self) -> None:
        if self.severity not in SEVERITIES:
            raise ValueError(f"severity {self.severity!r} is not one of {', '.join(SEVERITIES)}")


Cell = str | int | float | Figure | None


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of the appendix and one sheet of the workbook (only there without ``page``). The first column heads the row."""

    key: str
    title: str
    sheet: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sources: tuple[str, ...] = ()
    note: str = ""
    page: bool = True

    def __post_init__(self) -> None:
        for index, row in enumerate(self.rows):
            if len(row) != len(self.columns):
                raise ValueError(f"table {self.key!r}, row {index}: {len(row)} cells for {len(self.columns)} columns")


@dataclass(frozen=True, kw_only=True)
class ReportModel:
    """Everything one report shows. ``state`` is None where the region is itself a state (Berlin, Hamburg).

    ``group`` names those the region is compared with, as it follows "among": ``"den Kreisen in Sachsen-Anhalt"``.
    """

    language: str
    region: Place
    state: Place | None
    country: Place
    territory_date: str
    data_date: str
    key_numbers: tuple[KeyNumber, ...]
    sentences: tuple[Sentence, ...]
    sources: tuple[Source, ...]
    ladder: Ladder | None = None
    certificates: Certificates | None = None
    trends: tuple[Trend, ...] = ()
    dots: tuple[DotStrip, ...] = ()
    unknowns: tuple[Unknown, ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()
    strips: tuple[Strip, ...] = ()
    not_computed: tuple[NotComputed, ...] = ()
    gaps: Gaps | None = None
    definitions: tuple[Definition, ...] = ()
    findings: tuple[FindingLine, ...] = ()
    tables: tuple[Table, ...] = ()
    territory_note: str = ""
    group: str = ""
    demonstration: bool = False
    producer: str = "werdegang"
    workbook: str = ""

    def __post_init__(self) -> None:
        _text.pick(self.language, "", "")
        keys = frozenset(source.key for source in self.sources)
        if len(keys) != len(self.sources):
            raise ValueError("two sources of the report have the same key")
        for figure in self.figures():
            unknown = [key for key in figure.source if key not in keys]
            if unknown:
                raise ValueError(f"figure of region {figure.region!r}, period {figure.period!r} names source {unknown[0]!r}; "
                                 f"known are {', '.join(sorted(keys))}")

    def figures(self) -> Iterator[Figure]:
        """Every figure of the report, in the order of the page."""
        yield from walk(self)


def walk(value: object) -> Iterator[Figure]:
    """Every figure inside a part of a model, in order."""
    if isinstance(value, Figure):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from walk(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for item in fields(value):
            yield from walk(getattr(value, item.name))
