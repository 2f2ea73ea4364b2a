"""Transition probabilities from stocks."""

from collections.abc import Callable
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from .flows import TransitionMatrix
from .table import Table

_Floats = NDArray[np.float64]

class StockEstimate:
    """Transition probabilities from stocks, and what the stocks can say about them."""

    @property
    def status(
        self,
    ) -> Literal["identified", "identified_with_prior", "partially_identified", "unidentified", "infeasible"]: ...
    @property
    def origins(self) -> list[str]: ...
    @property
    def destinations(self) -> list[str]: ...
    @property
    def known(self) -> NDArray[np.bool_]:
        """True where the entry is the same in every best fit, as structural zeros are."""
    @property
    def allowed(self) -> NDArray[np.bool_]:
        """False for structural zeros."""
    @property
    def lower(self) -> _Floats | None:
        """Lower ends of the profile intervals, None unless asked for."""
    @property
    def upper(self) -> _Floats | None: ...
    @property
    def flows(self) -> _Floats | None:
        """Persons, where a prior was brought to two dates, else None."""
    @property
    def singular_values(self) -> list[float]:
        """Of the origin stocks as shares, dates x origins."""
    @property
    def condition_number(self) -> float:
        """Largest over smallest singular value; infinite when the rank is short."""
    @property
    def system_condition(self) -> float:
        """The same of all equations and row sums over the allowed entries."""
    @property
    def rank(self) -> int:
        """Of the origin stocks; full: as many as origins."""
    @property
    def free_entries(self) -> int:
        """Unknowns, less one for each row."""
    @property
    def equations(self) -> int:
        """Transitions times destinations, less one for each date."""
    @property
    def solved_entries(self) -> int:
        """Free entries that the equations settle."""
    @property
    def objective(self) -> float:
        """Weighted sum of squared residuals, in shares; twice the value that quadprog reports."""
    @property
    def residual(self) -> float:
        """Largest difference of a share."""
    @property
    def iterations(self) -> int: ...
    @property
    def skipped(self) -> list[str]:
        """Pairs of dates with a gap between them, which are not used."""
    @property
    def message(self) -> str:
        """What is not identified and why; empty when all is."""
    def transition_matrix(self) -> TransitionMatrix:
        """The rates as a matrix for absorbing chains; refused when some rate is not known."""
    def to_table(self) -> Table:
        """origin, destination, probability (null where not known), lower, upper, status."""
    @property
    def probabilities(self) -> Any:
        """Origins x destinations; a masked array where entries are not known."""

def _transitions_from_stocks(
    count: _Floats,
    states: list[str],
    dates: list[str],
    entries: list[float],
    exits: list[float],
    entry: str,
    exit: str,
    apart: list[int],
    allowed: _Floats | None,
    prior: _Floats | None,
    ridge: float,
    weights: str,
    interval: float | None,
    progress: Callable[[float], object] | None,
) -> StockEstimate: ...
def _update_transitions(
    count: _Floats,
    states: list[str],
    dates: list[str],
    entries: list[float],
    exits: list[float],
    entry: str,
    exit: str,
    apart: list[int],
    prior: _Floats,
    progress: Callable[[float], object] | None,
) -> StockEstimate: ...
