"""Building landscapes and looking at them."""

from __future__ import annotations

import html
import os
from collections.abc import Callable, Iterable
from typing import Any

from werdegang import _core
from werdegang._core import Flows, InvalidArgument, Landscape, Table
from werdegang.frames import to_table

FRAMES = ("actors", "offers", "ties", "bodies", "memberships", "agreements", "signatories", "flows", "regions", "kinds")
SINGULAR = {name: name[:-1] for name in FRAMES} | {"bodies": "body", "signatories": "signatory"}


def from_frames(
    actors: Any,
    offers: Any = None,
    ties: Any = None,
    bodies: Any = None,
    memberships: Any = None,
    agreements: Any = None,
    signatories: Any = None,
    flows: Any = None,
    regions: Any = None,
    kinds: Any = None,
    *,
    findings_per_code: int = 1000,
    threads: int = 0,
    progress: Callable[[float], Any] | None = None,
) -> Landscape:
    """A landscape from tables: polars, pyarrow, pandas, DuckDB, dicts of lists or of arrays.

    Columns (those before the semicolon are needed; others than these are kept as attributes):

    - actors: id, kind; name, sector, formality, region, longitude, latitude, capacity, from, to
    - offers: id, actor; name, topic, life_phase, target_group, formality, age_from, age_to, region, place, longitude,
      latitude, capacity, times, from, to
    - ties: source, target, kind; direction, strength, confirmed, from, to
    - bodies: id; name, kind, region, from, to; memberships: body, actor; role, from, to
    - agreements: id; name, kind, aims, from, to, last_activity; signatories: agreement, actor; role, from, to
    - flows: origin, destination, count; period, lower, upper, status, and breakdowns; an end is the id of an actor, a
      stage of the catalogue, or a name of one's own
    - regions: code; name, level, parent, from, to, and either west, south, east, north or outline (POLYGON or MULTIPOLYGON
      as WKT), in degrees
    - kinds: code; label_de, label_en, sector, formality, stage

    Keys are texts or whole numbers. Defects of the rows are in `findings`, each with frame, row and column (counted
    from 1); a row that points to an actor that is not there is left out and said so. A frame without a needed column, or
    with one of the wrong type, raises `InvalidArgument`. The order of the rows makes no difference.
    """
    given = dict(zip(FRAMES, (actors, offers, ties, bodies, memberships, agreements, signatories, flows, regions, kinds), strict=True))
    if findings_per_code < 0:
        raise InvalidArgument(f"findings_per_code={findings_per_code} in from_frames: expected 0 or more")
    tables = {name: to_table(frame, name) for name, frame in given.items() if frame is not None}
    return _core._build_landscape(tables, findings_per_code, threads, progress)


def _words(values: Any, place: str) -> list[str]:
    """One word or several; a region that became a number has lost its leading zero."""
    words = [] if values is None else [values] if isinstance(values, str) or not isinstance(values, Iterable) else list(values)
    for word in words:
        if not isinstance(word, str):
            raise InvalidArgument(f"{word!r} in {place}: expected text, such as 'kita', or for a region '15084'")
    return words


def filter_landscape(
    land: Landscape, *, kind: Any = None, region: Any = None, sector: Any = None, formality: Any = None, date: Any = None, **unknown: Any
) -> Landscape:
    """The actors of the named kinds, regions, sectors and forms of learning (each one or several), what they offer, the
    ties between them, and the bodies and agreements that any of them belongs to; with `date`, what of it existed then.

    A region stands for all regions inside it.
    """
    for name, value in unknown.items():
        raise TypeError(f"{name}={value!r} in Landscape.filter: expected kind, region, sector, formality or date")
    part = land._filter(_words(kind, "kind"), _words(region, "region"), _words(sector, "sector"), _words(formality, "formality"))
    return part if date is None else snapshot(part, date)


def snapshot(land: Landscape, date: Any) -> Landscape:
    """What existed on a day ("2016-03-01", a date), or at any time in a period ("2016", "2015/16").

    Where no begin is given a row counts as always having been there, where no end is given as being there still; the
    findings say how many rows rest on that.
    """
    day = date.isoformat()[:10] if hasattr(date, "isoformat") else str(date)
    return land._snapshot(day)


def flows(land: Landscape, level: str = "stage") -> Flows:
    """Flows between stages, between kinds of actors ("kind"), or as they were given ("actor")."""
    if not isinstance(level, str):
        raise TypeError(f"level={level!r} in Landscape.flows: expected 'stage', 'kind' or 'actor'")
    return land._flows(level)


def difference(land: Landscape, after: Landscape) -> Table:
    """What is in the other and not here (added), only here (removed), and what differs (changed): entity, change, key,
    column, before, after.
    """
    if not isinstance(after, Landscape):
        raise TypeError(f"Landscape.difference takes another Landscape, not {type(after).__name__}")
    return land._difference(after)


def inventory(land: Landscape, by: str | Iterable[str] = ("kind", "region"), *, region_level: str | None = None) -> Table:
    """How many actors and offers there are, and for how many people: one row for each combination, also of those that
    nobody fills.

    `by`: kind, region, sector, formality, and of offers life_phase, topic, target_group. `region_level`: "country", "state"
    or "district" counts regions there. A capacity is the sum over those that state one, null where nobody does. With a
    breakdown of offers, actors are those with such an offer.
    """
    return land._inventory(_words(by, "by of inventory"), region_level or "")


def save(land: Landscape, path: str | os.PathLike[str], *, progress: Callable[[float], Any] | None = None) -> None:
    """Write a GeoPackage that QGIS opens and `Landscape.load` reads back equal, findings included. All or nothing."""
    land._save(os.fspath(path), 0, progress)


def load(path: str | os.PathLike[str], *, threads: int = 0, progress: Callable[[float], Any] | None = None) -> Landscape:
    """Read what `save` wrote. What was changed in the file since is checked like rows of `from_frames`."""
    return _core._load_landscape(os.fspath(path), threads, progress)


def _counts(land: Landscape) -> list[tuple[str, int]]:
    counts = [("actors", len(land)), ("offers", land._offer_count), ("ties", land._tie_count), ("flows", land._flow_count)]
    counts += [(name, len(getattr(land, name)())) for name in FRAMES[3:] if name != "flows"]
    return counts[:3] + [(name, count) for name, count in counts[3:] if count]


def counted(count: int, name: str) -> str:
    """"1 tie", "2 ties": `name` is a frame or a severity."""
    word = SINGULAR.get(name, name)
    return f"{count:,} {word if count == 1 else name if name in SINGULAR else name + 's'}"


def _findings_text(land: Landscape) -> str:
    return ", ".join(counted(land.findings.count(severity), severity) for severity in ("error", "warning", "info"))


def _repr(land: Landscape) -> str:
    counts = ", ".join(counted(count, name) for name, count in _counts(land))
    return f"Landscape: {counts}, findings: {_findings_text(land)}"


def _repr_html(land: Landscape) -> str:
    lines = [(name, f"{count:,}") for name, count in _counts(land)] + [("findings", _findings_text(land))]
    rows = "".join(f'<tr><th scope="row">{name}</th><td>{html.escape(value)}</td></tr>' for name, value in lines)
    return f'<table class="werdegang"><caption>Landscape</caption><tbody>{rows}</tbody></table>'


Landscape.from_frames = staticmethod(from_frames)
Landscape.load = staticmethod(load)
Landscape.filter = filter_landscape
Landscape.flows = flows
Landscape.difference = difference
Landscape.inventory = inventory
Landscape.save = save
Landscape.snapshot = snapshot
Landscape.__repr__ = _repr
Landscape._repr_html_ = _repr_html

__all__ = ["Landscape"]
