"""Funnels of result tables."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ElementTree

import pytest

import werdegang as wg
from werdegang.plot._funnel import limits

pytest.importorskip("matplotlib", reason="matplotlib is not installed")


@pytest.fixture(scope="module")
def demo():
    return wg.compute(wg.datasets.demo(), "D.leaver_share_by_qualification").filter(certificate="without_hsa")


def marks(chart, place):
    return [line for line in chart.axes[0].lines if line.get_gid() == f"point-{place}"]


def test_limits_are_those_of_the_normal_approximation():
    bounds = limits(20.0, [400])[0]
    expected = [20 + sign * z * 100 * math.sqrt(0.2 * 0.8 / 400) for z in (1.959964, 3.090232) for sign in (-1, 1)]
    assert bounds == pytest.approx(expected, abs=1e-4)
    assert limits(0.0, [5]) == [(0.0, 0.0, 0.0, 0.0)] and limits(99.0, [5])[0][3] == 100.0


def test_a_district_among_all(demo, boxes, assert_readable):
    chart = wg.plot.funnel(demo, "15084")
    assert_readable(chart)
    rows = demo.filter(period="2015").to_dicts()
    drawn = [row for row in rows if len(row["region"]) == 5 and row["value"] is not None]
    assert sum(len(marks(chart, place)) for place in ("inside", "beyond_95", "above", "below")) == len(drawn) == 83
    share = sum(row["numerator"] for row in drawn) / sum(row["denominator"] for row in drawn)
    outer = [100 * share + sign * 3.0902323 * 100 * math.sqrt(share * (1 - share) / 1323) for sign in (-1, 1)]
    assert outer[1] < 12.2, "the Burgenlandkreis lies above"
    assert "Burgenlandkreis 12,2\u00a0% (162\u00a0von\u00a01.323): über der oberen 99,8-%-Grenze." in chart.alt_text
    text = " ".join(label for label, _ in boxes(chart))
    assert f"alle zusammen {100 * share:.1f}".replace(".", ",") in text and "So viele sind mehr, als Zufall erklärt" in text
    assert "Landkreis Mansfeld-Südharz" in [label for label, _ in boxes(chart)], "those beyond the outer limits are named beside their marks"


def test_the_districts_of_a_state_and_english(demo, boxes, assert_readable):
    chart = wg.plot.funnel(demo, "15084", within="state", lang="en", width=360)
    assert_readable(chart)
    assert "all together 10.6%" in [label for label, _ in boxes(chart)] and "school year\u00a02014/15" in chart.alt_title
    assert len(marks(chart, "above")) == 1 and len(marks(chart, "beyond_95")) == 4


@pytest.mark.parametrize("width", [720, 360])
def test_labels_of_hard_tables(shares, districts_of, assert_readable, width):
    here = districts_of("13")
    for table in (shares(districts_of()), shares(["13075"]), shares(here, value=0.0), shares(here, value=1.0),
                  shares(here, hidden=lambda code, _: code != "13075"), shares(districts_of(), hidden=lambda code, _: code != "13075")):
        chart = wg.plot.funnel(table, "13075", width=width)
        assert_readable(chart)
        ElementTree.fromstring(chart._repr_svg_())


def test_shares_above_a_hundred_are_drawn_and_the_scale_may_leave_out_zero(boxes):
    """In a small district more children can be in day care than live there."""
    figures = {"variable": ["children_in_daycare", "population"] * 3, "region": ["13003", "13003", "13004", "13004", "13071", "13071"],
               "value": [102, 100, 930, 1000, 2700, 3000], "period": ["2016"] * 6}
    own = wg.Indicator(id="own.rate", formula="100 * children_in_daycare / population", unit="percent")
    chart = wg.plot.funnel(wg.compute(wg.Observations.from_frame(figures, source="invented"), own), "13003")
    assert "Rostock 102,0" in chart.alt_text and len(marks(chart, "above")) == 1
    assert "0" not in [label for label, _ in boxes(chart)]


def test_equal_districts_all_lie_inside(shares, districts_of):
    chart = wg.plot.funnel(shares(districts_of("13"), value=0.0))
    assert len(marks(chart, "inside")) == 8
    assert "Von 8 liegen 0 außerhalb der 95-%-Grenzen" in chart.alt_text


def test_what_cannot_be_drawn(demo, changes, districts_of):
    with pytest.raises(wg.InvalidArgument, match=r"A\.youth_ratio in funnel: expected the share of a part in its whole; this one is of the kind ratio, try dot_strip"):
        wg.plot.funnel(wg.compute(wg.datasets.demo(), "A.youth_ratio"), "15084")
    with pytest.raises(wg.InvalidArgument, match=r"own\.change in funnel: .*region \d+ has the value .* with numerator none and denominator none"):
        wg.plot.funnel(changes(districts_of("13")))
    with pytest.raises(wg.InvalidArgument, match="region='99999' in funnel"):
        wg.plot.funnel(demo, "99999")
