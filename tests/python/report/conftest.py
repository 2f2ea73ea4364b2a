"""A small report of real figures: Burgenlandkreis among four districts of Sachsen-Anhalt.

Figures: © Statistische Ämter des Bundes und der Länder, tables 21111-02-06, 22543-01-02, 12411-03-03, 12612-01-01, dl-de/by-2-0.
"""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from werdegang.report import model as m
from werdegang.report.gaps import GapArea, GapFigure, Gaps
from werdegang.report.sentences import Candidate, write_sentences

LEAVERS = {"15084": (162, 1323), "15003": (183, 1642), "15083": (111, 1331), "15087": (171, 988), "15": (1735, 16396), "DG": (47435, 846423)}
PARTS = {"2007": (2966, (240, 321, 1019, 54, 1332)), "2008": (1858, (257, 277, 647, 45, 632)), "2015": (1323, (162, 119, 612, 0, 430))}
WORDS = {
    "de": {"without": "ohne Hauptschulabschluss", "hsa": "Hauptschulabschluss", "msa": "Mittlerer Abschluss", "fhr": "Fachhochschulreife",
           "ahr": "Allgemeine Hochschulreife", "state": "Sachsen-Anhalt", "country": "Deutschland", "area": "Schule", "births": "Geburten",
           "toddlers": "Kinder unter 3 Jahren", "leavers": "Absolventen und Abgänger", "break": "Doppelter Abiturjahrgang: zwei Jahrgänge zugleich",
           "missing": "nicht veröffentlicht: Kreis 2007 gebildet", "share": "Anteil ohne Hauptschulabschluss", "care": "Betreuungsquote",
           "place": "Am Ort der Schule.", "transition": "Kita → Grundschule", "why": "Keine Tabelle.", "survey": "Auswertung der Schuleingangsuntersuchung.",
           "finding": "2007 doppelter Abiturjahrgang.", "title": "Allgemeinbildende Schulen nach Abschluss", "gone": "Ausbildungsmarkt",
           "reason": "Keine Ausbildungsstellen nach Kreisen.", "method": "Anteil; Bereich nach Wilson.", "date": "Ende des Schuljahres 2014/15.",
           "definition": "Anteil an allen, die die Schule verlassen."},
    "en": {"without": "without lower secondary certificate", "hsa": "lower secondary certificate", "msa": "intermediate certificate",
           "fhr": "subject-restricted qualification", "ahr": "university entrance qualification", "state": "Saxony-Anhalt", "country": "Germany",
           "area": "School", "births": "Births", "toddlers": "Children under 3", "leavers": "Leavers", "break": "Double cohort: two cohorts at once",
           "missing": "not published: district formed in 2007", "share": "Share without lower secondary certificate", "care": "Care rate",
           "place": "At the place of the school.", "transition": "Day care → primary school", "why": "No table.", "survey": "An entry examination.",
           "finding": "Double cohort in 2007.", "title": "General schools by certificate", "gone": "Training market",
           "reason": "No training places by district.", "method": "Share; range by Wilson.", "date": "End of the school year 2014/15.",
           "definition": "Share of all who leave school."},
}


def wilson(successes, trials, z=1.959963984540054):
    """The Wilson interval of a proportion."""
    p = successes / trials
    centre, half = p + z * z / 2 / trials, z * math.sqrt(p * (1 - p) / trials + z * z / 4 / trials / trials)
    return (centre - half) / (1 + z * z / trials), (centre + half) / (1 + z * z / trials)


def share(region, numerator, denominator, period="2015", **more):
    """A share with its Wilson interval in per cent."""
    lower, upper = (100 * bound for bound in wilson(numerator, denominator))
    return m.Figure(value=100 * numerator / denominator, numerator=numerator, denominator=denominator, lower=lower, upper=upper, interval="wilson",
                    region=region, period=period, source=("leavers",), **{"period_meaning": "school_year_end", **more})


def count(region, value, period="2015", **more):
    """A count as an office reports it."""
    return m.Figure(value=value, status="reported", unit="persons", digits=0, region=region, period=period, source=("leavers",), method="published",
                    **{"period_meaning": "school_year_end", **more})


def missing(region, status="unknown_or_secret", period="2015", **more):
    """A figure that is not there."""
    return m.Figure(value=None, status=status, region=region, period=period, source=("leavers",), **{"period_meaning": "school_year_end", **more})


def _parts(period, words):
    total, counts = PARTS[period]
    codes = ("without", "hsa", "msa", "fhr", "ahr")
    return tuple(m.Part(code=code, label=words[code], share=share("15084", value, total, period), count=count("15084", value, period))
                 for code, value in zip(codes, counts))


def _certificates(words):
    codes = ("without", "hsa", "msa", "fhr", "ahr")
    years = (m.CertificateYear(period="2006", label="2005/06", missing=words["missing"]),
             *(m.CertificateYear(period=year, label=label, parts=_parts(year, words), total=count("15084", PARTS[year][0], year), mark=mark)
               for year, label, mark in (("2007", "2006/07", words["break"]), ("2008", "2007/08", ""), ("2015", "2014/15", ""))))
    return m.Certificates(legend=tuple((code, words[code]) for code in codes), years=years, note=words["place"])


def _trend(words):
    own = (missing("15084", "not_existing", "2006"), share("15084", 240, 2966, "2007"), share("15084", 257, 1858, "2008"))
    points = tuple(m.TrendPoint(figure=figure, break_before=words["break"] if figure.period == "2007" else "") for figure in own)
    return m.Trend(title=words["share"], indicator="without", lines=(m.TrendLine(label="Burgenlandkreis", points=points, own=True),))


def _ladder(words):
    return m.Ladder(steps=(
        m.LadderStep(label=words["births"], per_year=count("15084", 4037 / 3, "2013..2015", period_meaning="year"), years=3, event=True,
                     stock=count("15084", 4037, "2013..2015", period_meaning="year")),
        m.LadderStep(label=words["toddlers"], per_year=count("15084", 1384, "2015-12-31"), stock=count("15084", 4152, "2015-12-31"), years=3),
        m.LadderStep(label=words["leavers"], per_year=count("15084", 1323), event=True)), certificates=_parts("2015", words))


def build_model(language="de", **changes):
    """A complete small report in a language; keyword arguments replace parts of it."""
    words = WORDS[language]
    own, state, country = (share(code, *LEAVERS[code]) for code in ("15084", "15", "DG"))
    rank = m.Rank(position=3, of=4, lower=2, upper=4, group=words["state"])
    names = {"15084": "Burgenlandkreis", "15003": "Magdeburg", "15083": "Landkreis Börde", "15087": "Landkreis Mansfeld-Südharz"}
    rows = tuple(m.DotRow(name=name, figure=share(code, *LEAVERS[code]), own=code == "15084") for code, name in names.items())
    candidate = Candidate(template="leavers_without_hsa", indicator="without", topic="leavers", own=own, state=state, country=country, rank=rank)
    parts = {
        "language": language, "region": m.Place(code="15084", name="Burgenlandkreis"), "state": m.Place(code="15", name=words["state"], kind="state"),
        "country": m.Place(code="DG", name=words["country"], kind="country"), "territory_date": "2015-12-31", "data_date": "2018-02-24",
        "key_numbers": (m.KeyNumber(label=words["share"], own=own, state=state, country=country, indicator="without"),
                        m.KeyNumber(label=words["care"], own=missing("15084", "missing"), state=None, country=country, indicator="care")),
        "sentences": write_sentences([candidate], language),
        "sources": (m.Source(key="leavers", code="21111-02-06", title=words["title"], as_of="2018-02-24",
                             attribution="© Statistische Ämter des Bundes und der Länder",
                             licence="dl-de/by-2-0", licence_url="https://www.govdata.de/dl-de/by-2-0"),),
        "ladder": _ladder(words), "certificates": _certificates(words), "trends": (_trend(words),),
        "dots": (m.DotStrip(title=words["share"], indicator="without", rows=rows, state=(words["state"], state), country=(words["country"], country),
                            rank=rank, note=words["place"]),),
        "unknowns": (m.Unknown(transition=words["transition"], why=words["why"], survey=words["survey"]),),
        "indicators": (m.IndicatorRow(indicator="without", area=words["area"], name=words["share"], own=own, state=state, country=country, rank=rank),
                       m.IndicatorRow(indicator="care", area=words["area"], name=words["care"], own=missing("15084", "missing"))),
        "not_computed": (m.NotComputed(indicator="market", name=words["gone"], reason=words["reason"]),),
        "gaps": Gaps(areas=(GapArea(area=words["area"], count=1, figures=(
            GapFigure(what=words["reason"], code="new_training_contracts", count=1, indicators=(("", (words["gone"],)),)),)),)),
        "definitions": (m.Definition(indicator="without", name=words["share"], definition=words["definition"], reference_date=words["date"],
                                     place=words["place"], method=words["method"]),),
        "findings": (m.FindingLine(severity="warning", code="series_break", message=words["finding"], source="21111-02-06"),),
        "demonstration": True, "producer": "werdegang 0.1.0",
    }
    return m.ReportModel(**{**parts, **changes})


@pytest.fixture(name="build_model")
def build_model_fixture():
    """The builder of small reports."""
    return build_model


@pytest.fixture(name="figures")
def figures_fixture():
    """Builders of single figures: share, count, missing."""
    return share, count, missing


@pytest.fixture(name="renamed")
def renamed_fixture():
    """A report whose district carries another name everywhere."""
    def rename(name, language="de"):
        model = build_model(language)
        strip = model.dots[0]
        rows = tuple(replace(row, name=name) if row.own else row for row in strip.rows)
        line = replace(model.trends[0].lines[0], label=name)
        return replace(model, region=replace(model.region, name=name), dots=(replace(strip, rows=rows),),
                       trends=(replace(model.trends[0], lines=(line,)),))
    return rename
