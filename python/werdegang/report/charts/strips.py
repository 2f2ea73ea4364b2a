"""Two very small pictures of one indicator, drawn without matplotlib so that a page can hold many of them.

The strip has a dot for every district on one line, the trend a line for each of district, state and Germany that stops at a
break and at a missing year. Both are plain SVG without text: the numbers stand beside them.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from ... import _text
from ..model import Figure, Strip, TrendLine
from ..texts import Texts

OWN, OTHER, STATE, COUNTRY, HAIR = "#0b4a63", "#74848e", "#8a5a14", "#52626c", "#c9d1d6"
WIDTH, HEIGHT, PAD = 240.0, 30.0, 7.0
LEAST = 3
"""A trend is drawn where a stretch between two breaks has at least this many years."""
_DASHES = {"state": (STATE, ' stroke-dasharray="5 2.5"'), "country": (COUNTRY, ' stroke-dasharray="1.5 2"')}


def dots(strip: Strip, key: str, texts: Texts) -> str:
    """A dot for each district, the own one large; state and Germany are short lines across."""
    values = [figure.value for figure in (strip.own, strip.state, strip.country, *strip.others) if figure and figure.value is not None]
    low, high = min(values), max(values)
    middle = HEIGHT / 2

    def x(value: float) -> str:
        return f"{PAD + (value - low) / (high - low) * (WIDTH - 2 * PAD) if high > low else WIDTH / 2:.1f}"

    parts = [f'<path d="M0 {middle:g}H{WIDTH:g}" stroke="{HAIR}"/>']
    parts += [f'<circle cx="{x(figure.value)}" cy="{middle:g}" r="3.2" fill="{OTHER}" fill-opacity=".5"/>' for figure in strip.others
              if figure.value is not None]
    for figure, role in ((strip.state, "state"), (strip.country, "country")):
        if figure and figure.value is not None:
            colour, dash = _DASHES[role]
            parts.append(f'<path d="M{x(figure.value)} 2V{HEIGHT - 2:g}" stroke="{colour}" stroke-width="2"{dash}/>')
    parts.append(f'<circle cx="{x(strip.own.value)}" cy="{middle:g}" r="5.5" fill="{OWN}" stroke="#fff"/>')
    others = [figure for figure in strip.others if figure.value is not None]
    spoken = texts("strips.alt", count=len(others) + 1, own=strip.own.text(texts.language), low=ends(strip, texts.language)[0], high=ends(strip, texts.language)[1]) if others else ""
    return _svg(parts, key, strip.name, spoken or strip.own.text(texts.language))


def ends(strip: Strip, language: str) -> tuple[str, str]:
    """The lowest and the highest value of a strip as printed, without their unit."""
    known = [figure for figure in (strip.own, strip.state, strip.country, *strip.others) if figure and figure.value is not None]
    found = sorted(known, key=lambda figure: figure.value)
    return found[0].text(language, unit=False), found[-1].text(language, unit=False)


def has_trend(strip: Strip) -> bool:
    """Whether the district has a stretch that is long enough to show a direction."""
    return any(len(part) >= LEAST for part in _stretches(strip.lines[0])) if strip.lines else False


def trend(strip: Strip, key: str, texts: Texts) -> str:
    """The lines of district, state and Germany on one scale; a gap is a break or a missing year."""
    periods = sorted({point.figure.period for line in strip.lines for point in line.points if point.figure.value is not None})
    values = [point.figure.value for line in strip.lines for point in line.points if point.figure.value is not None]
    low, high = min(values), max(values)
    first, last = int(periods[0][:4]), int(periods[-1][:4])

    def at(figure: Figure) -> str:
        x = PAD + (int(figure.period[:4]) - first) / max(last - first, 1) * (WIDTH - 2 * PAD)
        y = HEIGHT - 4 - ((figure.value - low) / (high - low) * (HEIGHT - 8) if high > low else (HEIGHT - 8) / 2)
        return f"{x:.1f} {y:.1f}"

    parts = []
    for role, line in zip(strip.roles[::-1], strip.lines[::-1], strict=True):
        colour, dash = (OWN, "") if line.own else _DASHES[role]
        for stretch in _stretches(line):
            if len(stretch) > 1:
                parts.append(f'<path d="M{"L".join(at(figure) for figure in stretch)}" fill="none" stroke="{colour}" stroke-width="{2.4 if line.own else 1.3:g}"{dash}/>')
            elif line.own:
                x, y = at(stretch[0]).split()
                parts.append(f'<circle cx="{x}" cy="{y}" r="2" fill="{colour}"/>')
    return _svg(parts, key, f"{strip.name}, {first}\u2013{last}", _spoken(strip, texts))


def years(strip: Strip) -> tuple[str, str]:
    """The first and the last year of a trend."""
    periods = sorted(point.figure.period for line in strip.lines for point in line.points if point.figure.value is not None)
    return periods[0][:4], periods[-1][:4]


def _stretches(line: TrendLine) -> list[list[Figure]]:
    """The figures of a line between breaks and missing years."""
    found: list[list[Figure]] = [[]]
    for point in line.points:
        if point.break_before or point.figure.value is None:
            found.append([])
        if point.figure.value is not None:
            found[-1].append(point.figure)
    return [stretch for stretch in found if stretch]


def _spoken(strip: Strip, texts: Texts) -> str:
    language = texts.language
    said = [f"{stretch[0].period_text(language, short=True)} {stretch[0].text(language)} {texts('strips.to')} "
            f"{stretch[-1].period_text(language, short=True)} {stretch[-1].text(language)}" for stretch in _stretches(strip.lines[0])]
    return f"{strip.lines[0].label}: {'; '.join(said)}."


def _svg(parts: Iterable[str], key: str, title: str, text: str) -> str:
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" aria-labelledby="{key}-title {key}-desc">'
            f'<title id="{key}-title">{escape(_text.capital(title))}</title><desc id="{key}-desc">{escape(text)}</desc>{"".join(parts)}</svg>')
