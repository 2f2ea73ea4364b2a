"""One figure in one sentence, as it is read out in a council."""

from __future__ import annotations

import re
from typing import Any

from .. import _compare, _core, _text
from .._comparison import Labels, expect_region, measured, region_name
from .._core import Indicator, InvalidArgument, Released, Table
from ..observations import code_in
from . import content, figures, texts
from .model import Figure, Rank
from .sentences import Candidate, rank_text, sentence_text

_FEWEST_IN_A_RANKING = 4
_BESIDE_THE_POINT = ("not_meaningful", "not_applicable")
_DATIVES = {"Kinder": "Kindern", "Prozentpunkte": "Prozentpunkten", "Jahre": "Jahren", "Monate": "Monaten", "Tage": "Tagen", "Schritte": "Schritten",
            "Einwohner": "Einwohnern"}


def sentence(table: Table | Released, region: str, *, period: str | int | None = None, lang: str = "de") -> str:
    """What a result of `compute` says about a region, in a sentence: "Von 1.323 Jugendlichen, die 2015 die Schule verließen, blieben 162 ...".

    Counts, the values of the state and of Germany, and the place among the districts of the state stand in it where the table
    has them. It names and does not judge. Several indicators, or several parts of a breakdown, give one sentence each, a line
    apart. Without `period` each takes the latest with a value; where there is none the sentence says why.
    """
    _text.pick(lang, "", "")
    rows, axes = _opened(table)
    expect_region(rows, code_in(region, "sentence"), "sentence")
    labels = Labels(rows, lang)
    series: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in rows.to_dicts():
        series.setdefault(tuple(row[axis] for axis in ("indicator", *axes)), []).append(row)
    told = [
        _Series(rows, dict(zip(axes, key[1:], strict=True)), found, labels, region, lang)
        for key, found in series.items()
        if any(row["region"] == region for row in found)
    ]
    parts = [item for item in told if "total" not in item.part.values()] or told
    applying = [item for item in parts if item.status(period) not in _BESIDE_THE_POINT] or parts
    return "\n".join(item.text(period) for item in applying)


def _opened(value: Any) -> tuple[Table, list[str]]:
    table = value.table if isinstance(value, Released) else value
    if not isinstance(table, Table):
        raise TypeError(f"sentence takes a Table (from compute) or a Released one, not {type(table).__name__}")
    names = table.column_names
    if not {"indicator", "region", "period", "value", "status"} <= set(names) or "numerator" not in names:
        raise InvalidArgument("the columns of the table in sentence: expected a result of compute")
    return table, names[names.index("period") + 1 : names.index("value")]


class _Series:
    """The rows of one indicator and one part of its breakdowns."""

    def __init__(self, table: Table, part: dict[str, Any], rows: list[dict[str, Any]], labels: Labels, region: str, lang: str) -> None:
        self.table, self.part, self.rows, self.labels, self.region, self.lang = table, part, rows, labels, region, lang
        self.indicator = _definition(rows[0])

    def status(self, period: str | int | None) -> str:
        own = self._figure(self.region, self._period(period))
        return own.status if own else "missing"

    def text(self, period: str | int | None) -> str:
        at = self._period(period)
        own = self._figure(self.region, at)
        if own is None or own.value is None:
            return self._nothing(own, at)
        state = self._figure(self.region[:2], at) if len(self.region) > 2 else None
        country = self._figure("DG", at) if self.region != "DG" else None
        place = ("/" + str(next(iter(self.part.values())))) if len(self.part) == 1 else ""
        template = next((item.template for item in content.QUESTIONS if item.row == self.indicator.id + place and set(self.part.values()) <= {place[1:]}), "")
        candidate = Candidate(template=template, indicator=self.indicator.id, topic="", own=own, state=state, country=country, rank=self._rank(at))
        if template:
            dated = "{year}" in texts.load(self.lang).raw(f"sentences.{template}")
            when = "" if dated else f", {_text.period(own.period, own.period_meaning, self.lang)}"
            return f"{region_name(self.region, self.lang)}{when}: {sentence_text(candidate, self.lang)}"
        return self._plain(candidate)

    def _period(self, wanted: str | int | None) -> str:
        own = sorted(row["period"] for row in self.rows if row["region"] == self.region)
        if wanted is None:
            valued = [row["period"] for row in self.rows if row["region"] == self.region and row["value"] is not None]
            return max(valued, default=own[-1])
        found = [period for period in own if period == str(wanted) or period.startswith(f"{wanted}-")]
        if not found:
            raise InvalidArgument(f"period {wanted!r} in sentence: expected one of {', '.join(own)}")
        return found[-1]

    def _figure(self, region: str, period: str) -> Figure | None:
        row = next((row for row in self.rows if row["region"] == region and row["period"] == period), None)
        return figures.figure({**row, "unit": _known_unit(row["unit"])}, self.indicator) if row else None

    def _rank(self, period: str) -> Rank | None:
        """The place among the districts of the state; none where there are too few to speak of a place."""
        others = [row for row in self.rows if row["period"] == period and row["value"] is not None and len(row["region"]) == 5 and row["region"][:2] == self.region[:2]]
        if len(self.region) != 5 or len(others) < _FEWEST_IN_A_RANKING:
            return None
        known = {name: code for name, code in self.part.items() if code is not None}
        one = self.table.filter(indicator=self.indicator.id, period=period, region=[row["region"] for row in others], **known)
        standing = _compare.rank(one, self.region, period=period)
        tied = sum(row["value"] == standing.value for row in others) - 1
        if standing.size < _FEWEST_IN_A_RANKING or 2 * (tied + 1) > standing.size:
            return None
        bounds = min(standing.lowest, standing.place), max(standing.highest, standing.place)
        return Rank(position=standing.place, of=standing.size, lower=bounds[0], upper=bounds[1], group=region_name(self.region[:2], self.lang), tied_with=max(tied, 0))

    def _name(self) -> str:
        parts = [self.labels.of(axis, code) for axis, code in self.part.items() if code is not None and code != "total"]
        return ", ".join([self.labels.of("indicator", self.indicator.id), *parts])

    def _nothing(self, own: Figure | None, period: str) -> str:
        where = _text.in_place(region_name(self.region, self.lang), self.lang)
        why = _text.status_text(own.status if own else "missing", self.lang)
        when = _when(period, figures.meaning(self.indicator), self.lang)
        return _text.pick(
            self.lang,
            f"{_text.capital(where)} gibt es für „{self._name()}“ {when} keinen Wert: {why}.",
            f"{_text.capital(where)} there is no value for “{self._name()}” {when}: {why}.")

    def _plain(self, candidate: Candidate) -> str:
        words, own, lang = texts.load(self.lang), candidate.own, self.lang
        beside = [words(key, value=self._value(item, bare=True)) for key, item in (("sentences.state", candidate.state), ("sentences.country", candidate.country))
                  if item is not None and item.value is not None]
        inside = "; ".join(filter(None, [own.counts_text(lang), ", ".join(beside)]))
        where, when = _text.in_place(region_name(self.region, lang), lang), _when(own.period, own.period_meaning, lang)
        said = _text.pick(
            lang,
            f"{_text.capital(where)} lag die Kennzahl „{self._name()}“ {when} bei {_dative(self._value(own))}",
            f"{_text.capital(where)} the figure “{self._name()}” was {self._value(own)} {when}")
        return said + (f" ({inside})" if inside else "") + rank_text(candidate.rank, words, ranged=own.lower is not None) + "."

    def _value(self, item: Figure, *, bare: bool = False) -> str:
        """With its unit; `bare` without it where it is a word, and a change with its sign."""
        signed = item.unit == "percentage_points" or (self.indicator.lowest is not None and self.indicator.lowest < 0)
        return measured(item.value or 0.0, "" if bare and item.unit != "percent" else item.unit, item.digits, self.lang, sign=signed)


def _dative(text: str) -> str:
    """ "bei 1,7 Kindern je Frau" """
    return re.sub(r"\b(" + "|".join(_DATIVES) + r")\b", lambda match: _DATIVES[match[0]], text, count=1)


def _known_unit(unit: str | None) -> str:
    """The unit, or none where it is one's own and has no words."""
    try:
        _text.unit_text(unit or "")
    except ValueError:
        return ""
    return unit or ""


def _when(period: str, meaning: str, lang: str) -> str:
    """The time with its preposition: "am 1. März 2016", "im Schuljahr 2014/15", "2015"."""
    said = _text.period(period, meaning, lang)
    if ".." in period:
        return _text.pick(lang, f"im Zeitraum {said}", f"in the period {said}")
    if "-" in period:
        return _text.pick(lang, f"am {said}", f"on {said}")
    if said != period:
        return _text.pick(lang, f"im {said}", f"in the {said}")
    return _text.pick(lang, said, f"in {said}")


def _definition(row: dict[str, Any]) -> Indicator:
    """The indicator of the catalogue, or what a row says about one's own."""
    known = next((item for item in _core.known_indicators() if item.id == row["indicator"]), None)
    return known or Indicator(id=row["indicator"], formula=row["indicator"].replace(".", "_"), unit=_known_unit(row["unit"]), kind="ratio")
