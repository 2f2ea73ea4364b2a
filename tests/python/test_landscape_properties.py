"""What holds for every landscape."""

from __future__ import annotations

import pickle
from collections import Counter

from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

import werdegang as wg
from werdegang import testing

ENTITIES = {"actor": "actors", "offer": "offers", "tie": "ties", "body": "bodies", "membership": "memberships"}
many = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def permuted(draw, frame):
    order = draw(st.permutations(range(len(next(iter(frame.values()))))))
    return {name: [values[i] for i in order] for name, values in frame.items()}


@many
@given(testing.landscape_frames(), st.data())
def test_the_order_of_rows_makes_no_difference(frames, data):
    land = wg.Landscape.from_frames(**frames)
    assert land.findings.count("warning") == land.findings.count("error") == 0
    assert wg.Landscape.from_frames(**{name: permuted(data.draw, frame) for name, frame in frames.items()}) == land


@many
@given(testing.landscapes())
def test_a_landscape_is_pickled_and_rebuilt(land):
    assert pickle.loads(pickle.dumps(land)) == land
    assert wg.Landscape.from_frames(land.actors(), land.offers(), land.ties(), land.bodies(), land.memberships()) == land


@many
@given(testing.landscapes())
def test_a_landscape_is_saved_and_loaded(tmp_path_factory, land):
    path = tmp_path_factory.mktemp("land") / "x.gpkg"
    land.save(path)
    loaded = wg.Landscape.load(path)
    assert loaded == land and loaded.findings == land.findings


@many
@given(testing.landscapes())
def test_a_snapshot_of_all_time_is_the_whole(land):
    assert land.snapshot("0001-01-01..9999-12-31") == land
    assert land.filter() == land


@many
@given(testing.landscapes(), testing.periods())
def test_a_snapshot_of_a_snapshot_is_the_snapshot(land, period):
    part = land.snapshot(period)
    assert part.snapshot(period) == part
    assert set(part.actors().column_names) <= set(land.actors().column_names)
    assert len(land.difference(part).filter(change="added")) == 0


@many
@given(testing.landscapes(), testing.landscapes())
def test_a_difference_explains_the_counts(a, b):
    try:
        changes = a.difference(b)
    except wg.InvalidArgument:
        assert a.actors()["id"].dtype != b.actors()["id"].dtype
        return
    assert len(a.difference(a)) == 0
    assert (len(changes) == 0) == (len(b.difference(a)) == 0)
    counted = Counter(zip(changes["entity"].tolist(), changes["change"].tolist(), strict=True))
    back = Counter(b.difference(a)["change"].tolist())
    assert back["added"] == sum(n for (_, change), n in counted.items() if change == "removed")
    for entity, table in ENTITIES.items():
        before, after = len(getattr(a, table)()), len(getattr(b, table)())
        assert after - before == counted[entity, "added"] - counted[entity, "removed"]


@many
@given(testing.landscapes())
def test_the_inventory_counts_everybody_once(land):
    for by in ((), "kind", ("kind", "region"), ("sector", "formality")):
        table = land.inventory(by)
        assert table["actors"].sum() == len(land)
        assert table["offers"].sum() == len(land.offers())
    by_topic = land.inventory("topic")
    assert by_topic["offers"].sum() == len(land.offers())


def test_the_odd_cases_are_reached():
    first = settings(many, phases=[Phase.generate], max_examples=500)  # the first one found is enough
    assert find(testing.landscapes(), lambda land: len(land.ties()) > 1 and len(land.offers()) > 1, settings=first)
    assert find(testing.landscapes(), lambda land: len(land) > 0 and land.actors()["id"].dtype != object, settings=first)
    assert find(testing.landscapes(), lambda land: len(land.memberships()) > 1, settings=first)
