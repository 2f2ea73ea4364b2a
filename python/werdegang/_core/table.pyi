"""Results as columns."""

from collections.abc import Iterable
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from .core import Codelist

_Choice = str | int | float | None
_Array = NDArray[Any]
_Kind = Literal["dot_strip", "funnel", "heat_map", "map", "small_multiples", "trend"]

class Table:
    """A result: columns of one length, immutable; speaks the Arrow C stream protocol."""

    def __len__(self) -> int: ...
    @property
    def column_names(self) -> list[str]: ...
    def role(self, name: str) -> str:
        """dimension, count, measure, bound, quality or text."""
    def codelist(self, name: str) -> Codelist | None:
        """The meaning of a code column, None for other columns."""
    def __getitem__(self, name: str) -> _Array:
        """A column: numbers as a (masked) array, codes and texts as strings."""
    def filter(self, **conditions: _Choice | Iterable[_Choice]) -> Table:
        """The rows in which every named column has the value, or one of the values, given."""
    def to_pandas(self) -> Any:
        """A pandas DataFrame."""
    def to_polars(self) -> Any:
        """A polars DataFrame."""
    def to_arrow(self) -> Any:
        """A pyarrow Table."""
    def to_dicts(self) -> list[dict[str, Any]]:
        """One dictionary a row, with None for null."""
    def plot(self, kind: _Kind | None = None, **options: Any) -> Any:
        """A picture of the table (a matplotlib figure): the kind named, or the one that fits; see `werdegang.plot`."""
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...
    def _filter(self, keep: NDArray[np.bool_]) -> Table: ...
    def _take(self, rows: list[int]) -> Table: ...
    def _column(self, name: str) -> tuple[str, int, str, Any, Any]: ...
    def _repr_html_(self) -> str: ...

def _import_table(source: object, place: str) -> Table: ...
def _make_table(columns: list[tuple[str, str, Any, Any]], place: str) -> Table: ...
def _join_columns(parts: list[Table]) -> Table: ...
