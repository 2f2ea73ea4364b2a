"""Hypothesis strategies for one's own tests: figures, periods, region codes, statuses, long frames, landscapes.

>>> from hypothesis import given
>>> from werdegang import testing
>>> @given(testing.frames())
... def test_my_report(frame): ...
"""

from __future__ import annotations

from typing import Any

try:
    from hypothesis import strategies as st
except ImportError as error:
    raise ImportError("hypothesis is not installed; it comes with: pip install 'werdegang[test]'") from error

from werdegang import _core
from werdegang._testing_landscape import landscape_frames as landscape_frames
from werdegang._testing_landscape import landscapes as landscapes

SEXES = ("total", "male", "female")
CERTIFICATES = ("total", "without_hsa", "hsa", "msa", "fhr", "ahr")


def regions(*, levels: tuple[str, ...] = ("country", "state", "district")) -> st.SearchStrategy[str]:
    """Codes as text: "DG", a state's two digits, a district's five."""
    states = st.integers(1, 16).map("{:02}".format)
    kinds = {"country": st.just("DG"), "state": states, "district": st.tuples(states, st.integers(1, 999)).map(lambda pair: f"{pair[0]}{pair[1]:03}")}
    return st.one_of(*(kinds[level] for level in levels))


def periods(*, first: int = 1990, last: int = 2030) -> st.SearchStrategy[str]:
    """Years ("2015"), days ("2016-03-01") and school years ("2015/16")."""
    year = st.integers(first, last)
    day = st.tuples(year, st.integers(1, 12), st.integers(1, 28)).map(lambda parts: f"{parts[0]}-{parts[1]:02}-{parts[2]:02}")
    return st.one_of(year.map(str), day, year.map(lambda start: f"{start}/{(start + 1) % 100:02}"))


def statuses(*, with_value: bool | None = None) -> st.SearchStrategy[str]:
    """Statuses: all, those that carry a value, or those that say why there is none."""
    return st.sampled_from([status for status in _core.STATUSES if with_value is None or _core.has_value(status) == with_value])


def flags() -> st.SearchStrategy[str]:
    """Flags as tables print them: none, one or several."""
    return st.lists(st.sampled_from(_core.FLAGS), max_size=3, unique=True).map(lambda some: "|".join(flag for flag in _core.FLAGS if flag in some))


def counts(*, largest: int = 10_000_000) -> st.SearchStrategy[float]:
    """Numbers of persons, small ones often."""
    return st.one_of(st.integers(0, 10), st.integers(0, largest)).map(float)


def figures() -> st.SearchStrategy[tuple[float | None, str]]:
    """A value with a status that fits it."""
    nil = st.tuples(st.just(0.0), st.sampled_from(["nil", "below_half"]))
    return st.one_of(st.tuples(counts(), st.sampled_from(["reported", "computed"])), nil, st.tuples(st.none(), statuses(with_value=False)))


def seeds() -> st.SearchStrategy[int]:
    """Seeds of random generators."""
    return st.integers(0, 2**32 - 1)


@st.composite
def frames(draw: st.DrawFn, *, min_rows: int = 0, max_rows: int = 30) -> dict[str, list[Any]]:
    """A long frame for `Observations.from_frame`: every key once, with the breakdown `sex`."""
    key = st.tuples(st.sampled_from(["births", "pupils", "own_count"]), regions(), periods(), st.sampled_from(SEXES))
    keys = draw(st.lists(key, min_size=min_rows, max_size=max_rows, unique=True))
    cells = [draw(figures()) for _ in keys]
    return {
        "variable": [key[0] for key in keys],
        "region": [key[1] for key in keys],
        "period": [key[2] for key in keys],
        "sex": [key[3] for key in keys],
        "value": [cell[0] for cell in cells],
        "status": [cell[1] for cell in cells],
        "flags": [draw(flags()) for _ in keys],
    }
