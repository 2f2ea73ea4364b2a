"""Figures that come with the package."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

from werdegang import _core
from werdegang._core import Observations, Source
from werdegang.datasets.follow_ups import applicant_destinations, hamburg_follow_up

_FIXED = ("region", "period", "value", "status", "flags", "table")


@cache
def demo() -> Observations:
    """Official figures of Germany and of the districts of Niedersachsen, Sachsen-Anhalt and Thüringen, 2000 to 2016.

    They are real, but old: fit to try the package, not to decide upon. What the folder holds says its README; every
    source carries table, date and licence (© Statistische Ämter des Bundes und der Länder, dl-de/by-2-0).
    """
    folder = resources.files(__package__).joinpath("demo")
    tables = {}
    for path in sorted(folder.iterdir(), key=lambda item: item.name):
        if path.name.endswith(".csv") and path.name != "sources.csv":
            with path.open(encoding="utf-8", newline="") as file:
                tables[path.name.removesuffix(".csv")] = list(csv.DictReader(file))
    with folder.joinpath("sources.csv").open(encoding="utf-8", newline="") as file:
        sources = [Source(table=row["table"], title=row["title"], stand=row["stand"], licence=row["licence"], hash=row["hash"], kind="official",
                          file=f"{__package__}/demo/{row['table']}") for row in csv.DictReader(file)]
    return _observations(tables, sources)


def _observations(tables: dict[str, list[dict[str, str]]], sources: list[Source]) -> Observations:
    rows = [(variable, row) for variable, content in tables.items() for row in content]
    axes = dict.fromkeys(name for content in tables.values() for name in content[0] if name not in _FIXED)
    return _core._from_columns(
        variable=[variable for variable, _ in rows],
        region=[row["region"] for _, row in rows],
        period=[row["period"] for _, row in rows],
        value=[float(row["value"] or 0) for _, row in rows],
        status=[row["status"] or "reported" for _, row in rows],
        flags=[row["flags"] for _, row in rows],
        source=[row["table"] for _, row in rows],
        breakdowns=[(name, [row.get(name, "") for _, row in rows]) for name in axes],
        official=True,
        sources=sources,
        check=True,
    )
