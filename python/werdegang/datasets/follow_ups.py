"""Published follow-ups of school leavers and applicants, restated as flows."""

from __future__ import annotations

from functools import cache

from werdegang._core import Flows, UnknownName
from werdegang.flows import from_frame

HAMBURG = "Bürgerschaft der Freien und Hansestadt Hamburg, Drucksache 21/214, Anlage 1"
BIBB = "BIBB-Datenreport 2015, Tabelle A1.3-8 (alte Länder 2014)"

# District: extra-company training, company training, vocational qualification, full-time vocational school, all leavers.
# The printed rates fix the number of leavers; it was cut off in the stored text of the source.
_HAMBURG = {
    "Hamburg-Mitte": (6, 216, 47, 77, 988),
    "Altona": (4, 112, 3, 38, 457),
    "Eimsbüttel": (1, 153, 14, 39, 447),
    "Hamburg-Nord": (2, 149, 17, 80, 609),
    "Wandsbek": (1, 218, 19, 99, 862),
    "Bergedorf": (1, 139, 9, 44, 430),
    "Harburg": (2, 144, 9, 36, 463),
}
_TRAINING = ("extra_company_training", "company_training", "vocational_qualification", "vocational_school")

_DESTINATIONS = ("other_learning", "training", "job", "voluntary_service", "support_measure", "unknown", "total")
_APPLICANTS = {
    "all": (85814, 233313, 25328, 8847, 17477, 95414, 466202),
    "this_year": (81662, 136085, 5074, 6327, 10713, 35236, 275097),
    "before": (4034, 96527, 19910, 2520, 6687, 58975, 188655),
    "last_year": (2561, 48325, 4975, 1692, 2926, 19531, 80022),
    "earlier": (1457, 48202, 14932, 796, 3761, 39444, 108633),
}


@cache
def hamburg_follow_up() -> Flows:
    """Where leavers of Hamburg's Stadtteilschulen went in 2013/14, by district: kinds of training and everything else.

    Published are the four kinds of training and their share of all leavers (35.02 % in Hamburg-Mitte, 46.31 % in Eimsbüttel);
    leavers not in training are the rest of the only whole number of leavers that gives the printed share. Source:
    Drucksache 21/214, Anlage 1 (kleineanfragen.de/hamburg/21/214-ausbildungszahlen-2.txt).
    """
    rows = [
        (district, destination, count)
        for district, (*parts, leavers) in _HAMBURG.items()
        for destination, count in zip((*_TRAINING, "not_in_training"), (*parts, leavers - sum(parts)))
    ]
    districts, destinations, counts = (list(values) for values in zip(*rows))
    return from_frame(
        {"origin": ["comprehensive"] * len(rows), "destination": destinations, "count": counts, "period": ["2013/14"] * len(rows), "district": districts},
        source=HAMBURG,
    )


@cache
def applicant_destinations(left_school: str = "all") -> Flows:
    """Whereabouts of the registered applicants for training in the western Länder in 2014: 466,202 persons, 50.0 % in training.

    `left_school`: "all", "this_year" (49.5 % in training), "before" (51.2 %), or of these "last_year" and "earlier". The
    printed categories of all applicants add up to 466,193, 9 short of the printed total: a finding says so, and
    nothing is filled in. Source: BIBB-Datenreport 2015, table A1.3-8; funded and unfunded training are not told apart here.
    """
    if left_school not in _APPLICANTS:
        raise UnknownName(f"unknown left_school '{left_school}' in applicant_destinations: expected one of {', '.join(_APPLICANTS)}")
    rows = len(_DESTINATIONS)
    return from_frame(
        {"origin": ["training_applicant"] * rows, "destination": list(_DESTINATIONS), "count": list(_APPLICANTS[left_school]), "period": [2014] * rows},
        source=BIBB,
    )
