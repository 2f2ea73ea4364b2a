"""Results that have a table behind them."""

from __future__ import annotations

from typing import Any


class Tabular:
    """Hands out its `table` as dataframes and dictionaries."""

    table: Any

    def to_pandas(self) -> Any:
        """The table as a pandas DataFrame."""
        return self.table.to_pandas()

    def to_polars(self) -> Any:
        """The table as a polars DataFrame."""
        return self.table.to_polars()

    def to_dicts(self) -> list[dict[str, Any]]:
        """The table as one dictionary a row."""
        rows: list[dict[str, Any]] = self.table.to_dicts()
        return rows
