"""Numbers, dates, ranks and names in German and English."""

from __future__ import annotations

import pytest

from werdegang import _text


@pytest.mark.parametrize(("value", "digits", "german", "english"), [
    (1323, 0, "1.323", "1,323"),
    (12.244897, 1, "12,2", "12.2"),
    (-4.25, 1, "\u22124,3", "\u22124.3"),
    (-0.04, 1, "0,0", "0.0"),
    (846423, 0, "846.423", "846,423"),
    (0.5, 0, "1", "1"),
])
def test_number(value, digits, german, english):
    assert _text.number(value, digits, "de") == german
    assert _text.number(value, digits, "en") == english


def test_rounding_is_half_up_on_the_exact_rational():
    assert _text.number(100 * 23 / 2000, 1, "de", numerator=23, denominator=2000) == "1,2"
    assert _text.number(2.675, 2, "en") == "2.68"
    assert _text.number(100 * 5 / 3, 1, "de", numerator=5, denominator=3) == "166,7"


def test_change_carries_its_sign():
    assert _text.number(14.3, 1, "de", sign=True) == "+14,3"
    assert _text.number(0.0, 1, "de", sign=True) == "0,0"


def test_units():
    assert _text.measure(12.2, "percent", 1, "de") == "12,2\u00a0%"
    assert _text.measure(12.2, "%", 1, "en") == "12.2%"
    assert _text.measure(25.2, "per_100", 1, "de") == "25,2\u00a0je 100"
    assert _text.measure(162, "persons", 0, "de") == "162"
    with pytest.raises(ValueError, match="furlongs"):
        _text.measure(1, "furlongs", 0)


def test_periods():
    assert _text.period("2015", "school_year_end", "de") == "Schuljahr\u00a02014/15"
    assert _text.period("2015", "school_year_start", "en") == "school year\u00a02015/16"
    assert _text.period("2000", "school_year_end", "de") == "Schuljahr\u00a01999/00"
    assert _text.period("2016-03-01", "day", "de") == "1.\u00a0März\u00a02016"
    assert _text.period("2015-12-31", "day", "en") == "31\u00a0December\u00a02015"
    assert _text.period("2013..2015", "year", "de") == "2013\u20132015"
    assert _text.period("2016", "year_average", "de") == "Jahresdurchschnitt\u00a02016"
    with pytest.raises(ValueError, match="2016-13-01"):
        _text.date("2016-13-01")


def test_ordinals():
    assert [_text.ordinal_extreme(n, highest=True) for n in (1, 2, 3, 7, 13)] == [
        "höchster", "zweithöchster", "dritthöchster", "siebthöchster", "13.-höchster"]
    assert [_text.ordinal_extreme(n, highest=False, language="en") for n in (1, 3, 21, 112)] == [
        "lowest", "third lowest", "21st lowest", "112th lowest"]


@pytest.mark.parametrize(("label", "code", "name", "place"), [
    ("Burgenlandkreis", "15084", "Burgenlandkreis", "im Burgenlandkreis"),
    ("      Harburg, Landkreis", "03353", "Landkreis Harburg", "im Landkreis Harburg"),
    ("Nordhausen, Kreis", "16062", "Landkreis Nordhausen", "im Landkreis Nordhausen"),
    ("Pinneberg, Kreis", "01056", "Kreis Pinneberg", "im Kreis Pinneberg"),
    ("Eisenach, krsfr. Stadt", "16056", "Eisenach", "in Eisenach"),
    ("Lübeck, Hansestadt, Kreisfreie Stadt", "01003", "Lübeck", "in Lübeck"),
    ("Region Hannover, Landkreis", "03241", "Region Hannover", "in der Region Hannover"),
    ("Rhein-Erft-Kreis, Kreis", "05362", "Rhein-Erft-Kreis", "im Rhein-Erft-Kreis"),
    ("Eifelkreis Bitburg-Prüm, Landkreis", "07232", "Eifelkreis Bitburg-Prüm", "im Eifelkreis Bitburg-Prüm"),
    ("Jerichower Land, Landkreis", "15086", "Landkreis Jerichower Land", "im Landkreis Jerichower Land"),
])
def test_district_names(label, code, name, place):
    assert _text.district_name(label, code) == name
    assert _text.in_place(name) == place


def test_english_names():
    assert _text.district_name("Harburg, Landkreis", "03353", "en") == "Harburg district"
    assert _text.in_place("Harburg district", "en") == "in the Harburg district"
    assert _text.state_name("Thüringen", "en") == "Thuringia"
    assert _text.in_place("Saarland") == "im Saarland"


def test_lists_and_intervals():
    assert _text.join(["a", "b", "c"], "de") == "a, b und c"
    assert _text.join(["a"], "en") == "a"
    assert _text.interval(10.59, 14.12, 1, "de") == "10,6\u201314,1"
    assert _text.interval(-3.1, 0.4, 1, "de") == "\u22123,1 bis 0,4"


def test_every_status_and_flag_has_words_in_both_languages():
    statuses = ("reported", "nil", "below_half", "computed", "missing", "unknown_or_secret", "not_meaningful", "unreliable", "pending",
                "not_existing", "suppressed", "empty_denominator", "too_few_cases", "not_applicable")
    flags = ("provisional", "revised", "estimated", "limited", "rounded", "series_break", "out_of_range", "conflicting", "complement")
    for flag in flags:
        assert _text.flag_text(flag, "de") != _text.flag_text(flag, "en")
    for status in statuses:
        assert _text.status_text(status, "de") != _text.status_text(status, "en")
    with pytest.raises(ValueError, match="lost"):
        _text.status_text("lost")
    with pytest.raises(ValueError, match="language 'fr'"):
        _text.number(1, 0, "fr")
