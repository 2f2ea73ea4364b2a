"""Evaluates the catalogue's own formulas over the files, by brute force and with exact rationals.

Reads catalogue/*.toml and the pivot files into one dictionary of facts, then walks each formula. Slow, no arrays.
`python evaluate.py FOLDER` checks every row of golden_report.csv and prints what differs.
"""
from __future__ import annotations

import csv
import re
import sys
import tomllib
from fractions import Fraction
from pathlib import Path

from pivot import number, read_pivot

CATALOGUE = Path(__file__).parents[2] / "catalogue"
TOKEN = re.compile(r"\s*(\d+(?:\.\d+)?|[a-z_]\w*(?:\[[^\]]*\])?(?:@(?:year_end|previous_year_end|[-+]\d+))?|[-+*/^(),])")


class Missing(Exception):
    """No figure for a reference."""


def age_bounds(code: str) -> tuple[int, int]:
    if code.endswith("+"):
        return int(code[:-1]), 10**6
    if code.startswith("-"):
        return -(10**6), int(code[1:]) + 1
    first, _, last = code.partition("-")
    return int(first), int(last or first) + 1


def age_code(label: str, variable: str) -> str:
    if label == "Insgesamt":
        return "total"
    if found := re.fullmatch(r"unter (\d+) Jahre?", label):
        last = int(found[1]) - 1
        return f"-{last}" if variable == "births" else f"0-{last}" if last else "0"
    if found := re.fullmatch(r"(\d+) Jahre und mehr", label):
        return f"{found[1]}+"
    first, last = map(int, re.fullmatch(r"(\d+) bis unter (\d+) Jahre", label).groups())
    return f"{first}-{last - 1}" if last - 1 > first else str(first)


def parse_reference(text: str):
    name, body, rule = re.fullmatch(r"(\w+)(?:\[([^\]]*)\])?(?:@(.+))?", text).groups()
    filters = dict(part.replace(" ", "").split("=") for part in body.split(",")) if body else {}
    return name, filters, rule


def load_facts(folder: Path) -> dict:
    """variable -> {(period, region): {frozenset of (axis, code) without totals: Fraction}}; later editions win."""
    tables = {}
    for path in (CATALOGUE / "tables").glob("*.toml"):
        for table in tomllib.loads(path.read_text("utf-8"))["table"]:
            tables[table["id"]] = table
    facts: dict = {}
    for path in sorted(folder.glob("*.csv"), key=lambda p: "_00" not in p.name):
        if not path.read_bytes().startswith(b"GENESIS-Tabelle:"):
            continue
        pivot = read_pivot(path)
        table = tables.get(re.sub(r"^(\d{5}-\d\d-\d\d)-\d$", r"\1", pivot.table))
        if table is None or pivot.table.endswith("-5"):
            continue
        cells = [parse_reference(column["cell"]) for column in table["column"]]
        for row in pivot.rows:
            for i, cell in enumerate(row.cells):
                variable, filters, _ = cells[i % len(cells)]
                value = number(cell)
                if value is None:
                    continue
                key = dict(filters)
                if "rows" in table:
                    members = table["rows"].get("members")
                    key[table["rows"]["axis"]] = members[row.label] if members else age_code(row.label, variable)
                period = pivot.column_dates[i] if pivot.column_dates else row.date
                place = facts.setdefault(variable, {}).setdefault((period, row.region), {})
                place[frozenset((a, c) for a, c in key.items() if c != "total")] = value
    return facts


def tiles(place: dict, wanted: str, others: frozenset) -> Fraction:
    """Sum of disjoint age groups that cover the wanted range exactly."""
    start, stop = age_bounds(wanted)
    groups = {}
    for key, value in place.items():
        ages = [code for axis, code in key if axis == "age"]
        if ages and key - {("age", ages[0])} == others:
            groups.setdefault(age_bounds(ages[0])[0], []).append((age_bounds(ages[0])[1], value))
    total, at = Fraction(0), start
    while at < stop:
        fitting = [group for group in groups.get(at, []) if group[0] <= stop]
        if not fitting:
            raise Missing
        at, value = max(fitting)
        total += value
    return total


class Evaluator:
    def __init__(self, facts: dict):
        self.facts = facts
        self.axes = {name: {axis for place in places.values() for key in place for axis, _ in key} for name, places in facts.items()}

    def lookup(self, reference: str, region: str, period: str, extra: dict) -> Fraction:
        variable, filters, rule = parse_reference(reference)
        key = {**{a: c for a, c in extra.items() if a in self.axes[variable]}, **filters}
        key = frozenset((a, c) for a, c in key.items() if c != "total")
        place = self.facts[variable].get((self.period(period, rule), region))
        if place is None:
            raise Missing
        return self.cell(place, key)

    def cell(self, place: dict, key: frozenset) -> Fraction:
        if key in place:
            return place[key]
        for axis, code in key:
            rest = key - {(axis, code)}
            if axis == "age":
                return tiles(place, code, rest)
            if (axis, code) == ("sex", "male"):
                return self.cell(place, rest) - self.cell(place, rest | {("sex", "female")})
        raise Missing

    @staticmethod
    def period(period: str, rule: str | None) -> str:
        year = int(period[:4])
        if rule is None:
            return period
        if rule == "year_end":
            return f"{year}-12-31"
        if rule == "previous_year_end":
            return f"{year - 1}-12-31"
        return f"{year + int(rule):04d}{period[4:]}"

    def evaluate(self, formula: str, region: str, period: str, extra: dict):
        tokens = TOKEN.findall(formula)
        if "".join(tokens).replace(" ", "") != formula.replace(" ", ""):
            raise ValueError(formula)
        value, rest = self.sum(tokens, region, period, extra)
        if rest:
            raise ValueError(rest)
        return value

    def sum(self, tokens, *where):
        value, tokens = self.product(tokens, *where)
        while tokens and tokens[0] in "+-":
            other, rest = self.product(tokens[1:], *where)
            value, tokens = (value + other if tokens[0] == "+" else value - other), rest
        return value, tokens

    def product(self, tokens, *where):
        value, tokens = self.power(tokens, *where)
        while tokens and tokens[0] in "*/":
            other, rest = self.power(tokens[1:], *where)
            value, tokens = (value * other if tokens[0] == "*" else value / other), rest
        return value, tokens

    def power(self, tokens, *where):
        value, tokens = self.atom(tokens, *where)
        if tokens and tokens[0] == "^":
            other, tokens = self.atom(tokens[1:], *where)
            value = Fraction(float(value) ** float(other))
        return value, tokens

    def atom(self, tokens, *where):
        head = tokens[0]
        if head == "(":
            value, rest = self.sum(tokens[1:], *where)
            return value, rest[1:]
        if head == "mean":
            first, rest = self.sum(tokens[2:], *where)
            second, rest = self.sum(rest[1:], *where)
            return (first + second) / 2, rest[1:]
        if head[0].isdigit():
            return Fraction(head), tokens[1:]
        return self.lookup(head, *where), tokens[1:]


def main(folder: str) -> int:
    evaluator = Evaluator(load_facts(Path(folder)))
    formulas = {i["id"]: i["formula"] for path in sorted(CATALOGUE.glob("indicators/*.toml")) for i in tomllib.loads(path.read_text("utf-8")).get("indicator", []) if "formula" in i}
    wrong = rows = 0
    for row in csv.DictReader(Path(__file__).with_name("golden_report.csv").open(encoding="utf-8")):
        name, breakdown = row["indicator"], row["breakdown"]
        if name == "ladder":
            continue
        fixed = {"B.change_pp", "B.group_gap", "B.relative_risk_index", "B.gpi"}
        extra = {} if name in fixed else dict(part.strip().split("=") for part in breakdown.split(",") if part)
        expected = Fraction(row["value"]) if "/" in row["value"] else float(row["value"])
        value = evaluator.evaluate(formulas.get(name, name), row["region"], row["period"], extra)
        rows += 1
        if value != expected and abs(float(value) - float(expected)) > 1e-9:
            wrong += 1
            print(name, breakdown, row["region"], row["period"], float(expected), float(value))
    print(f"{rows} rows, {wrong} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
