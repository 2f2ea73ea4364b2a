"""Trend charts of result tables."""

from __future__ import annotations

import pytest

import werdegang as wg

pytest.importorskip("matplotlib", reason="matplotlib is not installed")
SHARE = "D.leaver_share_by_qualification"


@pytest.fixture(scope="module")
def table(districts):
    return wg.compute(districts, SHARE, regions=["15084", "15", "DG"])


def test_lines_break_where_the_series_does(table):
    chart = table.plot()
    svg = chart.to_svg()
    assert "Quelle: 21111-02-06-4" in svg and "ohne Hauptschulabschluss" in svg
    assert "doppelten Abiturjahrgang 2007" in svg
    assert "12,2" in chart.alt_text and "Burgenlandkreis" in chart.alt_text
    own = [line for line in chart.axes[0].lines if line.get_color() == "#0b4a63" and line.get_linestyle() == "-"]
    assert sorted(len(line.get_xdata()) for line in own) == [1, 3], "2007 stands alone; 2008, 2014 and 2015 are joined"


def test_english(table):
    chart = table.filter(certificate="ahr").plot(lang="en", title="University entrance")
    assert "Source: 21111-02-06-4" in chart.to_svg() and "32.5" in chart.alt_text
    assert chart.alt_title == "University entrance"


def test_own_region_and_own_indicator(districts):
    ratio = wg.Indicator(id="own.ratio", formula="100 * school_leavers[sex=female] / school_leavers", unit="percent")
    table = wg.compute(districts, ratio, regions=["16062", "16063"])
    assert table.plot(own="16063").alt_text.startswith("Liniendiagramm. Wartburgkreis")
    assert len(table.plot(regions="16062").alt_text) < len(table.plot().alt_text)


def test_what_cannot_be_drawn(districts, table):
    with pytest.raises(wg.InvalidArgument, match="9 regions in plot: expected up to 7"):
        wg.plot.trend(wg.compute(districts, SHARE))
    with pytest.raises(wg.InvalidArgument, match="2 indicators in plot"):
        wg.plot.trend(wg.compute(districts, [SHARE, "A.youth_ratio"]))
    with pytest.raises(wg.InvalidArgument, match="own='16062' in plot"):
        table.plot(own="16062")
    with pytest.raises(wg.InvalidArgument, match="no value in plot"):
        table.filter(value=None).plot()
    with pytest.raises(wg.InvalidArgument, match="kind='pie' in plot: expected one of dot_strip, funnel, heat_map, map, small_multiples, trend"):
        table.plot("pie")
    with pytest.raises(wg.InvalidArgument, match="column 'indicator'"):
        districts.table().plot()


def test_a_table_draws_what_fits():
    obs = wg.datasets.demo()
    shares = wg.compute(obs, SHARE).filter(certificate="without_hsa")
    several = wg.compute(obs, ["A.youth_ratio", "A.crude_birth_rate"])
    for start, chart in {
        "Liniendiagramm": shares.plot(regions=["15084", "15", "DG"]),
        "Punktdiagramm": shares.filter(period="2015").plot(),
        "Punktdiagramm, aufsteigend": shares.plot(own="15084"),
        "Tabelle mit 111 Zeilen": shares.plot(),
        "2 kleine Liniendiagramme": several.plot(regions=["15084", "DG"]),
        "Tabelle mit": several.plot(region="15084"),
        "Trichterdiagramm": shares.plot("funnel", own="15084"),
        "Funnel plot": shares.plot(kind="funnel", region="15084", within="state", lang="en"),
    }.items():
        assert chart.alt_text.startswith(start)
