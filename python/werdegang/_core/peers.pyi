"""Regions that are alike."""

from collections.abc import Callable
from typing import Any, Literal

from .table import Table

class _FeatureOptions:
    def __init__(self, level: str, period: str, region: str, robust: bool, weights: dict[str, float]) -> None: ...

class Peers:
    """Regions that are most like one region, and why."""

    @property
    def region(self) -> str: ...
    @property
    def candidates(self) -> int:
        """How many regions have a distance."""
    @property
    def table(self) -> Table:
        """place, region, name, distance, shared (weight of the indicators both have)."""
    @property
    def contributions(self) -> Table:
        """Of each peer and indicator: value, own_value, z, own_z, and its part of the squared distance."""
    @property
    def left_out(self) -> Table:
        """Regions that share too few of the indicators."""
    def __len__(self) -> int: ...
    def text(self, lang: Literal["de", "en"] = "de", *, explained: int = 3) -> str:
        """The peers in a sentence, and in what the nearest ones are close and in what not."""

class SimilarGroups:
    """Groups of similar regions (Ward's clusters)."""

    @property
    def table(self) -> Table:
        """group, size, medoid (the most typical region), name, silhouette."""
    @property
    def members(self) -> Table:
        """region, name, group, medoid, distance to the medoid, silhouette."""
    @property
    def profiles(self) -> Table:
        """Of each group and indicator: mean, mean_z, and order (1 = sets it apart most)."""
    @property
    def choices(self) -> Table:
        """The mean silhouette of every number of groups that was tried."""
    @property
    def left_out(self) -> Table:
        """Regions without all indicators, and which they lack."""
    @property
    def merges(self) -> list[tuple[int, int, float, int]]:
        """(left, right, height, size) by height, as scipy.cluster.hierarchy has them, over the members by code."""
    def __len__(self) -> int: ...
    def text(self, lang: Literal["de", "en"] = "de") -> str:
        """Each group with its size, its most typical region and what sets it apart."""
    def group_of(self, region: str) -> int:
        """The number of the group in which a region is."""

def _peers(table: Table, region: str, n: int, within: str, minimum_shared: float, options: _FeatureOptions) -> Peers: ...
def _similar_groups(
    table: Table, groups: int, most: int, options: _FeatureOptions, progress: Callable[[float], Any] | None
) -> SimilarGroups: ...
