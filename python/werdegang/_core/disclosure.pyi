"""The gate before publication."""

from .table import Table

class DisclosurePolicy:
    """What must not be seen: numbers from 1 to min_count - 1."""

    def __init__(self, min_count: int = 3) -> None: ...
    @property
    def min_count(self) -> int: ...

class Released:
    """A table that may be published; only `protect` and `as_published` make one."""

    @property
    def table(self) -> Table: ...
    @property
    def ground(self) -> str:
        """On what ground it was released."""
    def __len__(self) -> int: ...

def protect(table: Table, policy: DisclosurePolicy = ...) -> Released:
    """Hides small numbers and everything in their row that would give them away."""

def as_published(table: Table, source: str) -> Released:
    """Passes figures that an office has released already; `source` names the publication."""
