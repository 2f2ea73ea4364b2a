"""Statuses, periods, code lists, regions, variables."""

from typing import Literal

STATUSES: tuple[str, ...]
FLAGS: tuple[str, ...]

def combine(numerator: str, denominator: str) -> str:
    """Status of a result of arithmetic on two operands."""

def has_value(status: str) -> bool: ...
def sdmx_observation_status(status: str, flags: str = "") -> str:
    """Code of the SDMX list CL_OBS_STATUS."""

class Period:
    """A closed interval of days: a year (2015), a day (2015-12-31) or a school year (2015/16)."""

    def __init__(self, text: str) -> None: ...
    @property
    def first_day(self) -> str:
        """ISO date."""
    @property
    def last_day(self) -> str:
        """ISO date."""
    def shifted(self, years: int) -> Period:
        """The same period some years later."""
    def __lt__(self, other: Period, /) -> bool: ...
    def __hash__(self) -> int: ...

class Member:
    """One code of a code list."""

    @property
    def code(self) -> str: ...
    @property
    def label_de(self) -> str: ...
    @property
    def label_en(self) -> str: ...
    @property
    def parent(self) -> int:
        """Position in the list, -1 for none."""
    @property
    def kind(self) -> Literal["total", "part", "of_which"]: ...
    @property
    def lower(self) -> float | None:
        """Lower bound of an age class, in years."""
    @property
    def upper(self) -> float | None:
        """Upper bound of an age class, exclusive."""

class Codelist:
    """What the codes of a breakdown mean."""

    @property
    def name(self) -> str: ...
    @property
    def label_de(self) -> str: ...
    @property
    def label_en(self) -> str: ...
    @property
    def exhaustive(self) -> bool: ...
    @property
    def members(self) -> list[Member]: ...
    @property
    def codes(self) -> list[str]: ...
    def __len__(self) -> int: ...

def codelist(name: str) -> Codelist | None:
    """A code list of the catalogue, None when there is none of that name."""

class Region:
    """A country, state or district."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def parent(self) -> str: ...
    @property
    def first_day(self) -> str | None: ...
    @property
    def last_day(self) -> str | None: ...

class Reform:
    """A change of territory: the areas of `old` together are those of `new`."""

    @property
    def date(self) -> str | None: ...
    @property
    def name_de(self) -> str: ...
    @property
    def name_en(self) -> str: ...
    @property
    def old(self) -> list[str]: ...
    @property
    def new(self) -> list[str]: ...

def find_region(code: str) -> Region | None: ...
def search_regions(text: str) -> list[Region]:
    """Regions whose code or name contains the text."""

def reforms_of(code: str) -> list[Reform]:
    """The reforms in which a region takes part, by date."""

class Variable:
    """What is counted or measured, where and when."""

    @property
    def id(self) -> str: ...
    @property
    def label_de(self) -> str: ...
    @property
    def label_en(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def kind(self) -> Literal["count", "measure"]: ...
    @property
    def period_meaning(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def description_de(self) -> str: ...
    @property
    def description_en(self) -> str: ...

def known_variables() -> list[Variable]:
    """The variables of the catalogue, sorted by id."""

class SeriesBreak:
    """A series that is not the same before and after."""

    @property
    def variable(self) -> str: ...
    @property
    def regions(self) -> list[str]: ...
    @property
    def after(self) -> int:
        """First year of the new series."""
    @property
    def kind(self) -> str: ...
    @property
    def text_de(self) -> str: ...
    @property
    def text_en(self) -> str: ...

def breaks_between(variable: str, region: str, first: int, last: int) -> list[SeriesBreak]:
    """Breaks of a variable in a region after the year `first` up to and including `last`."""
