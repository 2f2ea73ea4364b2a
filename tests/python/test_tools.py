"""The structural checks find what they are meant to find."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest


@pytest.fixture
def check(project, tmp_path):
    def run(tool: str, files: dict[str, str]) -> tuple[int, str]:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        command = [sys.executable, str(project / "tools" / f"check_{tool}.py"), str(tmp_path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.stderr == ""
        return done.returncode, done.stdout

    return run


@pytest.mark.parametrize(
    ("file", "include", "message"),
    [
        ("include/werdegang/core/a.hpp", '"werdegang/table/b.hpp"', "core must not include table"),
        ("include/werdegang/table/a.hpp", "<boost/any.hpp>", "not of the standard library"),
        ("include/werdegang/table/a.hpp", '"core/toml.hpp"', "private"),
        ("src/model/a.cpp", '"werdegang/observations/b.hpp"', "model must not include observations"),
        ("src/io/a.cpp", '"werdegang/compare/b.hpp"', "io must not include compare"),
        ("src/compute/a.cpp", "<Python.h>", "Python"),
        ("src/compute/a.cpp", "<pybind11/numpy.h>", "Python"),
        ("src/compute/a.cpp", '"../io/descriptor.hpp"', "compute must not include io"),
        ("src/invented/a.cpp", "<vector>", "no known module"),
        ("python/bindings/a.cpp", '"core/toml.hpp"', "not a public header"),
    ],
)
def test_layering_finds(check, file, include, message):
    status, output = check("layering", {file: f"#pragma once\n#include {include}\n"})
    assert status == 1
    assert message in output


def test_layering_accepts_what_goes_down(check):
    files = {
        "include/werdegang/table/a.hpp": '#include <span>\n#include "werdegang/core/b.hpp"\n',
        "src/table/a.cpp": '#include "werdegang/table/a.hpp"\n#include "../core/toml.hpp"\n#include "local.hpp"\n#include <boost/any.hpp>\n',
        "python/bindings/a.cpp": '#include "bind.hpp"\n#include "werdegang/io/official.hpp"\n',
    }
    assert check("layering", files)[0] == 0


def function(body: str) -> str:
    return "S::S(int x, const std::vector<int>& y = {}) : a{x}, b(y) {\n" + body + "}\n"


def test_size_finds_long_functions_and_files(check):
    status, output = check(
        "size",
        {
            "src/core/a.cpp": "namespace a {\n" + function("  { x += '}' + 1; }  // {\n" * 70) + "}\n",
            "src/core/b.cpp": "int x;\n" * 401,
            "python/werdegang/c.py": "def f():\n" + "    pass\n" * 60,
        },
    )
    assert status == 1
    assert "src/core/a.cpp:2: function of 72 lines" in output
    assert "src/core/b.cpp: 401 lines" in output
    assert "python/werdegang/c.py:1: function of 61 lines" in output


def test_size_accepts_tables_and_classes(check):
    table = "constexpr int table[] = {\n" + "  1,\n" * 70 + "};\n"
    members = "struct S {\n" + "  void f() const { g({1}); }\n" * 70 + "};\n"
    assert check("size", {"src/core/a.cpp": table + members, "src/core/b.cpp": "int x;\n"})[0] == 0


def test_every_preset_has_a_workflow(project):
    presets = json.loads((project / "CMakePresets.json").read_text(encoding="utf-8"))
    visible = {preset["name"] for preset in presets["configurePresets"] if not preset.get("hidden")}
    steps = {workflow["name"]: workflow["steps"] for workflow in presets["workflowPresets"]}
    assert steps.keys() == visible
    for name, own in steps.items():
        assert [step["name"] for step in own] == [name] * len(own)
        tested = any(preset["name"] == name for preset in presets["testPresets"])
        assert [step["type"] for step in own] == ["configure", "build", "test"][: 3 if tested else 2]
