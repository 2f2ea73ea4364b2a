"""Definitions, code, pages and stubs agree: a page for every indicator, with an example that ran."""

from __future__ import annotations

import ast
import importlib.util
import json
import re
import sys
from pathlib import Path

import pytest
import werdegang as wg

DOCS = Path(__file__).resolve().parents[2] / "docs"
INDICATORS = [pytest.param(item, id=item.id) for item in wg.indicators]


def load(name: str):
    """A module of the folder of the documentation."""
    specification = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    module = importlib.util.module_from_spec(specification)
    sys.modules[name] = module
    specification.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The pages as the documentation gets them, by name of the file."""
    folder = tmp_path_factory.mktemp("docs")
    (folder / "indicators").mkdir()
    (folder / "indicators" / "X.no_longer_there.md").write_text("# X\n", encoding="utf-8")
    load("indicator_pages").write(folder)
    return {path.name: path.read_text(encoding="utf-8") for path in (folder / "indicators").iterdir()}


@pytest.fixture(scope="module")
def overview(pages):
    return load("generate").fill((DOCS / "indicators.md").read_text(encoding="utf-8"))


def test_every_indicator_has_a_page_and_every_page_an_indicator(pages):
    assert sorted(pages) == sorted(f"{id}.md" for id in wg.indicators.ids())


def test_no_page_is_orphaned(overview):
    listed = re.findall(r"^indicators/(\S+)$", overview, re.MULTILINE)
    assert sorted(listed) == wg.indicators.ids()
    assert "\nindicators\n" in (DOCS / "index.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("item", INDICATORS)
def test_the_overview_names_it_in_both_languages(item, overview):
    line = next(line for line in overview.splitlines() if line.startswith(f"| [{item.id}]("))
    assert item.label_de in line and item.label_en in line and f"| {item.status} |" in line
    assert ("| needs " in line) == (item.computable == "no")


@pytest.mark.parametrize("item", INDICATORS)
def test_a_page_has_all_that_the_catalogue_says(item, pages):
    page = pages[f"{item.id}.md"].replace("\\|", "|")
    for name, value in item.to_dict().items():
        if isinstance(value, str) and name not in ("area", "unit", "interval", "computable", "example"):
            assert " ".join(value.split()) in page, name
        elif isinstance(value, list):
            assert all(str(entry) in page for entry in value), name
    assert f"({item.status}: " in page


@pytest.mark.parametrize("item", INDICATORS)
def test_an_example_is_printed_with_its_result(item, pages):
    page = pages[f"{item.id}.md"]
    printed = re.findall(r"```py\n(.*?)```\n\n```text\n(.+?)\n```", page, re.DOTALL)
    assert (item.computable == "no") == ("## Not computable yet" in page)
    if item.computable == "formula":
        assert printed[0][0].startswith("import werdegang as wg") and f'wg.evaluate("{item.id}"' in printed[0][0]
        assert float(printed[0][1]) == wg.evaluate(item, json.loads(item.example))
    elif item.computable == "function":
        assert item.function.rpartition(".")[2] in printed[0][0]
        assert printed[0][1].strip()
    assert len(printed) == page.count("```py\n")


def test_where_the_embedded_figures_suffice_a_district_is_shown(pages):
    shown = {name.removesuffix(".md") for name, page in pages.items() if "## From official figures" in page}
    result = wg.compute(wg.datasets.demo(), regions="15084")
    valued = {name for name, status in zip(result["indicator"], result["status"], strict=True) if status == "computed"}
    assert valued and valued <= shown
    assert "59.2004" in pages["C.care_rate_u3.md"]


def described() -> set[str]:
    """Public names in the stubs and in the modules that carry their own types: functions, and methods as Class.method."""
    package = Path(wg.__file__).parent
    names = set()
    for path in [*package.glob("_core/*.pyi"), *package.glob("*.py")]:
        prefix = "kernels." if path.name == "kernels.pyi" else ""
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                names.add(prefix + node.name)
            if isinstance(node, ast.ClassDef):
                names |= {f"{node.name}.{entry.name}" for entry in node.body if isinstance(entry, ast.FunctionDef)}
    return names


def test_the_stubs_name_every_function_that_the_catalogue_names():
    named = {item.function for item in wg.indicators if item.function}
    assert len(named) > 10
    assert named - described() == set()
