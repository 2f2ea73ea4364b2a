"""What offices printed comes out again: shares and rates, rounded half up, cell by cell; values of the brute-force oracle."""

from __future__ import annotations

import csv
from fractions import Fraction

import numpy as np
import pytest

import werdegang as wg
from werdegang import _core

SPANS = {
    "A.population_change_rate": ("population", 4),
    "B.annual_growth": ("population", 4),
    "A.crude_birth_rate": ("population", 1),
    "B.change_pp": ("school_leavers", 5),
    "B.change_rate": ("births", 4),
}
"""Variable and years of the indicators that look back. The library does not look across a lasting break; the oracle knows none."""


def crosses_a_break(indicator, region, period):
    if indicator not in SPANS:
        return False
    variable, years = SPANS[indicator]
    found = _core.breaks_between(variable, region, int(period[:4]) - years, int(period[:4]))
    return any(item.kind not in ("double_abitur", "odd_year") for item in found)


@pytest.fixture(scope="module")
def folder(shared):
    return shared / "data" / "genesis_regionalstatistik"


def rows(table, *key):
    """Rows with a value by the named columns; the year of a period is what published tables are keyed by."""
    found = {}
    for row in table.to_dicts():
        if row["value"] is not None:
            found[tuple(row[name][:4] if name == "period" else row[name] for name in key)] = row
    return found


def printed(folder, name, variable, *key):
    """The values an office printed, as the file has them: with a comma and one decimal."""
    table = wg.read_official(folder / f"{name}_00.csv", check=False).filter(variable=variable).table()
    return rows(table, "region", "period", *key)


def agreement(ours, theirs, digits=1):
    """(equal, compared, first differences) after rounding half up, once on the value and once on the counts."""
    equal, compared, different = 0, 0, []
    for key in sorted(ours.keys() & theirs.keys()):
        compared += 1
        value = wg.kernels.round_published(ours[key]["value"], digits)
        if value == theirs[key]["value"]:
            equal += 1
        else:
            different.append((key, ours[key]["value"], theirs[key]["value"]))
    return equal, compared, different


@pytest.mark.parametrize(("certificate", "count"), [("without_hsa", 4566), ("ahr", 4545)])
def test_leaver_shares_equal_AI003_2(folder, certificate, count):
    """FORMATS 2.4: 4566 of 4566 and 4545 of 4545, all levels of regions, 2006 to 2015."""
    leavers = wg.read_official(folder / "21111-02-06-4.csv", check=False)
    share = wg.compute(leavers, "D.leaver_share_by_qualification").filter(certificate=certificate)
    ours = rows(share, "region", "period")
    theirs = {key[:2]: row for key, row in printed(folder, "AI003-2", "published_leaver_share", "certificate").items() if key[2] == certificate}
    assert agreement(ours, theirs) == (count, count, [])
    keys = sorted(ours.keys() & theirs.keys())
    numerators = np.array([ours[key]["numerator"] for key in keys]).astype("int64")
    denominators = np.array([ours[key]["denominator"] for key in keys]).astype("int64")
    exact = wg.kernels.round_half_up(numerators, denominators)
    assert np.array_equal(exact, [theirs[key]["value"] for key in keys])


@pytest.mark.parametrize(
    ("indicator", "table", "variable"),
    [
        ("A.youth_ratio", "AI-N-04", "published_youth_ratio"),
        ("A.old_age_ratio", "AI-N-04", "published_old_age_ratio"),
        ("A.total_dependency", "AI-N-04", "published_total_dependency"),
    ],
)
def test_age_ratios_equal_AI_N_04(folder, indicator, table, variable):
    population = wg.read_official(folder / "12411-03-03-4_00.csv", folder / "12411-04-01-4_00.csv", check=False)
    ours = rows(wg.compute(population, indicator), "region", "period")
    assert agreement(ours, printed(folder, table, variable)) == (908, 908, [])


def test_share_under_18_equals_AI002_2(folder):
    population = wg.read_official(folder / "12411-03-03-4_00.csv", folder / "12411-04-01-4_00.csv", check=False)
    ours = rows(wg.compute(population, "A.share_under_18"), "region", "period")
    theirs = {key[:2]: row for key, row in printed(folder, "AI002-2", "published_population_share", "age").items() if key[2] == "0-17"}
    assert agreement(ours, theirs) == (908, 908, [])


@pytest.mark.parametrize(
    ("age", "provider", "at_least"), [("0-2", "facility", 850), ("3-5", "facility", 850), ("0-2", "childminder", 600)]
)
def test_care_rates_equal_AI003_1(folder, age, provider, at_least):
    """Day care on 1 March 2011 and 2016 over the population of 31 December before: the one join by reference dates."""
    files = ["22543-01-02-4_00.csv", "12411-03-03-4_00.csv", "12411-04-01-4_00.csv"]
    observations = wg.read_official(*(folder / file for file in files), check=False)
    rate = wg.Indicator(id="own.rate", formula=f"100 * children_in_daycare[age={age}, provider={provider}] / population[age={age}]@previous_year_end")
    ours = rows(wg.compute(observations, rate), "region", "period")
    theirs = {key[:2]: row for key, row in printed(folder, "AI003-1", "published_care_rate", "age", "provider").items() if key[2:] == (age, provider)}
    equal, compared, different = agreement(ours, theirs)
    assert {key[1] for key in ours} == {"2011", "2016"}
    assert compared >= at_least
    assert equal == compared, different[:5]


def read_golden(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def breakdown_of(text):
    return dict(part.split("=") for part in text.split(", ") if part)


def row_key(row, by):
    return row["region"], row["period"], tuple(row[axis] for axis in by)


def test_oracle_indicators(official, oracle):
    """4034 values by brute force: every formula, eight regions, every date, with and without sex."""
    golden = {}
    for row in read_golden(oracle / "golden_indicators.csv"):
        breakdown = breakdown_of(row["breakdown"])
        golden.setdefault((row["indicator"], tuple(breakdown)), []).append((row, breakdown))
    compared = censored = 0
    for (indicator, by), entries in golden.items():
        extra = [axis for axis in by if axis not in wg.indicators[indicator].default_by and axis in wg.indicators[indicator].breakdowns]
        regions = sorted({entry["region"] for entry, _ in entries})
        table = wg.compute(official, indicator, by=extra, regions=regions)
        axes = [axis for axis in by if axis in table.column_names]
        ours = {row_key(row, axes): row for row in table.to_dicts()}
        for entry, breakdown in entries:
            row = ours[entry["region"], entry["period"], tuple(breakdown[axis] for axis in axes)]
            if crosses_a_break(indicator, entry["region"], entry["period"]):
                assert (row["value"], row["status"]) == (None, "not_meaningful"), entry
                censored += 1
                continue
            assert row["value"] == pytest.approx(float(entry["value"]), rel=1e-12, abs=1e-12), (indicator, entry)
            compared += 1
    assert compared + censored == 4034
    assert censored < 450
    assert crosses_a_break("A.population_change_rate", "15084", "2013-12-31")


def test_oracle_report_values(official, oracle):
    """The table and the thirty rows of the report: Burgenlandkreis, Sachsen-Anhalt, Germany, as exact fractions."""
    compared = 0
    for row in read_golden(oracle / "golden_report.csv"):
        if row["indicator"] == "ladder":
            continue
        breakdown, exact = breakdown_of(row["breakdown"]), float(Fraction(row["value"]))
        value = figure(official, row["indicator"], breakdown, row["region"], row["period"])
        assert value == pytest.approx(exact, rel=1e-12), row
        compared += 1
    assert compared > 130


def figure(observations, name, breakdown, region, period):
    if name in wg.indicators:
        definition = wg.indicators[name]
        kept = {axis: code for axis, code in breakdown.items() if axis in definition.default_by + definition.breakdowns and definition.default_by}
        table = wg.compute(observations, definition, regions=region, periods=period).filter(**kept)
    else:
        inside = ", ".join(f"{axis}={code}" for axis, code in breakdown.items())
        own = wg.Indicator(id="own.count", formula=f"{name}[{inside}]" if inside else name)
        table = wg.compute(observations, own, regions=region, periods=period)
    (row,) = table.to_dicts()
    return row["value"]


def test_oracle_ladder(official, oracle):
    steps = {"births, mean": "births", "ages 0-2": "age_0_2", "ages 3-5": "age_3_5", "grades 1-4": "grades_1_4", "grade 7": "grade_7",
             "ages 15-17": "age_15_17", "leavers": "leavers"}
    chain = wg.chain(official, "15084", 2015)
    values = {rung.stage: rung.value for rung in chain.rungs}
    compared = 0
    for row in read_golden(oracle / "golden_report.csv"):
        if row["indicator"] == "ladder":
            stage = next(stage for label, stage in steps.items() if row["breakdown"].startswith(label))
            assert values[stage] == pytest.approx(float(Fraction(row["value"])), rel=1e-12)
            compared += 1
    assert compared == 7


def test_oracle_ranks(official, oracle):
    """Ranks with exact ranges; nationwide the units are the districts with Hamburg and Berlin, 402 in all."""
    table = wg.compute(official, "D.leaver_share_by_qualification", periods="2015").filter(certificate="without_hsa")
    for row in read_golden(oracle / "golden_ranks.csv"):
        within = "country" if row["group"] == "DG" else "state"
        standing = wg.rank(table, row["region"], within=within, period=row["period"])
        ours = (standing.place, standing.size, standing.lowest, standing.highest)
        assert ours == tuple(int(row[name]) for name in ("rank", "size", "lower", "upper")), row
    beside = wg.rank(table, "15084").nationwide
    assert (beside.place, beside.size, beside.lowest, beside.highest) == (400, 402, 388, 401)
