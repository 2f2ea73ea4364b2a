"""Hypothesis strategies for landscapes; `werdegang.testing` shows them."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from werdegang import _core
from werdegang._core import Landscape
from werdegang.landscape import from_frames

Frame = dict[str, list[Any]]
REGIONS = ("15084", "15002", "16061", "02000", "15084590")
# West, east, south, north of places that lie in the state for sure; None stands for Germany.
INSIDE = {"15": (11, 12.5, 51, 53), "16": (10, 12, 50.5, 51.5), "02": (9.5, 10.2, 53.4, 53.7), None: (6, 15, 47.5, 55)}


def _codes(name: str) -> list[str]:
    return list(_core.landscape_codelist(name).codes)


def _optional(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def _span(draw: st.DrawFn) -> tuple[str | None, str | None]:
    """Begin and end that follow each other; each may be missing or only a year."""
    first, second = sorted([draw(st.dates(min_value=date(1990, 1, 1), max_value=date(2030, 12, 31))) for _ in range(2)])
    begin = draw(st.sampled_from([None, first.isoformat(), str(first.year)]))
    end = draw(st.sampled_from([None, second.isoformat(), str(second.year)]))
    return begin, end


def _dated(draw: st.DrawFn, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    for row in rows:
        row["from"], row["to"] = _span(draw)
    return rows


def _frame(rows: list[dict[str, Any]]) -> Frame:
    names = list(rows[0])
    return {name: [row[name] for row in rows] for name in names}


@st.composite
def landscape_frames(draw: st.DrawFn, *, min_actors: int = 1, max_actors: int = 8, max_ties: int = 12) -> dict[str, Frame]:
    """Frames for `Landscape.from_frames` that give no warning: keys once, references that are there, dates in order.

    Frames without rows are left out. Keys are texts in some examples and whole numbers in others.
    """
    number = st.integers(-5, 10**12)
    text = st.text(min_size=1, max_size=8)
    ids = draw(st.lists(draw(st.sampled_from([number, text])), min_size=min_actors, max_size=max_actors, unique=True))
    frames = {"actors": _frame(_dated(draw, [_actor(draw, key) for key in ids]))}
    actor = st.sampled_from(ids)
    offer_ids = draw(st.lists(text, max_size=6, unique=True))
    offers = [_offer(draw, key, draw(actor)) for key in offer_ids]
    ends = st.tuples(actor, actor, st.sampled_from(_codes("tie_kind"))).filter(lambda tie: tie[0] != tie[1])
    pairs = draw(st.lists(ends, max_size=max_ties, unique_by=lambda tie: (frozenset(tie[:2]), tie[2]))) if len(ids) > 1 else []
    ties = [_tie(draw, *pair) for pair in pairs]
    bodies = draw(st.lists(st.text("abc", min_size=1, max_size=3), max_size=3, unique=True))
    seats = draw(st.lists(st.tuples(st.sampled_from(bodies), actor), max_size=5, unique=True)) if bodies else []
    for name, rows in (
        ("offers", offers),
        ("ties", ties),
        ("bodies", [{"id": key, "name": f"Body {key}", "kind": draw(st.sampled_from(_codes("body_kind")))} for key in bodies]),
        ("memberships", [{"body": body, "actor": member, "role": draw(st.sampled_from([None, "chair"]))} for body, member in seats]),
    ):
        if rows:
            frames[name] = _frame(_dated(draw, rows))
    return frames


def _actor(draw: st.DrawFn, key: Any) -> dict[str, Any]:
    region = draw(_optional(st.sampled_from(REGIONS)))
    west, east, south, north = INSIDE[region and region[:2]]
    place = draw(_optional(st.tuples(st.floats(west, east), st.floats(south, north))))
    return {
        "id": key,
        "kind": draw(st.sampled_from(_codes("actor_kind"))),
        "name": f"Actor {key}",
        "region": region,
        "capacity": draw(_optional(st.integers(0, 1000))),
        "longitude": place and place[0],
        "latitude": place and place[1],
        "street": draw(_optional(st.text(max_size=5))),
    }


def _offer(draw: st.DrawFn, key: str, actor: Any) -> dict[str, Any]:
    ages = sorted([draw(st.integers(0, 99)) for _ in range(2)])
    return {
        "id": key,
        "actor": actor,
        "name": f"Offer {key}",
        "topic": draw(_optional(st.sampled_from(_codes("topic")))),
        "life_phase": draw(_optional(st.sampled_from(_codes("life_phase")))),
        "age_from": draw(st.sampled_from([None, ages[0]])),
        "age_to": draw(st.sampled_from([None, ages[1]])),
        "capacity": draw(_optional(st.integers(0, 100))),
    }


def _tie(draw: st.DrawFn, source: Any, target: Any, kind: str) -> dict[str, Any]:
    return {
        "source": source,
        "target": target,
        "kind": kind,
        "strength": draw(_optional(st.floats(0, 10))),
        "confirmed": draw(_optional(st.sampled_from(_codes("confirmed")))),
    }


def landscapes(**sizes: int) -> st.SearchStrategy[Landscape]:
    """Landscapes of a few actors, with offers, ties and bodies; `sizes` as in `landscape_frames`."""
    return landscape_frames(**sizes).map(lambda frames: from_frames(**frames))
