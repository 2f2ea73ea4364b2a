"""Every published case of formulas on plain numbers, at its stated tolerance."""

from __future__ import annotations

import csv
import json
from collections import Counter

import numpy as np
import pytest

import werdegang as wg

kernels = wg.kernels


def restated(project) -> dict[str, dict]:
    rows = [row for name in ("kernels", "measures") for row in json.loads((project / f"tests/conformance/{name}.json").read_text(encoding="utf-8"))]
    return {row["id"]: row for row in rows if row["module"] == "kernels"}


@pytest.fixture(scope="module")
def cases(project):
    return restated(project)


def calculated(formula: str, figures: dict[str, float]) -> float:
    return float(wg.check_figures(wg.Printed("result", formula, decimals=6), figures)[0].recomputed)


def total(figures: dict[str, float]) -> float:
    return calculated(" + ".join(figures), figures)


def shares(numerator: str, denominator: str, result: str, scale: float = 100):
    return lambda i: {result: kernels.share(i[numerator], i[denominator], scale)}


def market_of(i: dict) -> wg.kernels.TrainingMarket:
    return kernels.training_market(i["new_contracts"], i["vacant"], i["unplaced_no_alt"], i["seeking_with_alt"])


def supply_and_demand(i: dict) -> dict:
    market = market_of(i)
    return {"supply": market.supply, "demand_ext": market.demand_extended}


def supply(i: dict) -> dict:
    return {"supply": kernels.training_supply(i["new_contracts"], i["vacant"])}


def bibb_formulas(i: dict) -> dict:
    market = kernels.training_market(i["new_contracts"], i["unfilled"], i["unplaced_without_alternative"], i["searching_with_alternative"], i["new_contracts"])
    return {
        "offer": market.supply,
        "demand_classic": market.demand_classic,
        "demand_extended": market.demand_extended,
        "ANR": market.anr_classic,
        "eANR": market.anr_extended,
        "supply_problem_rate": market.unsuccessful_demand_rate / 100,
        "filling_problem_rate": market.vacancy_rate / 100,
        "both": market.unused_contract_potential,
    }


def bibb_2021(i: dict) -> dict:
    vacancy, search = (100 * rate for rate in i["rates_published"].values())
    return {
        "unused_contract_potential": kernels.unused_contract_potential(i["unfilled"], i["searching"]),
        "rule": "min(unfilled,searching)",
        "implied_company_offer": kernels.round_published(kernels.share(i["unfilled"], vacancy), 0),
        "implied_extended_demand": kernels.round_published(kernels.share(i["searching"], search), 0),
        "matching_problem_index_pct": kernels.mismatch_index(vacancy, search) / 100,
    }


def bibb_series(i: dict) -> dict:
    unfilled = i["unfilled"]
    return {
        "growth_2019_2021_pct": kernels.change_rate(unfilled["2019"], unfilled["2021"]),
        "growth_2019_2020": calculated("y2020 - y2019", {f"y{year}": value for year, value in unfilled.items()}),
        "growth_pct_2020": kernels.change_rate(unfilled["2019"], unfilled["2020"]),
    }


def parity(i: dict) -> dict:
    female, male = (kernels.share(*i[sex]) for sex in ("f", "m"))
    return {"gpi": kernels.gpi(female, male), "gpia": kernels.gpia(female, male)}


def children_by_age(i: dict) -> dict:
    return {"u3": total({age: i[age] for age in ("age_0_1", "age_1_2", "age_2_3")}), "total": total(i)}


def children_by_state(i: dict) -> dict:
    east = {"BE", "BB", "MV", "SN", "ST", "TH"}
    return {
        "DE": total(i),
        "east_incl_berlin": total({state: i[state] for state in east}),
        "west": total({state: value for state, value in i.items() if state not in east}),
    }


def care_gap(i: dict) -> dict:
    return {"gap": {age: kernels.change_pp(i["rate"][age], i["demand"][age]) for age in i["demand"]}}


def growth(i: dict) -> dict:
    return {"diff": calculated("v1 - v0", i), "rate": kernels.change_rate(i["v0"], i["v1"])}


def apparent_retention(i: dict) -> dict:
    first = i["grade1_1979"]
    found = {}
    for grade, key in ((5, "grade5_1983"), (8, "grade8_1986")):
        found[f"retention{grade}"] = kernels.share(i[key], first)
        found[f"dropout{grade}"] = kernels.change_pp(found[f"retention{grade}"], 100)
    return found


def flow_rates(i: dict) -> dict:
    return kernels.cohort_flow_rates(i["enrol_t"], i["enrol_t1"], i["repeaters_t1"], i["graduates_t"])._asdict()


def transition(i: dict) -> dict:
    years = i["gym"]
    return {"change_1y": kernels.change_pp(years["2023/24"], years["2024/25"]), "peak": kernels.change_pp(i["change_to_peak"], years["2024/25"])}


def rows_of_recommendations(i: dict) -> dict:
    return {f"sum_{school}": total(dict(zip("abc", i[f"to_{school}"], strict=True))) for school in ("gym", "rs")}


def aqi(i: dict) -> dict:
    interested = kernels.share(i["new_contracts"], i["eqi"])
    return {"aqi": kernels.share(i["supply"], interested)}


def unsuccessful_demand(i: dict) -> dict:
    return {"rate": kernels.unsuccessful_demand_rate(i["new_contracts"], i["demand_ext"] - i["new_contracts"], 0)}


def dissolution(i: dict) -> dict:
    return {"lq": kernels.strata_sum(list(i["dissolved_by_start"].values()), list(i["begun"].values()))}


def mismatch_bounds(i: dict) -> dict:
    return {"values": kernels.mismatch_index(*np.transpose(i["cases"]))}


def newcombe(i: dict) -> dict:
    x, n = np.transpose(i["cases"])
    wilson = np.transpose(kernels.wilson(x, n, i["conf"]))
    printed = kernels.round_published(wilson, 4)
    return {"wilson": wilson, "wilson_4dp_published": printed, "clopper_pearson": kernels.round_published(np.transpose(kernels.clopper_pearson(x, n, i["conf"])), 8)}


def byar(i: dict) -> dict:
    found = {"conf95": kernels.byar(i["counts"], i["conf"]), "conf998": kernels.byar(i["counts998"], 0.998)}
    return {**{key: np.transpose(ends) for key, ends in found.items()}, "exact_poisson_95_65": kernels.exact_count(65)}


def small_counts(_: dict) -> dict:
    return {
        "byar_1_95": kernels.byar(1),
        "byar_10_998": kernels.byar(10, 0.998),
        "exact_1_95": kernels.exact_count(1),
        "exact_10_998": kernels.exact_count(10, 0.998),
    }


def funnel(i: dict) -> dict:
    near, far = (kernels.funnel_limits(i["baseline"], i["n"], confidence) for confidence in (0.95, 0.998))
    return {"lower95": 100 * near[0], "upper95": 100 * near[1], "lower998": 100 * far[0], "upper998": 100 * far[1], "unit": "percent"}


def rounding_to_three(i: dict) -> dict:
    published = kernels.round_to_base(i["original"], i["base"])
    return {"published": published, "max_change": np.max(np.abs(published - i["original"]))}


def negative_variance(i: dict) -> dict:
    result = kernels.shrink(i["events"], i["population"])
    assert result.all_at_mean and result.findings[0].code == "no_variance_between_areas"
    return {"assuncao_first4": result.standardised[:4], "A": result.prior[1], "eb_rates": result.shrunken}


FORMULAS = {
    "A10_anr_formulas": bibb_formulas,
    "A8_bibb_2021": bibb_2021,
    "A9_bibb_series": bibb_series,
    **{f"CF-B-aser-{age}-2015": shares("enrolled", "population", "rate") for age in ("5T", "6F", "7T", "8T", "9F", "9T")},
    "CF-B-gpi-age6-2015": parity,
    "CF-C-age-sum-2024": children_by_age,
    "CF-C-care-gap-2019": care_gap,
    "CF-C-care-u3-2019": shares("children", "population", "rate"),
    "CF-C-growth-2019": growth,
    "CF-C-region-sum-2024": children_by_state,
    "CF-D-apparent-retention-india": apparent_retention,
    "CF-D-bw-types-1999": lambda i: {"total": total(i), "foerder": total({"learning": 26_028, "other": 25_189})},
    "CF-D-flow-rates": flow_rates,
    "CF-D-leavers-2022": lambda i: {"without": np.mean(kernels.share_to_count_interval(i["share"], i["leavers"], 1))},
    "CF-D-recommendation-rows-bw-2017": rows_of_recommendations,
    "CF-D-transition-pp-bw": transition,
    "CF-E-applicants-per-100-places-2022": shares("applicants", "company_places", "per_100"),
    "CF-E-applicants-per-1000-2021": shares("placed", "filled", "per_1000", 1000),
    "CF-E-aqi-eqi-2022": aqi,
    "CF-E-demand-ext-2021": lambda i: {"demand_ext": kernels.training_demand_extended(i["new_contracts"], i["seeking_total"], 0)},
    "CF-E-eanr-2009": lambda i: {"anr_ext": market_of(i).anr_extended},
    "CF-E-eanr-2022": shares("supply", "demand_ext", "anr_ext"),
    **{f"CF-E-eqi-{year}": shares("new_contracts", "institutionally_recorded", "eqi") for year in (2018, 2019)},
    "CF-E-ip-2021": lambda i: {"ip": kernels.mismatch_index(i["vacancy_share"], i["unsuccessful_share"])},
    "CF-E-ip-bounds": mismatch_bounds,
    "CF-E-share-nrw-2022": shares("part", "total", "share"),
    **{f"CF-E-supply-{year}": supply for year in (1992, 1996, 2000, 2021)},
    **{f"CF-E-supply-demand-{year}": supply_and_demand for year in (2007, 2008, 2009)},
    **{f"CF-E-training-firms-2012-{part}": shares("training_firms", "firms", "rate") for part in ("east", "west")},
    "CF-E-training-rate-2008": shares("trainees", "employees", "rate"),
    "CF-E-unsuccessful-demand-2022": unsuccessful_demand,
    "CF-E-unused-potential-2021": lambda i: {"unused": kernels.unused_contract_potential(i["vacant"], i["seeking_total"])},
    "CF-E-vlq-strata-synthetic": dissolution,
    **{f"CF-S-dissimilarity-{name}": lambda i: {"D": kernels.dissimilarity(i["group_a"], i["group_b"])} for name in ("even", "m1")},
    "CF-S-entropy": lambda i: {"entropy_nat": kernels.entropy(i["counts"])},
    "CF-S-mutual-theil-states": lambda i: {"M": kernels.mutual_information(i["counts"]), "H": kernels.theil_h(i["counts"])},
    "S2_round3_bibb": rounding_to_three,
    "U1_wilson_newcombe": newcombe,
    "U3_byar_phe": byar,
    "U4b_byar_small": small_counts,
    "U5_funnel_proportion": funnel,
    "U8_eb_negative_variance": negative_variance,
}
WITH_DATA = {"CF-S-mutual-within-states", "U6_eb_marshall_sids", "U7_gamma_poisson_ck"}


def close(found: object, expected: object, tolerance: float, name: str) -> None:
    if isinstance(expected, dict):
        assert set(found) == set(expected), name
        for key, value in expected.items():
            close(found[key], value, tolerance, f"{name} {key}")
    elif isinstance(expected, str):
        assert found == expected, name
    else:
        # Printed decimals are not doubles: a difference of exactly the tolerance is within it.
        np.testing.assert_allclose(np.asarray(found, dtype=float), expected, rtol=0, atol=tolerance * (1 + 1e-9) + 1e-11, err_msg=name)


@pytest.mark.parametrize("name", FORMULAS)
def test_published_case(cases, name):
    case = cases[name]
    close(FORMULAS[name](case["input"]), case["expected"], case["tolerance"], name)


def test_every_case_is_here(cases):
    assert set(cases) == {*FORMULAS, *WITH_DATA}
    assert len(cases) == 58


@pytest.fixture(scope="module")
def sudden_deaths(project):
    """Deaths and births of 100 counties."""
    given = json.loads((project / "tests/conformance/sudden_deaths.json").read_text(encoding="utf-8"))
    return given["deaths"], given["births"]


def test_marshall_of_sudden_deaths(cases, sudden_deaths):
    case = cases["U6_eb_marshall_sids"]
    result = kernels.shrink(*sudden_deaths)
    first = result.shrunken[:5]
    found = {"first5": first, "published_first5": first, "global_rate": result.prior[0], "A": result.prior[1]}
    close(found, case["expected"], case["tolerance"], "U6")
    assert result.prior[1] == pytest.approx(case["expected"]["A"], rel=1e-9)


def test_gamma_poisson_of_sudden_deaths(cases, sudden_deaths):
    case = cases["U7_gamma_poisson_ck"]
    result = kernels.shrink(*sudden_deaths, "gamma_poisson")
    found = {**result.parameters, "first5": result.shrunken[:5] / result.overall_rate, "prior_mean": result.prior[0] / result.overall_rate}
    close(found, case["expected"], case["tolerance"], "U7")


def test_segregation_within_states(cases, shared):
    case = cases["CF-S-mutual-within-states"]
    with (shared / case["input"]["file"]).open(encoding="utf-8") as file:
        cells = Counter()
        for row in csv.DictReader(file):
            cells[row["state"], row["school"], row["race"]] += int(row["n"])
    units, groups = sorted({key[:2] for key in cells}), sorted({key[2] for key in cells})
    counts = [[cells[state, school, group] for group in groups] for state, school in units]
    within = kernels.segregation_decomposition(counts, [state for state, _ in units]).within
    close({"M": within.mutual_information, "H": within.theil_h}, case["expected"], case["tolerance"], "within")


def test_restated_cases_agree_with_the_collection(cases, shared):
    published = {row["id"]: row for row in json.loads((shared / "conformance/published_cases.json").read_text(encoding="utf-8"))}
    assert cases == {name: row for name, row in published.items() if row["module"] == "kernels"}
