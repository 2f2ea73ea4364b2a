"""The chapters of a report: head, sentences, ladder, certificates, trends and dot strips from the measures."""

from __future__ import annotations

from typing import Any

from .. import _text
from .._chain import STAGES
from .._core import Indicator, SeriesBreak, breaks_between, find_region, missing_variables, reforms_of
from . import content, figures, places
from . import model as m
from .gate import Gate
from .measures import Computed, Measure
from .places import Setting
from .sentences import Candidate, write_sentences

YEARS = 10
"""Charts over time show at most this many years."""
EVENTS = {"births": 3, "leavers": 1}
LEAVERS = "school_leavers"
SHARES = "D.leaver_share_by_qualification"


def brief(measure: Measure, language: str) -> str:
    """A measure's short name for heads and captions."""
    words = content.BRIEF.get(measure.key)
    return content.say(words, language) if words else measure.name


def key_numbers(computed: Computed, setting: Setting, language: str) -> tuple[m.KeyNumber, ...]:
    """The first four preferred measures that have a value."""
    found = [measure for key in content.KEY_NUMBERS if (measure := computed[key])]
    return tuple(_key_number(measure, setting, language) for measure in found[:4])


def _key_number(measure: Measure, setting: Setting, language: str) -> m.KeyNumber:
    note = content.say(content.PLACE_OF_SCHOOL, language) if measure.indicator.area == "D" else ""
    return m.KeyNumber(label=brief(measure, language), own=measure.figure(setting.region.code), country=measure.beside(setting.country),
                       state=measure.beside(setting.state), indicator=measure.indicator.id, note=note)


def sentences(computed: Computed, setting: Setting, language: str) -> tuple[m.Sentence, ...]:
    """The three sentences; the rules of choice are those of `sentences.py`."""
    candidates = []
    for question in content.QUESTIONS:
        if measure := computed[question.row]:
            candidates.append(Candidate(
                template=question.template, indicator=measure.indicator.id, topic=question.topic, own=measure.figure(setting.region.code),
                state=measure.beside(setting.state), country=measure.beside(setting.country),
                rank=measure.rank if question.ranked else None, standing=question.standing))
    return write_sentences(candidates, language)


def ladder(gate: Gate, computed: Computed, setting: Setting, language: str) -> m.Ladder | None:
    """The chain of education in the latest year of leavers, with their certificates as the one observed flow."""
    leavers = computed[f"{SHARES}/without_hsa"]
    year = leavers.period[:4] if leavers else max((measure.period[:4] for measure in computed.measures), default="")
    steps = [step for stage in STAGES if (step := _step(gate, stage, setting.region.code, year, language))]
    if not any(step.per_year.value is not None for step in steps):
        return None
    years = certificate_years(computed, setting, language)
    parts = next((item.parts for item in reversed(years) if item.parts and item.period == year), ())
    return m.Ladder(steps=tuple(steps), certificates=parts)


def _step(gate: Gate, stage: tuple[str, str, str, str], region: str, year: str, language: str) -> m.LadderStep | None:
    name, german, english, formula = stage
    indicator = Indicator(id=f"chain.{name}", formula=formula, label_de=german, label_en=english, unit="persons")
    if missing_variables(gate.observations, indicator):
        return None
    rows = [row for row in gate.rows(indicator, [region])[1] if row["period"].startswith(year)]
    if not rows:
        return None
    row = rows[-1]
    span = EVENTS.get(name, 0)
    period = f"{int(year) - span + 1}..{year}" if span > 1 else row["period"]
    bare = {"digits": 0, "unit": "persons", "period": period, "numerator": None, "denominator": None}
    stock = figures.count({**row, "period": period}, indicator) if row["numerator"] is not None else None
    return m.LadderStep(label=_text.capital(_text.pick(language, german, english)), per_year=figures.figure(row, indicator, **bare), stock=stock,
                        years=round(row["denominator"] or 1), event=name in EVENTS)


def certificates(computed: Computed, setting: Setting, language: str) -> m.Certificates | None:
    """Certificates by year; None when the region has no leavers at all."""
    years = certificate_years(computed, setting, language)
    if not years:
        return None
    legend = tuple((part.code, part.label) for part in next(item for item in years if item.parts).parts)
    return m.Certificates(legend=legend, years=years, note=content.say(content.CERTIFICATES_NOTE, language))


def certificate_years(computed: Computed, setting: Setting, language: str) -> tuple[m.CertificateYear, ...]:
    """The last years of leavers, the oldest first; a year without figures says why."""
    measures = {code: measure for code in (*content.CERTIFICATES, content.SCHOOL_PART) if (measure := computed[f"{SHARES}/{code}"])}
    by_year: dict[str, dict[str, dict[str, Any]]] = {}
    for code, measure in measures.items():
        for row in measure.series[setting.region.code]:
            by_year.setdefault(row["period"], {})[code] = row
    periods = last_years(list(by_year))
    if not any(row["value"] is not None for period in periods for row in by_year[period].values()):
        return ()
    added = any(_is_addend(by_year[period]) for period in periods)
    return tuple(_certificate_year(by_year[period], period, added, measures, setting.region.code, language) for period in periods)


def last_years(periods: list[str]) -> list[str]:
    """The periods that charts over time show."""
    ordered = sorted(periods)
    return [period for period in ordered if int(period[:4]) > int(ordered[-1][:4]) - YEARS] if ordered else []


def _is_addend(rows: dict[str, dict[str, Any]]) -> bool:
    """Whether the school part of the Fachhochschulreife stands beside the intermediate certificate instead of inside it."""
    extra = rows[content.SCHOOL_PART]["numerator"] if content.SCHOOL_PART in rows else None
    parts = [rows[code]["numerator"] for code in content.CERTIFICATES if code in rows]
    whole = rows[content.SCHOOL_PART]["denominator"] if extra else None
    return bool(extra) and sum(part or 0 for part in parts) + extra == whole


def _certificate_year(rows: dict[str, dict[str, Any]], period: str, added: bool, measures: dict[str, Measure], region: str,
                      language: str) -> m.CertificateYear:
    label = _text.school_year(period[:4], ends=True)
    mark = break_text(LEAVERS, region, int(period[:4]) - 1, int(period[:4]), language)
    if all(row["value"] is None for row in rows.values()):
        status = next(iter(rows.values()))["status"]
        return m.CertificateYear(period=period, label=label, missing=missing_text(region, period, status, language))
    if _is_addend(rows):
        rows = {**rows, "fhr": _sum(rows["fhr"], rows[content.SCHOOL_PART])}
    parts = []
    for code, words in content.CERTIFICATES.items():
        indicator = measures[code].indicator
        row = rows.get(code) or {**next(iter(rows.values())), "value": None, "numerator": None, "status": "missing"}
        name = content.say(content.SCHOOL_PART_ADDED if added and code == "fhr" else words, language)
        parts.append(m.Part(code=code, label=name, share=figures.figure(row, indicator), count=figures.count(row, indicator)))
    total = next((row for row in rows.values() if row["denominator"] is not None), None)
    return m.CertificateYear(period=period, label=label, parts=tuple(parts), mark=mark,
                             total=figures.whole(total, next(iter(measures.values())).indicator) if total else None)


def _sum(row: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    number = (row["numerator"] or 0) + other["numerator"]
    return {**row, "numerator": number, "denominator": other["denominator"], "value": 100 * number / other["denominator"], "source": other["source"], "status": "computed", "lower": None, "upper": None, "interval": None}


def break_text(variable: str, region: str, first: int, last: int, language: str) -> str:
    """What breaks a series between two years, empty when nothing does."""
    found = breaks_between(variable, region, first, last)
    return " ".join(dict.fromkeys(break_words(item, region, language) for item in found))


def break_words(item: SeriesBreak, region: str, language: str) -> str:
    """The text of a break without the name of the state that the reader is in."""
    state = find_region(region[:2]).name if find_region(region[:2]) else ""
    text = _text.pick(language, item.text_de, item.text_en)
    return _text.english_places(_text.capital(text.removeprefix(f"{state}: ")), language)


def missing_text(region: str, period: str, status: str, language: str) -> str:
    """Why a year has no figure; a district formed later names those that hold its figures."""
    for reform in reforms_of(region):
        formed = region in reform.new and region not in reform.old
        if formed and int(period[:4]) <= int(reform.date[:4]) and len(period) == 4 or formed and period < reform.date:
            old = [f"{code} {found.name}" if (found := find_region(code)) else code for code in reform.old]
            return content.say(content.FORMED, language).format(date=_text.date(reform.date, language), old=_text.join(old, language))
    return _text.status_text(status, language)


def trends(computed: Computed, setting: Setting, language: str) -> tuple[m.Trend, ...]:
    """Measures over time for the region, its state and Germany."""
    result = []
    for key in content.TRENDS:
        measure = computed[key]
        if measure is None:
            continue
        places_shown = [setting.region, *([setting.state] if setting.state else []), setting.country]
        lines = tuple(_line(measure, place, place is setting.region, language) for place in places_shown if measure.series.get(place.code))
        if any(len(line.points) > 2 for line in lines):
            note = content.say(content.PLACE_NOTE, language) if measure.indicator.area == "D" else ""
            result.append(m.Trend(title=brief(measure, language), indicator=measure.indicator.id, lines=lines, note=note))
    return tuple(result)


def _line(measure: Measure, place: m.Place, own: bool, language: str) -> m.TrendLine:
    rows = measure.series[place.code]
    kept = set(last_years([row["period"] for row in rows]))
    variable = LEAVERS if measure.key.startswith(SHARES) else ""
    points = []
    for row in sorted((row for row in rows if row["period"] in kept), key=lambda row: row["period"]):
        year = int(row["period"][:4])
        missing = missing_text(place.code, row["period"], row["status"], language) if row["value"] is None else ""
        broken = break_text(variable, place.code, year - 1, year, language) if variable else ""
        points.append(m.TrendPoint(figure=figures.figure(row, measure.indicator), break_before=broken, missing=missing))
    return m.TrendLine(label=place.name, points=tuple(points), own=own)


def dots(computed: Computed, setting: Setting, language: str) -> tuple[m.DotStrip, ...]:
    """The region among its peers, for a few measures with intervals."""
    names = places.names(setting.peers, language)
    result = []
    for key in content.DOT_STRIPS:
        measure = computed[key]
        if measure is None:
            continue
        rows = tuple(m.DotRow(name=names[code], figure=measure.figure(code), own=code == setting.region.code) for code in setting.peers
                     if code in measure.rows and measure.rows[code]["status"] != "not_existing")
        if sum(row.figure.value is not None for row in rows) < 3:
            continue
        own = measure.figure(setting.region.code)
        notes = [content.say(content.PLACE_NOTE, language) if measure.indicator.area == "D" else "", _nationwide(measure, language)]
        result.append(m.DotStrip(
            title=f"{brief(measure, language)}, {own.period_text(language)}", indicator=measure.indicator.id, rows=rows, rank=measure.rank,
            state=_reference(measure, setting.state), country=_reference(measure, setting.country), note=" ".join(filter(None, notes))))
    return tuple(result)


def _reference(measure: Measure, place: m.Place | None) -> tuple[str, m.Figure] | None:
    value = measure.beside(place)
    return (place.name, value) if place and value else None


def _nationwide(measure: Measure, language: str) -> str:
    """The rank among all districts, only beside the one in the state."""
    rank = measure.country_rank
    if rank is None:
        return ""
    return content.say(content.NATIONWIDE, language).format(position=rank.position, of=rank.of, lower=rank.lower, upper=rank.upper)


def unknowns(language: str) -> tuple[m.Unknown, ...]:
    """The transitions that no official figure covers."""
    return tuple(m.Unknown(transition=content.say(transition, language), why=content.say(why, language), survey=content.say(survey, language))
                 for transition, why, survey in content.UNKNOWNS)
