"""From observations to a finished report: `werdegang.report`."""

from __future__ import annotations

import html
import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .. import _text
from .._compute import indicators
from .._core import DisclosurePolicy, InvalidArgument, Observations, Period, __version__, find_region, missing_variables
from ..observations import code_in, observations_in
from . import appendix, chapters, missing, places, strips
from . import model as m
from .gate import Gate
from .measures import Computed, compute_all, indicator_row
from .places import Setting
from .tables import gap_lines
from .texts import load

DEMONSTRATION = "werdegang.datasets/"
"""Sources whose file name begins like this are the figures embedded in the package."""


@dataclass(frozen=True)
class Report:
    """A finished report: where it lies, which indicators it holds, and which not and why.

    `path` and `workbook` are None when nothing was written. In a notebook the report shows itself.
    """

    model: m.ReportModel
    computed: tuple[str, ...]
    not_computed: dict[str, str]
    path: Path | None = None
    workbook: Path | None = None
    _page: str = field(default="", repr=False)

    @property
    def html(self) -> str:
        """The whole page as text."""
        return self._page

    def missing_lines(self) -> list[str]:
        """What the figures do not suffice for, an area a line with the figure that would help most."""
        return gap_lines(self.model.gaps, load(self.model.language)) if self.model.gaps else []

    def _repr_html_(self) -> str:
        page = html.escape(self._page, quote=True)
        return f'<iframe srcdoc="{page}" style="width:100%;height:80vh;border:1px solid #ccc" title="{html.escape(self.model.region.name)}"></iframe>'

    def __repr__(self) -> str:
        where = f"{self.path}" if self.path else "not written"
        return f"Report({self.model.region.name}: {where}; {len(self.computed)} indicators computed, {len(self.not_computed)} not)"


def report(
    observations: Observations,
    region: str,
    landscape: Any = None,
    peers: Iterable[str] | None = None,
    lang: str = "de",
    path: str | os.PathLike[str] | None = "report.html",
    policy: DisclosurePolicy | None = None,
    progress: Callable[[float], Any] | None = None,
) -> Report:
    """Write a district's education report: one HTML page, and beside it a workbook with all tables.

    `region` is the key or the name of a district (or of a state); `peers` replaces the districts of its state in the
    charts. Figures an office has released pass as they are, figures of your own only under a `policy`. `path=None`
    writes nothing. Needs the extra `report`.
    """
    if landscape is not None:
        raise InvalidArgument("a landscape in report: this version reports figures only, expected None")
    if lang not in _text.LANGUAGES:
        raise InvalidArgument(f"language '{lang}' in report: expected one of {', '.join(_text.LANGUAGES)}")
    if path is not None and Path(path).suffix.lower() not in (".html", ".htm"):
        raise InvalidArgument(f"path '{os.fspath(path)}' in report: expected a name that ends in .html")
    workbook = Path(path).with_suffix(".xlsx") if path is not None else None
    model, computed = build_model(observations, region, peers=peers, lang=lang, policy=policy, workbook=workbook.name if workbook else "",
                                  progress=progress)
    from .render_html import render_html

    page = render_html(model)
    if workbook is not None:
        _write(model, page, Path(path), workbook)
    if progress:
        progress(1.0)
    ids = tuple(dict.fromkeys(measure.indicator.id for measure in computed.measures))
    reasons = {item.indicator: _reason(observations, item) for item in model.not_computed}
    return Report(model, ids, reasons, Path(path) if path is not None else None, workbook, page)


def _reason(observations: Observations, item: m.NotComputed) -> str:
    """Why an indicator is not there, with the names of the missing variables as `Observations.from_frame` takes them."""
    names = missing_variables(observations, indicators[item.indicator])
    return f"{item.reason} [{', '.join(names)}]" if names else item.reason


def build_model(
    observations: Observations,
    region: str,
    *,
    peers: Iterable[str] | None = None,
    lang: str = "de",
    policy: DisclosurePolicy | None = None,
    workbook: str = "",
    progress: Callable[[float], Any] | None = None,
) -> tuple[m.ReportModel, Computed]:
    """Everything a report shows as plain data, and the measures it was made from."""
    observations_in(observations, "report")
    code = places.resolve(observations, code_in(region, "report"))
    setting = places.setting(observations, code, _peers(peers), lang)
    gate = Gate(observations, policy)
    computed = compute_all(gate, setting, lang, progress)
    if not computed.measures:
        raise InvalidArgument(f"no indicator can be computed for region '{code}': expected figures of the tables that wg.known_tables() lists")
    parts = _parts(gate, computed, setting, lang)
    keys = dict.fromkeys(key for part in parts.values() for figure in m.walk(part) for key in figure.source)
    sources = appendix.sources(observations, keys, lang)
    until = _until(computed, setting)
    not_computed, gaps = missing.look(observations, list(computed.absent), setting, lang)
    model = m.ReportModel(
        language=lang, region=setting.region, state=setting.state, country=setting.country, group=setting.group, territory_date=until,
        data_date=max((source.as_of for source in sources if source.as_of), default=until), sources=sources,
        findings=appendix.findings(observations, computed, setting, lang), unknowns=chapters.unknowns(lang),
        definitions=appendix.definitions(computed, lang),
        not_computed=not_computed, gaps=gaps,
        territory_note=appendix.territory(setting, until, lang), workbook=workbook, producer=f"werdegang {__version__}",
        demonstration=any(source.file.startswith(DEMONSTRATION) for source in observations.sources), **parts)
    return model, computed


def _peers(peers: Iterable[str] | None) -> list[str] | None:
    """The codes or names of the peers; a single text is one of them."""
    if peers is None:
        return None
    if not isinstance(peers, Iterable):
        raise InvalidArgument(f"peers={peers!r} in report: expected a list of codes as text, such as ['15083', '16062']")
    return [code_in(peer, "peers of report") for peer in ([peers] if isinstance(peers, str) else peers)]


def _parts(gate: Gate, computed: Computed, setting: Setting, lang: str) -> dict[str, Any]:
    """The parts of the model that hold figures."""
    return {
        "key_numbers": chapters.key_numbers(computed, setting, lang),
        "sentences": chapters.sentences(computed, setting, lang),
        "ladder": chapters.ladder(gate, computed, setting, lang),
        "certificates": chapters.certificates(computed, setting, lang),
        "trends": chapters.trends(computed, setting, lang),
        "dots": chapters.dots(computed, setting, lang),
        "indicators": tuple(indicator_row(measure, setting, lang) for measure in computed.shown),
        "strips": tuple(strips.strip(measure, setting, lang) for measure in computed.shown),
        "tables": appendix.tables(gate, computed, setting, lang),
    }


def _until(computed: Computed, setting: Setting) -> str:
    """The last day of the figures, at most the last day of the region: the date of its territory."""
    last = max(Period(measure.period).last_day for measure in computed.measures)
    gone = find_region(setting.region.code).last_day
    return min(last, gone) if gone else last


def _write(model: m.ReportModel, page: str, path: Path, workbook: Path) -> None:
    """Both files or none: they are finished beside their places and then moved."""
    from .render_xlsx import render_xlsx

    if not os.path.isdir(path.parent):
        raise InvalidArgument(f"folder '{path.parent}' of path '{path}' does not exist")
    if os.path.isdir(path):
        raise InvalidArgument(f"path '{path}' in report is a folder: expected the name of a file")
    try:
        with tempfile.TemporaryDirectory(prefix=".werdegang-", dir=path.parent) as folder:
            first, second = Path(folder, "report.html"), Path(folder, "report.xlsx")
            first.write_text(page, encoding="utf-8")
            render_xlsx(model, second)
            os.replace(second, workbook)
            os.replace(first, path)
    except OSError as error:
        raise type(error)(error.errno, f"the report cannot be written: {error.strerror or error}", str(path)) from None
