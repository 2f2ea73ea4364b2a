"""The committed stubs of the extension say what the extension has: same names, same parameters."""

from __future__ import annotations

import ast
import inspect
import types
from pathlib import Path

import pytest

from werdegang import _core

STUBS = Path(_core.__file__).parent / "_core"
STEMS = sorted(path.stem for path in STUBS.glob("*.pyi"))
OBJECT_MEMBERS = set(dir(object)) | {"__module__", "__dict__", "__weakref__", "__pybind11_module_local__"}
CHECKED_SPECIALS = {"__init__", "__call__", "__arrow_c_stream__", "__arrow_c_schema__", "__arrow_c_array__"}


def public(name: str) -> bool:
    return not name.startswith("_") or name == "__version__"


def checked_member(name: str) -> bool:
    return not name.startswith("_") or name in CHECKED_SPECIALS


def split_parameters(text: str) -> list[str]:
    """Parameters of a printed signature, split at the commas outside of brackets and strings."""
    parts, depth, quote, start = [], 0, "", 0
    for position, character in enumerate(text):
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif character in "([{<":
            depth += 1
        elif character in ")]}>" and text[position - 1 : position + 1] != "->":
            depth -= 1
            if depth < 0:
                return [part.strip() for part in (*parts, text[start:position]) if part.strip()]
        elif character == "," and depth == 0:
            parts.append(text[start:position])
            start = position + 1
    raise ValueError(f"unbalanced signature: {text}")


def parameter(text: str) -> str:
    """`name` or `name=` when it has a default; separators as they are."""
    name = text.split(":")[0].split("=")[0].strip()
    if name.startswith("*") or name == "/":
        return name
    outside = text.split(":", 1)[-1]
    depth = 0
    for position, character in enumerate(outside):
        depth += (character in "([{") - (character in ")]}")
        if character == "=" and depth == 0 and outside[position + 1 : position + 2] != "=":
            return name + "="
    return name


def runtime_signatures(function: object, name: str) -> set[tuple[str, ...]]:
    """Every overload that pybind11 prints at the head of the docstring."""
    signatures = set()
    for line in (getattr(function, "__doc__", None) or "").splitlines():
        head = line.split(". ", 1)[1] if line[:1].isdigit() and ". " in line else line
        if head.startswith(name + "(") and head != f"{name}(*args, **kwargs)":
            parameters = (parameter(part) for part in split_parameters(head[len(name) + 1 :]))
            signatures.add(tuple(part for part in parameters if part != "/"))
    return {signature for signature in signatures if signature != ("*args", "**kwargs")}


def stub_signature(node: ast.FunctionDef) -> tuple[str, ...]:
    """As `runtime_signatures`; the mark of positional parameters is left out, for an unnamed argument is printed without it."""
    arguments = node.args
    positional = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]
    defaults = len(positional) - len(arguments.defaults)
    result = [name + "=" * (number >= defaults) for number, name in enumerate(positional)]
    if arguments.vararg:
        result.append("*" + arguments.vararg.arg)
    elif arguments.kwonlyargs:
        result.append("*")
    result += [a.arg + "=" * (d is not None) for a, d in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)]
    return tuple(result + (["**" + arguments.kwarg.arg] if arguments.kwarg else []))


def stub_members(body: list[ast.stmt]) -> dict[str, list[ast.stmt]]:
    """Name -> its definitions (several when overloaded)."""
    members: dict[str, list[ast.stmt]] = {}
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            members.setdefault(node.name, []).append(node)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            members.setdefault(node.target.id, []).append(node)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                members.setdefault(ast.unparse(target), []).append(node)
    return members


def parse(stem: str) -> dict[str, list[ast.stmt]]:
    return stub_members(ast.parse((STUBS / f"{stem}.pyi").read_text(encoding="utf-8")).body)


def runtime_module(stem: str) -> types.ModuleType:
    """A stub file describes the submodule of its name, or a part of the flat extension."""
    found = getattr(_core, stem, None)
    return found if isinstance(found, types.ModuleType) else _core


def compare_function(where: str, nodes: list[ast.stmt], function: object, name: str) -> list[str]:
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef)]
    if not functions or any("property" in ast.unparse(d) or ".setter" in ast.unparse(d) for d in functions[0].decorator_list):
        return []
    actual = runtime_signatures(function, name)
    strip = {signature[1:] for signature in actual if signature and signature[0] == "self"} | actual
    stubbed = {stub_signature(node) for node in functions}
    stubbed_stripped = {signature[1:] for signature in stubbed if signature and signature[0] == "self"} | stubbed
    unmatched = [s for s in stubbed if s not in strip and s[1:] not in strip] if actual else []
    missing = [s for s in actual if s not in stubbed_stripped and s[1:] not in stubbed_stripped]
    return [f"{where}: stub has {s}, runtime {sorted(actual)}" for s in unmatched] + [
        f"{where}: runtime has {s}, stub {sorted(stubbed)}" for s in missing
    ]


def compare_class(where: str, node: ast.ClassDef, actual: type) -> list[str]:
    members = stub_members(node.body)
    is_enum = hasattr(actual, "__members__")
    names = {n for n in vars(actual) if checked_member(n) and n not in OBJECT_MEMBERS - CHECKED_SPECIALS}
    if is_enum:
        names = set(actual.__members__)
    elif (actual.__init__.__doc__ or "").startswith("Initialize self") or not runtime_signatures(actual.__init__, "__init__"):
        names.discard("__init__")
    stubbed = {n for n in members if checked_member(n)}
    problems = [f"{where}.{n}: not in the stub" for n in sorted(names - stubbed)]
    problems += [f"{where}.{n}: not in the runtime" for n in sorted(stubbed - names) if not hasattr(actual, n)]
    for name in sorted(names & stubbed):
        problems += compare_function(f"{where}.{name}", members[name], inspect.getattr_static(actual, name), name)
    return problems


def compare_module(stem: str) -> list[str]:
    module, problems = runtime_module(stem), []
    for name, nodes in parse(stem).items():
        if not public(name):
            continue
        where = f"{stem}.pyi {name}"
        if not hasattr(module, name):
            problems.append(f"{where}: not in the runtime")
        elif isinstance(nodes[0], ast.ClassDef):
            problems += compare_class(where, nodes[0], getattr(module, name))
        else:
            problems += compare_function(where, nodes, getattr(module, name), name)
    return problems


@pytest.mark.parametrize("stem", STEMS)
def test_stub_agrees_with_runtime(stem):
    assert compare_module(stem) == []


def test_every_runtime_name_has_a_stub():
    flat = {name for stem in STEMS if runtime_module(stem) is _core for name in parse(stem)}
    missing = []
    for name, value in vars(_core).items():
        if isinstance(value, types.ModuleType):
            stubbed = parse(name) if name in STEMS else {}
            missing += [f"{name}.{n}" for n in vars(value) if public(n) and n not in stubbed]
        elif public(name) and name not in flat:
            missing.append(name)
    assert missing == []
