"""Includes go to the same module or to a lower floor. usage: check_layering.py [project root]"""

from __future__ import annotations

import re
import sys
from pathlib import Path

FLOORS = [
    {"core"},
    {"table"},
    {"kernels"},
    {"model", "observations", "disclosure"},
    {"network", "flows"},
    {"histories", "supply", "projection"},
    {"compute"},
    {"compare", "strategy"},
    {"io"},
]
FLOOR_OF = {module: number for number, modules in enumerate(FLOORS) for module in modules}
FORBIDDEN = {("io", "compare"), ("io", "strategy")}
# Opt-in headers that open the door to a third party's types, and the header that includes everything.
UMBRELLAS = {"werdegang.hpp.in", "bgl.hpp", "eigen.hpp"}
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.MULTILINE)
PYTHON = re.compile(r"^(Python\.h|pybind11/|numpy/)")


def includes(path: Path):
    text = path.read_text(encoding="utf-8")
    for match in INCLUDE.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match[1], match[2]


def target_module(name: str) -> str | None:
    """The module that `#include "name"` reaches, None for a header beside the file."""
    parts = name.removeprefix("../").removeprefix("werdegang/").split("/")
    return parts[0] if len(parts) > 1 else None


def check_core_file(path: Path, module: str, public: bool):
    for line, opening, name in includes(path):
        if PYTHON.match(name):
            yield line, f"<{name}> brings Python into the core"
        elif opening == "<":
            if public and ("/" in name or "." in name):
                yield line, f"public header includes <{name}>, which is not of the standard library"
        elif public and not name.startswith("werdegang/"):
            yield line, f'public header includes private "{name}"'
        else:
            target = target_module(name)
            if target is None or target == module:
                continue
            if target not in FLOOR_OF:
                yield line, f'"{name}" is of no known module'
            elif FLOOR_OF[target] >= FLOOR_OF[module] or (module, target) in FORBIDDEN:
                yield line, f'"{name}": {module} must not include {target}'


def check_binding(path: Path):
    for line, opening, name in includes(path):
        if opening == '"' and "/" in name and not name.startswith("werdegang/"):
            yield line, f'bindings include "{name}", which is not a public header'


def named_types(path: Path):
    """Types that a file defines under a name which other files share: line, namespace and name."""
    text = path.read_text(encoding="utf-8")
    namespace, unnamed = "", False
    for number, line in enumerate(text.splitlines(), 1):
        if match := re.match(r"namespace werdegang(.*) \{", line):
            namespace = match[1]
        elif line == "namespace {":
            unnamed = True
        elif line == "}  // namespace":
            unnamed = False
        elif not unnamed and (match := re.match(r"(?:struct|class) (\w+)(?: final)?(?: : [^{]*)? \{", line)):
            yield number, namespace, match[1]


def types_defined_twice(root: Path):
    """Two types of one name are one to the linker, which takes the functions of either for both."""
    seen: dict[tuple[str, str], Path] = {}
    for path in sorted([*(root / "include").rglob("*.hpp"), *(root / "src").rglob("*.[ch]pp")]):
        for line, namespace, name in named_types(path):
            first = seen.setdefault((namespace, name), path)
            if first != path:
                yield path, line, f"{name} is defined in {first.relative_to(root)} as well"


def violations(root: Path):
    yield from types_defined_twice(root)
    for folder, public in (("include/werdegang", True), ("src", False)):
        base = root / folder
        for path in sorted(p for p in base.rglob("*") if p.name.endswith((".hpp", ".cpp", ".hpp.in"))):
            parts = path.relative_to(base).parts
            if len(parts) == 1:
                if not (public and parts[0] in UMBRELLAS):
                    yield path, 1, "stands outside of every module"
                continue
            if parts[0] not in FLOOR_OF:
                yield path, 1, f"{parts[0]} is no known module"
                continue
            for line, message in check_core_file(path, parts[0], public):
                yield path, line, message
    for path in sorted((root / "python/bindings").glob("*.?pp")):
        for line, message in check_binding(path):
            yield path, line, message


def main() -> int:
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent).resolve()
    found = [f"{path.relative_to(root)}:{line}: {message}" for path, line, message in violations(root)]
    print("\n".join(found) if found else "layering: every include goes down")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
