"""Optional packages of the report, imported when they are first needed."""

from __future__ import annotations

import importlib
from types import ModuleType


def require(module: str) -> ModuleType:
    """Imports a package of the ``report`` extra, or says how to get it."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise ImportError(f"{module} is not installed; it comes with: pip install 'werdegang[report]'") from error
