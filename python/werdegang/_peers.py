"""Districts that are alike: the nearest ones, and groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from werdegang import _core, _text
from werdegang._arguments import expect_number, expect_whole
from werdegang._comparison import Labels, decimals_of, expect_region, measured, region_name
from werdegang._core import Peers, SimilarGroups, UnknownName
from werdegang._intake import to_table
from werdegang.observations import code_in

CLEAR = 0.5
"""From this mean z on an indicator is said to set a group apart."""


def _options(place: str, level: str | None, period: str | int | None, region: str, robust: bool, weights: Mapping[str, float] | None) -> Any:
    if weights is not None and not isinstance(weights, Mapping):
        raise TypeError(f"weights={weights!r} in {place}: expected a dict from indicator to weight")
    for name, weight in (weights or {}).items():
        expect_number(weight, f"weight of '{name}'", place)
    given = {str(name): float(weight) for name, weight in (weights or {}).items()}
    return _core._FeatureOptions(level or "", "" if period is None else str(period), region, bool(robust), given)


def peers(
    table: Any,
    region: str,
    n: int = 10,
    *,
    weights: Mapping[str, float] | None = None,
    within: str | None = None,
    period: str | int | None = None,
    robust: bool = False,
    minimum_shared: float = 0.5,
) -> Peers:
    """The `n` regions that are most like one, and which indicators make them so.

    `table` is a result of `compute` with several indicators for all districts, or a frame with a column region and one
    column of numbers for each indicator. Every indicator is standardised over all regions of the level in the table (by
    mean and standard deviation, `robust` by median and MAD). The distance is the root of the weighted mean of the squared
    differences over the indicators that both have: 1 means one standard deviation apart on the whole. `weights` by indicator, 1
    where not named, and shared by its breakdowns; one breakdown has its own by the name "indicator axis=code". A region that shares less than `minimum_shared` of the weights is left
    out. `within="state"` looks only in the same state. Without `period` each indicator takes its latest one in which
    nearly all regions have a value. Equal distances stand in the order of codes.
    """
    code_in(region, "peers")
    expect_whole(n, "n", "peers", least=1)
    expect_number(minimum_shared, "minimum_shared", "peers")
    options = _options("peers", None, period, region, robust, weights)
    rows = to_table(table, "the table of peers")
    if "region" in rows.column_names and rows.role("region") in ("dimension", "text"):
        expect_region(rows, region, "peers")
    return _core._peers(rows, region, n, within or "", minimum_shared, options)


def similar_groups(
    table: Any,
    groups: int | None = None,
    *,
    weights: Mapping[str, float] | None = None,
    period: str | int | None = None,
    level: str | None = None,
    robust: bool = False,
    most: int = 10,
    progress: Callable[[float], Any] | None = None,
) -> SimilarGroups:
    """Groups of similar regions by Ward's clustering of their standardised indicators.

    `table` as for `peers`. Without `groups` the number from 2 to `most` with the highest mean silhouette is taken. Only
    regions with all indicators are grouped; the others are in `left_out` with what they lack. The same table gives the
    same groups, whatever the order of its rows. Group 1 is the largest. `level` is that of the regions, by default district.
    """
    if groups is not None:
        expect_whole(groups, "groups", "similar_groups", least=1)
    expect_whole(most, "most", "similar_groups", least=2)
    options = _options("similar_groups", level, period, "", robust, weights)
    return _core._similar_groups(to_table(table, "the table of similar_groups"), groups or 0, most, options, progress)


def _regions(count: int, codes: Any, lang: str) -> str:
    """ "82 Kreisen", "15 Ländern" """
    if all(len(code) == 2 for code in codes):
        words = _text.pick(lang, "Land|Ländern", "state|states")
    elif all(len(code) in (2, 5) for code in codes):
        words = _text.pick(lang, "Kreis|Kreisen", "district|districts")
    else:
        words = _text.pick(lang, "Gebiet|Gebieten", "region|regions")
    return f"{count} {words.split('|')[count != 1]}"


def _indicators(count: int, lang: str) -> str:
    return f"{count} {_text.pick(lang, 'Kennzahl', 'indicator')}" + ("" if count == 1 else _text.pick(lang, "en", "s"))


def _pair(row: dict[str, Any], labels: Labels, lang: str) -> str:
    """ "Betreuungsquote unter 3 59,2 % gegen 58,7 %": the peer's value, then the own one."""
    digits = decimals_of(row["indicator"])
    value, own = (measured(row[name], row["unit"], digits, lang) for name in ("value", "own_value"))
    return f"{labels.of('feature', row['feature'])} {value} {_text.pick(lang, 'gegen', 'against')} {own}"


def peers_text(found: Peers, lang: str = "de", *, explained: int = 3) -> str:
    """The peers in a sentence, and in what the nearest ones are close and in what not."""
    nearest = found.table.to_dicts()
    rows = found.contributions.to_dicts()
    labels = Labels(found.contributions, lang)
    distances = [f"{_text.state_name(row['name'], lang)} ({_text.number(row['distance'], 2, lang)})" for row in nearest]
    indicators = len({row["feature"] for row in rows})
    others = _regions(found.candidates, [found.region, *(row["region"] for row in nearest)], lang)
    by, own_name = _indicators(indicators, lang), region_name(found.region, lang)
    lines = [_text.pick(
        lang,
        f"{own_name}: am ähnlichsten unter {others} nach {by}, mit Abstand in Standardabweichungen: {_text.join(distances, lang)}.",
        f"{own_name}: most alike among {others} by {by}, with the distance in standard deviations: {_text.join(distances, lang)}.")]
    for peer in nearest[:explained]:
        own = [row for row in rows if row["place"] == peer["place"] and row["contribution"] is not None and row["weight"] > 0]
        lines.append(_why(_text.state_name(peer["name"], lang), own, labels, lang))
    if len(found.left_out):
        count = len(found.left_out)
        lines.append(_text.pick(lang, f"Ohne Abstand, weil zu wenige Kennzahlen gemeinsam sind: {count}.", f"Without a distance, as too few indicators are shared: {count}."))
    return "\n".join(lines)


def _why(name: str, rows: list[dict[str, Any]], labels: Labels, lang: str) -> str:
    """What makes it a peer, and where there is more the indicator that separates most.

    An indicator makes two regions peers where both are far from the mean and close to each other: there any other region
    would be further away.
    """
    near = sorted(rows, key=lambda row: row["weight"] * ((row["z"] - row["own_z"]) ** 2 - row["own_z"] ** 2))
    close = _text.join([_pair(row, labels, lang) for row in near[:2]], lang)
    line = _text.pick(lang, f"{name}: ähnlich vor allem durch {close}", f"{name}: alike above all by {close}")
    if len(near) > 2:
        far = max(near[2:], key=lambda row: row["contribution"])
        line += _text.pick(lang, "; am weitesten auseinander bei ", "; furthest apart in ") + _pair(far, labels, lang)
    return line + "."


def groups_text(found: SimilarGroups, lang: str = "de") -> str:
    """Each group with its size, its most typical region and what sets it apart."""
    profiles = found.profiles.to_dicts()
    labels = Labels(found.profiles, lang)
    tried = {row["groups"]: row["silhouette"] for row in found.choices.to_dicts()}
    width = _text.number(tried[len(found)], 2, lang) if len(found) in tried else ""
    by = _indicators(len({row["feature"] for row in profiles}), lang)
    codes = list(found.members["region"])
    of, many = _regions(len(codes), codes, lang), len(found) != 1
    lines = [_text.pick(lang, f"{len(found)} Gruppe{'n' if many else ''} aus {of} nach {by} (mittlere Silhouette {width})",
                        f"{len(found)} group{'s' if many else ''} of {of} by {by} (mean silhouette {width})")]
    for group in found.table.to_dicts():
        own = sorted((row for row in profiles if row["group"] == group["group"]), key=lambda row: row["order"])
        name = _text.state_name(group["name"], lang)
        size = _regions(group["size"], codes, lang)
        head = _text.pick(lang, f"Gruppe {group['group']} mit {size}, typisch ist {name}; ", f"group {group['group']} with {size}, typical is {name}; ")
        lines.append(head + _apart(own, labels, lang))
    if len(found.left_out):
        lines.append(_text.pick(lang, f"ohne Gruppe, weil Kennzahlen fehlen: {len(found.left_out)}", f"in no group, as indicators are missing: {len(found.left_out)}"))
    return "\n".join(lines)


def _apart(rows: list[dict[str, Any]], labels: Labels, lang: str) -> str:
    parts = []
    for above in (True, False):
        clear = [row for row in rows if row["mean_z"] is not None and (row["mean_z"] >= CLEAR if above else row["mean_z"] <= -CLEAR)]
        if clear:
            names = [f"{labels.of('feature', row['feature'])} {measured(row['mean'], row['unit'], decimals_of(row['indicator']), lang)}" for row in clear[:3]]
            head = _text.pick(lang, *(("über dem Mittel: ", "above the mean: ") if above else ("darunter: ", "below it: ")))
            if not above and not parts:
                head = _text.pick(lang, "unter dem Mittel: ", "below the mean: ")
            parts.append(head + _text.join(names, lang))
    return "; ".join(parts) or _text.pick(lang, "nahe am Mittel aller", "near the mean of all")


def _group_of(found: SimilarGroups, region: str) -> int:
    """The number of the group in which a region is."""
    for code, group in zip(found.members["region"], found.members["group"], strict=True):
        if code == region:
            return int(group)
    raise UnknownName(f"unknown region '{region}' in the groups" + (": it lacks indicators, see left_out" if region in list(found.left_out["region"]) else ""))


for _type, _words in ((Peers, peers_text), (SimilarGroups, groups_text)):
    _type.text = _words
    _type.__str__ = _type.__repr__ = _words
SimilarGroups.group_of = _group_of
