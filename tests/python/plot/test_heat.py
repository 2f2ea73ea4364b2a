"""Heat maps of result tables."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections import Counter

import pytest

import werdegang as wg
from werdegang.plot._heat import _step

pytest.importorskip("matplotlib", reason="matplotlib is not installed")
SEVERAL = ["A.youth_ratio", "A.crude_birth_rate", "C.care_rate_u3", "A.youth_unemployment_rate"]


@pytest.fixture(scope="module")
def leavers():
    return wg.compute(wg.datasets.demo(), "D.leaver_share_by_qualification").filter(certificate="without_hsa")


@pytest.fixture(scope="module")
def several():
    return wg.compute(wg.datasets.demo(), SEVERAL)


def cells(chart):
    return Counter(patch.get_gid() for patch in chart.axes[0].patches if (patch.get_gid() or "").startswith("cell"))


def test_fifths_and_distances():
    group = [1.0, 2.0, 3.0, 4.0, 5.0]
    assert [_step(value, group, "percentile") for value in group] == [0, 1, 2, 3, 4]
    assert [_step(value, [0.0, 10.0] * 5 + [value], "z") for value in (-20.0, 5.0, 30.0)] == [0, 2, 4]
    assert _step(7.0, [7.0], "percentile") == _step(7.0, [7.0, 7.0], "z") == 2, "where all are equal nobody is high"


def test_regions_over_the_years(leavers, boxes, assert_readable):
    chart = wg.plot.heat_map(leavers, "15084", within="state")
    assert_readable(chart)
    found = cells(chart)
    assert sum(found.values()) == 16 * 10, "14 districts, the state and Germany in 10 years; the former districts are not in the group"
    assert found["cell"] == 20, "state and country have no colour"
    labels = [label for label, _ in boxes(chart)]
    assert {"2014/15", "12,2", "oberstes Fünftel", "a", "Deutschland"} <= set(labels)
    text = " ".join(labels)
    assert "Schraffiert, ohne Wert: a geheim/unbekannt" in text and "Farben vergleichen alle Zellen der Gebiete; dunkel heißt hoch" in text
    assert "Burgenlandkreis" in chart.alt_text and "2014/15 12,2 (" in chart.alt_text


def test_indicators_side_by_side(several, boxes, assert_readable):
    for width in (720, 360):
        chart = wg.plot.heat_map(several, "15084", within="state", colour="z", width=width, lang="en")
        assert_readable(chart)
    text = " ".join(label for label, _ in boxes(chart))
    assert "Colours compare the regions of a column; blue is above their mean, brown below" in text
    assert "Time: 31\u00a0December\u00a02015; 2015; 1\u00a0March\u00a02016" in text and "from 1.5 standard deviations" in text
    assert sum(cells(chart).values()) == 16 * 4 and len([label for label, _ in boxes(chart) if label == "Burgenlandkreis"]) == 2, "two bands of columns"


def test_every_indicator_has_a_part_in_which_the_region_has_a_value(boxes):
    rows = [("school_leavers", "without_hsa", 30), ("school_leavers", "total", 300), ("births", None, 20), ("population", None, 3000)]
    figures = {"variable": [], "region": [], "period": [], "certificate": [], "value": [], "status": []}
    for region in ("13003", "13004"):
        for variable, certificate, value in rows:
            hidden = region == "13003" and certificate == "without_hsa"
            for name, entry in zip(figures, (variable, region, "2015", certificate, None if hidden else value, "unknown_or_secret" if hidden else "reported")):
                figures[name].append(entry)
        for name, entry in zip(figures, ("school_leavers", region, "2015", "hsa", 90, "reported")):
            figures[name].append(entry)
    obs = wg.Observations.from_frame(figures, source="invented")
    table = wg.compute(obs, ["D.leaver_share_by_qualification", wg.Indicator(id="own.births", formula="1000 * births / population", unit="per_1000")])
    found = {code: " ".join(label for label, _ in boxes(wg.plot.heat_map(table, code))) for code in ("13003", "13004")}
    assert "mit Hauptschulabschluss" in found["13003"] and "ohne Hauptschulabschluss" in found["13004"]
    assert all("own.births (je 1.000)" in text and "6,7" in text for text in found.values())


def test_a_row_that_the_table_lacks_is_told_from_a_missing_value(leavers, boxes):
    some = leavers.filter(region=["15084", "15083"], period=["2006", "2007"])
    keep = [row["region"] == "15084" or row["period"] == "2007" for row in some.to_dicts()]
    chart = wg.plot.heat_map(some._take([place for place, kept in enumerate(keep) if kept]))
    assert "a nicht in der Tabelle und b geheim/unbekannt." in " ".join(label for label, _ in boxes(chart)) and cells(chart)["cell-missing"] == 2


@pytest.mark.parametrize("width", [720, 360])
def test_labels_of_hard_tables(shares, changes, districts_of, assert_readable, width):
    here, years = districts_of("13"), range(2010, 2016)
    for table, colour in ((shares(["13075"]), "z"), (shares(here, value=0.0, years=years), "z"), (shares(here, value=1.0, years=years), "percentile"),
                          (changes(here, years), "z"), (shares(here, years=years, hidden=lambda code, _: code != "13075"), "percentile")):
        chart = wg.plot.heat_map(table, "13075", colour=colour, width=width)
        assert_readable(chart)
        ElementTree.fromstring(chart._repr_svg_())


def test_all_districts_of_germany(shares, districts_of, boxes):
    chart = wg.plot.heat_map(shares(districts_of()), "13075")
    assert sum(cells(chart).values()) == 401 and max(box.x1 for _, box in boxes(chart)) <= 721
    assert len(chart.alt_text) < 400, "a large table is not read out"


def test_what_cannot_be_drawn(leavers, several, shares, districts_of):
    for match, call in {
        r"columns='year' in heat_map: expected 'indicator' or 'period'": lambda: wg.plot.heat_map(leavers, columns="year"),
        r"colour='red' in heat_map: expected 'percentile' or 'z'": lambda: wg.plot.heat_map(leavers, colour="red"),
        r"4 indicators in heat_map\(columns='period'\): expected one": lambda: wg.plot.heat_map(several, columns="period"),
        r"9 rows and 48 columns in heat_map: expected up to 450 and 40": lambda: wg.plot.heat_map(shares(districts_of("13"), years=range(1960, 2008))),
        r"region='99999' in heat_map": lambda: wg.plot.heat_map(leavers, "99999"),
        r"no value in heat_map.*unknown_or_secret": lambda: wg.plot.heat_map(leavers.filter(value=None)),
    }.items():
        with pytest.raises(wg.InvalidArgument, match=match):
            call()
