"""The documentation runs, its links lead somewhere, and its tables are complete."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import werdegang as wg
from werdegang import _core

PROJECT = Path(__file__).resolve().parents[2]
GENERATED = {"_build", "indicators"}
PAGES = sorted(path for path in (PROJECT / "docs").rglob("*.md") if not GENERATED & set(path.parts))
PAGES += [PROJECT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "examples/README.md")]
RUNNING = [path for path in PAGES if "```python\n" in path.read_text(encoding="utf-8") and path.name != "README.md"]


def name_of(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


@pytest.fixture(scope="module")
def generate():
    """The module that makes pages from the catalogue."""
    specification = importlib.util.spec_from_file_location("generate", PROJECT / "docs" / "generate.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def read(name: str) -> str:
    return (PROJECT / "docs" / name).read_text(encoding="utf-8")


def rows(name: str, columns: int) -> list[list[str]]:
    """The rows of all tables of a page with this many columns, without their heads."""
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))] for line in read(name).splitlines() if line.startswith("| `")]
    return [row for row in cells if len(row) == columns]


@pytest.mark.parametrize("page", RUNNING, ids=name_of)
def test_the_python_of_a_page_runs_as_printed(page, tmp_path):
    shutil.copytree(PROJECT / "examples" / "official", tmp_path / "official")
    command = [sys.executable, str(PROJECT / "tools" / "run_blocks.py"), str(page)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_runner_sees_a_difference(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("```python\nprint(1 + 1)\n```\n\n```text\n3\n```\n", encoding="utf-8")
    command = [sys.executable, str(PROJECT / "tools" / "run_blocks.py"), str(page)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "-3\n+2" in done.stdout
    subprocess.run([*command, "--update"], check=True)
    assert page.read_text(encoding="utf-8").endswith("```text\n2\n```\n")
    assert subprocess.run(command, check=False).returncode == 0


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_to_files(page):
    text = re.sub(r"```.*?^```$|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"https?://|#", target):
            assert (page.parent / target.partition("#")[0]).exists(), target


def test_every_page_is_in_a_table_of_contents():
    index = read("index.md")
    for page in (path for path in PAGES if (PROJECT / "docs") in path.parents):
        name = page.relative_to(PROJECT / "docs").with_suffix("").as_posix()
        if name != "index" and not name.startswith("decisions/"):
            assert f"\n{name}\n" in index, name


def test_the_statuses_page_has_every_status_and_its_sdmx_code():
    table = rows("statuses.md", 4)
    assert [row[0] for row in table] == [f"`{status}`" for status in _core.STATUSES]
    for status, value, _, code in table:
        assert (value == "yes") == _core.has_value(status.strip("`"))
        assert code == _core.sdmx_observation_status(status.strip("`"), "")


def test_the_statuses_page_has_every_flag():
    assert [row[0] for row in rows("statuses.md", 2)] == [f"`{flag}`" for flag in _core.FLAGS]


def test_the_statuses_page_gives_the_order_of_reasons():
    paragraph = re.search(r"in this order:\n\n(.+?)\.\n", read("statuses.md"), re.DOTALL)[1]
    reasons = re.findall(r"`(\w+)`", paragraph)
    assert set(reasons) == {status for status in _core.STATUSES if not _core.has_value(status)}
    for position, reason in enumerate(reasons):
        assert all(_core.combine(reason, other) == _core.combine(other, reason) == reason for other in reasons[position:])


SIGNS = re.compile(r"^\| (.+?) \| `(\w+)` \| ?(?:`(\w+)`)? ?\| (.+?) \|$", re.MULTILINE)


def test_the_table_of_signs_is_what_the_reader_does(tmp_path):
    given = {"1234": 1234, "12,5": 12.5, "-7": -7, "(12)": 12, "12 p": 12, "12p": 12, "12 r": 12, "12 s": 12, ".": None, "x": None, "/": None, "...": None, "()": None}
    said = {}
    for signs, status, flag, _ in SIGNS.findall(read("reading.md")):
        said.update({sign: (status, flag) for sign in re.findall(r"`([^`]+)`", signs)})
    for sign, value in given.items():
        assert read_cell(tmp_path, sign) == (value, *said[sign]), sign


def read_cell(folder: Path, sign: str) -> tuple[float | None, str, str]:
    """A figure of an invented table in which the sign stands."""
    text = f"GENESIS-Tabelle: 99999-01-01-4\nErfunden;;\n;;Zahl\n;;Anzahl\n15084;Burgenlandkreis;{sign}\n15083;Börde;1\n__________\nStand: 01.01.2020 / 10:00:00\n"
    text = text.replace("Erfunden;;", "Erfunden;;\n2015;;")
    path = folder / "table.csv"
    path.write_text(text, encoding="latin-1")
    row = wg.read_official(path).filter(region="15084").table().to_dicts()[0]
    return row["value"], row["status"], row["flags"]


def test_the_findings_of_the_page_are_those_of_the_registry(generate):
    page = generate.fill(read("reading.md"))
    for entry in generate.finding_kinds():
        assert f"| `{entry['code']}` | {entry['severity']} |" in page


def test_every_finding_that_is_named_exists(generate):
    known = {entry["code"] for entry in generate.finding_kinds()}
    named = re.findall(r"finding `(\w+)`|findings? codes? `(\w+)`", read("reading.md") + read("observations.md"))
    assert {name for pair in named for name in pair if name} <= known


def test_the_list_of_headers_is_complete(generate):
    page = generate.fill(read("api/cpp.md"))
    for path in (PROJECT / "include" / "werdegang").rglob("*.hpp*"):
        name = path.relative_to(PROJECT / "include").as_posix().removesuffix(".in")
        assert re.search(rf"\| `{name}` \| \w.+ \|", page), f"{name} begins with no sentence"


def test_the_python_page_has_every_public_name(generate):
    page = generate.fill(read("api/python.md"))
    for name in wg.__all__:
        if name not in ("__version__", "datasets", "kernels", "plot"):
            assert f"\n### {name}\n" in page, name
    for name in wg.plot.__all__:
        assert f"\n### plot.{name}\n" in page, name
    assert "](" not in page.replace("`](", "")


def test_the_page_of_the_command_line_names_every_command_and_option():
    typer = pytest.importorskip("typer", reason="the extra cli is not installed")
    pytest.importorskip("rich", reason="the extra cli is not installed")
    from werdegang._commands import app

    said = {row[0].strip("`").split()[1]: " ".join(row) for row in rows("command_line.md", 2) if row[0].startswith("`werdegang ")}
    commands = typer.main.get_command(app).commands
    assert said.keys() == commands.keys()
    for name, command in commands.items():
        options = {option for parameter in command.params for option in parameter.opts if option.startswith("--")} - {"--help"}
        assert set(re.findall(r"--\w+", said[name])) == options, name


def test_decisions_are_numbered_without_gap():
    files = sorted((PROJECT / "docs" / "decisions").glob("[0-9]*.md"))
    assert [int(path.name[:4]) for path in files] == list(range(1, len(files) + 1))
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {int(path.name[:4])}. ")
        assert "**Decision.**" in text and "**Why.**" in text and "**Refused.**" in text


def test_sphinx_builds_without_warnings(tmp_path):
    pytest.importorskip("sphinx", reason="the extra docs is not installed")
    pytest.importorskip("myst_parser", reason="the extra docs is not installed")
    pytest.importorskip("furo", reason="the extra docs is not installed")
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", str(PROJECT / "docs"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
