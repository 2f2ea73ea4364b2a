"""Indicators in duckdb: one statement with a common table expression for every figure; `compute_plan` says which cells make it up."""

from __future__ import annotations

from statistics import NormalDist
from typing import Any

import duckdb
import pyarrow as pa
from compute_formula import quotient
from compute_plan import STATUSES, Figure, Indicator, Plans

COMPUTED, EMPTY, MEANINGLESS, MISSING, NOT_EXISTING = (STATUSES[name] for name in ("computed", "empty_denominator", "not_meaningful", "missing", "not_existing"))
HIDDEN = f"({STATUSES['unknown_or_secret']}, {STATUSES['suppressed']})"
Z = repr(NormalDist().inv_cdf(0.975))


class Database:
    """The long table and the small tables of the plans, in memory, before anything is timed."""

    def __init__(self, long: pa.Table, plans: Plans) -> None:
        self.plans, self.connection = plans, duckdb.connect()
        self.load("long", long)
        self.load("statuses", pa.table({"name": list(STATUSES), "code": pa.array(STATUSES.values(), pa.int8())}))
        self.load("states", pa.table({"region": plans.states, "place": [region[:2] for region in plans.states]}))
        for at, cells in enumerate(plans.cells):
            columns = ["source", *cells.axes, "part", "rank", "sign", "cells", "partial", "complement"]
            self.load(f"ways{at}", pa.table({name: column(name, [row.get(name) for row in cells.rows]) for name in columns}))
        for at, figure in enumerate(plans.figures):
            self.load(f"times{at}", pa.table({name: column(name, [row[name] for row in figure.times]) for name in ("source", "period", "frame", "lag")}))
        for at, plan in enumerate(plans.indicators):
            self.load_indicator(at, plan)
        self.statement = statement(plans)

    def load(self, name: str, table: pa.Table) -> None:
        self.connection.register("given", table)
        self.connection.execute(f"create table {name} as select * from given")
        self.connection.unregister("given")

    def load_indicator(self, at: int, plan: Indicator) -> None:
        """Codes and parts of every combination, periods, and where a break lies between."""
        rows = {"combination": range(len(plan.combinations))}
        codes = {axis: [codes[k] for codes in plan.combinations] for k, axis in enumerate(plan.axes)}
        parts = {f"p{k}": values for k, values in enumerate(plan.parts)}
        self.load(f"combinations{at}", pa.table({**{name: pa.array(values, pa.int32()) for name, values in (rows | parts).items()}, **codes}))
        self.load(f"frame{at}", pa.table({"frame": pa.array(range(len(plan.frame)), pa.int32()), "period": plan.frame}))
        if plan.broken:
            self.load(f"broken{at}", pa.table({"region": [region for region, _ in plan.broken], "frame": pa.array([frame for _, frame in plan.broken], pa.int32())}))

    def compute(self) -> pa.Table:
        return self.connection.sql(self.statement).to_arrow_table()


def column(name: str, values: list[Any]) -> pa.Array:
    types = {"partial": pa.bool_(), "complement": pa.bool_()} | dict.fromkeys(("part", "rank", "sign", "cells", "frame", "lag"), pa.int32())
    return pa.array(values, types.get(name, pa.string()))


def statement(plans: Plans) -> str:
    tables = ["facts as materialized (select long.* replace (code as status) from long join statuses on status = name)"]
    tables += [cells_table(at, plans) for at in range(len(plans.cells))]
    tables += [figure_table(at, figure) for at, figure in enumerate(plans.figures)]
    rows = [indicator(at, plan, plans.result_axes) for at, plan in enumerate(plans.indicators)]
    union = "\nunion all\n".join(rows)
    return f"with {','.join(tables)}\nselect computed.* replace (name as status) from ({union}) computed join statuses on computed.status = code"


def cells_table(at: int, plans: Plans) -> str:
    """One row for every region, period, part and way; `derived` where cells were added."""
    cells = plans.cells[at]
    by_source: dict[str, list[str]] = {}
    for cube in plans.cubes[cells.variable]:
        by_source.setdefault(cube.source, list(cube.codes))
    met = [
        f"""select region, period, facts.source, part, rank, cells, partial, complement, value, sign, status from facts join ways{at} w on facts.source = w.source
        {"".join(f" and facts.{axis} = w.{axis}" for axis in axes)} where facts.variable = '{cells.variable}' and facts.source = '{source}'"""
        for source, axes in by_source.items()
        if any(row["source"] == source for row in cells.rows)
    ]
    met = met or [f"select region, period, facts.source, part, rank, cells, partial, complement, value, sign, status from facts join ways{at} w on false"]
    single = all(row["cells"] == 1 and not row["partial"] for row in cells.rows)
    source = " union all ".join(met)
    if single:
        return f"cells{at} as materialized (select region, period, source, part, rank, value, status, false derived, false partial from ({source}))"
    return f"""cells{at} as materialized (
        select region, period, source, part, rank, value, status, false derived, false partial from ({source}) where cells = 1 and not partial
        union all
        select region, period, source, part, rank, sum, case when whole then status else {NOT_EXISTING} end, true, not whole
        from (select region, period, source, part, rank, sum(value * sign) sum, greatest(max(status), {COMPUTED}) status,
            count(*) = any_value(cells) and not any_value(partial) whole, any_value(complement) complement
            from ({source}) where cells > 1 or partial group by all)
        where whole or not complement)"""


def figure_table(at: int, figure: Figure) -> str:
    """The figures in the periods of the indicator, from the newest table that knows them."""
    met = f"from cells{figure.cells} c join times{at} t on c.source = t.source and c.period = t.period"
    if figure.unique:
        return f"figure{at} as materialized (select region, frame, part, value, status {met})"
    # Hidden by the office: what the others add up to does not replace it.
    standing = f"""case when status <= {COMPUTED} and not derived then 0 when status in {HIDDEN} and not derived then 1 when status <= {COMPUTED} then 2
        when partial then 4 when derived then 6 when status = {MISSING} then 5 else 3 end"""
    return f"""figure{at} as materialized (
        select region, frame, part, best.value, best.status
        from (select region, frame, part, arg_min({{'value': value, 'status': status}}, lag * 10000 + {standing} * 1000 + rank) best {met} group by all))"""


class Arithmetic:
    """A formula as SQL for value and status, over columns v0, s0, v1, s1, ..."""

    def __init__(self, node: Any) -> None:
        getattr(self, {"number": "number", "figure": "figure", "neg": "negate", "call": "call"}.get(node[0], "operation"))(node)

    def number(self, node: Any) -> None:
        self.value, self.status = f"{node[1]!r}::double", str(COMPUTED)

    def figure(self, node: Any) -> None:
        self.value, self.status = f"v{node[1]}", f"s{node[1]}"

    def negate(self, node: Any) -> None:
        inner = Arithmetic(node[1])
        self.value, self.status = f"(-{inner.value})", inner.status

    def operation(self, node: Any) -> None:
        left, right = Arithmetic(node[1]), Arithmetic(node[2])
        self.status = f"greatest({left.status}, {right.status}, {COMPUTED})"
        if node[0] == "/":
            self.value = f"({left.value} / nullif({right.value}, 0))"
            self.status = f"(case when {self.status} = {COMPUTED} and {right.value} = 0 then {EMPTY} else {self.status} end)"
        elif node[0] == "^":
            safe = f"({left.value} < 0 and {right.value} <> floor({right.value})) or ({left.value} = 0 and {right.value} < 0)"
            self.value = f"(case when {safe} then null else pow({left.value}, {right.value}) end)"
            self.status = f"(case when {self.status} = {COMPUTED} and ({safe}) then {MEANINGLESS} else {self.status} end)"
        else:
            self.value = f"({left.value} {node[0]} {right.value})"

    def call(self, node: Any) -> None:
        inner = [Arithmetic(child) for child in node[2]]
        values = [child.value for child in inner]
        status = f"greatest({', '.join(child.status for child in inner)}, {COMPUTED})"
        if node[1] == "entropy":
            total = f"({' + '.join(values)})"
            shares = [f"(case when {value} > 0 then -{value} / {total} * ln({value} / {total}) else 0 end)" for value in values]
            odd = " or ".join(f"{value} < 0" for value in values)
            self.value = f"(case when {odd} then null else {' + '.join(shares)} end)"
            self.status = f"(case when {status} <> {COMPUTED} then {status} when {odd} then {MEANINGLESS} when {total} = 0 then {EMPTY} else {COMPUTED} end)"
            return
        made = {"mean": f"(({' + '.join(values)}) / {len(values)})", "sum": f"({' + '.join(values)})"}
        self.value = made.get(node[1]) or {'min': 'least', 'max': 'greatest'}[node[1]] + f"({', '.join(values)})"
        self.status = status


def bounds(x: str, n: str, scale: float, known: str) -> list[str]:
    centre, root = f"({x} + {Z} * {Z} / 2)", f"({Z} * sqrt({x} * (({n} - {x}) / {n}) + {Z} * {Z} / 4))"
    sound = f"{known} and {n} > 0 and {x} >= 0 and {x} <= {n}"
    ends = (f"{x} * ({x} / {n}) / ({centre} + {root})", f"least(1, ({centre} + {root}) / ({n} + {Z} * {Z}))")
    return [f"case when {sound} then {scale!r}::double * {end} end" for end in ends]


def indicator(at: int, plan: Indicator, axes: list[str]) -> str:
    """Rows of the anchor, with the other figures beside them."""
    anchors = plan.formula.anchors
    own = [f"figure{plan.figures[k]}" for k in anchors]
    if len(own) == 1:
        rows, columns = own[0], [f"a.value v{anchors[0]}", f"a.status s{anchors[0]}"]
    else:
        rows, columns = f"({' union '.join(f'select region, frame, part from {name}' for name in own)})", []
    joins = [f"from {rows} a join combinations{at} c on a.part = c.combination join frame{at} f on a.frame = f.frame"]
    if any(reference.place == "state" for reference in plan.formula.references):
        joins.append("left join states on a.region = states.region")
    for k, reference in enumerate(plan.formula.references):
        if f"a.value v{k}" in columns:
            continue
        place = "states.place" if reference.place == "state" else "a.region"
        joins.append(f"left join figure{plan.figures[k]} r{k} on r{k}.region = {place} and r{k}.frame = a.frame and r{k}.part = c.p{k}")
        columns += [f"r{k}.value v{k}", f"coalesce(r{k}.status, {MISSING}) s{k}"]
    broken = "false"
    if plan.broken:
        joins.append(f"left join broken{at} b on b.region = a.region and b.frame = a.frame")
        broken = "b.frame is not null"
    codes = [f"c.{axis}" if axis in plan.axes else f"null::varchar {axis}" for axis in axes]
    inner = f"select a.region, f.period, {''.join(code + ', ' for code in codes)}{', '.join(columns)}, {broken} broken {' '.join(joins)}"
    whole = Arithmetic(plan.formula.tree)
    top, bottom, scale = quotient(plan.formula.tree)
    sides, ends = ["null::double"] * 2, ["null::double"] * 2
    known = f"({whole.status} <= {COMPUTED} and not broken)"
    if top:
        parts = [Arithmetic(top), Arithmetic(bottom)]
        sides = [f"case when {part.status} <= {COMPUTED} then {part.value} end" for part in parts]
    if plan.interval:
        ends = bounds(parts[0].value, parts[1].value, scale, known)
    status = f"case when broken and {whole.status} <= {COMPUTED} then {MEANINGLESS} else {whole.status} end"
    named = zip(("numerator", "denominator", "lower", "upper"), [*sides, *ends], strict=True)
    shown = [f"case when {known} then {whole.value} end as value", *(f"{text} as {name}" for name, text in named), f"{status} as status"]
    return f"select '{plan.id}' as indicator, region, period, {''.join(axis + ', ' for axis in axes)}{', '.join(shown)} from ({inner})"
