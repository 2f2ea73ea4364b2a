"""Printed results recomputed from printed inputs."""

from __future__ import annotations

import contextlib
import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from werdegang import _core
from werdegang._checked_figures import TRUNCATED, UNEXPLAINED, CheckedFigure, CheckedFigures, verdict
from werdegang._core import Error, InvalidArgument, Table, UnknownName
from werdegang._figure_formula import NoValue, Tree, bounds, evaluate, figures_of, over_parts
from werdegang._figure_hints import Hint, hints, rounding_hints
from werdegang._intake import to_table
from werdegang._printed import Figure, decimal_mark, number_in, printed_number, round_to, rounded

_LINE_FIELDS = ("name", "formula", "printed", "unit", "decimals")


@dataclass(frozen=True)
class Printed:
    """One line of a report: what is printed, and the formula it should come from.

    `printed` is best typed as the report shows it ("87", "62,8 %", "1.540"): its decimals count. A number has as many
    decimals as it needs, unless `decimals` says more (or fewer: -2 for hundreds). None where nothing is printed: the line
    is only computed. `formula` uses the names of the figures, and may use the names of earlier lines.
    """

    name: str
    formula: str
    printed: Any = None
    unit: str = ""
    decimals: int | None = None


@contextlib.contextmanager
def _at(place: str) -> Iterator[None]:
    """Puts the line before the message of an error."""
    try:
        yield
    except (Error, TypeError) as error:
        placed = type(error)(f"{place}: {error}")
        placed.__dict__.update(error.__dict__)
        raise placed from None
    except RecursionError:
        raise InvalidArgument(f"{place}: a formula of too many terms: expected some hundred at most; give the terms as a list, sum(x over part)") from None


def _rows(frame: Any, place: str) -> list[Mapping[str, Any]]:
    """The rows of a list of dicts, a dict of columns, or any frame."""
    if isinstance(frame, Mapping):
        lengths = {len(values) for values in frame.values() if hasattr(values, "__len__") and not isinstance(values, str)}
        if not lengths:
            return [frame]
        if len(lengths) > 1 or any(isinstance(values, str) or not hasattr(values, "__len__") for values in frame.values()):
            raise InvalidArgument(f"columns of different length in {place}")
        return [dict(zip(frame, row, strict=True)) for row in zip(*(list(values) for values in frame.values()), strict=True)]
    if isinstance(frame, Sequence) and not isinstance(frame, (str, bytes)) and all(isinstance(row, Mapping) for row in frame):
        return list(frame)
    if type(frame).__module__.split(".")[0] == "pandas" and hasattr(frame, "columns"):
        named = frame.reset_index() if any(name is not None for name in frame.index.names) else frame
        return named.to_dict("records")
    return to_table(frame, place).to_dicts()


def _as_line(row: Any, position: int) -> Printed:
    if isinstance(row, Printed):
        return row
    if not isinstance(row, Mapping):
        raise TypeError(f"{row!r} as line {position} of check_figures: expected wg.Printed(name, formula, printed) or a dict with these keys")
    if not row.get("formula"):
        raise InvalidArgument(f"line {position} of check_figures has no formula: expected the keys {', '.join(_LINE_FIELDS)}; found {', '.join(map(str, row))}")
    decimals = row.get("decimals")
    return Printed(str(row.get("name") or f"line {position}"), row["formula"], row.get("printed"), str(row.get("unit") or ""), None if decimals is None or decimals != decimals else int(decimals))


def _lines(lines: Any) -> list[Printed]:
    items = [lines] if isinstance(lines, Printed) else lines
    if isinstance(items, (str, bytes)) or not (isinstance(items, Iterable) or hasattr(items, "__arrow_c_stream__")):
        raise TypeError(f"{lines!r} in check_figures: expected lines such as wg.Printed('supply rate', '100 * places / children', '87'), or a table with the columns name, formula, printed")
    if not isinstance(items, (Mapping, Table)) and not hasattr(items, "columns") and not hasattr(items, "__arrow_c_stream__"):
        return [_as_line(row, position) for position, row in enumerate(items, 1)]
    return [_as_line(row, position) for position, row in enumerate(_rows(items, "the lines of check_figures"), 1)]


def _key(name: Any) -> str:
    """A figure's name as formulas write it: "Kinder 1 bis 6" is Kinder_1_bis_6."""
    if not isinstance(name, str):
        raise TypeError(f"{name!r} as the name of a figure in check_figures: expected text")
    return _core._formula_tree(name)[1] if "[" in name or "@" in name else re.sub(r"\W+", "_", name).strip("_")


class _Checker:
    """Checks one line after the other; later ones may use the results of earlier ones."""

    def __init__(self, figures: Mapping[str, Any], decimal: str | None) -> None:
        self.decimal = decimal
        self.figures: dict[str, Figure | None] = {}
        self.parts: dict[str, list[str]] = {}
        for name, value in figures.items():
            key = _key(name)
            if key in self.figures or key in self.parts:
                raise InvalidArgument(f"figure '{name}' in check_figures is given twice: formulas write it {key}")
            labelled = _labelled(value)
            if labelled is not None:
                self.parts[key] = [f"{name}: {label}" for label in labelled]
            for inner, item in [(key, value)] if labelled is None else zip(self.parts[key], labelled.values(), strict=True):
                self.figures[inner] = number_in(item, f"figure '{inner}' of check_figures", decimal)
        self.trees: dict[str, Tree] = {}
        self.printed: dict[str, Fraction] = {}

    def check(self, line: Printed) -> CheckedFigure:
        if not isinstance(line.formula, str):
            raise TypeError(f"{line.formula!r} as formula: expected text such as '100 * places / children'")
        written = self._resolved(_core._formula_tree(line.formula))
        tree = self._inlined(written)
        shown = printed_number(line.printed, "printed figure", self.decimal, line.decimals)
        key = _key(line.name)
        self.trees[key] = tree
        if shown:
            self.printed[key] = shown.value
        unit = line.unit or (shown.suffix if shown else "")
        unknown = [name for name in dict.fromkeys(figures_of(tree)) if self.figures[name] is None]
        left = CheckedFigure(line.name, line.formula, shown.value if shown else None, shown.to if shown else Fraction(1), unit, None, None, None, None)
        if unknown:
            return replace(left, hints=tuple(Hint("unknown_figure", (name,)) for name in unknown))
        known = {name: figure for name, figure in self.figures.items() if figure is not None}
        try:
            value = evaluate(tree, {name: figure.value for name, figure in known.items()})
        except NoValue as reason:
            return replace(left, hints=(Hint(reason.code),))
        return self._judged(left, tree, written, value, known)

    def _judged(self, line: CheckedFigure, tree: Tree, written: Tree, value: Fraction, known: dict[str, Figure]) -> CheckedFigure:
        notes: list[Hint] = []
        lower: Fraction | None = None
        upper: Fraction | None = None
        with contextlib.suppress(NoValue):
            lower, upper = bounds(tree, known)
        if line.printed is None:
            return replace(line, recomputed=value, lower=lower, upper=upper)
        word = verdict(value, value if lower is None else lower, value if upper is None else upper, line.printed, line.step)
        if word in (TRUNCATED, UNEXPLAINED):
            values = {name: figure.value for name, figure in known.items()}
            if tree != written:
                notes += self._from_printed(written, values, line.printed, line.step)
            notes += rounding_hints(value, line.printed, line.step) if word == TRUNCATED else hints(tree, values, line.printed, line.step)
            if lower is None:
                notes.append(Hint("unbounded"))
        return replace(line, recomputed=value, lower=lower, upper=upper, verdict=word, hints=tuple(notes))

    def _from_printed(self, written: Tree, values: dict[str, Fraction], printed: Fraction, step: Fraction) -> list[Hint]:
        used = [name for name in dict.fromkeys(figures_of(written)) if name in self.trees]
        if not all(name in self.printed for name in used):
            return []
        try:
            value = evaluate(written, {**values, **{name: self.printed[name] for name in used}})
        except NoValue:
            return []
        return [Hint("from_printed", (", ".join(used),))] if round_to(value, step) == printed else []

    def _resolved(self, tree: Tree) -> Tree:
        """The formula with every figure under the name it was given by."""
        if tree[0] == "number":
            return tree
        if tree[0].endswith("_over"):
            return self._over(tree)
        if tree[0] != "figure":
            return (tree[0], *(self._resolved(part) for part in tree[1:]))
        for name in (tree[1], tree[1].split("@")[0]):
            if name in self.figures or name in self.trees:
                return ("figure", name, tree[2])
            if name in self.parts:
                raise InvalidArgument(f"figure '{name}' is a list of {len(self.parts[name])} parts: expected a function over them, such as sum({name} over part)")
        known = [*self.figures, *self.trees, *self.parts]
        near = difflib.get_close_matches(tree[1], known)
        error = UnknownName(f"unknown figure '{tree[1]}'" + (f": did you mean '{near[0]}'?" if near else f"; the figures are {', '.join(known) or 'none'}"))
        error.nearest = near  # type: ignore[attr-defined]
        raise error

    def _over(self, tree: Tree) -> Tree:
        """A function over the parts of lists, written out."""
        lists = {name: self.parts[name] for name in dict.fromkeys(figures_of(tree)) if name in self.parts}
        function, lengths = tree[0].removesuffix("_over"), {name: len(parts) for name, parts in lists.items()}
        if not lists:
            raise InvalidArgument(f"{function} over parts of {', '.join(figures_of(tree))}: expected a list of numbers, one for each part")
        if len(set(lengths.values())) > 1 or 0 in lengths.values():
            raise InvalidArgument(f"{function} over lists of different or no length: {lengths}")
        count = next(iter(lengths.values()))
        return over_parts(function, [tuple(self._resolved(_part_of(part, lists, at)) for part in tree[1:]) for at in range(count)])

    def _inlined(self, tree: Tree) -> Tree:
        """The formula with the names of earlier lines replaced by their formulas."""
        if tree[0] == "figure":
            return self.trees[tree[1]] if tree[1] not in self.figures else tree
        return tree if tree[0] == "number" else (tree[0], *(self._inlined(part) for part in tree[1:]))


def _labelled(value: Any) -> dict[str, Any] | None:
    """The parts of a figure that is a list or a mapping of numbers, by label; None for a single number."""
    if isinstance(value, Mapping):
        return {str(label): item for label, item in value.items()}
    if isinstance(value, (list, tuple)) or hasattr(value, "tolist") and getattr(value, "ndim", 0) == 1:
        return {str(position): item for position, item in enumerate(value, 1)}
    return None


def _part_of(tree: Tree, lists: Mapping[str, list[str]], at: int) -> Tree:
    if tree[0] == "figure":
        return ("figure", lists[tree[1]][at], tree[2]) if tree[1] in lists else tree
    return tree if tree[0] == "number" else (tree[0], *(_part_of(part, lists, at) for part in tree[1:]))


def _given(figures: Any) -> Mapping[str, Any]:
    """Figures by name, from a mapping or from a table with the columns name, value and perhaps rounded_to."""
    if figures is None:
        return {}
    if isinstance(figures, Mapping):
        return figures
    found: dict[str, Any] = {}
    for position, row in enumerate(_rows(figures, "the figures of check_figures"), 1):
        if "name" not in row or "value" not in row:
            raise InvalidArgument(f"figure {position} of check_figures has the columns {', '.join(map(str, row))}: expected name and value")
        step = row.get("rounded_to")
        with _at(f"figure '{row['name']}'"):
            found[row["name"]] = row["value"] if step is None or step != step else rounded(row["value"], step)
    return found


def _texts(lines: Iterable[Printed], figures: Iterable[Mapping[str, Any]]) -> list[Any]:
    values = [value for given in figures for value in given.values()]
    return [line.printed for line in lines] + [item for value in values for item in (_labelled(value) or {"": value}).values()]


def _check_rows(frame: Any, figures: Mapping[str, Any], formula: str, printed: str | None, name: str | None, unit: str, decimal: str | None) -> CheckedFigures:
    """One formula for every row of a table, whose columns are its figures."""
    rows = _rows(frame, "the table of check_figures")
    needed = {wanted.split("@")[0] for wanted in figures_of(_core._formula_tree(formula))}
    lines, inputs = [], []
    for position, row in enumerate(rows, 1):
        for role, column in (("printed", printed), ("name", name)):
            if column is not None and column not in row:
                raise UnknownName(f"unknown column '{column}' ({role}=) in row {position} of check_figures; the columns are {', '.join(map(str, row))}")
        lines.append(Printed(str(row[name]) if name else f"row {position}", formula, row[printed] if printed else None, unit))
        inputs.append({**figures, **{column: value for column, value in row.items() if _key(column) in needed}})
    mark = decimal_mark(_texts(lines, inputs), decimal)
    checked = []
    for position, (line, given) in enumerate(zip(lines, inputs, strict=True), 1):
        with _at(f"row {position} '{line.name}'" if name else f"row {position}"):
            checked.append(_Checker(given, mark).check(line))
    return CheckedFigures(checked)


def check_figures(
    lines: Any,
    figures: Any = None,
    *,
    formula: str | None = None,
    printed: str | None = None,
    name: str | None = None,
    unit: str = "",
    decimal: str | None = None,
) -> CheckedFigures:
    """Recompute printed results from printed inputs, and say for each whether rounding explains the difference.

    `lines` is a `wg.Printed`, a list of them, or a table (list of dicts, frame) with the columns name, formula, printed
    and perhaps unit and decimals. `figures` are the inputs by the names that the formulas use: numbers, which are exact;
    texts as printed, whose decimals count ("62,8" is 62.75 to 62.85; whole numbers are counts and exact); or
    `wg.rounded(4100, 100)`. A list or a mapping of such is for `sum(name over part)` and its like. A later line may use the names of earlier ones. Formulas are those of `wg.Indicator`.

    With `formula`, `lines` is a table whose columns are the figures: one formula is checked in every row against the
    column `printed`; rows are called by the column `name`.

    Texts are German or English numbers; `decimal` is "," or "." and needed only where no text tells ("4.100" alone).
    Everything is exact; a half rounds away from zero. The verdict is "equal", "equal within rounding", "truncated" or
    "not explained by rounding", None where nothing is printed or an input is not known; hints name common slips that
    would give the printed figure.
    """
    given = _given(figures)
    if formula is not None:
        return _check_rows(lines, given, formula, printed, name, unit, decimal)
    listed = _lines(lines)
    mark = decimal_mark(_texts(listed, [given]), decimal)
    checker, checked = _Checker(given, mark), []
    for position, line in enumerate(listed, 1):
        with _at(f"line {position} '{line.name}'"):
            checked.append(checker.check(line))
    return CheckedFigures(checked)
