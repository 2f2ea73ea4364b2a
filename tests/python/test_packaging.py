"""What a user gets with `pip install`: the files, the linked libraries, an import without noise and without extras."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import sys
from pathlib import Path

import pytest

import werdegang
from werdegang import _core

DISTRIBUTION = importlib.metadata.distribution("werdegang")
EXTENSION = Path(_core.__file__)
ALLOWED_FILES = re.compile(
    r"""werdegang/(
          _core\.[\w.-]+\.(so|pyd)
        | ([a-z0-9_]+/)*[a-z0-9_]+\.(py|pyi)
        | py\.typed
        | (report|datasets)/[\w./-]+\.(html|css|svg|j2|json|toml|csv|gz|xz|md|txt)
    )|werdegang-[\w.]+\.dist-info/.+|\.\./\.\./\.\./bin/werdegang""",
    re.VERBOSE,
)


def installed_files() -> list[str]:
    return [str(file) for file in DISTRIBUTION.files or () if "__pycache__" not in str(file)]


def run(code: str, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *options, "-c", code], capture_output=True, text=True, check=False)


def modules_of_extras() -> dict[str, list[str]]:
    """Extra -> names of the modules it brings, read from the package's own metadata."""
    extras: dict[str, list[str]] = {}
    for requirement in DISTRIBUTION.requires or ():
        match = re.match(r"([\w.-]+)[^;]*;\s*extra == ['\"](\w+)['\"]", requirement)
        if match and match[1] != "werdegang":
            extras.setdefault(match[2], []).append(match[1].replace("-", "_"))
    return extras


def test_only_what_belongs_is_installed():
    assert [file for file in installed_files() if not ALLOWED_FILES.fullmatch(file)] == []


def test_every_file_of_the_package_is_installed(project):
    source = project / "python"
    files = {
        path.relative_to(source).as_posix()
        for path in (source / "werdegang").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert files - set(installed_files()) == set()


def test_one_extension_and_the_licence():
    files = installed_files()
    assert sum(Path(file).suffix in (".so", ".pyd") for file in files) == 1
    assert any(file.endswith("licenses/LICENSE") for file in files)
    assert "werdegang/py.typed" in files


def test_the_extension_wins_over_the_folder_of_its_stubs():
    assert EXTENSION.is_file()
    assert (EXTENSION.parent / "_core" / "__init__.pyi").is_file()


def test_the_version_is_one(project):
    assert werdegang.__version__ == DISTRIBUTION.version == _core.__version__
    assert f"\nversion: {DISTRIBUTION.version}\n" in (project / "CITATION.cff").read_text(encoding="utf-8")


def test_import_makes_no_warning_and_no_output():
    done = run("import werdegang", "-W", "error")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


BLOCK = """
import sys
class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {blocked}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Blocker())
"""


@pytest.mark.parametrize("extra", [*sorted(modules_of_extras()), "every"])
def test_import_without_extra(extra):
    extras = modules_of_extras()
    blocked = sum(extras.values(), []) if extra == "every" else extras[extra]
    done = run(BLOCK.format(blocked=set(blocked)) + "import werdegang\nprint(werdegang.__version__)")
    assert done.stderr == ""
    assert done.stdout.strip() == DISTRIBUTION.version


def test_import_loads_no_extra():
    optional = sum(modules_of_extras().values(), [])
    done = run(f"import sys, werdegang\nprint([m for m in {optional!r} if m in sys.modules])")
    assert done.stdout.strip() == "[]", done.stderr
