"""The charts of the report, each a function of plain report data that returns a :class:`Chart` (a matplotlib figure).

The same function serves the page (as accessible SVG with text as text) and a notebook (where a chart shows itself).
"""

from .certificates import certificate_bars
from .dots import dot_strip
from .ladder import education_ladder
from .sankey import sankey_chart
from .style import NARROW, WIDE, Chart
from .trend import trend_lines

__all__ = ["NARROW", "WIDE", "Chart", "certificate_bars", "dot_strip", "education_ladder", "sankey_chart", "trend_lines"]
