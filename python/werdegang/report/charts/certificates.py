"""Leavers by certificate, one 100 % bar a year; a missing year keeps its row and says why, a break is drawn as one."""

from __future__ import annotations

from matplotlib.axes import Axes

from ..model import Certificates, CertificateYear
from ..texts import Texts
from .style import HAIR, INK, ON_SCALE, SCALE, SMALL, SOFT, WIDE, Chart, bar, headline, rule, surface, text_width, wrap, write

_BAR = 20.0
_ROW = 27.0
_NOTE = 13.5


def certificate_bars(data: Certificates, texts: Texts, width: float = WIDE) -> Chart:
    """Draws the bars, oldest year on top, with a legend in the order of the segments."""
    narrow = width < 500
    left, right = 58.0, width - (46 if narrow else 66)
    legend = _legend_lines([*data.legend, *_rest_entry(data, texts)], width)
    top = 12 + 19 * len(legend) + 26
    notes = [_note(year, right - left - 16, texts) for year in data.years]
    height = top + sum(_row_height(year, lines) for year, lines in zip(data.years, notes)) + 26
    chart, axes = surface(width, height)
    _legend(axes, legend)
    write(axes, 0, top - 12, texts("certificates.year"), size=SMALL, color=SOFT)
    write(axes, width, top - 12, texts("certificates.leavers"), size=SMALL, color=SOFT, align="right")
    y = top
    for year, lines in zip(data.years, notes):
        _year(axes, year, lines, y, left, right, width, texts)
        y += _row_height(year, lines)
    _axis(axes, y, left, right, texts)
    return chart.describe(texts("certificates.title"), _spoken(data, texts))


def _has_bar(year: CertificateYear) -> bool:
    return not year.missing and any(part.share.value is not None for part in year.parts)


def _note(year: CertificateYear, width: float, texts: Texts) -> list[str]:
    """The lines written with a year: why there is no bar, or what breaks the series before it."""
    if not _has_bar(year):
        return wrap(year.missing or texts("certificates.missing"), width, SMALL)
    return wrap(headline(year.mark), width, SMALL) if year.mark else []


def _row_height(year: CertificateYear, lines: list[str]) -> float:
    if not _has_bar(year):
        return max(_ROW, _NOTE * len(lines) + 14)
    return _ROW + (_NOTE * len(lines) + 7 if lines else 0)


def _rest(year: CertificateYear) -> float:
    """What the published parts leave open of 100 %; never given a number, because a hidden part would fall out of it."""
    rest = 100 - sum(part.share.value or 0.0 for part in year.parts)
    return rest if rest > 0.05 else 0.0


def _rest_entry(data: Certificates, texts: Texts) -> list[tuple[str, str]]:
    return [("", texts("certificates.rest"))] if any(_has_bar(year) and _rest(year) for year in data.years) else []


def _legend_lines(legend: list[tuple[str, str]], width: float) -> list[list[tuple[float, str, str]]]:
    """Swatch positions: as few lines as fit the width, filled evenly."""
    entries = [(label, SCALE[index % len(SCALE)] if code else "", 17 + text_width(label, SMALL) + 14) for index, (code, label) in enumerate(legend)]
    lines = _flow(entries, width + 14)
    limit = width + 14
    while limit > width / 2 and len(_flow(entries, limit - 12)) == len(lines):
        limit -= 12
    return _flow(entries, limit)


def _flow(entries: list[tuple[str, str, float]], width: float) -> list[list[tuple[float, str, str]]]:
    lines: list[list[tuple[float, str, str]]] = [[]]
    x = 0.0
    for label, color, need in entries:
        if x and x + need > width:
            lines.append([])
            x = 0.0
        lines[-1].append((x, label, color))
        x += need
    return lines


def _legend(axes: Axes, lines: list[list[tuple[float, str, str]]]) -> None:
    for row, entries in enumerate(lines):
        y = 10 + 19 * row
        for x, label, color in entries:
            _swatch(axes, x, y - 6, 12, 12, color)
            write(axes, x + 17, y, label, size=SMALL)


def _swatch(axes: Axes, x: float, y: float, width: float, height: float, color: str) -> None:
    """A patch of a certificate's colour; no colour means not broken down and is hatched."""
    if color:
        bar(axes, x, y, width, height, color, edgecolor="#ffffff", linewidth=0.7)
    else:
        bar(axes, x + 0.4, y + 0.4, width - 0.8, height - 0.8, "#ffffff", edgecolor=SOFT, linewidth=0.6, hatch="/////")


def _year(axes: Axes, year: CertificateYear, lines: list[str], y: float, left: float, right: float, width: float, texts: Texts) -> None:
    if not _has_bar(year):
        tall = _row_height(year, lines) - (_ROW - _BAR)
        bar(axes, left, y, right - left, tall, "#ffffff", edgecolor=HAIR, linewidth=0.8)
        write(axes, 0, y + tall / 2, year.label)
        for index, line in enumerate(lines):
            write(axes, left + 8, y + tall / 2 + (index - (len(lines) - 1) / 2) * _NOTE, line, size=SMALL, color=SOFT, italic=True)
        return
    if lines:
        _break(axes, lines, y, left, right)
        y += _NOTE * len(lines) + 7
    middle = y + _BAR / 2
    write(axes, 0, middle, year.label)
    x = left
    for index, part in enumerate(year.parts):
        if part.share.value is None:
            continue
        length = (right - left) * part.share.value / 100
        _swatch(axes, x, y, length, _BAR, SCALE[index % len(SCALE)])
        label = part.share.text(texts.language, unit=False)
        if length > text_width(label, SMALL) + 2:
            write(axes, x + length / 2, middle, label, size=SMALL, color=ON_SCALE[index % len(SCALE)], align="center")
        x += length
    if _rest(year):
        _swatch(axes, x, y, right - x, _BAR, "")
    if year.total is not None:
        write(axes, width, middle, year.total.text(texts.language), align="right")


def _break(axes: Axes, lines: list[str], y: float, left: float, right: float) -> None:
    """A jagged line across the bars with its reason below it."""
    points, x, up = [left - 6], left - 6, [0.0]
    for shift in (4, 4, 4):
        x += shift
        points.append(x)
        up.append(-3.5 if len(points) % 2 == 0 else 3.5)
    axes.plot(points, [y + 1 + value for value in up], color=INK, linewidth=1.1, solid_joinstyle="miter")
    rule(axes, x, y + 1 + up[-1], x + 3, y + 1, color=INK, width=1.1)
    rule(axes, x + 3, y + 1, right, y + 1, color=INK, width=0.9, dash=(0, (4, 3)))
    for index, line in enumerate(lines):
        write(axes, left + 8, y + 10 + _NOTE * index, line, size=SMALL, color=INK, italic=True)


def _axis(axes: Axes, y: float, left: float, right: float, texts: Texts) -> None:
    for tick in (0, 25, 50, 75, 100):
        x = left + (right - left) * tick / 100
        rule(axes, x, y - 4, x, y + 1, color=SOFT, width=0.7)
        write(axes, x, y + 10, f"{tick}" + (texts("percent_sign") if tick == 100 else ""), size=SMALL, color=SOFT, align="center")


def _spoken(data: Certificates, texts: Texts) -> str:
    sentences = []
    for year in data.years:
        if year.missing:
            sentences.append(f"{year.label}: {year.missing}.")
            continue
        parts = ", ".join(f"{part.label} {part.share.text(texts.language)}" for part in year.parts)
        mark = f" ({year.mark})" if year.mark else ""
        rest = f", {texts('certificates.rest')}" if _rest(year) else ""
        sentences.append(f"{year.label}{mark}: {parts}{rest}.")
    return texts("certificates.alt") + " " + " ".join(sentences)
