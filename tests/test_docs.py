"""The pages of docs/ name only what there is: links, pictures, commands, settings and places."""

import re
from pathlib import Path

import pytest
from fabricated_pc import registry, windows_pc

from kpi_xl.faces.commands import COMMANDS
from kpi_xl.files.machine.logon_launcher import launcher_place
from kpi_xl.files.machine.look_at_excel import RULE
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


@pytest.mark.parametrize("page", ["officers.md", "finance.md", "it.md"])
def test_the_readme_leads_to_the_pages_for_people(page: str) -> None:
    assert f"(docs/{page})" in (DOCS.parent / "README.md").read_text(encoding="utf-8")


def test_the_page_for_it_names_what_is_written_and_where() -> None:
    said = text_of("it.md")
    pc = windows_pc(variables={"USERPROFILE": "%USERPROFILE%", "APPDATA": "."})
    log = log_place({"LOCALAPPDATA": "%LOCALAPPDATA%"}, on_windows=True)
    settings = user_settings_place(pc)
    assert settings is not None
    names = [launcher_place(pc, registry()).name, *SERVED, RULE, LOG_VARIABLE]
    places = [path.as_posix().replace("/", "\\") for path in (log, settings)]
    assert [name for name in (*names, *places) if name not in said] == []
