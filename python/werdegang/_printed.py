"""Numbers as reports print them: German or English, with the rounding that their digits show."""

from __future__ import annotations

import math
import numbers
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from werdegang._core import InvalidArgument

_SPACES = "\u00a0\u2009\u202f "
_APPROXIMATE = re.compile(r"^(?:rund|ca\.?|circa|etwa|about|approx\.?|approximately|around|some|~|≈)\s*(?=[\d+\-−–])", re.IGNORECASE)
_SUFFIX = re.compile(r"\s*(%|‰|Prozentpunkte?n?|Prozent|percentage points?|per ?cent|points|Punkte?n?|pp)$", re.IGNORECASE)
_UNKNOWN = frozenset({"", ".", "..", "...", "…", "x", "X", "/", "k. A.", "n/a", "NA", "nan"})
_NIL = frozenset({"-", "−", "–", "—"})
_HALF = Fraction(1, 2)


def round_to(value: Fraction, base: Fraction) -> Fraction:
    """The multiple of `base` nearest to `value`, a half goes away from zero."""
    whole = math.floor(abs(value) / base + _HALF) * base
    return -whole if value < 0 else whole


def cut_to(value: Fraction, base: Fraction) -> Fraction:
    """The multiple of `base` next to `value` towards zero: digits are cut off."""
    whole = math.floor(abs(value) / base) * base
    return -whole if value < 0 else whole


class _Bounds:
    """Half a step to either side of a number."""

    value: Fraction
    to: Fraction

    @property
    def lower(self) -> Fraction:
        return self.value - self.to / 2

    @property
    def upper(self) -> Fraction:
        return self.value + self.to / 2


@dataclass(frozen=True)
class Rounded(_Bounds):
    """A figure that is known to the next `to` only; make it with `rounded`."""

    value: Fraction
    to: Fraction

    def __repr__(self) -> str:
        return f"rounded({plain(self.value)}, {plain(self.to)})"


@dataclass(frozen=True)
class Figure(_Bounds):
    """A number with the step of its rounding; 0 where it is exact."""

    value: Fraction
    to: Fraction = Fraction(0)
    suffix: str = ""


def plain(value: Fraction) -> str:
    """A short decimal form for messages."""
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.12g}"


def rounded(value: Any, to: Any = None, *, decimal: str | None = None) -> Rounded:
    """A figure that was rounded to a multiple of `to` before it was printed: `wg.rounded(4100, 100)`.

    Without `to` the digits say it: `rounded(34)` is 33.5 to 34.5, `rounded("62,8")` 62.75 to 62.85.
    """
    figure = number_in(value, "value of rounded", decimal or _told([value]))
    if figure is None:
        raise InvalidArgument(f"{value!r} in rounded: expected a number")
    if to is None:
        step = figure.to or Fraction(1, 10 ** decimals_of(figure.value))
    else:
        given = number_in(to, "to of rounded", decimal or _told([to]))
        if given is None or given.value <= 0:
            raise InvalidArgument(f"to = {to!r} in rounded: expected a number above 0, such as 100")
        step = given.value
    return Rounded(figure.value, step)


def decimals_of(value: Fraction) -> int:
    """The digits behind the decimal mark that a number needs, at most 15."""
    for digits in range(16):
        if (value * 10**digits).denominator == 1:
            return digits
    return 15


def _pattern(decimal: str) -> re.Pattern[str]:
    group = "[" + re.escape("." if decimal == "," else ",") + _SPACES + "']"
    return re.compile(rf"([+\-−–]?)[{_SPACES}]*(\d+|[1-9]\d{{0,2}}(?:{group}\d{{3}})+)(?:{re.escape(decimal)}(\d+))?")


_PATTERNS = {mark: _pattern(mark) for mark in (",", ".")}


def _read(text: str, decimal: str) -> tuple[Fraction, int] | None:
    """Value and decimals of a text in one of the two ways to write; None when it is no number in it."""
    match = _PATTERNS[decimal].fullmatch(text)
    if match is None:
        return None
    whole, fraction = re.sub(r"\D", "", match[2]), match[3] or ""
    value = Fraction(int(whole + fraction), 10 ** len(fraction))
    return (-value if match[1] in ("-", "−", "–") else value), len(fraction)


def _bare(text: str) -> tuple[str, str, bool]:
    """The number alone, what follows it, and whether a word says that it is approximate."""
    text = text.strip()
    approximate = _APPROXIMATE.match(text)
    if approximate:
        text = text[approximate.end() :]
    suffix = _SUFFIX.search(text)
    return (text[: suffix.start()] if suffix else text).strip(), suffix[1] if suffix else "", bool(approximate)


def _told(values: Iterable[Any]) -> str | None:
    """The decimal mark that the texts themselves tell, when they agree."""
    found: dict[str, str] = {}
    for value in values:
        if isinstance(value, str):
            text = _bare(value)[0]
            ways = [mark for mark in (",", ".") if _read(text, mark)]
            if len(ways) == 1:
                found.setdefault(ways[0], value)
    if len(found) == 2:
        raise InvalidArgument(f"'{found[',']}' has a decimal comma and '{found['.']}' a decimal point: give decimal=',' or decimal='.' and write all figures alike")
    return next(iter(found), None)


def decimal_mark(values: Iterable[Any], decimal: str | None) -> str | None:
    """The mark to read with: the given one, or the one that some of the texts leave no doubt about."""
    if decimal not in (None, ",", "."):
        raise InvalidArgument(f"decimal={decimal!r} in check_figures: expected ',' as in German reports or '.' as in English ones")
    return decimal or _told(values)


def _text_figure(text: str, place: str, decimal: str | None) -> Figure | None:
    bare, suffix, approximate = _bare(text)
    if bare in _UNKNOWN:
        return None
    if bare in _NIL:
        return Figure(Fraction(0))
    ways = {mark: read for mark in ((decimal,) if decimal else (",", ".")) if (read := _read(bare, mark)) is not None}
    if not ways:
        other = None if decimal is None else _read(bare, "." if decimal == "," else ",")
        hint = f" with decimal='{decimal}'; write decimal='{'.' if decimal == ',' else ','}' if that is its decimal mark" if other else ""
        raise InvalidArgument(f"'{text}' as {place} is no number{hint or ': expected digits such as 1.234,5 or 62.8'}")
    if len(set(ways.values())) > 1:
        german, english = ways[","][0], ways["."][0]
        raise InvalidArgument(f"'{text}' as {place} can be {plain(german)} or {plain(english)}: give decimal=',' for German or decimal='.' for English numbers")
    value, decimals = next(iter(ways.values()))
    if decimals or suffix:
        step = Fraction(1, 10**decimals)
    else:
        step = Fraction(_trailing_zeros(value) if approximate else 0)
    return Figure(value, step, suffix)


def _trailing_zeros(value: Fraction) -> int:
    """1973 -> 1, 7700 -> 100: the place up to which "about 7700" was rounded."""
    step = 1
    while value and (value / (step * 10)).denominator == 1:
        step *= 10
    return step


def number_in(value: Any, place: str, decimal: str | None = None) -> Figure | None:
    """A figure from whatever was typed; None when it says that the figure is not known.

    A number is exact; a text with decimals or a per cent sign is rounded at its last digit, a whole number in a text is a
    count, and so is exact, unless a word such as "rund" or "about" stands before it.
    """
    if isinstance(value, Rounded):
        return Figure(value.value, value.to)
    if isinstance(value, str):
        return _text_figure(value, place, decimal)
    if value is None or type(value).__name__ in ("NAType", "NaTType", "MaskedConstant"):
        return None
    if isinstance(value, (bool,)) or type(value).__name__ in ("bool_", "bool"):
        raise TypeError(f"{value!r} as {place}: expected a number, a text such as '62,8', or wg.rounded(4100, 100)")
    if isinstance(value, (Fraction, Decimal)) or isinstance(value, numbers.Integral):
        if isinstance(value, Decimal) and not value.is_finite():
            return None
        return Figure(Fraction(value) if isinstance(value, (Fraction, Decimal)) else Fraction(int(value)))
    if isinstance(value, numbers.Real):
        number = float(value)
        if math.isnan(number):
            return None
        if math.isinf(number):
            raise InvalidArgument(f"{number} as {place}: expected a finite number")
        # The shortest digits of the value's own precision: those of a 32-bit number are fewer.
        return Figure(Fraction(Decimal(repr(number) if isinstance(value, float) else str(value))))
    raise TypeError(f"{value!r} as {place}: expected a number, a text such as '62,8', or wg.rounded(4100, 100)")


def printed_number(value: Any, place: str, decimal: str | None = None, decimals: int | None = None) -> Figure | None:
    """A printed result: its step is one unit of the last printed digit, or what `rounded` says."""
    figure = number_in(value, place, decimal)
    if figure is None:
        return None
    if decimals is not None:
        step = Fraction(1, 10**decimals) if decimals >= 0 else Fraction(10**-decimals)
    elif figure.to:
        step = figure.to
    elif isinstance(value, Decimal):
        step = Fraction(1, 10 ** max(0, -int(value.as_tuple().exponent)))
    else:
        step = Fraction(1, 10 ** decimals_of(figure.value))
    return Figure(figure.value, step, figure.suffix)
