"""The ledger of figures."""

import os
from collections.abc import Iterable
from typing import Any, Literal

from .findings import Findings
from .flows import Flows
from .landscape import Landscape
from .table import Table

_Names = str | Iterable[str] | None
_Periods = str | int | Iterable[str | int] | None

class Source:
    """Where figures come from."""

    def __init__(
        self,
        *,
        table: str = "",
        title: str = "",
        file: str = "",
        stand: str = "",
        licence: str = "",
        notes: str = "",
        hash: str = "",
        method: str = "",
        kind: str = "own",
    ) -> None: ...
    @property
    def table(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def file(self) -> str: ...
    @property
    def stand(self) -> str:
        """Date of the extract, ISO."""
    @property
    def licence(self) -> str: ...
    @property
    def notes(self) -> str: ...
    @property
    def hash(self) -> str:
        """SHA-256 of the file."""
    @property
    def method(self) -> str: ...
    @property
    def kind(self) -> Literal["official", "own", "aggregation"]: ...

class Observations:
    """The ledger of figures and what was odd in them."""

    @property
    def findings(self) -> Findings: ...
    @property
    def sources(self) -> list[Source]: ...
    def variables(self) -> list[str]:
        """Sorted names."""
    def regions(self) -> list[str]:
        """Sorted codes, Germany first."""
    def periods(self) -> list[str]:
        """Sorted by time."""
    def __len__(self) -> int: ...
    def table(self) -> Table:
        """The long table of all figures."""
    def rollup(self, level: str) -> Observations:
        """Counts of districts added to states ('state') or of states to Germany ('country')."""
    def with_predecessors(self, regions: str | Iterable[str]) -> Observations:
        """Fills gaps of new districts with sums of the old ones, as own aggregation."""
    @staticmethod
    def from_flows(flows: Flows, region: str = "", period: str | int | None = None) -> Observations:
        """Flows as the variable `persons_moving` by origin, destination and breakdowns."""
    @staticmethod
    def from_landscape(landscape: Landscape, region: str, period: str | int) -> Observations:
        """A landscape's counts as figures of a region: actors, places, offers, ties, and so on."""
    @staticmethod
    def from_frame(
        frame: Any, *, source: str = "", official: bool = False, sources: Iterable[Source] = ()
    ) -> Observations:
        """Observations from a long table of one's own."""
    def filter(self, *, variable: _Names = None, region: _Names = None, period: _Periods = None) -> Observations:
        """The figures of the named variables, regions and periods."""
    def availability(self, region: str) -> dict[str, dict[str, str]]:
        """For every variable and year of a region: "there", "secret", "not collected" or "not existing"."""
    def _filter(self, variables: list[str], regions: list[str], periods: list[str]) -> Observations: ...
    def _with_predecessors(self, regions: list[str]) -> Observations: ...
    def _repr_html_(self) -> str: ...

def school_type_name(code: str, state: str, language: str = "de") -> str:
    """What a state itself calls a school type of the official tables."""

def _concat(parts: list[Observations]) -> Observations: ...
def _from_columns(
    variable: list[str],
    region: list[str],
    period: list[str],
    value: list[float],
    status: list[str],
    flags: list[str],
    source: list[str],
    breakdowns: list[tuple[str, list[str]]],
    official: bool,
    sources: list[Source] = ...,
) -> Observations: ...
