"""Ranks in words and numbers, and the ladder of a district."""

from __future__ import annotations

import pickle

import pytest

import werdegang as wg

SHARE = "D.leaver_share_by_qualification"


@pytest.fixture(scope="module")
def table(districts):
    return wg.compute(districts, SHARE).filter(certificate="without_hsa")


def test_rank_without_ranges():
    frame = {"variable": ["x"] * 6, "region": ["15081", "15082", "15083", "16061", "15", "DG"], "period": ["2015"] * 6, "value": [3, 1, 1, 0, 5, 9]}
    table = wg.compute(wg.Observations.from_frame(frame), wg.Indicator(id="own.x", formula="x"))
    standing = wg.rank(table, "15081")
    assert (standing.place, standing.size, standing.lowest, standing.highest) == (3, 3, 3, 3)
    assert wg.rank(table, "15083").place == wg.rank(table, "15082").place == 1, "equal values share the better place"
    assert (standing.value, standing.state, standing.country, standing.group) == (3, 5, 9, "15")
    assert standing.nationwide is None, "two states are not Germany"
    with pytest.raises(wg.InvalidArgument, match="within='country' over 2 states in rank: expected figures of the districts of all states"):
        wg.rank(table, "15081", within="country")


def test_rank_in_a_state(table):
    """2015 without Hauptschulabschluss: Nordhausen 48 of 678, Eisenach and Wartburgkreis above or below it."""
    standing = wg.rank(table, "16062", period=2015)
    assert standing.size == 3 and standing.lowest <= standing.place <= standing.highest
    assert standing == wg.rank(table, "16062"), "the latest period with a value"
    assert wg.rank(table, "16062", confidence=0.5).highest <= standing.highest


def test_rank_in_words(table):
    standing = wg.rank(table, "16062")
    german, english = standing.text("de"), standing.text("en")
    assert german == str(standing) == repr(standing)
    assert german.startswith(f"Nordhausen: {standing.place}. von 3, Bereich {standing.lowest}–{standing.highest} in Thüringen (1 = niedrigster Wert)")
    assert "Bund" not in german, "three districts are not Germany"
    assert "Wert 7,1" in german and "Deutschland 5,6" in german
    assert "in Thuringia (1 = lowest value)" in english and "value 7.1" in english and "Germany 5.6" in english


def test_place_in_germany_in_words():
    """With the districts of all states the place among them stands beside the one in the state."""
    regions = [f"{state:02}001" for state in range(1, 17) if state not in (2, 11)] + ["02", "11", "15084"]
    frame = {"variable": ["x"] * 17, "region": regions, "period": ["2015"] * 17, "value": list(range(16)) + [99]}
    standing = wg.rank(wg.compute(wg.Observations.from_frame(frame), wg.Indicator(id="own.x", formula="x")), "15084")
    assert standing.text("de") == "Burgenlandkreis: 2. von 2 in Sachsen-Anhalt (1 = niedrigster Wert); Bund 17. von 17; Wert 99,0"
    assert "Germany 17 of 17" in standing.text("en")
    again = pickle.loads(pickle.dumps(standing.nationwide))
    assert again == standing.nationwide and (again.place, again.size) == (17, 17)


def test_chain(districts):
    """REPORT 1: 4,152 / 3, 4,063 / 3, 4,074 / 3 and 1,323; what the ledger lacks has no value and stays a rung."""
    chain = wg.chain(districts, "15084", 2015)
    values = {rung.stage: (rung.value, rung.status) for rung in chain.rungs}
    assert values["age_0_2"][0] == 1384 and values["age_15_17"][0] == 1358 and values["leavers"][0] == 1323
    assert values["age_3_5"][0] == pytest.approx(4063 / 3)
    assert values["births"] == (None, "missing") and values["grade_7"] == (None, "missing")
    text = str(chain)
    assert "keine verfolgten Personen" in text and "1.384" in text and "nicht belegbar: " in text and "Abschluss zu Ausbildung" in text
    assert wg.chain(districts, "15084", "2015") == chain
    assert all(rung.value is None for rung in wg.chain(districts, "15084", 1900).rungs)
