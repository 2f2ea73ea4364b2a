"""Published series recomputed from the raw figures in the same ledger, cell by cell."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from werdegang import _core, _text
from werdegang._checked_figures import UNEXPLAINED, CheckedFigure, verdict
from werdegang._compute import compute, year_ranges
from werdegang._core import Indicator, Observations, Table
from werdegang._figure_hints import SHOWN, Hint, rounding_hints, typing_hints
from werdegang._intake import to_table
from werdegang._printed import round_to
from werdegang._published_series import NOT_COLLECTED, SERIES, Series
from werdegang.observations import observations_in

_AXES = ("age", "provider", "certificate", "sex", "nationality", "group", "staff_group")
_CELLS_IN_TEXT = 20
_STEP = Fraction(1, 10)
"""Published shares and rates have one decimal."""

Cell = tuple[str, str]
"""Region and year."""


class Computed(NamedTuple):
    """A recomputed cell; counts where it is their quotient."""

    value: float
    rounded: float
    numerator: float | None
    denominator: float | None

    def exact(self) -> Fraction:
        """The quotient of the counts where these are known."""
        value = Fraction(str(self.value))
        if self.numerator is None or not self.denominator:
            return value
        ratio = Fraction(self.numerator) / Fraction(self.denominator)
        return next((ratio * scale for scale in (100, 1, 1000, 10000) if abs(ratio * scale - value) <= abs(value) / 10**12), value)


Column = dict[Cell, Computed]


@dataclass(frozen=True)
class CheckedSeries:
    """One column of a published table: how many of its cells come out again."""

    source: str
    variable: str
    breakdown: str
    formula: str
    published: int
    compared: int
    equal: int
    years: str
    missing: tuple[str, ...]
    unit: str
    differing: tuple[tuple[Cell, CheckedFigure], ...] = ()

    def text(self, lang: str = "de") -> str:
        """ "AI003-2_00.csv, Anteil der Schulabgänger (certificate=ahr): 4.545 von 4.545 gleich (2006 bis 2015)"."""
        head = f"{self.source}, {_label(self.variable, lang)}" + (f" ({self.breakdown})" if self.breakdown else "")
        if not self.compared:
            lacking = ", ".join(_label(name, lang) for name in self.missing)
            return head + ": " + _text.pick(lang, "nicht nachzurechnen, es fehlt: ", "cannot be recomputed, missing: ") + lacking
        equal, compared = (_text.number(count, 0, lang) for count in (self.equal, self.compared))
        return head + ": " + _text.pick(lang, f"{equal} von {compared} gleich ({self.years})", f"{equal} of {compared} equal ({self.years})")


class CheckedTables:
    """What came out of recomputing published tables: `series` by column, `cells` for what differs."""

    def __init__(self, series: Iterable[CheckedSeries]) -> None:
        self.series = tuple(series)

    @property
    def compared(self) -> int:
        """Cells that could be recomputed."""
        return sum(series.compared for series in self.series)

    @property
    def equal(self) -> int:
        """Cells that come out as printed, rounded half up."""
        return sum(series.equal for series in self.series)

    @property
    def table(self) -> Table:
        """One row for each column of a published table: source, variable, breakdown, formula, published, compared, equal, years, missing."""
        names = ("source", "variable", "breakdown", "formula", "published", "compared", "equal", "years")
        columns = {name: [getattr(series, name) for series in self.series] for name in names}
        columns["missing"] = [", ".join(series.missing) for series in self.series]
        return to_table(columns, "the checked tables")

    @property
    def cells(self) -> Table:
        """The differing cells: source, variable, breakdown, region, period, printed, recomputed, verdict, hint."""
        rows = [(series, cell, line) for series in self.series for cell, line in series.differing]
        return to_table(
            {
                "source": [series.source for series, _, _ in rows],
                "variable": [series.variable for series, _, _ in rows],
                "breakdown": [series.breakdown for series, _, _ in rows],
                "region": [cell[0] for _, cell, _ in rows],
                "period": [cell[1] for _, cell, _ in rows],
                "printed": [float(line.printed or 0) for _, _, line in rows],
                "recomputed": [float(line.recomputed or 0) for _, _, line in rows],
                "verdict": [str(line.verdict) for _, _, line in rows],
                "hint": ["; ".join(hint.text("en") for hint in line.hints) for _, _, line in rows],
            },
            "the differing cells",
        )

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows of `table`."""
        return self.table.to_dicts()

    def text(self, lang: str = "de") -> str:
        """A line for each column, and below it the first cells that differ."""
        compared, equal = (_text.number(count, 0, lang) for count in (self.compared, self.equal))
        lines = [_text.pick(lang, f"{equal} von {compared} veröffentlichten Werten kommen beim Nachrechnen heraus", f"{equal} of {compared} published values come out again")]
        for series in self.series:
            lines.append(f"  {series.text(lang)}")
            lines += [f"    {line.text(lang)}" for _, line in series.differing[:_CELLS_IN_TEXT]]
            if len(series.differing) > _CELLS_IN_TEXT:
                rest = len(series.differing) - _CELLS_IN_TEXT
                lines.append(_text.pick(lang, f"    ... und {rest} weitere", f"    ... and {rest} more"))
        return "\n".join(lines)

    def __repr__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(self.text())}</pre>"


def _label(name: str, lang: str) -> str:
    """A variable's name for readers, or that of what no variable holds."""
    for variable in _core.known_variables():
        if variable.id == name:
            return _text.pick(lang, variable.label_de, variable.label_en)
    return _text.pick(lang, *NOT_COLLECTED.get(name, (name, name)))


def _published(observations: Observations, variable: str) -> dict[tuple[str, str], dict[Cell, float]]:
    """The printed values of a variable, by breakdown and source."""
    table = observations.filter(variable=variable).table()
    axes = [axis for axis in _AXES if axis in table.column_names]
    cells = zip(table["region"], table["period"], table["value"].tolist(), table["source"], *(table[axis] for axis in axes), strict=True)
    found: dict[tuple[str, str], dict[Cell, float]] = defaultdict(dict)
    for region, period, value, source, *codes in cells:
        if value is not None:
            held = ", ".join(f"{axis}={code}" for axis, code in zip(axes, codes, strict=True) if code not in (None, "total"))
            found[held, source][region, period[:4]] = value
    return dict(sorted(found.items()))


def _computed(observations: Observations, formula: str) -> Column:
    table = compute(observations, Indicator(id="published.check", formula=formula))
    values, above, below = (table[name].tolist() for name in ("value", "numerator", "denominator"))
    rows = zip(table["region"], table["period"], values, _rounded(table["value"]), above, below, strict=True)
    return {(region, period[:4]): Computed(value, rounded, top, bottom) for region, period, value, rounded, top, bottom in rows if value is not None}


def _rounded(values: Any) -> list[float]:
    """Half up at one decimal, exact for shares of whole numbers."""
    return _core.kernels.round_published(np.ma.filled(values, np.nan), 1).tolist()


def _place(cell: Cell) -> str:
    known = _core.find_region(cell[0])
    return f"{cell[0]} {known.name}, {cell[1]}" if known else f"{cell[0]}, {cell[1]}"


def _elsewhere(cell: Cell, printed: Fraction, ours: Column, columns: Mapping[str, Column]) -> Iterator[Hint]:
    """The same printed figure in another column, another year, or beside it in the list of regions."""
    for name, other in columns.items():
        if other is not ours and cell in other and other[cell].rounded == float(printed):
            yield Hint("other_column", (name,))
    region, year = cell
    for shift in (-1, 1):
        other_cell = (region, str(int(year) + shift))
        if other_cell in ours and ours[other_cell].rounded == float(printed):
            yield Hint("other_year", (other_cell[1],))
    regions = sorted(code for code, period in ours if period == year and len(code) == len(region))
    at = regions.index(region)
    for code in (*regions[max(0, at - 6) : at], *regions[at + 1 : at + 7]):
        if ours[code, year].rounded == float(printed):
            yield Hint("other_region", (_place((code, year)),))


def _judged(cell: Cell, printed: Fraction, series: Series, unit: str, ours: Column, columns: Mapping[str, Column]) -> CheckedFigure:
    value = ours[cell].exact()
    word = verdict(value, value, value, printed, _STEP)
    hints = list(rounding_hints(value, printed, _STEP))
    if word == UNEXPLAINED:
        for factor in (Fraction(10), Fraction(1, 10)):
            if round_to(value * factor, _STEP) == printed:
                hints.append(Hint("scale", (factor,)))
        hints += [*_elsewhere(cell, printed, ours, columns), *typing_hints(value, printed, _STEP)]
    return CheckedFigure(_place(cell), series.formula, printed, _STEP, unit, value, value, value, word, tuple(hints[:SHOWN]))


def _checked(series: Series, source: str, printed: Mapping[Cell, float], columns: Mapping[str, Column], missing: tuple[str, ...]) -> CheckedSeries:
    unit = next(("%" for variable in _core.known_variables() if variable.id == series.variable and variable.unit == "percent"), "")
    ours = columns.get(series.breakdown, {})
    common = sorted(printed.keys() & ours.keys(), key=lambda cell: (cell[1], cell[0]))
    differing = [cell for cell in common if ours[cell].rounded != printed[cell]]
    lines = tuple((cell, _judged(cell, Fraction(str(printed[cell])), series, unit, ours, columns)) for cell in differing)
    years = year_ranges(sorted({cell[1] for cell in common}))
    return CheckedSeries(
        source, series.variable, series.breakdown, series.formula, len(printed), len(common), len(common) - len(differing),
        years, () if common else missing, unit, lines,
    )


def check_published(observations: Observations) -> CheckedTables:
    """Recompute every published series that the observations hold beside the raw figures it is made of.

    The tables of the Regionalatlas print shares and rates with one decimal; the same tables' raw figures give them again
    where both are loaded. Everything is exact: quotients of the counts, rounded half up once. Cells that differ keep their
    printed value; each has a verdict as in `check_figures` and, where something fits, a hint: another way to round, the
    figure of another year, of a neighbour in the list of regions or of another column, a shifted mark, a slip of the pen.
    Series that cannot be recomputed are listed with what is missing. Cost: one `compute` for each series.
    """
    observations_in(observations, "check_published")
    held = set(observations.variables())
    found: list[CheckedSeries] = []
    for variable in dict.fromkeys(series.variable for series in SERIES if series.variable in held):
        printed = _published(observations, variable)
        listed = [series for series in SERIES if series.variable == variable and any(name == series.breakdown for name, _ in printed)]
        lacking = {series.breakdown: _lacking(observations, series) for series in listed}
        columns = {series.breakdown: _computed(observations, series.formula) for series in listed if not lacking[series.breakdown]}
        for series in listed:
            missing = lacking[series.breakdown] or ("same_regions_and_years",)
            found += [_checked(series, source, cells, columns, missing) for (name, source), cells in printed.items() if name == series.breakdown]
    return CheckedTables(found)


def _lacking(observations: Observations, series: Series) -> tuple[str, ...]:
    """What the formula needs and the observations do not hold."""
    if not series.formula:
        return (series.needs,)
    return tuple(_core.missing_variables(observations, Indicator(id="published.check", formula=series.formula)))
