"""Invented tables in every shape that a picture must bear, and a check that its labels can be read."""

from __future__ import annotations

import random

import pytest
import readable

import werdegang as wg
from werdegang import _core

SHARE = "D.leaver_share_by_qualification"


def every_district():
    known = (_core.find_region(f"{code:05d}") for code in range(1001, 16078))
    return [region.code for region in known if region and region.level == "district" and region.last_day is None]


@pytest.fixture(scope="session")
def districts_of():
    """The districts of a state as they are today, of Germany without one."""
    every = every_district()
    return lambda state="": [code for code in every if code.startswith(state)]


@pytest.fixture(scope="session")
def shares():
    """A result of compute with invented shares of leavers: `value` for all, or a random one for each; with Germany beside them."""

    def make(codes, value=None, years=(2015,), hidden=lambda code, year: False):
        draw, rows = random.Random(7), []
        for year in years:
            for code in [*codes, "DG"]:
                whole = draw.choice([60, 150, 400, 900, 3000, 9000])
                part = round(whole * (value if value is not None else min(max(draw.gauss(0.08, 0.025), 0), 1)))
                rows.append((code, str(year), "total", whole, "reported"))
                rows.append((code, str(year), "without_hsa", *((None, "unknown_or_secret") if hidden(code, year) else (part, "reported"))))
        columns = {name: [row[place] for row in rows] for place, name in enumerate(("region", "period", "certificate", "value", "status"))}
        invented = wg.Observations.from_frame({"variable": ["school_leavers"] * len(rows), **columns}, source="invented")
        return wg.compute(invented, SHARE).filter(certificate="without_hsa")

    return make


@pytest.fixture(scope="session")
def changes():
    """A result of compute with invented plain values around zero, without intervals."""

    def make(codes, years=(2015,)):
        draw = random.Random(3)
        keys = [(code, str(year)) for code in codes for year in years]
        columns = {"region": [code for code, _ in keys], "period": [year for _, year in keys], "value": [round(draw.gauss(-2, 4), 2) for _ in keys]}
        invented = wg.Observations.from_frame({"variable": ["change"] * len(keys), **columns}, source="invented")
        return wg.compute(invented, wg.Indicator(id="own.change", formula="change", unit="percent"))

    return make


@pytest.fixture(scope="session")
def boxes():
    """The labels of a chart with the room that each takes, in points."""
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    return readable.boxes


@pytest.fixture(scope="session")
def assert_readable(boxes):
    """No label is cut, and none lies on another."""
    return readable.assert_readable
