"""What the commands print: grids, findings by severity, a progress bar for long work. Needs the extra `cli`."""

from __future__ import annotations

import re
import textwrap
import time
from collections import Counter
from collections.abc import Callable
from types import TracebackType

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table as Grid

import werdegang as wg
from werdegang import _place_lists, _text
from werdegang._folder import Entry
from werdegang.report import content
from werdegang.report.model import IndicatorRow, ReportModel

PATIENCE = 2.0
"""Seconds before a progress bar appears."""
EXAMPLES = 5
SHOWN = ("D.leaver_share_by_qualification", "B.staff_share_50plus", "D.second_chance_hsa_share", "C.care_rate_u3", "C.care_rate_3_5",
         "A.youth_unemployment_rate", "A.share_under_18")
SEVERITIES = {"error": ("Fehler", "errors"), "warning": ("Warnungen", "warnings"), "info": ("Hinweise", "notes")}


def say(language: str, german: str, english: str) -> str:
    """The text of a language."""
    return _text.pick(language, german, english)


class Waiting:
    """A progress bar that appears when the work takes longer than two seconds and the terminal can show it."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._started = time.monotonic()
        self._bar: Progress | None = None

    def __enter__(self) -> Waiting:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()

    def part(self, first: float, last: float) -> Callable[[float], None]:
        """A callback for one stage of the work, from `first` to `last` of the whole."""
        return lambda share: self._show(first + (last - first) * share)

    def _show(self, share: float) -> None:
        if self._bar is None:
            if time.monotonic() - self._started < PATIENCE or not self._console.is_terminal:
                return
            self._bar = Progress(TextColumn("werdegang"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"), TimeElapsedColumn(),
                                 console=self._console, transient=True)
            self._bar.add_task("work", total=1.0)
            self._bar.start()
        self._bar.update(self._bar.task_ids[0], completed=share)


def results(model: ReportModel) -> Grid:
    """A short table of a report's figures."""
    language = model.language
    grid = Grid(title=f"{model.region.name} ({model.region.code})", title_justify="left", title_style="bold", box=None, pad_edge=False)
    grid.add_column(say(language, "Kennzahl", "indicator"), max_width=42)
    for head in say(language, "Kreis|Land|Bund|Rang im Land", "district|state|Germany|rank in the state").split("|"):
        grid.add_column(head, justify="right", no_wrap=True)
    for row in sorted((row for row in model.indicators if _is_shown(row, language)), key=lambda row: SHOWN.index(row.indicator)):
        grid.add_row(escape(row.name), *_cells(row, language))
    grid.caption = say(language, "Rang: 1 = niedrigster Wert, dahinter der 95-%-Bereich", "rank: 1 = lowest value, then its 95% range")
    grid.caption_justify = "left"
    return grid


def _is_shown(row: IndicatorRow, language: str) -> bool:
    """The chosen indicators; of the certificates only the two ends."""
    if row.indicator != SHOWN[0]:
        return row.indicator in SHOWN
    return row.name in [content.say(content.MEMBERS["certificate"][code], language) for code in ("without_hsa", "ahr")]


def _cells(row: IndicatorRow, language: str) -> list[str]:
    values = [figure.text(language) if figure else "" for figure in (row.own, row.state, row.country)]
    if row.rank is None:
        return [*values, ""]
    sure = row.rank.lower == row.rank.upper
    rank = say(language, f"{row.rank.position} von {row.rank.of}", f"{row.rank.position} of {row.rank.of}")
    return [*values, rank if sure else f"{rank} ({row.rank.lower}–{row.rank.upper})"]


def print_entries(console: Console, entries: list[Entry], language: str) -> None:
    """What is in each file, one below the other; a file that cannot be read says why and what to do."""
    for entry in entries:
        for table in entry.tables:
            name, *lines = table.text(language, findings=0).split("\n")
            _print_block(console, name, lines)
        if entry.places is not None:
            _print_block(console, entry.path.name, _place_lists.lines(_place_lists.PlacesDescription(entry.path.name, entry.places), language))
        if entry.problem:
            _print_block(console, entry.path.name, ["  " + say(language, "nicht gelesen  ", "not read  ") + say(language, *entry.problem)])


def _print_block(console: Console, name: str, lines: list[str]) -> None:
    """A name and lines of two columns; what is too long goes on below its own column."""
    console.print(f"[bold]{escape(name)}[/]", soft_wrap=True)
    for line in lines:
        head = re.match(r"  (\S.*?\S|\S)?  +(- )?(?=\S)", line)
        indent = head.end() if head else 2
        console.print(escape("\n".join(textwrap.wrap(line, max(40, console.width), subsequent_indent=" " * indent, drop_whitespace=True, break_on_hyphens=False))),
                      soft_wrap=True)


def print_totals(console: Console, observations: wg.Observations, language: str) -> None:
    """How much there is in all tables together."""
    years = sorted({period[:4] for period in observations.periods()})
    districts = sum(len(code) == 5 for code in observations.regions())
    span = f"{years[0]}–{years[-1]}" if years else "–"
    figures = _text.number(len(observations), 0, language)
    console.print(say(language, f"\n{figures} Werte, {len(observations.variables())} Größen, {districts} Kreise, {span}",
                      f"\n{figures} figures, {len(observations.variables())} variables, {districts} districts, {span}"))


def print_counts(console: Console, entries: list[Entry], language: str) -> None:
    """How many files are what."""
    tables, lists = sum(bool(entry.tables) for entry in entries), [entry.places for entry in entries if entry.places is not None]
    places, left = sum(len(each) for each in lists), sum(entry.problem is not None for entry in entries)
    console.print(say(language, f"{len(entries)} Dateien: {tables} mit Tabellen, {len(lists)} Listen mit {_text.number(places, 0, language)} Orten, {left} nicht gelesen",
                      f"{len(entries)} files: {tables} with tables, {len(lists)} lists of {_text.number(places, 0, language)} places, {left} not read"))


def _where(findings: wg.Findings, item: wg.Finding, language: str) -> str:
    """File, line and column of a finding, as far as they are known."""
    parts = [findings.source(item)]
    if item.row >= 0:
        parts.append(say(language, f"Zeile {item.row}", f"line {item.row}"))
    if item.column >= 0:
        parts.append(say(language, f"Spalte {item.column}", f"column {item.column}"))
    return f" ({', '.join(parts)})" if parts[0] else ""


def print_findings(console: Console, findings: wg.Findings, language: str, everything: bool) -> None:
    """Findings by severity, the gravest first; of each code the first ones unless everything is asked for."""
    for severity, words in SEVERITIES.items():
        chosen = [item for item in findings if item.severity == severity]
        console.print(f"\n[bold]{_text.number(len(chosen), 0, language)} {say(language, *words)}[/]")
        counts, shown = Counter(item.code for item in chosen), Counter()
        for item in chosen:
            shown[item.code] += 1
            if everything or shown[item.code] <= EXAMPLES:
                console.print(f"  {escape(item.message(language))}[dim]{escape(_where(findings, item, language))}[/]")
            elif shown[item.code] == EXAMPLES + 1:
                rest = counts[item.code] - EXAMPLES
                console.print(say(language, f"  … {rest} weitere ({item.code})", f"  … {rest} more ({item.code})"), style="dim")


__all__ = ["Waiting", "print_counts", "print_entries", "print_findings", "print_totals", "results", "say"]
