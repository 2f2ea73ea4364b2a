"""NumPy is enough to read, compute and look; what needs more says which package and how to get it."""

from __future__ import annotations

import subprocess
import sys

import pytest

BLOCK = """
import sys
class Block:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {blocked!r}:
            raise ImportError(name)
sys.meta_path.insert(0, Block())
"""
OPTIONAL = ["pandas", "polars", "pyarrow", "matplotlib", "jinja2", "xlsxwriter", "plotly", "typer", "rich", "hypothesis", "scipy", "duckdb"]


def run(code, *arguments):
    script = BLOCK.format(blocked=set(OPTIONAL)) + code
    return subprocess.run([sys.executable, "-W", "error", "-c", script, *arguments], capture_output=True, text=True, timeout=120)


def test_numpy_is_enough(fixtures):
    code = """
import werdegang as wg
obs = wg.read_official(sys.argv[1])
t = wg.compute(obs, "D.leaver_share_by_qualification", regions=["15084"])
assert len(t.to_dicts()) == len(t) > 0 and repr(t) and t._repr_html_() and repr(obs.findings) and repr(obs.availability("15084"))
assert wg.chain(obs, "15084", 2015) and wg.protect(t) and t.__arrow_c_stream__()
print("fine")
"""
    result = run(code, str(fixtures / "districts"))
    assert (result.returncode, result.stdout, result.stderr) == (0, "fine\n", "")


def test_columns_come_in_and_go_on_without_other_packages():
    """NumPy, lists, dates and the Arrow protocol, spoken here by a table of our own, need nothing else."""
    code = """
import datetime, numpy as np, werdegang as wg
from werdegang.frames import to_table
t = to_table({"id": ["a", None], "n": np.array([1, 2], dtype="int8"), "d": [datetime.date(2016, 3, 1), None]}, "actors")
class Arrow:
    def __arrow_c_stream__(self, requested_schema=None):
        return t.__arrow_c_stream__()
assert to_table(Arrow()).to_dicts() == t.to_dicts() == [{"id": "a", "n": 1, "d": "2016-03-01"}, {"id": None, "n": 2, "d": None}]
assert to_table([{"id": "a", "n": 1}])["n"].tolist() == [1]
try:
    to_table(3)
except TypeError as error:
    print("fine")
"""
    result = run(code)
    assert (result.returncode, result.stdout, result.stderr) == (0, "fine\n", "")


@pytest.mark.parametrize(
    ("call", "package", "extra"),
    [
        ("t.to_pandas()", "pandas", "pandas"),
        ("t.to_polars()", "polars", "polars"),
        ("t.to_arrow()", "pyarrow", "arrow"),
        ("t.plot()", "matplotlib", "report"),
        ("obs.findings.to_pandas()", "pandas", "pandas"),
        ("__import__('werdegang.testing')", "hypothesis", "test"),
    ],
)
def test_missing_package_is_named(fixtures, call, package, extra):
    code = f"""
import werdegang as wg
obs = wg.read_official(sys.argv[1])
t = wg.compute(obs, "A.youth_ratio")
try:
    {call}
except ImportError as error:
    print(error)
"""
    result = run(code, str(fixtures / "districts"))
    assert result.stdout == f"{package} is not installed; it comes with: pip install 'werdegang[{extra}]'\n", result.stderr
