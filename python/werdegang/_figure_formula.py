"""Formulas of printed figures, in exact fractions: values, and the bounds that the rounding of the inputs allows."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

from werdegang._core import InvalidArgument
from werdegang._printed import Figure

Tree = tuple[Any, ...]
Span = tuple[Fraction, Fraction]

_PRECISE = Context(prec=50)
_MOST_CORNERS = 10
_LARGEST_EXPONENT = 200


class NoValue(Exception):
    """A formula without a result; the code and the name say why."""

    def __init__(self, code: str, name: str = "") -> None:
        super().__init__(code)
        self.code, self.name = code, name


def decimal_of(value: Fraction) -> Decimal:
    return _PRECISE.divide(Decimal(value.numerator), Decimal(value.denominator))


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if abs(exponent) > _LARGEST_EXPONENT:
        raise InvalidArgument(f"exponent {float(exponent):g} in a formula: expected -{_LARGEST_EXPONENT} to {_LARGEST_EXPONENT}")
    if base == 0 and exponent < 0:
        raise NoValue("empty_denominator")
    if exponent.denominator == 1:
        return base ** int(exponent)
    if base < 0:
        raise NoValue("negative_root")
    if base == 0:
        return Fraction(0)
    return Fraction(_PRECISE.power(decimal_of(base), decimal_of(exponent)))


def _divide(left: Fraction, right: Fraction) -> Fraction:
    if right == 0:
        raise NoValue("empty_denominator")
    return left / right


def _ln(value: Fraction) -> Fraction:
    if value <= 0:
        raise NoValue("no_logarithm")
    return Fraction(_PRECISE.ln(decimal_of(value)))


_OPERATIONS: dict[str, Callable[..., Fraction]] = {
    "add": lambda left, right: left + right,
    "subtract": lambda left, right: left - right,
    "multiply": lambda left, right: left * right,
    "divide": _divide,
    "power": _power,
    "negate": lambda value: -value,
    "mean": lambda *values: sum(values, Fraction(0)) / len(values),
    "min": min,
    "max": max,
    "abs": abs,
    "ln": _ln,
    "sqrt": lambda value: _power(value, Fraction(1, 2)),
}


def figures_of(tree: Tree) -> Iterator[str]:
    """The names of the figures, as often as they occur, from left to right."""
    if tree[0] == "figure":
        yield tree[1]
    elif tree[0] != "number":
        for part in tree[1:]:
            yield from figures_of(part)


def over_parts(function: str, parts: list[Tree]) -> Tree:
    """sum_over(a1, a2, a3) and its like, written out; each part is a tuple of the function's arguments."""
    if function == "quotient_sum":
        return over_parts("sum", [(("divide", *part),) for part in parts])
    terms = [part[0] for part in parts]
    if function in ("sum", "product"):
        total = terms[0]
        for term in terms[1:]:
            total = ("add" if function == "sum" else "multiply", total, term)
        return total
    return (function, *terms)


def evaluate(tree: Tree, values: Mapping[str, Fraction]) -> Fraction:
    """The exact result; raises NoValue where a denominator is 0."""
    if tree[0] == "number":
        return Fraction(Decimal(repr(tree[1])))
    if tree[0] == "figure":
        return values[tree[1]]
    return _OPERATIONS[tree[0]](*(evaluate(part, values) for part in tree[1:]))


def _span(tree: Tree, spans: Mapping[str, Span]) -> Span:
    """Bounds by interval arithmetic: exact when every inexact figure occurs once, else possibly wider."""
    if tree[0] == "number":
        value = Fraction(Decimal(repr(tree[1])))
        return value, value
    if tree[0] == "figure":
        return spans[tree[1]]
    parts = [_span(part, spans) for part in tree[1:]]
    if tree[0] == "divide" and parts[1][0] <= 0 <= parts[1][1]:
        raise NoValue("empty_denominator")
    if tree[0] == "power" and parts[0][0] < 0 < parts[0][1]:
        parts.append((Fraction(0), Fraction(0)))
        low, high = (_OPERATIONS["power"](bound, parts[1][0]) for bound in parts[0])
        return min(low, high, Fraction(0)), max(low, high)
    if tree[0] == "abs" and parts[0][0] < 0 < parts[0][1]:
        return Fraction(0), max(-parts[0][0], parts[0][1])
    corners = [_OPERATIONS[tree[0]](*corner) for corner in itertools.product(*parts)]
    return min(corners), max(corners)


def _degrees(tree: Tree, name: str) -> tuple[int, int]:
    """Degrees of numerator and denominator of the formula as a fraction in one figure; 9 where it is none."""
    if tree[0] == "number":
        return 0, 0
    if tree[0] == "figure":
        return int(tree[1] == name), 0
    parts = [_degrees(part, name) for part in tree[1:]]
    if tree[0] in ("add", "subtract", "mean"):
        below = sum(part[1] for part in parts)
        return max(part[0] + below - part[1] for part in parts), below
    if tree[0] == "multiply":
        return parts[0][0] + parts[1][0], parts[0][1] + parts[1][1]
    if tree[0] == "divide":
        return parts[0][0] + parts[1][1], parts[0][1] + parts[1][0]
    if tree[0] == "negate":
        return parts[0]
    return (0, 0) if all(part == (0, 0) for part in parts) else (9, 9)


def bounds(tree: Tree, figures: Mapping[str, Figure]) -> Span:
    """The lowest and the highest result that the rounding of the figures allows.

    Exact where every rounded figure occurs once, and where the formula is a quotient in which each occurs in the first
    power, such as `a / (a + b)`: there the extremes lie at the ends of the figures. Else possibly wider, never narrower.
    """
    spans = {name: (figure.lower, figure.upper) for name, figure in figures.items()}
    often = [name for name, count in Counter(figures_of(tree)).items() if count > 1 and figures[name].to]
    if not often or len(often) > _MOST_CORNERS or any(max(_degrees(tree, name)) > 1 for name in often):
        return _span(tree, spans)
    _span(tree, spans)  # no value when a denominator can become 0 between the ends
    found = [_span(tree, {**spans, **{name: (end, end) for name, end in zip(often, ends, strict=True)}}) for ends in itertools.product(*(spans[name] for name in often))]
    return min(low for low, _ in found), max(high for _, high in found)

