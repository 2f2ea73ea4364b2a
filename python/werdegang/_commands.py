"""The commands behind `werdegang`. Needs the extra `cli` (typer, rich)."""

from __future__ import annotations

import csv
import functools
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid

import werdegang as wg
from werdegang import _folder, _terminal, _text
from werdegang._terminal import Waiting, say

app = typer.Typer(name="werdegang", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
                  help="Education reports of districts from official figures.")
out = Console(highlight=False)
err = Console(stderr=True, highlight=False, soft_wrap=True)

Lang = Annotated[str, typer.Option("--lang", help="Language of the output: de or en.", metavar="de|en")]
Paths = Annotated[list[Path], typer.Argument(help="Files or folders of official tables (csv).", show_default=False)]


def readable(command: Callable[..., None]) -> Callable[..., None]:
    """Prints an expected error as one line and ends with exit code 2."""
    @functools.wraps(command)
    def wrapped(*args: Any, **options: Any) -> None:
        try:
            if options.get("lang") not in (None, *_text.LANGUAGES):
                raise wg.InvalidArgument(f"language '{options['lang']}': expected de or en")
            command(*args, **options)
        except (wg.Error, OSError, ImportError) as error:
            err.print(f"[bold]werdegang:[/] {escape(' '.join(str(error).split()))}")
            raise typer.Exit(2) from None
    return wrapped


@app.command()
@readable
def report(
    region: Annotated[str, typer.Argument(help="Key or name of a district, such as 15084 or Burgenlandkreis.", show_default=False)],
    data: Annotated[Path | None, typer.Option("--data", help="Folder of original tables; without it the figures of the package.")] = None,
    lang: Lang = "de",
    output: Annotated[Path | None, typer.Option("--out", help="The page to write; the workbook is put beside it.")] = None,
    peer: Annotated[list[str] | None, typer.Option("--peer", help="A district to compare with instead of those of the state; repeatable.")] = None,
) -> None:
    """Write the report of a district: one HTML page and one workbook."""
    with Waiting(err) as waiting:
        observations = _read([data], waiting.part(0, 0.5)) if data else wg.datasets.demo()
        name = output or Path(f"werdegang-{_slug(region)}-{lang}.html")
        made = wg.report(observations, region, lang=lang, path=name, peers=peer or None, progress=waiting.part(0.5 if data else 0, 1))
    _say_where(made, lang)
    for line in made.missing_lines():
        out.print(say(lang, f"  nicht berechnet: {line}", f"  not computed: {line}"), style="dim", markup=False, soft_wrap=True)


@app.command()
@readable
def demo(
    lang: Annotated[str | None, typer.Option("--lang", help="Only this language; without it German and English.", metavar="de|en")] = None,
    region: Annotated[str, typer.Option("--region", help="A district of Niedersachsen, Sachsen-Anhalt or Thüringen.")] = "15084",
    output: Annotated[Path, typer.Option("--out", help="Folder for the reports.")] = Path("werdegang-demo"),
) -> None:
    """Write the reports of a district from the figures of the package and show some of them."""
    languages = [lang] if lang else list(_text.LANGUAGES)
    observations = wg.datasets.demo()
    code = wg.report(observations, region, path=None).model.region.code if region not in observations.regions() else region
    output.mkdir(parents=True, exist_ok=True)
    made = []
    with Waiting(err) as waiting:
        for number, language in enumerate(languages):
            share = waiting.part(number / len(languages), (number + 1) / len(languages))
            made.append(wg.report(observations, code, lang=language, path=output / f"{code}-{language}.html", progress=share))
    out.print(_terminal.results(made[0].model))
    for item, language in zip(made, languages, strict=True):
        _say_where(item, language)


@app.command()
@readable
def indicators(
    text: Annotated[str, typer.Argument(help="Words to look for in ids, names, definitions and notes.")] = "",
    lang: Lang = "de",
) -> None:
    """List the indicators of the catalogue."""
    found = wg.indicators.find(text)
    if not found:
        near = ", ".join(found.nearest)
        raise wg.UnknownName(f"no indicator holds '{text}' in its id, name, definition or notes" + (f"; there are: {near}" if near else ""))
    grid = Grid(box=None, pad_edge=False)
    for head in say(lang, "Kennung|Kennzahl|Definition", "id|indicator|definition").split("|"):
        grid.add_column(head)
    for item in found:
        grid.add_row(item.id, say(lang, item.label_de, item.label_en), say(lang, item.definition_de, item.definition_en))
    out.print(grid)


@app.command()
@readable
def check(
    paths: Paths,
    lang: Lang = "de",
    everything: Annotated[bool, typer.Option("--all", help="Print all findings, not only the first ones of each kind.")] = False,
) -> None:
    """Read tables and lists and say what is in them and what is odd. Ends with exit code 1 when something could not be read."""
    with Waiting(err) as waiting:
        entries = _folder.look(_existing(paths, lang), waiting.part(0, 0.7))
        tables = [entry.path for entry in entries if entry.tables]
        observations = wg.read_official(*tables, progress=waiting.part(0.7, 1)) if tables else None
    if not entries:
        where = ", ".join(map(str, paths))
        raise wg.InvalidArgument(say(lang, f"{where}: hier liegt keine Datei; erwartet werden Tabellen oder Listen von Orten", f"{where}: there is no file; expected tables or lists of places"))
    _terminal.print_entries(out, entries, lang)
    if observations is not None:
        _terminal.print_totals(out, observations, lang)
    _terminal.print_counts(out, entries, lang)
    if observations is not None:
        _terminal.print_findings(out, observations.findings, lang, everything)
    if any(entry.broken for entry in entries) or (observations is not None and observations.findings.count("error")):
        raise typer.Exit(1)


@app.command()
@readable
def convert(
    paths: Paths,
    output: Annotated[Path, typer.Option("--out", help="The tidy table to write: .csv or .parquet (parquet needs the extra arrow).", show_default=False)],
    variable: Annotated[list[str] | None, typer.Option("--variable", help="Only this variable; repeatable.")] = None,
    region: Annotated[list[str] | None, typer.Option("--region", help="Only this region; repeatable.")] = None,
) -> None:
    """Write official tables as one tidy table: variable, region, period, breakdowns, value, status, flags, unit, source."""
    kind = output.suffix.lower()
    if kind not in (".csv", ".parquet"):
        raise wg.InvalidArgument(f"--out '{output}': expected a name that ends in .csv or .parquet")
    with Waiting(err) as waiting:
        observations = _read(paths, waiting.part(0, 0.6))
        table = observations.filter(variable=variable or None, region=region or None).table()
        handle, temporary = tempfile.mkstemp(prefix=".werdegang-", suffix=kind, dir=output.parent)
        os.close(handle)
        try:
            _write_csv(table, temporary) if kind == ".csv" else _write_parquet(table, temporary)
            os.replace(temporary, output)
        finally:
            Path(temporary).unlink(missing_ok=True)
    out.print(f"{output}: {len(table):,} rows")


def _write_csv(table: wg.Table, path: str) -> None:
    columns = [["" if value is None else value for value in table[name].tolist()] for name in table.column_names]
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.column_names)
        writer.writerows(zip(*columns, strict=True))


def _write_parquet(table: wg.Table, path: str) -> None:
    arrow = table.to_arrow()
    import pyarrow.parquet

    pyarrow.parquet.write_table(arrow, path)


def _existing(paths: list[Path], lang: str = "en") -> list[Path]:
    missing = next((path for path in paths if not path.exists()), None)
    if missing:
        raise FileNotFoundError(say(lang, f"{missing} gibt es nicht: erwartet werden Dateien oder Ordner mit amtlichen Tabellen",
                                    f"{missing} does not exist: expected files or folders of official tables"))
    return paths


def _read(paths: list[Path], progress: Callable[[float], None]) -> wg.Observations:
    return wg.read_official(*_existing(paths), progress=progress)


def _say_where(made: wg.Report, lang: str) -> None:
    count = len(made.computed)
    out.print(say(lang, f"{made.path.resolve()} ({count} Kennzahlen; Tabellen: {made.workbook.name})",
                  f"{made.path.resolve()} ({count} indicators; tables: {made.workbook.name})"), markup=False, soft_wrap=True)


def _slug(text: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in text.casefold()).strip("-")
