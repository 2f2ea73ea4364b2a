"""Published findings of municipalities and offices (R7-*), recomputed from the figures printed beside them."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

import werdegang as wg

AGREES = {"equal", "equal within rounding"}
VERDICTS = {
    "match": AGREES,
    "derived": {None},
    "MATCH_WITHIN_INPUT_ROUNDING": {"equal within rounding"},
    "MISMATCH_BEYOND_ROUNDING": {"not explained by rounding"},
}

FORMULAS = {
    "R7-01": {
        "supply_rate": "100 * places / children_1_to_school",
        "entitled": "births_per_year * entitled_cohorts",
        "required": "target_rate * entitled",
        "deficit_vs_today": "required - places",
        "required_for_todays_children": "target_rate * children_1_to_school",
    },
    "R7-02": {
        "total": "Grundschule + Gymnasium + Sekundarschule + Gemeinschaftsschule + Foerderschule_A + Foerderschule_LB + Foerderschule_GB",
        "transport_share": "100 * (public_bus + taxi + reimbursed) / total",
        "transport_share_without_reimbursed": "100 * (public_bus + taxi) / total",
    },
    "R7-06": {
        "entrants_2021": "public + independent + special",
        "growth_2017_2021": "100 * (y2021 - y2017) / y2017",
        "share_independent": "100 * independent / entrants_2021",
        "share_special": "100 * special / entrants_2021",
        "without_cert_change_pp": "last - y2017_18",
    },
    "R7-08": {"vocational": "100 * vocational_count / total", "transition_sector": "100 * transition / total", "split_sum": "dual + school_based"},
    "R7-10": {
        "sum": "company_training + school_training + abitur + transition_system",
        "count_company": "leavers * into_company / 100",
        "count_low": "leavers * (into_company - 0.5) / 100",
        "count_high": "leavers * (into_company + 0.5) / 100",
    },
    "R7-11": {
        "need_total": "need_under3 + need_from3",
        "net": "capacity_total - need_total",
        "net_from_groups": "under3 + from3",
        "gross_deficit": "-under3",
        "capacity_under3": "need_under3 + under3",
        "capacity_from3": "need_from3 + from3",
    },
    "R7-12": {
        "down": "gymnasium_sekundarschule + gymnasium_igs",
        "up": "sekundarschule_gymnasium + igs_gymnasium",
        "ratio": "down / up",
        "other_changes": "all_changes - down - up",
        "implied_pupils": "100 * all_changes / share_of_pupils_pct",
    },
    "R7-15": {
        "ratio": "to_hamburg / from_hamburg",
        "net": "from_hamburg - to_hamburg",
        "north_share": "100 * north / region_in",
        "south_share": "100 * south / region_in",
    },
    "R7-16": {"rate": "100 * in_commuters / training_places"},
    "R7-18": {"yield": "100 * institutions / leads"},
    "R7-19": {"share_east_above50": "100 * east_above50 / east_total"},
}


@pytest.fixture(scope="module")
def cases(project):
    rows = json.loads((project / "tests/conformance/compute.json").read_text(encoding="utf-8"))
    return {row["id"]: row for row in rows}


def inputs(case):
    """The figures of a case under the names that its formulas use."""
    given, name = case["input"], case["id"]
    if name == "R7-02":
        return {**given["pupils"], **given["transport"]}
    if name == "R7-06":
        years = {f"y{year}": value for year, value in given["entrants"].items()}
        rates = {"y2017_18": given["without_certificate_pct"]["2017/18"], "last": given["without_certificate_pct"]["last"]}
        return {**years, **given["entrants_2021"], **rates}
    if name == "R7-08":
        return {"total": given["total"], "vocational_count": given["vocational"], "transition": given["transition_sector"], **given["vocational_split_pct"]}
    if name == "R7-10":
        return {**given["destinations_pct"], "leavers": given["leavers_transition_system_2021"], "into_company": given["into_company_training_pct"]}
    if name == "R7-11":
        needs = {f"need_{age}": value for age, value in given["need"].items()}
        return {**needs, "capacity_total": given["capacity_total"], **given["balance"]}
    if name == "R7-12":
        edges = {f"{origin}_{destination}".lower(): count for origin, destination, count in given["edges"]}
        return {**edges, "all_changes": given["all_changes"], "share_of_pupils_pct": given["share_of_pupils_pct"]}
    if name == "R7-15":
        return {key: wg.rounded(value, 100) if key in ("north", "south", "region_in") else value for key, value in given.items()}
    if name == "R7-16":
        return {key: wg.rounded(given[key], 100) for key in ("in_commuters", "training_places")}
    return {key: value for key, value in given.items() if isinstance(value, (int, float))}


@pytest.mark.parametrize("name", FORMULAS)
def test_printed_findings(cases, name):
    case = cases[name]
    expected = {item["name"]: item for item in case["expected"] if item["name"] in FORMULAS[name]}
    assert set(expected) == set(FORMULAS[name])
    lines = [wg.Printed(key, formula, expected[key]["published"], decimals=expected[key]["decimals"]) for key, formula in FORMULAS[name].items()]
    for line in wg.check_figures(lines, inputs(case)):
        item = expected[line.name]
        assert float(line.recomputed) == pytest.approx(item["exact"], rel=1e-13), line
        assert wg.kernels.round_published(float(line.recomputed), item["decimals"]) == item["rounded"], line
        assert line.verdict in VERDICTS[item["status"]], line


def test_every_case_is_here(cases):
    assert set(cases) == {*FORMULAS, "R7-04", "R7-09"}
    assert sum(len(case["expected"]) for case in cases.values()) == 53


def test_every_row_of_the_leavers_adds_up(cases):
    """R7-04: the columns add to the printed total in all eleven rows; pooled rate and mean of rates are two things."""
    case = cases["R7-04"]
    rows = [{"city": city, **dict(zip(case["input"]["columns"], row, strict=True))} for city, row in case["input"]["rows"].items()]
    sums = wg.check_figures(rows, formula="without_HSA + HSA + RSA + AHR", printed="total", name="city")
    assert sums.counts == {"equal": 11}
    wrong = [{**row, "RSA": row["RSA"] + (row["city"] == "Suhl")} for row in rows]
    assert [line.name for line in wg.check_figures(wrong, formula="without_HSA + HSA + RSA + AHR", printed="total", name="city").unexplained] == ["Suhl"]

    figures = {f"{row['city']}_{column}": row[column] for row in rows for column in case["input"]["columns"]}
    cities = [row["city"] for row in rows if row["city"] != "Thueringen"]
    total, ahr = (" + ".join(f"{city}_{column}" for city in cities) for column in ("total", "AHR"))
    formulas = {
        "Thueringen_AHR": "100 * Thueringen_AHR / Thueringen_total",
        "ten_cities_AHR_pooled": f"100 * ({ahr}) / ({total})",
        "Eisenach_without": "100 * Eisenach_without_HSA / Eisenach_total",
        "Nordhausen_without": "100 * Nordhausen_without_HSA / Nordhausen_total",
        "Thueringen_without": "100 * Thueringen_without_HSA / Thueringen_total",
        "unweighted_mean_AHR": "10 * (" + " + ".join(f"{city}_AHR / {city}_total" for city in cities) + ")",
    }
    expected = {item["name"]: item for item in case["expected"]}
    assert set(formulas) == set(expected)
    lines = [wg.Printed(f"line {key}", formula, expected[key]["published"], decimals=expected[key]["decimals"]) for key, formula in formulas.items()]
    for line in wg.check_figures(lines, figures):
        item = expected[line.name.removeprefix("line ")]
        assert float(line.recomputed) == pytest.approx(item["exact"], rel=1e-13)
        assert wg.kernels.round_published(float(line.recomputed), item["decimals"]) == item["rounded"]
        assert line.verdict in VERDICTS[item["status"]]
    mixed = wg.check_figures(wg.Printed("mean printed as pooled", formulas["ten_cities_AHR_pooled"], "50.6"), figures)
    assert mixed[0].verdict == "not explained by rounding"
    assert mixed[0].hints[0].code == "mean_of_ratios"


def test_the_same_shares_by_compute(cases):
    """R7-04 with the catalogue's own indicator, from a frame of counts."""
    case = cases["R7-04"]
    codes = {"Eisenach": "16056", "Jena": "16053", "Thueringen": "16"}
    certificates = {"total": "total", "without_HSA": "without_hsa", "HSA": "hsa", "RSA": "msa", "AHR": "ahr"}
    rows = [
        {"variable": "school_leavers", "region": codes[city], "period": "2008", "certificate": certificates[column], "value": value}
        for city, row in case["input"]["rows"].items() if city in codes
        for column, value in zip(case["input"]["columns"], row, strict=True)
    ]
    frame = {name: [row[name] for row in rows] for name in rows[0]}
    table = wg.compute(wg.Observations.from_frame(frame), "D.leaver_share_by_qualification")
    values = {(row["region"], row["certificate"]): row["value"] for row in table.to_dicts()}
    for name, key in {"Thueringen_AHR": ("16", "ahr"), "Eisenach_without": ("16056", "without_hsa"), "Thueringen_without": ("16", "without_hsa")}.items():
        (item,) = (item for item in case["expected"] if item["name"] == name)
        assert values[key] == pytest.approx(item["exact"], rel=1e-13)


def test_transition_into_training_by_district(cases):
    """R7-09: the components add up; the cut-off denominators are the only whole numbers that give the printed rates."""
    case = cases["R7-09"]
    leavers = {"Hamburg-Mitte": 988, "Altona": 457, "Eimsbuettel": 447, "Hamburg-Nord": 609, "Wandsbek": 862, "Bergedorf": 430, "Harburg": 463}
    rows = [
        {"district": name, **dict(zip(case["input"]["components"], row["components"], strict=True)), "into_training": row["into_training"],
         "leavers": leavers[name], "rate": f"{row['rate_pct']:.2f}"}
        for name, row in case["input"]["rows"].items()
    ]
    sums = wg.check_figures(rows, formula=" + ".join(case["input"]["components"]), printed="into_training", name="district")
    assert sums.counts == {"equal": 7}
    rates = wg.check_figures(rows, formula="100 * into_training / leavers", printed="rate", name="district")
    expected = {item["name"]: item["exact"] for item in case["expected"]}
    for line in rates:
        assert line.verdict == "equal within rounding"
        assert float(line.recomputed) == pytest.approx(expected[line.name], rel=1e-13)
    for row in rows:
        near = [{**row, "leavers": row["leavers"] + more} for more in range(-20, 21)]
        verdicts = [line.verdict in AGREES for line in wg.check_figures(near, formula="100 * into_training / leavers", printed="rate")]
        assert verdicts == [other["leavers"] == row["leavers"] for other in near], row["district"]
    total = wg.kernels.share(sum(row["into_training"] for row in rows), sum(leavers.values()))
    assert total == pytest.approx(expected["city_total"], rel=1e-13)


def test_published_rise_is_steady(cases):
    """R7-06: entrants rise in every year."""
    years = list(cases["R7-06"]["input"]["entrants"].values())
    assert all(wg.kernels.change_rate(before, after) > 0 for before, after in zip(years, years[1:], strict=False))
    assert wg.kernels.change_rate(years[0], years[-1]) == pytest.approx(15.608663181478711, rel=1e-13)


def test_the_pooled_rate_is_not_the_published_one(cases):
    """R7-16: the inputs do not give the printed rate, whatever their rounding; a mean of regional rates might."""
    case = cases["R7-16"]
    line = wg.check_figures(wg.Printed("rate", "100 * in_commuters / training_places", "22.2", "%"), inputs(case))[0]
    assert line.verdict == "not explained by rounding"
    assert (round(float(line.lower), 2), round(float(line.upper), 2)) == (23.15, 23.16)
    assert "pooled_or_mean" in [hint.code for hint in line.hints]
    assert "unweighted mean" in line.text("en")
    assert "ungewichtetes Mittel" in line.text("de")
    before = wg.check_figures(wg.Printed("2014", "100 * 358700 / 1582700", "22.7"))[0]
    assert before.verdict == "equal within rounding"


def test_rank_of_the_care_rate(cases):
    """R7-19: the first of the named districts, from above."""
    rates = cases["R7-19"]["input"]["rates"]
    places, _, _ = wg.kernels.rank_range([-rate for rate in rates.values()])
    assert dict(zip(rates, places, strict=True))["Boerde"] == 1


def test_bounds_that_the_cases_print(cases):
    """R7-15: 61.8 to 64.3 covers 62.8; R7-10: a count from a rounded share."""
    figures = inputs(cases["R7-15"])
    line = wg.check_figures(wg.Printed("north", "100 * north / region_in", "62.8"), figures)[0]
    assert (round(float(line.lower), 1), round(float(line.upper), 1)) == (61.8, 64.3)
    count = wg.check_figures(wg.Printed("count", "441 * share / 100"), {"share": "39 %"})[0]
    assert (count.lower, count.upper) == (Fraction(169785, 1000), Fraction(174195, 1000))
