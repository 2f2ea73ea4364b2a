"""Transition and ratio matrices in Python: arrays in and out, questions to the absorbing chain, cohorts."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from werdegang import _core
from werdegang._arguments import expect_name, expect_number, expect_numbers, expect_threads, expect_whole
from werdegang._core import InvalidArgument, RatioMatrix, ReconstructedCohort, Table, TransitionMatrix
from werdegang.frames import _require, to_table
from werdegang.observations import texts

SHOWN = 12
LARGEST = 20_000  # states of a matrix that is stored in full


def _sparse(values: Any, place: str) -> tuple[int, int, np.ndarray, np.ndarray, np.ndarray]:
    """A matrix of any kind as compressed rows."""
    if hasattr(values, "tocsr"):
        matrix = values.tocsr()
        matrix.sum_duplicates()
        rows, columns = matrix.shape
        return rows, columns, matrix.indptr.astype(np.int64), matrix.indices.astype(np.int64), matrix.data.astype(np.float64)
    try:
        dense = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise InvalidArgument(f"{place} in TransitionMatrix.from_matrix: expected a matrix of numbers") from error
    if dense.ndim != 2:
        raise InvalidArgument(f"{place} with {dense.ndim} dimensions in TransitionMatrix.from_matrix: expected 2, rows and columns")
    row, column = np.nonzero(dense)
    start = np.searchsorted(row, np.arange(dense.shape[0] + 1)).astype(np.int64)
    return dense.shape[0], dense.shape[1], start, column.astype(np.int64), dense[row, column]


def from_matrix(
    transient: Any,
    exit: Any = None,
    states: Iterable[str] | None = None,
    absorbing: Iterable[str] | None = None,
    *,
    normalise: bool = False,
    as_given: bool = False,
    rest: str = "",
    tolerance: float = 1e-9,
) -> TransitionMatrix:
    """Probabilities as NumPy or SciPy matrices: `transient` (Q) between states, `exit` (R) from states to exits.

    Rows must add up to 1 within `tolerance`. Published matrices often do not: `normalise` divides each row by its sum,
    `as_given` computes with what is there, `rest` names the exit that takes what a row lacks.
    """
    expect_number(tolerance, "tolerance", "TransitionMatrix.from_matrix", least=0)
    if normalise and as_given:
        raise InvalidArgument("normalise=True and as_given=True in TransitionMatrix.from_matrix: expected one of them")
    inner = _sparse(transient, "transient")
    outer = _sparse(exit, "exit") if exit is not None else (inner[0], 0, np.zeros(inner[0] + 1, np.int64), np.zeros(0, np.int64), np.zeros(0))
    names = [str(name) for name in states] if states is not None else [str(i) for i in range(inner[0])]
    exits = [str(name) for name in absorbing] if absorbing is not None else [f"exit_{i}" for i in range(outer[1])]
    rule = "normalise" if normalise else "as_given" if as_given else "exact"
    return _core._transition_matrix(inner, outer, names, exits, rule, rest, tolerance)


def _dense(state: tuple) -> np.ndarray:
    rows, columns, start, target, value = state
    result = np.zeros((rows, columns))
    result[np.repeat(np.arange(rows), np.diff(start)), target] = value
    return result


def to_numpy(matrix: TransitionMatrix | RatioMatrix) -> np.ndarray:
    """The square matrix over states and then exits; an exit leads to itself. Of ratios: over the stages."""
    return _dense(matrix._square())


def to_scipy(matrix: TransitionMatrix | RatioMatrix) -> Any:
    """The same as to_numpy() as a SciPy CSR matrix. Needs the extra `scipy`."""
    _require("scipy", "scipy")
    from scipy.sparse import csr_matrix

    rows, columns, start, target, value = matrix._square()
    return csr_matrix((value, target, start), shape=(rows, columns))


def expected_time(
    matrix: TransitionMatrix,
    *,
    given: str | None = None,
    within: str | Iterable[str] | None = None,
    threads: int = 0,
    progress: Callable[[float], Any] | None = None,
) -> Table:
    """The mean number of periods until an exit, the first one included: state, value, status.

    `given` asks only of those who leave by this exit, `within` counts only the time in these states.
    """
    expect_name(given, "given", "expected_time")
    expect_threads(threads)
    return matrix._expected_time(given or "", texts(within), threads=threads, progress=progress)


def time_variance(
    matrix: TransitionMatrix, *, given: str | None = None, threads: int = 0, progress: Callable[[float], Any] | None = None
) -> Table:
    """The variance of the number of periods until an exit, or of those who leave by the exit `given`: state, value, status."""
    expect_name(given, "given", "time_variance")
    expect_threads(threads)
    return matrix._time_variance(given or "", threads=threads, progress=progress)


def visits(
    matrix: TransitionMatrix,
    to: str | Iterable[str] | None = None,
    *,
    threads: int = 0,
    progress: Callable[[float], Any] | None = None,
) -> Table:
    """How often the states `to` (all by default) are visited from each state: mean, variance, and the chance of coming there or back."""
    expect_threads(threads)
    return matrix._visits(texts(to), threads=threads, progress=progress)


def fundamental_matrix(matrix: TransitionMatrix, *, threads: int = 0, progress: Callable[[float], Any] | None = None) -> np.ndarray:
    """N = (I - Q)^-1 as an array: states x states numbers, for small chains."""
    expect_threads(threads)
    if len(matrix) > LARGEST:
        size = len(matrix) ** 2 * 8 / 1e9
        raise InvalidArgument(f"{len(matrix):,} states in fundamental_matrix, {size:,.0f} GB: expected at most {LARGEST:,}; visits(to=[...]) gives single columns")
    return matrix._fundamental(threads=threads, progress=progress)


def sensitivities(
    matrix: TransitionMatrix,
    start: str,
    target: str | None = None,
    *,
    compensating: str,
    all: bool = False,
    threads: int = 0,
    progress: Callable[[float], Any] | None = None,
) -> Table:
    """What one more unit of each probability does to the chance of the exit `target`, or without it to the expected time, from `start`.

    Rows keep their sum: what a transition gains, the exit `compensating` loses. origin, destination, value, elasticity.
    """
    expect_name(start, "start", "sensitivities", optional=False)
    expect_name(target, "target", "sensitivities")
    expect_name(compensating, "compensating", "sensitivities", optional=False)
    expect_threads(threads)
    return matrix._sensitivities(start, target or "", compensating, all, threads=threads, progress=progress)


_absorption, _conditional = TransitionMatrix.absorption_probabilities, TransitionMatrix.conditional


def absorption_probabilities(matrix: TransitionMatrix, *, threads: int = 0, progress: Callable[[float], Any] | None = None) -> Table:
    """How likely each exit is from each state: state, exit, value."""
    expect_threads(threads)
    return _absorption(matrix, threads=threads, progress=progress)


def conditional(matrix: TransitionMatrix, exit: str, *, threads: int = 0, progress: Callable[[float], Any] | None = None) -> TransitionMatrix:
    """The chain of those who leave by this exit."""
    expect_name(exit, "exit", "conditional", optional=False)
    expect_threads(threads)
    return _conditional(matrix, exit, threads=threads, progress=progress)


def _refuse(name: str) -> Callable[..., Any]:
    def method(self: RatioMatrix, *args: Any, **options: Any) -> Any:
        raise TypeError(f"{name} needs a TransitionMatrix (probabilities with exits); net ratios are none, since they may exceed 1")

    method.__name__ = name
    return method


def flow_rates(grades: Any) -> Table:
    """Promotion, repetition and dropout by grade from successive years (columns grade, period, enrolment, repeaters, graduates).

    Repetition is that of UIS, with last year's pupils as denominator; `repetition_same_year` is the one school statistics
    print. A negative dropout (more moved in than left) is flagged out_of_range and kept.
    """
    return _core._flow_rates(to_table(grades, "grades"))


def reconstructed_cohort(
    rates: Any, *, size: float = 1000, max_repeats: int | None = None, period: Any = None
) -> ReconstructedCohort:
    """What becomes of `size` pupils if these rates hold for all of them: survival, graduates, pupil-years, efficiency.

    `rates` is a table of `flow_rates`, or a dict with promotion and repetition (and grade, dropout) by grade, parts of 1; the
    promotion of the last grade is graduation. Without `max_repeats` pupils repeat as often as the rates say; with it,
    who would need one more repeat on the whole way leaves.
    """
    place = "reconstructed_cohort"
    expect_number(size, "size", place)
    if max_repeats is not None:
        expect_whole(max_repeats, "max_repeats", place, least=0)
    limit = -1 if max_repeats is None else int(max_repeats)
    if isinstance(rates, Table):
        return _core._reconstructed_cohort(*_core._grade_rates(rates, "" if period is None else str(period)), size, limit)
    if not isinstance(rates, Mapping) or not {"promotion", "repetition"} <= set(rates):
        raise InvalidArgument("rates in reconstructed_cohort: expected a table of flow_rates, or a dict with promotion and repetition by grade")
    numbers = {name: expect_numbers(rates.get(name, ()), name, place) for name in ("promotion", "repetition", "dropout")}
    grades = [str(grade) for grade in rates.get("grade", range(1, len(numbers["promotion"]) + 1))]
    return _core._reconstructed_cohort(grades, *numbers.values(), size, limit)


def _matrix_repr(matrix: TransitionMatrix) -> str:
    exits = ", ".join(matrix.exits[:4]) + (", ..." if len(matrix.exits) > 4 else "")
    return f"TransitionMatrix: {len(matrix)} states, exits {exits or 'none'}; {matrix.method}"


def _matrix_html(matrix: TransitionMatrix) -> str:
    names = [*matrix.states, *matrix.exits]
    if len(names) > SHOWN:
        return f"<p>{html.escape(_matrix_repr(matrix))}</p>"
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in names)
    body = "".join(
        f'<tr><th scope="row">{html.escape(name)}</th>' + "".join(f'<td style="text-align:right">{p:.3f}</td>' if p else "<td></td>" for p in row) + "</tr>"
        for name, row in zip(matrix.states, to_numpy(matrix))
    )
    caption = html.escape(f"TransitionMatrix, {matrix.method}")
    return f'<table class="werdegang"><caption>{caption}</caption><thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table>'


def _ratio_repr(matrix: RatioMatrix) -> str:
    return f"RatioMatrix: {len(matrix.states)} stages, {matrix.method}"


def _cohort_repr(cohort: ReconstructedCohort) -> str:
    limit = "any number of repeats" if cohort.max_repeats is None else f"at most {cohort.max_repeats} repeats"
    text = f"ReconstructedCohort: {cohort.graduates:,.1f} of {cohort.size:,.0f} graduate, {limit}"
    return text if cohort.efficiency is None else text + f", {cohort.years_per_graduate:.3f} years per graduate, efficiency {cohort.efficiency:.4f}"


TransitionMatrix.from_matrix = staticmethod(from_matrix)
TransitionMatrix.to_numpy = to_numpy
TransitionMatrix.to_scipy = to_scipy
TransitionMatrix.absorption_probabilities = absorption_probabilities
TransitionMatrix.conditional = conditional
TransitionMatrix.expected_time = expected_time
TransitionMatrix.time_variance = time_variance
TransitionMatrix.visits = visits
TransitionMatrix.fundamental_matrix = fundamental_matrix
TransitionMatrix.sensitivities = sensitivities
TransitionMatrix.transient = property(lambda matrix: _dense(matrix._transient()), doc="Q as an array.")
TransitionMatrix.exit = property(lambda matrix: _dense(matrix._exit()), doc="R as an array.")
TransitionMatrix.__repr__ = _matrix_repr
TransitionMatrix._repr_html_ = _matrix_html
RatioMatrix.to_numpy = to_numpy
RatioMatrix.to_scipy = to_scipy
RatioMatrix.__repr__ = _ratio_repr
for _name in ("absorption_probabilities", "expected_time", "time_variance", "visits", "fundamental_matrix", "sensitivities", "conditional", "closed_classes"):
    setattr(RatioMatrix, _name, _refuse(_name))
ReconstructedCohort.__repr__ = _cohort_repr

__all__ = ["flow_rates", "reconstructed_cohort"]
