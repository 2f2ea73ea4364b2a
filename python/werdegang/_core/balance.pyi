"""Fits to margins and whole numbers."""

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .table import Table

_Floats = NDArray[np.float64]
_Integers = NDArray[np.int64]

class Shortage:
    """Why two margins cannot both hold.

    `lines` of one need more than the `crossing` lines of the other may hold, and their open cells lie nowhere else.
    """

    @property
    def margin(self) -> int:
        """Position of the margin whose lines are short."""
    @property
    def crossing_margin(self) -> int: ...
    @property
    def lines(self) -> list[int]:
        """Row-major positions in the margin."""
    @property
    def crossing(self) -> list[int]:
        """Row-major positions in the crossing margin."""
    @property
    def needed(self) -> float: ...
    @property
    def available(self) -> float: ...
    @property
    def message(self) -> str:
        """The same as a sentence."""

class BalanceReport:
    """How a fit to margins went."""

    @property
    def status(self) -> Literal["converged", "infeasible", "not_converged"]:
        """converged, infeasible (no table with these zeros has these margins) or not_converged."""
    @property
    def iterations(self) -> int: ...
    @property
    def residual(self) -> float:
        """Largest difference between a line and its total."""
    @property
    def margin_errors(self) -> list[float]:
        """The same for each margin."""
    @property
    def scales(self) -> list[float]:
        """What each margin was multiplied with."""
    @property
    def emptied(self) -> int:
        """Open cells of the seed that are 0 in every table with these margins."""
    @property
    def shortage(self) -> Shortage | None:
        """With infeasible: the lines that cannot be filled."""

def _balance_dense(
    seed: _Floats,
    margins: list[tuple[list[int], _Floats]],
    tolerance: float,
    max_iterations: int,
    rescale: bool,
    threads: int,
    progress: Callable[[float], object] | None,
) -> tuple[_Floats, BalanceReport]: ...
def _balance_sparse(
    rows: int,
    columns: int,
    start: _Integers,
    target: _Integers,
    value: _Floats,
    row_totals: _Floats,
    column_totals: _Floats,
    tolerance: float,
    max_iterations: int,
    rescale: bool,
    threads: int,
    progress: Callable[[float], object] | None,
) -> tuple[_Floats, BalanceReport]: ...
def _balance_table(
    seed: Table,
    margins: list[Table],
    value: str,
    tolerance: float,
    max_iterations: int,
    rescale: bool,
    threads: int,
    progress: Callable[[float], object] | None,
) -> tuple[Table, BalanceReport]: ...
def _integerise(values: _Floats, total: int | None) -> tuple[_Integers, float]: ...
def _round_controlled(table: _Floats, progress: Callable[[float], object] | None) -> tuple[_Integers, float]: ...
