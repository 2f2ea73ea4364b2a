"""Tables of other packages come in as they are: chunks, offsets, views, dictionaries, every width, dates, nulls."""

from __future__ import annotations

import datetime
import math

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import werdegang as wg
from werdegang.frames import to_table

WIDTHS = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]


def rows(table):
    """The cells as Python objects, None for null."""
    return {name: table[name].tolist() for name in table.column_names}


def kinds(table):
    return {name: table._column(name)[2] for name in table.column_names}


@pytest.mark.parametrize("width", WIDTHS)
def test_whole_numbers_of_every_width(width):
    low, high = (np.iinfo(width).min, min(np.iinfo(width).max, 2**63 - 1))
    for values in ([low, 0, high], [low, None, high]):
        table = to_table(pa.table({"n": pa.array(values, getattr(pa, width)())}))
        assert rows(table) == {"n": values} and kinds(table) == {"n": "integer"}
    assert rows(to_table({"n": np.array([low, 0, high], dtype=width)})) == {"n": [low, 0, high]}
    assert rows(to_table(pl.DataFrame({"n": pl.Series([low, None, high], dtype=getattr(pl, width.title().replace("Ui", "UI")))}))) == {"n": [low, None, high]}


@pytest.mark.parametrize("frame", [pa.table({"n": pa.array([1, 2**63], pa.uint64())}), {"n": np.array([1, 2**63], dtype="uint64")}, {"n": [1, 2**63]}])
def test_numbers_outside_of_64_bits_are_named(frame):
    with pytest.raises(wg.InvalidArgument, match=r"9223372036854775808 in column 'n' of actors, row 1: expected a whole number"):
        to_table(frame, "actors")


def test_floats_and_bool():
    table = to_table(
        pa.table(
            {
                "half": pa.array([np.float16(0.1), np.float16(-65504), np.float16(6e-8), np.float16("inf")], pa.float16()),
                "single": pa.array([0.1, None, -1e30, 3], pa.float32()),
                "double": pa.array([0.1, None, math.inf, 3]),
                "yes": pa.array([True, None, False, True]),
            }
        )
    )
    assert kinds(table) == {"half": "number", "single": "number", "double": "number", "yes": "integer"}
    assert rows(table) == {
        "half": [float(np.float16(x)) for x in (0.1, -65504, 6e-8, "inf")],
        "single": [float(np.float32(0.1)), None, float(np.float32(-1e30)), 3.0],
        "double": [0.1, None, math.inf, 3.0],
        "yes": [1, None, 0, 1],
    }


def test_every_half_float():
    values = np.arange(65536, dtype=np.uint16).view(np.float16)
    numbers = to_table(pa.table({"x": pa.array(values, pa.float16())}))["x"]
    assert np.array_equal(numbers, values.astype(np.float64), equal_nan=True)


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()])
def test_texts_of_every_layout(kind):
    values = ["", "Köthen (Anhalt)", None, "a", "zwölf Bytes!", "thirteen bytes and more, in a buffer of its own", "\0", "🙂"]
    whole = pa.chunked_array([pa.array(values, kind), pa.array([], kind), pa.array(values[::-1], kind)])
    table = to_table(pa.table({"name": whole}))
    assert rows(table) == {"name": values + values[::-1]} and kinds(table) == {"name": "text"}
    assert rows(to_table(pa.table({"name": whole}).slice(3, 9))) == {"name": (values + values[::-1])[3:12]}


@pytest.mark.parametrize("index", WIDTHS)
@pytest.mark.parametrize("kind", [pa.string(), pa.large_string()])
def test_dictionaries_of_every_width(index, kind):
    first = pa.DictionaryArray.from_arrays(pa.array([1, None, 0, 1], getattr(pa, index)()), pa.array(["kita", "Schule"], kind))
    second = pa.DictionaryArray.from_arrays(pa.array([0, 2, 1], getattr(pa, index)()), pa.array(["Schule", None, "Hort"], kind))
    table = to_table(pa.Table.from_batches([pa.record_batch([first], ["kind"]), pa.record_batch([second], ["kind"])]))
    assert rows(table) == {"kind": ["Schule", None, "kita", "Schule", "Schule", "Hort", None]}
    assert [member.code for member in table.codelist("kind").members] == ["kita", "Schule", "Hort"]
    assert table.codelist("kind").name == "kind" and kinds(table) == {"kind": "codes"}


def test_polars_categories():
    frame = pl.DataFrame({"c": pl.Series(["b", None, "a", "b"], dtype=pl.Categorical), "e": pl.Series(["y", "x", None, "y"], dtype=pl.Enum(["x", "y", "z"]))})
    table = to_table(frame[1:])
    assert rows(table) == {"c": [None, "a", "b"], "e": ["x", None, "y"]}
    assert [member.code for member in table.codelist("e").members] == ["x", "y", "z"]


DAYS = [datetime.date(2016, 3, 1), None, datetime.date(1969, 12, 31), datetime.date(1, 1, 1), datetime.date(9999, 12, 31), datetime.date(2016, 3, 1)]
ISO = [None if day is None else day.isoformat() for day in DAYS]


@pytest.mark.parametrize("kind", [pa.date32(), pa.date64(), pa.timestamp("s"), pa.timestamp("ms"), pa.timestamp("us"), pa.timestamp("s", "UTC")])
def test_dates_are_codes_in_order_of_time(kind):
    table = to_table(pa.table({"since": pa.array(DAYS, pa.date32()).cast(kind)}))
    assert rows(table) == {"since": ISO} and kinds(table) == {"since": "codes"}
    assert [member.code for member in table.codelist("since").members] == ["0001-01-01", "1969-12-31", "2016-03-01", "9999-12-31"]


def test_times_lose_the_hour_and_keep_the_day():
    moments = [datetime.datetime(1969, 12, 31, 23, 59), datetime.datetime(1970, 1, 1), datetime.datetime(2024, 2, 29, 12)]
    expected = {"t": ["1969-12-31", "1970-01-01", "2024-02-29"]}
    for unit in ("ms", "us", "ns"):
        assert rows(to_table(pa.table({"t": pa.array(moments, pa.timestamp(unit))}))) == expected
        assert rows(to_table({"t": np.array(moments, dtype=f"datetime64[{unit}]")})) == expected
    assert rows(to_table(pl.DataFrame({"t": moments}))) == expected
    assert rows(to_table(pd.DataFrame({"t": moments}))) == expected
    assert rows(to_table({"t": moments})) == expected


def test_a_time_of_a_zone_counts_for_the_day_there():
    midnight = datetime.datetime(2016, 2, 29, 23, tzinfo=datetime.timezone.utc)
    expected = {"t": ["2016-03-01", None], "n": [1, 2]}
    arrow = pa.table({"t": pa.array([midnight, None], pa.timestamp("us", "Europe/Berlin")), "n": [1, 2]})
    frames = [arrow, arrow.to_batches()[0], pl.DataFrame(arrow), arrow.to_pandas(), {"t": arrow["t"], "n": [1, 2]}, {"t": pl.DataFrame(arrow)["t"], "n": [1, 2]}]
    duckdb.sql("set timezone = 'Europe/Berlin'")
    frames.append(duckdb.sql("select timestamptz '2016-02-29 23:00:00+00' as t, 1 as n union all select null, 2 order by n"))
    for frame in frames:
        assert rows(to_table(frame)) == expected
    with pytest.raises(wg.InvalidArgument, match="times in the zone Europe/Berlin in column 't' of the table: expected dates, or times without a zone"):
        to_table(pa.RecordBatchReader.from_batches(arrow.schema, arrow.to_batches()))


def test_days_no_calendar_has():
    for frame in (pa.table({"d": pa.array([0, 2932897], pa.int32()).cast(pa.date32())}), {"d": np.array([0, 2932897], dtype="datetime64[D]")}):
        with pytest.raises(wg.InvalidArgument, match=r"in column 'd' of the table, row 1: expected a date between the years 1 and 9999"):
            to_table(frame)


def test_decimals():
    from decimal import Decimal

    table = to_table(
        pa.table(
            {
                "whole": pa.array([Decimal("-12"), None, Decimal(2**63 - 1)], pa.decimal128(38, 0)),
                "share": pa.array([Decimal("0.1"), Decimal("-123456789.01"), None], pa.decimal128(20, 2)),
            }
        )
    )
    assert rows(table) == {"whole": [-12, None, 2**63 - 1], "share": [0.1, -123456789.01, None]}
    with pytest.raises(wg.InvalidArgument, match="a decimal number of more than 18 digits in column 'x' of the table, row 0"):
        to_table(pa.table({"x": pa.array([Decimal(10**30)], pa.decimal128(38, 0))}))


def test_a_column_of_nulls():
    table = to_table(pa.table({"a": pa.nulls(3), "b": [1, 2, 3]}))
    assert rows(table) == {"a": [None] * 3, "b": [1, 2, 3]} and kinds(table)["a"] == "text"
    assert rows(to_table(pl.DataFrame({"a": [None, None]}))) == {"a": [None, None]}
    assert rows(to_table({"a": [None, None]})) == {"a": [None, None]}


def test_rows_that_are_null_as_a_whole():
    parts = pa.StructArray.from_arrays([pa.array([1, 2, 3]), pa.array(["a", "b", None])], ["n", "t"], mask=pa.array([False, True, False]))
    assert rows(to_table(parts)) == {"n": [1, None, 3], "t": ["a", None, None]}


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (pa.list_(pa.int64()), "a list"),
        (pa.struct([("x", pa.int64())]), "a struct"),
        (pa.binary(), "binary"),
        (pa.duration("s"), "a duration"),
        (pa.time32("s"), "a time of day"),
        (pa.map_(pa.string(), pa.int64()), "a map"),
        (pa.dictionary(pa.int32(), pa.int64()), "a dictionary of int64"),
        (pa.decimal256(50, 2), r"decimal\(50,2,256\)"),
        (pa.run_end_encoded(pa.int32(), pa.string()), "run-end encoded"),
    ],
)
def test_other_types_are_refused_in_words(kind, words):
    with pytest.raises(wg.InvalidArgument, match=rf"^{words} in column 'x' of ties: expected "):
        to_table(pa.table({"x": pa.array([], kind)}), "ties")


def test_what_is_no_table_says_what_is():
    for value in (3, None, "actors.csv", [1, 2], object(), pl.DataFrame):
        with pytest.raises(TypeError, match=r"^actors takes a polars, pyarrow or pandas table.*, not "):
            to_table(value, "actors")
    for array in (pa.array([1, 2]), pa.chunked_array([[1]]), pl.Series([1, 2])):
        with pytest.raises(wg.InvalidArgument, match="an array of int64 without columns in actors: expected a table with named columns"):
            to_table(array, "actors")


def test_text_in_another_encoding_is_shown():
    broken = pa.Array.from_buffers(pa.string(), 2, [None, pa.py_buffer(np.array([0, 1, 7], dtype=np.int32)), pa.py_buffer(b"aM\xfcller")])
    with pytest.raises(wg.InvalidArgument, match=r"^'M\\xfcller' in column 'name' of actors, row 1: expected text in UTF-8$"):
        to_table(pa.table({"name": broken}), "actors")


def test_a_name_twice():
    with pytest.raises(wg.InvalidArgument, match="'x' in the column names of a table"):
        to_table(pa.table([pa.array([1]), pa.array([2])], names=["x", "x"]))


def test_a_capsule_is_read_once():
    class Once:
        def __init__(self):
            self.capsule = pa.table({"x": [1]}).__arrow_c_stream__()

        def __arrow_c_stream__(self, requested_schema=None):
            return self.capsule

    once = Once()
    assert rows(to_table(once)) == {"x": [1]}
    with pytest.raises(wg.InvalidArgument, match="an Arrow stream that was already read in actors"):
        to_table(once, "actors")


def test_a_failing_producer_is_quoted():
    def batches():
        yield pa.record_batch([pa.array([1])], ["x"])
        raise ValueError("the line is dead")

    reader = pa.RecordBatchReader.from_batches(pa.schema([("x", pa.int64())]), batches())
    with pytest.raises(wg.Error, match="the producer of actors failed: .*the line is dead"):
        to_table(reader, "actors")


@pytest.mark.parametrize(
    "frame",
    [
        pa.table({"id": pa.array([], pa.string()), "n": pa.array([], pa.int64())}),
        pa.Table.from_batches([], pa.schema([("id", pa.string()), ("n", pa.int64())])),
        pl.DataFrame(schema={"id": pl.String, "n": pl.Int64}),
        pd.DataFrame({"id": pd.Series([], dtype="string"), "n": pd.Series([], dtype="int64")}),
    ],
)
def test_tables_without_rows(frame):
    table = to_table(frame)
    assert len(table) == 0 and table.column_names == ["id", "n"] and kinds(table) == {"id": "text", "n": "integer"}
    ours = table
    for back in (pl.DataFrame(ours), pa.table(ours), duckdb.sql("select * from ours")):
        assert len(back) == 0


# DuckDB


def test_duckdb_relations():
    relation = duckdb.sql(
        """select id, count(*) as n, sum(id) as total, 'Ort ' || id as name, date '2016-03-01' as since, 1.5::decimal(8, 2) as share,
        id > 1 as yes, null::integer as nothing, ('a')::enum('a', 'b') as kind from range(3) as t(id) group by id order by id"""
    )
    expected = {
        "id": [0, 1, 2],
        "n": [1, 1, 1],
        "total": [0, 1, 2],
        "name": ["Ort 0", "Ort 1", "Ort 2"],
        "since": ["2016-03-01"] * 3,
        "share": [1.5] * 3,
        "yes": [0, 0, 1],
        "nothing": [None] * 3,
        "kind": ["a"] * 3,
    }
    assert rows(to_table(relation)) == expected


def test_observations_from_a_relation():
    relation = duckdb.sql("select 'population' as variable, '15084' as region, date '2015-12-31' as period, 5 as value, null as status")
    table = wg.Observations.from_frame(relation).table()
    assert (table["region"][0], table["period"][0], table["value"][0], table["status"][0]) == ("15084", "2015-12-31", 5.0, "reported")


# Out, and out and in


def everything():
    many = 1000
    return pa.table(
        {
            "n": pa.array([None if i % 7 == 0 else i * 10**12 for i in range(many)], pa.int64()),
            "x": pa.array([None if i % 5 == 0 else i / 8 for i in range(many)]),
            "t": pa.array([None if i % 3 == 0 else "Wort " * (i % 9) for i in range(many)], pa.large_string()),
            "c": pa.array([None if i % 4 == 0 else f"code {i % 11}" for i in range(many)]).dictionary_encode(),
        }
    )


def test_every_package_reads_what_came_in():
    source = everything()
    table = ours = to_table(source)
    expected = source.to_pydict()
    assert pa.table(ours).to_pydict() == expected
    assert pl.DataFrame(table).to_dict(as_series=False) == expected
    assert duckdb.sql("select * from ours").pl().to_dict(as_series=False) == expected
    assert rows(table) == expected
    frame = table.to_pandas()
    assert frame["t"].dropna().tolist() == [text for text in expected["t"] if text is not None]
    assert frame["x"].isna().tolist() == [x is None for x in expected["x"]]
    if hasattr(pd.DataFrame, "from_arrow"):
        assert pd.DataFrame.from_arrow(table)["n"].isna().tolist() == [n is None for n in expected["n"]]


def test_text_beyond_two_gigabytes_is_addressed():
    assert pa.table(to_table({"t": ["a", "b"]})).schema.field("t").type == pa.large_string()


def test_arrays_outlive_their_producer():
    table = to_table(pa.table({"n": pa.array(range(100_000)), "x": pa.array(np.linspace(0, 1, 100_000))}))
    numbers = table["n"]
    del table
    assert numbers.sum() == 4999950000


TYPES = st.sampled_from(
    [
        (pa.int64(), st.integers(-(2**63), 2**63 - 1)),
        (pa.int8(), st.integers(-128, 127)),
        (pa.uint32(), st.integers(0, 2**32 - 1)),
        (pa.float64(), st.floats(allow_nan=False)),
        (pa.bool_(), st.booleans()),
        (pa.string(), st.text(st.characters(exclude_categories=["Cs"]), max_size=20)),
        (pa.large_string(), st.text(st.characters(exclude_categories=["Cs"]), max_size=20)),
        (pa.string_view(), st.text(st.characters(exclude_categories=["Cs"]), max_size=20)),
        (pa.dictionary(pa.int8(), pa.string()), st.sampled_from(["", "a", "kita", "Schule"])),
        (pa.date32(), st.dates()),
        (pa.timestamp("us"), st.datetimes()),
    ]
)


@st.composite
def chunked_tables(draw):
    """A table of chunks, each with nulls and an offset of its own."""
    columns = draw(st.lists(TYPES, min_size=1, max_size=4))
    batches = []
    for _ in range(draw(st.integers(0, 4))):
        size = draw(st.integers(0, 20))
        arrays = []
        for kind, values in columns:
            cells = draw(st.lists(st.none() | values, min_size=size + 3, max_size=size + 3))
            array = pa.array(cells, kind.value_type).dictionary_encode() if pa.types.is_dictionary(kind) else pa.array(cells, kind)
            arrays.append(array.cast(kind).slice(draw(st.integers(0, 3)), size))
        batches.append(pa.record_batch(arrays, [f"c{i}" for i in range(len(columns))]))
    schema = pa.schema([(f"c{i}", kind) for i, (kind, _) in enumerate(columns)])
    table = pa.Table.from_batches(batches, schema)
    begin = draw(st.integers(0, len(table)))
    return table.slice(begin, draw(st.integers(0, len(table) - begin)))


@settings(max_examples=150, deadline=None)
@given(chunked_tables())
def test_in_and_out_is_the_same(source):
    def plain(value):
        if isinstance(value, datetime.datetime):
            return value.date().isoformat()
        return value.isoformat() if isinstance(value, datetime.date) else value

    expected = {name: [plain(value) for value in values] for name, values in source.to_pydict().items()}
    table = to_table(source)
    assert pa.table(table).to_pydict() == expected
    assert to_table(table) is table
    assert to_table(pa.table(table)) == to_table(pa.table(table).combine_chunks())
