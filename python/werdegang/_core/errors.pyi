"""The caller's mistakes."""

class Error(Exception):
    """Base of all errors of this package."""

class InvalidArgument(Error, ValueError):
    """A value that cannot be used; the message names it, the place and what was expected."""

class UnknownName(Error, LookupError):
    """A name nobody knows."""

    nearest: list[str]
    """The known names most like it."""

class FormatError(Error, ValueError):
    """A file that is not what it should be."""

    file: str
    line: int
    """1-based, 0 = the whole file."""

class FormulaError(Error, ValueError):
    """A formula that cannot be read."""

    position: int
    """In bytes, from 0."""

class NotReleased(Error, TypeError):
    """Figures that were not released were about to be published."""

class Cancelled(Error):
    """The computation was stopped on request."""
