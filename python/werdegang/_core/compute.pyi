"""Indicators."""

from collections.abc import Callable
from typing import Any, TypedDict

from typing_extensions import Unpack

from .observations import Observations
from .table import Table

class _Fields(TypedDict, total=False):
    id: str
    formula: str
    label_de: str
    label_en: str
    definition_de: str
    definition_en: str
    numerator_de: str
    numerator_en: str
    denominator_de: str
    denominator_en: str
    expression: str
    area: str
    unit: str
    kind: str
    interval: str
    breakdowns: list[str]
    default_by: list[str]
    decimals: int
    lowest: float | None
    highest: float | None
    place_de: str
    place_en: str
    reference_rule_de: str
    reference_rule_en: str
    territory_de: str
    territory_en: str
    source_statistic_de: str
    source_statistic_en: str
    source_tables: list[str]
    status: str
    reference: str
    note_de: str
    note_en: str
    computable: str
    function: str
    needs: str
    example: str

class Indicator:
    """A definition: a formula and everything that must be said beside it."""

    def __init__(self, **kwargs: Unpack[_Fields]) -> None:
        """Fields by name; `id` and `formula` are needed."""
    @property
    def id(self) -> str: ...
    @property
    def formula(self) -> str: ...
    @property
    def label_de(self) -> str: ...
    @property
    def label_en(self) -> str: ...
    @property
    def definition_de(self) -> str: ...
    @property
    def definition_en(self) -> str: ...
    @property
    def numerator_de(self) -> str: ...
    @property
    def numerator_en(self) -> str: ...
    @property
    def denominator_de(self) -> str: ...
    @property
    def denominator_en(self) -> str: ...
    @property
    def expression(self) -> str: ...
    @property
    def area(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def interval(self) -> str: ...
    @property
    def breakdowns(self) -> list[str]: ...
    @property
    def default_by(self) -> list[str]: ...
    @property
    def decimals(self) -> int: ...
    @property
    def lowest(self) -> float | None: ...
    @property
    def highest(self) -> float | None: ...
    @property
    def place_de(self) -> str: ...
    @property
    def place_en(self) -> str: ...
    @property
    def reference_rule_de(self) -> str: ...
    @property
    def reference_rule_en(self) -> str: ...
    @property
    def territory_de(self) -> str: ...
    @property
    def territory_en(self) -> str: ...
    @property
    def source_statistic_de(self) -> str: ...
    @property
    def source_statistic_en(self) -> str: ...
    @property
    def source_tables(self) -> list[str]: ...
    @property
    def status(self) -> str: ...
    @property
    def reference(self) -> str: ...
    @property
    def note_de(self) -> str: ...
    @property
    def note_en(self) -> str: ...
    @property
    def computable(self) -> str: ...
    @property
    def function(self) -> str: ...
    @property
    def needs(self) -> str: ...
    @property
    def example(self) -> str: ...
    def to_dict(self) -> dict[str, Any]:
        """All fields by name."""
    def text(self, lang: str = "de") -> str:
        """Label, definition and everything else that the catalogue says, one to a line."""
    def _repr_html_(self) -> str: ...

def known_indicators() -> list[Indicator]:
    """The indicators of the catalogue, sorted by id."""

def known_indicator(id: str) -> Indicator:
    """One indicator; raises UnknownName with the nearest ids."""

def find_indicators(text: str) -> list[Indicator]:
    """Indicators that have every word in id, labels, synonyms or texts, the best first."""

def nearest_words(text: str) -> list[str]:
    """Words of labels and synonyms that are spelled like those of the text, the nearest first."""

def formula_variables(formula: str) -> list[str]:
    """The variables of a formula, in the order of the text."""

def _formula_tree(formula: str) -> tuple[Any, ...]: ...

def figure_names(formula: str) -> list[str]:
    """The figures that a formula asks for, as it writes them, each once."""

def known_areas() -> list[tuple[str, str, str]]:
    """Code, German and English name of the areas of the catalogue."""

def _what_is_missing(observations: Observations, indicators: list[Indicator], regions: list[str], periods: list[str], threads: int) -> Table: ...
def _evaluate(indicator: Indicator, figures: dict[str, Any]) -> Any: ...
def missing_variables(observations: Observations, indicator: Indicator) -> list[str]:
    """The variables of the formula that the observations do not hold."""

def _compute(
    observations: Observations,
    indicators: list[Indicator],
    by: list[str],
    regions: list[str],
    periods: list[str],
    confidence: float,
    skip_uncomputable: bool,
    threads: int,
    progress: Callable[[float], Any] | None,
) -> Table: ...
