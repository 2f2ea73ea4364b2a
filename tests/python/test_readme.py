"""The README keeps its word: two commands first, a tour that runs as printed, a program that compiles."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
import werdegang as wg


@pytest.fixture(scope="module")
def readme(project) -> str:
    return (project / "README.md").read_text(encoding="utf-8")


def blocks(text: str, language: str = r"\w*") -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_first_two_lines_of_code_are_the_two_commands(readme):
    assert blocks(readme)[:2] == ["make demo\n", "make test\n"]


def test_the_tour_runs_as_printed(project, tmp_path):
    command = [sys.executable, str(project / "tools" / "run_blocks.py"), str(project / "README.md")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "report.html").is_file()
    assert (tmp_path / "report.xlsx").is_file()


def test_a_tour_has_fifteen_lines(readme):
    tours = blocks(readme, "python")
    assert len(tours) == 2
    for tour in tours:
        assert len([line for line in tour.splitlines() if line.strip()]) <= 15


def test_the_program_is_the_example(project, readme):
    # The test install.readme of ctest builds it against an installed library and compares what it prints.
    (program,) = blocks(readme, "cpp")
    assert (project / "examples" / "cpp" / "tour.cpp").read_text(encoding="utf-8") == program
    body = program.partition("int main")[2].splitlines()[1:-1]
    assert len([line for line in body if line.strip()]) <= 15


def test_the_number_of_indicators_is_right(readme):
    assert f" {len(wg.indicators)} indicators" in readme


def test_the_picture_is_there_and_small(project, readme):
    (path,) = re.findall(r"!\[.+?\]\((.+?)\)", readme)
    assert 20_000 < (project / path).stat().st_size < 300_000


def test_the_attribution_is_there(readme):
    assert "© Statistische Ämter des Bundes und der Länder" in readme
    assert "https://www.govdata.de/dl-de/by-2-0" in readme
