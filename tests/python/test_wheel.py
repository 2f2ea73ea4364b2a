"""The wheel: what is in it, what its extension asks of a machine, and a life in an environment that holds nothing but NumPy."""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ALLOWED_FILES = re.compile(
    r"""werdegang/(
          _core\.[\w.-]+\.(so|pyd)
        | ([a-z0-9_]+/)*[a-z0-9_]+\.(py|pyi)
        | py\.typed
        | (report|datasets)/[\w./-]+\.(html|css|svg|j2|json|toml|csv|gz|xz|md|txt)
    )|werdegang-[\w.]+\.dist-info/(METADATA|WHEEL|RECORD|entry_points\.txt|licenses/LICENSE)""",
    re.VERBOSE,
)
ALLOWED_LIBRARIES = re.compile(r"lib(c|m|stdc\+\+|gcc_s|pthread)\.so\.\d+|ld-linux[\w-]*\.so\.\d+")


@pytest.fixture(scope="module")
def files(wheel) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


@pytest.fixture(scope="module")
def extension(wheel, files, tmp_path_factory) -> Path:
    if sys.platform != "linux":
        pytest.skip("reads ELF files")
    (name,) = [file for file in files if file.endswith(".so")]
    with zipfile.ZipFile(wheel) as archive:
        return Path(archive.extract(name, tmp_path_factory.mktemp("extension")))


@pytest.fixture(scope="module")
def python(wheel, make_environment) -> Path:
    """The interpreter of an environment with the wheel and NumPy."""
    return make_environment(wheel)


def output_of(*command: object, cwd: Path | None = None) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, cwd=cwd)
    assert done.returncode == 0 and done.stderr == "", done.stdout + done.stderr
    return done.stdout


def tour(project: Path) -> tuple[str, str]:
    """The program of the README, and what it prints."""
    text = (project / "README.md").read_text(encoding="utf-8")
    match = re.search(r"^```python\n(.*?)^```\n\n```text\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert match
    return match[1], match[2]


def test_only_what_belongs_is_in_it(files):
    assert [file for file in files if not ALLOWED_FILES.fullmatch(file)] == []
    assert "werdegang/py.typed" in files
    assert sum("/licenses/" in file for file in files) == 1


def test_every_file_of_the_package_is_in_it(project, files):
    source = project / "python"
    expected = {
        path.relative_to(source).as_posix()
        for path in (source / "werdegang").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert expected - set(files) == set()


def test_it_stays_small(wheel, extension, record_property):
    sizes = {"wheel": wheel.stat().st_size, "extension": extension.stat().st_size}
    for name, size in sizes.items():
        record_property(name, size)
        print(f"{name}: {size / 1e6:.1f} MB")
    assert sizes["wheel"] < 10_000_000


def test_the_extension_links_nothing_but_the_system(extension):
    text = output_of("readelf", "-d", extension)
    libraries = re.findall(r"\(NEEDED\).*\[(.+)\]", text)
    assert libraries
    assert [name for name in libraries if not ALLOWED_LIBRARIES.fullmatch(name)] == []
    assert "RPATH" not in text and "RUNPATH" not in text


def test_the_extension_shows_its_entry_only(extension):
    assert [line.split()[-1] for line in output_of("nm", "-D", "--defined-only", extension).splitlines()] == ["PyInit__core"]


def test_import_in_an_empty_environment(python, tmp_path):
    code = "import sys, werdegang; print(werdegang.__file__, sorted({m.split('.')[0] for m in sys.modules} - sys.stdlib_module_names))"
    printed = output_of(python, "-W", "error", "-c", code, cwd=tmp_path)
    assert str(python.parents[1]) in printed
    names = re.findall(r"'(\w+)'", printed)
    assert {name for name in names if not name.startswith("_")} <= {"numpy", "werdegang", "sitecustomize"}


def test_the_tour_needs_numpy_only_up_to_the_report(project, python, tmp_path):
    program, expected = tour(project)
    *lines, report = program.splitlines(keepends=True)
    *figures, _ = expected.splitlines(keepends=True)
    assert "wg.report(" in report
    assert output_of(python, "-W", "error", "-c", "".join(lines), cwd=tmp_path) == "".join(figures)
    done = subprocess.run([python, "-c", "".join(lines) + report], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert re.search(r"ImportError: \w+ is not installed; it comes with: pip install 'werdegang\[report\]'$", done.stderr.strip())
    assert list(tmp_path.iterdir()) == []


def test_the_whole_tour_with_the_extras(project, python, tmp_path):
    program, expected = tour(project)
    extras = f"import sys; sys.path.append({sysconfig.get_path('purelib')!r})\n"
    program += "\nassert wg.__file__.startswith(sys.prefix)\n"
    assert output_of(python, "-c", extras + program, cwd=tmp_path) == expected
    assert {path.suffix for path in tmp_path.iterdir()} == {".html", ".xlsx"}


def test_the_command_says_what_it_lacks(python):
    done = subprocess.run([python.parent / "werdegang", "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "werdegang: typer is not installed; the command line comes with: pip install 'werdegang[cli,report]'\n"
