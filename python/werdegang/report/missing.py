"""What the figures do not suffice for: which figure is missing, how many indicators wait for it, and how to bring one's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from .. import _text
from .._compute import compute, what_is_missing
from .._core import Indicator, Observations, codelist, formula_variables, has_value, known_areas, known_variables
from . import content
from . import model as m
from .gaps import GapArea, GapFigure, Gaps
from .places import Setting

HIDDEN = "hidden"
"""An indicator whose figures are all there, and yet without a value for the region."""


@dataclass(frozen=True)
class Need:
    """One thing an indicator waits for: kind and figure are those of `what_is_missing`, text names it to a reader."""

    kind: str
    figure: str
    text: str


def area_name(letter: str, language: str) -> str:
    """The name of an area of the catalogue."""
    return next((_text.pick(language, german, english) for code, german, english in known_areas() if code == letter), letter)


def area_of(indicator: Indicator, language: str) -> str:
    """The heading an indicator stands under; cross-cutting ones stand with the subject they are applied to."""
    return area_name(content.AREA_OF.get(indicator.id, indicator.area), language)


def look(observations: Observations, absent: list[Indicator], setting: Setting, language: str) -> tuple[tuple[m.NotComputed, ...], Gaps | None]:
    """Every indicator without a value for the region with the reason, and the same grouped by the figures that are missing."""
    needs = _needs(observations, absent, setting, language)
    names = {item.id: _text.pick(language, item.label_de, item.label_en) for item in absent}
    lines = tuple(m.NotComputed(indicator=item.id, name=names[item.id], area=area_of(item, language), reason=_reason(needs[item.id], language))
                  for item in absent)
    official = [item for item in absent if needs[item.id][0].kind not in ("function", "room")]
    letters = {item.id: content.AREA_OF.get(item.id, item.area) for item in official}
    areas = []
    for letter in sorted(set(letters.values())):
        waiting = {id: needs[id] for id, own in letters.items() if own == letter}
        areas.append(GapArea(area=area_name(letter, language), count=len(waiting), figures=tuple(_grouped(waiting, names, language))))
    elsewhere = tuple(_elsewhere([item for item in absent if item.id not in letters], needs, names))
    return lines, Gaps(areas=tuple(areas), elsewhere=elsewhere) if absent else None


def _grouped(waiting: dict[str, tuple[Need, ...]], names: dict[str, str], language: str) -> Iterable[GapFigure]:
    """First the figure that most indicators need, then the one that most of the remaining need, and so on."""
    left = dict(waiting)
    while left:
        counts = Counter(need for needs in left.values() for need in needs)
        hub = max(counts, key=lambda need: counts[need])
        served = {id: needs for id, needs in left.items() if hub in needs}
        further: dict[tuple[Need, ...], list[str]] = {}
        for id, needs in sorted(served.items(), key=lambda item: len(item[1])):
            further.setdefault(tuple(need for need in needs if need != hub), []).append(names[id])
        yield GapFigure(what=hub.text, code=_code(hub), count=len(served), indicators=tuple(
            (_text.join([need.text for need in others], language), tuple(found)) for others, found in further.items()))
        left = {id: needs for id, needs in left.items() if id not in served}


def _code(need: Need) -> str:
    """What a list of one's own figures calls it; nothing where the figure itself is there."""
    return need.figure if need.kind in ("variable", "parts", "period") else ""


def _elsewhere(items: list[Indicator], needs: dict[str, tuple[Need, ...]], names: dict[str, str]) -> Iterable[GapFigure]:
    """Functions that compute from data of one's own, then parts of the library that do not exist yet."""
    for kind in ("function", "room"):
        found: dict[Need, list[str]] = {}
        for item in items:
            if needs[item.id][0].kind == kind:
                found.setdefault(needs[item.id][0], []).append(names[item.id])
        for need, waiting in found.items():
            code = f"wg.{need.figure}" if kind == "function" else ""
            yield GapFigure(what="" if code else need.text, code=code, count=len(waiting), indicators=(("", tuple(waiting)),))


def _needs(observations: Observations, absent: list[Indicator], setting: Setting, language: str) -> dict[str, tuple[Need, ...]]:
    needs: dict[str, list[Need]] = {item.id: [] for item in absent}
    if absent:
        for row in what_is_missing(observations, absent, regions=[setting.region.code]).to_dicts():
            label = _text.pick(language, row["label_de"], row["label_en"])
            needs[row["indicator"]].append(Need(row["missing"], row["figure"], _text_of(row, label, setting, language)))
    return {item.id: tuple(dict.fromkeys(needs[item.id])) or (_hidden(observations, item, setting, language),) for item in absent}


def _hidden(observations: Observations, indicator: Indicator, setting: Setting, language: str) -> Need:
    """Why there is no value although every figure is there: nobody breaks it down, or it is not published for the region."""
    axis = indicator.default_by[0] if indicator.default_by else ""
    table = compute(observations, indicator, regions=[setting.region.code])
    if axis and not any(table[axis]):
        variable = formula_variables(indicator.formula)[0]
        label = next(_text.pick(language, item.label_de, item.label_en) for item in known_variables() if item.id == variable)
        said = content.say(content.GAP_PARTS, language).format(label=label, parts=_axis(axis, language))
        return Need("parts", f"{variable}[{axis}=\u2026]", said)
    words = content.HIDDEN_BY_POLICY if any(has_value(status) for status in table["status"]) else content.NO_VALUE
    return Need(HIDDEN, "", content.say(words, language).format(name=setting.region.name))


def _axis(axis: str, language: str) -> str:
    known = codelist(axis)
    if known:
        return _text.pick(language, known.label_de, known.label_en)
    return content.say(content.AGE, language) if axis == "age" else axis


def _text_of(row: dict[str, str], label: str, setting: Setting, language: str) -> str:
    kind, figure = row["missing"], row["figure"]
    if kind == "function":
        return content.say(content.NO_FORMULA, language).format(function=f"wg.{figure}")
    if kind == "room":
        return content.say(content.ROOMS.get(figure, (figure, figure)), language)
    if kind == "parts":
        return content.say(content.GAP_PARTS, language).format(label=label, parts=_parts(figure, language))
    if kind == "period":
        return content.say(content.GAP_PERIOD, language).format(label=label, years=row["there"].replace("-", _text.EN_DASH))
    return content.say(content.GAP_VALUE, language).format(label=label, name=setting.region.name) if kind == "value" else label


def _parts(figure: str, language: str) -> str:
    """The filter of a figure in words: ``Eingliederungshilfe: mit Eingliederungshilfe``."""
    inside = re.search(r"\[(.*?)\]", figure)
    words = []
    for axis, _, codes in (part.strip().partition("=") for part in (inside.group(1).split(",") if inside else [])):
        known = codelist(axis)
        labels = {member.code: _text.pick(language, member.label_de, member.label_en) for member in known.members} if known else {}
        words.append(f"{_axis(axis, language)}: {_text.join([labels.get(code, code) for code in codes.split('|')], language)}")
    return "; ".join(words)


def _reason(needs: tuple[Need, ...], language: str) -> str:
    first = needs[0]
    if first.kind in ("function", HIDDEN):
        return first.text
    if first.kind == "room":
        return content.say(content.NO_ROOM, language).format(room=first.text)
    return content.say(content.MISSING, language).format(variables=_text.join([need.text for need in needs], language))
