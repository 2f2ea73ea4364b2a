"""A user's script passes a strict type checker, and a wrong one does not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import werdegang as wg

pytest.importorskip("mypy", reason="mypy is not installed")

GOOD = """
import werdegang as wg

obs: wg.Observations = wg.read_official("daten/", threads=2, progress=print)
print(obs.findings.for_region("15084").text("de", limit=3), obs.availability("15084")["births"]["2015"])
own = wg.Indicator(id="own.x", formula="100 * births / population", unit="percent", decimals=2)
t: wg.Table = wg.compute(obs, [own, "A.youth_ratio"], by=["sex"], regions=["15084", "DG"], periods=2015)
t = t.filter(sex="total", period=[2014, "2015"])
place: int = wg.rank(t, "15084").place
released: wg.Released = wg.protect(t, wg.DisclosurePolicy(min_count=5))
ladder: float = sum(rung.value or 0.0 for rung in wg.chain(obs, "15084", 2015).rungs)
mine = wg.Observations.from_frame({"variable": ["x"], "region": ["15084"], "period": ["2015"], "value": [1.0]}, source="mine")
joined = wg.concat([obs, mine]).rollup("state").with_predecessors(["15084"]).filter(variable="births", period=2015)
wg.plot.dot_strip(released, "15084", within="country", lang="en").save("strip.svg")
wg.plot.map(t, "districts.geojson", "15084", breaks=[5, 10.5])
wg.plot.small_multiples(t, ["15084", "DG"], by="indicator"), t.plot("funnel", region="15084")
found: str = wg.indicators.find("Schulabschluss", joined).text("en")
"""
BAD = """
import werdegang as wg

obs = wg.read_official(3)
wg.compute(obs, "A.youth_ratio", regons="15")
wg.protect(obs)
wg.Indicator(idd="own.x")
wg.territory(16063)
wg.plot.funnel(t=1)
"""


def errors(tmp_path, text):
    script = tmp_path / "script.py"
    script.write_text(text)
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", f"--cache-dir={tmp_path / 'cache'}", str(script)]
    home = str(Path(wg.__file__).parent.parent)
    environment = dict(os.environ) if "site-packages" in home else dict(os.environ, MYPYPATH=home)
    result = subprocess.run(command, capture_output=True, text=True, timeout=300, env=environment, cwd=tmp_path)
    return [line for line in result.stdout.splitlines() if "error:" in line]


def test_types(tmp_path):
    assert errors(tmp_path, GOOD) == []
    assert sorted({int(line.split(":")[1]) for line in errors(tmp_path, BAD)}) == [4, 5, 6, 7, 8, 9]
