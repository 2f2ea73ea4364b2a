"""Formulas of the catalogue as trees of tuples, for the peers of bench_compute."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[a-z_][\w.]*)|(?P<sign>[-+*/^(),\[\]]))")
RULE = re.compile(r"@(year_end|previous_year_end|state|country|[-+]\d+)")
HELD = re.compile(r"\s*(\w+)\s*=\s*([^,\]]+)")
OVER = re.compile(r"\s*over\s+(\w+)(?:=([^\s)]+))?")


@dataclass(frozen=True)
class Reference:
    """`population[age=0-2, sex=female]@previous_year_end`"""

    variable: str
    held: tuple[tuple[str, tuple[str, ...]], ...] = ()
    rule: str = "same"
    years: int = 0
    place: str = "own"

    def codes(self, axis: str) -> tuple[str, ...] | None:
        return dict(self.held).get(axis)

    def holding(self, axis: str, code: str) -> Reference:
        return self if self.codes(axis) else Reference(self.variable, (*self.held, (axis, (code,))), self.rule, self.years, self.place)

    @property
    def plain(self) -> bool:
        return self.rule == "same" and not self.years and self.place == "own"


@dataclass
class Formula:
    """Nodes are ("number", x), ("figure", position in references), (operator, left, right), ("neg", a) or ("call", name, arguments)."""

    text: str
    references: list[Reference] = field(default_factory=list)
    tree: Any = None
    position: int = 0
    expanded: list[list[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.tree = self.sum()

    def peek(self) -> str:
        found = TOKEN.match(self.text, self.position)
        return found[0].strip() if found else ""

    def take(self) -> str:
        found = TOKEN.match(self.text, self.position)
        self.position = found.end()
        return found[0].strip()

    def chain(self, signs: str, part: Any) -> Any:
        node = part()
        while self.peek() and self.peek() in signs:
            node = (self.take(), node, part())
        return node

    def sum(self) -> Any:
        return self.chain("+-", self.product)

    def product(self) -> Any:
        return self.chain("*/", self.power)

    def power(self) -> Any:
        node = self.atom()
        return (self.take(), node, self.atom()) if self.peek() == "^" else node

    def atom(self) -> Any:
        token = self.take()
        if token == "-":
            return ("neg", self.atom())
        if token == "(":
            node = self.sum()
            self.take()
            return node
        if token[0].isdigit():
            return ("number", float(token))
        return self.call(token) if self.peek() == "(" else ("figure", self.reference(token))

    def reference(self, variable: str) -> int:
        held, rule, years, place = (), "same", 0, "own"
        if self.text.startswith("[", self.position):
            end = self.text.index("]", self.position)
            held = tuple((axis, tuple(codes.strip().split("|"))) for axis, codes in HELD.findall(self.text[self.position + 1 : end]))
            self.position = end + 1
        while found := RULE.match(self.text, self.position):
            self.position = found.end()
            word = found[1]
            if word in ("state", "country"):
                place = word
            elif word.endswith("year_end"):
                rule = word
            else:
                years = int(word)
        self.references.append(Reference(variable, held, rule, years, place))
        return len(self.references) - 1

    def call(self, name: str) -> Any:
        """A call over named parts is written out: its arguments once for every part."""
        self.take()
        first = len(self.references)
        arguments = [self.sum()]
        while self.peek() == ",":
            self.take()
            arguments.append(self.sum())
        over = OVER.match(self.text, self.position)
        self.position = self.text.index(")", over.end() if over else self.position) + 1
        if not over:
            return ("call", name, arguments)
        if not over[2] or len(arguments) > 1:
            return ("nothing",)
        own = self.references[first:]
        del self.references[first:]
        parts = []
        for code in over[2].split("|"):
            parts.append(moved(arguments[0], len(self.references) - first))
            self.references += [reference.holding(over[1], code) for reference in own]
        self.expanded += [list(range(first + at, len(self.references), len(own))) for at in range(len(own))]
        return ("call", name, parts)

    @property
    def anchors(self) -> list[int]:
        """The first plain figure, and the other parts of it where it was written out."""
        first = next((at for at, reference in enumerate(self.references) if reference.plain), 0)
        return next((group for group in self.expanded if first in group), [first])


def moved(node: Any, by: int) -> Any:
    """The same tree with its figures further down the list."""
    if node[0] == "figure":
        return ("figure", node[1] + by)
    if node[0] == "call":
        return (*node[:2], [moved(child, by) for child in node[2]])
    return tuple(moved(child, by) if isinstance(child, tuple) else child for child in node)


def quotient(tree: Any) -> tuple[Any, Any, float]:
    """Numerator, denominator and scale of a quotient; None where it is none."""
    scale = 1.0

    def without_scale(node: Any) -> Any:
        nonlocal scale
        for number, other in ((1, 2), (2, 1)) if node[0] == "*" else ():
            if node[number][0] == "number":
                scale *= node[number][1]
                return node[other]
        return node

    root = without_scale(tree)
    if root[0] != "/":
        return None, None, 1.0
    return without_scale(root[1]), root[2], scale
