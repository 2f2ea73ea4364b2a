"""Fixtures for all Python tests."""

from __future__ import annotations

import os
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
