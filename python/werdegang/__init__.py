"""Education landscapes: official figures, indicators, pathways and reports."""

from werdegang._core import __version__

__all__ = ["__version__"]
