"""Tables fitted to margins, and fractions made whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from werdegang import _core
from werdegang._arguments import expect_number, expect_threads, expect_whole
from werdegang._core import BalanceReport, InvalidArgument, Shortage
from werdegang.frames import to_table


@dataclass(frozen=True, eq=False)
class Balance:
    """A fitted table and how the fit went; `table` is of the seed's kind."""

    table: Any
    report: BalanceReport

    @property
    def status(self) -> str:
        """converged, infeasible (no table with these zeros has these margins) or not_converged."""
        return self.report.status

    @property
    def converged(self) -> bool:
        return self.report.status == "converged"

    @property
    def iterations(self) -> int:
        return self.report.iterations

    @property
    def residual(self) -> float:
        """Largest difference between a line and its total, in the table's unit."""
        return self.report.residual

    @property
    def margin_errors(self) -> list[float]:
        """The same for each margin, in their order."""
        return self.report.margin_errors

    @property
    def shortage(self) -> Shortage | None:
        """With infeasible: the lines that cannot be filled, and why."""
        return self.report.shortage

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Balance):
            return NotImplemented
        return self.report == other.report and _same(self.table, other.table)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        text = f"Balance({self.status} after {self.iterations} iterations, residual {self.residual:.3g})"
        return f"{text}: {self.shortage.message}" if self.shortage else text


def _same(left: Any, right: Any) -> bool:
    """Tables of one kind with the same numbers."""
    if isinstance(left, np.ndarray) and isinstance(right, np.ndarray):
        return np.array_equal(left, right)
    if _is_sparse(left) and _is_sparse(right):
        return left.shape == right.shape and (left != right).nnz == 0
    return type(left) is type(right) and bool(left == right)


def _numbers(values: Any, name: str) -> np.ndarray:
    """Numbers as doubles; what is none is named."""
    if isinstance(values, np.ma.MaskedArray):
        values = values.astype(np.float64).filled(np.nan) if values.dtype.kind in "fiub" else values.data
    try:
        array = np.asarray(values)
    except ValueError:
        raise InvalidArgument(f"{name} with rows of different length: expected as many numbers in each") from None
    try:
        if array.dtype.kind not in "fiubO":
            raise TypeError
        array = np.asarray(array, dtype=np.float64)
    except (TypeError, ValueError):
        what = repr(values) if isinstance(values, str) else f"of type {array.dtype}"
        raise TypeError(f"{name} {what}: expected numbers") from None
    return np.asarray(array, dtype=np.float64, order="C")


def _axis(axis: Any, rank: int, names: Sequence[str] | None) -> int:
    if isinstance(axis, str):
        if names is None or axis not in names:
            raise _core.UnknownName(f"unknown axis '{axis}'" + (f"; the axes are {', '.join(names)}" if names else ": give `axes` their names"))
        return list(names).index(axis)
    if isinstance(axis, bool) or not isinstance(axis, (int, np.integer)):
        raise TypeError(f"{axis!r} is no axis: expected a number or a name")
    if not -rank <= axis < rank:
        raise InvalidArgument(f"axis = {axis} in balance: expected {-rank} to {rank - 1}")
    return int(axis) % rank


def _pairs(margins: Any, rank: int) -> list[tuple[Any, Any]]:
    if isinstance(margins, Mapping):
        return list(margins.items())
    if isinstance(margins, str) or not isinstance(margins, Iterable):
        raise TypeError(f"margins={margins!r} in balance: expected the totals of each axis in a list, or a mapping from axes to totals")
    listed = list(margins)
    if len(listed) != rank:
        raise InvalidArgument(f"{len(listed)} margins in balance: expected {rank}, one for each axis, or a mapping from axes to totals")
    return list(enumerate(listed))


def _margins(margins: Any, shape: tuple[int, ...], names: Sequence[str] | None) -> list[tuple[list[int], np.ndarray]]:
    """(axes, totals), the totals in the shape of their axes."""
    result = []
    for key, totals in _pairs(margins, len(shape)):
        axes = [_axis(axis, len(shape), names) for axis in (key if isinstance(key, tuple) else (key,))]
        array = _numbers(totals, f"totals over {key!r}")
        expected = tuple(shape[axis] for axis in axes)
        if array.shape != expected:
            raise InvalidArgument(f"totals of shape {array.shape} over {key!r} in balance: expected {expected}")
        result.append((axes, array.ravel()))
    return result


def _is_sparse(seed: Any) -> bool:
    return hasattr(seed, "tocsr") and hasattr(seed, "shape")


def _balance_sparse(seed: Any, margins: Any, options: tuple) -> Balance:
    matrix = seed.tocsr().copy()
    matrix.sum_duplicates()
    matrix.sort_indices()
    pairs = {axes[0]: totals for axes, totals in _margins(margins, matrix.shape, None) if len(axes) == 1}
    if set(pairs) != {0, 1}:
        raise InvalidArgument("a sparse seed in balance: expected row totals and column totals")
    data, report = _core._balance_sparse(*matrix.shape, matrix.indptr, matrix.indices, _numbers(matrix.data, "seed"), pairs[0], pairs[1], *options)
    matrix = matrix.astype(np.float64)
    matrix.data = data
    return Balance(matrix, report)


def _balance_frame(seed: Any, margins: Any, value: str, options: tuple) -> Balance:
    if isinstance(margins, str) or not isinstance(margins, Iterable) and not _is_frame(margins):
        raise TypeError(f"margins={margins!r} in balance: expected frames with some of the seed's columns and '{value}'")
    listed = [margins] if _is_frame(margins) else list(margins)
    if not all(_is_frame(margin) for margin in listed):
        raise TypeError("margins without names of columns beside a frame as seed: expected frames, or an array as seed, such as frame.to_numpy()")
    tables = [to_table(margin, f"margin {number}") for number, margin in enumerate(listed)]
    return Balance(*_core._balance_table(to_table(seed, "seed"), tables, value, *options))


def _is_frame(value: Any) -> bool:
    """Something with columns that have names."""
    return isinstance(value, (Mapping, _core.Table)) or hasattr(value, "__arrow_c_stream__") or hasattr(value, "columns")


def balance(
    seed: Any,
    margins: Any,
    *,
    axes: Sequence[str] | None = None,
    value: str = "count",
    tolerance: float = 1e-10,
    max_iterations: int = 10_000,
    rescale: bool = False,
    threads: int = 0,
    progress: Callable[[float], object] | None = None,
) -> Balance:
    """Fit a table to its margins by iterative proportional fitting (RAS).

    `seed` is an array of any number of axes or a SciPy sparse matrix; `margins` is a list with the totals of each axis,
    or a mapping from an axis, or a tuple of axes, to totals of that shape: `{0: rows, (1, 2): table}`. With `axes` the
    axes have names. A frame as seed has its axes in columns and the numbers in the column `value`; each margin is then
    a frame with some of the axes and `value`, and combinations that the seed does not have are zeros. Zeros stay zero, odds ratios of the seed are kept, and the result is the table closest to the seed
    in relative entropy. Stops when no line differs from its total by more than `tolerance` times the largest total.

    Margins of different totals are refused unless `rescale` brings them all to the first one's. Where no table with
    these zeros has these margins, `status` is infeasible and `shortage` names the rows and columns in conflict.
    """
    expect_number(tolerance, "tolerance", "balance")
    expect_whole(max_iterations, "max_iterations", "balance")
    expect_threads(threads)
    options = (tolerance, max_iterations, rescale, threads, progress)
    if _is_sparse(seed):
        return _balance_sparse(seed, margins, options)
    if _is_frame(seed):
        return _balance_frame(seed, margins, value, options)
    table = _numbers(seed, "seed")
    if table.ndim == 0:
        raise InvalidArgument("a single number as seed in balance: expected a table of one axis or more")
    if axes is not None and len(axes) != table.ndim:
        raise InvalidArgument(f"{len(axes)} names of axes in balance: expected {table.ndim}")
    if axes is not None and len(set(axes)) != len(axes):
        raise InvalidArgument(f"axes={list(axes)!r} in balance: expected each name once")
    values, report = _core._balance_dense(table, _margins(margins, table.shape, axes), *options)
    return Balance(values.reshape(table.shape), report)


@dataclass(frozen=True, eq=False)
class Integerised:
    """Whole numbers and their root mean square difference from the fractions."""

    values: np.ndarray
    rmse: float

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Integerised):
            return NotImplemented
        return self.rmse == other.rmse and _same(self.values, other.values)

    __hash__ = None  # type: ignore[assignment]


def integerise(values: Any, total: int | None = None, *, keep_margins: bool = False) -> Integerised:
    """Whole numbers with the sum kept, each the floor or the ceiling of its fraction.

    By largest remainder: `values` are scaled to `total` (without it they must add to a whole number), and of equal
    remainders the lowest index wins. With `keep_margins`, for a table of two axes: every row sum, every column sum and
    the grand total is the floor or ceiling of its own as well, so that whole margins stay exactly, and the sum of
    squared differences is the least possible.
    """
    array = _numbers(values, "values")
    if not keep_margins:
        if total is not None:
            expect_whole(total, "total", "integerise")
        whole, rmse = _core._integerise(array.ravel(), total)
        return Integerised(whole.reshape(array.shape), rmse)
    if total is not None:
        raise InvalidArgument("total and keep_margins in integerise: expected one of them; scale the table first")
    if array.ndim != 2:
        raise InvalidArgument(f"a table of {array.ndim} axes in integerise with keep_margins: expected 2")
    whole, rmse = _core._round_controlled(array, None)
    return Integerised(whole.reshape(array.shape), rmse)
