"""The way of every figure into a report: through `as_published` when an office released it, else through `protect`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import numpy as np

from .._compute import compute
from .._core import DisclosurePolicy, Indicator, NotReleased, Observations, Released, as_published, formula_variables, protect
from ..frames import Table


_UNFILTERED = re.compile(r"[\w\s.+*/()-]*[A-Za-z_][\w\s.+*/()-]*")
"""A formula of whole variables and numbers: no parts, no other dates, no functions over an axis."""


class Gate:
    """Computes indicators and lets only released tables out.

    Figures whose sources are all official pass as published. As soon as one source is the user's own, the whole table goes
    through `protect` with the policy given; without a policy that is `NotReleased`.
    """

    def __init__(self, observations: Observations, policy: DisclosurePolicy | None = None) -> None:
        self.observations = observations
        self.policy = policy
        self.regions = frozenset(observations.regions())
        self.own = {name_of(source) for source in observations.sources if source.kind == "own"}

    def rows(self, indicator: Indicator, regions: Iterable[str], shown: Iterable[str] | None = None,
             by: Iterable[str] = ()) -> tuple[Released, list[dict[str, Any]]]:
        """The released table of an indicator and the rows of the regions shown; what could give a hidden row away is `suppressed`."""
        regions = [region for region in regions if region in self.regions]
        table = compute(self.observations, indicator, by=by, regions=regions)
        chosen = {} if shown is None else {"region": list(shown)}
        own = self._own_sources(table)
        if not own:
            sources = "; ".join(dict.fromkeys(text for text in table["source"] if text))
            released = as_published(table, sources or "no figure")
            return released, released.table.filter(**chosen).to_dicts()
        if self.policy is None:
            raise NotReleased(f"source '{own[0]}' is not published and {indicator.id} needs it: a report shows figures of one's own only "
                              "with a policy, such as policy=wg.DisclosurePolicy(min_count=3)")
        released = protect(table, self.policy)
        rows = released.table.filter(**chosen).to_dicts()
        open_rows = self._of_open_counts(indicator, rows, regions)
        return released, _hide_groups(rows, indicator, by, self.policy, open_rows)

    def _of_open_counts(self, indicator: Indicator, rows: list[dict[str, Any]], regions: list[str]) -> set[tuple[str, str]]:
        """Region and period of values that follow from whole counts which the policy lets everybody see, such as sums of them."""
        whole = _derived(indicator) and _UNFILTERED.fullmatch(indicator.formula) and " over " not in indicator.formula
        if not whole or indicator.default_by or all(row["numerator"] is not None for row in rows):
            return set()
        keys = {(row["region"], row["period"]) for row in rows if row["value"] is not None}
        for variable in formula_variables(indicator.formula):
            count = Indicator(id=f"count.{variable}", formula=variable, kind="count")
            keys &= {(row["region"], row["period"]) for row in self.rows(count, regions)[1] if row["value"] is not None}
        return keys

    def _own_sources(self, table: Table) -> list[str]:
        if not self.own:
            return []
        named = dict.fromkeys(part for text in np.unique(table["source"].astype(str)) for part in text.split("; "))
        return [name for name in named if name in self.own]


def name_of(source: Any) -> str:
    """The name under which a result table cites a source."""
    return source.table or source.file or source.title


def _hide_groups(rows: list[dict[str, Any]], indicator: Indicator, by: Iterable[str], policy: DisclosurePolicy,
                 open_rows: set[tuple[str, str]]) -> list[dict[str, Any]]:
    """Hides what would give a hidden number away: the sister parts of a breakdown, and values whose counts are unknown."""
    keys = [(row["region"], row["period"]) for row in rows]
    broken_down = bool(indicator.default_by or list(by))
    hidden = {key for key, row in zip(keys, rows, strict=True) if row["status"] == "suppressed"} if broken_down else set()
    return [_hidden(row) if key in hidden or key not in open_rows and _unseen(row, indicator, policy) else row for key, row in zip(keys, rows, strict=True)]


def _unseen(row: dict[str, Any], indicator: Indicator, policy: DisclosurePolicy) -> bool:
    """Whether a value came about from counts that `protect` could not see, or is itself a small count."""
    if row["value"] is None or row["numerator"] is not None or indicator.kind == "published":
        return False
    return _derived(indicator) or 0 < row["value"] < policy.min_count


def _derived(indicator: Indicator) -> bool:
    """Whether the value is more than one figure as it stands in the ledger."""
    return any(sign in indicator.formula for sign in "+-*/^(")


def _hidden(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "value": None, "numerator": None, "denominator": None, "lower": None, "upper": None, "status": "suppressed"}
