"""Indicators on small ledgers and on own frames: joins by date, breakdowns, statuses, what cannot be computed."""

from __future__ import annotations

import pytest

import werdegang as wg

SHARE = "D.leaver_share_by_qualification"


def ledger(rows):
    names = ("variable", "region", "period", "value", "age", "sex")
    return wg.Observations.from_frame({name: [row[i] if i < len(row) else "" for row in rows] for i, name in enumerate(names)})


CARE = ledger([
    ("children_in_daycare", "15084", "2016-03-01", 2458, "0-2"),
    ("children_in_daycare", "15084", "2015-03-01", 2400, "0-2"),
    ("population", "15084", "2015-12-31", 4152, "0-2"),
    ("population", "15084", "2016-12-31", 1, "0-2"),
])
CARE_RATE = wg.Indicator(id="own.care", formula="100 * children_in_daycare[age=0-2] / population[age=0-2]@previous_year_end", unit="percent", interval="wilson")


def test_care_over_the_population_before():
    """REPORT 2: 2,458 children on 1 March 2016 over 4,152 on 31 December 2015 are 59.2 %; never over a date of the same year."""
    rows = {row["period"]: row for row in wg.compute(CARE, [CARE_RATE]).to_dicts()}
    row = rows["2016-03-01"]
    assert (row["numerator"], row["denominator"]) == (2458, 4152)
    assert row["value"] == pytest.approx(100 * 2458 / 4152, rel=1e-15)
    assert row["lower"] < row["value"] < row["upper"]
    assert (rows["2015-03-01"]["value"], rows["2015-03-01"]["status"]) == (None, "missing")


def test_the_catalogue_works_on_own_frames():
    row = wg.compute(CARE, "C.care_rate_u3", periods="2016-03-01").to_dicts()[0]
    assert round(row["value"], 1) == 59.2


def test_official_care_rate(districts):
    row = wg.compute(districts, "C.care_rate_u3", regions="15084", periods="2016-03-01").to_dicts()[0]
    assert (row["numerator"], row["denominator"], round(row["value"], 1)) == (2458, 4152, 59.2)
    assert row["source"] == "22543-01-02-4; 12411-03-03-4"


def test_parts_add_up_to_the_whole(districts):
    """With a breakdown the numerators of the parts make the numerator without it."""
    plain = {(r["region"], r["period"]): r for r in wg.compute(districts, "A.share_under_18").to_dicts()}
    parts = wg.compute(districts, "A.share_under_18", by="sex").filter(sex=["male", "female"]).to_dicts()
    sums = {}
    for row in parts:
        sums.setdefault((row["region"], row["period"]), []).append(row)
    assert len(sums) == 9
    for key, (one, other) in sums.items():
        if plain[key]["value"] is None:
            assert plain[key]["status"] == "not_existing" and one["value"] is None
            continue
        assert one["numerator"] + other["numerator"] == plain[key]["numerator"]
        assert one["denominator"] + other["denominator"] == plain[key]["denominator"]
    totals = {(r["region"], r["period"]): r["value"] for r in wg.compute(districts, "A.share_under_18", by="sex").filter(sex="total").to_dicts()}
    assert totals == {key: row["value"] for key, row in plain.items()}


def test_several_axes(districts):
    table = wg.compute(districts, "A.youth_ratio", by=["sex", "nationality"], regions="15084")
    assert table.column_names[3:5] == ["sex", "nationality"]
    cells = {(row["sex"], row["nationality"]) for row in table.to_dicts()}
    assert cells == {(sex, nationality) for sex in ("total", "male", "female") for nationality in ("total", "german", "foreign")}
    assert wg.compute(districts, "A.youth_ratio", by=("nationality", "sex"), regions="15084").column_names[3:5] == ["nationality", "sex"]


def test_complements(districts):
    """The table prints total and female; male is the rest and says so."""
    counts = wg.Indicator(id="own.men", formula="school_leavers[sex=male]")
    row = wg.compute(districts, counts, regions="15084", periods=2015).to_dicts()[0]
    women = wg.compute(districts, wg.Indicator(id="own.women", formula="school_leavers[sex=female]"), regions="15084", periods=2015).to_dicts()[0]
    assert row["value"] + women["value"] == 1323 and row["flags"] == "complement" and women["flags"] == ""


def test_periods_and_regions_in_every_form(districts):
    one = wg.compute(districts, SHARE, regions=["15084"], periods=["2015"])
    for periods in (2015, "2015", [2015], (wg.Period("2015"),)):
        assert wg.compute(districts, [SHARE], regions="15084", periods=periods) == one
    assert set(one["period"]) == {"2015"} and set(one["region"]) == {"15084"}


def test_without_ids_everything_that_is_possible(districts):
    ids = list(dict.fromkeys(wg.compute(districts)["indicator"]))
    assert SHARE in ids and "C.care_rate_u3" in ids and "A.unemployment_rate" not in ids
    assert all(not wg.missing_variables(districts, wg.indicators[name]) for name in ids)
    with pytest.raises(wg.UnknownName, match="unemployment_rate"):
        wg.compute(districts, "A.unemployment_rate")


def test_order_of_indicators_is_kept(districts):
    ids = ["C.care_rate_u3", "A.youth_ratio"]
    assert list(dict.fromkeys(wg.compute(districts, ids)["indicator"])) == ids


def test_unknown_input_gives_an_unknown_result():
    figures = {"variable": ["top"] * 3 + ["bottom"] * 3, "region": ["15081", "15082", "15083"] * 2, "period": ["2015"] * 6,
               "value": [1, None, 3, 0, 4, None], "status": ["reported", "unknown_or_secret", "reported", "reported", "reported", "suppressed"]}
    table = wg.compute(wg.Observations.from_frame(figures), wg.Indicator(id="own.ratio", formula="top / bottom"))
    assert [(row["value"], row["status"]) for row in table.to_dicts()] == [(None, "empty_denominator"), (None, "unknown_or_secret"), (None, "suppressed")]


def test_confidence(districts):
    def width(confidence):
        row = wg.compute(districts, SHARE, regions="15084", periods=2015, confidence=confidence).filter(certificate="ahr").to_dicts()[0]
        return row["upper"] - row["lower"], row["interval"]

    assert width(0.8)[0] < width(0.95)[0] < width(0.99)[0]
    assert width(0.99)[1] == "wilson 99 %"
    lower, upper = wg.kernels.wilson(430, 1323)
    row = wg.compute(districts, SHARE, regions="15084", periods=2015).filter(certificate="ahr").to_dicts()[0]
    scale = 1 if upper > 1 else 100
    assert (row["lower"], row["upper"]) == (pytest.approx(lower * scale, rel=1e-14), pytest.approx(upper * scale, rel=1e-14))


def test_registry(districts):
    assert len(wg.indicators) == len(wg.indicators.ids()) == len(list(wg.indicators)) >= 30
    assert wg.indicators.ids() == sorted(wg.indicators.ids()) and SHARE in wg.indicators and "x" not in wg.indicators
    assert "C.care_rate_u3" in [item.id for item in wg.indicators.find("Betreuungsquote")]
    assert [item.id for item in wg.indicators.find("betreuungsquote unter drei")] == [item.id for item in wg.indicators.find("BETREUUNGSQUOTE UNTER DREI")]
    assert str(wg.indicators.find("Raumschiff")) == "keine Kennzahl gefunden"
    found = wg.indicators.find("Schulabschluss", districts)
    assert found.years[SHARE] == ["2006", "2007", "2008", "2014", "2015"]
    text = found.text("de")
    assert "berechenbar für 2006–2008, 2014–2015" in text and "nicht berechenbar" in text
    assert "computable for 2006–2008, 2014–2015" in found.text("en")
    assert "berechenbar" not in repr(wg.indicators.find("Schulabschluss"))


def test_indicator_in_words():
    text = wg.indicators["C.care_rate_u3"].text("de")
    assert text.splitlines()[0] == "C.care_rate_u3  Betreuungsquote der unter Dreijährigen"
    assert "1. März" in text and "Formel: 100 *" in text and "22543-01-02" in text
    assert "formula: 100 *" in wg.indicators["C.care_rate_u3"].text("en")
    assert wg.Indicator(**CARE_RATE.to_dict()) == CARE_RATE
