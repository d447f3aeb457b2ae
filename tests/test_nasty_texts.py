"""The nastiest texts a workbook or a file's name can hold, through every command and every face: none comes out raw."""

import io
import json
import re
import sys
from contextlib import chdir
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from small_workspace import Q1, Q2, rulebook_rows, send

from kpi_xl.faces.buttons.telling import tell, tell_wrong
from kpi_xl.faces.cli import main
from kpi_xl.faces.terminal import say, say_lines, show_table, styled
from kpi_xl.files.saving.log_trouble import log_trouble
from kpi_xl.files.write_accessible import write_csv
from kpi_xl.files.write_rulebook import write_rulebook
from kpi_xl.model.shown_text import ascii_json, shown, shown_lines
from kpi_xl.rules.master.accessible_tables import AccessibleTable

MARK = "NASTY"
IN_XML = (
    "_x001B_[2J_x001B_[H_x001B_[32m_x001B_]0;x_x0007_\u009b2J\u202eAll accepted\u2066\u200b_xD800_ [red]b[/red] =1+1"
)
"""As a workbook holds it: clear the screen, colours, a title, turned order, unseen, half a character, rich's marks."""
FILE_NAME = "AS \x1b[2J\x1b]0;x\x07\u202eok\u200b\nAll returns accepted 2022-23 Q2.xlsx"
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
OUR_COLOURS = re.compile("\x1b\\[(?:0|1|31|32|33|36)m")


def unsafe_in(text: str) -> list[str]:
    return UNSAFE.findall(text.replace("\r\n", "\n"))


def made_nasty(path: Path, to: Path | None = None) -> Path:
    with ZipFile(path) as before:
        held = {name: before.read(name) for name in before.namelist()}
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as after:
        for name, content in held.items():
            for text in (MARK, "Fewer staff", "Recruiting", "Head of service"):
                content = content.replace(text.encode(), IN_XML.encode())
            after.writestr(name, content)
    path.unlink()
    (to or path).write_bytes(made.getvalue())
    return to or path


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nasty") / "w"
    (folder / "submissions").mkdir(parents=True)
    rows = rulebook_rows()
    for kpi in rows["KPIs"]:
        kpi["name"] = f"{MARK} {kpi['kpi_id']}"
    write_rulebook(folder / "rulebook.xlsx", rows)  # type: ignore[arg-type] # plain rows
    made_nasty(folder / "rulebook.xlsx")
    for value, period in ((80.0, Q1), (70.0, Q2)):
        path = send(folder, "AS", {"AS01": value}, period=period)
        made_nasty(send(folder, "EC", {"EC01": MARK}, period=period))
        name = FILE_NAME if period == Q2 and sys.platform != "win32" else path.name
        made_nasty(path, path.with_name(name))
        typed("run", folder, "--period", str(period))
    return folder


def typed(*arguments: object) -> Result:
    """With colours left in, as on a terminal."""
    return CliRunner().invoke(main, [*map(str, arguments)], prog_name="kpi-xl", color=True)


COMMANDS = [
    ("run", ".", "--verbose"),
    ("run", ".", "--dry-run", "--verbose"),
    ("validate", "submissions"),
    ("validate", "submissions", "--format", "json"),
    ("consolidate", "."),
    ("check-rulebook", "rulebook.xlsx"),
    ("summary", "master.xlsx"),
    ("summary", "master.xlsx", "--format", "json"),
    ("compare", ".", "--from", "2022/23 Q1", "--to", "2022/23 Q2"),
    ("explain", "AS01"),
    ("explain", "AS01 \x1b[2J"),
    ("accessible-copy", "."),
    ("issue-returns", "."),
    ("doctor", "rulebook.xlsx"),
    ("validate", "\x1b[2J.xlsx"),
    ("summary", "\x1b[2J.xlsx"),
]


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command[:3]).replace("\x1b", "ESC"))
def test_no_command_prints_what_moves_hides_or_turns(council: Path, command: tuple[str, ...]) -> None:
    with chdir(council):
        said = typed(*command)
    printed = said.stdout + said.stderr
    assert not isinstance(said.exception, Exception) or isinstance(said.exception, SystemExit)
    assert printed
    assert unsafe_in(OUR_COLOURS.sub("", printed)) == []
    assert "\nAll returns accepted" not in printed
    assert "[U+" in printed or command[0] not in ("run", "validate", "check-rulebook", "explain")
    if "json" in command:
        assert json.loads(said.stdout) and said.stdout.isascii()


@pytest.mark.slow
def test_what_is_written_for_other_programs_holds_none_either(council: Path) -> None:
    with chdir(council):
        typed("accessible-copy", ".")
    texts = [path for path in council.rglob("*") if path.suffix in (".csv", ".json", ".txt", ".log")]
    assert {path.suffix for path in texts} == {".csv", ".json"}
    assert [path.name for path in texts if unsafe_in(path.read_text(encoding="utf-8-sig"))] == []
    assert json.loads((council / "run.json").read_text(encoding="ascii"))


NASTY = [
    "\x1b[2J",
    "a\x9b2Jb",
    "\x1b]0;t\x07",
    "\u202eabc",
    "\u2066x",
    "a\u200bb",
    "\ud800",
    "\r",
    "\x08\x08",
    "a\tb",
    "\x00<>x",
]


@pytest.mark.parametrize("text", NASTY, ids=ascii)
def test_every_way_out_makes_it_safe(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KPI_XL_LOG", str(tmp_path / "kpi_xl.log"))
    boxes: list[str] = []
    book = SimpleNamespace(app=SimpleNamespace(alert=lambda prompt, *_, **__: boxes.append(prompt)))
    say(text)
    say(styled(text, "red"), err=True)
    say_lines(f"one\n{text}")
    show_table(("Head", text), [(text, "b")])
    tell(book, text)  # type: ignore[arg-type] # all that is asked of a book
    tell_wrong(book, text)  # type: ignore[arg-type] # the same
    log_trouble(text, ValueError(text))
    write_csv(tmp_path / "a.csv", AccessibleTable("A", "A", ("Head",), ((text,),)))
    printed = capsys.readouterr()
    ways = [printed.out, printed.err, *boxes, ascii_json({text: text})]
    ways += [path.read_text(encoding="utf-8-sig") for path in (tmp_path / "kpi_xl.log", tmp_path / "a.csv")]
    assert [unsafe_in(OUR_COLOURS.sub("", way)) for way in ways] == [[] for _ in ways]


def test_a_table_a_person_sees_takes_no_marks_from_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    show_table(("Head [red]",), [("[link=http://x]a[/link] \x1b[2J",)])
    assert "[link=http://x]a[/link] [U+001B][2J" in screen.getvalue()
    assert "\x1b]8" not in screen.getvalue() and "\x1b[2J" not in screen.getvalue()


@given(st.text())
def test_what_is_shown_is_one_line_of_letters(text: str) -> None:
    assert unsafe_in(shown(text)) == [] and "\n" not in shown(text)
    assert unsafe_in(shown_lines(text)) == []
    assert len(shown(text, 20)) <= 20 * len("[U+10FFFF]")


@pytest.mark.parametrize("text", ["plain", "£5 – café, naïve", "日本語", "عربي", "a\u00a0b"])
def test_letters_of_all_languages_stay(text: str) -> None:
    assert shown(text) == text


def test_only_one_module_prints() -> None:
    faces = Path((main.__module__ and sys.modules["kpi_xl.faces.cli"].__file__) or "").parent
    own = {"terminal.py", "completion.py", "progress.py", "generate_vba.py"}
    prints = [
        path.name for path in faces.rglob("*.py") if re.search(r"click\.s?echo|\bprint\(", path.read_text("utf-8"))
    ]
    assert set(prints) <= own
