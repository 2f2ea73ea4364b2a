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
AFTER_PARAMETERS = re.compile(r"\s*(const|noexcept|override|final|try|&&?|->[^;]*|:.*\}|\s)*$", re.DOTALL)


def is_function(head: str) -> bool:
    head = re.sub(r"operator\s*[^\s\w(]+|template\s*<[^;{]*?>(?=\s*[\w\[])", "", head)
    while (collapsed := re.sub(r"\([^()]+\)", "()", head)) != head:
        head = collapsed
    last = head.rfind(")")
    return last >= 0 and "=" not in head and AFTER_PARAMETERS.fullmatch(head[last + 1 :]) is not None


def cpp_functions(text: str):
    """First and last line of every function body outside of other functions; a heuristic on braces."""
    text = NOISE.sub(lambda match: "\n" * match[0].count("\n"), text)
    open_braces: list[str] = []
    head_start = first_line = 0
    for match in re.finditer(r"[{};]", text):
        position = match.start()
        if match[0] == "{":
            head = text[head_start:position]
            if "function" in open_braces:
                kind = "inner"
            elif SCOPE.search(head):
                kind = "scope"
            elif is_function(head):
                kind = "function"
                first_line = text.count("\n", 0, head_start + len(head) - len(head.lstrip())) + 1
            else:
                kind = "value"
            open_braces.append(kind)
        elif match[0] == "}":
            kind = open_braces.pop() if open_braces else "scope"
            if kind == "function":
                yield first_line, text.count("\n", 0, position) + 1
        # A braced value is a part of the statement around it, such as a default argument.
        if match[0] == ";" or kind != "value":
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
