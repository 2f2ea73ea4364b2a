"""The gate before publication: what passes, and in plain words what does not."""

from __future__ import annotations

from werdegang import _core
from werdegang._core import DisclosurePolicy, Released, Table


def _require_table(table: object, name: str) -> None:
    if isinstance(table, Released):
        raise TypeError(f"{name} takes a Table; this one is released already ({table.ground})")
    if not isinstance(table, Table):
        raise TypeError(f"{name} takes a Table (from compute or Observations.table()), not {type(table).__name__}")


def protect(table: Table, policy: DisclosurePolicy | None = None) -> Released:
    """Hides small numbers and everything in their row that would give them away; makes a Released table.

    Without a policy the default one holds: numbers from 1 to 2 are hidden.
    """
    _require_table(table, "protect")
    if policy is not None and not isinstance(policy, DisclosurePolicy):
        raise TypeError(f"{policy!r} is no policy: expected DisclosurePolicy(min_count=3)")
    return _core.protect(table, policy if policy is not None else DisclosurePolicy())


def as_published(table: Table, source: str) -> Released:
    """Passes figures that an office has released already; `source` names the publication."""
    _require_table(table, "as_published")
    if not isinstance(source, str):
        raise TypeError(f"{source!r} is no source: expected the name of the publication as text")
    return _core.as_published(table, source)
