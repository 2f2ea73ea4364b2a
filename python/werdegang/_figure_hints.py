"""The common slips that would explain a printed figure that its inputs do not give."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from werdegang import _text
from werdegang._core import InvalidArgument
from werdegang._figure_formula import NoValue, Tree, evaluate, figures_of
from werdegang._printed import decimals_of, round_to

SHOWN = 3
"""Hints for one line at most; the likelier ones come first."""

_MOST_TRIED = 5000

_TEXTS = {
    "half_to_even": ("genau eine Hälfte, zur geraden Ziffer statt aufgerundet", "exactly a half, rounded to the even digit instead of up"),
    "rounded_twice": ("zweimal gerundet, erst auf {0}", "rounded twice, first to {0}"),
    "rounded_up": ("aufgerundet statt kaufmännisch gerundet", "rounded up instead of to the nearest"),
    "from_printed": ("aus gerundet gedruckten Zwischenergebnissen gerechnet ({0})", "computed from intermediate results as printed, rounded ({0})"),
    "scale": ("um den Faktor {0} verschoben: je 100 oder je 1.000?", "off by the factor {0}: per hundred or per thousand?"),
    "sign": ("Vorzeichen umgekehrt", "sign reversed"),
    "complement": ("der Rest zu 100 statt des Anteils", "the rest to 100 instead of the share"),
    "swapped": ("Zähler und Nenner vertauscht", "numerator and denominator swapped"),
    "part_over_rest": ("Teil durch den Rest statt durch das Ganze", "part over the rest instead of over the whole"),
    "part_over_sum": ("Teil durch die Summe aus Teil und Bezugsgröße", "part over the sum of part and base"),
    "points_for_percent": ("Prozentpunkte statt Prozent", "percentage points instead of per cent"),
    "percent_for_points": ("Prozent statt Prozentpunkte", "per cent instead of percentage points"),
    "later_base": ("auf den späteren statt den früheren Wert bezogen", "with the later figure as the base instead of the earlier one"),
    "mean_of_ratios": ("ungewichtetes Mittel der einzelnen Quoten statt der Quote aus den Summen", "unweighted mean of the single rates instead of the pooled rate"),
    "pooled": ("Quote aus den Summen statt des ungewichteten Mittels der Quoten", "pooled rate instead of the unweighted mean of the rates"),
    "left_out": ("ohne „{0}“", "without '{0}'"),
    "counted_twice": ("„{0}“ doppelt gezählt", "'{0}' counted twice"),
    "other_base": ("auf „{1}“ statt „{0}“ bezogen", "with '{1}' as the base instead of '{0}'"),
    "other_figure": ("mit „{1}“ statt „{0}“ gerechnet", "computed with '{1}' instead of '{0}'"),
    "digit": ("eine Ziffer anders als {0} (Schreibfehler)", "one digit other than {0} (a slip of the pen)"),
    "transposed": ("zwei Ziffern vertauscht gegenüber {0} (Schreibfehler)", "two digits of {0} exchanged (a slip of the pen)"),
    "other_year": ("der Wert von {0}", "the value of {0}"),
    "other_region": ("der Wert von {0}", "the value of {0}"),
    "other_column": ("der Wert einer anderen Spalte ({0})", "the value of another column ({0})"),
    "pooled_or_mean": (
        "ein ungewichtetes Mittel von Teilquoten statt der Quote aus den Summen, eine andere Bezugsgröße oder ein anderer Stichtag (aus diesen Zahlen nicht zu sehen)",
        "an unweighted mean of the rates of parts instead of the pooled rate, another base or another date (not to be seen in these figures)",
    ),
    "empty_denominator": ("ein Nenner ist 0", "a denominator is 0"),
    "negative_root": ("eine Wurzel aus einer negativen Zahl", "a root of a negative number"),
    "no_logarithm": ("der Logarithmus von 0 oder einer negativen Zahl", "the logarithm of 0 or of a negative number"),
    "unknown_figure": ("„{0}“ ist nicht bekannt", "'{0}' is not known"),
    "unbounded": ("innerhalb der Rundung der Eingaben kann ein Nenner 0 sein", "within the rounding of the inputs a denominator can be 0"),
}


@dataclass(frozen=True)
class Hint:
    """A code, its arguments, and a sentence in both languages."""

    code: str
    arguments: tuple[str | Fraction, ...] = ()

    def text(self, lang: str = "de") -> str:
        words = [word if isinstance(word, str) else number(word, lang) for word in self.arguments]
        return _text.pick(lang, *_TEXTS[self.code]).format(*words)


def number(value: Fraction, lang: str, digits: int | None = None) -> str:
    """A number in the language's digits, by default with the decimals that it needs."""
    return _text.number(float(value), decimals_of(value) if digits is None else digits, lang, numerator=value.numerator, denominator=value.denominator)


Found = tuple[Hint, Tree]


def _places(tree: Tree, alternatives: Callable[[Tree], Iterable[Found]]) -> Iterator[Found]:
    """The formula with one part replaced by each of its alternatives."""
    yield from alternatives(tree)
    if tree[0] not in ("number", "figure"):
        for position in range(1, len(tree)):
            for hint, part in _places(tree[position], alternatives):
                yield hint, (*tree[:position], part, *tree[position + 1 :])


def scale_outside(tree: Tree) -> Tree:
    """100 * a / b as 100 * (a / b), so that what is divided by what stands in one node."""
    if tree[0] in ("number", "figure"):
        return tree
    parts = tuple(scale_outside(part) for part in tree[1:])
    if tree[0] == "divide" and parts[0][0] == "multiply" and parts[0][1][0] == "number":
        return "multiply", parts[0][1], ("divide", parts[0][2], parts[1])
    if tree[0] == "multiply" and parts[1][0] == "number":
        parts = parts[::-1]
    return (tree[0], *parts)


def _terms(tree: Tree) -> list[Tree]:
    return [*_terms(tree[1]), *_terms(tree[2])] if tree[0] == "add" else [tree]


def _total(terms: list[Tree]) -> Tree:
    total = terms[0]
    for term in terms[1:]:
        total = ("add", total, term)
    return total


def _quotients(node: Tree) -> Iterator[Found]:
    if node[0] == "mean" and all(part[0] == "divide" for part in node[1:]):
        yield Hint("pooled"), ("divide", _total([part[1] for part in node[1:]]), _total([part[2] for part in node[1:]]))
    if node[0] != "divide":
        return
    above, below = node[1], node[2]
    yield Hint("swapped"), ("divide", below, above)
    rest = [term for term in _terms(below) if term != above]
    if rest and len(rest) < len(_terms(below)):
        yield Hint("part_over_rest"), ("divide", above, _total(rest))
    else:
        yield Hint("part_over_rest"), ("divide", above, ("subtract", below, above))
        yield Hint("part_over_sum"), ("divide", above, ("add", above, below))
    if above[0] == "subtract" and below == above[2]:
        yield Hint("later_base"), ("divide", above, above[1])
    terms, bases = _terms(above), _terms(below)
    if len(terms) == len(bases) > 1:
        yield Hint("mean_of_ratios"), ("mean", *(("divide", *pair) for pair in zip(terms, bases, strict=True)))
    if below == ("number", float(len(terms))) and len(terms) > 1 and all(term[0] == "divide" for term in terms):
        yield Hint("pooled"), ("divide", _total([term[1] for term in terms]), _total([term[2] for term in terms]))


_HUNDRED = ("number", 100.0)


def _points(node: Tree) -> Iterator[Found]:
    """Growth in per cent where points were meant, and the other way round."""
    if node[0] == "multiply" and node[1] == _HUNDRED:
        growth = node[2]
        if growth[0] == "divide" and growth[1][0] == "subtract":
            yield Hint("points_for_percent"), growth[1]
        if growth[0] == "subtract" and growth[1][0] == "divide" and growth[2] == ("number", 1.0):
            yield Hint("points_for_percent"), ("subtract", growth[1][1], growth[1][2])
            yield Hint("later_base"), ("multiply", _HUNDRED, ("subtract", ("number", 1.0), ("divide", growth[1][2], growth[1][1])))


def _whole(tree: Tree) -> Iterator[Found]:
    """Slips that concern the result as a whole."""
    for factor in (10, 100, 1000):
        yield Hint("scale", (Fraction(factor),)), ("multiply", ("number", float(factor)), tree)
        yield Hint("scale", (Fraction(1, factor),)), ("divide", tree, ("number", float(factor)))
    if tree[0] == "subtract":
        yield Hint("percent_for_points"), ("multiply", _HUNDRED, ("divide", tree, tree[2]))
    yield Hint("sign"), ("negate", tree)
    if tree[0] == "multiply" and tree[1] == _HUNDRED:
        yield Hint("complement"), ("subtract", _HUNDRED, tree)


def _sums(node: Tree) -> Iterator[Found]:
    if node[0] not in ("add", "subtract"):
        return
    for kept, other in ((node[1], node[2]), (node[2], node[1])):
        if other[0] == "figure":
            if node[0] == "add" or kept is node[1]:
                yield Hint("left_out", (other[1],)), kept
            yield Hint("counted_twice", (other[1],)), (node[0], node, other) if other is node[2] else ("add", node, other)


def _others(names: Iterable[str]) -> Callable[[Tree], Iterator[Found]]:
    """Another of the given figures in the place of one: as a base first, then anywhere."""
    known = list(names)

    def alternatives(node: Tree) -> Iterator[Found]:
        if node[0] == "divide" and node[2][0] == "figure":
            for name in known:
                if name != node[2][1]:
                    yield Hint("other_base", (node[2][1], name)), ("divide", node[1], ("figure", name, name))
        if node[0] == "figure":
            for name in known:
                if name != node[1]:
                    yield Hint("other_figure", (node[1], name)), ("figure", name, name)

    return alternatives


def typing_hints(value: Fraction, printed: Fraction, step: Fraction) -> Iterator[Hint]:
    """One digit other, or two exchanged, in a figure of three digits or more."""
    ours, theirs = round_to(value, step), printed
    left, right = str(abs(ours / step)), str(abs(theirs / step))
    different = [i for i, pair in enumerate(zip(left, right)) if pair[0] != pair[1]]
    if len(left) != len(right) or len(left) < 3 or (ours < 0) != (theirs < 0):
        return
    if len(different) == 1:
        yield Hint("digit", (ours,))
    elif len(different) == 2 and different[1] == different[0] + 1 and left[different[0]] == right[different[1]] and left[different[1]] == right[different[0]]:
        yield Hint("transposed", (ours,))


def rounding_hints(value: Fraction, printed: Fraction, step: Fraction) -> Iterator[Hint]:
    """Other ways to round that give the printed figure."""
    if (value / step).denominator == 2 and abs(value - printed) == step / 2 and (printed / step).numerator % 2 == 0:
        yield Hint("half_to_even")
    for power in (1, 2, 3):
        once = round_to(value, step / 10**power)
        if round_to(once, step) == printed != round_to(value, step):
            yield Hint("rounded_twice", (once,))
            break
    else:
        if math.ceil(value / step) * step == printed:
            yield Hint("rounded_up")


def hints(tree: Tree, values: Mapping[str, Fraction], printed: Fraction, step: Fraction) -> list[Hint]:
    """What would explain a figure that neither rounding nor cutting explains, at most three, likelier ones first."""
    value = evaluate(tree, values)
    found = list(rounding_hints(value, printed, step))
    scaled = scale_outside(tree)
    candidates = [*_places(scaled, _points), *_whole(scaled), *_places(scaled, _quotients), *_places(scaled, _sums), *_places(scaled, _others(values))]
    seen: set[Any] = set()
    for hint, other in candidates[:_MOST_TRIED]:
        if other in seen:
            continue
        seen.add(other)
        try:
            if round_to(evaluate(other, values), step) == printed:
                found.append(hint)
        except (NoValue, InvalidArgument):
            continue
    structural = bool(found)
    found += typing_hints(value, printed, step)
    if not structural and any(node == "divide" for node in _operations(tree)) and any(figures_of(tree)):
        found.append(Hint("pooled_or_mean"))
    return list(dict.fromkeys(found))[:SHOWN]


def _operations(tree: Tree) -> Iterator[str]:
    yield tree[0]
    if tree[0] not in ("number", "figure"):
        for part in tree[1:]:
            yield from _operations(part)
