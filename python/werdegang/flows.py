"""Flows between stages: reading them, adding up, and what a person may ask of them."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from werdegang import _core
from werdegang._arguments import expect_name, expect_steps
from werdegang._core import Findings, Flows, InvalidArgument, RatioMatrix, Stage, Table, TransitionMatrix, UnknownName
from werdegang.frames import column, to_table
from werdegang.observations import texts


def flows_in(value: Any, place: str) -> Flows:
    """The value when it is flows; otherwise a TypeError that says where."""
    if not isinstance(value, Flows):
        raise TypeError(f"{place} takes Flows (from Flows.from_frame or a landscape), not {type(value).__name__}")
    return value


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
    """Flows from a dataframe, an Arrow table or a dict of columns: one row a transition.

    The arguments name the columns; period, lower, upper and status are used where the frame has columns of these names.
    All other columns are breakdowns unless `groups` lists them. Counts are numbers or official signs ("-" nil, "." unknown
    or secret, "*" suppressed, "/" unreliable): a hidden count stays hidden, with the interval [lower, upper] where it is
    given, and is never zero. An empty stage becomes "unknown". Rows of totals are left out and compared. `source` fills
    a breakdown of that name, so that own surveys stand beside official figures.
    """
    names = {"period": period, "lower": lower, "upper": upper, "status": status}
    for name, value in {"origin": origin, "destination": destination, "count": count, **names}.items():
        if value is not None and not isinstance(value, str):
            raise TypeError(f"{name}={value!r} in Flows.from_frame: expected the name of a column")
    return _core._flows_from(
        to_table(frame, "flows"), origin, destination, count, *(value or "" for value in names.values()),
        None if groups is None else texts(groups), source,
    )


def concat(parts: Iterable[Flows]) -> Flows:
    """The rows and findings of several flows in one; the same transition twice is refused."""
    if isinstance(parts, Flows) or not isinstance(parts, Iterable):
        raise TypeError(f"Flows.concat takes a list of Flows, not {type(parts).__name__}")
    return _core._concat_flows([flows_in(part, f"Flows.concat, place {place},") for place, part in enumerate(parts)])


def filter_flows(flows: Flows, **conditions: Any) -> Flows:
    """The rows in which every named column (origin, destination, period, a breakdown) has the value, or one of the values, given.

    >>> f.filter(period="2014", sex=["male", "female"])   # doctest: +SKIP
    """
    known = {"origin", "destination", "period", *flows.groups}
    for name in conditions:
        if name not in known:
            raise UnknownName(f"unknown column '{name}' in Flows.filter: expected one of {', '.join(sorted(known))}")
    table = flows.table()
    if "period" in conditions and "period" not in table.column_names:
        raise InvalidArgument(f"period={conditions['period']!r} in Flows.filter: expected flows with periods")
    return flows._filter(_kept(table, conditions))


def _kept(table: Table, conditions: Mapping[str, Any]) -> np.ndarray:
    keep = np.ones(len(table), dtype=bool)
    for name, wanted in conditions.items():
        choices = {None if choice is None else str(choice) for choice in ([wanted] if wanted is None else _several(wanted))}
        keep &= np.array([value in choices for value in column(table, name)], dtype=bool)
    return keep


def _several(wanted: Any) -> list[Any]:
    return [wanted] if isinstance(wanted, str) or not isinstance(wanted, Iterable) else list(wanted)


def rollup(
    flows: Flows, level: str | Mapping[str, str] | None = None, *, groups: Iterable[str] | None = None, periods: bool = True
) -> Flows:
    """Counts added up: stages to a level ("stage", "sector" or a dict of new names), breakdowns to `groups`, periods on request.

    A sum with a hidden part is hidden, and its interval is the sum of the parts' intervals.
    """
    if level is None:
        stages: dict[str, str] = {}
    elif isinstance(level, str):
        stages = flows._on_level(level)
    else:
        stages = {str(name): str(new) for name, new in level.items()}
        unknown = sorted(set(stages) - set(flows.stages))
        if unknown:
            raise UnknownName(f"unknown stage '{unknown[0]}' in Flows.rollup: expected one of {', '.join(flows.stages)}")
    return flows._rollup(stages, None if groups is None else texts(groups), periods)


def check_balance(flows: Flows, stocks: Any) -> tuple[Table, Findings]:
    """Stock + inflow - outflow beside the next stock, for `stocks` with the columns stage, period, count; and what does not fit."""
    return flows._check_balance(to_table(stocks, "stocks"))


def transition_matrix(
    flows: Flows,
    *,
    by: str | None = None,
    period: Any = None,
    absorbing: Iterable[str] = (),
    unknown: str = "keep",
    hidden: str = "refuse",
) -> TransitionMatrix | dict[str, TransitionMatrix]:
    """Transition probabilities n_ij / n_i (maximum likelihood), added over periods and breakdowns; with `by` a dict of them.

    Exits are the stages of kind exit, "unknown", stages that nobody leaves, and `absorbing`. Unknown destinations stay an exit
    of their own, or (`unknown="distribute"`) follow the known ones. Hidden counts are refused unless `hidden` says which
    value of their interval to take: "lower", "middle" or "upper". `table()` of the result has standard errors and
    Jeffreys' intervals.
    """
    expect_name(unknown, "unknown", "transition_matrix", optional=False)
    expect_name(hidden, "hidden", "transition_matrix", optional=False)
    chosen = flows if period is None else filter_flows(flows, period=period)
    if by is None:
        return _core._estimate_transitions(chosen, texts(absorbing), unknown, hidden)
    if by not in ("period", *flows.groups):
        raise UnknownName(f"unknown breakdown '{by}' in transition_matrix: expected one of {', '.join(['period', *flows.groups])}")
    codes = [code for code in dict.fromkeys(column(chosen.table(), by).tolist()) if code is not None]
    return {code: _core._estimate_transitions(filter_flows(chosen, **{by: code}), texts(absorbing), unknown, hidden) for code in codes}


def ratio_of_flows(flows: Flows, stocks: Any, *, steps: Iterable[tuple[str, str]] = (), estimator: str = "pooled") -> RatioMatrix:
    """How many arrive for everyone who was there: flows of a period over `stocks` (columns stage, period, count)."""
    return _core._ratio_of_flows(flows, to_table(stocks, "stocks"), expect_steps(steps), estimator)


def ratio_matrix(stocks: Any, *, steps: Iterable[tuple[str, str]] = (), estimator: str = "pooled") -> RatioMatrix:
    """Net ratios between successive stocks (columns stage, period, count): stock(t + 1, destination) / stock(t, origin).

    Everything in between is netted (movers, repeaters, changes of school), so a ratio may exceed 1: it is no probability.
    `steps` are pairs of stages, by default every stage and the next one; `estimator` is "pooled" (sum over sum), "mean",
    "median" or "last". Years that are missing are skipped.
    """
    return _core._ratio_matrix(to_table(stocks, "stocks"), expect_steps(steps), estimator)


def destination_rate(flows: Flows, destinations: str | Iterable[str] = "training", *, by: str | Iterable[str] | None = None) -> Table:
    """The share of persons who went to the named stages, of all persons including unknown ones, with the unknown share beside it.

    `destinations` are stages; their parts count as well (company_training is a part of training). `by` keeps
    breakdowns, "origin" and "period" apart. Columns: the ones named in `by`, value, lower, upper and unknown_share in
    percent, numerator, denominator, unknown, status. Where hidden counts matter there is a range and no value.
    """
    return _core._destination_rate(flows, texts(destinations), texts(by))


def _periods(flows: Flows) -> str:
    """The first and the last period, or the only one."""
    ends = dict.fromkeys((flows.periods[0], flows.periods[-1])) if flows.periods else ()
    return " to ".join(ends)


def _summary(flows: Flows) -> list[tuple[str, str]]:
    table = flows.table()
    values = column(table, "count")
    known = values.compressed() if hasattr(values, "compressed") else values
    hidden = len(table) - len(known)
    found = flows.findings
    return [
        ("transitions", f"{len(flows):,}"),
        ("persons", f"{known.sum():,.6g}" if known.sum() < 1e5 else f"{known.sum():,.0f}"),
        ("hidden counts", f"{hidden:,}"),
        ("stages", f"{len(flows.stages)}"),
        ("periods", _periods(flows) or "not given"),
        ("breakdowns", ", ".join(flows.groups) or "none"),
        ("findings", ", ".join(f"{found.count(severity)} {severity}" for severity in ("error", "warning", "info"))),
    ]


def _repr(flows: Flows) -> str:
    parts = {name: value for name, value in _summary(flows)}
    text = f"Flows: {parts['transitions']} transitions between {parts['stages']} stages, {parts['persons']} persons"
    if parts["hidden counts"] != "0":
        text += f", {parts['hidden counts']} hidden count" + ("s" if parts["hidden counts"] != "1" else "")
    return text + (f", {_periods(flows)}" if flows.periods else "")


def _repr_html(flows: Flows) -> str:
    rows = "".join(f'<tr><th scope="row">{name}</th><td>{html.escape(value)}</td></tr>' for name, value in _summary(flows))
    return f'<table class="werdegang"><caption>Flows</caption><tbody>{rows}</tbody></table>'


Flows.from_frame = staticmethod(from_frame)
Flows.concat = staticmethod(concat)
Flows.filter = filter_flows
Flows.rollup = rollup
Flows.check_balance = check_balance
Flows.transition_matrix = transition_matrix
Flows.ratio_matrix = ratio_of_flows
Flows.destination_rate = destination_rate
Flows.__repr__ = _repr
Flows._repr_html_ = _repr_html

__all__ = ["Flows", "Stage", "ratio_matrix"]
