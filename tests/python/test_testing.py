"""The published strategies make what the library accepts, and reach the odd cases."""

from __future__ import annotations

from hypothesis import find, given, settings

import werdegang as wg
from werdegang import _core, testing


@settings(max_examples=50, deadline=None)
@given(testing.frames(), testing.periods(), testing.regions(), testing.flags())
def test_everything_is_accepted(frame, period, region, flags):
    assert len(wg.Observations.from_frame(frame)) == len(frame["value"])
    assert str(wg.Period(period)) == period
    assert region == "DG" or (region.isdigit() and len(region) in (2, 5))
    assert all(flag in _core.FLAGS for flag in flags.split("|") if flag)


@settings(max_examples=50)
@given(testing.figures(), testing.statuses(with_value=True), testing.statuses(with_value=False))
def test_statuses_fit(figure, with_value, without):
    value, status = figure
    assert _core.has_value(status) == (value is not None)
    assert _core.has_value(with_value) and not _core.has_value(without)


def test_odd_cases_are_reached():
    assert find(testing.periods(), lambda period: "/" in period)
    assert find(testing.regions(), lambda region: region.startswith("0") and len(region) == 5)
    assert find(testing.statuses(), lambda status: status == "suppressed")
    assert find(testing.figures(), lambda figure: figure[1] == "below_half")[0] == 0
    assert find(testing.flags(), lambda flags: "|" in flags)
    assert len(find(testing.regions(levels=("state",)), lambda region: True)) == 2
