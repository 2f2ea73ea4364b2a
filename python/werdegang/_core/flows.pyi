"""Flows between stages, transition and ratio matrices, cohorts."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, NoReturn, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from werdegang.sankey import Sankey

from .findings import Findings
from .table import Table

_Floats = NDArray[np.float64]
_Progress = Callable[[float], object] | None
_Names = str | Iterable[str] | None
_Steps = Iterable[tuple[str, str]]
_Hidden = Literal["refuse", "lower", "middle", "upper"]
_Unknown = Literal["keep", "distribute"]
_Estimator = Literal["pooled", "mean", "median", "last"]

class Stage:
    """Where a person can be on the way from day care to work."""

    @property
    def id(self) -> str: ...
    @property
    def label_de(self) -> str: ...
    @property
    def label_en(self) -> str: ...
    @property
    def kind(self) -> str:
        """learning, work, between, exit or unknown."""
    @property
    def parent(self) -> str:
        """The wider stage this one is a part of, '' for none."""
    @property
    def sector(self) -> str:
        """The widest grouping: school, training, work, ..."""
    @property
    def isced(self) -> str:
        """Level of ISCED 2011, '' where the stage is no programme."""
    @property
    def order(self) -> int:
        """Place along the chain of education."""

class Flows:
    """How many persons went from stage to stage, and what is not known about it."""

    @property
    def findings(self) -> Findings: ...
    @property
    def stages(self) -> list[str]:
        """Origins and destinations in the order of the chain."""
    @property
    def periods(self) -> list[str]:
        """Sorted by time."""
    @property
    def groups(self) -> list[str]:
        """Names of the breakdowns."""
    def __len__(self) -> int: ...
    def table(self) -> Table:
        """origin, destination, period, breakdowns, count, lower, upper, status."""
    @staticmethod
    def from_frame(
        frame: Any,
        *,
        origin: str = "origin",
        destination: str = "destination",
        count: str = "count",
        period: str | None = None,
        lower: str | None = None,
        upper: str | None = None,
        status: str | None = None,
        groups: Iterable[str] | None = None,
        source: str = "",
    ) -> Flows:
        """Flows from a dataframe, an Arrow table or a dict of columns: one row a transition."""
    @staticmethod
    def concat(parts: Iterable[Flows]) -> Flows:
        """The rows and findings of several flows in one; the same transition twice is refused."""
    def filter(self, **conditions: Any) -> Flows:
        """The rows in which every named column has the value, or one of the values, given."""
    def rollup(
        self, level: Literal["stage", "sector"] | Mapping[str, str] | None = None, *, groups: Iterable[str] | None = None, periods: bool = True
    ) -> Flows:
        """Counts added up: stages to a level or to new names, breakdowns to `groups`, periods on request."""
    def check_balance(self, stocks: Any) -> tuple[Table, Findings]:
        """Stock + inflow - outflow beside the next stock, and what does not fit."""
    @overload
    def transition_matrix(
        self, *, by: None = None, period: Any = None, absorbing: Iterable[str] = (), unknown: _Unknown = "keep", hidden: _Hidden = "refuse"
    ) -> TransitionMatrix:
        """Transition probabilities n_ij / n_i, added over periods and breakdowns."""
    @overload
    def transition_matrix(
        self, *, by: str, period: Any = None, absorbing: Iterable[str] = (), unknown: _Unknown = "keep", hidden: _Hidden = "refuse"
    ) -> dict[str, TransitionMatrix]:
        """One for each code of a breakdown."""
    def ratio_matrix(self, stocks: Any, *, steps: _Steps = (), estimator: _Estimator = "pooled") -> RatioMatrix:
        """How many arrive for everyone who was there: flows of a period over stocks."""
    def destination_rate(self, destinations: str | Iterable[str] = "training", *, by: _Names = None) -> Table:
        """The share of persons who went to the named stages, of all including unknown ones, with the unknown share beside it."""
    def sankey(self) -> Sankey:
        """The flows as a Sankey diagram, added over periods and breakdowns, a panel for each source."""
    def _filter(self, keep: NDArray[np.bool_]) -> Flows: ...
    def _rollup(self, stages: Mapping[str, str], groups: list[str] | None, periods: bool) -> Flows: ...
    def _on_level(self, level: str) -> dict[str, str]: ...
    def _check_balance(self, stocks: Table) -> tuple[Table, Findings]: ...
    def _repr_html_(self) -> str: ...

class TransitionMatrix:
    """Probabilities from every state to the states and to named exits."""

    @property
    def states(self) -> list[str]: ...
    @property
    def exits(self) -> list[str]: ...
    @property
    def method(self) -> str:
        """How it was made, in words."""
    @property
    def transient(self) -> _Floats:
        """Q as an array."""
    @property
    def exit(self) -> _Floats:
        """R as an array."""
    def __len__(self) -> int: ...
    @staticmethod
    def from_matrix(
        transient: ArrayLike | Any,
        exit: ArrayLike | Any = None,
        states: Iterable[str] | None = None,
        absorbing: Iterable[str] | None = None,
        *,
        normalise: bool = False,
        as_given: bool = False,
        rest: str = "",
        tolerance: float = 1e-9,
    ) -> TransitionMatrix:
        """Probabilities as NumPy or SciPy matrices; rows must add up to 1."""
    def table(self, *, confidence: float = 0.95) -> Table:
        """origin, destination, value; for estimates count, base, standard errors, Jeffreys' mean and interval."""
    def to_numpy(self) -> _Floats:
        """The square matrix over states and then exits; an exit leads to itself."""
    def to_scipy(self) -> Any:
        """The same as a SciPy CSR matrix."""
    def absorption_probabilities(self, *, threads: int = 0, progress: _Progress = None) -> Table:
        """How likely each exit is from each state: state, exit, value."""
    def expected_time(self, *, given: str | None = None, within: _Names = None, threads: int = 0, progress: _Progress = None) -> Table:
        """The mean number of periods until an exit: state, value, status."""
    def time_variance(self, *, given: str | None = None, threads: int = 0, progress: _Progress = None) -> Table:
        """The variance of the number of periods until an exit: state, value, status."""
    def visits(self, to: _Names = None, *, threads: int = 0, progress: _Progress = None) -> Table:
        """Visits from each state: mean, variance, and the chance of coming there or back."""
    def fundamental_matrix(self, *, threads: int = 0, progress: _Progress = None) -> _Floats:
        """N = (I - Q)^-1, for small chains."""
    def conditional(self, exit: str, *, threads: int = 0, progress: _Progress = None) -> TransitionMatrix:
        """The chain of those who leave by this exit."""
    def sensitivities(
        self, start: str, target: str | None = None, *, compensating: str, all: bool = False, threads: int = 0, progress: _Progress = None
    ) -> Table:
        """What one more unit of each probability does to an exit's chance or to the expected time."""
    def closed_classes(self) -> list[list[str]]:
        """Sets of states that lead only to each other, without a way to an exit."""
    def _repr_html_(self) -> str: ...

class RatioMatrix:
    """Net ratios between successive stocks; they may exceed 1, so the methods of absorbing chains raise TypeError."""

    @property
    def states(self) -> list[str]: ...
    @property
    def method(self) -> str:
        """How it was made, in words."""
    def table(self) -> Table:
        """origin, destination, value, numerator, denominator, pairs, status, flags, method."""
    def to_numpy(self) -> _Floats: ...
    def to_scipy(self) -> Any: ...
    def absorption_probabilities(self, *args: Any, **options: Any) -> NoReturn: ...
    def expected_time(self, *args: Any, **options: Any) -> NoReturn: ...
    def time_variance(self, *args: Any, **options: Any) -> NoReturn: ...
    def visits(self, *args: Any, **options: Any) -> NoReturn: ...
    def fundamental_matrix(self, *args: Any, **options: Any) -> NoReturn: ...
    def sensitivities(self, *args: Any, **options: Any) -> NoReturn: ...
    def conditional(self, *args: Any, **options: Any) -> NoReturn: ...
    def closed_classes(self, *args: Any, **options: Any) -> NoReturn: ...

class ReconstructedCohort:
    """What becomes of a cohort if these rates hold for all of it."""

    @property
    def grades(self) -> Table:
        """grade, survival, pupil_years, dropouts, status, flags."""
    @property
    def size(self) -> float: ...
    @property
    def graduates(self) -> float: ...
    @property
    def dropouts(self) -> float: ...
    @property
    def pupil_years(self) -> float: ...
    @property
    def years_per_graduate(self) -> float | None:
        """Pupil-years / graduates; None when nobody graduates."""
    @property
    def efficiency(self) -> float | None:
        """Graduates x grades / pupil-years, a part of 1; None when nobody graduates."""
    @property
    def max_repeats(self) -> int | None:
        """Repeats allowed on the whole way, None for no limit."""
    @property
    def status(self) -> str: ...
    @property
    def flags(self) -> str:
        """out_of_range: some dropout is negative."""

def known_stages() -> list[Stage]:
    """The stages of the catalogue in the order of the chain."""
