"""Indicators in polars, lazily and all at once; `compute_plan` says which cells make up every figure."""

from __future__ import annotations

from statistics import NormalDist
from typing import Any

import polars as pl
from compute_formula import quotient
from compute_plan import STATUSES, Figure, Indicator, Plans

KEYS = ["region", "frame", "part"]
COMPUTED, EMPTY, MEANINGLESS, MISSING, NOT_EXISTING = (STATUSES[name] for name in ("computed", "empty_denominator", "not_meaningful", "missing", "not_existing"))
LOWEST = min(STATUSES.values())
STATUS = pl.Series(sorted(STATUSES, key=STATUSES.__getitem__), dtype=pl.Enum(sorted(STATUSES, key=STATUSES.__getitem__)))
Z = NormalDist().inv_cdf(0.975)


class Prepared:
    """The small tables of the plans as frames."""

    def __init__(self, plans: Plans) -> None:
        self.plans = plans
        self.ids = pl.Enum([indicator.id for indicator in plans.indicators])
        self.ways = [split(self.cell_frame(cells)) for cells in plans.cells]
        self.times = [self.time_frame(figure) for figure in plans.figures]
        states = [(region, region[:2]) for region in plans.states]
        self.states = pl.DataFrame(states, schema={"region": pl.Categorical, "place": pl.Categorical}, orient="row")

    def cell_frame(self, cells: Any) -> pl.DataFrame:
        texts = ["source", *cells.axes]
        numbers = {"part": pl.UInt16, "rank": pl.Int16, "sign": pl.Int8, "cells": pl.Int16, "partial": pl.Boolean, "complement": pl.Boolean}
        return pl.DataFrame(cells.rows, schema={**dict.fromkeys(texts, pl.Categorical), **numbers}, infer_schema_length=None)

    def time_frame(self, figure: Figure) -> pl.DataFrame:
        schema = {"source": pl.Categorical, "period": pl.Categorical, "frame": pl.UInt16, "lag": pl.Int16}
        return pl.DataFrame(figure.times, schema=schema)


def split(ways: pl.DataFrame) -> list[pl.DataFrame]:
    """Figures that are one cell of the table, and those that are sums."""
    single = (pl.col("cells") == 1) & ~pl.col("partial")
    return [part for part in (ways.filter(single), ways.filter(~single)) if part.height] or [ways]


def resolved(facts: pl.LazyFrame, ways: pl.DataFrame, axes: list[str]) -> pl.LazyFrame:
    """One row for every region, period, part and way; `derived` where cells were added."""
    met = facts.join(ways.lazy(), on=["source", *axes], nulls_equal=True)
    keys = ["region", "period", "source", "part", "rank"]
    if ways["cells"].max() == 1 and not ways["partial"].any():
        return met.select(*keys, "value", "status", derived=pl.lit(False), partial=pl.lit(False))
    whole = (pl.col("there") == pl.col("cells")) & ~pl.col("partial")
    return (
        met.group_by(keys)
        .agg(
            (pl.col("value") * pl.col("sign")).sum(),
            pl.col("status").max().clip(COMPUTED),
            pl.col("cells", "partial", "complement").first(),
            there=pl.len(),
        )
        .filter(whole | ~pl.col("complement"))
        .select(*keys, "value", status=pl.when(whole).then("status").otherwise(pl.lit(NOT_EXISTING, pl.Int8)), derived=pl.lit(True), partial=~whole)
    )


def figure(cells: pl.LazyFrame, figure: Figure, times: pl.DataFrame) -> pl.LazyFrame:
    """The figures in the periods of the indicator, from the newest table that knows them."""
    met = cells.join(times.lazy(), on=["source", "period"])
    if figure.unique:
        return met.select(*KEYS, "value", "status")
    hidden = pl.col("status").is_in([STATUSES["unknown_or_secret"], STATUSES["suppressed"]]) & ~pl.col("derived")
    known = pl.col("status") <= COMPUTED
    # Hidden by the office: what the others add up to does not replace it.
    standing = pl.when(known & ~pl.col("derived")).then(0).when(hidden).then(1).when(known).then(2).when("partial").then(4)
    standing = standing.when("derived").then(6).when(pl.col("status") == MISSING).then(5).otherwise(3)
    order = pl.col("lag") * 10_000 + standing.cast(pl.Int16) * 1000 + pl.col("rank")
    return met.with_columns(order=order).group_by(KEYS).agg(pl.col("value", "status").min_by("order"))


class Arithmetic:
    """A formula as expressions for value and status, over columns v0, s0, v1, s1, ..."""

    def __init__(self, node: Any) -> None:
        getattr(self, {"number": "number", "figure": "figure", "neg": "negate", "call": "call"}.get(node[0], "operation"))(node)

    def number(self, node: Any) -> None:
        self.value, self.status = pl.lit(node[1]), pl.lit(COMPUTED, pl.Int8)

    def figure(self, node: Any) -> None:
        self.value, self.status = pl.col(f"v{node[1]}"), pl.col(f"s{node[1]}")

    def negate(self, node: Any) -> None:
        inner = Arithmetic(node[1])
        self.value, self.status = -inner.value, inner.status

    def operation(self, node: Any) -> None:
        left, right = Arithmetic(node[1]), Arithmetic(node[2])
        status = pl.max_horizontal(left.status, right.status, pl.lit(COMPUTED, pl.Int8))
        sign = node[0]
        if sign == "/":
            empty = (status == COMPUTED) & (right.value == 0)
            self.value, self.status = left.value / right.value, pl.when(empty).then(pl.lit(EMPTY, pl.Int8)).otherwise(status)
        elif sign == "^":
            self.value = left.value.pow(right.value)
            odd = (status == COMPUTED) & ~self.value.is_finite()
            self.status = pl.when(odd).then(pl.lit(MEANINGLESS, pl.Int8)).otherwise(status)
        else:
            self.value = left.value + right.value if sign == "+" else left.value - right.value if sign == "-" else left.value * right.value
            self.status = status

    def call(self, node: Any) -> None:
        inner = [Arithmetic(child) for child in node[2]]
        values = [child.value for child in inner]
        self.status = pl.max_horizontal(*(child.status for child in inner), pl.lit(COMPUTED, pl.Int8))
        if node[1] == "entropy":
            total = sum(values[1:], values[0])
            shares = [value / total for value in values]
            self.value = -sum((pl.when(share > 0).then(share * share.log()).otherwise(0.0) for share in shares[1:]), pl.when(shares[0] > 0).then(shares[0] * shares[0].log()).otherwise(0.0))
            odd = pl.any_horizontal(*(value < 0 for value in values))
            reason = pl.when(odd).then(pl.lit(MEANINGLESS, pl.Int8)).when(total == 0).then(pl.lit(EMPTY, pl.Int8)).otherwise(pl.lit(COMPUTED, pl.Int8))
            self.status = pl.when(self.status == COMPUTED).then(reason).otherwise(self.status)
        else:
            made = {"mean": pl.mean_horizontal, "min": pl.min_horizontal, "max": pl.max_horizontal, "sum": pl.sum_horizontal}
            self.value = made[node[1]](*values)


def wilson(x: pl.Expr, n: pl.Expr, scale: float) -> tuple[pl.Expr, pl.Expr]:
    centre, root = x + Z * Z / 2, Z * (x * ((n - x) / n) + Z * Z / 4).sqrt()
    return scale * (x * (x / n) / (centre + root)), scale * ((centre + root) / (n + Z * Z)).clip(upper_bound=1)


def row_columns(plan: Indicator) -> list[pl.Expr]:
    """Value, numerator, denominator, bounds, status."""
    whole = Arithmetic(plan.formula.tree)
    broken = pl.col("broken") & (whole.status <= COMPUTED) if plan.broken else pl.lit(False)
    status = pl.when(broken).then(pl.lit(MEANINGLESS, pl.Int8)).otherwise(whole.status)
    known = status <= COMPUTED
    top, bottom, scale = quotient(plan.formula.tree)
    sides = [pl.lit(None, pl.Float64)] * 2
    if top:
        sides = [pl.when(side.status <= COMPUTED).then(side.value) for side in (Arithmetic(top), Arithmetic(bottom))]
    bounds = [pl.lit(None, pl.Float64)] * 2
    if plan.interval:
        x, n = Arithmetic(top).value, Arithmetic(bottom).value
        bounds = [pl.when(known & (n > 0) & (x >= 0) & (x <= n)).then(bound) for bound in wilson(x, n, scale)]
    named = zip(("numerator", "denominator", "lower", "upper"), [*sides, *bounds], strict=True)
    gathered = pl.lit(STATUS).gather((status - LOWEST).cast(pl.UInt32))
    return [pl.when(known).then(whole.value).alias("value"), *(column.alias(name) for name, column in named), gathered.alias("status")]


def indicator(plan: Indicator, figures: list[pl.LazyFrame], prepared: Prepared) -> pl.LazyFrame:
    anchors = plan.formula.anchors
    own = [figures[plan.figures[at]] for at in anchors]
    rows = own[0].rename({"value": f"v{anchors[0]}", "status": f"s{anchors[0]}"})
    if len(own) > 1:
        rows = pl.concat([frame.select(KEYS) for frame in own]).unique()
    rows = rows.rename({"part": "combination"})
    if any(reference.place == "state" for reference in plan.formula.references):
        rows = rows.join(prepared.states.lazy(), on="region", how="left")
    for at, reference in enumerate(plan.formula.references):
        if len(own) == 1 and at == anchors[0]:
            continue
        part = pl.lit(pl.Series(plan.parts[at], dtype=pl.UInt16)).gather(pl.col("combination"))
        right = figures[plan.figures[at]].rename({"value": f"v{at}", "status": f"s{at}"})
        place = "place" if reference.place == "state" else "region"
        rows = rows.with_columns(part=part).join(right, left_on=[place, "frame", "part"], right_on=KEYS, how="left")
        rows = rows.with_columns(pl.col(f"s{at}").fill_null(MISSING))
    if plan.broken:
        broken = pl.DataFrame(plan.broken, schema={"region": pl.Categorical, "frame": pl.UInt16}, orient="row").with_columns(broken=pl.lit(True))
        rows = rows.join(broken.lazy(), on=["region", "frame"], how="left").with_columns(pl.col("broken").fill_null(False))
    codes = {axis: list(column) for axis, column in zip(plan.axes, zip(*plan.combinations, strict=True), strict=True)}
    axes = [
        pl.lit(pl.Series(codes[axis], dtype=pl.Categorical)).gather(pl.col("combination")).alias(axis) if axis in codes else pl.lit(None, pl.Categorical).alias(axis)
        for axis in prepared.plans.result_axes
    ]
    period = pl.lit(pl.Series(plan.frame, dtype=pl.Categorical)).gather(pl.col("frame"))
    return rows.select(pl.lit(plan.id, prepared.ids).alias("indicator"), "region", period.alias("period"), *axes, *row_columns(plan))


def compute(long: pl.DataFrame, prepared: Prepared) -> pl.DataFrame:
    plans = prepared.plans
    status = pl.col("status").replace_strict(STATUSES, return_dtype=pl.Int8)
    used = {cells.variable for cells in plans.cells}
    facts = {variable: long.lazy().filter(pl.col("variable") == variable).with_columns(status) for variable in used}
    cells = [
        pl.concat([resolved(facts[item.variable], part, item.axes) for part in ways])
        for item, ways in zip(plans.cells, prepared.ways, strict=True)
    ]
    figures = [figure(cells[item.cells], item, times) for item, times in zip(plans.figures, prepared.times, strict=True)]
    return pl.concat(pl.collect_all([indicator(plan, figures, prepared) for plan in plans.indicators]))
