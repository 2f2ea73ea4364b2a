"""One figure in one sentence for the council: right numbers, right grammar, nothing that is not known."""

from __future__ import annotations

import pytest

import werdegang as wg

NBSP = "\u00a0"


@pytest.fixture(scope="module")
def demo():
    return wg.datasets.demo()


def told(demo, id, region="15084", lang="de", **options):
    return wg.sentence(wg.compute(demo, id), region, lang=lang, **options).replace(NBSP, " ")


@pytest.fixture(scope="module")
def shares(demo):
    return wg.compute(demo, "D.leaver_share_by_qualification").filter(certificate="without_hsa")


def test_the_sentence_of_the_report(shares):
    assert wg.sentence(shares, "15084").replace(NBSP, " ") == (
        "Burgenlandkreis: Von 1.323 Jugendlichen, die 2015 die Schule verließen, blieben 162 ohne Hauptschulabschluss (12,2 %; Land 10,6 %, Bund 5,6 %) – "
        "dritthöchster Wert der 14 Kreise in Sachsen-Anhalt (95-%-Bereich: zweithöchster bis siebthöchster)."
    )


def test_states_and_germany_have_no_place_and_are_not_compared_with_themselves(shares):
    assert wg.sentence(shares, "15").replace(NBSP, " ").endswith("blieben 1.735 ohne Hauptschulabschluss (10,6 %; Bund 5,6 %).")
    assert wg.sentence(shares, "DG").replace(NBSP, " ").endswith("ohne Hauptschulabschluss (5,6 %).")


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("A.unemployment_rate", "lag die Kennzahl „Arbeitslosenquote“ im Jahresdurchschnitt 2016 bei 9,6 % (Land 9,6 %, Bund 6,1 %)"),
        ("A.youth_ratio", "lag die Kennzahl „Jugendquotient“ am 31. Dezember 2015 bei 25,2 je 100 (Land 26,1, Bund 30,3)"),
        ("A.total_fertility_rate", "2015 bei 1,73 Kindern je Frau (Land 1,55, Bund 1,49) – dritthöchster Wert der 14 Kreise in Sachsen-Anhalt."),
        ("C.care_rate_u3", "Burgenlandkreis, 1. März 2016: Auf 100 Kinder unter drei Jahren kommen 59,2 in Kindertagesbetreuung (2.458 von 4.152; Land 57,0 %"),
        ("C.lunch_share", "am 1. März 2016 bei 72,4 % (8.228 von 11.359; Land 72,3 %, Bund 72,8 %) – Rang 8 von 14 Kreisen"),
        ("B.gpi", "im Schuljahr 2014/15 bei 1,36 (Land 1,33, Bund 1,25)"),
        ("B.change_pp", "bei −1,0 Prozentpunkten (Land −1,7, Bund −0,6)"),
        ("B.change_rate", "2015 bei 14,3 % (Land 3,4 %, Bund 11,3 %)"),
        ("B.institution_density", "bei 18,5 je 1.000 (Land 16,7, Bund 12,7)"),
        ("A.foreign_share", "am 31. Dezember 2015 bei 4,1 % (7.467 von 184.081; Land 3,9 %, Bund 10,5 %)"),
    ],
)
def test_ten_figures_in_words(demo, id, words):
    assert words in told(demo, id)


def test_english(demo):
    assert told(demo, "A.youth_ratio", lang="en") == (
        "In Burgenlandkreis the figure “Youth dependency ratio” was 25.2 per 100 on 31 December 2015 (state 26.1, Germany 30.3) – rank 5 of 14 districts "
        "in Saxony-Anhalt (1 = lowest value)."
    )


def test_a_range_is_only_said_where_there_are_intervals(demo):
    assert "95-%-Bereich" not in told(demo, "A.unemployment_rate")
    assert "95-%-Bereich 7 bis 10" in told(demo, "C.lunch_share")


def test_parts_of_a_breakdown_have_a_sentence_each_and_those_that_do_not_apply_have_none(demo):
    lines = told(demo, "D.pupil_share_by_type").splitlines()
    assert len(lines) == 7 and not any("Grundschule" in line for line in lines)
    waldorf = next(line for line in lines if "Waldorf" in line)
    assert waldorf.endswith("(0 von 1.381; Land 0,5 %, Bund 0,9 %)."), "most districts have the same value, so there is no place to speak of"


def test_without_a_value_it_says_why(demo):
    table = wg.compute(demo, "C.care_rate_u3")
    said = wg.sentence(table, "15084", period=2008).replace(NBSP, " ")
    assert said == "Im Burgenlandkreis gibt es für „Betreuungsquote der unter Dreijährigen“ am 15. März 2008 keinen Wert: Geheimhaltung oder unbekannt."
    assert "there is no value for “Care rate of children under three” on 15 March 2008" in wg.sentence(table, "15084", period=2008, lang="en").replace(NBSP, " ")


def test_the_latest_period_with_a_value_is_taken_unless_another_is_asked_for(shares):
    assert "die 2015 die Schule verließen" in wg.sentence(shares, "15084")
    assert "die 2008 die Schule verließen" in wg.sentence(shares, "15084", period="2008")


def test_an_own_indicator_with_an_own_unit(demo):
    own = wg.Indicator(id="own.x", formula="1000 * births / population", label_de="Geburten je Kopf", unit="Babys")
    assert told(demo, own).startswith("Im Burgenlandkreis lag die Kennzahl „Geburten je Kopf“ 2015 bei 7,6 (Land 7,8, Bund 9,0)")


def test_a_released_table_is_read_too(shares):
    assert wg.sentence(wg.as_published(shares, "Regionalstatistik"), "15084") == wg.sentence(shares, "15084")


@pytest.mark.parametrize(
    ("table", "region", "options", "error", "message"),
    [
        ("shares", "Burgenlandkreis", {}, wg.UnknownName, "did you mean '15084'"),
        ("shares", 15084, {}, wg.InvalidArgument, "expected the code of a region as text"),
        ("shares", "15084", {"period": 1990}, wg.InvalidArgument, "period 1990 in sentence: expected one of 2006, 2007"),
        ("shares", "15084", {"lang": "fr"}, ValueError, "'fr' is not one of de, en"),
        ("demo", "15084", {}, TypeError, "from compute"),
    ],
)
def test_mistakes_are_answered_with_what_is_expected(request, table, region, options, error, message):
    with pytest.raises(error, match=message):
        wg.sentence(request.getfixturevalue(table), region, **options)


def test_a_table_of_another_kind_is_refused(shares):
    with pytest.raises(wg.InvalidArgument, match="expected a result of compute"):
        wg.sentence(wg.compare(shares), "15084")
