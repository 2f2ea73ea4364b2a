"""Ranks inside a group, and what changed at a region's borders."""

from __future__ import annotations

from dataclasses import dataclass

from werdegang import _core
from werdegang._core import Reform, Standing, Table


def rank(table: Table, region: str, *, within: str = "state", period: str | int | None = None, confidence: float = 0.95) -> Standing:
    """A district's place among the districts of its state ("state") or of Germany ("country"), 1 = lowest value.

    The range says which places the figures leave open (see `Standing`): every share is uncertain by itself. `table` is
    a result of `compute` with one indicator; filter other breakdowns away first.
    """
    return _core._rank(table, region, within, "" if period is None else str(period), confidence)


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

    def __str__(self) -> str:
        lines = [f"{self.code} {self.name}"]
        lines += [f"  {reform.date}: {reform.name_de} ({' + '.join(reform.old)} -> {' + '.join(reform.new)})" for reform in self.reforms]
        if self.dissolved:
            lines.append(f"  aufgelöst am {self.dissolved}")
        elif self.comparable_since:
            lines.append(f"  vergleichbar ab {self.comparable_since}")
        else:
            lines.append("  keine Gebietsänderung verzeichnet")
        return "\n".join(lines)

    __repr__ = __str__


def territory(region: str) -> Territory:
    """The reforms of a region and since when its figures are comparable."""
    known = _core.find_region(region)
    if known is None:
        near = _core.search_regions(region)
        hint = f": did you mean {', '.join(f'{item.code} {item.name}' for item in near[:3])}?" if near else ""
        raise _core.UnknownName(f"unknown region '{region}'{hint}")
    return Territory(known.code, known.name, _core.reforms_of(region))
