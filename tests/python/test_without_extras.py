"""NumPy is enough to read, compute and look; what needs more says which package and how to get it."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import sys

import pytest

BLOCK = """
import sys
class Block:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {blocked!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Block())
"""
USE = """
import os
import werdegang as wg
obs = wg.read_official(sys.argv[1])
t = wg.compute(obs, "D.leaver_share_by_qualification", regions=["15084"])
assert len(t.to_dicts()) == len(t) > 0 and repr(t) and t._repr_html_() and repr(obs.findings) and repr(obs.availability("15084"))
assert wg.chain(obs, "15084", 2015) and wg.protect(t) and t.__arrow_c_stream__()
flows = wg.Flows.from_frame({"origin": ["school", "training"], "destination": ["training", "job"], "count": [3, 2]})
assert flows.transition_matrix(absorbing=["job"]).to_numpy().shape == (3, 3)
"""
# Each optional module: its extra, and what needs it; None where nothing does but tests, or a test below asks for its message.
OPTIONAL = {
    "duckdb": None,
    "hypothesis": ("test", "__import__('werdegang.testing')"),
    "jinja2": ("report", "wg.report(obs, '15084', path='report.html')"),
    "matplotlib": ("report", "t.plot()"),
    "pandas": ("pandas", "t.to_pandas()"),
    "plotly": ("plot", "flows.sankey().plotly()"),
    "polars": ("polars", "t.to_polars()"),
    "pyarrow": ("arrow", "t.to_arrow()"),
    "rich": ("cli,report", "__import__('werdegang.cli').cli.main()"),
    "python_calamine": None,
    "scipy": ("scipy", "flows.transition_matrix().to_scipy()"),
    "typer": ("cli,report", "__import__('werdegang.cli').cli.main()"),
    "xlsxwriter": ("report", "wg.report(obs, '15084', path='report.html')"),
}


def run(code, *arguments, blocked=tuple(OPTIONAL), cwd=None):
    script = BLOCK.format(blocked=set(blocked)) + code
    command = [sys.executable, "-W", "error", "-c", script, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, cwd=cwd)


def test_every_optional_package_is_listed():
    requirements = importlib.metadata.requires("werdegang") or []
    named = {re.match(r"[\w-]+", text)[0].lower().replace("-", "_") for text in requirements if re.search(r"extra == .(?!test|docs|bench)", text)}
    assert named - {"werdegang"} - OPTIONAL.keys() == set()


def test_numpy_is_enough(fixtures):
    result = run(USE + "print('fine')", fixtures / "districts")
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


@pytest.mark.parametrize("module", OPTIONAL)
def test_without_one_the_rest_works_and_it_is_named(module, fixtures, tmp_path):
    code = USE
    if OPTIONAL[module]:
        code += f"try:\n    {OPTIONAL[module][1]}\nexcept ImportError as error:\n    print(error, file=sys.stderr)\n"
    result = run(code, fixtures / "districts", blocked=[module], cwd=tmp_path)
    if OPTIONAL[module]:
        message = rf"(werdegang: )?{module} is not installed; (it|the command line) comes with: pip install 'werdegang\[{OPTIONAL[module][0]}\]'\n"
        assert re.fullmatch(message, result.stderr)
    else:
        assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == "" and list(tmp_path.iterdir()) == []


def test_a_workbook_names_what_reads_it(tmp_path):
    (tmp_path / "book.xlsx").write_bytes(b"PK")
    code = "import werdegang as wg\ntry:\n    wg.read_official(sys.argv[1])\nexcept ImportError as error:\n    print(error)\n"
    result = run(code, tmp_path / "book.xlsx", blocked=["python_calamine"])
    sentence = "book.xlsx is a workbook; reading it needs python-calamine: pip install 'werdegang[excel]', or save the sheet as csv\n"
    assert result.stdout == sentence, result.stderr


def test_findings_name_pandas(fixtures):
    result = run(USE + "try:\n    obs.findings.to_pandas()\nexcept ImportError as error:\n    print(error)\n", fixtures / "districts")
    assert result.stdout == "pandas is not installed; it comes with: pip install 'werdegang[pandas]'\n", result.stderr
