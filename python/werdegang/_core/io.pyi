"""Reading official files."""

from collections.abc import Callable
from typing import Any

from .observations import Observations

def known_tables() -> list[dict[str, Any]]:
    """The tables that have a descriptor: id, titles, method, row axis and codes, columns as (label, cell)."""

def _read_official(
    paths: list[str], keep_unknown: bool, check: bool, threads: int, progress: Callable[[float], Any] | None
) -> Observations: ...
def _read_official_from(name: str, bytes: bytes, keep_unknown: bool, check: bool) -> Observations: ...
