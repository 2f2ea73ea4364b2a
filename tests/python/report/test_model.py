"""Nothing is shown without saying where it comes from."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from werdegang.report import model as m


def test_a_figure_needs_its_provenance(figures):
    share, _, _ = figures
    figure = share("15084", 162, 1323)
    for name, value in (("region", ""), ("period", ""), ("source", ()), ("source", "leavers")):
        with pytest.raises(ValueError, match="source"):
            replace(figure, **{name: value})


def test_status_and_value_agree(figures):
    share, _, missing = figures
    with pytest.raises(ValueError, match="does not fit"):
        replace(share("15084", 162, 1323), value=None)
    with pytest.raises(ValueError, match="does not fit"):
        replace(missing("15084"), value=1.0)
    with pytest.raises(ValueError, match="lower is nan"):
        replace(share("15084", 162, 1323), lower=math.nan)


def test_an_unknown_source_is_named(build_model):
    with pytest.raises(ValueError, match="'leavers'"):
        build_model(sources=())


def test_figures_are_found_everywhere(build_model):
    model = build_model()
    assert len(list(model.figures())) > 50
    assert all(figure.source for figure in model.figures())


def test_impossible_ranks_and_rows_are_refused():
    with pytest.raises(ValueError, match="rank 5 of 4"):
        m.Rank(position=5, of=4, lower=1, upper=4, group="Bremen")
    with pytest.raises(ValueError, match="2 cells for 1 columns"):
        m.Table(key="x", title="x", sheet="x", columns=("a",), rows=(("1", "2"),))
    with pytest.raises(ValueError, match="'fatal'"):
        m.FindingLine(severity="fatal", code="x", message="x")


def test_hidden_values_keep_their_reason(figures):
    _, _, missing = figures
    assert missing("15084").text("de") == "geheim/unbekannt"
    assert missing("15084", "not_existing").text("en") == "did not exist"
    assert missing("15084").interval_text("de") == ""
