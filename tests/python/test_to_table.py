"""Frames of pandas, dicts, lists and NumPy arrays come in without the Arrow protocol."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import werdegang as wg
from werdegang.frames import to_table


def rows(table):
    """The cells as Python objects, None for null."""
    return {name: table[name].tolist() for name in table.column_names}


def test_pandas_columns_of_every_kind():
    frame = pd.DataFrame(
        {
            "text": ["a", None, "ü"],
            "string": pd.array(["a", None, "ü"], dtype="string"),
            "category": pd.Categorical(["x", None, "y"]),
            "numbers": pd.Categorical([1, 2, 1]),
            "whole": [1, 2, 3],
            "Int8": pd.array([1, None, 3], dtype="Int8"),
            "Float32": pd.array([0.5, None, 3], dtype="Float32"),
            "boolean": pd.array([True, None, False], dtype="boolean"),
            "bool": [True, False, True],
            "float": [0.5, np.nan, 1.0],
            "day": pd.to_datetime(["2016-03-01", None, "2015-01-01"]),
            "local": pd.to_datetime(["2016-03-01", None, "2015-01-01"]).tz_localize("Europe/Berlin"),
            "period": pd.PeriodIndex(["2016-03", None, "2015-01"], freq="M"),
            "mixed": [1, 2.5, None],
        }
    )
    expected = {
        "text": ["a", None, "ü"],
        "string": ["a", None, "ü"],
        "category": ["x", None, "y"],
        "numbers": [1, 2, 1],
        "whole": [1, 2, 3],
        "Int8": [1, None, 3],
        "Float32": [0.5, None, 3.0],
        "boolean": [1, None, 0],
        "bool": [1, 0, 1],
        "float": [0.5, None, 1.0],
        "day": ["2016-03-01", None, "2015-01-01"],
        "local": ["2016-03-01", None, "2015-01-01"],
        "period": ["2016-03", None, "2015-01"],
        "mixed": [1.0, 2.5, None],
    }
    assert rows(to_table(frame)) == expected
    assert rows(to_table({name: frame[name] for name in frame})) == expected
    arrow = frame.drop(columns=["period", "numbers", "local"]).convert_dtypes(dtype_backend="pyarrow")
    assert rows(to_table(arrow)) == {name: expected[name] for name in arrow}
    assert rows(to_table(frame[frame["whole"] > 1]))["text"] == [None, "ü"]


def test_the_index_of_pandas_is_a_column_when_it_has_a_name():
    frame = pd.DataFrame({"id": ["a", "b"], "n": [1, 2]})
    assert rows(to_table(frame[frame["n"] > 1])) == {"id": ["b"], "n": [2]}
    assert rows(to_table(frame.set_index("id"))) == {"id": ["a", "b"], "n": [1, 2]}
    assert rows(to_table(frame.iloc[::-1])) == {"id": ["b", "a"], "n": [2, 1]}


def test_pandas_types_that_are_refused():
    for values, words in ((pd.to_timedelta([1], unit="D"), "timedelta64"), (pd.interval_range(0, 1), "interval"), ([b"a"], "b'a'"), ([{"a": 1}], "{'a': 1}")):
        with pytest.raises(wg.InvalidArgument, match=rf"{words}.* in column 'x' of actors"):
            to_table(pd.DataFrame({"x": values}), "actors")
    with pytest.raises(wg.InvalidArgument, match="0 as a column name of actors: expected text"):
        to_table(pd.DataFrame([[1]]), "actors")


# Mappings and lists


def test_lists_of_python_objects():
    table = to_table(
        {
            "text": ["a", None, "ü"],
            "whole": [1, None, np.int16(3)],
            "number": [1, 2.5, float("nan")],
            "yes": [True, False, None],
            "day": [datetime.date(2016, 3, 1), None, np.datetime64("2015-01-01")],
            "tuple": ("x", "y", pd.NA),
            "range": range(3),
            "array": np.array(["a", "b", "c"]),
            "masked": np.ma.masked_array([1, 2, 3], mask=[0, 1, 0]),
            "objects": np.array([1, None, 2], dtype=object),
            "nat": [pd.NaT, pd.Timestamp("2015-01-01"), None],
            "polars": pl.Series(["a", "b", None]),
            "pyarrow": pa.chunked_array([[1], [2, None]]),
        }
    )
    assert rows(table) == {
        "text": ["a", None, "ü"],
        "whole": [1, None, 3],
        "number": [1.0, 2.5, None],
        "yes": [1, 0, None],
        "day": ["2016-03-01", None, "2015-01-01"],
        "tuple": ["x", "y", None],
        "range": [0, 1, 2],
        "array": ["a", "b", "c"],
        "masked": [1, None, 3],
        "objects": [1, None, 2],
        "nat": [None, "2015-01-01", None],
        "polars": ["a", "b", None],
        "pyarrow": [1, 2, None],
    }


def test_a_list_of_dicts():
    assert rows(to_table([{"id": "a", "n": 1}, {"id": "b", "extra": True}])) == {"id": ["a", "b"], "n": [1, None], "extra": [None, 1]}
    assert to_table([]).column_names == [] and len(to_table({})) == 0


def test_a_structured_array():
    values = np.array([("a", 1), ("b", 2)], dtype=[("id", "U3"), ("n", "i4")])
    assert rows(to_table(values)) == {"id": ["a", "b"], "n": [1, 2]}


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        ({"x": [1, "a"]}, r"'a' in column 'x' of actors, row 1: expected no text"),
        ({"x": ["a", None, 1]}, r"1 in column 'x' of actors, row 2: expected what the rows before hold"),
        ({"x": [[1]]}, r"\[1\] in column 'x' of actors, row 0: expected text, a number"),
        ({"x": "abc"}, r"'abc' in column 'x' of actors: expected a list"),
        ({"x": 3}, r"3 in column 'x' of actors: expected a list"),
        ({"x": np.ones((2, 2))}, r"an array of 2 dimensions in column 'x' of actors"),
        ({"x": [1], "y": [1, 2]}, r"columns of different length in actors: \{'x': 1, 'y': 2\}"),
        ({"x": np.array([b"a"])}, r"NumPy type \|S1 in column 'x' of actors"),
        ({"x": ["\ud800"]}, r"'\\ud800' in column 'x' of actors, row 0: expected text without"),
        ({3: [1]}, r"3 as a column name of actors: expected text"),
    ],
)
def test_columns_that_cannot_be_read(frame, message):
    with pytest.raises(wg.InvalidArgument, match=message):
        to_table(frame, "actors")


def test_numpy_arrays_are_copied():
    values = np.array([1, 2, 3])
    table = to_table({"n": values})
    values[0] = 99
    assert rows(table) == {"n": [1, 2, 3]}
