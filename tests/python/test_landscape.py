"""Landscapes: what goes in comes out, what is odd is said, what is wrong is refused."""

from __future__ import annotations

import copy
import datetime
import pickle

import numpy as np
import pytest

import werdegang as wg

ACTORS = {
    "id": ["kita", "school", "library"],
    "kind": ["kita", "primary_school", "library"],
    "name": ["Kita Regenbogen", "Grundschule Am Markt", "Stadtbibliothek"],
    "region": ["15084", "15084", "15002"],
    "capacity": [80, 220, None],
    "from": ["1994-08-01", None, None],
    "to": [None, None, "2018"],
    "street": ["Ring 3", "Markt 1", None],
}
OFFERS = {"id": ["reading"], "actor": ["library"], "name": ["Vorlesen"], "topic": ["language"], "age_from": [4], "age_to": [6]}
TIES = {"source": ["school", "kita"], "target": ["library", "school"], "kind": ["referral", "cooperation"], "strength": [2.5, None]}


@pytest.fixture
def land():
    return wg.Landscape.from_frames(ACTORS, offers=OFFERS, ties=TIES)


def codes(land):
    return [finding.code for finding in land.findings]


def test_tables(land):
    assert codes(land) == []
    assert land.actors().to_dicts()[0] == {
        "id": "kita", "kind": "kita", "name": "Kita Regenbogen", "sector": "early_years", "formality": "formal", "region": "15084",
        "capacity": 80.0, "from": "1994-08-01", "to": None, "street": "Ring 3",
    }  # fmt: skip
    assert land.offers().to_dicts() == [{"id": "reading", "actor": "library", "name": "Vorlesen", "topic": "language", "age_from": 4, "age_to": 6}]
    assert land.ties().to_dicts() == [
        {"source": "kita", "target": "school", "kind": "cooperation", "direction": "undirected", "strength": None},
        {"source": "school", "target": "library", "kind": "referral", "direction": "directed", "strength": 2.5},
    ]
    assert len(land) == 3 and "kita" in land and "theatre" not in land
    assert land.actors().codelist("kind").members[0].label_de == "Kindertageseinrichtung"
    assert len(land.bodies()) == len(land.memberships()) == 0


def frames_of(library):
    if library == "polars":
        polars = pytest.importorskip("polars")
        return [polars.DataFrame(frame) for frame in (ACTORS, OFFERS, TIES)]
    if library == "pandas":
        pandas = pytest.importorskip("pandas")
        return [pandas.DataFrame(frame) for frame in (ACTORS, OFFERS, TIES)]
    if library == "pyarrow":
        pyarrow = pytest.importorskip("pyarrow")
        return [pyarrow.table(frame) for frame in (ACTORS, OFFERS, TIES)]
    if library == "categories":
        polars = pytest.importorskip("polars")
        frames = [polars.DataFrame(frame) for frame in (ACTORS, OFFERS, TIES)]
        return [frame.with_columns(polars.col(polars.String).cast(polars.Categorical)) for frame in frames]
    return [[dict(zip(frame, row, strict=True)) for row in zip(*frame.values(), strict=True)] for frame in (ACTORS, OFFERS, TIES)]


@pytest.mark.parametrize("library", ["polars", "pandas", "pyarrow", "categories", "rows"])
def test_every_kind_of_frame_gives_the_same_landscape(land, library):
    actors, offers, ties = frames_of(library)
    other = wg.Landscape.from_frames(actors, offers=offers, ties=ties)
    if library == "categories":
        assert len(land.difference(other)) == 0, "an attribute of codes stays one, and says the same"
    else:
        assert other == land
    assert codes(other) == []


def test_tables_of_a_landscape_build_it_again(land):
    assert wg.Landscape.from_frames(land.actors(), land.offers(), land.ties()) == land


def test_whole_numbers_are_keys_too():
    actors = {"id": np.array([30, 10, 20]), "kind": ["kita", "school", "museum"]}
    ties = {"source": np.array([10, 20]), "target": np.array([20, 30]), "kind": ["cooperation", "cooperation"]}
    land = wg.Landscape.from_frames(actors, ties=ties)
    assert land.actors()["id"].tolist() == [10, 20, 30]
    assert land.ties()["target"].tolist() == [20, 30]
    assert 20 in land and 21 not in land
    pandas = pytest.importorskip("pandas")
    gaps = pandas.DataFrame({"source": [10, 20, None], "target": [20, 30, 10], "kind": "cooperation"})
    other = wg.Landscape.from_frames(actors, ties=gaps)
    assert other == land and codes(other) == ["missing_key"]


@pytest.mark.parametrize("kind", [
    "Schule", "Kommune", "Sportbund", "Bibliothek", "Museum", "Tanzschule", "Musikschule", "Kunstschule", "Naturpark", "Weiterbildungsanbieter", "KVHS",
    "Medienzentrum", "Inklusionsbeirat", "RZI", "Frau und Wirtschaft", "Außerschulischer Lernort", "Träger der beruflichen Bildung", "Kita",
    "Agentur für Arbeit", "Jobcenter", "Kreistag", "Schulaufsicht", "Verwaltung",
])  # fmt: skip
def test_the_kinds_that_municipalities_name_are_known(kind):
    land = wg.Landscape.from_frames({"id": [1], "kind": [kind]})
    assert codes(land) == ["read_as_code"]
    row = land.actors().to_dicts()[0]
    assert row["kind"] in wg.landscape_codelist("actor_kind").codes
    assert row["formality"] in ("formal", "non_formal", "informal") and row["sector"] in wg.landscape_codelist("sector").codes


def test_the_catalogue_of_kinds_is_whole():
    for name in ("actor_kind", "tie_kind", "topic", "life_phase", "target_group", "confirmed"):
        members = wg.landscape_codelist(name).members
        assert len({member.code for member in members}) == len(members) > 3
        assert all(member.label_de and member.label_en for member in members)
    with pytest.raises(wg.UnknownName, match="actor_kind"):
        wg.landscape_codelist("actor_kinds")


def test_findings_name_frame_row_and_column():
    ties = {"kind": ["cooperation"] * 2, "source": ["kita", "nobody"], "target": ["school", "school"]}
    found = wg.Landscape.from_frames(ACTORS, offers=OFFERS, ties=ties).findings.to_dict("en")
    assert found["code"] == ["unknown_reference"]
    assert (found["source"], found["row"], found["column"]) == (["ties"], [2], [2])
    assert found["message"] == ["ties: “nobody – school” names “nobody” in “source”, which is not in “actors”; the row was left out."]


def test_many_findings_of_a_kind_are_counted():
    ties = {"source": [f"x{i}" for i in range(50)], "target": ["kita"] * 50, "kind": ["cooperation"] * 50}
    land = wg.Landscape.from_frames({"id": ["kita"], "kind": ["kita"]}, ties=ties, findings_per_code=10)
    assert codes(land).count("unknown_reference") == 10
    assert [finding.args for finding in land.findings if finding.code == "further_findings"] == [["unknown_reference", "40"]]


@pytest.mark.parametrize(("frames", "message"), [
    ({"actors": {"id": ["a"]}}, "no column 'kind' in actors: expected id, kind"),
    ({"actors": {"id": ["a"], "kind": ["kita"], "capacity": ["achtzig"]}}, "'achtzig' in row 1 in column 'capacity' of actors: expected numbers"),
    ({"actors": {"id": ["a"], "kind": ["kita"], "region": [15084]}}, "column 'region' of actors: expected region codes as text with their leading zeros"),
    ({"actors": {"id": ["a"], "kind": [1]}}, "column 'kind' of actors: expected codes as text, such as 'kita'"),
    ({"actors": {"id": [1.5], "kind": ["kita"]}}, "column 'id' of actors: expected texts or whole numbers"),
    ({"actors": ACTORS, "ties": {"source": ["kita"], "target": ["school"]}}, "no column 'kind' in ties"),
    ({"actors": ACTORS, "ties": {"source": [1], "target": [2], "kind": ["contract"]}}, "numbers in column 'source' of ties: expected texts as in the key of actors"),
    ({"actors": ACTORS, "regions": {"code": [1]}}, "column 'code' of regions: expected texts"),
    ({"actors": ACTORS, "findings_per_code": -1}, "findings_per_code=-1"),
])  # fmt: skip
def test_mistakes_of_the_caller_are_refused(frames, message):
    with pytest.raises(wg.InvalidArgument, match=".*") as error:
        wg.Landscape.from_frames(**frames)
    assert message in str(error.value)


def test_what_is_no_table_is_refused():
    with pytest.raises(TypeError, match="actors takes"):
        wg.Landscape.from_frames(3)


def test_confirmation_knows_silence_from_denial():
    ties = {"source": ["a", "a", "b"], "target": ["b", "c", "c"], "kind": ["contract"] * 3, "confirmed": [True, False, None]}
    land = wg.Landscape.from_frames({"id": ["a", "b", "c"], "kind": ["kita"] * 3}, ties=ties)
    assert land.ties()["confirmed"].tolist() == ["yes", "no", None]
    silent = dict(ties, confirmed=["not_answered", "one_sided", "keine Antwort"])
    assert wg.Landscape.from_frames({"id": ["a", "b", "c"], "kind": ["kita"] * 3}, ties=silent).ties()["confirmed"].tolist() == [
        "not_answered", "one_sided", "not_answered",
    ]  # fmt: skip


def test_dates_of_every_kind():
    days = [datetime.date(2016, 3, 1), None, datetime.date(2015, 1, 1)]
    other = [["2016-03-01", None, "01.01.2015"], np.array(["2016-03-01", "NaT", "2015-01-01"], dtype="datetime64[D]")]
    lands = [wg.Landscape.from_frames({"id": [1, 2, 3], "kind": ["kita"] * 3, "from": values}) for values in [days, *other]]
    assert lands[0] == lands[1] == lands[2]
    assert lands[0].actors()["from"].tolist() == ["2016-03-01", None, "2015-01-01"]
    years = wg.Landscape.from_frames({"id": [1], "kind": ["kita"], "from": [2016]})
    assert years.actors()["from"].tolist() == ["2016"]


def test_regions_of_ones_own_with_an_outline():
    regions = {"code": ["north"], "name": ["Nordviertel"], "parent": ["15084"], "west": [11.0], "south": [51.0], "east": [12.0], "north": [52.0]}
    actors = {"id": ["in", "out"], "kind": ["kita"] * 2, "region": ["north"] * 2, "longitude": [11.5, 12.5], "latitude": [51.5, 51.5]}
    land = wg.Landscape.from_frames(actors, regions=regions)
    assert [(finding.code, finding.args[1], finding.args[-1]) for finding in land.findings] == [("outside_region", "out", "north")]
    assert len(land.filter(region="15084")) == 2
    assert wg.Landscape.from_frames(actors, regions={"code": ["north"], "west": [2], "south": [1], "east": [1], "north": [2]}).findings[0].code == "odd_outline"


def test_filter_snapshot_and_difference(land):
    assert land.filter(kind=["kita", "library"]).actors()["id"].tolist() == ["kita", "library"]
    assert len(land.filter(region="15")) == 3 and len(land.filter(region="15084", sector="schools")) == 1
    assert land.filter(date=2020).actors()["id"].tolist() == ["kita", "school"]
    assert land.snapshot(datetime.date(1990, 1, 1)).actors()["id"].tolist() == ["library", "school"]
    lines = land.snapshot("2020-01-01").difference(land).to_dicts()
    assert [(line["entity"], line["change"], line["key"]) for line in lines] == [
        ("actor", "added", "library"), ("offer", "added", "reading"), ("tie", "added", "school – library, referral, directed"),
    ]  # fmt: skip
    with pytest.raises(wg.UnknownName, match="did you mean 'kita'"):
        land.filter(kind="kitta")
    with pytest.raises(wg.InvalidArgument, match="15084"):
        land.filter(region=15084)
    with pytest.raises(wg.InvalidArgument, match="gestern"):
        land.snapshot("gestern")


def test_inventory(land):
    table = land.inventory()
    assert len(table) == 6
    assert table.filter(kind="kita").to_dicts() == [
        {"kind": "kita", "region": "15002", "actors": 0, "capacity": None, "actors_without_capacity": 0, "offers": 0, "offer_capacity": None, "offers_without_capacity": 0},
        {"kind": "kita", "region": "15084", "actors": 1, "capacity": 80.0, "actors_without_capacity": 0, "offers": 0, "offer_capacity": None, "offers_without_capacity": 0},
    ]  # fmt: skip
    assert land.inventory("region", region_level="state").to_dicts()[0]["capacity"] == 300
    phases = land.inventory("life_phase")
    assert set(wg.landscape_codelist("life_phase").codes) < set(phases["life_phase"])
    with pytest.raises(wg.UnknownName, match="region"):
        land.inventory("regoin")


def test_value(land):
    again = wg.Landscape.from_frames(ACTORS, offers=OFFERS, ties=TIES)
    assert again == land and copy.copy(land) == land and copy.deepcopy(land) == land
    assert land != wg.Landscape.from_frames(ACTORS, offers=OFFERS) and land != 3
    restored = pickle.loads(pickle.dumps(land))
    assert restored == land and restored.findings == land.findings
    with pytest.raises(TypeError):
        hash(land)


def test_repr(land):
    assert repr(land) == "Landscape: 3 actors, 1 offer, 2 ties, findings: 0 errors, 0 warnings, 0 infos"
    assert '<th scope="row">actors</th><td>3</td>' in land._repr_html_()


def test_builder(land):
    builder = wg.LandscapeBuilder()
    builder.tie("school", "library", "referral", strength=2.5).tie("kita", "school")
    builder.actor("library", "library", name="Stadtbibliothek", region="15002", to="2018")
    builder.actor("school", "primary_school", name="Grundschule Am Markt", region="15084", capacity=220, street="Markt 1")
    builder.actor("kita", "kita", name="Kita Regenbogen", region="15084", capacity=80, from_="1994-08-01", street="Ring 3")
    builder.offer("reading", "library", name="Vorlesen", topic="language", age_from=4, age_to=6)
    assert builder.freeze() == land
    assert repr(builder) == "LandscapeBuilder: 3 actors, 1 offer, 2 ties" and len(builder) == 3
    assert len(wg.LandscapeBuilder().freeze()) == 0
    builder.body("board", name="Beirat").membership("board", "kita", role="Vorsitz").kind("bus", label_de="Bus").region("north", name="Nord")
    builder.agreement("pact", name="Pakt", last_activity="2016-11-09").signatory("pact", "school").actor("b", "bus", region="north")
    whole = builder.freeze()
    assert codes(whole) == ["empty_name", "orphan_actor"]
    assert whole.memberships().to_dicts() == [{"body": "board", "actor": "kita", "role": "Vorsitz"}]
    assert whole.signatories().to_dicts() == [{"agreement": "pact", "actor": "school"}]


def test_progress_and_interruption(land):
    told = []
    assert wg.Landscape.from_frames(ACTORS, offers=OFFERS, ties=TIES, progress=told.append) == land
    assert told[-1] == 1

    def stop(_share):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        wg.Landscape.from_frames(ACTORS, progress=stop)


def test_flows_on_every_level():
    flows = {"origin": ["school", "school", "kita"], "destination": ["library", "unknown", "school"], "count": [3, 2, 40], "period": [2015] * 3}
    land = wg.Landscape.from_frames(ACTORS, flows=flows)
    assert codes(land) == []
    rows = {level: [(row["origin"], row["destination"], row["count"]) for row in land.flows(level).table().to_dicts()] for level in ("actor", "kind", "stage")}
    assert sorted(rows["actor"]) == [("kita", "school", 40), ("school", "library", 3), ("school", "unknown", 2)]
    assert sorted(rows["kind"]) == [("kita", "primary_school", 40), ("primary_school", "library", 3), ("primary_school", "unknown", 2)]
    assert sorted(rows["stage"]) == [("kita", "primary", 40), ("primary", "library", 3), ("primary", "unknown", 2)]
    assert land.flows() == land.flows(level="stage") and isinstance(land.flows(), wg.Flows)
    assert pickle.loads(pickle.dumps(land)) == land
    assert repr(land).startswith("Landscape: 3 actors, 0 offers, 0 ties, 3 flows")
    with pytest.raises(wg.InvalidArgument, match="no column 'count' in flows"):
        wg.Landscape.from_frames(ACTORS, flows={"origin": ["a"], "destination": ["b"]})
