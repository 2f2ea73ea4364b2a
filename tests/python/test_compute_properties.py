"""What holds for every ledger: shares of a partition, sums of breakdowns, the same from formulas, plain numbers and brute force."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import werdegang as wg

CERTIFICATES = ("without_hsa", "hsa", "msa", "fhr", "ahr")
SEXES = ("male", "female")
counts = st.integers(0, 5000)
cells = st.fixed_dictionaries({(certificate, sex): counts for certificate in CERTIFICATES for sex in SEXES})


def leavers(figures, region="15084", period=2015):
    keys = list(figures)
    return wg.Observations.from_frame({
        "variable": ["school_leavers"] * len(keys), "region": [region] * len(keys), "period": [str(period)] * len(keys),
        "certificate": [key[0] for key in keys], "sex": [key[1] for key in keys], "value": [figures[key] for key in keys]})


@settings(deadline=None, max_examples=60)
@given(cells)
def test_shares_of_a_partition_add_to_100(figures):
    table = wg.compute(leavers(figures), "D.leaver_share_by_qualification")
    parts = [row for row in table.to_dicts() if row["certificate"] in CERTIFICATES]
    if sum(figures.values()) == 0:
        assert {row["status"] for row in parts} == {"empty_denominator"}
        return
    assert math.isclose(sum(row["value"] for row in parts), 100, rel_tol=1e-12)
    for row in parts:
        assert 0 <= row["lower"] <= row["value"] * (1 + 1e-12) and row["value"] <= row["upper"] * (1 + 1e-12)


@settings(deadline=None, max_examples=60)
@given(cells)
def test_additive_parts_of_a_breakdown_add_to_the_figure_without_it(figures):
    own = wg.Indicator(id="own", formula="school_leavers")
    obs = leavers(figures)
    whole = wg.compute(obs, own).to_dicts()[0]["value"]
    by_sex = {row["sex"]: row["value"] for row in wg.compute(obs, own, by="sex").to_dicts()}
    by_both = [row for row in wg.compute(obs, own, by=["sex", "certificate"]).to_dicts() if row["sex"] in SEXES and row["certificate"] in CERTIFICATES]
    assert whole == by_sex["total"] == by_sex["male"] + by_sex["female"] == sum(row["value"] for row in by_both) == sum(figures.values())


@settings(deadline=None, max_examples=60)
@given(cells, st.sampled_from(CERTIFICATES), st.sampled_from(SEXES))
def test_an_unknown_cell_hides_what_it_is_a_part_of_and_nothing_else(figures, certificate, sex):
    keys = list(figures)
    obs = wg.Observations.from_frame({
        "variable": ["school_leavers"] * len(keys), "region": ["15084"] * len(keys), "period": ["2015"] * len(keys),
        "certificate": [key[0] for key in keys], "sex": [key[1] for key in keys],
        "value": [None if key == (certificate, sex) else float(figures[key]) for key in keys],
        "status": ["unknown_or_secret" if key == (certificate, sex) else "reported" for key in keys]})
    own = wg.Indicator(id="own", formula="school_leavers")
    for row in wg.compute(obs, own, by=["sex", "certificate"]).to_dicts():
        hidden = row["sex"] in (sex, "total") and row["certificate"] in (certificate, "total")
        assert (row["status"] == "unknown_or_secret") == hidden, row


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(counts, counts), min_size=1, max_size=30))
def test_indices_over_units_are_those_of_the_kernels(schools):
    foreign, german = zip(*schools, strict=True)
    rows = [(f"s{i:02}", code, value) for i, pair in enumerate(schools) for code, value in zip(("foreign", "german"), pair, strict=True)]
    obs = wg.Observations.from_frame({
        "variable": ["pupils"] * len(rows), "region": ["15084"] * len(rows), "period": ["2015"] * len(rows),
        "school": [row[0] for row in rows], "nationality": [row[1] for row in rows], "value": [row[2] for row in rows]})
    own = wg.Indicator(id="own", formula="dissimilarity(pupils[nationality=foreign], pupils[nationality=german] over school)")
    row = wg.compute(obs, own).to_dicts()[0]
    direct = wg.kernels.dissimilarity(list(foreign), list(german))
    plain = wg.evaluate(own, {"pupils[nationality=foreign]": list(foreign), "pupils[nationality=german]": list(german)})
    assert row["value"] == direct == plain


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(counts, st.integers(1, 5000)), min_size=2, max_size=25), st.integers(14, 20))
def test_a_quotient_sum_is_the_sum_of_the_rates_of_single_years(classes, first):
    rows = [(name, str(first + i), value) for i, pair in enumerate(classes) for name, value in zip(("starters", "people"), pair, strict=True)]
    obs = wg.Observations.from_frame({
        "variable": [row[0] for row in rows], "region": ["15084"] * len(rows), "period": ["2015"] * len(rows),
        "age": [row[1] for row in rows], "value": [row[2] for row in rows]})
    own = wg.Indicator(id="own", formula=f"100 * quotient_sum(starters, people over age={first}-{first + len(classes) - 1})")
    assert wg.compute(obs, own).to_dicts()[0]["value"] == pytest.approx(sum(100 * n / p for n, p in classes), rel=1e-12)


@settings(deadline=None, max_examples=30)
@given(st.permutations(list(range(8))), st.integers(1, 8))
def test_neither_the_order_of_the_rows_nor_the_number_of_threads_matters(order, threads):
    rows = [("births", region, str(year), 10 * year % 97 + int(region)) for region in ("15084", "15085") for year in range(2010, 2014)]
    def table(places, threads):
        chosen = [rows[i] for i in places]
        obs = wg.Observations.from_frame({name: [row[i] for row in chosen] for i, name in enumerate(("variable", "region", "period", "value"))})
        return wg.compute(obs, "B.change_rate", threads=threads)
    assert table(order, threads) == table(range(8), 1)


def test_all_figures_of_the_demo_are_the_same_bits_on_one_and_eight_threads():
    obs = wg.datasets.demo()
    assert wg.compute(obs, threads=1) == wg.compute(obs, threads=8)
