"""Reading lists of institutions."""

from .findings import Findings
from .table import Table

def _read_places(name: str, bytes: bytes | None, kind: str, crs: int, columns: dict[str, str]) -> tuple[Table, Findings]: ...
