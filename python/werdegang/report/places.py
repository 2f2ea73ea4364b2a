"""The regions of a report: what the caller means, how they are called, and among whom they stand."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from .. import _text
from .._core import InvalidArgument, Observations, Region, UnknownName, find_region, search_regions
from . import content
from .model import Place


@dataclass(frozen=True)
class Setting:
    """A report's region, the levels above it, and those it is compared with.

    `peers` stand beside it in the charts, `ranked` are all units of ranks (the districts, and states that are districts).
    """

    region: Place
    state: Place | None
    country: Place
    peers: tuple[str, ...]
    group: str
    districts: tuple[str, ...]
    ranked: tuple[str, ...]

    @property
    def shown(self) -> tuple[str, ...]:
        """All regions whose figures the report prints."""
        above = (self.state.code,) if self.state else ()
        return tuple(dict.fromkeys((self.region.code, *self.peers, *above, "DG")))


def resolve(observations: Observations, region: str) -> str:
    """The code of a region named by code or by name; raises UnknownName with the nearest ones."""
    known = set(observations.regions())
    text = str(region).strip()
    for code in (text, text[:2] if text.endswith("000") else ""):
        if code in known and (found := find_region(code)):
            return _district_or_state(found)
    named = [item for item in search_regions(text) if item.code in known and item.level in ("district", "state")]
    exact = [item for item in named if item.name.casefold() == text.casefold()] or named
    exact = [item for item in exact if item.last_day is None] or exact
    if len(exact) == 1:
        return exact[0].code
    if not exact and (found := find_region(text)):
        raise UnknownName(f"no figures of region '{text}' ({found.name}) in these observations")
    near = exact or _near(text, known)
    hint = "; did you mean " + ", ".join(f"{item.code} {item.name}" for item in near[:5]) + "?" if near else ""
    raise UnknownName(f"unknown region '{text}': expected the key or the name of a district, such as '15084'{hint}")


def _near(text: str, known: set[str]) -> list[Region]:
    """The districts whose code or name looks most like the text."""
    districts = [item for item in map(find_region, known) if item and item.level == "district"]
    districts.sort(key=lambda item: (item.last_day is None, item.code))
    by_text = {item.code: item for item in districts} if text.isdigit() else {item.name.casefold(): item for item in districts}
    return [by_text[match] for match in difflib.get_close_matches(text.casefold(), by_text, n=3, cutoff=0.6)]


def _district_or_state(region: Region) -> str:
    if region.level not in ("district", "state"):
        raise InvalidArgument(f"region '{region.code}' ({region.name}) is a {region.level}: a report is for a district, such as '15084', or a state")
    return region.code


def setting(observations: Observations, code: str, peers: list[str] | None, language: str) -> Setting:
    """Where the region stands. A state stands among the states, a district among those of its state or among its peers."""
    known = [item for item in map(find_region, observations.regions()) if item]
    levels = {level: tuple(item.code for item in known if item.level == level) for level in ("district", "state")}
    own = find_region(code)
    is_state = own.level == "state"
    state = None if is_state or code[:2] not in levels["state"] else place(code[:2], language)
    districts = levels["state"] if is_state else tuple(item for item in levels["district"] if item[:2] == code[:2])
    group = _text.pick(language, "den Ländern", "the states") if is_state else content.say(content.GROUP, language).format(
        in_state=_text.in_place(place(code[:2], language).name, language))
    chosen = districts
    if peers:
        chosen = tuple(dict.fromkeys([code, *(resolve(observations, peer) for peer in peers)]))
        group = content.say(content.PEERS, language)
    filled = {item[:2] for item in levels["district"]}
    ranked = (*levels["district"], *(item for item in levels["state"] if item not in filled))
    return Setting(place(code, language), state, place("DG", language), chosen, group, (*levels["district"], *levels["state"]), ranked)


def place(code: str, language: str) -> Place:
    """A region under the name that readers know."""
    region = find_region(code)
    kind = {"country": "country", "state": "state"}.get(region.level) or ("city" if "Stadt" in region.kind else "district")
    if region.level in ("country", "state"):
        return Place(code=code, name=_text.state_name(region.name, language), kind=kind)
    return Place(code=code, name=_text.district_name(f"{region.name}, {region.kind}", code, language), kind=kind)


def names(codes: tuple[str, ...], language: str) -> dict[str, str]:
    """Names for a list of regions; a city that shares its name with the district around it is marked."""
    plain = {code: place(code, language) for code in codes}
    around = {find_region(code).name for code, item in plain.items() if item.kind == "district"}
    mark = _text.pick(language, " (Stadt)", " (city)")
    return {code: item.name + (mark if item.kind == "city" and item.name in around else "") for code, item in plain.items()}
