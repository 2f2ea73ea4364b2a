"""Small multiples of result tables."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest

import werdegang as wg

pytest.importorskip("matplotlib", reason="matplotlib is not installed")
SHARE = "D.leaver_share_by_qualification"
SEVERAL = ["A.youth_ratio", "A.crude_birth_rate", "C.care_rate_u3", "A.total_fertility_rate", "A.population_change_rate"]


@pytest.fixture(scope="module")
def leavers():
    return wg.compute(wg.datasets.demo(), SHARE, regions=["15084", "15083", "15085", "15", "DG"])


@pytest.fixture(scope="module")
def without(leavers):
    return leavers.filter(certificate="without_hsa")


@pytest.fixture(scope="module")
def several():
    return wg.compute(wg.datasets.demo(), SEVERAL, regions=["15084", "15", "DG"])


def runs(chart, role):
    """The lengths of the stretches that are drawn as one line."""
    return [len(line.get_xdata()) for line in chart.axes[0].lines if line.get_gid() == f"line-{role}"]


def test_a_chart_for_each_region_with_state_and_country(without, boxes, assert_readable):
    chart = wg.plot.small_multiples(without, by="region")
    assert_readable(chart)
    labels = [label for label, _ in boxes(chart)]
    assert {"Burgenlandkreis", "Landkreis Börde", "Landkreis Harz", "Gebiet der Überschrift", "Sachsen-Anhalt", "Deutschland"} <= set(labels)
    assert "Alle Bilder haben denselben Maßstab." in labels and labels.count("15\u00a0%") == 3
    assert chart.alt_text.startswith("3 kleine Liniendiagramme. Landkreis Börde: Landkreis Börde Schuljahr")


def test_lines_break_where_the_series_does(without, boxes):
    chart = wg.plot.small_multiples(without, ["15084"], by="region")
    assert sorted(runs(chart, "own")) == [1, 8], "2007 stands alone, 2008 to 2015 are joined"
    assert any(label == "2007/08: Nach dem doppelten Abiturjahrgang 2007 in Sachsen-Anhalt" for label, _ in boxes(chart))


def test_a_chart_for_each_indicator_on_its_own_scale(several, boxes, assert_readable):
    for width in (720, 360):
        chart = several.plot("small_multiples", own="15084", width=width)
        assert_readable(chart)
    labels = [label for label, _ in boxes(chart)]
    assert "Jedes Bild hat seinen eigenen Maßstab." in labels
    assert "Jugendquotient (je 100)" in " ".join(labels)
    assert any(label.startswith("Lücken in den Linien: ") for label in labels)


def test_a_chart_for_each_part(leavers, boxes, assert_readable):
    chart = wg.plot.small_multiples(leavers, ["15084", "DG"], by="certificate", lang="en")
    assert_readable(chart)
    text = " ".join(label for label, _ in boxes(chart))
    assert "without lower secondary certificate" in text and "All charts have the same scale." in text
    assert wg.plot.small_multiples(leavers, ["15084"]).alt_text.startswith("6 kleine"), "by itself a table with one breakdown is drawn by it"


@pytest.mark.parametrize("width", [720, 360])
def test_labels_of_hard_tables(shares, changes, districts_of, boxes, assert_readable, width):
    here, years = districts_of("13"), range(2011, 2016)
    hidden = shares(here, years=years, hidden=lambda code, year: code != "13075" or year == 2013)
    for chart in (wg.plot.small_multiples(changes(here, years), scale="own", width=width), wg.plot.small_multiples(shares(["13075"]), width=width),
                  wg.plot.small_multiples(shares(here, value=0.0, years=years), width=width), wg.plot.small_multiples(hidden, width=width),
                  wg.plot.small_multiples(shares(districts_of("09")[:60], years=years), width=width),
                  wg.plot.small_multiples(hidden.filter(region=["13003", "13075"]), width=width)):
        assert_readable(chart)
        ElementTree.fromstring(chart._repr_svg_())
    assert runs(chart, "own") == [2, 2]
    assert "kein Wert: geheim/unbekannt" in " ".join(label for label, _ in boxes(chart)).replace("\n", " ")


def test_what_cannot_be_drawn(leavers, without, several, districts_of, shares):
    for match, call in {
        r"by='grade' in small_multiples: expected one of indicator, region, certificate": lambda: wg.plot.small_multiples(leavers, by="grade"),
        r"scale='log' in small_multiples: expected 'common' or 'own'": lambda: wg.plot.small_multiples(without, scale="log"),
        r"scale='common' in small_multiples: the indicators have different units \(children_per_woman, ": lambda: wg.plot.small_multiples(several, scale="common"),
        r"5 indicators in small_multiples\(by='region'\): expected one": lambda: wg.plot.small_multiples(several, by="region"),
        r"5 regions as lines in small_multiples\(by='certificate'\): expected up to 4": lambda: wg.plot.small_multiples(leavers, by="certificate"),
        r"96 charts in small_multiples: expected up to 60": lambda: wg.plot.small_multiples(shares(districts_of("09"))),
        r"region='99999' in small_multiples: expected a region of the table": lambda: wg.plot.small_multiples(without, ["15084", "99999"]),
        r"no value in small_multiples.* unknown_or_secret": lambda: wg.plot.small_multiples(without.filter(value=None)),
    }.items():
        with pytest.raises(wg.InvalidArgument, match=match):
            call()
