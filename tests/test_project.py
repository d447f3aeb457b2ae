"""The ways in for a developer agree with each other: Makefile, make.cmd, .ci/run, and what the tests ask for."""

import os
import re
import tomllib
from pathlib import Path

import pytest
from proof.tools import SDK

import kpi_xl

TREE = Path(__file__).parents[1]
MAKEFILE, MAKE_CMD, CI = ((TREE / name).read_text(encoding="utf-8") for name in ("Makefile", "make.cmd", ".ci/run"))

PYTEST = tomllib.loads((TREE / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"]


def steps(text: str) -> list[str]:
    """What `python -m` runs, in order, with its first argument: "ruff check", "coverage run"."""
    found = re.findall(r"python(?:\.exe\")? -m (\w+)(?: ([a-z]+))?", text)
    return [" ".join(filter(None, step)) for step in found if step[0] not in {"venv", "pip"}]


def recipe(name: str, text: str) -> str:
    """What Makefile or make.cmd does for `make NAME`."""
    found = re.search(rf"^:?{name}:?(?: .*)?\n((?:.*\n)+?)(?=\n|\Z)", text, re.MULTILINE)
    assert found is not None, f"no {name}"
    return found[1]


@pytest.mark.parametrize("text", [MAKEFILE, MAKE_CMD], ids=["Makefile", "make.cmd"])
def test_each_way_in_checks_the_same_on_windows(text: str) -> None:
    assert steps(recipe("quick", text)) == ["ruff check", "pytest"]
    assert steps(recipe("test", text)) == [
        "ruff check",
        "ruff format",
        "mypy",
        "coverage erase",
        "coverage run",
        "coverage combine",
        "coverage report",
    ]


@pytest.mark.parametrize("text", [MAKEFILE, MAKE_CMD], ids=["Makefile", "make.cmd"])
def test_quick_leaves_out_three_markers_and_nothing_else(text: str) -> None:
    left_out = re.search(r"LEFT_OUT(?: := |=)([a-z ]+)", text)
    assert left_out is not None
    assert left_out[1].split(" or ") == ["slow", "libreoffice", "sdk"]
    assert set(left_out[1].split(" or ")) <= {marker.partition(":")[0] for marker in PYTEST["markers"]}
    options = re.findall(r" (-{1,2}[a-z-]+)", recipe("quick", text).partition("-m pytest")[2])
    assert options == ["-n", "-m", "--hypothesis-profile", "--durations"]
    assert re.search(r'-m "not \([$%]\(?LEFT_OUT[%)]\)"', text)


@pytest.mark.parametrize("text", [MAKEFILE, MAKE_CMD], ids=["Makefile", "make.cmd"])
def test_make_test_leaves_out_nothing(text: str) -> None:
    run = next(line for line in recipe("test", text).splitlines() if "-m pytest" in line)
    assert re.findall(r" (-{1,2}[a-z]+)", run.partition("-m pytest")[2]) == ["-n", "--dist"]
    assert PYTEST["testpaths"] == ["tests"]
    assert PYTEST["addopts"].split() == ["--strict-markers", "--strict-config", "-ra"]


def test_ci_ends_in_the_command_of_the_readme() -> None:
    assert CI.rstrip().endswith("\nmake test")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no executable bit")
def test_ci_can_be_run() -> None:
    assert os.access(TREE / ".ci" / "run", os.X_OK)


def test_ci_installs_the_validator_the_tests_ask_for() -> None:
    wanted = SDK.advice.rsplit(maxsplit=1)[-1]
    assert f"sdk_package={wanted}\n" in CI


def test_the_changelog_opens_with_what_is_not_released_or_with_this_version() -> None:
    headings = re.findall(r"^## (\S+)", (TREE / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] in {"Unreleased", kpi_xl.__version__}


def test_nothing_in_the_tree_points_at_a_machine() -> None:
    """Paths of one developer's machine work on no other."""
    suffixes = {".py", ".cfg", ".toml", ".md", ".cmd", ".bas"}
    folders = ("kpi_xl", "tests", "docs", "benchmarks", "macros", "templates")
    files = [path for folder in folders for path in (TREE / folder).rglob("*") if path.suffix in suffixes]
    machine = re.compile(r"(?:/home/|/Users/|C:\\Users\\|/work" + r"/)\w")
    told = [str(path.relative_to(TREE)) for path in files if machine.search(path.read_text(encoding="utf-8"))]
    assert told == []


LINES = [line for line in MAKE_CMD.splitlines() if line and not line.startswith("rem ")]


def test_on_a_share_make_cmd_works_in_the_folder_it_lies_in_and_gives_the_letter_back() -> None:
    """cmd cannot have a share as its present folder: cd fails there, and pip would install what lies elsewhere."""
    assert not [line for line in LINES if line.startswith("cd ")]
    start = LINES.index('pushd "%~dp0" || exit /b 1')
    assert LINES[start + 1 : start + 5] == [
        'call :chosen "%~1"',
        'set "CODE=%ERRORLEVEL%"',
        "popd",
        "exit /b %CODE%",
    ]
    assert LINES[start + 5] == ":chosen", "nothing runs outside, where popd would be passed over"


def test_make_cmd_goes_on_after_no_failure() -> None:
    """Erasing what was never measured may fail. A program that cannot start ends below 0, which errorlevel 1 misses."""
    runs = [line for line in LINES if "python.exe" in line and "-m" in line]
    unguarded = [line.split(" -m ")[1] for line in runs if not line.endswith("|| exit /b 1")]
    assert unguarded == ['kpi_xl demo "%DEMO%"', "coverage erase"]
    assert LINES[LINES.index('"%BIN%\\python.exe" -m kpi_xl demo "%DEMO%"') + 1] == "exit /b %ERRORLEVEL%"
    assert "if errorlevel" not in "\n".join(LINES).casefold()


def test_make_cmd_quotes_every_path_and_extra() -> None:
    assert re.findall(r"call :install \S+ (\S+)", MAKE_CMD) == ['"."', '".[dev]"', '".[dev]"']
    assert set(re.findall(r"(.)%(?:BIN|DEMO|~dp0|~1|~2)", "\n".join(LINES))) <= {'"', "\\"}
    assert 'set PYTHON="%PYTHON:"=%"' in MAKE_CMD


def test_make_cmd_starts_nothing_that_has_no_signature() -> None:
    """A policy may block the small programs pip makes; Python's own are signed."""
    assert set(re.findall(r"[\w-]+\.exe", "\n".join(LINES))) == {"python.exe"}


def test_make_cmd_has_the_line_ends_cmd_needs_to_find_its_labels() -> None:
    assert "*.cmd text eol=crlf" in (TREE / ".gitattributes").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", ["demo", "quick", "test"])
def test_the_readme_says_how_each_shell_is_asked(name: str) -> None:
    text = (TREE / "README.md").read_text(encoding="utf-8")
    assert f"| `make {name}` | `make.cmd {name}` | `.\\make.cmd {name}` |" in text
