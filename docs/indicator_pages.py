"""A page for every indicator of the catalogue, with an example that is executed when the page is made."""

from __future__ import annotations

import ast
import contextlib
import io
import json
from functools import cache
from pathlib import Path

import werdegang as wg
from werdegang import _core, _indicator_text, _text

FOLDER = "indicators"
DISTRICT = "15084"
SAID = {
    "definition": ("definition", "Definition"),
    "numerator": ("numerator", "Zähler"),
    "denominator": ("denominator", "Nenner"),
    "reference_rule": ("reference dates", "Stichtage"),
    "place": ("counted where", "Ort der Zählung"),
    "territory": ("changes of borders", "Gebietsänderungen"),
    "source_statistic": ("who counts it", "Statistik"),
    "note": ("to be said beside it", "Hinweis"),
}


def cell(text: str) -> str:
    """A text inside a Markdown table."""
    return " ".join(text.split()).replace("|", "\\|")


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [[cell(text) for text in head], ["---"] * len(head), *([cell(text) for text in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


@cache
def demo() -> wg.Observations:
    return wg.datasets.demo()


@cache
def rows_of_the_demo() -> dict[str, tuple[str, str]]:
    """Indicator -> the region and the latest period for which the demo data give a value; the district comes first."""
    found: dict[str, tuple[str, str]] = {}
    for region in (DISTRICT, DISTRICT[:2], "DG"):
        result = wg.compute(demo(), regions=region)
        latest: dict[str, str] = {}
        for name, period, status in zip(result["indicator"], result["period"], result["status"], strict=True):
            if _core.has_value(status):
                latest[name] = max(latest.get(name, ""), period)
        for name, period in latest.items():
            found.setdefault(name, (region, period))
    return found


def executed(code: str) -> str:
    """What the code prints, `wg` and `obs` being there."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "example", "exec"), {"wg": wg, "obs": demo() if "obs" in code else None})
    return "\n".join(line.rstrip() for line in printed.getvalue().splitlines())


def blocks(code: str, before: str = "") -> str:
    """The code and what it prints; `before` is shown and not run again for every page."""
    return f"```py\n{before}{code}\n```\n\n```text\n{executed(code)}\n```"


def example(item: wg.Indicator) -> str:
    """The figures of the catalogue's example through the formula, or the call of the function; nothing where it is not computable."""
    if item.computable == "no":
        return ""
    if item.computable == "function":
        code = f"print({item.example})" if len(item.example) < 100 else f"result = {ast.unparse(ast.parse(item.example))}\nprint(result)"
        return blocks(code, "import werdegang as wg\n\n")
    figures = json.loads(item.example)
    inside = "".join(f"    {json.dumps(name, ensure_ascii=False)}: {json.dumps(value)},\n" for name, value in figures.items())
    return blocks(f'print(wg.evaluate("{item.id}", {{\n{inside}}}))', "import werdegang as wg\n\n")


def example_of_the_demo(item: wg.Indicator) -> str:
    """The rows of a district, where the embedded figures suffice."""
    if item.id not in rows_of_the_demo():
        return ""
    region, period = rows_of_the_demo()[item.id]
    return blocks(f'print(wg.compute(obs, "{item.id}", regions="{region}", periods="{period}"))', "obs = wg.datasets.demo()\n")


def way(item: wg.Indicator) -> str:
    """How it is computed, in words."""
    if item.computable == "no":
        return f"not yet: the part of the library for {_indicator_text.room_text(item.needs, 'en')} (`{item.needs}`) is missing"
    if item.computable == "function":
        return f"by the function `wg.{item.function}`"
    return "by `wg.compute` from observations, by `wg.evaluate` from plain numbers" + (f"; in its general form by `wg.{item.function}`" if item.function else "")


def plausible(item: wg.Indicator) -> str:
    if item.lowest is None or item.highest is None:
        return ""
    return f"{item.lowest:g} to {item.highest:g}; values outside are kept and flagged `out_of_range`"


def facts(item: wg.Indicator) -> list[list[str]]:
    unit = _text.unit_text(item.unit, "en")
    pairs = [
        ("formula", f"`{item.formula}`" if item.formula else ""),
        ("as mathematics writes it", f"`{item.expression}`"),
        ("computed", way(item)),
        ("unit", item.unit.replace("_", " ") + (f" ({unit})" if unit and unit != item.unit.replace("_", " ") else "") + f", printed with {item.decimals} decimal{'' if item.decimals == 1 else 's'}"),
        ("kind", item.kind),
        ("interval", item.interval.replace("_", " ").replace("wilson", "Wilson").replace("jeffreys", "Jeffreys").replace("byar", "Byar")),
        ("always broken down by", ", ".join(f"`{axis}`" for axis in item.default_by)),
        ("breakdowns", ", ".join(f"`{axis}`" for axis in item.breakdowns)),
        ("plausible range", plausible(item)),
        ("source tables", ", ".join(item.source_tables)),
        ("definition from", f"{item.reference} ({item.status}: {_text.definition_status(item.status, 'en')})"),
    ]
    return [[name, text] for name, text in pairs if text]


def said(item: wg.Indicator) -> list[list[str]]:
    """The texts, both languages beside each other."""
    rows = [[f"{name} / {german}", getattr(item, f"{field}_en"), getattr(item, f"{field}_de")] for field, (name, german) in SAID.items()]
    return [row for row in rows if row[1]]


def parts(item: wg.Indicator) -> list[list[str]]:
    """The variables of the formula."""
    known = {variable.id: variable for variable in wg.known_variables()}
    names = _core.formula_variables(item.formula) if item.formula else []
    return [[f"`{name}`", f"{known[name].label_en} ({known[name].label_de})", known[name].period_meaning.replace("_", " "), known[name].place] for name in names]


def page(item: wg.Indicator) -> str:
    """The page of one indicator, in Markdown."""
    pieces = [
        f"# {item.id}",
        f"**{item.label_en}** ({item.label_de})",
        table(["", "English", "Deutsch"], said(item)),
        table(["", ""], facts(item)),
    ]
    if item.formula:
        pieces += ["How a formula is read stands under [formulas](../formulas.md). What goes into this one:", table(["variable", "what it is", "a period means", "counted at"], parts(item))]
    given, district = example(item), example_of_the_demo(item)
    if given:
        pieces += ["## An example", given]
    else:
        pieces += ["## Not computable yet", f"The definition is here so that reports can name it; {way(item).removeprefix('not yet: ')}. `wg.compute` refuses it with this reason."]
    if district:
        region = _core.find_region(rows_of_the_demo()[item.id][0])
        pieces += [f"## From official figures: {region.name if region else 'Germany'}", district]
    return "\n\n".join(pieces) + "\n"


def overview() -> str:
    """Every area with its indicators, one line each, and the table of contents that leads to their pages."""
    pieces = []
    for code, label_de, label_en in _core.known_areas():
        own = [item for item in wg.indicators if item.area == code]
        rows = [[f"[{item.id}]({FOLDER}/{item.id}.md)", item.label_en, item.label_de, item.status, item.needs and f"needs {item.needs}" or item.computable] for item in own]
        names = "\n".join(f"{FOLDER}/{item.id}" for item in own)
        pieces.append(f"## {code} {label_en} ({label_de})\n\n{table(['id', 'label', 'Bezeichnung', 'status', 'computed by'], rows)}\n\n```{{toctree}}\n:hidden:\n:maxdepth: 1\n\n{names}\n```")
    return "\n\n".join(pieces)


def write(docs: Path) -> None:
    """All pages into the folder; what has not changed is left as it is, what no longer exists is removed."""
    folder = docs / FOLDER
    folder.mkdir(exist_ok=True)
    pages = {f"{item.id}.md": page(item) for item in wg.indicators}
    for path in folder.glob("*.md"):
        if path.name not in pages:
            path.unlink()
    for name, text in pages.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
