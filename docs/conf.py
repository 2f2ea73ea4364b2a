"""Sphinx configuration; `make docs` builds with warnings as errors."""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import generate
import indicator_pages

project = "werdegang"
author = "The werdegang authors"
copyright = "The werdegang authors, Apache-2.0"
_pyproject = (Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8")
release = version = re.search(r'^version = "(.+)"$', _pyproject, re.MULTILINE)[1]

extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"werdegang {release}"


def _fill(app, docname, source):
    source[0] = generate.fill(source[0])


def _write_pages(app, config):
    indicator_pages.write(Path(app.srcdir))


def setup(app):
    app.connect("config-inited", _write_pages)
    app.connect("source-read", _fill)
