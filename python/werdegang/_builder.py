"""A landscape row by row, for small ones."""

from __future__ import annotations

from typing import Any

from werdegang._core import Landscape
from werdegang.landscape import FRAMES, counted, from_frames


class LandscapeBuilder:
    """Collects rows, then freezes. Every method takes the columns that `Landscape.from_frames` names, and any others;
    `from_` stands for the column from, since Python keeps that word for itself. Each returns the builder.

    >>> builder = LandscapeBuilder()   # doctest: +SKIP
    >>> builder.actor("kita", "kita", name="Kita Regenbogen", capacity=80).actor("school", "primary_school")   # doctest: +SKIP
    >>> land = builder.tie("kita", "school", from_="2001").freeze()   # doctest: +SKIP
    """

    def __init__(self) -> None:
        self._rows: dict[str, list[dict[str, Any]]] = {name: [] for name in FRAMES}

    def _add(self, frame: str, given: dict[str, Any], columns: dict[str, Any]) -> LandscapeBuilder:
        named = {"from" if name == "from_" else name: value for name, value in columns.items()}
        self._rows[frame].append({**given, **named})
        return self

    def actor(self, id: str | int, kind: str, **columns: Any) -> LandscapeBuilder:
        """Somebody who offers education or has a say in it."""
        return self._add("actors", {"id": id, "kind": kind}, columns)

    def offer(self, id: str | int, actor: str | int | None, **columns: Any) -> LandscapeBuilder:
        """Something that an actor offers."""
        return self._add("offers", {"id": id, "actor": actor}, columns)

    def tie(self, source: str | int, target: str | int, kind: str = "cooperation", **columns: Any) -> LandscapeBuilder:
        """A tie between two actors."""
        return self._add("ties", {"source": source, "target": target, "kind": kind}, columns)

    def body(self, id: str | int, **columns: Any) -> LandscapeBuilder:
        """A board, a working group."""
        return self._add("bodies", {"id": id}, columns)

    def membership(self, body: str | int, actor: str | int, **columns: Any) -> LandscapeBuilder:
        """An actor's seat in a body."""
        return self._add("memberships", {"body": body, "actor": actor}, columns)

    def agreement(self, id: str | int, **columns: Any) -> LandscapeBuilder:
        """What several actors have agreed upon."""
        return self._add("agreements", {"id": id}, columns)

    def signatory(self, agreement: str | int, actor: str | int, **columns: Any) -> LandscapeBuilder:
        """An actor's signature under an agreement."""
        return self._add("signatories", {"agreement": agreement, "actor": actor}, columns)

    def region(self, code: str, **columns: Any) -> LandscapeBuilder:
        """A region of one's own."""
        return self._add("regions", {"code": code}, columns)

    def kind(self, code: str, **columns: Any) -> LandscapeBuilder:
        """A kind of actor of one's own."""
        return self._add("kinds", {"code": code}, columns)

    def __len__(self) -> int:
        """Number of actors so far."""
        return len(self._rows["actors"])

    def __repr__(self) -> str:
        counts = ", ".join(counted(len(rows), name) for name, rows in self._rows.items() if rows)
        return f"LandscapeBuilder: {counts or 'nothing yet'}"

    def freeze(self) -> Landscape:
        """The landscape of the rows so far, with its findings."""
        actors, *others = (self._rows[name] or None for name in FRAMES)
        return from_frames(actors if actors else {"id": [], "kind": []}, *others)
