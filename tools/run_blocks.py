"""Runs the Python of Markdown pages and compares what it prints with what the page says.

usage: run_blocks.py [--update] FILE...

The ```python blocks of a page run in order and share their names; a ```text block that follows one is what it prints.
`--update` writes the real output into the page. Python that is only to be read stands in a ```py block.
"""

from __future__ import annotations

import contextlib
import difflib
import io
import re
import sys
from pathlib import Path

BLOCK = re.compile(r"^```python\n(?P<code>.*?)^```\n(?:\n?^```text\n(?P<output>.*?)^```\n)?", re.MULTILINE | re.DOTALL)


def run(page: str, name: str, update: bool) -> tuple[str, list[str]]:
    """The page with real outputs, and what differed."""
    names: dict[str, object] = {"__name__": "__main__"}
    differences: list[str] = []

    def execute(match: re.Match[str]) -> str:
        line = page.count("\n", 0, match.start()) + 2
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile("\n" * (line - 1) + match["code"], name, "exec"), names)
        output = "\n".join(text.rstrip() for text in printed.getvalue().splitlines()) + "\n"
        expected = match["output"]
        if expected is None or output == expected:
            return match[0]
        if not update:
            difference = difflib.unified_diff(expected.splitlines(), output.splitlines(), f"{name}:{line}, as printed", "as it is", lineterm="")
            differences.append("\n".join(difference))
        return match[0].replace(f"```text\n{expected}```", f"```text\n{output}```")

    return BLOCK.sub(execute, page), differences


def main() -> int:
    update = "--update" in sys.argv[1:]
    failures = 0
    for argument in sys.argv[1:]:
        if argument.startswith("--"):
            continue
        path = Path(argument)
        page = path.read_text(encoding="utf-8")
        result, differences = run(page, path.name, update)
        print("\n".join(differences), end="\n" if differences else "")
        failures += len(differences)
        if update and result != page:
            path.write_text(result, encoding="utf-8")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
