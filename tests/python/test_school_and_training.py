"""School and training indicators on figures of one's own: rates from two years, sums over ages, over start years, over districts and occupations."""

from __future__ import annotations

import math

import pytest
import werdegang as wg


def frame(rows, *axes):
    """Observations from rows (variable, region, period, codes of the axes, value)."""
    names = ("variable", "region", "period", *axes, "value")
    return wg.Observations.from_frame({name: [row[i] for row in rows] for i, name in enumerate(names)}, source="own")


def values(obs, indicator, axis=None, **selection):
    rows = wg.compute(obs, indicator, **selection).to_dicts()
    return {row[axis]: row["value"] for row in rows} if axis else [row["value"] for row in rows]


# CF-D-flow-rates: five grades in two years.
PUPILS = {2014: [1000, 800, 700, 600, 500], 2015: [1010, 820, 705, 610, 510]}
REPEATERS = {2014: [0, 0, 0, 0, 0], 2015: [150, 80, 56, 42, 20]}


@pytest.fixture(scope="module")
def grades():
    rows = []
    for variable, years in (("pupils_in_grade", PUPILS), ("repeaters", REPEATERS)):
        rows += [(variable, "15084", str(year), str(grade), count) for year, counts in years.items() for grade, count in enumerate(counts, 1)]
    return frame(rows, "school_grade")


def test_flow_rates_of_grades_are_those_of_the_published_scheme(grades):
    repetition = values(grades, "D.repetition_rate", "school_grade", periods=2014)
    promotion = values(grades, "D.promotion_rate", "school_grade", periods=2014)
    dropout = values(grades, "D.dropout_rate", "school_grade", periods=2014)
    assert [repetition[str(g)] for g in range(1, 6)] == pytest.approx([0.15, 0.1, 0.08, 0.07, 0.04])
    assert [promotion[str(g)] for g in range(1, 5)] == pytest.approx([0.74, 0.81125, 0.81142857142857, 0.81666666666667])
    assert [dropout[str(g)] for g in range(1, 5)] == pytest.approx([0.11, 0.08875, 0.10857142857143, 0.11333333333333])


def test_the_last_grade_has_no_promotion_and_the_last_year_no_next_one(grades):
    assert values(grades, "D.promotion_rate", "school_grade", periods=2014).get("5") is None
    assert not any(values(grades, "D.promotion_rate", "school_grade", periods=2015).values())


def test_survival_without_repetition_is_the_product_of_promotions(grades):
    assert values(grades, "D.survival_no_repeat", periods=2014) == pytest.approx([100 * 0.74 * 0.81125 * (568 / 700)])


def test_quotient_sums_give_open_age_classes_to_the_age_at_their_bound():
    starters = {"-16": 40, **{str(a): 30 for a in range(17, 24)}, "24+": 60}
    rows = [("first_training_starters", "15084", "2015", age, count) for age, count in starters.items()]
    rows += [("population", "15084", "2015-12-31", str(age), 1000) for age in range(10, 30)]
    assert values(frame(rows, "age"), "E.aaq") == pytest.approx([100 * (40 + 7 * 30 + 60) / 1000])


def test_a_gap_in_the_ages_leaves_no_quotient_sum():
    rows = [("first_training_starters", "15084", "2015", str(age), 30) for age in range(16, 25) if age != 20]
    rows += [("population", "15084", "2015-12-31", str(age), 1000) for age in range(10, 30)]
    assert not any(values(frame(rows, "age"), "E.aaq"))


def test_dissolutions_are_divided_by_the_contracts_of_their_own_start_year():
    rows = [("dissolved_training_contracts", "DG", "2015", str(k), count) for k, count in enumerate([16000, 12000, 6000, 1000])]
    rows += [("begun_training_contracts", "DG", str(2015 - k), "total", count) for k, count in enumerate([100000, 110000, 105000, 100000])]
    assert values(frame(rows, "years_since_start"), "E.contract_dissolution_rate", periods=2015) == pytest.approx([33.6234], abs=5e-5)


def test_types_of_mismatch_add_up_to_what_is_split():
    places = {"15081": [10, 0], "15082": [2, 8]}
    persons = {"15081": [4, 6], "15082": [9, 1]}
    rows = []
    for variable, by_district in (("unfilled_training_places", places), ("unplaced_applicants", persons)):
        districts = [*by_district.items(), ("15", [sum(column) for column in zip(*by_district.values())])]
        for region, (one, two) in districts:
            rows += [(variable, region, "2015", code, count) for code, count in (("cook", one), ("baker", two), ("total", one + two))]
    rows += [("searching_with_alternative", region, "2015", code, 0) for region in ("15", "15081", "15082") for code in ("cook", "baker", "total")]
    obs = frame(rows, "occupation")
    ids = ("E.mismatch_property", "E.mismatch_regional", "E.mismatch_occupational", "E.mismatch_decomposition")
    property_, regional, occupational, total = (values(obs, item, regions="15")[0] for item in ids)
    assert (property_, regional, occupational, total) == (7, 12, 1, 20)


def test_segregation_of_schools_is_that_of_the_kernels():
    german, foreign = [0, 40, 60, 100], [100, 60, 40, 0]
    rows = [("pupils_by_school", "15084", "2015", f"school {i}", code, count)
            for i in range(4) for code, count in (("german", german[i]), ("foreign", foreign[i]), ("total", german[i] + foreign[i]))]
    obs = frame(rows, "school", "nationality")
    total, counts = [100] * 4, [list(pair) for pair in zip(german, foreign)]
    expected = {
        "D.dissimilarity": 0.6, "D.isolation": 0.76, "D.exposure": 0.24, "D.eta2": wg.kernels.eta2(foreign, total),
        "D.gini_segregation": wg.kernels.gini_segregation(foreign, total), "D.atkinson_segregation": wg.kernels.atkinson_segregation(foreign, total),
        "D.mutual_information": wg.kernels.mutual_information(counts), "D.theil_h": wg.kernels.theil_h(counts),
    }
    for name, value in expected.items():
        assert values(obs, name) == pytest.approx([value], abs=1e-12), name


def test_the_diversity_of_pupils_needs_only_the_printed_total_and_the_foreign_pupils():
    obs = frame([("pupils", "15084", "2015", "total", 40), ("pupils", "15084", "2015", "foreign", 10)], "nationality")
    assert values(obs, "D.entropy") == pytest.approx([0.25 * math.log(4) + 0.75 * math.log(4 / 3)])


def test_a_location_quotient_compares_with_the_state():
    rows = [("pupils", region, "2015", code, count)
            for region, total, foreign in (("15084", 1000, 60), ("15", 50000, 1500)) for code, count in (("total", total), ("foreign", foreign))]
    obs = frame(rows, "nationality")
    assert values(obs, "D.location_quotient", regions="15084") == pytest.approx([2.0])
    assert values(obs, "D.location_quotient", regions="15") == pytest.approx([1.0])


def test_the_skilled_labour_gap_is_not_filled_by_a_surplus_elsewhere():
    rows = [(variable, "15084", "2015", code, count)
            for variable, counts in (("skilled_vacancies", (120, 60, 45)), ("skilled_unemployed", (70, 90, 20)))
            for code, count in zip(("nurse", "cook", "welder"), counts)]
    assert values(frame(rows, "occupation"), "E.unskilled_gap") == pytest.approx([75])
