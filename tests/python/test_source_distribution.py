"""From the sources: a source distribution that builds by itself, and an editable install."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ALLOWED = re.compile(
    r"CMakeLists\.txt|LICENSE|PKG-INFO|README\.md|CHANGELOG\.md|CITATION\.cff|pyproject\.toml"
    r"|(catalogue|cmake|include|python|src)/[\w./-]+"
)
REFUSED = re.compile(r"__pycache__|\.(pyc|so|o|a|egg-info)$|(^|/)(build|dist|\.venv|tests)/")
# With ccache the objects of `make test` are found again; else compiling is all there is to see, and done without optimisation.
SETTINGS = (
    {"SKBUILD_BUILD_DIR": "build/release"}
    if shutil.which("ccache")
    else {"SKBUILD_BUILD_DIR": "build", "SKBUILD_CMAKE_BUILD_TYPE": "Debug", "SKBUILD_CMAKE_DEFINE": "CMAKE_CXX_FLAGS_DEBUG=-O0"}
)


@pytest.fixture(scope="module")
def build(project, succeed):
    """Calls one hook of the build backend in the source tree; gives the file it makes."""

    def call(hook: str, folder: Path, **environment: str) -> Path:
        folder.mkdir()
        code = f"import sys, scikit_build_core.build as backend; backend.build_{hook}(sys.argv[1])"
        succeed(sys.executable, "-c", code, folder, cwd=project, **environment)
        (path,) = folder.iterdir()
        return path

    return call


@pytest.fixture(scope="module")
def sdist(build, tmp_path_factory) -> Path:
    return build("sdist", tmp_path_factory.mktemp("sdist") / "first", SOURCE_DATE_EPOCH="1700000000")


@pytest.fixture(scope="module")
def unpacked(sdist, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    (source,) = folder.iterdir()
    return source


@pytest.fixture(scope="module")
def files(sdist) -> list[str]:
    with tarfile.open(sdist) as archive:
        return [member.name.partition("/")[2] for member in archive.getmembers() if member.isfile()]


def test_only_what_builds_the_package_is_in_it(files):
    assert [file for file in files if not ALLOWED.fullmatch(file) or REFUSED.search(file)] == []


def test_all_that_builds_the_package_is_in_it(project, files):
    expected = {
        path.relative_to(project).as_posix()
        for folder in ("catalogue", "cmake", "include", "python", "src")
        for path in (project / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert expected - set(files) == set()


def test_two_builds_are_the_same_file(build, sdist, tmp_path):
    again = build("sdist", tmp_path / "second", SOURCE_DATE_EPOCH="1700000000")
    assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(sdist.read_bytes()).digest()


@pytest.fixture(scope="module")
def built(unpacked, succeed, tmp_path_factory) -> Path:
    """A wheel built from the unpacked archive alone, with nothing to download from."""
    if not os.environ.get("WERDEGANG_BUILD_SDIST"):
        pytest.skip("compiles the whole library once more; WERDEGANG_BUILD_SDIST=1 asks for it")
    folder = tmp_path_factory.mktemp("built")
    succeed(sys.executable, "-m", "pip", "wheel", "--no-index", "--no-deps", "--no-build-isolation", "-w", folder, ".",
            cwd=unpacked, CCACHE_BASEDIR=str(unpacked), **SETTINGS)
    (path,) = folder.iterdir()
    return path


def test_it_builds_the_same_wheel_offline(built, wheel):
    def names(path: Path) -> set[str]:
        return set(zipfile.ZipFile(path).namelist())

    assert built.name == wheel.name
    assert names(built) == names(wheel)


def test_what_it_builds_runs(built, succeed, make_environment, fixtures, tmp_path):
    code = """
import sys, werdegang as wg
obs = wg.read_official(sys.argv[1])
print(len(wg.compute(obs, "D.leaver_share_by_qualification", regions="15084")) > 0, len(obs.findings) >= 0)
"""
    assert succeed(make_environment(built), "-c", code, fixtures / "districts", cwd=tmp_path) == "True True\n"


def test_cmake_alone_finds_its_way(unpacked, succeed, tmp_path):
    succeed("cmake", "-S", unpacked, "-B", tmp_path)
    assert "WERDEGANG_BUILD_TESTS:BOOL=OFF" in (tmp_path / "CMakeCache.txt").read_text(encoding="utf-8")


def test_an_editable_install_reads_the_source_tree(project, as_installed, build, succeed, make_environment, tmp_path):
    python = make_environment(build("editable", tmp_path / "editable", **as_installed))
    code = "import werdegang, werdegang.report, werdegang._core as core; print(werdegang.__file__, core.__file__, len(werdegang.indicators) > 0, sep='\\n')"
    package, extension, works = succeed(python, "-c", code, cwd=tmp_path).splitlines()
    assert package == str(project / "python" / "werdegang" / "__init__.py")
    assert extension.startswith(str(python.parents[1])) and works == "True"
