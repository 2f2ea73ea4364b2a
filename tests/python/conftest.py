"""Fixtures for all Python tests."""

from __future__ import annotations

import importlib.metadata
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def project() -> Path:
    """The root of the source tree."""
    return PROJECT


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """The project's own small files, tests/fixtures."""
    return PROJECT / "tests" / "fixtures"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference material beside the project; a test that needs it is skipped where it is absent."""
    path = Path(os.environ.get("WERDEGANG_SHARED", PROJECT.parent / "shared"))
    if not (path / "data").is_dir():
        pytest.skip(f"reference material not found at {path} (set WERDEGANG_SHARED)")
    return path


@pytest.fixture(scope="session")
def official(shared: Path):
    """All official tables of the reference material, read once."""
    import werdegang as wg

    return wg.read_official(shared / "data" / "genesis_regionalstatistik")


@pytest.fixture(scope="session")
def oracle() -> Path:
    """The golden values made by independent brute force, tests/oracle."""
    return PROJECT / "tests" / "oracle"


@pytest.fixture(scope="session")
def districts(fixtures: Path):
    """Own extract: Burgenlandkreis (15084) with its predecessors, three Thuringian districts, their states and Germany."""
    import werdegang as wg

    return wg.read_official(fixtures / "districts")


BUILD = "build/release"


@pytest.fixture(scope="session")
def succeed():
    """Runs a command that must succeed, with nothing to download from; gives what it prints."""

    def run(*command: object, cwd: Path | None = None, **environment: str) -> str:
        environment = {**os.environ, "PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", **environment}
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, cwd=cwd, env=environment)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="session")
def as_installed(project: Path) -> dict[str, str]:
    """Environment variables that let a build of the package reuse what `make test` has compiled."""
    if not (project / BUILD / "CMakeCache.txt").is_file():
        pytest.skip(f"{BUILD} is not there, the library would be compiled once more; `make test` makes it")
    return {"SKBUILD_BUILD_DIR": BUILD, "SKBUILD_CMAKE_DEFINE": "WERDEGANG_BUILD_TESTS=ON"}


@pytest.fixture(scope="session")
def wheel(project: Path, as_installed: dict[str, str], succeed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of the sources as they are."""
    folder = tmp_path_factory.mktemp("wheel")
    succeed(sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-w", folder, ".", cwd=project, **as_installed)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="session")
def make_environment(succeed, tmp_path_factory: pytest.TempPathFactory):
    """Makes a virtual environment that holds one wheel and NumPy; gives its Python."""

    def make(path: Path) -> Path:
        folder = tmp_path_factory.mktemp("environment")
        venv.create(folder, symlinks=os.name != "nt")
        python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        packages = Path(succeed(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
        for name in {file.parts[0] for file in importlib.metadata.files("numpy") or () if file.parts[0] != ".."}:
            (packages / name).symlink_to(Path(str(importlib.metadata.distribution("numpy").locate_file(name))).resolve())
        succeed(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", path)
        return python

    return make
