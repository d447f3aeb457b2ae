"""What pip installs: the package, its templates and workbooks, and the kpi-xl command, built without a warning."""

import configparser
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
TREE = Path(__file__).parents[1]
KEPT_OUT = {".gitkeep"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[zipfile.ZipFile, str]:
    """The wheel and what building it said. Built from a copy, so that no build/ or egg-info appears in the tree."""
    copy = tmp_path_factory.mktemp("tree")
    for path in shipped_files():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_bytes((TREE / path).read_bytes())
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(copy / "dist"), str(copy)]
    said = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert said.returncode == 0, said.stdout + said.stderr
    return zipfile.ZipFile(next((copy / "dist").glob("*.whl"))), said.stdout + said.stderr


def shipped_files() -> list[Path]:
    folders = ("kpi_xl", "macros", "templates", "workbooks")
    found = [path for folder in folders for path in (TREE / folder).rglob("*") if "__pycache__" not in path.parts]
    top = [TREE / name for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE")]
    return [path.relative_to(TREE) for path in [*found, *top] if path.is_file()]


def expected_in(folder: str, *patterns: str) -> set[str]:
    paths = [path for pattern in patterns for path in (TREE / folder).glob(pattern) if path.is_file()]
    return {f"kpi_xl/{path.relative_to(TREE).as_posix()}" for path in paths if path.name not in KEPT_OUT}


def test_every_module_template_and_workbook_is_inside(built: tuple[zipfile.ZipFile, str]) -> None:
    inside = set(built[0].namelist())
    modules = {path.relative_to(TREE).as_posix() for path in (TREE / "kpi_xl").rglob("*.py")}
    expected = (
        modules
        | expected_in("macros", "*.bas")
        | expected_in("templates", "**/*")
        | expected_in("workbooks", "**/*.xlsx")
    )
    missing = (expected | {"kpi_xl/py.typed"}) - inside
    assert not missing, f"list their folders in setup.cfg, under packages or package_data: {sorted(missing)}"


def test_nothing_but_the_package_is_inside(built: tuple[zipfile.ZipFile, str]) -> None:
    tops = {name.partition("/")[0] for name in built[0].namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"kpi_xl"}


def test_the_command_and_the_licence_are_declared(built: tuple[zipfile.ZipFile, str]) -> None:
    names = built[0].namelist()
    entry_points = configparser.ConfigParser()
    entry_points.read_string(built[0].read(next(n for n in names if n.endswith("entry_points.txt"))).decode())
    assert entry_points["console_scripts"]["kpi-xl"] == "kpi_xl.faces.cli:main"
    assert any(name.endswith("LICENSE") for name in names)


def test_building_says_nothing_about_deprecated_settings(built: tuple[zipfile.ZipFile, str]) -> None:
    said = built[1]
    assert "Deprecat" not in said and "deprecated" not in said, said
    assert "Warning" not in said, said
