"""Sankey diagrams: what is drawn, what is written, and that nothing unreleased goes out."""

from __future__ import annotations

import pytest

import werdegang as wg

FRAME = {
    "origin": ["realschule", "realschule", "realschule", "training", "training", "training"],
    "destination": ["training", "realschule", "unknown", "job", "unknown", "moved_away"],
    "count": ["60", "2", "18", "50", "9", "*"],
    "lower": [None] * 5 + [1],
    "upper": [None] * 5 + [2],
}


@pytest.fixture(scope="module")
def flows():
    return wg.Flows.from_frame(FRAME)


def test_layers_follow_the_chain(flows):
    (panel,) = flows.sankey().panels
    layers = {node.stage: node.layer for node in panel.nodes}
    assert layers["realschule"] == 0 and layers["training"] == 1
    assert layers["job"] == layers["unknown"] == 2
    realschule = next(node for node in panel.nodes if node.stage == "realschule")
    assert (realschule.stayed, realschule.outflow) == (2.0, 78.0)
    assert panel.persons == 78.0
    assert [link.count for link in panel.links if link.status == "suppressed"] == [None]
    assert "1 of them hidden" in repr(flows.sankey())


def test_the_picture_names_what_is_unknown_and_hidden(flows):
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    german = flows.sankey().plot(title="Verbleib").to_svg()
    assert "Verbleib unbekannt" in german and "Berufsausbildung" in german
    assert "Ohne Zahl (schraffiert, ohne Maßstab): Berufsausbildung → Fortzug: 1–2" in german
    assert "Auf derselben Station geblieben: Realschule 2" in german
    english = flows.sankey().plot(lang="en").to_svg()
    assert "Destination unknown" in english and "Stayed in the same stage" in english


def test_labels_stay_inside_the_picture():
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    from werdegang.report.charts.style import text_width

    for source in (wg.datasets.applicant_destinations(), wg.datasets.hamburg_follow_up()):
        for lang in ("de", "en"):
            chart = source.sankey().plot(lang=lang)
            axes = chart.axes[0]
            width, height = axes.get_xlim()[1], axes.get_ylim()[0]
            for text in axes.texts:
                x, y = text.get_position()
                wide = text_width(text.get_text(), text.get_fontsize(), text.get_weight() == "bold")
                left = x - wide if text.get_ha() == "right" else x
                assert -1 <= left and left + wide <= width + 1, text.get_text()
                assert 0 <= y <= height, text.get_text()


def test_own_surveys_stand_beside_official_figures():
    office = wg.Flows.from_frame({"origin": ["realschule"], "destination": ["training"], "count": [60]}, source="Amt")
    survey = wg.Flows.from_frame({"origin": ["realschule"] * 2, "destination": ["training", "job"], "count": [6, 4]}, source="Befragung")
    drawing = wg.Flows.concat([office, survey]).sankey()
    assert [panel.source for panel in drawing.panels] == ["Amt", "Befragung"]
    assert [panel.persons for panel in drawing.panels] == [60.0, 10.0]
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    assert "Jede Quelle hat ihren eigenen Maßstab" in drawing.plot().to_svg()


def test_only_released_figures_are_saved(flows, tmp_path):
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    with pytest.raises(wg.NotReleased, match="wg.protect"):
        flows.sankey().save(tmp_path / "a.svg")
    released = wg.sankey(wg.protect(flows.table(), wg.DisclosurePolicy(min_count=10)))
    hidden = {(link.origin, link.destination): link.count for panel in released.panels for link in panel.links}
    assert hidden[("training", "unknown")] is None and hidden[("training", "job")] == 50.0
    for name in ("a.svg", "a.png", "a.pdf"):
        assert released.save(tmp_path / name).stat().st_size > 1000
    assert "Verbleib unbekannt" in (tmp_path / "a.svg").read_text(encoding="utf-8")
    with pytest.raises(wg.InvalidArgument, match="a.gif"):
        released.save(tmp_path / "a.gif")


def test_interactive(flows, tmp_path):
    pytest.importorskip("plotly", reason="plotly is not installed")
    figure = flows.sankey().plotly()
    trace = figure.data[0]
    assert len(trace.link.source) == 5 and min(trace.link.value) > 0
    assert any("1–2" in text for text in trace.link.customdata)
    released = wg.sankey(wg.as_published(wg.datasets.applicant_destinations().table(), "BIBB"))
    assert released.ground == "published: BIBB"
    assert "Berufsausbildung" in released.save(tmp_path / "a.html").read_text(encoding="utf-8")


def test_what_cannot_be_drawn(flows):
    with pytest.raises(TypeError, match="sankey takes Flows"):
        wg.sankey(flows.table())
    with pytest.raises(wg.InvalidArgument, match="no flows in sankey"):
        flows.filter(origin="job").sankey()
