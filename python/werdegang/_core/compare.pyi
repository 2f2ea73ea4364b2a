"""Ranks, comparisons and trends."""

from collections.abc import Callable
from typing import Any, Literal

from .table import Table

class Rank:
    """A place, 1 = lowest value, with its range."""

    @property
    def place(self) -> int: ...
    @property
    def size(self) -> int: ...
    @property
    def lowest(self) -> int: ...
    @property
    def highest(self) -> int: ...

class Standing:
    """A region's place in its group, 1 = lowest value, with the range of the place."""

    @property
    def region(self) -> str: ...
    @property
    def group(self) -> str:
        """The state's code, or DG."""
    @property
    def place(self) -> int: ...
    @property
    def size(self) -> int: ...
    @property
    def lowest(self) -> int:
        """Lower end of the range of the place."""
    @property
    def highest(self) -> int:
        """Upper end of the range of the place."""
    @property
    def value(self) -> float: ...
    @property
    def state(self) -> float | None:
        """The state's value."""
    @property
    def country(self) -> float | None:
        """Germany's value."""
    @property
    def state_difference(self) -> float | None:
        """The value less the state's, in the indicator's unit."""
    @property
    def country_difference(self) -> float | None:
        """The value less Germany's, in the indicator's unit."""
    @property
    def nationwide(self) -> Rank | None:
        """Beside a rank inside the state: the one among all districts, None without them."""
    def text(self, lang: Literal["de", "en"] = "de") -> str:
        """The place in words: "12. von 14 Kreisen in Sachsen-Anhalt (1 = niedrigster Wert), Bereich 8–13; ..."."""

def _rank(table: Table, region: str, within: str, period: str, confidence: float) -> Standing: ...
def _compare(
    table: Table,
    within: str,
    period: str,
    descending: bool,
    range: str,
    confidence: float,
    threads: int,
    progress: Callable[[float], Any] | None,
) -> Table: ...
def _trend(table: Table, regions: list[str], slope: str) -> Table: ...
