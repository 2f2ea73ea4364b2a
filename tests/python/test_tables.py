"""Result tables: the same content in every library, safe memory, filters, pictures."""

from __future__ import annotations

import gc
import math

import numpy as np
import pytest

import werdegang as wg

SHARE = "D.leaver_share_by_qualification"


@pytest.fixture(scope="module")
def table(districts):
    return wg.compute(districts, SHARE, regions=["15084", "15", "DG"])


def test_columns(table):
    assert table.column_names == ["indicator", "region", "period", "certificate", "value", "numerator", "denominator", "lower", "upper",
                                  "interval", "status", "flags", "unit", "method", "source"]
    assert [table.role(name) for name in ("region", "value", "numerator", "lower", "status")] == ["dimension", "measure", "count", "bound", "quality"]
    assert table.codelist("certificate").name == "certificate" and table.codelist("value") is None


def test_the_row_of_the_report(table):
    """REPORT 2: 162 of 1,323 leavers in 2015, 12.2 %, Wilson 10.6 to 14.1."""
    (row,) = table.filter(region="15084", period=2015, certificate="without_hsa").to_dicts()
    assert (row["numerator"], row["denominator"], row["status"], row["interval"]) == (162, 1323, "computed", "wilson 95 %")
    assert [round(row[name], 1) for name in ("value", "lower", "upper")] == [12.2, 10.6, 14.1]
    assert (row["unit"], row["method"], row["source"]) == ("percent", "computed", "21111-02-06-4")


def test_masked_arrays(table):
    values = table["value"]
    assert isinstance(values, np.ma.MaskedArray) and values.mask.any() and not values.mask.all()
    assert not table["value"].data.flags.writeable
    assert [status in ("reported", "nil", "below_half", "computed") for status in table["status"]] == (~values.mask).tolist()
    assert table["region"].dtype == object and set(table["region"]) == {"15084", "15", "DG"}


def as_rows(columns, count):
    def plain(value):
        missing = value is None or (isinstance(value, float) and math.isnan(value))
        return None if missing else value

    return [{name: plain(values[row]) for name, values in columns.items()} for row in range(count)]


def test_pandas(table):
    pytest.importorskip("pandas", reason="pandas is not installed")
    frame = table.to_pandas()
    assert as_rows({name: frame[name].tolist() for name in frame.columns}, len(frame)) == table.to_dicts()
    assert frame["region"].tolist()[0] == "DG" and frame["value"].dtype == "float64"


def test_polars(table):
    polars = pytest.importorskip("polars", reason="polars is not installed")
    frame = table.to_polars()
    assert frame.to_dicts() == table.to_dicts()
    assert frame["value"].null_count() == int(table["value"].mask.sum()) and not frame["value"].is_nan().any()
    assert polars.DataFrame(table).height == len(table)


def test_arrow(table):
    pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    arrow = table.to_arrow()
    assert arrow.to_pylist() == table.to_dicts()
    assert arrow.column("value").null_count == int(table["value"].mask.sum())
    arrow.validate(full=True)
    assert pyarrow.table(table).equals(arrow)


def test_duckdb(table):
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    figures = table.to_arrow()
    found = duckdb.sql("select region, value from figures where period = '2015' and certificate = 'ahr' order by region").fetchall()
    expected = sorted((row["region"], row["value"]) for row in table.filter(period="2015", certificate="ahr").to_dicts())
    assert found == expected and figures.num_rows == len(table)


def test_arrow_outlives_the_table(districts):
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    table = wg.compute(districts, SHARE)
    expected, arrow, values = table.to_dicts(), table.to_arrow(), table["numerator"]
    copied = values.copy()
    del table
    gc.collect()
    wg.compute(districts, SHARE, regions="DG")
    assert arrow.to_pylist() == expected
    assert np.array_equal(values, copied)


def test_unconsumed_capsules_are_freed(table):
    for _ in range(50):
        table.__arrow_c_stream__()
        table.__arrow_c_schema__()


def test_filter(table):
    assert len(table.filter()) == len(table)
    assert set(table.filter(region=["15084", "DG"])["region"]) == {"15084", "DG"}
    assert len(table.filter(period=2015)) == len(table.filter(period="2015")) == len(table.filter(period=np.int64(2015))) > 0
    assert len(table.filter(region="nobody")) == 0 and table.filter(region="nobody").column_names == table.column_names
    assert table.filter(region=iter(["15"]), certificate={"ahr", "msa"}) == table.filter(certificate=("msa", "ahr")).filter(region="15")
    assert len(table.filter(numerator=162)) == 1 and len(table.filter(numerator=[162, 119])) >= 2
    assert table.filter(value=None)["status"].tolist() == [row["status"] for row in table.to_dicts() if row["value"] is None]


def test_text(table, project):
    compare(project, "table.txt", repr(table))
    assert repr(table.filter(region="nobody")).startswith("indicator")


def test_html(table, project):
    compare(project, "table.html", table._repr_html_())
    assert "&lt;b&gt;" in wg.Observations.from_frame({"variable": ["<b>"], "region": ["15084"], "period": ["2015"], "value": [1]}).table()._repr_html_()


def test_html_of_observations_and_findings(districts, project):
    compare(project, "observations.html", districts._repr_html_())
    compare(project, "findings.html", districts.findings.for_region("15084")._repr_html_())
    compare(project, "indicator.html", wg.indicators["C.care_rate_u3"]._repr_html_())


def compare(project, name, text):
    """Against tests/golden; a file that is not there yet is written and the test fails once."""
    path = project / "tests" / "golden" / name
    if not path.exists():
        path.write_text(text + "\n", encoding="utf-8")
        pytest.fail(f"{path} was written; look at it and run again")
    assert text + "\n" == path.read_text(encoding="utf-8")
