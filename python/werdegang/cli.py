"""The command `werdegang`: report, demo, indicators, check, convert."""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point; says which extra is missing when the packages of the command line are not there."""
    try:
        from werdegang._commands import app
    except ImportError as error:
        if error.name not in ("typer", "rich", "click"):
            raise
        print(f"werdegang: {error.name} is not installed; the command line comes with: pip install 'werdegang[cli,report]'", file=sys.stderr)
        raise SystemExit(2) from None
    app(prog_name="werdegang")


if __name__ == "__main__":
    main()
