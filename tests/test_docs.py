"""The pages of docs/ name only what there is: links, pictures, commands, settings and places."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli import kpi_xl_here
from fabricated_pc import registry, windows_pc

import kpi_xl
from kpi_xl.faces import exit_codes
from kpi_xl.faces.commands import COMMANDS
from kpi_xl.files.machine.logon_launcher import launcher_place
from kpi_xl.files.machine.look_at_excel import API_RULE, RULE
from kpi_xl.files.machine.user_settings import SERVED, user_settings_place
from kpi_xl.files.saving.log_place import LOG_VARIABLE, log_place

DOCS = Path(__file__).parents[1] / "docs"
PAGES = sorted(DOCS.glob("*.md"))


def text_of(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_picture_of_a_page_is_there(page: Path) -> None:
    pointed = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [path for path in pointed if not (DOCS / path).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_a_page_names_exists(page: Path) -> None:
    named = set(re.findall(r"(?:^|`)kpi-xl ([a-z][a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= {command.name for command in COMMANDS}


PLACEHOLDER = re.compile(r"\[?[A-Z]+\]?…?")
"""PATH, [WORKBOOK], PATH…: for the reader to fill in."""


def commands_to_type(text: str) -> Iterator[list[str]]:
    """The arguments of each `kpi-xl` line of a page that is whole, names no folder of Windows and changes no setting.

    In a sentence a command alone is only its name.
    """
    blocks = re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()] + re.findall(r"`(kpi-xl [^`\s]+ [^`\n]+)`", text)
    for line in lines:
        typed = re.split(r"\s#|\s{3}|>>", line)[0]
        if typed.startswith("kpi-xl ") and "\\" not in typed and "serve-functions" not in typed:
            arguments = shlex.split(typed)[1:]
            if not any(map(PLACEHOLDER.fullmatch, arguments)):
                yield arguments


@pytest.mark.slow
@pytest.mark.parametrize(
    "page",
    [pytest.param(DOCS.parent / "README.md", marks=pytest.mark.slow, id="README.md")]
    + [pytest.param(page, id=page.name) for page in PAGES],
)
def test_every_command_of_a_page_can_be_typed_in_the_example_council(
    page: Path, demo_folder: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(demo_folder, tmp_path / "workspace")
    for arguments in commands_to_type(page.read_text(encoding="utf-8")):
        said = kpi_xl_here(*arguments, cwd=folder)
        assert said.returncode != exit_codes.COULD_NOT_RUN, f"{shlex.join(arguments)}: {said.stdout}{said.stderr}"


def test_commands_are_found_in_blocks_and_in_sentences() -> None:
    block = "```\nkpi-xl run          # all\nkpi-xl new 'C:\\x'\nkpi-xl formula rag --help    how\n```\n"
    sentence = "`kpi-xl explain AS10` or `kpi-xl doctor [WORKBOOK]`, not `kpi-xl run`"
    assert list(commands_to_type(block + sentence)) == [["run"], ["formula", "rag", "--help"], ["explain", "AS10"]]


@pytest.mark.parametrize("page", ["officers.md", "finance.md", "it.md"])
def test_the_readme_leads_to_the_pages_for_people(page: str) -> None:
    assert f"(docs/{page})" in (DOCS.parent / "README.md").read_text(encoding="utf-8")


def test_the_page_for_it_has_nobody_trust_what_others_sent_in() -> None:
    """Of the folders in a workspace that hold workbooks with macros, only those built here."""
    told = dict(re.findall(r"^\| `(\w+)` \| (\*\*never\*\*|yes) \|", text_of("it.md"), re.MULTILINE))
    assert told == {"returns": "yes", "submissions": "**never**", "findings": "**never**"}


def test_the_page_for_it_has_an_environment_for_each_version() -> None:
    said = text_of("it.md")
    assert set(re.findall(r"%\\kpi_xl\\([\d.]+)", said)) == {kpi_xl.__version__}
    assert r"kpi_xl\venv" not in said


def test_the_checklist_takes_ten_minutes_and_each_line_says_what_no_test_can_see() -> None:
    said = text_of("live-checklist.md")
    assert sum(map(int, re.findall(r"^## \d.*\((\d) minutes?\)$", said, re.MULTILINE))) == 10
    tables = re.findall(r"(?:^\|.*\n)+", said, re.MULTILINE)
    assert len(tables) == 7
    for table in tables:
        head, _, *rows = ([cell.strip() for cell in line.strip("|\n").split(" | ")] for line in table.splitlines())
        assert head == ["do", "see", "what the tests cannot see"]
        assert rows
        assert all(len(row) == 3 and all(row) for row in rows)


def test_the_page_for_it_names_what_is_written_and_where() -> None:
    said = text_of("it.md")
    pc = windows_pc(variables={"USERPROFILE": "%USERPROFILE%", "APPDATA": "."})
    log = log_place({"LOCALAPPDATA": "%LOCALAPPDATA%"}, on_windows=True)
    settings = user_settings_place(pc)
    assert settings is not None
    names = [launcher_place(pc, registry()).name, *SERVED, RULE, API_RULE, LOG_VARIABLE]
    places = [path.as_posix().replace("/", "\\") for path in (log, settings)]
    assert [name for name in (*names, *places) if name not in said] == []
