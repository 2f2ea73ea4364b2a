"""The ledger in Python: made of every kind of frame, looked at, filtered, joined; never changed."""

from __future__ import annotations

import datetime

import numpy as np
import pytest
from hypothesis import given, settings

import werdegang as wg
from werdegang import _core
from werdegang import testing as strategies

FRAME = {
    "variable": ["care", "care", "care", "people"],
    "region": ["03353", "15084", "15084", "15084"],
    "period": ["2016-03-01", "2016-03-01", "2015", "2015-12-31"],
    "value": [1.0, 2.5, None, 0.0],
    "age": ["0-2", "0-2", "0-2", ""],
}


def content(observations):
    """Rows as a set, whatever their order."""
    table = observations.table()
    named = [[(name, value) for name, value in sorted(row.items()) if value not in (None, "")] for row in table.to_dicts()]
    return sorted(map(repr, named))


def test_from_dict():
    observations = wg.Observations.from_frame(FRAME)
    assert observations.variables() == ["care", "people"]
    assert observations.regions() == ["03353", "15084"]
    assert observations.periods() == ["2015", "2015-12-31", "2016-03-01"]
    assert len(observations) == 4
    rows = observations.filter(variable="care", region="15084").table().to_dicts()
    assert [(row["value"], row["status"]) for row in rows] == [(None, "missing"), (2.5, "reported")]


def frames():
    yield FRAME
    yield {name: np.array(values, dtype=float if name == "value" else object) for name, values in FRAME.items()}
    yield {name: tuple(values) for name, values in FRAME.items()}
    for library, make in [("pandas", "DataFrame"), ("polars", "DataFrame"), ("pyarrow", "table")]:
        try:
            module = __import__(library)
        except ImportError:
            continue
        yield getattr(module, make)(FRAME)


def test_every_kind_of_frame_gives_the_same():
    first, *others = [wg.Observations.from_frame(frame) for frame in frames()]
    assert len(others) >= 2
    for other in others:
        assert other == first


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
def test_dataframe(library):
    module = pytest.importorskip(library, reason=f"{library} is not installed")
    frame = module.table(FRAME) if library == "pyarrow" else module.DataFrame(FRAME)
    assert wg.Observations.from_frame(frame) == wg.Observations.from_frame(FRAME)


def test_masked_values_and_integers():
    frame = dict(FRAME, value=np.ma.masked_array([1, 2, 3, 4], mask=[0, 0, 1, 0]))
    rows = wg.Observations.from_frame(frame).table().to_dicts()
    assert sorted((row["value"], row["status"]) for row in rows if row["value"] is not None) == [(1, "reported"), (2, "reported"), (4, "reported")]
    assert [row["status"] for row in rows if row["value"] is None] == ["missing"]


def test_nan_is_missing():
    rows = wg.Observations.from_frame(dict(FRAME, value=[float("nan")] * 4)).table().to_dicts()
    assert {(row["value"], row["status"]) for row in rows} == {(None, "missing")}


@pytest.mark.parametrize("value", [float("inf"), -float("inf")])
def test_infinity_is_refused(value):
    with pytest.raises(wg.InvalidArgument, match="not finite in row 3 of 'people'"):
        wg.Observations.from_frame(dict(FRAME, value=[1.0, 2.0, 3.0, value]))


@pytest.mark.parametrize("status", [text for text in _core.STATUSES])
def test_every_status_passes(status):
    value = 4.0 if _core.has_value(status) else None
    frame = {"variable": ["x"], "region": ["15084"], "period": ["2015"], "value": [value], "status": [status], "flags": ["provisional|revised"]}
    (row,) = wg.Observations.from_frame(frame).table().to_dicts()
    assert (row["value"], row["status"]) == (value, status)
    assert set(row["flags"].split("|")) == {"provisional", "revised"}


def test_status_must_fit_the_value():
    frame = {"variable": ["x"], "region": ["15084"], "period": ["2015"], "value": [3.0], "status": ["suppressed"]}
    with pytest.raises(wg.InvalidArgument, match="'suppressed' in row 0: expected one that fits a value"):
        wg.Observations.from_frame(frame)
    with pytest.raises(wg.InvalidArgument, match="fits no value"):
        wg.Observations.from_frame(dict(frame, value=[None], status=["reported"]))
    with pytest.raises(wg.Error, match="hidden"):
        wg.Observations.from_frame(dict(frame, status=["hidden"]))


def test_lost_leading_zero():
    number = wg.Observations.from_frame(dict(FRAME, region=[3353, 15084, 15084, 15084]))
    (finding,) = [finding for finding in number.findings if finding.code == "leading_zero_lost"]
    assert "03353" in finding.message("de") and "03353" in finding.message("en")
    with pytest.raises(wg.InvalidArgument, match="leading zero"):
        wg.Observations.from_frame(dict(FRAME, region=[3353.0, 15084.0, 15084.0, 15084.0]))


def test_missing_column_and_uneven_columns():
    with pytest.raises(wg.InvalidArgument, match="no column 'period' in from_frame: expected variable, region, period, value, found"):
        wg.Observations.from_frame({name: values for name, values in FRAME.items() if name != "period"})
    with pytest.raises(wg.InvalidArgument, match="different length"):
        wg.Observations.from_frame(dict(FRAME, value=[1.0]))
    with pytest.raises(TypeError, match="int is no table: expected a dict of columns or a dataframe"):
        wg.Observations.from_frame(3)
    with pytest.raises(wg.InvalidArgument, match="'viele' in column 'value', row 0: expected a number"):
        wg.Observations.from_frame(dict(FRAME, value=["viele", 1, 2, 3]))


def test_empty_frame():
    observations = wg.Observations.from_frame({name: [] for name in FRAME})
    assert len(observations) == 0 and observations.variables() == [] and len(observations.table()) == 0
    assert repr(observations).startswith("Observations: 0 figures")


def test_sources_of_own_figures():
    observations = wg.Observations.from_frame(FRAME, source="Schulamt")
    assert [(source.table, source.kind) for source in observations.sources] == [("Schulamt", "own")]
    office = wg.Source(table="99-1", title="Statistik", stand="2020-01-01", licence="dl-de/by-2-0", kind="official")
    given = wg.Observations.from_frame(FRAME, source="99-1", sources=[office])
    assert given.sources == [office]
    with pytest.raises(wg.InvalidArgument, match="'official', 'own' or 'aggregation'"):
        wg.Source(kind="amtlich")


def test_filter(districts):
    one = districts.filter(variable="school_leavers", region=["15084", "DG"], period=[2014, "2015"])
    assert one.regions() == ["DG", "15084"] and one.periods() == ["2014", "2015"]
    assert len(districts.filter()) == len(districts)
    assert set(districts.filter(variable="population", period=2015).periods()) == {"2015-12-31"}, "a year takes the days in it"
    with pytest.raises(wg.UnknownName, match="unknown period '1800'"):
        districts.filter(period=1800)


def test_concat(districts):
    parts = [districts.filter(variable=variable) for variable in districts.variables()]
    joined = wg.concat(parts)
    assert content(joined) == content(districts)
    assert len(wg.concat([])) == 0
    with pytest.raises(TypeError):
        wg.concat([3])


def test_summary_in_words(districts):
    assert repr(districts) == f"Observations: 2,736 figures, 3 variables, 9 regions, 2006 to 2016-03-01, 3 sources, 0 error, {districts.findings.count('warning')} warning, {districts.findings.count('info')} info findings"
    assert districts._repr_html_().count("<tr>") == 6


def test_availability(districts):
    found = districts.availability("15084")
    assert found["school_leavers"] == {"2006": "secret", "2007": "there", "2008": "there", "2014": "there", "2015": "there"}
    assert districts.availability("15256")["school_leavers"]["2015"] == "not existing"
    assert found.years == ["2006", "2007", "2008", "2014", "2015", "2016"]
    lines = repr(found).splitlines()
    assert lines[0].split() == ["06", "07", "08", "14", "15", "16"]
    assert lines[-2].split() == ["school_leavers", "○", "●", "●", "●", "●"]
    assert "geheim" in lines[-1]
    assert found._repr_html_().count("<tr>") == len(found) + 1


@settings(max_examples=40, deadline=None)
@given(strategies.frames())
def test_round_trip(frame):
    """A ledger made of its own long table holds the same figures."""
    observations = wg.Observations.from_frame(frame)
    again = wg.Observations.from_frame({name: observations.table()[name] for name in observations.table().column_names if name not in ("unit",)})
    assert content(again) == content(observations)


@settings(max_examples=40, deadline=None)
@given(strategies.frames(min_rows=2), strategies.seeds())
def test_order_of_rows_does_not_matter(frame, seed):
    order = np.random.default_rng(seed).permutation(len(frame["value"]))
    shuffled = {name: [values[i] for i in order] for name, values in frame.items()}
    assert content(wg.Observations.from_frame(shuffled)) == content(wg.Observations.from_frame(frame))


ONE = {"variable": ["births"], "region": ["15084"], "period": ["2015"], "value": [1.0]}


def test_periods_of_every_kind():
    days = [np.datetime64("2015-12-31"), np.datetime64("2015-12-31T00:00:00.000000000"), datetime.date(2015, 12, 31), datetime.datetime(2015, 12, 31)]
    for period, wanted in [(2015, "2015"), (2015.0, "2015"), (np.float64(2015), "2015"), *((day, "2015-12-31") for day in days)]:
        assert wg.Observations.from_frame({**ONE, "period": [period]}).periods() == [wanted]


def test_missing_values_of_pandas():
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    observations = wg.Observations.from_frame({**ONE, "period": [pandas.Timestamp("2015-12-31")], "value": [pandas.NA], "sex": [pandas.NA]})
    assert observations.periods() == ["2015-12-31"] and observations.table().to_dicts()[0]["status"] == "missing"
    for nothing in (pandas.NA, pandas.NaT, None):
        with pytest.raises(wg.InvalidArgument, match="no period in column 'period', row 0"):
            wg.Observations.from_frame({**ONE, "period": [nothing]})


@pytest.mark.parametrize(("column", "values", "message"), [
    ("value", ["1.407"], r"'1\.407' in column 'value', row 0: expected a number, not text: a dot may be a thousands mark"),
    ("value", ["x"], "'x' in column 'value', row 0: expected a number, not text"),
    ("period", ["yesterday"], r"'yesterday'.*column 'period', row 0"),
    ("period", [datetime.datetime(2015, 1, 2, 3)], r"2015-01-02 03:00.*column 'period', row 0"),
    ("value", 5, "5 in column 'value' of from_frame: expected a list"),
    ("region", "15084", "'15084' in column 'region' of from_frame: expected a list"),
    ("unit", ["persons"], "'persons' in column 'unit', row 0: expected 'births'"),
])
def test_mistakes_in_a_frame_name_row_and_column(column, values, message):
    with pytest.raises(wg.InvalidArgument, match=message):
        wg.Observations.from_frame({**ONE, column: values})


def test_flags_as_lists():
    for flags in (["estimated", "provisional"], ("estimated", "provisional"), "estimated|provisional"):
        row = wg.Observations.from_frame({**ONE, "flags": [flags]}).table().to_dicts()[0]
        assert set(row["flags"].split("|")) == {"estimated", "provisional"}


def test_a_table_of_observations_reads_back():
    demo = wg.datasets.demo()
    again = wg.Observations.from_frame(demo.table())
    assert content(again) == content(demo)
