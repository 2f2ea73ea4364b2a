"""Who exists, what they offer and who is tied to whom."""

import datetime
import os
from collections.abc import Callable, Iterable
from typing import Any, Literal

from .core import Codelist
from .findings import Findings
from .flows import Flows
from .table import Table

_Words = str | Iterable[str] | None
_Progress = Callable[[float], Any] | None

class Landscape:
    """Who exists, what they offer and who is tied to whom; immutable."""

    @property
    def findings(self) -> Findings:
        """What was odd in the frames it was built from."""
    def actors(self) -> Table:
        """Sorted by id."""
    def offers(self) -> Table:
        """Sorted by id."""
    def ties(self) -> Table:
        """Sorted by source, target, kind and begin."""
    def bodies(self) -> Table:
        """Sorted by id."""
    def memberships(self) -> Table:
        """Sorted by body and actor."""
    def agreements(self) -> Table:
        """Sorted by id."""
    def signatories(self) -> Table:
        """Sorted by agreement and actor."""
    def flows(self, level: str = "stage") -> Flows:
        """Flows between stages, between kinds of actors ("kind"), or as they were given ("actor")."""
    def regions(self) -> Table:
        """Own regions, sorted by code."""
    def kinds(self) -> Table:
        """Own kinds of actors, sorted by code."""
    def __len__(self) -> int:
        """Number of actors."""
    def __contains__(self, key: str | int) -> bool:
        """Whether there is an actor of this id."""
    @staticmethod
    def from_frames(
        actors: Any,
        offers: Any = None,
        ties: Any = None,
        bodies: Any = None,
        memberships: Any = None,
        agreements: Any = None,
        signatories: Any = None,
        flows: Any = None,
        regions: Any = None,
        kinds: Any = None,
        *,
        findings_per_code: int = 1000,
        threads: int = 0,
        progress: _Progress = None,
    ) -> Landscape:
        """A landscape from tables: polars, pyarrow, pandas, DuckDB, dicts of lists or of arrays."""
    @staticmethod
    def load(path: str | os.PathLike[str], *, threads: int = 0, progress: _Progress = None) -> Landscape:
        """Read what `save` wrote."""
    def save(self, path: str | os.PathLike[str], *, progress: _Progress = None) -> None:
        """Write a GeoPackage that QGIS opens and `load` reads back equal."""
    def filter(
        self,
        *,
        kind: _Words = None,
        region: _Words = None,
        sector: _Words = None,
        formality: _Words = None,
        date: str | int | datetime.date | None = None,
        **unknown: Any,
    ) -> Landscape:
        """The actors selected, what they offer, and the ties between them."""
    def snapshot(self, date: str | int | datetime.date) -> Landscape:
        """What existed on a day, or at any time in a period."""
    def inventory(
        self, by: str | Iterable[str] = ("kind", "region"), *, region_level: Literal["country", "state", "district"] | None = None
    ) -> Table:
        """How many actors and offers there are, and for how many people."""
    def difference(self, after: Landscape) -> Table:
        """What is in the other and not here, only here, and what differs."""
    def _flows(self, level: str) -> Flows: ...
    def _difference(self, after: Landscape) -> Table: ...
    def _filter(
        self, kinds: list[str], regions: list[str], sectors: list[str], formalities: list[str]
    ) -> Landscape: ...
    def _snapshot(self, date: str) -> Landscape: ...
    def _inventory(self, by: list[str], region_level: str) -> Table: ...
    def _save(self, path: str, threads: int, progress: _Progress) -> None: ...
    @property
    def _offer_count(self) -> int: ...
    @property
    def _flow_count(self) -> int: ...
    @property
    def _tie_count(self) -> int: ...
    def _repr_html_(self) -> str: ...

def landscape_codelist(name: str) -> Codelist:
    """The words of a landscape: actor_kind, tie_kind, sector, formality, topic, life_phase, target_group and others."""

def _build_landscape(frames: dict[str, Table], findings_per_code: int, threads: int, progress: _Progress) -> Landscape: ...
def _load_landscape(path: str, threads: int, progress: _Progress) -> Landscape: ...
