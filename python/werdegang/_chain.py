"""The chain of education as a ladder: persons per year of age at each stage, not persons followed."""

from __future__ import annotations

from dataclasses import dataclass

from werdegang._compute import compute
from werdegang._core import Indicator, InvalidArgument, Observations, missing_variables
from werdegang.frames import Table
from werdegang.observations import code_in, observations_in


@dataclass(frozen=True)
class Rung:
    """One stage: persons per year of age, and the figure it was made from."""

    stage: str
    label_de: str
    label_en: str
    value: float | None
    status: str
    period: str
    source: str


@dataclass(frozen=True)
class Chain:
    """The rungs from birth to leaving school, and the transitions that no official figure covers."""

    region: str
    year: int
    rungs: tuple[Rung, ...]
    unknown_de: tuple[str, ...]
    unknown_en: tuple[str, ...]

    def __str__(self) -> str:
        width = max(len(rung.label_de) for rung in self.rungs)
        lines = [f"{self.region} {self.year}: Personen je Altersjahr, keine verfolgten Personen"]
        for rung in self.rungs:
            number = "–" if rung.value is None else f"{rung.value:,.0f}".replace(",", ".")
            lines.append(f"  {rung.label_de:{width}}  {number:>8}  {rung.period}")
        return "\n".join([*lines, "nicht belegbar: " + "; ".join(self.unknown_de)])

    __repr__ = __str__


STAGES = (
    ("births", "Geburten, Mittel aus drei Jahren", "births, mean of three years", "(births + births@-1 + births@-2) / 3"),
    ("age_0_2", "Kinder von 0 bis 2 Jahren", "children aged 0 to 2", "population[age=0-2] / 3"),
    ("age_3_5", "Kinder von 3 bis 5 Jahren", "children aged 3 to 5", "population[age=3-5] / 3"),
    ("grades_1_4", "Grundschule, Klassen 1 bis 4", "primary school, grades 1 to 4", "pupils[school_type=primary] / 4"),
    ("grade_7", "Klasse 7", "grade 7", "pupils[grade=7]"),
    ("age_15_17", "Jugendliche von 15 bis 17 Jahren", "young people aged 15 to 17", "population[age=15-17] / 3"),
    ("leavers", "Absolventen und Abgänger allgemeinbildender Schulen", "leavers of general schools", "school_leavers"),
)

UNKNOWN_DE = (
    "Kita zu Schule (Einschulung, Rückstellung)",
    "Klasse 4 zu 5",
    "Abschluss zu Ausbildung oder Studium",
    "Ausbildung zu Arbeit",
    "Pendeln über die Kreisgrenze",
)
UNKNOWN_EN = (
    "day care to school (entry, deferral)",
    "grade 4 to 5",
    "certificate to training or university",
    "training to work",
    "commuting across the district's border",
)


def _rung(observations: Observations, region: str, year: int, stage: tuple[str, str, str, str]) -> Rung:
    name, label_de, label_en, formula = stage
    definition = Indicator(id=f"chain.{name}", formula=formula, label_de=label_de, label_en=label_en, unit="persons")
    if missing_variables(observations, definition):
        return Rung(name, label_de, label_en, None, "missing", "", "")
    table: Table = compute(observations, definition, regions=region)
    for row in reversed(table.to_dicts()):
        if row["period"].startswith(str(year)):
            return Rung(name, label_de, label_en, row["value"], row["status"], row["period"], row["source"])
    return Rung(name, label_de, label_en, None, "missing", "", "")


def chain(observations: Observations, region: str, year: int | str) -> Chain:
    """The chain of education of a region in a year; a stage without figures has no value and says why."""
    observations_in(observations, "chain")
    code_in(region, "chain")
    if region not in observations.regions():
        raise InvalidArgument(f"region '{region}' in chain: expected one of the {len(observations.regions())} regions of the observations")
    if not str(year)[:4].isdigit():
        raise InvalidArgument(f"{year!r} in chain: expected a year such as 2015")
    rungs = tuple(_rung(observations, region, int(str(year)[:4]), stage) for stage in STAGES)
    return Chain(region, int(str(year)[:4]), rungs, UNKNOWN_DE, UNKNOWN_EN)
