"""Landscapes and flows without rows: everything works and says that there is nothing."""

from __future__ import annotations

import copy
import pickle

import pytest

import werdegang as wg

ACTORS = {"id": ["S", "B"], "kind": ["kita", "primary_school"], "region": ["15084", "15002"], "from": ["2001", "2005"]}
FLOWS = {"origin": ["S"], "destination": ["B"], "period": ["2015"], "count": [20]}


def saved_and_loaded(land, folder):
    land.save(folder / "land.gpkg")
    return wg.Landscape.load(folder / "land.gpkg")


WITHOUT = {
    "never given": lambda folder: wg.Landscape.from_frames(ACTORS),
    "given without rows": lambda folder: wg.Landscape.from_frames(ACTORS, flows={"origin": [], "destination": [], "count": []}),
    "loaded": lambda folder: saved_and_loaded(wg.Landscape.from_frames(ACTORS), folder),
    "copied": lambda folder: copy.deepcopy(wg.Landscape.from_frames(ACTORS)),
    "pickled": lambda folder: pickle.loads(pickle.dumps(wg.Landscape.from_frames(ACTORS))),
    "filtered": lambda folder: wg.Landscape.from_frames(ACTORS, flows=FLOWS).filter(kind="kita"),
    "of another time": lambda folder: wg.Landscape.from_frames(ACTORS, flows=FLOWS).snapshot("1990"),
}


@pytest.mark.parametrize("level", ["stage", "kind", "actor"])
@pytest.mark.parametrize("way", list(WITHOUT))
def test_no_flows(way, level, tmp_path):
    flows = WITHOUT[way](tmp_path).flows(level=level)
    assert len(flows) == len(flows.table()) == 0
    assert flows.stages == flows.periods == flows.groups == []
    assert "0" in repr(flows) and flows._repr_html_()
    assert len(flows.rollup()) == len(flows.rollup("sector")) == len(flows.filter(origin="kita")) == 0
    assert len(wg.Flows.concat([flows, flows])) == 0
    assert pickle.loads(pickle.dumps(flows)) == copy.deepcopy(flows) == flows
    assert len(flows.destination_rate(["gymnasium"])) == 0


def test_no_flows_beside_some():
    some = wg.Landscape.from_frames(ACTORS, flows=FLOWS).flows()
    none = wg.Landscape.from_frames(ACTORS).flows()
    assert wg.Flows.concat([none, some]).table().to_dicts() == some.table().to_dicts()


@pytest.mark.parametrize("by", ["kind", "region", ("kind", "region"), ("region", "life_phase")])
def test_inventory_of_nobody(by):
    land = wg.Landscape.from_frames(ACTORS)
    for nobody in (land.filter(kind="company"), land.snapshot("1990"), wg.LandscapeBuilder().freeze()):
        table = nobody.inventory(by=by)
        assert len(table) == 0
        assert {"actors", "offers"} < set(table.column_names)


@pytest.mark.parametrize("name", ["Flows", "Landscape", "Table", "Findings", "Codelist"])
def test_an_object_never_made_is_refused(name):
    kind = getattr(wg, name, None) or getattr(wg._core, name)
    empty = kind.__new__(kind)
    for use in (len, repr, pickle.dumps, copy.copy, lambda value: value == value):
        if use is len and not hasattr(kind, "__len__"):
            continue
        with pytest.raises(TypeError, match="holds nothing"):
            use(empty)
