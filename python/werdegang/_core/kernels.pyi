"""Formulas on plain numbers and arrays: numbers in, numbers out; arrays in, arrays out.

Numbers without a result give None; rows of arrays without one give NaN.
"""

from typing import Any, Literal, NamedTuple, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .findings import Findings

_Floats = NDArray[np.float64]
_Integers = NDArray[np.int64]

@overload
def share(numerator: float, denominator: float, scale: float = 100.0) -> float | None: ...
@overload
def share(numerator: ArrayLike, denominator: ArrayLike, scale: float = 100.0) -> _Floats: ...
@overload
def change_rate(before: float, after: float) -> float | None: ...
@overload
def change_rate(before: ArrayLike, after: ArrayLike) -> _Floats: ...
@overload
def change_pp(before: float, after: float) -> float | None: ...
@overload
def change_pp(before: ArrayLike, after: ArrayLike) -> _Floats: ...
@overload
def annual_growth(before: float, after: float, years: float) -> float | None: ...
@overload
def annual_growth(before: ArrayLike, after: ArrayLike, years: ArrayLike) -> _Floats: ...
def quotient_sum(
    numerator: ArrayLike, denominator: ArrayLike, width: ArrayLike | None = None, scale: float = 1.0
) -> float | None: ...
@overload
def round_published(x: float, digits: int) -> float | None: ...
@overload
def round_published(x: ArrayLike, digits: int) -> _Floats: ...
@overload
def round_half_up(numerator: int, denominator: int, scale: int = 100, digits: int = 1) -> float | None: ...
@overload
def round_half_up(numerator: ArrayLike, denominator: ArrayLike, scale: int = 100, digits: int = 1) -> _Floats: ...
@overload
def round_to_base(value: int, base: int) -> int: ...
@overload
def round_to_base(value: ArrayLike, base: int) -> _Integers: ...
@overload
def wilson(x: float, n: float, confidence: float = 0.95) -> tuple[float, float]: ...
@overload
def wilson(x: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> tuple[_Floats, _Floats]: ...
@overload
def clopper_pearson(x: float, n: float, confidence: float = 0.95) -> tuple[float, float]: ...
@overload
def clopper_pearson(x: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> tuple[_Floats, _Floats]: ...
@overload
def jeffreys(x: float, n: float, confidence: float = 0.95) -> tuple[float, float]: ...
@overload
def jeffreys(x: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> tuple[_Floats, _Floats]: ...
@overload
def exact_count(count: float, confidence: float = 0.95) -> tuple[float, float]: ...
@overload
def exact_count(count: ArrayLike, confidence: float = 0.95) -> tuple[_Floats, _Floats]: ...
@overload
def byar(count: float, confidence: float = 0.95) -> tuple[float, float]: ...
@overload
def byar(count: ArrayLike, confidence: float = 0.95) -> tuple[_Floats, _Floats]: ...
def rank_range(
    value: ArrayLike, lower: ArrayLike | None = None, upper: ArrayLike | None = None
) -> tuple[_Integers, _Integers, _Integers]: ...
@overload
def funnel_limits(baseline: float, n: float, confidence: float = 0.95) -> tuple[float, float]: ...
@overload
def funnel_limits(baseline: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> tuple[_Floats, _Floats]: ...
@overload
def funnel_limits_count(expected: float, confidence: float = 0.95) -> tuple[float, float]: ...
@overload
def funnel_limits_count(expected: ArrayLike, confidence: float = 0.95) -> tuple[_Floats, _Floats]: ...

class Shrinkage:
    """Raw and shrunken rates of areas, parts of 1, NaN where an area has none."""

    @property
    def raw(self) -> _Floats:
        """Events / population, for giving account."""
    @property
    def shrunken(self) -> _Floats:
        """weight * raw + (1 - weight) * mean of the prior, for ranks and maps."""
    @property
    def lower(self) -> _Floats:
        """Lower ends of the intervals; NaN where the areas do not differ."""
    @property
    def upper(self) -> _Floats: ...
    @property
    def weight(self) -> _Floats:
        """How much the area's own figure counts, 0 to 1."""
    @property
    def standardised(self) -> _Floats:
        """(raw - mean) / what spread between areas and chance together make of it (Assunção and Reis)."""
    @property
    def status(self) -> list[str]:
        """For each area: computed, or why it has no rate."""
    @property
    def method(self) -> Literal["marshall", "gamma_poisson", "beta_binomial"]: ...
    @property
    def confidence(self) -> float: ...
    @property
    def overall_rate(self) -> float:
        """All events over all people."""
    @property
    def prior(self) -> tuple[float, float]:
        """(mean, variance) of the true rates between areas; the variance may be 0 or below."""
    @property
    def prior_given(self) -> bool: ...
    @property
    def parameters(self) -> dict[str, float]:
        """gamma_poisson: nu, alpha of the rates relative to the overall one; beta_binomial: alpha, beta."""
    @property
    def all_at_mean(self) -> bool:
        """True where the areas differ no more than chance allows and all got the mean; findings say so."""
    @property
    def findings(self) -> Findings: ...
    def to_dict(self) -> dict[str, Any]:
        """raw, shrunken, lower, upper, weight, standardised and status by name."""
    def __len__(self) -> int: ...

def shrink(
    events: ArrayLike,
    population: ArrayLike,
    method: Literal["marshall", "gamma_poisson", "beta_binomial"] = "marshall",
    confidence: float = 0.95,
    prior: tuple[float, float] | None = None,
) -> Shrinkage: ...
@overload
def training_supply(new_contracts: float, unfilled: float) -> float | None: ...
@overload
def training_supply(new_contracts: ArrayLike, unfilled: ArrayLike) -> _Floats: ...
@overload
def training_demand_classic(new_contracts: float, unplaced: float) -> float | None: ...
@overload
def training_demand_classic(new_contracts: ArrayLike, unplaced: ArrayLike) -> _Floats: ...
@overload
def training_demand_extended(
    new_contracts: float, unplaced: float, searching_with_alternative: float
) -> float | None: ...
@overload
def training_demand_extended(
    new_contracts: ArrayLike, unplaced: ArrayLike, searching_with_alternative: ArrayLike
) -> _Floats: ...
@overload
def anr_classic(new_contracts: float, unfilled: float, unplaced: float) -> float | None: ...
@overload
def anr_classic(new_contracts: ArrayLike, unfilled: ArrayLike, unplaced: ArrayLike) -> _Floats: ...
@overload
def anr_extended(
    new_contracts: float, unfilled: float, unplaced: float, searching_with_alternative: float
) -> float | None: ...
@overload
def anr_extended(
    new_contracts: ArrayLike, unfilled: ArrayLike, unplaced: ArrayLike, searching_with_alternative: ArrayLike
) -> _Floats: ...
@overload
def vacancy_rate(new_company_contracts: float, unfilled: float) -> float | None: ...
@overload
def vacancy_rate(new_company_contracts: ArrayLike, unfilled: ArrayLike) -> _Floats: ...
@overload
def unsuccessful_demand_rate(
    new_contracts: float, unplaced: float, searching_with_alternative: float
) -> float | None: ...
@overload
def unsuccessful_demand_rate(
    new_contracts: ArrayLike, unplaced: ArrayLike, searching_with_alternative: ArrayLike
) -> _Floats: ...
@overload
def mismatch_index(vacancy_rate: float, unsuccessful_demand_rate: float) -> float | None: ...
@overload
def mismatch_index(vacancy_rate: ArrayLike, unsuccessful_demand_rate: ArrayLike) -> _Floats: ...
@overload
def unused_contract_potential(unfilled: float, searching: float) -> float | None: ...
@overload
def unused_contract_potential(unfilled: ArrayLike, searching: ArrayLike) -> _Floats: ...

class TrainingMarket:
    """All measures of a training market: numbers, None without a value; for arrays arrays, NaN without a value."""

    @property
    def supply(self) -> Any: ...
    @property
    def company_supply(self) -> Any: ...
    @property
    def demand_classic(self) -> Any: ...
    @property
    def demand_extended(self) -> Any: ...
    @property
    def anr_classic(self) -> Any: ...
    @property
    def anr_extended(self) -> Any: ...
    @property
    def vacancy_rate(self) -> Any: ...
    @property
    def unsuccessful_demand_rate(self) -> Any: ...
    @property
    def mismatch_index(self) -> Any: ...
    @property
    def unused_contract_potential(self) -> Any: ...
    @property
    def status(self) -> dict[str, Any]:
        """For every measure its status: computed, or why there is no value."""
    def to_dict(self) -> dict[str, Any]:
        """Every measure by its name."""

def training_market(
    new_contracts: ArrayLike,
    unfilled: ArrayLike,
    unplaced: ArrayLike,
    searching_with_alternative: ArrayLike,
    new_company_contracts: ArrayLike | None = None,
) -> TrainingMarket: ...

class MismatchDecomposition:
    """Unused contracts by what stands in the way; None where some cell is not known."""

    @property
    def regional(self) -> float | None: ...
    @property
    def occupational(self) -> float | None: ...
    @property
    def total(self) -> float | None: ...
    @property
    def nesting(self) -> Literal["regions_first", "occupations_first"]:
        """Which limits fall first."""
    @property
    def status(self) -> str:
        """computed, or why there are no values."""
    def to_dict(self) -> dict[str, float | None]:
        """The parts and the total by name."""
    @property
    def property(self) -> float | None: ...

def mismatch_decomposition(
    unfilled: ArrayLike,
    searching: ArrayLike,
    nesting: Literal["regions_first", "occupations_first"] = "regions_first",
) -> MismatchDecomposition: ...
def dissimilarity(a: ArrayLike, b: ArrayLike) -> float | None: ...
def isolation(a: ArrayLike, total: ArrayLike) -> float | None: ...
def exposure(a: ArrayLike, b: ArrayLike, total: ArrayLike) -> float | None: ...
def eta2(a: ArrayLike, total: ArrayLike) -> float | None: ...
def gini_segregation(a: ArrayLike, total: ArrayLike) -> float | None: ...
def atkinson_segregation(a: ArrayLike, total: ArrayLike, shape: float = 0.5) -> float | None: ...
def location_quotient(a: ArrayLike, total: ArrayLike) -> _Floats: ...
def entropy(counts: ArrayLike, base: float = ...) -> float | None: ...
def mutual_information(counts: ArrayLike, base: float = ...) -> float | None: ...
def theil_h(counts: ArrayLike) -> float | None: ...
def local_segregation(counts: ArrayLike, base: float = ...) -> _Floats: ...

class SegregationTerm(NamedTuple):
    """Mutual information in nats, and Theil's H."""

    mutual_information: float | None
    theil_h: float | None

class SegregationDecomposition(NamedTuple):
    """Segregation in all, between parents and within them; total = between + within."""

    total: SegregationTerm
    between: SegregationTerm
    within: SegregationTerm
    parents: dict[str, Any]

def segregation_decomposition(counts: ArrayLike, parents: ArrayLike) -> SegregationDecomposition: ...
@overload
def gpi(female: float, male: float) -> float | None: ...
@overload
def gpi(female: ArrayLike, male: ArrayLike) -> _Floats: ...
@overload
def gpia(female: float, male: float) -> float | None: ...
@overload
def gpia(female: ArrayLike, male: ArrayLike) -> _Floats: ...
@overload
def odds_ratio(q_a: float, q_b: float) -> float | None: ...
@overload
def odds_ratio(q_a: ArrayLike, q_b: ArrayLike) -> _Floats: ...
@overload
def relative_risk(q_a: float, q_b: float) -> float | None: ...
@overload
def relative_risk(q_a: ArrayLike, q_b: ArrayLike) -> _Floats: ...

class CompositeIndex(NamedTuple):
    """The index of every unit, and what every indicator adds to it (units x indicators)."""

    value: _Floats
    contributions: _Floats

def z_scores(values: ArrayLike, weights: ArrayLike | None = None) -> _Floats: ...
def composite_index(
    values: ArrayLike, weights: ArrayLike, directions: ArrayLike | None = None, unit_weights: ArrayLike | None = None
) -> CompositeIndex: ...
def strata_sum(part: ArrayLike, base: ArrayLike, scale: float = 100.0) -> float | None: ...
def school_life_expectancy(
    enrolled: ArrayLike,
    population: ArrayLike,
    unknown_age: float | None = 0,
    level_population: float | None = None,
    duration: float | None = None,
    repeaters: float | None = 0,
) -> float | None: ...

class CohortFlowRates(NamedTuple):
    """Repetition, promotion and dropout by grade, parts of the enrolment of the first year."""

    repetition: _Floats
    promotion: _Floats
    dropout: _Floats

def cohort_flow_rates(
    enrolment: ArrayLike, next_enrolment: ArrayLike, next_repeaters: ArrayLike, graduates: float | None
) -> CohortFlowRates: ...
@overload
def rounding_interval(value: float, base: int) -> tuple[float, float]: ...
@overload
def rounding_interval(value: ArrayLike, base: int) -> tuple[_Floats, _Floats]: ...
@overload
def rounded_share_interval(
    numerator: float,
    denominator: float,
    numerator_base: int,
    denominator_base: int,
    scale: float = 100.0,
    part: bool = True,
) -> tuple[float, float]: ...
@overload
def rounded_share_interval(
    numerator: ArrayLike,
    denominator: ArrayLike,
    numerator_base: int,
    denominator_base: int,
    scale: float = 100.0,
    part: bool = True,
) -> tuple[_Floats, _Floats]: ...
def sum_tolerance(parts: int, base: int) -> float: ...

class RoundingBase:
    """The base that figures show: 10, 5 or 3."""

    @property
    def base(self) -> int: ...
    @property
    def small_only(self) -> bool:
        """Only figures up to the base were rounded."""

def detect_rounding_base(values: ArrayLike) -> RoundingBase | None: ...
@overload
def printed_interval(value: float, decimals: int) -> tuple[float, float]: ...
@overload
def printed_interval(value: ArrayLike, decimals: int) -> tuple[_Floats, _Floats]: ...
def share_to_count_interval(
    share: float, total: int, decimals: int, scale: int = 100
) -> tuple[int, int] | None: ...
