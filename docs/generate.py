"""Pages that are made from the catalogue and from the code: a line `<!-- generated: NAME -->` becomes Markdown."""

from __future__ import annotations

import ast
import re
import sys
from functools import cache
from pathlib import Path

import werdegang as wg

sys.path.insert(0, str(Path(__file__).parent))
import indicator_pages
from indicator_pages import cell, table

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = Path(wg.__file__).parent
MARK = re.compile(r"^<!-- generated: (\w+) -->$", re.MULTILINE)


def catalogue(name: str) -> dict:
    return tomllib.loads((ROOT / "catalogue" / name).read_text(encoding="utf-8"))


def finding_kinds() -> list[dict]:
    """Every entry of the registry, file by file."""
    return [entry for path in sorted((ROOT / "catalogue" / "findings").glob("*.toml")) for entry in catalogue(f"findings/{path.name}")["finding"]]


def indicators() -> str:
    """The areas and what is in them; the pages themselves are written by `indicator_pages.write`."""
    return indicator_pages.overview()


def tables() -> str:
    """The official tables that have a descriptor."""
    rows = []
    for item in wg.known_tables():
        variables = dict.fromkeys(reference.split("[")[0] for _, reference in item["columns"])
        rows.append([item["id"], f"{item['title_en']} ({item['title_de']})", item["method"], ", ".join(f"`{name}`" for name in variables)])
    return table(["table", "what is in it", "method", "variables"], rows)


def variables() -> str:
    from werdegang._core import known_variables

    return table(["variable", "what it is", "a period means", "counted at"],
                 [[f"`{item.id}`", item.label_en, item.period_meaning.replace("_", " "), item.place] for item in known_variables()])


def findings() -> str:
    return table(["code", "severity", "what it says"],
                 [[f"`{item['code']}`", item["severity"], item["text_en"]] for item in finding_kinds()])


def headers() -> str:
    """Every public header with the sentence it begins with."""
    folder = ROOT / "include" / "werdegang"

    def listed(paths: list[Path]) -> str:
        rows = []
        for path in paths:
            first = next((line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("//")), "")
            rows.append([f"`werdegang/{path.relative_to(folder).as_posix().removesuffix('.in')}`", first.lstrip("/ ")])
        return table(["header", "what is in it"], rows)

    parts = [listed(sorted(path for path in folder.iterdir() if path.is_file()))]
    for module in sorted(path for path in folder.iterdir() if path.is_dir()):
        parts.append(f"## {module.name}\n\n" + listed(sorted(module.iterdir())))
    return "\n\n".join(parts)


def modules() -> list[ast.Module]:
    """The stubs of the compiled part and the Python modules, parsed."""
    paths = [*sorted(PACKAGE.glob("_core/*.pyi")), *sorted(PACKAGE.glob("*.py")), PACKAGE / "report" / "build.py", PACKAGE / "report" / "sentence.py"]
    return [ast.parse(path.read_text(encoding="utf-8")) for path in paths if path.name not in ("kernels.pyi", "_commands.py")]


def definitions() -> dict[str, ast.FunctionDef | ast.ClassDef]:
    """Functions and classes by name."""
    return {node.name: node for module in modules() for node in module.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}


@cache
def aliases() -> dict[str, str]:
    """What private names of types stand for."""
    nodes = [node for module in modules() for node in module.body if isinstance(node, ast.Assign)]
    return {node.targets[0].id: ast.unparse(node.value) for node in nodes if isinstance(node.targets[0], ast.Name) and node.targets[0].id.startswith("_")}


def signature(node: ast.FunctionDef, owner: str = "") -> str:
    """As it is called: without `self`, with types and defaults."""
    node = ast.parse(ast.unparse(node)).body[0]
    arguments = node.args
    for group in (arguments.posonlyargs, arguments.args):
        if group and group[0].arg == "self":
            del group[0]
    result = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    pieces = [re.sub(r"^(\w+: .+?)=", r"\1 = ", piece) for piece in split(ast.unparse(arguments))]
    line = f"{owner}{node.name}({', '.join(pieces)}){result}"
    if len(line) > 90:
        line = f"{owner}{node.name}(\n" + "".join(f"    {piece},\n" for piece in pieces) + f"){result}"
    return re.sub(r"\b_[A-Z]\w+\b", lambda match: aliases().get(match[0], match[0]), line)


def split(arguments: str) -> list[str]:
    """Arguments at the commas outside of brackets."""
    pieces, depth, start = [], 0, 0
    for position, character in enumerate(arguments):
        depth += (character in "[(") - (character in "])")
        if character == "," and depth == 0:
            pieces.append(arguments[start:position].strip())
            start = position + 1
    return [piece for piece in (*pieces, arguments[start:].strip()) if piece]


def docstring(node: ast.AST) -> str:
    text = ast.get_docstring(node) or ""
    return re.sub(r":\w+:`([^`]+)`", r"`\1`", text).replace("``", "`").replace("<", "&lt;")


def is_property(node: ast.FunctionDef) -> bool:
    return any(isinstance(item, ast.Name) and item.id == "property" for item in node.decorator_list)


def class_section(name: str, node: ast.ClassDef) -> str:
    parts = [f"### {name}", docstring(node)]
    properties, methods = [], []
    for item in node.body:
        if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name) and not item.target.id.startswith("_"):
            properties.append(f"`{item.target.id}`")
        if not isinstance(item, ast.FunctionDef) or item.name.startswith("_"):
            continue
        if is_property(item):
            said = " ".join(docstring(item).split())
            properties.append(f"`{item.name}`" + (f" ({said.rstrip('.')})" if said else ""))
        else:
            methods.append(f"```py\n{signature(item, name + '.')}\n```\n\n{docstring(item)}")
    if properties:
        parts.append("Properties: " + ", ".join(properties) + ".")
    return "\n\n".join(part for part in [*parts, *methods] if part)


def python_api() -> str:
    known = definitions()
    known["indicators"] = known["Indicators"]
    functions, classes, errors = [], [], []
    for name in sorted(wg.__all__, key=str.lower):
        node = known.get(name)
        if isinstance(node, ast.FunctionDef):
            functions.append(f"### {name}\n\n```py\n{signature(node, 'werdegang.')}\n```\n\n{docstring(node)}")
        elif isinstance(node, ast.ClassDef):
            is_error = isinstance(getattr(wg, name), type) and issubclass(getattr(wg, name), Exception)
            (errors if is_error else classes).append(class_section(name, node))
    return "\n\n".join(["## Functions", *functions, "## Classes", *classes, "## Errors", *errors])


def plots() -> str:
    """The functions of `werdegang.plot`."""
    nodes = [node for path in PACKAGE.glob("plot/*.py") for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.FunctionDef)]
    chosen = sorted((node for node in nodes if node.name in wg.plot.__all__), key=lambda node: node.name)
    return "\n\n".join(f"### plot.{node.name}\n\n```py\n{signature(node, 'werdegang.plot.')}\n```\n\n{docstring(node)}" for node in chosen)


def kernels() -> str:
    """Formulas on plain numbers, from the compiled functions themselves."""
    rows = []
    for name in sorted(name for name in dir(wg.kernels) if not name.startswith("_")):
        text = getattr(wg.kernels, name).__doc__ or ""
        first, _, rest = text.partition("\n")
        arguments = re.sub(r": [\w. |\[\]]+?(?=( = |, |$))", "", first[first.find("(") + 1 : first.rfind(")")])
        rows.append([f"`{name}({arguments})`", rest])
    return table(["function", "result"], rows)


MAKERS = {maker.__name__: maker for maker in (indicators, tables, variables, findings, headers, python_api, plots, kernels)}


def fill(text: str) -> str:
    """The page with every mark replaced."""
    return MARK.sub(lambda match: MAKERS[match[1]](), text)
