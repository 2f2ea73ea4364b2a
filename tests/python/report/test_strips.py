"""Every computed indicator as a small picture: right places, gaps at breaks, words for those who cannot see it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

import werdegang as wg
from werdegang.report import build_model
from werdegang.report import model as m
from werdegang.report.charts import strips
from werdegang.report.texts import load

pytest.importorskip("jinja2", reason="the extra report is not installed")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module", name="model")
def burgenlandkreis():
    return build_model(wg.datasets.demo(), "15084")[0]


def figure(value, period="2015", region="15084"):
    status = "computed" if value is not None else "unknown_or_secret"
    return m.Figure(value=value, region=region, period=period, source=("x",), status=status)


def line(values, breaks=()):
    points = [m.TrendPoint(figure=figure(value, str(2010 + place)), break_before="break" if place in breaks else "") for place, value in enumerate(values)]
    return m.TrendLine(label="Here", points=tuple(points), own=True)


def drawn(strip, kind=strips.dots):
    return ElementTree.fromstring(kind(strip, "key", load("en")))


def test_every_row_of_the_table_has_a_picture(model):
    assert [(strip.name, strip.area) for strip in model.strips] == [(row.name, row.area) for row in model.indicators]
    assert len({strip.name for strip in model.strips}) == len(model.strips), "two rows of one name cannot be told apart"
    assert all(len(strip.others) <= 13 and strip.roles[0] == "own" for strip in model.strips)


def test_dots_lie_where_the_values_are():
    others = tuple(figure(value, region=f"1500{value}") for value in (0, 5, 10))
    circles = drawn(m.Strip(name="n", area="a", own=figure(2.5), others=others)).findall(f"{SVG}circle")
    xs = [float(circle.get("cx")) for circle in circles]
    span = xs[2] - xs[0]
    assert xs[0] == strips.PAD and xs[2] == strips.WIDTH - strips.PAD
    assert xs[1] == pytest.approx(xs[0] + span / 2, abs=0.06) and xs[3] == pytest.approx(xs[0] + span / 4, abs=0.06)


def test_a_single_value_lies_in_the_middle():
    circle = drawn(m.Strip(name="n", area="a", own=figure(7))).find(f"{SVG}circle")
    assert float(circle.get("cx")) == strips.WIDTH / 2


@pytest.mark.parametrize(("values", "breaks", "lengths"), [([1, 2, 3, 4], (), [4]), ([1, 2, 3, 4, 5], (3,), [3, 2]), ([1, 2, 3, None, 5, 6], (), [3, 2])])
def test_the_line_stops_at_a_break_and_at_a_missing_year(values, breaks, lengths):
    strip = m.Strip(name="n", area="a", own=figure(values[-1]), lines=(line(values, breaks),), roles=("own",))
    paths = [path.get("d") for path in drawn(strip, strips.trend).findall(f"{SVG}path")]
    assert [path.count("L") + 1 for path in paths] == lengths


def test_two_years_are_no_trend():
    strip = m.Strip(name="n", area="a", own=figure(1), lines=(line([1, 2, None, 3, 4]),), roles=("own",))
    assert not strips.has_trend(strip)
    assert strips.has_trend(replace(strip, lines=(line([1, 2, 3]),)))


def test_the_double_cohort_cuts_the_line(model):
    leavers = next(strip for strip in model.strips if strip.name == "Schulabschluss: allgemeine Hochschulreife")
    assert {point.figure.period for point in leavers.lines[0].points if point.break_before} >= {"2008"}


def test_pictures_on_the_page_have_words_and_the_file_stays_small():
    made = wg.report(wg.datasets.demo(), "15084", path=None)
    pictures = re.findall(r'<svg[^>]*aria-labelledby="(?:strip|course)-.*?</svg>', made.html, flags=re.S)
    assert len(pictures) > len(made.model.strips)
    for picture in pictures:
        root = ElementTree.fromstring(picture)
        assert root.find(f"{SVG}title").text and root.find(f"{SVG}desc").text
    assert len(made.html.encode()) < 3_000_000


def test_parts_that_another_indicator_says_stand_once(model):
    assert "Betreuungsquote der unter Dreijährigen" in [row.name for row in model.indicators]
    assert not any(row.indicator == "C.care_rate_age" for row in model.indicators)
    assert "C.care_rate_age" not in [item.indicator for item in model.not_computed]


def test_counts_are_not_put_beside_those_of_a_state():
    rows = [(variable, region, str(year), value * (year - 2000)) for variable, value in (("new_training_contracts", 60), ("unfilled_training_places", 4))
            for year in (2013, 2014, 2015) for region in ("15084", "15083", "15")]
    own = wg.Observations.from_frame(dict(zip(("variable", "region", "period", "value"), map(list, zip(*rows, strict=True)), strict=True)), source="Kammern")
    model = build_model(wg.concat([wg.datasets.demo(), own]), "15084", policy=wg.DisclosurePolicy(min_count=3))[0]
    by_name = {strip.name: strip for strip in model.strips}
    supply, share = by_name[wg.indicators["E.supply"].label_de], by_name[wg.indicators["A.foreign_share"].label_de]
    assert supply.state is None and supply.roles == ("own",) and len(supply.others) == 1
    assert strips.has_trend(supply) and share.state is not None
