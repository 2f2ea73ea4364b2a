"""Files and functions stay small enough to read. usage: check_size.py [project root]"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from statistics import median

# group: (folders, endings, cap of a file, cap of the median file, cap of a function)
BUDGET = {
    "public header": (("include",), (".hpp", ".hpp.in"), 300, 80, 60),
    "source": (("src", "python/bindings", "benchmarks/cpp", "examples"), (".cpp", ".hpp"), 400, 120, 60),
    "python module": (("python/werdegang", "tools", "benchmarks/python"), (".py",), 400, None, 50),
    "test": (("tests",), (".cpp", ".hpp", ".py"), 500, None, None),
}
NOISE = re.compile(
    r'R"(?P<tag>\w*)\(.*?\)(?P=tag)"|"(?:\\.|[^"\\\n])*"|(?<![\w])\'(?:\\.|[^\'\\\n])+\'|//[^\n]*|/\*.*?\*/|^\s*#(?:\\\n|[^\n])*',
    re.DOTALL | re.MULTILINE,
)
SCOPE = re.compile(r"\b(namespace|class|struct|union|enum|extern)\b[^()]*$")
ASSIGNMENT = re.compile(r"=\s*$|=[^=]*\(")


def is_function(head: str) -> bool:
    head = re.sub(r"operator\s*[^\s\w(]+", "operator", head)
    return "(" in head and not SCOPE.search(head) and not ASSIGNMENT.search(head)


def cpp_functions(text: str):
    """First and last line of every function body outside of other functions; a heuristic on braces."""
    text = NOISE.sub(lambda match: "\n" * match[0].count("\n"), text)
    depth = 0
    inside = None
    head_start = 0
    for match in re.finditer(r"[{};]", text):
        position = match.start()
        if match[0] == "{":
            head = text[head_start:position]
            if inside is None and is_function(head):
                first = head_start + len(head) - len(head.lstrip())
                inside = (depth, text.count("\n", 0, first) + 1)
            depth += 1
        elif match[0] == "}":
            depth -= 1
            if inside is not None and depth == inside[0]:
                yield inside[1], text.count("\n", 0, position) + 1
                inside = None
        head_start = match.end()


def python_functions(text: str):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.lineno, node.end_lineno


def files_of(root: Path, folders, endings):
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and path.name.endswith(endings):
                yield path


def check(root: Path):
    """Yields violations; prints one line of numbers per group."""
    for group, (folders, endings, cap, median_cap, function_cap) in BUDGET.items():
        lengths, functions = [], []
        for path in files_of(root, folders, endings):
            name = path.relative_to(root)
            text = path.read_text(encoding="utf-8")
            lengths.append(text.count("\n"))
            if lengths[-1] > cap:
                yield f"{name}: {lengths[-1]} lines, a {group} has at most {cap}"
            if function_cap is None:
                continue
            for first, last in python_functions(text) if path.suffix == ".py" else cpp_functions(text):
                functions.append(last - first + 1)
                if functions[-1] > function_cap:
                    yield f"{name}:{first}: function of {functions[-1]} lines, at most {function_cap}"
        if not lengths:
            continue
        longest = f", functions: {len(functions)}, median {median(functions):g}, longest {max(functions)}" if functions else ""
        print(f"{group}: {len(lengths)} files, median {median(lengths):g}, longest {max(lengths)} lines{longest}")
        if median_cap is not None and median(lengths) > median_cap:
            yield f"median {group} has {median(lengths):g} lines, at most {median_cap}"


def main() -> int:
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent).resolve()
    found = list(check(root))
    print("\n".join(found) if found else "size: within the budget")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
