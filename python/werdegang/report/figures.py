"""Rows of result tables as figures, with their sources and the meaning of their time."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from .._core import Indicator, formula_variables, known_variables
from .model import Figure

MEANINGS = {"reference_day": "day", "school_year_ending": "school_year_end", "school_year_starting": "school_year_start",
            "calendar_year": "year", "annual_average": "year_average"}
NO_SOURCE = "none"


def meaning(indicator: Indicator) -> str:
    """What a bare year means for an indicator: the rule of the variable its formula is anchored at."""
    return _meaning(indicator.formula)


@lru_cache(maxsize=4096)
def _meaning(formula: str) -> str:
    variables = formula_variables(formula)
    found = {variable.id: variable.period_meaning for variable in known_variables()}
    return MEANINGS.get(found.get(variables[0], ""), "year") if variables else "year"


def figure(row: dict[str, Any], indicator: Indicator, **changes: Any) -> Figure:
    """The figure of one row of a result table; only shares keep their counts as part and whole."""
    sources = tuple(row["source"].split("; ")) if row["source"] else (NO_SOURCE,)
    values = {
        "value": row["value"], "region": row["region"], "period": row["period"], "source": sources, "unit": row["unit"] or indicator.unit,
        "digits": indicator.decimals, "status": row["status"], "flags": tuple(filter(None, (row["flags"] or "").split("|"))),
        "numerator": row["numerator"], "denominator": row["denominator"], "lower": row["lower"], "upper": row["upper"],
        "interval": row["interval"] or "", "period_meaning": meaning(indicator), "method": row["method"] or "computed",
        "part_of_whole": indicator.kind == "share",
    }
    return Figure(**{**values, **changes})


def count(row: dict[str, Any], indicator: Indicator) -> Figure:
    """The count behind a share, as an office reports it."""
    value = row["numerator"]
    return figure(row, indicator, value=value, status=_count_status(row), unit="persons", digits=0, numerator=None, denominator=None, lower=None,
                  upper=None, interval="", method="published", part_of_whole=True)


def whole(row: dict[str, Any], indicator: Indicator) -> Figure:
    """The count that a share is a part of."""
    return count({**row, "numerator": row["denominator"]}, indicator)


def absent(region: str, period: str, indicator: Indicator, status: str = "missing") -> Figure:
    """A figure that is not there."""
    return figure({"value": None, "region": region, "period": period, "source": "", "unit": "", "status": status, "flags": "", "numerator": None,
                   "denominator": None, "lower": None, "upper": None, "interval": "", "method": ""}, indicator)


def _count_status(row: dict[str, Any]) -> str:
    if row["numerator"] is not None:
        return "reported"
    return row["status"] if row["value"] is None else "missing"
