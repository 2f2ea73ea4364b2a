"""Colours, type sizes and the drawing surface that all charts share.

A chart is laid out in points on one axes that fills the figure: x grows to the right, y downwards, both in the units of the
exported SVG. Text is measured with DejaVu Sans, which is wider than the fonts a reader's page will use, so labels that fit
here fit there.
"""

from __future__ import annotations

import math
import textwrap
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.textpath import TextToPath

from ... import _text
from ..._core import InvalidArgument, NotReleased
from .svg import accessible_svg

WIDE = 720.0
NARROW = 360.0

INK = "#1b2a33"
SOFT = "#52626c"
HAIR = "#c9d1d6"
PALE = "#eef2f4"
OWN = "#0b4a63"
OTHER = "#74848e"
STATE = "#8a5a14"
COUNTRY = "#52626c"

# certificates from the lowest to the highest: ochre, then sand, then ever darker blue, so that grey prints keep the order
SCALE = ("#8a5a14", "#ead9b3", "#8fb3c4", "#47778f", "#0b4a63")
ON_SCALE = ("#ffffff", INK, INK, "#ffffff", "#ffffff")

# five steps from low to high, ever darker; and from below to above the middle, safe for the colour-blind
SEQUENCE = ("#dfeaf0", "#bcd3de", "#8fb3c4", "#47778f", "#0b4a63")
DIVERGING = ("#8a5a14", "#d6bd83", "#f4f1ea", "#8fb3c4", "#0b4a63")
ON_SEQUENCE = (INK, INK, INK, "#ffffff", "#ffffff")
ON_DIVERGING = ("#ffffff", INK, INK, INK, "#ffffff")
HATCH = "/////"

TEXT = 11.0
SMALL = 9.8
_FAMILY = "DejaVu Sans"


class Chart(Figure):
    """A matplotlib figure that knows its alternative text and can show itself as an accessible SVG."""

    alt_title: str = ""
    alt_text: str = ""
    ground: str | None = None

    def describe(self, title: str, text: str) -> Chart:
        """Sets the alternative text that screen readers speak."""
        self.alt_title, self.alt_text = title, text
        return self

    def with_source(self, text: str) -> Chart:
        """The same chart with its source line below, for use outside the page."""
        axes = self.axes[0]
        width, height = axes.get_xlim()[1], axes.get_ylim()[0]
        lines = wrap(text, width, SMALL)
        taller = height + 8 + 13 * len(lines)
        self.set_size_inches(width / 72, taller / 72)
        axes.set_ylim(taller, 0)
        for index, line in enumerate(lines):
            write(axes, 0, height + 9 + 13 * index, line, size=SMALL, color=SOFT)
        return self

    def to_svg(self, key: str = "chart") -> str:
        """The chart as one SVG element for inlining; ``key`` must be unique on its page."""
        with drawing():
            return accessible_svg(self, key, self.alt_title, self.alt_text)

    def save(self, path: str | Path) -> Path:
        """Writes the chart as .svg, .png or .pdf: released figures only. White ground, a margin of 12 points."""
        target = Path(path)
        if target.suffix not in (".svg", ".png", ".pdf"):
            raise InvalidArgument(f"'{target.name}' in save: expected a name that ends in .svg, .png or .pdf")
        if self.ground is None:
            raise NotReleased(f"{path}: the figures of this chart were not released; draw it from wg.protect(table), or from wg.as_published(table, source) "
                              "for an office's own figures")
        if target.suffix == ".svg":
            target.write_text(self._alone() + "\n", encoding="utf-8")
        else:
            with drawing():
                self.savefig(target, dpi=200, facecolor="white", bbox_inches="tight", pad_inches=1 / 6)
        return target

    def _alone(self) -> str:
        """The chart as an SVG of its own: with a size and a font, and with identifiers that no other chart has."""
        width, height = self.get_size_inches() * 72
        markup = self.to_svg("chart-key")
        markup = markup.replace("chart-key", f"chart-{zlib.crc32(markup.encode()):08x}")
        return markup.replace("<svg ", f'<svg width="{width:g}" height="{height:g}" font-family="DejaVu Sans, Verdana, Arial, sans-serif" ', 1)

    def _repr_svg_(self) -> str:
        return self._alone()


@contextmanager
def drawing() -> Iterator[None]:
    """Text as text, names are never read as formulas, and the same input gives the same bytes."""
    settings = {"svg.fonttype": "none", "svg.hashsalt": "werdegang", "text.parse_math": False, "font.family": [_FAMILY],
                "axes.unicode_minus": True, "path.simplify": False}
    with matplotlib.rc_context(settings):
        yield


def surface(width: float, height: float) -> tuple[Chart, Axes]:
    """An empty chart of this size in points, with y growing downwards."""
    with drawing():
        chart = Chart(figsize=(width / 72, height / 72), dpi=72)
        FigureCanvasAgg(chart)
        axes = chart.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, width)
        axes.set_ylim(height, 0)
        axes.axis("off")
    chart.patch.set_alpha(0)
    return chart, axes


@lru_cache(maxsize=4096)
def text_width(text: str, size: float = TEXT, bold: bool = False) -> float:
    """The width of a line of text in points."""
    font = FontProperties(family=_FAMILY, size=size, weight="bold" if bold else "normal")
    return TextToPath().get_text_width_height_descent(text, font, ismath=False)[0]


def wrap(text: str, width: float, size: float = TEXT, bold: bool = False) -> list[str]:
    """Breaks a label into lines that fit; a single word that is too long is broken as well, never cut."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and text_width(f"{lines[-1]} {word}", size, bold) <= width:
            lines[-1] = f"{lines[-1]} {word}"
            continue
        while text_width(word, size, bold) > width and len(word) > 4:
            fit = max(3, int(len(word) * width / text_width(word, size, bold)) - 1)
            pieces = textwrap.wrap(word, fit, break_on_hyphens=True) if "-" in word[1:fit] else [word[:fit] + "-", word[fit:]]
            lines.append(pieces[0])
            word = word[len(pieces[0].removesuffix("-")):] if not word.startswith(pieces[0]) else word[len(pieces[0]):]
        lines.append(word)
    return lines


def headline(reason: str) -> str:
    """The part of a break's text before its colon or semicolon; the table below the chart has the whole."""
    return reason.partition(":")[0].partition(";")[0].rstrip(". ")


def write(axes: Axes, x: float, y: float, text: str, *, size: float = TEXT, color: str = INK, align: str = "left",
          bold: bool = False, italic: bool = False, valign: str = "center", ground: str | None = None) -> None:
    """One line of text at a point; on a ground where something else lies below."""
    box = {"facecolor": ground, "alpha": 0.75, "linewidth": 0, "pad": 1} if ground else None
    axes.text(x, y, text, fontsize=size, color=color, ha=align, va=valign, weight="bold" if bold else "normal",
              style="italic" if italic else "normal", parse_math=False, fontfamily=_FAMILY, bbox=box)


def write_lines(axes: Axes, x: float, y: float, lines: list[str], *, size: float = TEXT, leading: float = 1.25, **how: object) -> None:
    """Several lines centred on ``y``."""
    step = size * leading
    for index, line in enumerate(lines):
        write(axes, x, y + (index - (len(lines) - 1) / 2) * step, line, size=size, **how)


def bar(axes: Axes, x: float, y: float, width: float, height: float, color: str, **how: object) -> None:
    """A rectangle whose upper left corner is (x, y)."""
    axes.add_patch(Rectangle((x, y), width, height, facecolor=color, **{"linewidth": 0, **how}))


def rule(axes: Axes, x0: float, y0: float, x1: float, y1: float, *, color: str = HAIR, width: float = 0.8, dash: str = "-",
         above: int = 1) -> None:
    """A straight line."""
    axes.plot([x0, x1], [y0, y1], color=color, linewidth=width, linestyle=dash, zorder=above, solid_capstyle="butt")


def nice_range(values: Iterable[float]) -> tuple[float, float, float]:
    """Round axis ends that include zero and all values, and the step of their 2 to 6 ticks."""
    values = [0.0, *values]
    low, high = min(values), max(values)
    return _rounded(low, high) if low < high else (0.0, 1.0, 0.5)


def close_range(values: Iterable[float]) -> tuple[float, float, float]:
    """The same without zero, where the values lie far from it: for positions, never for lengths."""
    values = list(values)
    low, high = min(values), max(values)
    if not 0 < high - low < min(abs(low), abs(high)) or low * high <= 0:
        return nice_range(values)
    return _rounded(low, high)


def _rounded(low: float, high: float) -> tuple[float, float, float]:
    """Round ends around two values that differ, and a step."""
    power = 10.0 ** math.floor(math.log10(high - low))
    for step in (power / 5, power / 2, power, power * 2, power * 5):
        first, last = math.floor(low / step), math.ceil(high / step - 1e-9)
        if last - first <= 5:
            break
    return first * step, last * step, step


def ticks(low: float, high: float, step: float, unit: str, language: str) -> list[tuple[float, str]]:
    """Tick values with their labels; the last one carries the per cent sign."""
    digits = max(0, -math.floor(math.log10(step) + 1e-9))
    values = [low + index * step for index in range(round((high - low) / step) + 1)]
    labels = [_text.number(value, digits, language) for value in values]
    if _text.canonical_unit(unit) == "percent":
        labels[-1] = _text.measure(values[-1], unit, digits, language)
    return list(zip(values, labels))


def notes_below(axes: Axes, top: float, lines: list[str]) -> None:
    """Lines of explanation under a chart, from the left edge."""
    for index, line in enumerate(lines):
        write(axes, 0, top + 6 + 14 * index, line, size=SMALL, color=INK, italic=True)
