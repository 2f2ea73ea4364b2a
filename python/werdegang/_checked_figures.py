"""What came out of checking printed figures: verdicts, a table, and sentences in both languages."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, overload

from werdegang import _text
from werdegang._core import Table, UnknownName
from werdegang._figure_hints import Hint, number
from werdegang._intake import to_table
from werdegang._printed import cut_to, decimals_of, round_to
from werdegang._tabular import Tabular

EQUAL = "equal"
WITHIN = "equal within rounding"
TRUNCATED = "truncated"
UNEXPLAINED = "not explained by rounding"
VERDICTS = {EQUAL: "gleich", WITHIN: "gleich im Rahmen der Rundung", TRUNCATED: "abgeschnitten statt gerundet", UNEXPLAINED: "nicht durch Rundung erklärt"}
"""The verdicts, each with its German words."""

_EXTRA_DIGITS = 2


def verdict(value: Fraction, lower: Fraction, upper: Fraction, printed: Fraction, step: Fraction) -> str:
    """What rounding makes of a recomputed value beside a printed one whose last digit counts `step`.

    `lower` and `upper` are what the rounding of the inputs allows. A half goes away from zero. Rounding is asked first:
    a figure that could be rounded is not called truncated.
    """
    if value == printed:
        return EQUAL
    if round_to(value, step) == printed or round_to(lower, step) <= printed <= round_to(upper, step):
        return WITHIN
    if cut_to(value, step) == printed or cut_to(lower, step) <= printed <= cut_to(upper, step):
        return TRUNCATED
    return UNEXPLAINED


@dataclass(frozen=True)
class CheckedFigure:
    """A printed figure beside its recomputed value; exact fractions."""

    name: str
    formula: str
    printed: Fraction | None
    step: Fraction
    unit: str
    recomputed: Fraction | None
    lower: Fraction | None
    upper: Fraction | None
    verdict: str | None
    hints: tuple[Hint, ...] = ()

    @property
    def decimals(self) -> int:
        """Decimals of the printed figure."""
        return decimals_of(self.step)

    def text(self, lang: str = "de") -> str:
        """ "Versorgungsquote: gedruckt 87 %, nachgerechnet 86,99 %: gleich im Rahmen der Rundung"."""
        parts = []
        if self.printed is not None:
            parts.append(_text.pick(lang, "gedruckt ", "printed ") + self._measure(self.printed, self.decimals, lang))
        if self.recomputed is None:
            parts.append(_text.pick(lang, "nicht nachzurechnen", "cannot be recomputed"))
        else:
            parts.append(_text.pick(lang, "nachgerechnet ", "recomputed ") + self._measure(self.recomputed, self._digits(), lang) + self._span(lang))
        words = _text.pick(lang, VERDICTS[self.verdict], self.verdict) if self.verdict else _text.pick(lang, "nichts gedruckt", "nothing printed") if self.printed is None else ""
        notes = [hint.text(lang) for hint in self.hints]
        if self.recomputed is not None and notes:
            words += _text.pick(lang, "; denkbar: ", "; perhaps: ") + _text.pick(lang, " oder ", " or ").join(notes)
        elif notes:
            words = "; ".join(notes)
        return f"{self.name}: {', '.join(parts)}" + (f": {words}" if words else "")

    def _digits(self) -> int:
        assert self.recomputed is not None
        return min(decimals_of(self.recomputed), self.decimals + _EXTRA_DIGITS)

    def _measure(self, value: Fraction, digits: int, lang: str) -> str:
        shown = number(value, lang, digits)
        if not self.unit:
            return shown
        return shown + self.unit if self.unit == "%" and lang == "en" else shown + _text.NBSP + self.unit

    def _span(self, lang: str) -> str:
        if self.lower is None or self.upper is None or self.lower == self.upper:
            return ""
        low, high = (number(value, lang, min(decimals_of(value), self.decimals + _EXTRA_DIGITS)) for value in (self.lower, self.upper))
        return _text.pick(lang, f" (gerundete Eingaben: {low} bis {high})", f" (rounded inputs: {low} to {high})")

    def __repr__(self) -> str:
        return self.text()


class CheckedFigures(Tabular, Sequence[CheckedFigure]):
    """Checked lines: a list of `CheckedFigure`, a table, and sentences for people."""

    def __init__(self, lines: Iterable[CheckedFigure]) -> None:
        self._lines = tuple(lines)

    @overload
    def __getitem__(self, position: int) -> CheckedFigure: ...
    @overload
    def __getitem__(self, position: slice) -> CheckedFigures: ...
    def __getitem__(self, position: int | slice) -> CheckedFigure | CheckedFigures:
        if isinstance(position, str):
            found = [line for line in self if line.name == position]
            if len(found) == 1:
                return found[0]
            raise UnknownName(f"{'several lines' if found else 'no line'} '{position}'; the lines are {', '.join(line.name for line in self)}")
        return CheckedFigures(self._lines[position]) if isinstance(position, slice) else self._lines[position]

    def __len__(self) -> int:
        return len(self._lines)

    def __eq__(self, other: object) -> bool:
        return self._lines == other._lines if isinstance(other, CheckedFigures) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    @property
    def counts(self) -> dict[str, int]:
        """How many lines have each verdict; verdicts that do not occur are left out."""
        found = [line.verdict for line in self]
        return {word: found.count(word) for word in VERDICTS if word in found}

    @property
    def unexplained(self) -> CheckedFigures:
        """The lines to ask about: truncated, or not explained by rounding."""
        return CheckedFigures(line for line in self if line.verdict in (TRUNCATED, UNEXPLAINED))

    @property
    def table(self) -> Table:
        """Columns name, formula, printed, recomputed, lower, upper, unit, decimals, verdict, hint (in English)."""
        columns: dict[str, list[Any]] = {
            "name": [line.name for line in self],
            "formula": [line.formula for line in self],
            **{name: [_plain(getattr(line, name)) for line in self] for name in ("printed", "recomputed", "lower", "upper")},
            "unit": [line.unit for line in self],
            "decimals": [None if line.printed is None else line.decimals for line in self],
            "verdict": [line.verdict for line in self],
            "hint": ["; ".join(hint.text("en") for hint in line.hints) or None for line in self],
        }
        return to_table(columns, "the checked figures")

    def text(self, lang: str = "de") -> str:
        """A line that counts the verdicts, and one for each figure."""
        counted = [f"{count} {_text.pick(lang, VERDICTS[word], word)}" for word, count in self.counts.items()]
        single = len(self) == 1
        head = _text.pick(lang, f"{len(self)} {'Zeile' if single else 'Zeilen'} nachgerechnet", f"{len(self)} {'line' if single else 'lines'} recomputed")
        return "\n".join([head + (": " + ", ".join(counted) if counted else ""), *(f"  {line.text(lang)}" for line in self)])

    def __repr__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        head, *lines = self.text().split("\n")
        return f"<p>{html.escape(head)}</p><ul>{''.join(f'<li>{html.escape(line.strip())}</li>' for line in lines)}</ul>"


def _plain(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
