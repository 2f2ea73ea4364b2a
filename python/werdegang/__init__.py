"""Education landscapes: official figures, indicators, pathways and reports."""

from werdegang import _availability, _core, _findings, datasets, frames
from werdegang._balance import Balance, balance, integerise
from werdegang._chain import chain
from werdegang._compare import rank, territory
from werdegang._compute import compute, indicators
from werdegang._core import (
    Cancelled,
    Codelist,
    DisclosurePolicy,
    Error,
    FileDescription,
    Finding,
    Findings,
    FormatError,
    FormulaError,
    Indicator,
    InvalidArgument,
    NotReleased,
    Observations,
    Period,
    Released,
    Source,
    Standing,
    StockEstimate,
    Table,
    TransitionParameters,
    UnknownName,
    __version__,
    codelist,
    kernels,
    known_tables,
    known_variables,
    missing_variables,
)
from werdegang._describe import Descriptions, describe
from werdegang._disclosure import as_published, protect
from werdegang._stocks import transitions_from_stocks
from werdegang._transition_parameters import transition_parameters
from werdegang.observations import concat, read_official
from werdegang.places import Places, read_places
from werdegang.report import Report, report

__all__ = [
    "Balance",
    "Cancelled",
    "Codelist",
    "Descriptions",
    "DisclosurePolicy",
    "Error",
    "FileDescription",
    "Finding",
    "Findings",
    "FormatError",
    "FormulaError",
    "Indicator",
    "InvalidArgument",
    "NotReleased",
    "Observations",
    "Period",
    "Places",
    "Released",
    "Report",
    "Source",
    "Standing",
    "StockEstimate",
    "Table",
    "TransitionParameters",
    "UnknownName",
    "__version__",
    "as_published",
    "balance",
    "chain",
    "codelist",
    "compute",
    "concat",
    "datasets",
    "describe",
    "indicators",
    "integerise",
    "kernels",
    "known_tables",
    "known_variables",
    "missing_variables",
    "protect",
    "rank",
    "read_official",
    "read_places",
    "report",
    "territory",
    "transition_parameters",
    "transitions_from_stocks",
]
