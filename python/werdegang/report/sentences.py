"""Chooses and writes the three sentences of a report.

Rule of choice: a figure is eligible when its interval lies apart from that of the state or of Germany. Standing questions come first in their given order; the remaining places go to the
figures with the largest distance to the state or Germany, measured in widths of the district's own interval, one for each
topic. The sentences name values, comparison and rank, and never judge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .. import _text
from . import texts as _texts
from .model import Figure, Rank, Sentence
from .texts import Texts

EXTREMES = 3
"""Ranks up to this one from either end are written as words (``dritthöchster Wert``), all others as numbers."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A figure that may become a sentence; ``template`` is a key below ``sentences.`` of the texts."""

    template: str
    indicator: str
    topic: str
    own: Figure
    state: Figure | None = None
    country: Figure | None = None
    rank: Rank | None = None
    standing: bool = False


def write_sentences(candidates: Sequence[Candidate], language: str, count: int = 3) -> tuple[Sentence, ...]:
    """The most telling sentences; a single sentence says so when no figure stands apart."""
    texts = _texts.load(language)
    chosen = choose(candidates, count)
    if not chosen:
        return (Sentence(text=texts("sentences.none"), indicator="", figures=()),)
    return tuple(_write(candidate, texts) for candidate in chosen)


def sentence_text(candidate: Candidate, language: str) -> str:
    """The sentence of a candidate's template."""
    return _write(candidate, _texts.load(language)).text


def choose(candidates: Sequence[Candidate], count: int = 3) -> list[Candidate]:
    """Applies the rule of choice; ties keep the order in which the candidates were given."""
    eligible = [candidate for candidate in candidates if distance(candidate) > 0]
    standing = [candidate for candidate in eligible if candidate.standing]
    others = sorted((c for c in eligible if not c.standing), key=distance, reverse=True)
    chosen: list[Candidate] = []
    for candidate in standing + others:
        if len(chosen) < count and candidate.topic not in {other.topic for other in chosen}:
            chosen.append(candidate)
    return chosen


def distance(candidate: Candidate) -> float:
    """The larger distance to state or Germany in widths of the own interval; 0 where the intervals overlap or are not known."""
    own = candidate.own
    if own.value is None or own.lower is None or own.upper is None:
        return 0.0
    width = max(own.upper - own.lower, 1e-9)
    apart = [other for other in (candidate.state, candidate.country) if other is not None and _apart(own, other)]
    return max((abs(own.value - other.value) / width for other in apart), default=0.0)


def _apart(own: Figure, other: Figure) -> bool:
    """Whether two figures' intervals do not overlap; a figure without interval counts as a point."""
    if other.value is None:
        return False
    lower = other.value if other.lower is None else other.lower
    upper = other.value if other.upper is None else other.upper
    return own.upper < lower or upper < own.lower


def _write(candidate: Candidate, texts: Texts) -> Sentence:
    own, language = candidate.own, texts.language
    values = {
        "value": own.text(language),
        "plain": own.text(language, unit=False),
        "year": own.period[:4],
        "counts": own.counts_text(language),
        "numerator": _count(own.numerator, language),
        "denominator": _count(own.denominator, language),
        "comparison": "",
        "rank": rank_text(candidate.rank, texts, ranged=own.lower is not None),
    }
    compared = comparison_text(candidate, texts)
    opens = "({counts}{comparison})" in texts.raw(f"sentences.{candidate.template}")
    lead = "" if opens and not values["counts"] else "; "
    values["comparison"] = lead + compared if compared else ""
    sentence = texts(f"sentences.{candidate.template}", **values).replace(" ()", "")
    figures = tuple(figure for figure in (own, candidate.state, candidate.country) if figure is not None)
    return Sentence(text=_text.capital(sentence), indicator=candidate.indicator, figures=figures)


def _count(value: float | None, language: str) -> str:
    return "" if value is None else _text.number(value, 0, language)


def comparison_text(candidate: Candidate, texts: Texts) -> str:
    """ "Land 10,6 %, Bund 5,6 %", as far as they are known."""
    pairs = (("sentences.state", candidate.state), ("sentences.country", candidate.country))
    return ", ".join(texts(key, value=figure.text(texts.language)) for key, figure in pairs if figure is not None and figure.value is not None)


def rank_text(rank: Rank | None, texts: Texts, *, ranged: bool = True) -> str:
    """The place with its range, opened by a dash; nothing where there is none. `ranged=False` for values without intervals."""
    if rank is None or rank.of < 4:
        return ""
    language = texts.language
    form = "" if ranged else "_bare"
    in_state = _text.in_place(rank.group, language)
    last = rank.position + rank.tied_with
    from_top = rank.of - last + 1
    if min(rank.position, from_top) > EXTREMES:
        group_short = texts("sentences.rank_group_short", in_state=in_state)
        return texts(f"sentences.rank_plain{form}", position=rank.position, of=rank.of, group_short=group_short, lower=rank.lower, upper=rank.upper)
    highest = from_top <= rank.position
    extreme = _text.ordinal_extreme(from_top if highest else rank.position, highest=highest, language=language)
    group = texts("sentences.rank_group", of=rank.of, in_state=in_state)
    values = {"extreme": extreme, "group": group, "range": _rank_range(rank, highest, texts)}
    if not rank.tied_with:
        return texts(f"sentences.rank_extreme{form}", **values)
    others = texts("sentences.rank_tied_one") if rank.tied_with == 1 else texts("sentences.rank_tied_more", count=rank.tied_with)
    return texts(f"sentences.rank_tied{form}", others=others, **values)


def _rank_range(rank: Rank, highest: bool, texts: Texts) -> str:
    """The rank's range counted from the same end as the rank itself: ``höchster bis achthöchster``."""
    ends = (rank.of - rank.upper + 1, rank.of - rank.lower + 1) if highest else (rank.lower, rank.upper)
    words = [_text.ordinal_extreme(position, highest=highest, language=texts.language) for position in ends]
    return words[0] if words[0] == words[1] else texts("sentences.rank_range", **{"from": words[0], "to": words[1]})

