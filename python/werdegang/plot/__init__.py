"""Pictures of result tables, drawn as the report draws them. Needs the extra `report` (matplotlib).

Each takes a result of `compute`, or a released one, and returns a matplotlib figure that shows itself in a notebook. A
picture of a released table can be written to a file: `wg.plot.dot_strip(wg.as_published(table, "..."), "15084").save("strip.svg")`.
"""

from werdegang.plot._dots import dot_strip
from werdegang.plot._funnel import funnel
from werdegang.plot._heat import heat_map
from werdegang.plot._map import map
from werdegang.plot._multiples import small_multiples
from werdegang.plot._trend import trend

__all__ = ["dot_strip", "funnel", "heat_map", "map", "small_multiples", "trend"]
