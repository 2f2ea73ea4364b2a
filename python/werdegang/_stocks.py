"""Transition probabilities when only the stocks at each date are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from werdegang import _core
from werdegang._balance import _numbers
from werdegang._core import InvalidArgument, Period, StockEstimate, UnknownName
from werdegang.frames import column, to_table

ENTRY, EXIT = "entry", "exit"


def _column(columns: Mapping[str, Any], name: str) -> Any:
    if name not in columns:
        raise UnknownName(f"unknown column '{name}'; the columns are {', '.join(columns)}")
    return columns[name]


def _wide(stocks: Any) -> Mapping[str, Any]:
    """A frame with one column for each state."""
    if isinstance(stocks, Mapping):
        return stocks
    table = to_table(stocks, "stocks")
    return {name: column(table, name) for name in table.column_names}


def _days(dates: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """First and last days of dates; what is none is named."""
    periods = []
    for text in dates:
        try:
            periods.append(Period(text))
        except InvalidArgument:
            raise InvalidArgument(f"date '{text}' in the stocks: expected a year such as 2020, a day such as 2020-12-31 or a school year such as 2020/21") from None
    return tuple(np.array([getattr(period, end) for period in periods], dtype="datetime64[D]") for end in ("first_day", "last_day"))


def _in_time(dates: Sequence[str]) -> tuple[np.ndarray, list[int]]:
    """The order of the dates in time, and 1 for each that does not follow the one before it.

    Dates follow each other at the smallest distance that two of them have, give or take half of it."""
    first, last = _days(dates)
    order = np.argsort(first, kind="stable")
    for before, after in zip(order[:-1], order[1:], strict=True):
        if first[after] <= last[before]:
            what = f"date '{dates[after]}' twice" if first[after] == first[before] and last[after] == last[before] else f"dates '{dates[before]}' and '{dates[after]}', which overlap,"
            raise InvalidArgument(f"{what} in the stocks: expected each date once")
    distance = np.diff(first[order]).astype(np.int64)
    return order, [0, *(int(days > 1.5 * distance.min()) for days in distance)][: len(dates)]


def _array_parts(stocks: Any, states: Sequence[str] | None) -> tuple[np.ndarray, list[str]]:
    count = _numbers(stocks, "stocks")
    if count.ndim != 2:
        raise InvalidArgument(f"stocks of {count.ndim} axes: expected 2, dates x states")
    return count, [str(name) for name in states] if states is not None else [str(number) for number in range(count.shape[1])]


def _flow_numbers(flow: Any) -> np.ndarray:
    return np.zeros(0) if flow is None else _numbers(flow, "entries and exits")


def _parted(stocks: Any, states: Sequence[str] | None, date: str | None, flows: Sequence[Any]) -> tuple[np.ndarray, list[str], list[str], list[np.ndarray], list[int]]:
    """Counts (dates x states), names of states and dates, entries and exits, marks of dates apart; in the order of time."""
    if isinstance(stocks, (np.ndarray, list, tuple)):
        if date is not None:
            raise InvalidArgument(f"date={date!r} with stocks as an array: expected a frame with a column of dates, or no date for rows in the order of time")
        count, names = _array_parts(stocks, states)
        return count, names, [f"date {number}" for number in range(count.shape[0])], [_flow_numbers(item) for item in flows], []
    columns = _wide(stocks)
    named = {date, *(item for item in flows if isinstance(item, str))}
    return _frame_parts(columns, states, date, [_column(columns, item) if isinstance(item, str) else item for item in flows], named)


def _frame_parts(columns: Mapping[str, Any], states: Sequence[str] | None, date: str | None, flows: Sequence[Any], named: set) -> tuple[np.ndarray, list[str], list[str], list[np.ndarray], list[int]]:
    taken = {id(item) for item in flows if item is not None}
    names = [str(name) for name in states] if states is not None else [name for name in columns if name not in named and id(columns[name]) not in taken]
    parts = [_numbers(_column(columns, name), name) for name in names]
    dates = [str(item).removesuffix(" 00:00:00") for item in _column(columns, date)] if date is not None else None
    lengths = {name: len(part) for name, part in zip(names, parts, strict=True)} | ({} if dates is None else {date: len(dates)})
    if len(set(lengths.values())) > 1:
        raise InvalidArgument(f"states of different length: expected one number for each date, not {', '.join(f'{name} {length}' for name, length in lengths.items())}")
    count = np.column_stack(parts) if parts else np.zeros((0, 0))
    ends = [_flow_numbers(item) for item in flows]
    if dates is None:
        return count, names, [f"date {number}" for number in range(count.shape[0])], ends, []
    order, apart = _in_time(dates)
    ends = [item[order] if item.shape == order.shape else item for item in ends]
    return count[order], names, [dates[place] for place in order], ends, apart


def _allowed(allowed: Any, origins: Sequence[str], destinations: Sequence[str]) -> np.ndarray | None:
    """A matrix of 0 and 1 from a matrix, or from what each origin can lead to."""
    if allowed is None or isinstance(allowed, np.ndarray):
        return None if allowed is None else _numbers(allowed, "allowed")
    if isinstance(allowed, Mapping):
        pairs: Iterable = [(origin, destination) for origin, targets in allowed.items() for destination in ([targets] if isinstance(targets, str) else targets)]
    else:
        pairs = list(allowed)
        if pairs and not all(isinstance(name, str) for name in pairs[0]):
            return _numbers(pairs, "allowed")
    matrix = np.zeros((len(origins), len(destinations)))
    for pair in pairs:
        for name, known in zip(pair, (origins, destinations), strict=True):
            if name not in known:
                raise UnknownName(f"unknown state '{name}' in allowed; known are {', '.join(known)}")
        matrix[list(origins).index(pair[0]), list(destinations).index(pair[1])] = 1
    return matrix


def _expect_rows(rates: np.ndarray, origins: Sequence[str]) -> None:
    """A prior of probabilities has rows that add to 1; counts of transitions are above 1 somewhere."""
    if rates.ndim != 2 or len(rates) != len(origins) or not np.all((rates >= 0) & (rates <= 1)):
        return
    for origin, total in zip(origins, rates.sum(axis=1), strict=True):
        if abs(total - 1) > 1e-6:
            raise InvalidArgument(f"a sum of {total:g} in the prior's row {origin}: expected 1, or counts of transitions")


def transitions_from_stocks(
    stocks: Any,
    *,
    states: Sequence[str] | None = None,
    date: str | None = None,
    entries: Any = None,
    exits: Any = None,
    allowed: Any = None,
    prior: Any = None,
    ridge: float = 0.0,
    weights: str = "equal",
    interval: float | None = None,
    method: str = "least_squares",
    progress: Callable[[float], object] | None = None,
) -> StockEstimate:
    """Transition probabilities from stocks at successive dates, without knowing who went where.

    `stocks` is an array (dates x states), or a frame with a column for each state and, if named by `date`, one of dates;
    counts or shares. Where totals change, `entries` and `exits` (columns or their names) say who came and went between
    the date before and this one; they become the origin "entry" and the destination "exit". `allowed` rules transitions
    out: a matrix of 0 and 1, or a mapping from each origin to its destinations.

    Rows of a frame with `date` (years, days or school years) may come in any order; a date twice is refused. Where dates are
    missing in between, the pair is no transition: it is not used and stands in `skipped`. Without `date` each row follows the
    one before.

    method="least_squares" is the restricted regression of Lee, Judge & Zellner (1970): rows add to 1, nothing is
    negative. Entries that the stocks do not identify have no value: `status`, `known` and `message` say which and why.
    `ridge` with a `prior` (last known rates) draws towards it and settles them. `weights="inverse_share"` is generalised
    least squares for multinomial counts. `interval=0.95` adds profile intervals.

    method="ras" needs two dates and a prior and returns the smallest change of the prior, in relative entropy, that
    meets both stocks.
    """
    count, names, dates, ends, apart = _parted(stocks, states, date, (entries, exits))
    came, went = (item.tolist() for item in ends)
    origins = names + [ENTRY] * bool(came)
    destinations = names + [EXIT] * bool(went)
    rates = None if prior is None else _numbers(prior, "prior")
    shared = (count, names, dates, came, went, ENTRY, EXIT, apart)
    if method == "ras":
        if rates is None:
            raise InvalidArgument("method='ras' without a prior: expected the last known rates, origins x destinations")
        _expect_rows(rates, origins)
        if allowed is not None:
            rates = np.where(_allowed(allowed, origins, destinations), rates, 0)
        return _core._update_transitions(*shared, rates, progress)
    if method != "least_squares":
        raise InvalidArgument(f"method={method!r} in transitions_from_stocks: expected 'least_squares' or 'ras'")
    return _core._transitions_from_stocks(*shared, _allowed(allowed, origins, destinations), rates, ridge, weights, interval, progress)


def _probabilities(estimate: StockEstimate) -> np.ndarray:
    """Origins x destinations; a masked array where entries are not known."""
    known = estimate.known
    return estimate._probabilities if known.all() else np.ma.masked_array(estimate._probabilities, mask=~known)


def _repr(estimate: StockEstimate) -> str:
    width = max(9, *(len(name) for name in estimate.destinations))
    left = max(len(name) for name in estimate.origins)
    condition = f"condition number {estimate.condition_number:.4g}" if np.isfinite(estimate.condition_number) else f"condition number of the whole system {estimate.system_condition:.4g}"
    lines = [f"StockEstimate({estimate.status}, rank {estimate.rank} of {len(estimate.origins)}, {condition})"]
    if estimate.skipped:
        lines.append(f"not used, dates between are missing: {', '.join(estimate.skipped)}")
    if estimate.message:
        lines.append(estimate.message)
    lines.append(" " * left + "".join(f"  {name:>{width}}" for name in estimate.destinations))
    for origin, row, known, allowed in zip(estimate.origins, estimate._probabilities, estimate.known, estimate.allowed, strict=True):
        cells = [f"{value:.4f}" if sure and may else "." if not may else "?" for value, sure, may in zip(row, known, allowed, strict=True)]
        lines.append(f"{origin:<{left}}" + "".join(f"  {cell:>{width}}" for cell in cells))
    return "\n".join(lines)


StockEstimate.probabilities = property(_probabilities)
StockEstimate.__repr__ = _repr
