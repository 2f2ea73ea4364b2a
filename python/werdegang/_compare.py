"""Ranks inside a group, and what changed at a region's borders."""

from __future__ import annotations

from dataclasses import dataclass

from werdegang import _core, _text
from werdegang._comparison import expect_region
from werdegang._core import Rank, Reform, Standing, Table
from werdegang.observations import code_in


def rank(table: Table, region: str, *, within: str = "state", period: str | int | None = None, confidence: float = 0.95) -> Standing:
    """A district's place among the districts of its state ("state") or of Germany ("country"), 1 = lowest value.

    The range says which places the figures leave open (see `Standing`): every share is uncertain by itself. `table` is
    a result of `compute` with one indicator for all districts of the group; filter other breakdowns away first. With
    the districts of other states in the table the place in Germany stands beside the one in the state.
    """
    if not isinstance(table, Table):
        raise TypeError(f"rank takes a Table (from compute), not {type(table).__name__}")
    expect_region(table, code_in(region, "rank"), "rank")
    return _core._rank(table, region, within, "" if period is None else str(period), confidence)


def _name(code: str) -> str:
    known = _core.find_region(code)
    return known.name if known else code


def _place(place: int, size: int, lowest: int, highest: int, lang: str) -> str:
    text = _text.pick(lang, f"{place}. von {size}", f"{place} of {size}")
    if lowest == highest:
        return text
    return text + _text.pick(lang, f", Bereich {lowest}{_text.EN_DASH}{highest}", f", range {lowest}{_text.EN_DASH}{highest}")


def standing_text(standing: Standing, lang: str = "de") -> str:
    """The place in words: "12. von 14, Bereich 8–13 in Sachsen-Anhalt (1 = niedrigster Wert); ...", without good or bad."""
    own = _place(standing.place, standing.size, standing.lowest, standing.highest, lang)
    lowest = _text.pick(lang, "1 = niedrigster Wert", "1 = lowest value")
    parts = [f"{_name(standing.region)}: {own} in {_text.state_name(_name(standing.group), lang)} ({lowest})"]
    wider: Rank | None = standing.nationwide
    if wider:
        parts.append(_text.pick(lang, "Bund ", "Germany ") + _place(wider.place, wider.size, wider.lowest, wider.highest, lang))
    values = [(_text.pick(lang, "Wert", "value"), standing.value)]
    values += [(_text.state_name(_name(code), lang), value) for code, value in ((standing.region[:2], standing.state), ("DG", standing.country)) if value is not None]
    parts.append(", ".join(f"{name} {_text.number(value, 1, lang)}" for name, value in values))
    return "; ".join(parts)


Standing.text = standing_text
Standing.__str__ = standing_text
Standing.__repr__ = standing_text


@dataclass(frozen=True)
class Territory:
    """What changed at a region's borders."""

    code: str
    name: str
    reforms: list[Reform]

    @property
    def comparable_since(self) -> str | None:
        """First day of the present territory; None when no change is known."""
        own = [reform.date for reform in self.reforms if self.code in reform.new]
        return max(own) if own else None

    @property
    def dissolved(self) -> str | None:
        """Day on which the region ceased to exist; None when it exists."""
        gone = [reform.date for reform in self.reforms if self.code in reform.old and self.code not in reform.new]
        return max(gone) if gone else None

    def text(self, lang: str = "de") -> str:
        """The reforms by date and since when the figures are comparable, one to a line."""
        lines = [f"{self.code} {self.name}"]
        for reform in self.reforms:
            name = _text.pick(lang, reform.name_de, reform.name_en)
            lines.append(f"  {_day(reform.date, lang)}: {name} ({' + '.join(reform.old)} → {' + '.join(reform.new)})")
        if self.dissolved:
            lines.append(_text.pick(lang, f"  aufgelöst am {_day(self.dissolved, lang)}", f"  dissolved on {_day(self.dissolved, lang)}"))
        elif self.comparable_since:
            since = _day(self.comparable_since, lang)
            lines.append(_text.pick(lang, f"  vergleichbar ab {since}", f"  comparable since {since}"))
        else:
            lines.append(_text.pick(lang, "  keine Gebietsänderung verzeichnet", "  no change of territory on record"))
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.text()

    __repr__ = __str__


def _day(date: str | None, lang: str) -> str:
    return _text.date(date, lang, short=True) if date else ""


def territory(region: str) -> Territory:
    """The reforms of a region and since when its figures are comparable."""
    if not isinstance(region, str):
        raise TypeError(f"{region!r} is no region: expected a code as text, with its leading zero, such as '15084' or '03353'")
    known = _core.find_region(region)
    if known is None:
        near = _core.search_regions(region)
        hint = f": did you mean {', '.join(f'{item.code} {item.name}' for item in near[:3])}?" if near else ""
        raise _core.UnknownName(f"unknown region '{region}'{hint}")
    return Territory(known.code, known.name, _core.reforms_of(region))
