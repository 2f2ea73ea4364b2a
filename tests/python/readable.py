"""Whether the labels of a chart can be read."""

from __future__ import annotations

from itertools import combinations


def boxes(chart):
    """The labels of a chart with the room that each takes, in points."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    renderer = FigureCanvasAgg(chart).get_renderer()
    return [(text.get_text(), text.get_window_extent(renderer)) for text in chart.axes[0].texts if text.get_text().strip()]


def assert_readable(chart):
    """No label is cut, and none lies on another."""
    width, height = chart.get_size_inches() * 72
    found = boxes(chart)
    for label, box in found:
        assert box.x0 >= -1.5 and box.x1 <= width + 1.5, f"{label!r} is cut: {box.x0:.0f}..{box.x1:.0f} of {width:.0f}"
        assert box.y0 >= -1.5 and box.y1 <= height + 1.5, f"{label!r} is cut above or below"
    for (label, box), (other, other_box) in combinations(found, 2):
        overlap_x = min(box.x1, other_box.x1) - max(box.x0, other_box.x0)
        overlap_y = min(box.y1, other_box.y1) - max(box.y0, other_box.y0)
        assert overlap_x <= 1 or overlap_y <= 2.5, f"{label!r} overlaps {other!r}"
