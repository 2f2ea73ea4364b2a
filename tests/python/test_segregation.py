"""Measures of segregation against published cases, their printed formulas and another implementation."""

from __future__ import annotations

import csv
import json
import math
import pickle
from collections import Counter
from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import werdegang as wg

kernels = wg.kernels
PERSONS = st.integers(0, 10**6) | st.integers(0, 5)


@st.composite
def schools(draw) -> tuple[np.ndarray, np.ndarray]:
    """A group and all others by unit; both have somebody."""
    units = draw(st.lists(st.tuples(PERSONS, PERSONS), min_size=1, max_size=25))
    a, b = np.transpose(np.array(units, float))
    assume(a.sum() > 0 and b.sum() > 0)
    return a, b


@st.composite
def counts(draw, units: int = 12, groups: int = 5) -> np.ndarray:
    """Units x groups with somebody."""
    width = draw(st.integers(1, groups))
    table = np.array(draw(st.lists(st.lists(PERSONS, min_size=width, max_size=width), min_size=1, max_size=units)), float)
    assume(table.sum() > 0)
    return table


@pytest.fixture(scope="module")
def published(project) -> dict[str, dict]:
    rows = json.loads((project / "tests/conformance/measures.json").read_text(encoding="utf-8"))
    return {row["id"]: row for row in rows}


def indices(a: np.ndarray, b: np.ndarray) -> dict[str, float]:
    total = a + b
    return {
        "D": kernels.dissimilarity(a, b),
        "xPx": kernels.isolation(a, total),
        "xPy": kernels.exposure(a, b, total),
        "eta2": kernels.eta2(a, total),
        "Gini": kernels.gini_segregation(a, total),
        "Atkinson": kernels.atkinson_segregation(a, total),
        "Atkinson .2": kernels.atkinson_segregation(a, total, 0.2),
        "M": kernels.mutual_information(np.transpose([a, b])),
        "H": kernels.theil_h(np.transpose([a, b])),
    }


def printed(a: np.ndarray, b: np.ndarray) -> dict[str, Decimal]:
    """The formulas as they are printed, slow and plain, with 40 digits."""
    units = [(Decimal(int(x)), Decimal(int(y))) for x, y in zip(a, b, strict=True) if x + y > 0]
    t = [x + y for x, y in units]
    p = [x / (x + y) for x, y in units]
    of_a, of_b, of_all = sum(x for x, _ in units), sum(y for _, y in units), sum(t)
    share = of_a / of_all
    own = sum(x / of_a * q for (x, _), q in zip(units, p, strict=True))

    def entropy(x: Decimal) -> Decimal:
        return -sum(q * q.ln() for q in (x, 1 - x) if q > 0)

    def atkinson(shape: Decimal) -> Decimal:
        inner = sum((1 - q) ** (1 - shape) * q**shape * n / (share * of_all) for n, q in zip(t, p, strict=True))
        return 1 - share / (1 - share) * inner ** (1 / (1 - shape))

    m = sum(n / of_all * (entropy(share) - entropy(q)) for n, q in zip(t, p, strict=True))
    pairs = sum(n * k * abs(q - r) for n, q in zip(t, p, strict=True) for k, r in zip(t, p, strict=True))
    return {
        "D": sum(abs(x / of_a - y / of_b) for x, y in units) / 2,
        "xPx": own,
        "xPy": sum(x / of_a * y / (x + y) for x, y in units),
        "eta2": (own - share) / (1 - share),
        "Gini": pairs / (2 * of_all**2 * share * (1 - share)),
        "Atkinson": atkinson(Decimal("0.5")),
        "Atkinson .2": atkinson(Decimal("0.2")),
        "M": m,
        "H": m / entropy(share),
    }


# published cases


def test_published_segregation_within_states(published, shared):
    case = published["CF-S-mutual-within-states"]
    with (shared / case["input"]["file"]).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    cells = Counter()
    for row in rows:
        cells[row["state"], row["school"], row["race"]] += int(row["n"])
    units = sorted({key[:2] for key in cells})
    groups = sorted({key[2] for key in cells})
    table = np.array([[cells[*unit, group] for group in groups] for unit in units])
    split = kernels.segregation_decomposition(table, [state for state, _ in units])
    assert split.within.mutual_information == pytest.approx(case["expected"]["M"], abs=case["tolerance"])
    assert split.within.theil_h == pytest.approx(case["expected"]["H"], abs=case["tolerance"])
    states = published["CF-S-mutual-theil-states"]["expected"]
    assert split.between.mutual_information == pytest.approx(states["M"], abs=5e-5)
    assert split.between.theil_h == pytest.approx(states["H"], abs=5e-5)
    assert split.parents["parent"] == ["A", "B", "C"]
    for own, contribution in (("mutual_information", "contribution_mutual_information"), ("theil_h", "contribution_theil_h")):
        assert split.parents[contribution].sum() == pytest.approx(getattr(split.within, own), rel=1e-12)


# formulas and properties


@settings(max_examples=60, deadline=None)
@given(schools())
def test_indices_are_their_printed_formulas(case):
    with localcontext() as context:
        context.prec = 40
        expected = printed(*case)
    for name, value in indices(*case).items():
        assert value == pytest.approx(float(expected[name]), rel=1e-13, abs=1e-15), name


@given(schools())
def test_indices_lie_between_nothing_and_all(case):
    for name, value in indices(*case).items():
        assert 0 <= value <= (math.log(2) + 1e-15 if name == "M" else 1), name
    a, b = case
    assert kernels.isolation(a, a + b) + kernels.exposure(a, b, a + b) == pytest.approx(1, abs=1e-14)
    assert kernels.dissimilarity(a, b) == kernels.dissimilarity(b, a)


@given(schools(), st.floats(1e-3, 1e3), st.randoms(use_true_random=False))
def test_scale_order_and_merging_change_nothing(case, factor, random):
    a, b = case
    order = list(range(len(a)))
    random.shuffle(order)
    pieces = np.array([random.randint(0, 3) for _ in a] + [1])[:, None]
    split_a, split_b = (np.concatenate([x * (pieces[:-1, 0] + 1), 2 * x]) for x in (a, b))
    merged_a, merged_b = (x * (pieces[:-1, 0] + 3) for x in (a, b))
    same = [(indices(a, b), indices(factor * a, factor * b)), (indices(a, b), indices(a[order], b[order])), (indices(merged_a, merged_b), indices(split_a, split_b))]
    for before, after in same:
        for name, value in before.items():
            assert after[name] == pytest.approx(value, rel=1e-9, abs=1e-13), name


@given(counts(), st.data())
def test_total_is_between_and_within(table, data):
    parents = data.draw(st.lists(st.sampled_from("abc"), min_size=len(table), max_size=len(table)))
    split = kernels.segregation_decomposition(table, parents)
    assert split.total.mutual_information == kernels.mutual_information(table)
    for name in ("mutual_information", "theil_h"):
        total, between, within = (getattr(term, name) for term in split[:3])
        if total is None:
            assert name == "theil_h" and np.count_nonzero(table.sum(axis=0)) == 1
            continue
        assert between + within == pytest.approx(total, rel=1e-12, abs=0)
        assert np.nansum(split.parents[f"contribution_{name}"]) == pytest.approx(within, rel=1e-12, abs=0)
    own = np.nan_to_num(split.parents["weight"] * split.parents["mutual_information"])
    np.testing.assert_allclose(own, np.nan_to_num(split.parents["contribution_mutual_information"]), rtol=1e-12, atol=0)
    assert split.parents["weight"].sum() == pytest.approx(1)
    for label, m in zip(split.parents["parent"], split.parents["mutual_information"], strict=True):
        units = table[[parent == label for parent in parents]]
        assert np.isnan(m) if units.sum() == 0 else m == pytest.approx(kernels.mutual_information(units), rel=1e-12)


@given(counts(), st.sampled_from([2, 10, math.e]))
def test_units_and_bases_of_information(table, base):
    m = kernels.mutual_information(table, base)
    assert m * math.log(base) == pytest.approx(kernels.mutual_information(table), rel=1e-14)
    persons = table.sum(axis=1)
    local = np.nan_to_num(kernels.local_segregation(table, base))
    assert (persons * local).sum() / persons.sum() == pytest.approx(m, rel=1e-12, abs=0)
    assert m <= kernels.entropy(table.sum(axis=0), base) * (1 + 1e-14)


@given(schools())
def test_location_quotients_average_to_one(case):
    a, b = case
    quotient = kernels.location_quotient(a, a + b)
    np.testing.assert_array_equal(np.isnan(quotient), a + b == 0)
    assert (np.nan_to_num(quotient) * (a + b)).sum() / (a + b).sum() == pytest.approx(1, rel=1e-12)


# another implementation


def test_indices_of_the_segregation_package():
    single = pytest.importorskip("segregation.singlegroup", reason="segregation is not installed; it only serves as a comparison here")
    multi = pytest.importorskip("segregation.multigroup")
    pandas = pytest.importorskip("pandas")
    rng = np.random.default_rng(1)
    total = rng.integers(1, 900, 500)
    a = rng.binomial(total, rng.beta(1, 4, 500))
    frame = pandas.DataFrame({"a": a, "b": total - a, "c": rng.integers(1, 50, 500), "total": total})
    own = indices(a.astype(float), (total - a).astype(float))
    theirs = {"D": single.Dissim, "xPx": single.Isolation, "xPy": single.Interaction, "eta2": single.CorrelationR, "Gini": single.Gini, "Atkinson": single.Atkinson, "H": single.Entropy}
    for name, index in theirs.items():
        assert own[name] == pytest.approx(index(frame, "a", "total").statistic, abs=1e-9), name
    groups = ["a", "b", "c"]
    assert kernels.theil_h(frame[groups]) == pytest.approx(multi.MultiInfoTheory(frame, groups).statistic, abs=1e-9)


# no value, mistakes


def test_a_group_without_anybody_has_no_value():
    assert kernels.dissimilarity([0, 0], [1, 2]) is None
    assert kernels.dissimilarity([], []) is None
    assert kernels.isolation([0], [5]) is None
    assert kernels.exposure([0], [5], [5]) is None
    for index in (kernels.eta2, kernels.gini_segregation, kernels.atkinson_segregation):
        assert index([0, 0], [1, 2]) is None
        assert index([1, 2], [1, 2]) is None
    assert kernels.entropy([0, 0]) is None
    assert kernels.theil_h([[3, 0], [4, 0]]) is None
    assert kernels.mutual_information([[3, 0], [4, 0]]) == 0
    assert kernels.mutual_information([[0, 0]]) is None
    np.testing.assert_array_equal(kernels.location_quotient([1, 0], [2, 0]), [1, np.nan])
    empty = kernels.segregation_decomposition([[1, 1], [0, 0]], ["here", "there"])
    np.testing.assert_array_equal(empty.parents["mutual_information"], [0, np.nan])


def test_results_have_names_and_can_be_kept():
    split = kernels.segregation_decomposition([[1, 2], [2, 1], [5, 5]], [7, 7, 3])
    assert split.parents["parent"] == [7, 3]
    again = pickle.loads(pickle.dumps(split))
    assert again[:3] == split[:3]
    assert isinstance(again, kernels.SegregationDecomposition)
    assert repr(split.total).startswith("SegregationTerm(mutual_information=0.0")
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = pandas.DataFrame({"district": ["x", "x", "y"], "a": [1, 2, 5], "b": [2, 1, 5]})
    same = kernels.segregation_decomposition(frame[["a", "b"]], frame["district"])
    assert same[:3] == split[:3]
    assert pandas.DataFrame(same.parents).set_index("parent").loc["x", "weight"] == 6 / 16


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: kernels.dissimilarity([1, -2], [1, 1]), r"a = -2 in unit 1 of dissimilarity: expected a finite number of persons"),
        (lambda: kernels.dissimilarity([1, 2], [1, None]), r"b = nan in unit 1 of dissimilarity: expected .*; leave out units that are not"),
        (lambda: kernels.isolation([3], [2]), r"a = 3 in unit 0 of isolation: expected at most total = 2"),
        (lambda: kernels.gini_segregation([3, 4], [5]), r"total of length 1 in gini_segregation: expected length 2"),
        (lambda: kernels.atkinson_segregation([1], [2], 1.0), r"shape = 1 in atkinson_segregation: expected a number between 0 and 1"),
        (lambda: kernels.theil_h([[1, 2], [3, -4]]), r"count = -4 in unit 1, group 1 of theil_h: expected a finite number"),
        (lambda: kernels.theil_h([1, 2]), r"counts of 1 dimensions: expected two"),
        (lambda: kernels.entropy([1], 1), r"base = 1 in entropy: expected a number above 1"),
        (lambda: kernels.segregation_decomposition([[1, 2]], ["a", "b"]), r"parents of length 2 in segregation_decomposition: expected length 1"),
        (lambda: kernels.segregation_decomposition([[1, 2], [1, 2]], ["a", None]), r"parent of unit 1 is missing: expected a label"),
        (lambda: kernels.segregation_decomposition([[1, 2]], [["a"]]), r"parents of 2 dimensions: expected one"),
    ],
)
def test_mistakes_are_named(call, message):
    with pytest.raises(wg.InvalidArgument, match=message):
        call()
