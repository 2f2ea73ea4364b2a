"""What a report speaks of and in which order; words are pairs of German and English.

Names and definitions of indicators come from the catalogue. Here stands only what a reader needs beside them: the short names
of certificates, the choice of key numbers, sentences and charts, and the transitions that no figure covers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .. import _text

if TYPE_CHECKING:
    from .places import Setting

Words = tuple[str, str]

CERTIFICATES: dict[str, Words] = {
    "without_hsa": ("ohne Hauptschulabschluss", "without lower secondary certificate"),
    "hsa": ("Hauptschulabschluss", "lower secondary certificate"),
    "msa": ("Mittlerer Abschluss", "intermediate certificate"),
    "fhr": ("Fachhochschulreife", "applied sciences entrance qualification"),
    "ahr": ("Allgemeine Hochschulreife", "general university entrance qualification"),
}
SCHOOL_PART = "msa_fhr_part"
SCHOOL_PART_ADDED: Words = ("Fachhochschulreife, auch nur ihr schulischer Teil",
                            "applied sciences entrance qualification, or its school part")

MEMBERS: dict[str, dict[str, Words]] = {
    "certificate": {
        "without_hsa": ("Abgänge: ohne Hauptschulabschluss", "Leavers: without lower secondary certificate"),
        "hsa": ("Schulabschluss: Hauptschulabschluss", "Leavers: lower secondary certificate"),
        "msa": ("Schulabschluss: mittlerer Abschluss", "Leavers: intermediate certificate"),
        "fhr": ("Schulabschluss: Fachhochschulreife", "Leavers: applied sciences entrance qualification"),
        "ahr": ("Schulabschluss: allgemeine Hochschulreife", "Leavers: general university entrance qualification"),
        SCHOOL_PART: ("Schulabschluss: mittlerer Abschluss mit schulischem Teil der Fachhochschulreife",
                      "Leavers: intermediate certificate with the school part of the applied sciences entrance qualification"),
    },
    "school_type": {},
}
"""Names of the single rows of an indicator that the catalogue breaks down; others are named by the code list."""

BRIEF: dict[str, Words] = {
    "D.leaver_share_by_qualification/without_hsa": ("Abgänge ohne Hauptschulabschluss", "Leavers without lower secondary certificate"),
    "D.leaver_share_by_qualification/ahr": ("Schulabschluss: allgemeine Hochschulreife", "Leavers with university entrance qualification"),
}
"""Names for heads and captions, where the catalogue's name would be too long."""

PLACE_OF_SCHOOL: Words = ("Schulort", "place of school")

ORDER = ("A.share_under_18", "A.foreign_share", "A.population_change_rate", "B.annual_growth", "A.youth_ratio", "A.old_age_ratio", "A.total_dependency",
         "A.billeter_index", "A.crude_birth_rate", "A.total_fertility_rate", "B.change_rate", "A.unemployment_rate", "A.youth_unemployment_rate",
         "B.aggregation_share", "C.care_rate_u3", "C.care_rate_3_5", "C.care_rate_6_13", "C.care_rate_age", "C.childminder_share", "C.foreign_parent_share", "C.lunch_share",
         "C.places_per_100", "C.occupancy_rate", "B.institution_density", "B.staff_share_50plus", "B.gross_enrolment_ratio", "D.pupil_share_by_type",
         "D.foreign_pupil_share", "D.location_quotient", "D.entropy", "D.leaver_share_by_qualification", "B.change_pp", "B.group_gap", "B.relative_risk_index", "B.gpi", "B.gpia", "B.odds_ratio",
         "D.second_chance_hsa_share", "D.vocational_without_contract_share")
"""The order of reading, from the frame to the certificates; indicators not named here follow."""

AREA_OF = {"B.annual_growth": "A", "B.change_rate": "A", "B.aggregation_share": "A", "B.institution_density": "C", "B.staff_share_50plus": "C",
           "B.gross_enrolment_ratio": "D", "B.change_pp": "D", "B.group_gap": "D", "B.relative_risk_index": "D", "B.gpi": "D", "B.gpia": "D", "B.odds_ratio": "D"}
"""Cross-cutting indicators stand in the report with the subject they are applied to."""

SAID_BY = {"C.care_rate_age/0-2": "C.care_rate_u3", "C.care_rate_age/3-5": "C.care_rate_3_5", "C.care_rate_age/6-13": "C.care_rate_6_13"}
"""Parts that an indicator of their own already says."""

KEY_NUMBERS = ("D.leaver_share_by_qualification/without_hsa", "C.care_rate_u3", "D.leaver_share_by_qualification/ahr", "A.youth_unemployment_rate",
               "A.share_under_18", "B.staff_share_50plus", "D.foreign_pupil_share", "A.unemployment_rate", "C.care_rate_3_5")
"""The first four of these with a value for the region stand in the head."""

DOT_STRIPS = ("D.leaver_share_by_qualification/without_hsa", "C.care_rate_u3", "B.staff_share_50plus")
TRENDS = ("D.leaver_share_by_qualification/without_hsa",)


@dataclass(frozen=True)
class Question:
    """A sentence that may be written: its template, the row it is written from, and one topic for several of them."""

    template: str
    row: str
    topic: str
    standing: bool = False
    ranked: bool = False


QUESTIONS = (
    Question("leavers_without_hsa", "D.leaver_share_by_qualification/without_hsa", "leavers", standing=True, ranked=True),
    Question("staff_50plus", "B.staff_share_50plus", "staff", standing=True),
    Question("hsa_vocational", "D.second_chance_hsa_share", "second chance", standing=True),
    Question("leavers_ahr", "D.leaver_share_by_qualification/ahr", "leavers"),
    Question("without_contract", "D.vocational_without_contract_share", "training"),
    Question("care_u3", "C.care_rate_u3", "care"),
    Question("care_3_5", "C.care_rate_3_5", "care"),
    Question("foreign_parent", "C.foreign_parent_share", "origin"),
    Question("foreign_pupils", "D.foreign_pupil_share", "origin"),
    Question("gymnasium_grade7", "D.pupil_share_by_type/gymnasium", "grade 7"),
    Question("long_term_unemployed", "B.aggregation_share", "work"),
)

UNKNOWNS: tuple[tuple[Words, Words, Words], ...] = (
    (("Kita → Grundschule", "Day care → primary school"),
     ("Einschulungen, Rückstellungen und Schuleingangsuntersuchungen stehen in keiner Tabelle für Kreise.",
      "School entries, deferrals and entry examinations are in no table for districts."),
     ("Eine Auswertung der Schuleingangsuntersuchung des Gesundheitsamts.", "An analysis of the health office's school entry examination.")),
    (("Klasse 4 → Klasse 5", "Grade 4 → grade 5"),
     ("Übergänge nach Schulart werden nur für Länder veröffentlicht.", "Transitions by school type are published for states only."),
     ("Übergangszahlen der Schulen oder des Schulamts.", "Transition figures of the schools or the school authority.")),
    (("Schulabschluss → Ausbildung oder Studium", "School certificate → training or university"),
     ("Der Verbleib nach der Schule ist nicht erfasst.", "Destinations after school are not recorded."),
     ("Eine Verbleibsbefragung aller, die die Schule verlassen haben, im Herbst danach.", "A survey of all leavers in the autumn after leaving.")),
    (("Ausbildung → Arbeit", "Training → work"),
     ("Der Verbleib nach der Ausbildung ist nicht erfasst.", "Destinations after training are not recorded."),
     ("Eine Befragung ein Jahr nach dem Abschluss, gemeinsam mit den Kammern.", "A survey one year after completion, together with the chambers.")),
    (("Wohnort → Schulort", "Home → school"),
     ("Schulzahlen gelten am Ort der Schule; wer über die Kreisgrenze pendelt, ist nicht ausgewiesen.",
      "School figures are counted at the place of the school; commuters across the district's border are not shown."),
     ("Schülerdaten nach Wohnort aus den Verwaltungsprogrammen der Schulen.", "Pupil records by place of residence from the schools' administration software.")),
)

HORT: Words = ("Hort: In manchen Ländern, besonders in Thüringen, ist die Betreuung von Schulkindern überwiegend Sache der Schulen und fehlt hier.",
               "After-school care: in some states, Thuringia above all, it is mostly run by schools and is missing here.")
HORT_STATES = ("16",)
HORT_ROW: Words = ("{name}, ohne Horte an Schulen", "{name}, without after-school care at schools")
HORT_INDICATORS = ("C.care_rate_6_13", "C.places_per_100", "C.occupancy_rate")

CERTIFICATES_NOTE: Words = (
    "Am Ort der Schule, nicht am Wohnort. „Ohne Hauptschulabschluss“ heißt nicht „ohne Abschluss“: Viele haben einen Abschluss der Förderschule.",
    "At the place of the school, not of residence. “Without lower secondary certificate” does not mean “without any certificate”: many hold a "
    "certificate of a special needs school.")

METHODS: dict[str, Words] = {
    "share": ("Anteil aus zwei Anzahlen; 95-%-Bereich nach Wilson.", "Share of two counts; 95% range by Wilson."),
    "approximate": ("Quote aus zwei Anzahlen; 95-%-Bereich nach Wilson näherungsweise, als wären die betreuten Kinder ein Teil der hier wohnenden.",
                    "Rate of two counts; 95% range by Wilson, approximate, as if the children in care were a part of those living here."),
    "published": ("Vom Amt veröffentlichte Quote, hier weder nachgerechnet noch zusammengefasst.",
                  "Rate published by the office, neither recomputed nor aggregated here."),
    "": ("Aus veröffentlichten Anzahlen gerechnet; ohne Zufallsbereich.", "Computed from published counts; without a random range."),
}

APPROXIMATE = frozenset({"C.care_rate_u3", "C.care_rate_3_5", "C.care_rate_6_13"})
"""Rates whose numerator is counted where children are cared for, and the denominator where they live."""

GROUP: Words = ("den Kreisen {in_state}", "the districts {in_state}")
PEERS: Words = ("ausgewählten Kreisen", "selected districts")

MISSING: Words = ("Es fehlt: {variables}.", "Missing: {variables}.")
NATIONWIDE: Words = ("Unter allen Kreisen in Deutschland: Rang {position} von {of}, 95-%-Bereich {lower} bis {upper}.",
                     "Among all districts of Germany: rank {position} of {of}, 95% range {lower} to {upper}.")
NO_FORMULA: Words = ("Keine Formel: {function} berechnet die Kennzahl aus eigenen Zahlen.", "No formula: {function} computes it from figures of your own.")
NO_ROOM: Words = ("Der Teil der Bibliothek für {room} fehlt noch.", "The part of the library for {room} is still missing.")
ROOMS: dict[str, Words] = {
    "network": ("Netzwerke", "networks"),
    "supply": ("Versorgung und Erreichbarkeit", "supply and access"),
    "histories": ("individuelle Verläufe", "individual histories"),
    "projection": ("Vorausberechnungen", "projections"),
    "strategy": ("Strategien", "strategies"),
}
AGE: Words = ("Alter", "age")
GAP_PARTS: Words = ("{label}, aufgegliedert ({parts})", "{label}, broken down ({parts})")
GAP_PERIOD: Words = ("{label} für zusammengehörige Jahre (vorhanden: {years})", "{label} for years that belong together (there: {years})")
GAP_VALUE: Words = ("{label} für {name} (geheim oder nicht veröffentlicht)", "{label} for {name} (secret or not published)")
HIDDEN_BY_POLICY: Words = ("{name}: nach der gewählten Regel für kleine Zahlen nicht gezeigt.", "{name}: not shown by the chosen rule for small numbers.")
NO_VALUE: Words = ("{name}: keine Zahl veröffentlicht.", "{name}: no figure is published.")


FORMED: Words = ("nicht veröffentlicht: Kreis erst am {date} gebildet, Zahlen unter {old}",
                 "not published: district formed on {date}, figures under {old}")
PLACE_NOTE: Words = ("Am Ort der Schule, nicht am Wohnort.", "At the place of the school, not of residence.")

TERRITORY_FORMED: Words = ("{name}: gebildet am {date} aus {old}. Frühere Zahlen stehen unter den alten Schlüsseln und werden nicht zusammengezählt.",
                           "{name}: formed on {date} from {old}. Earlier figures stand under the old keys and are not added up.")
TERRITORY_KEY: Words = ("Schlüssel seit {date}: {new}, vorher {former}.", "Key since {date}: {new}, before that {former}.")
"""A reform that changed the key and not the territory."""
TERRITORY_GONE: Words = ("{name} am {date}: {own} gehört seitdem zum Gebiet {into}. Die Zahlen dieses Berichts gelten für das Gebiet davor.",
                         "{name} on {date}: since then {own} has been part of {into}. The figures of this report are for the territory before.")
TERRITORY_LATER: Words = ("{name} am {date}: Seitdem gehört auch {old} zum Gebiet. Die Zahlen dieses Berichts gelten für das Gebiet davor und sind mit "
                          "späteren nicht vergleichbar.",
                          "{name} on {date}: since then {old} has been part of the territory. The figures of this report are for the territory before "
                          "and are not comparable with later ones.")
TERRITORY_GROWN: Words = ("{name} am {date}: Seitdem gehört auch {old} zum Gebiet; Zahlen davor und danach sind nicht vergleichbar.",
                          "{name} on {date}: since then {old} has been part of the territory; figures before and after are not comparable.")

BREAK: Words = ("{variable}, ab {year}: {text}", "{variable}, from {year}: {text}")
ALSO: Words = ("Ebenso {years}.", "Likewise {years}.")
QUIET_FINDINGS = frozenset({"series_break", "predecessors_hold_figures", "territory_changed", "unknown_table", "not_a_table", "region_not_existing",
                            "column_not_collected", "unknown_region", "double_filled_territory"})
"""Findings that the report says in its own words, or that concern no figure of it."""

NO_SOURCE: Words = ("keine Zahl in den gegebenen Tabellen", "no figure in the tables given")
LABOUR: Words = ("Datengrundlage: Arbeitsmarktstatistik der Bundesagentur für Arbeit.", "Data basis: labour market statistics of the Federal Employment Agency.")
OWN: Words = ("Eigene Angaben, geschützt nach der gewählten Regel für kleine Zahlen.", "Own figures, protected by the chosen rule for small numbers.")

STOCK_TITLE: Words = ("Grundzahlen: {name}", "Basic figures: {name}")
STOCK_SHEET: Words = ("Grundzahlen", "Basic figures")
STOCK_COLUMNS: tuple[Words, Words, Words] = (("Größe", "Variable"), ("Zeit", "Time"), ("Jahre mit Zahlen", "Years with figures"))
SERIES_TITLE: Words = ("Alle Kennzahlen im Zeitverlauf", "All indicators over time")
SERIES_SHEET: Words = ("Zeitverlauf", "Over time")
SERIES_COLUMNS: tuple[Words, Words] = (("Kennzahl", "Indicator"), ("Zeit", "Time"))


def columns(heads: tuple[Words, ...], setting: Setting, language: str) -> tuple[str, ...]:
    """The first two heads, the names of region, state and Germany, and the rest."""
    names = [place.name for place in (setting.region, setting.state, setting.country) if place]
    said = [say(words, language) for words in heads]
    return (*said[:2], *names, *said[2:])


def say(words: Words, language: str) -> str:
    """The words of a language."""
    return _text.pick(language, *words)
