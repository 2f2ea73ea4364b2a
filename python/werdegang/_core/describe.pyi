"""What is in a file of official statistics."""

from collections.abc import Callable
from typing import Any

from .findings import Findings

class ColumnDescription:
    """One value column of a table of official statistics."""

    @property
    def variable(self) -> str:
        """Its name in the ledger."""
    @property
    def label_de(self) -> str: ...
    @property
    def label_en(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def known(self) -> bool:
        """Whether it is a variable of the catalogue."""
    @property
    def axes(self) -> list[tuple[str, int]]:
        """Breakdowns beside region and period, with their members."""
    @property
    def figures(self) -> int:
        """Cells with a value."""
    @property
    def without_value(self) -> int:
        """Cells that say why there is none."""
    def __eq__(self, other: object, /) -> bool: ...

class FileDescription:
    """What is in one table of official statistics."""

    @property
    def file(self) -> str: ...
    @property
    def problem(self) -> str:
        """Why it cannot be read, empty when it can."""
    @property
    def dialect(self) -> str: ...
    @property
    def encoding(self) -> str: ...
    @property
    def records(self) -> int:
        """Data lines."""
    @property
    def table(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def statistic(self) -> str: ...
    @property
    def stand(self) -> str:
        """Date of the extract, empty when not said."""
    @property
    def regions(self) -> dict[str, int]:
        """Number of regions with figures by level."""
    @property
    def periods(self) -> list[str]: ...
    @property
    def columns(self) -> list[ColumnDescription]: ...
    @property
    def findings(self) -> Findings:
        """What is odd."""
    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """Everything as plain values; findings as sentences."""
    def text(self, lang: str = "en", findings: int | None = 5) -> str:
        """Lines for people; the first findings of each severity, None for all."""
    def _repr_html_(self) -> str: ...
    def __eq__(self, other: object, /) -> bool: ...

def _describe(
    paths: list[str], threads: int, progress: Callable[[float], Any] | None
) -> list[FileDescription]: ...
def _describe_from(name: str, bytes: bytes) -> list[FileDescription]: ...
