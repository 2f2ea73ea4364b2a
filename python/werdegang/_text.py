"""Numbers, dates, ranks and names as German and English readers expect them.

Every function takes plain values and a language (``"de"`` or ``"en"``) and returns text for people; nothing here reads files
or knows about tables. Rounding is half up on the exact rational where numerator and denominator are known, as the
statistical offices print it.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

LANGUAGES = ("de", "en")
NBSP = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"

_MARKS = {"de": (",", "."), "en": (".", ",")}

# unit -> (German, English); the text follows the number after a no-break space
_UNITS = {
    "percent": ("%", "%"),
    "percentage_points": ("Prozentpunkte", "percentage points"),
    "per_100": ("je 100", "per 100"),
    "per_1000": ("je 1.000", "per 1,000"),
    "per_10000": ("je 10.000", "per 10,000"),
    "children_per_woman": ("Kinder je Frau", "children per woman"),
    "hours_per_week": ("Stunden je Woche", "hours a week"),
    "minutes": ("Minuten", "minutes"),
    "children_per_fte": ("Kinder je Vollzeitstelle", "children per full-time post"),
    "euro": ("Euro", "euros"),
    "km2": ("km²", "km²"),
    "persons_per_km2": ("Einwohner je km²", "residents per km²"),
    "years": ("Jahre", "years"),
    "months": ("Monate", "months"),
    "days": ("Tage", "days"),
    "per_inhabitant": ("je Einwohner", "per inhabitant"),
    "teaching_units": ("Unterrichtseinheiten", "teaching units"),
    "steps": ("Schritte", "steps"),
}
_PLAIN_UNITS = frozenset({"persons", "households", "count", "index", "ratio", "share", "births", "facilities", "schools", "places", "fte", ""})
_UNIT_ALIASES = {"%": "percent", "pp": "percentage_points", "per 100": "per_100", "per 1000": "per_1000",
                 "children/woman": "children_per_woman"}

_MONTHS = {
    "de": ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
}

VALUE_STATUSES = ("reported", "nil", "below_half", "computed")
_STATUS = {
    "reported": ("berichtet", "reported"),
    "nil": ("genau null", "exactly zero"),
    "below_half": ("weniger als die Hälfte der kleinsten Einheit", "less than half of the smallest unit"),
    "computed": ("berechnet", "computed"),
    "missing": ("nicht erhoben oder nicht geliefert", "not collected or not delivered"),
    "unknown_or_secret": ("Geheimhaltung oder unbekannt", "confidential or unknown"),
    "not_meaningful": ("Angabe nicht sinnvoll", "not meaningful"),
    "unreliable": ("Zahlenwert nicht sicher genug", "not reliable enough"),
    "pending": ("Angabe folgt später", "figure follows later"),
    "not_existing": ("Gebiet bestand nicht", "area did not exist"),
    "suppressed": ("gesperrt (Datenschutz)", "withheld (data protection)"),
    "empty_denominator": ("Bezugsgröße ist null", "denominator is zero"),
    "too_few_cases": ("zu wenige Fälle", "too few cases"),
    "not_applicable": ("trifft nicht zu", "not applicable"),
}
_SHORT_STATUS = {
    "missing": ("nicht erhoben", "not collected"),
    "unknown_or_secret": ("geheim/unbekannt", "secret/unknown"),
    "not_meaningful": ("nicht sinnvoll", "not meaningful"),
    "unreliable": ("unsicher", "unreliable"),
    "pending": ("folgt später", "follows later"),
    "not_existing": ("bestand nicht", "did not exist"),
    "suppressed": ("gesperrt", "withheld"),
    "empty_denominator": ("Bezug null", "zero base"),
    "too_few_cases": ("zu wenige Fälle", "too few cases"),
    "not_applicable": ("entfällt", "not applicable"),
}
_FLAGS = {
    "provisional": ("vorläufig", "provisional"),
    "revised": ("berichtigt", "revised"),
    "estimated": ("geschätzt", "estimated"),
    "limited": ("Aussagewert eingeschränkt", "limited significance"),
    "rounded": ("gerundet", "rounded"),
    "series_break": ("Bruch in der Zeitreihe", "break in the series"),
    "out_of_range": ("außerhalb des üblichen Bereichs", "outside the usual range"),
    "conflicting": ("Quellen widersprechen sich", "sources disagree"),
    "complement": ("als Rest zum Insgesamt gerechnet", "computed as the rest of the total"),
}
_DEFINITION_STATUS = {
    "V": ("amtliche Definition, im Wortlaut gelesen", "official definition, its text was read"),
    "O": ("amtliche oder übliche Definition", "official or standard definition"),
    "L": ("Definition aus der Fachliteratur", "definition of scientific literature"),
    "I": ("Definition von werdegang", "definition of werdegang"),
}
_ORDINALS_DE = ("", "", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht", "neunt", "zehnt", "elft", "zwölft")
_ORDINALS_EN = ("", "", "second ", "third ", "fourth ", "fifth ", "sixth ", "seventh ", "eighth ", "ninth ", "tenth ", "eleventh ",
                "twelfth ")
_STATES_EN = {
    "Bayern": "Bavaria", "Hessen": "Hesse", "Mecklenburg-Vorpommern": "Mecklenburg-Western Pomerania", "Niedersachsen": "Lower Saxony",
    "Nordrhein-Westfalen": "North Rhine-Westphalia", "Rheinland-Pfalz": "Rhineland-Palatinate", "Sachsen": "Saxony",
    "Sachsen-Anhalt": "Saxony-Anhalt", "Thüringen": "Thuringia", "Deutschland": "Germany",
}
_STATES_WITH_KREISE = ("01", "05")


def pick(language: str, german: str, english: str) -> str:
    """Chooses the text of a language; an unknown language is the caller's mistake."""
    if language not in LANGUAGES:
        raise ValueError(f"language {language!r} is not one of {', '.join(LANGUAGES)}")
    return german if language == "de" else english


def canonical_unit(unit: str) -> str:
    """The unit's code: ``"%"`` and ``"per 1000"`` are accepted beside ``"percent"`` and ``"per_1000"``."""
    return _UNIT_ALIASES.get(unit, unit)


def round_half_up(value: float, digits: int, numerator: float | None = None, denominator: float | None = None) -> Decimal:
    """Rounds as offices print: half away from zero on the exact rational when the two counts reproduce the value."""
    exact = Fraction(Decimal(repr(float(value))))
    if numerator is not None and denominator:
        for scale in (100, 1000, 1):
            ratio = Fraction(numerator) * scale / Fraction(denominator)
            if abs(ratio - exact) <= abs(exact) / 10**12:
                exact = ratio
                break
    scaled = abs(exact) * 10**digits
    whole = Decimal(int(scaled + Fraction(1, 2))).scaleb(-digits).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return -whole if exact < 0 and whole else whole


def number(value: float, digits: int = 0, language: str = "de", *, numerator: float | None = None,
           denominator: float | None = None, sign: bool = False) -> str:
    """``1323 -> "1.323"``, ``-4.25 -> "−4,3"`` in German; ``sign=True`` writes the plus of a change."""
    pick(language, "", "")
    decimal_mark, group_mark = _MARKS[language]
    rounded = round_half_up(value, digits, numerator, denominator)
    text = f"{abs(rounded):,.{digits}f}".replace(",", "\0").replace(".", decimal_mark).replace("\0", group_mark)
    if rounded < 0:
        return MINUS + text
    return "+" + text if sign and rounded > 0 else text


def unit_text(unit: str, language: str = "de") -> str:
    """What follows a number of this unit: ``"%"``, ``"je 100"``; nothing for counts and indices."""
    unit = canonical_unit(unit)
    if unit in _PLAIN_UNITS:
        return ""
    if unit not in _UNITS:
        raise ValueError(f"unit {unit!r} is not one of {', '.join(sorted(_UNITS) + sorted(_PLAIN_UNITS - {''}))}")
    return pick(language, *_UNITS[unit])


def measure(value: float, unit: str, digits: int, language: str = "de", **exact: float | None) -> str:
    """A number with its unit: ``"12,2 %"`` with a no-break space, ``"12.2%"`` in English."""
    text = number(value, digits, language, **exact)
    suffix = unit_text(unit, language)
    if not suffix:
        return text
    return text + suffix if suffix == "%" and language == "en" else text + NBSP + suffix


def interval(lower: float, upper: float, digits: int, language: str = "de") -> str:
    """``"10,6–14,1"`` or, where a bound is negative, ``"−3,1 bis 0,4"``."""
    low, high = number(lower, digits, language), number(upper, digits, language)
    return low + EN_DASH + high if lower >= 0 else pick(language, f"{low} bis {high}", f"{low} to {high}")


def status_text(status: str, language: str = "de", *, short: bool = False) -> str:
    """Why there is (no) value, in words; ``short`` for narrow table columns."""
    if status not in _STATUS:
        raise ValueError(f"status {status!r} is not one of {', '.join(_STATUS)}")
    return pick(language, *(_SHORT_STATUS.get(status, _STATUS[status]) if short else _STATUS[status]))


def flag_text(flag: str, language: str = "de") -> str:
    """The words of a flag such as ``provisional``."""
    if flag not in _FLAGS:
        raise ValueError(f"flag {flag!r} is not one of {', '.join(_FLAGS)}")
    return pick(language, *_FLAGS[flag])


def definition_status(letter: str, language: str = "de") -> str:
    """Where a definition is from, by the letter that the catalogue gives it; an own letter stays as it is."""
    return pick(language, *_DEFINITION_STATUS.get(letter, (letter, letter)))


def date(iso: str, language: str = "de", *, short: bool = False) -> str:
    """``2016-03-01 -> "1. März 2016"``, ``"1 March 2016"``; short ``"1.3.2016"``, ``"1 Mar 2016"``."""
    match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", iso)
    if not match or not 1 <= int(match[2]) <= 12:
        raise ValueError(f"date {iso!r} is not of the form 2016-03-01")
    if short:
        abbreviation = _MONTHS["en"][int(match[2]) - 1][:3]
        return pick(language, f"{int(match[3])}.{int(match[2])}.{match[1]}", f"{int(match[3])}{NBSP}{abbreviation}{NBSP}{match[1]}")
    year, month, day = match[1], _MONTHS[language][int(match[2]) - 1], int(match[3])
    return pick(language, f"{day}.{NBSP}{month}{NBSP}{year}", f"{day}{NBSP}{month}{NBSP}{year}")


def school_year(period: str, *, ends: bool) -> str:
    """``2015`` as the school year that ends in it (``2014/15``) or begins in it (``2015/16``)."""
    year = int(period)
    first = year - 1 if ends else year
    return f"{first}/{(first + 1) % 100:02d}"


def period(key: str, meaning: str = "year", language: str = "de", *, short: bool = False) -> str:
    """A period's key in words; the meaning says what a bare year of the source stands for.

    Meanings: ``year``, ``day``, ``school_year_end`` (leavers), ``school_year_start`` (pupils), ``year_average``.
    A key may also be a span ``2013..2015`` or ``2010-12-31..2015-12-31``. ``short`` writes the months of days in short.
    """
    if ".." in key:
        first, last = (period(part, meaning, language, short=short) for part in key.split("..", 1))
        return first + EN_DASH + last if first.isdigit() else pick(language, f"{first} bis {last}", f"{first} to {last}")
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", key):
        return date(key, language, short=short)
    if meaning in ("school_year_end", "school_year_start") and key.isdigit():
        year = school_year(key, ends=meaning == "school_year_end")
        return pick(language, f"Schuljahr{NBSP}{year}", f"school year{NBSP}{year}")
    if meaning == "year_average":
        return pick(language, f"Jahresdurchschnitt{NBSP}{key}", f"annual average{NBSP}{key}")
    return key


def ordinal_extreme(position: int, *, highest: bool, language: str = "de") -> str:
    """``(3, highest) -> "dritthöchster"``, ``"third highest"``; beyond the twelfth the number is written in figures."""
    if position < 1:
        raise ValueError(f"position {position} is not a rank; ranks start at 1")
    word = pick(language, "höchster" if highest else "niedrigster", "highest" if highest else "lowest")
    if position < len(_ORDINALS_DE):
        return pick(language, _ORDINALS_DE[position], _ORDINALS_EN[position]) + word
    return pick(language, f"{position}.-{word}", f"{_english_ordinal(position)} {word}")


def _english_ordinal(position: int) -> str:
    ending = "th" if position % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(position % 10, "th")
    return f"{position}{ending}"


def join(words: list[str] | tuple[str, ...], language: str = "de") -> str:
    """``["a", "b", "c"] -> "a, b und c"``; English without the serial comma."""
    words = list(words)
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + pick(language, " und ", " and ") + words[-1]


def state_name(name: str, language: str = "de") -> str:
    """A state's or Germany's name in the language of the report."""
    return pick(language, name, _STATES_EN.get(name, name))


def english_places(text: str, language: str = "en") -> str:
    """Puts the English names of the states into an English text; a German one stays as it is."""
    if language != "en":
        return text
    longest = sorted(_STATES_EN, key=len, reverse=True)
    return re.sub("|".join(rf"\b{name}\b(?![-\w])" for name in longest), lambda match: _STATES_EN[match[0]], text)


def district_name(source_name: str, code: str, language: str = "de") -> str:
    """Turns name and kind, as a table or the list of regions has them, into a name for readers.

    ``"Harburg, Landkreis"`` becomes ``"Landkreis Harburg"``.
    Independent cities keep their bare name (``"Eisenach, krsfr. Stadt"`` becomes ``"Eisenach"``). Whatever the table says, a
    district is a ``Kreis`` in Schleswig-Holstein and Nordrhein-Westfalen and a ``Landkreis`` elsewhere.
    """
    head, _, kind = " ".join(source_name.split()).partition(", ")
    if kind.rsplit(", ", 1)[-1] not in ("Landkreis", "Kreis", "Landkrs."):
        return head
    if head.startswith(("Region ", "Städteregion ", "StädteRegion ", "Regionalverband ")) or re.search(r"[Kk]reis\b", head):
        return head
    word = "Kreis" if code[:2] in _STATES_WITH_KREISE else "Landkreis"
    return pick(language, f"{word} {head}", f"{head} district")


def in_place(name: str, language: str = "de") -> str:
    """The name with its preposition: ``"im Burgenlandkreis"``, ``"in Sachsen-Anhalt"``, ``"in der Region Hannover"``."""
    if language == "en":
        return f"in the {name}" if name.endswith(" district") else f"in {name}"
    if name.startswith(("Region ", "Städteregion ", "StädteRegion ")):
        return f"in der {name}"
    if re.search(r"[Kk]reis\b", name) or name.startswith("Regionalverband ") or name == "Saarland":
        return f"im {name}"
    return f"in {name}"


def capital(text: str) -> str:
    """The text with its first letter in upper case, the rest as it is."""
    return text[:1].upper() + text[1:]
