"""The published series of the Regionalatlas and the raw figures that they are made of."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Series:
    """A published variable at some codes of its axes, and the formula that gives it; without one, what it would need."""

    variable: str
    held: dict[str, str] = field(default_factory=dict)
    formula: str = ""
    needs: str = ""

    @property
    def breakdown(self) -> str:
        return ", ".join(f"{axis}={code}" for axis, code in self.held.items())


def _care(age: str, provider: str) -> Series:
    """Children on the reference day over the population of the same age at the end of the year before."""
    held = {"age": age} if provider == "total" else {"age": age, "provider": provider}
    inside = ", ".join(f"{axis}={code}" for axis, code in held.items())
    return Series("published_care_rate", held, f"100 * children_in_daycare[{inside}] / population[age={age}]@previous_year_end")


NOT_COLLECTED = {
    "full_day_care": ("Kinder mit mehr als sieben Stunden Betreuung am Tag", "children in care for more than seven hours a day"),
    "deaths": ("Gestorbene", "deaths"),
    "same_regions_and_years": ("Ausgangszahlen für dieselben Gebiete und Jahre", "raw figures for the same regions and years"),
}
"""What no variable of the catalogue holds, German and English."""

_MID_YEAR = "mean(population@year_end, population@previous_year_end)"

SERIES = (
    *(Series("published_population_share", {"age": age}, f"100 * population[age={age}] / population") for age in ("0-17", "18-24", "25-44", "45-64", "65+")),
    Series("published_foreign_share", {}, "100 * population[nationality=foreign] / population"),
    Series("published_birth_rate", {}, f"10000 * births / {_MID_YEAR}"),
    Series("published_population_change", {}, "10000 * (population - population@-1) / mean(population, population@-1)"),
    Series("published_death_rate", needs="deaths"),
    Series("published_natural_balance", needs="deaths"),
    Series("published_migration_balance", {}, f"10000 * (arrivals - departures) / {_MID_YEAR}"),
    Series("published_population_density", {}, "population / land_area"),
    Series("published_old_age_ratio", {}, "100 * population[age=65+] / population[age=20-64]"),
    Series("published_youth_ratio", {}, "100 * population[age=0-19] / population[age=20-64]"),
    Series("published_total_dependency", {}, "100 * (population[age=0-19] + population[age=65+]) / population[age=20-64]"),
    *(_care(age, provider) for provider in ("facility", "childminder", "total") for age in ("0-2", "3-5")),
    *(Series("published_full_day_care_rate", {"age": age}, needs="full_day_care") for age in ("0-2", "3-5")),
    *(
        Series("published_leaver_share", {"certificate": code}, f"100 * school_leavers[certificate={code}] / school_leavers")
        for code in ("without_hsa", "ahr")
    ),
    *(
        Series("published_male_leaver_share", {"certificate": code}, f"100 * school_leavers[certificate={code}, sex=male] / school_leavers[certificate={code}]")
        for code in ("ahr", "without_hsa", "hsa")
    ),
    Series("published_male_daycare_staff_share", {}, "100 * daycare_staff[staff_group=educational, sex=male] / daycare_staff[staff_group=educational]"),
    Series("published_unemployment_rate", {}, "unemployment_rate"),
    Series("published_unemployment_rate", {"sex": "male"}, "unemployment_rate[sex=male]"),
    Series("published_unemployment_rate", {"sex": "female"}, "unemployment_rate[sex=female]"),
    Series("published_unemployment_rate", {"age": "15-24"}, "unemployment_rate[age=15-24]"),
    Series("published_unemployment_rate", {"nationality": "foreign"}, "unemployment_rate[nationality=foreign]"),
    *(
        Series("published_unemployed_share", {axis: code}, f"100 * unemployed[{axis}={code}] / unemployed")
        for axis, code in (("age", "15-24"), ("age", "55-64"), ("group", "long_term"), ("nationality", "foreign"))
    ),
)
