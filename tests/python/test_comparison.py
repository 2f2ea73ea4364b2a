"""Comparisons, trends, peers and groups, against brute force and scipy."""

from __future__ import annotations

import copy
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import werdegang as wg

SHARE = "D.leaver_share_by_qualification"


@pytest.fixture(scope="module")
def table(official):
    return wg.compute(official, [SHARE, "C.care_rate_u3", "C.care_rate_3_5", "A.youth_ratio"])


def plain(text):
    """The text with ordinary blanks."""
    return text.replace("\u00a0", " ")


def random_frame(seed, districts=40, indicators=4, missing=0.0):
    """A wide table of districts of Bayern and Nordrhein-Westfalen by their keys."""
    random = np.random.default_rng(seed)
    codes = [f"09{number:03}" for number in range(161, 161 + districts // 2)] + [f"05{number:03}" for number in range(111, 111 + districts - districts // 2)]
    frame = {"region": codes}
    for number in range(indicators):
        values = random.normal(size=districts)
        values[random.random(districts) < missing] = np.nan
        frame[f"x{number}"] = values
    return frame


def test_burgenlandkreis_without_certificate(table):
    """REPORT 3: 12th of 14 (8-13) in its state, 400th of 402 (388-401) in Germany."""
    without = table.filter(certificate="without_hsa")
    own = wg.compare(without, period=2015).filter(region="15084").to_dicts()[0]
    assert (own["rank"], own["of"], own["rank_lowest"], own["rank_highest"]) == (12, 14, 8, 13)
    wide = wg.compare(without, period=2015, within="country").filter(region="15084").to_dicts()[0]
    assert (wide["rank"], wide["of"], wide["rank_lowest"], wide["rank_highest"]) == (400, 402, 388, 401)
    assert own["value"] == pytest.approx(100 * 162 / 1323) and own["difference_state"] == own["value"] - own["state_value"]
    assert (own["difference_unit"], own["range"]) == ("percentage_points", "posterior")


def test_ranks_are_those_of_rank(table):
    """Every district of two states as `rank` gives it, one by one."""
    without = table.filter(certificate="without_hsa", period=2015)
    rows = wg.compare(without, within="state").to_dicts()
    checked = 0
    for row in rows:
        if row["level"] != "district" or row["group"] not in ("15", "16") or row["rank"] is None:
            continue
        place = wg.rank(without, row["region"], period=2015)
        assert (row["rank"], row["of"], row["rank_lowest"], row["rank_highest"]) == (place.place, place.size, place.lowest, place.highest)
        assert row["difference_state"] == place.state_difference and row["difference_country"] == place.country_difference
        checked += 1
    assert checked == 14 + 23


def test_ranking_of_care_rates():
    """R7-19: the highest rates under three, and how many eastern districts are above 50 %."""
    rates = {"15083": 62.4, "15091": 62.3, "15089": 62.2, "02": 46.6, "08221": 46.1, "08311": 44.2}
    frame = {"region": list(rates), "value": list(rates.values()), "unit": ["percent"] * 6}
    ranked = wg.compare(frame, within=None, descending=True).filter(level="district")
    assert dict(zip(ranked["region"], ranked["rank"], strict=True)) == {code: place for place, code in enumerate(rates, 1)}
    assert (ranked["rank"][0], ranked["of"][0]) == (1, 6)
    east = {"region": [f"15{number:03}" for number in range(77)], "value": [51.0] * 68 + [50.0] * 9}
    above = wg.compare(east, within=None)["value"] > 50
    assert 100 * above.sum() / len(above) == pytest.approx(88.31168831168831)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 8), min_size=2, max_size=40))
def test_positions_by_brute_force(values):
    codes = [f"09{number:03}" for number in range(161, 161 + len(values))]
    result = wg.compare({"region": codes, "value": [float(value) for value in values]})
    data = np.array(values, dtype=float)
    for row in result.to_dicts():
        value = row["value"]
        assert row["rank"] == 1 + int((data < value).sum()) and row["of"] == len(values)
        assert row["percentile"] == pytest.approx(100 * ((data < value).mean() + (data <= value).mean()) / 2)
        assert row["median"] == np.median(data) and row["mean"] == pytest.approx(data.mean())
        if np.ptp(data) == 0:
            assert row["z"] is None
        else:
            assert row["z"] == pytest.approx((value - data.mean()) / data.std())
        assert row["difference_median"] == value - np.median(data)
    ranks = np.array(sorted(result["rank"]))
    assert ranks[0] == 1 and (ranks <= np.arange(1, len(values) + 1)).all()
    down = wg.compare({"region": codes, "value": [float(value) for value in values]}, descending=True)
    same = wg.compare({"region": codes, "value": [-float(value) for value in values]})
    assert list(down["rank"]) == list(same["rank"])


def test_order_of_rows_is_nothing(table):
    part = table.filter(indicator="C.care_rate_u3")
    shuffled = part._take(list(np.random.default_rng(1).permutation(len(part))))

    def keyed(rows):
        return sorted((tuple(map(str, row.values())) for row in rows.to_dicts()))

    assert keyed(wg.compare(part)) == keyed(wg.compare(shuffled))
    assert wg.compare(part, threads=1) == wg.compare(part, threads=8)
    assert wg.peers(part, "15084") == wg.peers(shuffled, "15084")


def test_trend_of_a_district(table):
    """The share without certificate stops at the double Abitur of 2007 and starts anew in 2008."""
    own = wg.trend(table.filter(certificate="without_hsa"), "15084", SHARE)
    segments = own.to_dicts()
    assert [(row["from"], row["to"], row["status"]) for row in segments] == [("2007", "2007", "not_meaningful"), ("2008", "2015", "computed")]
    assert segments[1]["change"] == pytest.approx(100 * (162 / 1323 - 257 / 1863), abs=0.2)
    assert segments[1]["change_unit"] == "percentage_points" and segments[1]["change_percent"] is None
    assert own.text() == str(own) == repr(own)
    text = plain(own.text())
    assert "Burgenlandkreis: Schulabgänge nach erreichtem Abschluss, ohne Hauptschulabschluss\n" in text
    assert "  2008–2015: von 13,8 % auf 12,2 % (−1,6 Prozentpunkte; −0,34 je Jahr), fallend" in text
    assert "Bruch: Nach dem doppelten Abiturjahrgang 2007" in text and "2007: 8,1 %; ein Wert allein zeigt keine Entwicklung" in text
    english = plain(own.text("en"))
    assert "from 13.8% to 12.2% (−1.6 percentage points; −0.34 a year), falling" in english and "break: After the double Abitur cohort" in english
    assert wg.trend(table, ["15084", "15"], ["C.care_rate_u3"]).table.column_names == own.table.column_names


def test_trend_of_counts():
    frame = {"region": ["15084"] * 3, "period": ["2010", "2012", "2014"], "value": [100, 110, 121], "unit": ["persons"] * 3}
    row = wg.trend(frame).to_dicts()[0]
    assert (row["change"], row["change_percent"], row["missing"], row["direction"]) == (21, pytest.approx(21), "2011, 2013", None)
    assert row["annual_growth"] == pytest.approx(100 * (1.21**0.25 - 1))
    assert "von 100,0 auf 121,0 (+21,0, +21,0 %; +5,25 je Jahr); ohne Wert: 2011, 2013" in plain(wg.trend(frame).text())
    with pytest.raises(wg.UnknownName, match="unknown region '15085' in trend: did you mean '15084'"):
        wg.trend(frame, "15085")
    both = {key: values * 2 for key, values in frame.items()}
    assert wg.trend({**both, "sex": ["male"] * 3 + ["female"] * 3}).text().count("Burgenlandkreis: female\n") == 1
    with pytest.raises(wg.UnknownName, match="unknown indicator 'x2' in trend: did you mean 'x12'"):
        wg.trend({**frame, "indicator": ["x12"] * 3}, "15084", "x2")
    with pytest.raises(wg.InvalidArgument, match="period 'March' in trend: expected a year"):
        wg.trend({**frame, "period": ["March", "2012", "2014"]})


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1990, 2020), st.integers(-50, 50)), min_size=2, max_size=12, unique_by=lambda point: point[0]))
def test_slopes_against_scipy(points):
    stats = pytest.importorskip("scipy.stats")
    years, values = zip(*points, strict=True)
    frame = {"region": ["15084"] * len(points), "period": [str(year) for year in years], "value": [float(value) for value in values]}
    assert wg.trend(frame)["slope"][0] == pytest.approx(stats.theilslopes(values, years).slope, abs=1e-12)
    assert wg.trend(frame, slope="least_squares")["slope"][0] == pytest.approx(stats.linregress(years, values).slope, abs=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_peers_by_brute_force(seed):
    frame = random_frame(seed, missing=0.15)
    frame["x0"][0] = frame["x1"][0] = frame["x2"][0] = 0.5
    weights = {"x0": 2.0, "x1": 1.0, "x2": 0.5, "x3": 0.5}
    found = wg.peers(frame, frame["region"][0], 39, weights=weights)
    share = np.array(list(weights.values())) / 4
    z = np.column_stack([(frame[f"x{i}"] - np.nanmean(frame[f"x{i}"])) / np.nanstd(frame[f"x{i}"]) for i in range(4)])
    expected = {}
    for row in range(1, 40):
        both = ~np.isnan(z[0]) & ~np.isnan(z[row])
        shared = share[both].sum()
        if shared >= 0.5:
            expected[frame["region"][row]] = np.sqrt((share * (z[0] - z[row]) ** 2)[both].sum() / shared)
    assert dict(zip(found.table["region"], found.table["distance"], strict=True)) == pytest.approx(expected)
    assert list(found.table["distance"]) == sorted(found.table["distance"])
    assert len(found.left_out) + found.candidates == 39
    parts = found.contributions
    for place, distance in zip(found.table["place"], found.table["distance"], strict=True):
        assert np.ma.sum(parts["contribution"][parts["place"] == place]) == pytest.approx(distance**2)


def test_peers_in_words(table):
    found = wg.peers(table, "15084", 5)
    lines = plain(found.text("de")).split("\n")
    assert lines[0].startswith("Burgenlandkreis: am ähnlichsten unter 401 Kreisen nach 9 Kennzahlen, mit Abstand in Standardabweichungen: Wittenberg (0,43), ")
    assert lines[1] == (
        "Wittenberg: ähnlich vor allem durch Betreuungsquote der unter Dreijährigen 61,5 % gegen 59,2 % und Jugendquotient 24,9 je 100 gegen 25,2 je 100; "
        "am weitesten auseinander bei Schulabgänge nach erreichtem Abschluss: ohne Hauptschulabschluss 8,8 % gegen 12,2 %."
    )
    assert len(found) == 5 and str(found) == found.text() and "alike above all by Care rate of children under three 61.5% against 59.2%" in plain(found.text("en"))
    assert set(wg.peers(table, "15084", 13, within="state").table["region"]) == {f"150{n:02}" for n in (1, 2, 3, 81, 82, 83, 85, 86, 87, 88, 89, 90, 91)}
    for again in (pickle.loads(pickle.dumps(found)), copy.copy(found), copy.deepcopy(found)):
        assert again == found and again is not found
    assert found != wg.peers(table, "15084", 5, robust=True)


def test_no_indicator_is_both_alike_and_furthest_apart():
    frame = {"region": ["01001", "01002", "01003"], "a": [1.0, 2.0, 5.0], "b": [2.0, 4.0, 9.0], "c": [9.0, 1.0, 3.0]}
    for line in wg.peers(frame, "01001", 2).text().splitlines()[1:]:
        alike, apart = line.split("; am weitesten auseinander bei ")
        assert f" {apart[0]} " not in alike


def test_peers_refused(table):
    for call, error, text in [
        (lambda: wg.peers(table, "15099"), wg.UnknownName, "unknown region '15099' in peers: did you mean"),
        (lambda: wg.peers(table, "Burgenlandkreis"), wg.UnknownName, r"unknown region 'Burgenlandkreis' in peers: did you mean '15084' \(Burgenlandkreis\)"),
        (lambda: wg.peers(table, 15084), wg.InvalidArgument, "15084 in peers: expected the code of a region as text"),
        (lambda: wg.peers(table, "15084", 0), wg.InvalidArgument, "n = 0 in peers: expected a whole number, 1 or more"),
        (lambda: wg.peers(table, "15084", weights={"C.care_rate": 1}), wg.UnknownName, "did you mean .*'C.care_rate_u3'"),
        (lambda: wg.peers(table, "15084", weights=["C.care_rate_u3"]), TypeError, "expected a dict from indicator to weight"),
        (lambda: wg.peers(table, "15084", weights={"C.care_rate_u3": "much"}), TypeError, "weight of 'C.care_rate_u3'='much' in peers: expected a number"),
        (lambda: wg.peers(3, "15084"), TypeError, "the table of peers takes"),
        (lambda: wg.peers({"value": [1]}, "15084"), wg.UnknownName, "region"),
        (lambda: wg.compare({"region": [15084, 3353], "value": [1, 2]}), wg.InvalidArgument, "numbers in column 'region' in compare: expected codes as text, with their leading zero"),
        (lambda: wg.peers({"region": [15084, 3353], "x": [1, 2]}, "15084"), wg.InvalidArgument, "numbers in column 'region' in the table"),
    ]:
        with pytest.raises(error, match=text):
            call()


@pytest.mark.parametrize("seed", range(6))
def test_groups_are_those_of_scipy(seed):
    hierarchy = pytest.importorskip("scipy.cluster.hierarchy")
    frame = random_frame(seed, districts=60)
    found = wg.similar_groups(frame, 5)
    order = np.argsort(frame["region"])
    points = np.column_stack([frame[f"x{i}"][order] for i in range(4)])
    points = (points - points.mean(axis=0)) / points.std(axis=0) / 2
    linkage = hierarchy.ward(points)
    assert np.allclose(np.array(found.merges), linkage)
    theirs = hierarchy.fcluster(linkage, 5, "maxclust")
    ours = np.array([found.group_of(code) for code in np.array(frame["region"])[order]])
    assert len(set(zip(ours, theirs, strict=True))) == 5
    distances = np.linalg.norm(points[:, None] - points[None], axis=2)
    widths = []
    for row, own in enumerate(ours):
        means = {group: distances[row][ours == group].sum() / ((ours == group).sum() - (group == own)) for group in set(ours) if group != own or (ours == own).sum() > 1}
        next_one = min(mean for group, mean in means.items() if group != own)
        widths.append((next_one - means[own]) / max(next_one, means[own]) if own in means else 0)
    assert found.choices["silhouette"][0] == pytest.approx(np.mean(widths))


def test_medoids_and_profiles_by_brute_force():
    frame = random_frame(9, districts=30, indicators=3)
    found = wg.similar_groups(frame)
    assert list(found.choices["groups"]) == list(range(2, 11))
    assert len(found) == found.choices["groups"][int(np.argmax(found.choices["silhouette"]))]
    z = {code: [(frame[f"x{i}"][row] - frame[f"x{i}"].mean()) / frame[f"x{i}"].std() for i in range(3)] for row, code in enumerate(frame["region"])}
    for group in found.table.to_dicts():
        codes = [code for code, number in zip(found.members["region"], found.members["group"], strict=True) if number == group["group"]]
        sums = [sum(np.linalg.norm(np.subtract(z[a], z[b])) for b in codes) for a in codes]
        assert group["medoid"] == codes[int(np.argmin(sums))] and group["size"] == len(codes)
        means = np.mean([z[code] for code in codes], axis=0)
        profile = found.profiles.filter(group=int(group["group"]))
        assert list(profile["mean_z"]) == pytest.approx(list(means))
        assert list(profile["order"]) == list(1 + np.argsort(np.argsort(-np.abs(means))))
    assert list(found.table["size"]) == sorted(found.table["size"], reverse=True)


def test_groups_in_words(table):
    found = wg.similar_groups(table)
    german, english = plain(found.text()), plain(found.text("en"))
    first = found.table.to_dicts()[0]
    assert german.startswith(f"2 Gruppen aus 389 Kreisen nach 9 Kennzahlen (mittlere Silhouette 0,37)\nGruppe 1 mit {first['size']} Kreisen, typisch ist {first['name']}; nahe am Mittel aller\n")
    assert "typisch ist" in german.split("\n")[2] and "über dem Mittel: Betreuungsquote der unter Dreijährigen" in german
    assert "ohne Gruppe, weil Kennzahlen fehlen: 13" in german and "near the mean of all" in english
    assert pickle.loads(pickle.dumps(found)) == found and plain(repr(found)) == german
    with pytest.raises(wg.UnknownName, match="unknown region '99999' in the groups"):
        found.group_of("99999")
    missing = str(found.left_out["region"][0])
    with pytest.raises(wg.UnknownName, match="it lacks indicators, see left_out"):
        found.group_of(missing)
    with pytest.raises(wg.InvalidArgument, match="999 groups in similar_groups: expected 1 to 389"):
        wg.similar_groups(table, 999)
