"""All indicators of the catalogue for a region and those around it: one measure for each line of the report."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from .. import _compare, _text
from .._compute import indicators
from .._core import Indicator, Member, codelist, missing_variables, school_type_name
from ..frames import Table
from . import content, figures, missing
from .gate import Gate
from .model import Figure, IndicatorRow, Place, Rank
from .places import Setting

NATIONWIDE = 300
"""A rank among all districts is given only where at least this many have a value."""


NEVER = ("missing", "not_existing")
"""Where a region has nothing but these, the indicator does not exist for it."""


@dataclass
class Measure:
    """One indicator, or one part of a broken-down one, for all regions of the report."""

    key: str
    indicator: Indicator
    name: str
    period: str
    rows: dict[str, dict[str, Any]]
    series: dict[str, list[dict[str, Any]]]
    table: Table
    member: str = ""
    rank: Rank | None = None
    country_rank: Rank | None = None
    variables: tuple[str, ...] = field(default=())

    def beside(self, place: Place | None) -> Figure | None:
        """The value of a region to compare with; None where there is no such region or never a value for it."""
        return self.beside_code(place.code) if place else None

    def beside_code(self, code: str) -> Figure | None:
        """The same for the code of a region."""
        return self.figure(code) if any(row["value"] is not None or row["status"] not in NEVER for row in self.series.get(code, ())) else None

    def figure(self, region: str) -> Figure:
        """The value of a region in the measure's period, or the figure that says why there is none."""
        row = self.rows.get(region)
        return figures.figure(row, self.indicator) if row else figures.absent(region, self.period, self.indicator)


@dataclass(frozen=True)
class Computed:
    """What came out: the measures in the order of the catalogue, and what could not be computed."""

    measures: tuple[Measure, ...]
    absent: tuple[Indicator, ...]

    @property
    def shown(self) -> tuple[Measure, ...]:
        """The measures of tables and charts: what another one already says is left out."""
        keys = {measure.indicator.id for measure in self.measures}
        return tuple(measure for measure in self.measures if content.SAID_BY.get(measure.key) not in keys)

    def __getitem__(self, key: str) -> Measure | None:
        return next((measure for measure in self.measures if measure.key == key), None)


def compute_all(gate: Gate, setting: Setting, language: str, progress: Callable[[float], Any] | None = None) -> Computed:
    """Every indicator of the catalogue; ranks are looked up side by side because they take longest."""
    found: list[Measure] = []
    absent: list[Indicator] = []
    order = {id: place for place, id in enumerate(content.ORDER)}
    definitions = sorted(indicators, key=lambda item: order.get(item.id, len(order)))
    for number, indicator in enumerate(definitions):
        lines = _measures(gate, indicator, setting, language)
        found += lines
        if not lines:
            absent.append(indicator)
        if progress:
            progress(0.4 * (number + 1) / len(definitions))
    _rank_all(found, setting, progress)
    return Computed(tuple(found), tuple(absent))


def indicator_row(measure: Measure, setting: Setting, language: str) -> IndicatorRow:
    """A measure as a line of the table of indicators."""
    return IndicatorRow(indicator=measure.indicator.id, area=missing.area_of(measure.indicator, language), name=measure.name, own=measure.figure(setting.region.code),
                        state=measure.beside(setting.state), country=measure.beside(setting.country),
                        rank=measure.rank, country_rank=measure.country_rank)


def _measures(gate: Gate, indicator: Indicator, setting: Setting, language: str) -> list[Measure]:
    if indicator.computable != "formula" or missing_variables(gate.observations, indicator):
        return []
    released, rows = gate.rows(indicator, setting.districts + ("DG",), setting.shown)
    axis = indicator.default_by[0] if indicator.default_by else ""
    listed = _listed(released.table, axis)
    result = []
    for member in _members(rows, axis, listed, setting):
        chosen = [row for row in rows if not axis or row[axis] == member]
        series = {code: [row for row in chosen if row["region"] == code] for code in setting.shown}
        period = max((row["period"] for row in series[setting.region.code] if row["value"] is not None), default="")
        if not period:
            continue
        at = {row["region"]: row for row in chosen if row["period"] == period}
        table = released.table.filter(period=period, **({axis: member} if axis else {}))
        result.append(Measure(indicator.id + (f"/{member}" if member else ""), indicator, _name(indicator, language, axis, listed.get(member), setting), period, at,
                              series, table, member))
    return result


def _listed(table: Table, axis: str) -> dict[str, Member]:
    """The parts of an axis; ages, of which the catalogue has no list, in the order of their bounds."""
    known = codelist(axis) if axis else None
    own = None if known or not axis else table.codelist(axis)
    members = known.members if known else sorted(own.members, key=lambda item: item.lower or 0) if own else []
    return {member.code: member for member in members if member.kind != "total"}


def _members(rows: list[dict[str, Any]], axis: str, listed: dict[str, Member], setting: Setting) -> list[str]:
    """The parts of a broken-down indicator that exist in the region or its state; without a breakdown one nameless part."""
    if not axis:
        return [""]
    near = {setting.region.code, setting.state.code if setting.state else ""}
    filled = {row[axis] for row in rows if row["region"] in near and row["value"]}
    always = set(content.CERTIFICATES) if axis == "certificate" else set()
    order = list(listed)
    if axis == "certificate":
        order.sort(key=lambda code: (*content.CERTIFICATES, content.SCHOOL_PART).index(code) if code in (*content.CERTIFICATES, content.SCHOOL_PART) else 9)
    return [code for code in order if code in filled | always]


def _name(indicator: Indicator, language: str, axis: str = "", member: Member | None = None, setting: Setting | None = None) -> str:
    if not member:
        label = _text.pick(language, indicator.label_de, indicator.label_en)
        outside = setting is not None and setting.region.code[:2] in content.HORT_STATES and indicator.id in content.HORT_INDICATORS
        return content.say(content.HORT_ROW, language).format(name=label) if outside else label
    if axis == "school_type" and setting:
        what = _text.pick(language, "Klasse 7", "Grade 7") if indicator.id == "D.pupil_share_by_type" else _text.pick(language, indicator.label_de, indicator.label_en)
        return f"{what}: {school_type_name(member.code, setting.state.code if setting.state else setting.region.code, language)}"
    words = content.MEMBERS.get(axis, {}).get(member.code)
    if words and indicator.id == "D.leaver_share_by_qualification":
        return content.say(words, language)
    return f"{_text.pick(language, indicator.label_de, indicator.label_en)}: {_text.pick(language, member.label_de, member.label_en)}"


def _rank_all(measures: list[Measure], setting: Setting, progress: Callable[[float], Any] | None) -> None:
    """Ranks in the state and, where all districts are there, in Germany. The core computes them without Python's lock."""
    def rank(job: tuple[Measure, str]) -> Rank | None:
        return _rank(job[0], setting, job[1])

    jobs = [(measure, within) for measure in measures for within in ("state", "country") if within == "country" or setting.state]
    with ThreadPoolExecutor(max_workers=2) as pool:
        for number, ((measure, within), found) in enumerate(zip(jobs, pool.map(rank, jobs), strict=True)):
            if within == "state":
                measure.rank = found
            else:
                measure.country_rank = found
            if progress:
                progress(0.4 + 0.5 * (number + 1) / len(jobs))


def _rank(measure: Measure, setting: Setting, within: str) -> Rank | None:
    own = setting.region.code
    others = [code for code in setting.ranked if within == "country" or code[:2] == own[:2]]
    table = measure.table.filter(region=others)
    values = [value for value, status in zip(table["value"].tolist(), table["status"], strict=True) if value is not None and status != "suppressed"]
    if own not in others or len(values) < (NATIONWIDE if within == "country" else 3):
        return None
    standing = _compare.rank(table, own, within=within, period=measure.period)
    tied = sum(value == standing.value for value in values) - 1
    group = setting.state.name if within == "state" else setting.country.name
    lower, upper = min(standing.lowest, standing.place), max(standing.highest, standing.place)
    return Rank(position=standing.place, of=standing.size, lower=lower, upper=upper, group=group, tied_with=max(tied, 0))
