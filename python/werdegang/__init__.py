"""Education landscapes: official figures, indicators, pathways and reports."""

from werdegang import _availability, _core, _findings, datasets, frames, plot
from werdegang._balance import Balance, balance, integerise
from werdegang._builder import LandscapeBuilder
from werdegang._chain import chain
from werdegang._check_figures import Printed, check_figures
from werdegang._check_published import CheckedSeries, CheckedTables, check_published
from werdegang._checked_figures import CheckedFigure, CheckedFigures
from werdegang._compare import rank, territory
from werdegang._comparison import Trend, compare, trend
from werdegang._compute import compute, evaluate, indicators, what_is_missing
from werdegang._core import (
    Cancelled,
    Codelist,
    DisclosurePolicy,
    Error,
    FileDescription,
    Finding,
    Findings,
    Flows,
    FormatError,
    FormulaError,
    Indicator,
    InvalidArgument,
    Landscape,
    NotReleased,
    Observations,
    Peers,
    Period,
    RatioMatrix,
    ReconstructedCohort,
    Released,
    SimilarGroups,
    Source,
    Stage,
    Standing,
    StockEstimate,
    Table,
    TransitionMatrix,
    TransitionParameters,
    UnknownName,
    __version__,
    codelist,
    kernels,
    known_stages,
    known_tables,
    known_variables,
    landscape_codelist,
    missing_variables,
)
from werdegang._describe import Descriptions, describe
from werdegang._disclosure import as_published, protect
from werdegang._matrices import flow_rates, reconstructed_cohort
from werdegang._peers import peers, similar_groups
from werdegang._place_lists import PlacesDescription
from werdegang._printed import rounded
from werdegang._stocks import transitions_from_stocks
from werdegang._transition_parameters import transition_parameters
from werdegang.flows import ratio_matrix
from werdegang.observations import concat, read_official
from werdegang.places import Places, read_places
from werdegang.report import Report, report
from werdegang.report.sentence import sentence
from werdegang.sankey import Sankey, sankey

__all__ = [
    "Balance",
    "Cancelled",
    "CheckedFigure",
    "CheckedFigures",
    "CheckedSeries",
    "CheckedTables",
    "Codelist",
    "Descriptions",
    "DisclosurePolicy",
    "Error",
    "FileDescription",
    "Finding",
    "Findings",
    "Flows",
    "FormatError",
    "FormulaError",
    "Indicator",
    "InvalidArgument",
    "Landscape",
    "LandscapeBuilder",
    "NotReleased",
    "Observations",
    "Peers",
    "Period",
    "Places",
    "PlacesDescription",
    "Printed",
    "RatioMatrix",
    "ReconstructedCohort",
    "Released",
    "Report",
    "Sankey",
    "SimilarGroups",
    "Source",
    "Stage",
    "Standing",
    "StockEstimate",
    "Table",
    "TransitionMatrix",
    "TransitionParameters",
    "Trend",
    "UnknownName",
    "__version__",
    "as_published",
    "balance",
    "chain",
    "check_figures",
    "check_published",
    "codelist",
    "compare",
    "compute",
    "concat",
    "datasets",
    "describe",
    "evaluate",
    "flow_rates",
    "indicators",
    "integerise",
    "kernels",
    "known_stages",
    "known_tables",
    "known_variables",
    "landscape_codelist",
    "missing_variables",
    "peers",
    "plot",
    "protect",
    "rank",
    "ratio_matrix",
    "read_official",
    "read_places",
    "reconstructed_cohort",
    "report",
    "rounded",
    "sankey",
    "sentence",
    "similar_groups",
    "territory",
    "transition_parameters",
    "transitions_from_stocks",
    "trend",
    "what_is_missing",
]
