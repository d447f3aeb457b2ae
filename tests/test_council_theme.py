"""The council's own look: one file in the workspace, laid over ours, and checked before anything is written."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from cli import kpi_xl_here
from small_workspace import send, workspace

from kpi_xl.files.house_style.theme import council_theme, read_theme, theme, themed
from kpi_xl.files.resources import template
from kpi_xl.model.errors import WorkspaceError

NAVY, PLUM = "#12355B", "#5B1245"
PLUM_THEME = f'[palette]\nnavy = "{PLUM}"\n'


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "theme.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def colours(path: Path) -> set[str]:
    with zipfile.ZipFile(path) as package:
        styles = package.read("xl/styles.xml").decode()
    return {f"#{colour[2:]}" for colour in re.findall(r'rgb="(\w{8})"', styles)}


def test_without_a_theme_of_its_own_a_workspace_has_ours(tmp_path: Path) -> None:
    assert council_theme(tmp_path / "theme.toml") == read_theme(template("theme.toml"))


def test_what_a_theme_does_not_name_stays_as_ours(tmp_path: Path) -> None:
    own = council_theme(written(tmp_path, '[roles.title]\nfont_color = "#5B1245"\n[base]\nfont_name = "Calibri"\n'))
    ours = read_theme(template("theme.toml"))
    assert own.roles["title"] == {**ours.roles["title"], "font_color": PLUM, "font_name": "Calibri"}
    assert own.parts["header"] == ours.parts["header"]
    assert own.charts == ours.charts


def test_a_colour_of_the_palette_changes_every_role_that_names_it(tmp_path: Path) -> None:
    own = council_theme(written(tmp_path, PLUM_THEME))
    assert {own.roles["title"]["font_color"], own.roles["header"]["bg_color"]} == {PLUM}


def test_a_whole_theme_is_taken_as_it_is(tmp_path: Path) -> None:
    text = template("theme.toml").read_text("utf-8").replace(NAVY, PLUM)
    assert council_theme(written(tmp_path, text)).palette["navy"] == PLUM


def test_a_colour_of_the_councils_own_name_can_be_used(tmp_path: Path) -> None:
    text = '[palette]\nheather = "#7A5C99"\n[roles.title]\nfont_color = "heather"\n[charts.title]\ncolor = "heather"\n'
    own = council_theme(written(tmp_path, text))
    assert own.roles["title"]["font_color"] == own.charts["title"]["color"] == "#7A5C99"


def test_a_unit_can_be_written_as_the_council_writes_it(tmp_path: Path) -> None:
    with themed(written(tmp_path, '[numbers]\n"days per FTE" = \'0{decimals}" d"\'\n')) as look:
        assert look.numbers["days per FTE"] == '0{decimals}" d"'
    assert "days per FTE" not in theme().numbers


@pytest.mark.parametrize(
    "sound",
    ["0.0", "#,##0{decimals};[Red]-#,##0{decimals}", "[$£-809]#,##0", '0" d"', r"0\d", "_-0_-", "(0)"],
)
def test_a_sound_number_format_is_taken(sound: str, tmp_path: Path) -> None:
    assert council_theme(written(tmp_path, f"[numbers]\ndefault = '{sound}'\n")).numbers["default"] == sound


def test_notepads_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    assert council_theme(written(tmp_path, b"\xef\xbb\xbf" + PLUM_THEME.encode())).palette["navy"] == PLUM


FAULTS = [
    pytest.param("[palette", "TOML", id="not TOML"),
    pytest.param(b'[palette]\nnavy = "\xa3"\n', "UTF-8", id="not UTF-8"),
    pytest.param("a = " + "[" * 5000, "TOML", id="nested without end"),
    pytest.param('[palete]\nnavy = "#12355B"\n', "palete", id="an unknown part"),
    pytest.param('navy = "#12355B"\n', "navy", id="a key outside every part"),
    pytest.param('palette = "navy"\n', "palette", id="a part that is no table"),
    pytest.param("[[roles]]\nbold = true\n", "roles", id="a part that is a list"),
    pytest.param('[roles]\ntitle = "bold"\n', "roles.title", id="a role that is no table"),
    pytest.param("[roles.titel]\nbold = true\n", "roles.titel", id="an unknown role"),
    pytest.param("[charts.titel]\nbold = true\n", "charts.titel", id="an unknown part of charts"),
    pytest.param("[roles.title]\nbolt = true\n", "roles.title.bolt", id="an unknown property"),
    pytest.param('[palette]\nnavy = "blue"\n', "palette.navy", id="a colour by name"),
    pytest.param('[palette]\nnavy = "#12355"\n', "palette.navy", id="a colour a figure short"),
    pytest.param("[palette.navy]\nred = 1\n", "palette.navy", id="a colour as a table"),
    pytest.param("[roles.title.bold]\nyes = 1\n", "roles.title.bold", id="a property as a table"),
    pytest.param("[base.font_name]\nface = 1\n", "base.font_name", id="a font as a table"),
    pytest.param("[numbers.default]\nwhole = 1\n", "default", id="a number format as a table"),
    pytest.param("[base]\nfont_size = 2022-10-14\n", "base.font_size", id="a day"),
    pytest.param("[palette]\nnavy = 12\n", "palette.navy", id="a colour as a number"),
    pytest.param('[roles.title]\nfont_color = "nvy"\n', "roles.title.font_color", id="a colour not in the palette"),
    pytest.param("[roles.title]\nfont_color = 7\n", "roles.title.font_color", id="a role's colour as a number"),
    pytest.param('[roles.title]\nfont_color = ["navy"]\n', "roles.title.font_color", id="a role's colour as a list"),
    pytest.param('[roles.title]\nfont_size = "big"\n', "roles.title.font_size", id="a size in words"),
    pytest.param("[roles.title]\nfont_size = 0\n", "roles.title.font_size", id="a size of nothing"),
    pytest.param("[roles.title]\nfont_size = nan\n", "roles.title.font_size", id="a size that is no number"),
    pytest.param("[roles.title]\nfont_size = true\n", "roles.title.font_size", id="a size of true"),
    pytest.param('[roles.title]\nbold = "yes"\n', "roles.title.bold", id="bold in words"),
    pytest.param('[roles.title]\nalign = "centre"\n', "roles.title.align", id="an alignment Excel lacks"),
    pytest.param("[roles.header]\nborder = 99\n", "roles.header.border", id="a border Excel lacks"),
    pytest.param('[base]\nfont_name = "A\\u0001"\n', "base.font_name", id="a font no file can name"),
    pytest.param('[charts.axis]\ncolor = "sand"\n', "charts.axis.color", id="a chart's colour"),
    pytest.param('[numbers]\n"%" = \'0"%\'\n', 'numbers."%"', id="a number format with a quotation mark too few"),
    pytest.param("[numbers]\ndefault = ''\n", 'numbers."default"', id="an empty number format"),
    pytest.param("[numbers]\ndefault = '0;0;0;0;0'\n", 'numbers."default"', id="a number format of five parts"),
    pytest.param("[numbers]\ndefault = '[Red0'\n", 'numbers."default"', id="a number format with an open bracket"),
    pytest.param("[numbers]\ndays = '0 days'\n", 'numbers."days"', id="a number format with bare words"),
    pytest.param("[numbers]\ndefault = '[Mauve]0'\n", 'numbers."default"', id="a colour Excel lacks"),
    pytest.param("[numbers]\ndefault = '0{places}'\n", 'numbers."default"', id="a place for nothing we know"),
    pytest.param("[numbers]\ndefault = 1\n", 'numbers."default"', id="a number format as a number"),
]


@pytest.mark.parametrize(("text", "key"), FAULTS)
def test_a_faulty_theme_is_refused_by_file_and_key(text: str | bytes, key: str, tmp_path: Path) -> None:
    path = written(tmp_path, text)
    with pytest.raises(WorkspaceError, match=re.escape(key)) as caught:
        council_theme(path)
    assert str(caught.value).startswith(f"{path} is not a theme")


def test_a_theme_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "theme.toml").mkdir()
    with pytest.raises(WorkspaceError, match=r"theme\.toml"):
        council_theme(tmp_path / "theme.toml")


@pytest.mark.parametrize("command", ["run", "issue-returns", "consolidate"])
def test_a_command_stops_with_a_sentence_before_it_writes_anything(command: str, tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    send(folder, "AS")
    written(folder, '[palette]\nnavy = "blue"\n')
    before = sorted(path for path in folder.rglob("*") if path.name != ".kpi-xl.lock")
    said = kpi_xl_here(command, folder)
    assert said.returncode == 2
    assert "theme.toml" in said.stderr and "palette.navy" in said.stderr
    assert sorted(path for path in folder.rglob("*") if path.name != ".kpi-xl.lock") == before


def master_of(folder: Path) -> Path:
    assert kpi_xl_here("run", folder).returncode in (0, 1)
    return folder / "master.xlsx"


def returns_of(folder: Path) -> Path:
    assert kpi_xl_here("issue-returns", folder, "--replace").returncode == 0
    return next((folder / "returns").glob("*.xlsx"))


def functions_of(folder: Path) -> Path:
    assert kpi_xl_here("formula", "workbook", folder / "functions.xlsx").returncode == 0
    return folder / "functions.xlsx"


def findings_of(folder: Path) -> Path:
    send(folder, "AS", signed=False)
    assert kpi_xl_here("run", folder).returncode in (0, 1)
    return next((folder / "findings").glob("*.xlsx"))


def macro_books_of(folder: Path) -> Path:
    said = kpi_xl_here("build-workbooks", folder, "--replace")
    assert said.returncode == 0, said.stderr
    assert PLUM in colours(folder / "master.xlsm") & colours(folder / "functions.xlsm")
    return next((folder / "returns").glob("*.xlsm"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "made",
    [master_of, returns_of, functions_of, findings_of, macro_books_of],
    ids=["master", "returns", "functions", "findings", "workbooks with buttons"],
)
def test_every_kind_of_workbook_has_the_councils_look(made: Callable[[Path], Path], tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    send(folder, "AS")
    written(folder, PLUM_THEME)
    assert PLUM in colours(made(folder))


def test_another_look_alone_has_the_master_written_anew(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    send(folder, "AS")
    assert PLUM not in colours(master_of(folder))
    stands = (folder / "master.xlsx").stat().st_mtime_ns
    assert (master_of(folder).stat().st_mtime_ns, PLUM in colours(folder / "master.xlsx")) == (stands, False)
    path = written(folder, PLUM_THEME)
    assert PLUM in colours(master_of(folder))
    stands = (folder / "master.xlsx").stat().st_mtime_ns
    written(folder, f"# The council's plum.\n{PLUM_THEME}")
    assert master_of(folder).stat().st_mtime_ns == stands, "a remark in the file is no other look"
    path.unlink()
    assert PLUM not in colours(master_of(folder))
