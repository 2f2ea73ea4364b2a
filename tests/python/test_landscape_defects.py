"""What is odd in places, keys and kinds is said, with the row, and nothing is repaired in silence."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

import werdegang as wg

MUNICH = (11.57, 48.14)
ZEITZ = (12.14, 51.05)


def landscape(place, region, **frames):
    actors = {"id": ["K"], "kind": ["kita"], "region": [region], "longitude": [place[0]], "latitude": [place[1]]}
    return wg.Landscape.from_frames(actors, **frames)


def codes(land):
    return [finding.code for finding in land.findings]


@pytest.mark.parametrize("region", ["15084", "15084355", "15", "11"])
def test_munich_lies_in_no_other_state(region):
    [finding] = landscape(MUNICH, region).findings
    assert finding.code == "outside_region"
    state = "Berlin" if region == "11" else "Sachsen-Anhalt"
    assert finding.args[4] == region
    assert finding.message("de").startswith("Akteure: „K“ (11.57; 48.14) soll zur Region ")
    assert finding.message("de").endswith(f"gehören, liegt aber außerhalb von {state} (Rechteck mit 0,1 Grad Rand).")
    assert f"lies outside {state} (rectangle with 0.1 degrees of room)" in finding.message("en")


@pytest.mark.parametrize("region", ["15084", "15084355", "15", "DG"])
def test_places_in_their_state_are_fine(region):
    assert codes(landscape(ZEITZ, region)) == []
    assert codes(landscape(ZEITZ[::-1], region)) == ["exchanged_coordinates"]


def test_an_own_region_without_an_outline_looks_around_itself():
    regions = {"code": ["east", "yard", "loop"], "parent": ["15084", "east", "loop"]}
    assert codes(landscape(MUNICH, "yard", regions=regions)) == ["outside_region"]
    assert codes(landscape(ZEITZ, "yard", regions=regions)) == []
    assert codes(landscape(MUNICH, "loop", regions=regions)) == []
    bounded = regions | {"west": [12.0, None, None], "south": [51.0, None, None], "east": [12.1, None, None], "north": [51.1, None, None]}
    [finding] = landscape(ZEITZ, "yard", regions=bounded).findings
    assert finding.args[-2:] == ["yard", "east"]


SQUARE_WITH_HOLE = "POLYGON ((11 51, 12 51, 12 52, 11 52, 11 51), (11.4 51.4, 11.6 51.4, 11.6 51.6, 11.4 51.6, 11.4 51.4))"
TWO = "multipolygon(((11 51,12 51,11 52,11 51)),((13 51,14 51,14 52,13 51)))"


@pytest.mark.parametrize(
    ("outline", "place", "inside"),
    [
        (SQUARE_WITH_HOLE, (11.2, 51.2), True),
        (SQUARE_WITH_HOLE, (11.5, 51.5), False),
        (SQUARE_WITH_HOLE, (12.1, 51.5), False),
        (TWO, (11.2, 51.2), True),
        (TWO, (11.8, 51.8), False),
        (TWO, (13.9, 51.5), True),
        (TWO, (12.5, 51.5), False),
        ("POLYGON Z ((11 51 5, 12 51 5, 12 52 5, 11 51 5))", (11.8, 51.2), True),
    ],
)
def test_an_outline_as_text_holds_its_places(outline, place, inside):
    regions = {"code": ["north"], "outline": [outline]}
    land = landscape(place, "north", regions=regions)
    assert codes(land) == ([] if inside else ["outside_region"])
    assert land.regions()["outline"].tolist() == [outline]
    assert pickle.loads(pickle.dumps(land)) == land


@pytest.mark.parametrize("outline", ["POLYGON ((11 51, 12 51))", "POINT (11 51)", "north of the river", "POLYGON ((4500000 51, 12 51, 12 52))", SQUARE_WITH_HOLE + ")"])
def test_an_outline_nobody_can_read_is_said(outline):
    [finding] = landscape((11.5, 51.5), "north", regions={"code": ["north"], "outline": [outline]}).findings
    assert (finding.code, finding.row, finding.column, finding.args[0]) == ("unreadable_outline", 1, 2, "north")


def test_numbers_beyond_the_globe():
    assert codes(landscape((200, 51), "15")) == codes(landscape((11, 91), "15")) == ["impossible_coordinates"]
    assert codes(landscape((468298, 5540000), "15")) == ["map_grid_coordinates"]


def test_an_actor_of_no_kind_is_said():
    [finding] = wg.Landscape.from_frames({"id": ["a", "b"], "kind": ["kita", None]}).findings
    assert (finding.code, finding.row, finding.column) == ("missing_code", 2, 2)
    assert finding.message("de") == "Akteure: „b“ hat keine Angabe in „kind“."


def test_blanks_are_no_part_of_a_key():
    land = wg.Landscape.from_frames(
        {"id": [" ", "b ", "c", None], "kind": ["kita"] * 4},
        ties={"source": ["b", None, "c"], "target": [" c", "c", ""], "kind": ["cooperation"] * 3},
    )
    assert land.actors()["id"].tolist() == ["b", "c"]
    found = sorted((finding.code, land.findings.source(finding), finding.row) for finding in land.findings)
    assert found == [
        ("missing_key", "actors", 1), ("missing_key", "actors", 4), ("missing_key", "ties", 2), ("missing_key", "ties", 3),
        ("trimmed_key", "actors", 2), ("trimmed_key", "ties", 1),
    ]  # fmt: skip
    assert len(land.ties()) == 1


def test_truth_values_are_no_keys():
    with pytest.raises(wg.InvalidArgument, match="truth values in column 'id' of actors: expected texts or whole numbers"):
        wg.Landscape.from_frames({"id": [True, False], "kind": ["kita"] * 2})
    polars, duckdb = pytest.importorskip("polars"), pytest.importorskip("duckdb")
    frame = polars.DataFrame({"id": [True, False], "kind": ["kita"] * 2})
    relation = duckdb.sql("SELECT true AS id, 'kita' AS kind")
    for actors in (frame, frame.to_pandas(), frame.to_arrow(), relation, wg.frames.to_table(frame), {"id": np.array([True]), "kind": ["kita"]}):
        with pytest.raises(wg.InvalidArgument, match="truth values in column 'id' of actors"):
            wg.Landscape.from_frames(actors)
    with pytest.raises(wg.InvalidArgument, match="truth values in column 'source' of ties"):
        wg.Landscape.from_frames({"id": ["a"], "kind": ["kita"]}, ties={"source": [True], "target": ["a"], "kind": ["cooperation"]})


def test_flows_carry_their_own_findings_only():
    land = wg.Landscape.from_frames(
        {"id": ["a", "b"], "kind": ["kita", None]}, flows={"origin": ["a"], "destination": ["nowhere land"], "count": [3]}
    )
    assert sorted(codes(land)) == ["missing_code", "unknown_flow_end"]
    assert [finding.code for finding in land.flows("actor").findings] == ["unknown_flow_end"]


def test_slips_of_the_caller_are_told_in_a_sentence():
    land = wg.Landscape.from_frames({"id": ["a"], "kind": ["kita"]}, ties={"source": ["a"], "target": ["a"], "kind": ["cooperation"]})
    for level in (None, 3):
        with pytest.raises(TypeError, match=rf"^level={level} in Landscape.flows: expected 'stage', 'kind' or 'actor'$"):
            land.flows(level=level)
    with pytest.raises(TypeError, match="^Landscape.difference takes another Landscape, not NoneType$"):
        land.difference(None)
    with pytest.raises(TypeError, match="^foo=1 in Landscape.filter: expected kind, region, sector, formality or date$"):
        land.filter(foo=1)
    with pytest.raises(wg.UnknownName, match="unknown breakdown 'foo': did you mean 'kind', 'region'"):
        land.inventory("foo")
    assert repr(land) == "Landscape: 1 actor, 0 offers, 1 tie, findings: 0 errors, 1 warning, 0 infos"
