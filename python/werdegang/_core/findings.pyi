"""What was odd in the data."""

from collections.abc import Iterator
from typing import Any, Literal

_Language = Literal["de", "en"]
_Severity = Literal["info", "warning", "error"]

class Finding:
    """A defect of the data: a stable code and its arguments."""

    @property
    def code(self) -> str: ...
    @property
    def severity(self) -> _Severity: ...
    @property
    def args(self) -> list[str]:
        """In the order of the registry: identifiers where they have labels, German where there are two languages."""
    @property
    def row(self) -> int:
        """Line in the file, 1-based; -1 when it concerns the whole."""
    @property
    def column(self) -> int:
        """Field in the line, 1-based; -1 when it concerns the whole line."""
    def message(self, lang: str = "de") -> str:
        """The sentence, in 'de' or 'en'."""

class Findings:
    """What was odd in the data, with the names of the files."""

    def __len__(self) -> int: ...
    def __getitem__(self, i: int, /) -> Finding: ...
    def __iter__(self) -> Iterator[Finding]: ...
    def count(self, severity: str) -> int: ...
    def for_region(self, region: str) -> Findings:
        """Those about the region itself, then its state, then Germany, then those that list it among many."""
    def source(self, finding: Finding) -> str:
        """Name of the file a finding speaks of, empty for none."""
    def text(self, lang: _Language = "de", limit: int | None = None) -> str:
        """One line for each finding."""
    def to_dict(self, lang: _Language = "de") -> dict[str, list[Any]]:
        """Columns severity, code, message, source, row, column."""
    def to_pandas(self, lang: _Language = "de") -> Any:
        """A pandas DataFrame of the same columns."""
    def _repr_html_(self) -> str: ...
