"""The command line as a contract: exit codes, JSON, and plain words whatever is in the folder."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from cli import kpi_xl, kpi_xl_here

RATED_WORDS = ("Green", "Amber", "Red")


@pytest.fixture
def workspace(demo_folder: Path, tmp_path: Path) -> Path:
    """A copy of the demo's workspace to spoil, with a space and & in its path."""
    folder = tmp_path / "Performance & more"
    shutil.copytree(demo_folder, folder)
    return folder


def submission(workspace: Path, code: str) -> Path:
    return next((workspace / "submissions").glob(f"{code} *.xlsx"))


def blank_a_value(path: Path, kpi_id: str) -> str:
    """Empty the KPI's value as an officer would, and give the address of the cell."""
    book = openpyxl.load_workbook(path)
    sheet = book["Return"]
    header = next(row for row in sheet.iter_rows() if row[0].value == "Ref")
    column = next(cell.column for cell in header if cell.value == "Value")
    row = next(row[0].row for row in sheet.iter_rows() if row[0].value == kpi_id)
    sheet.cell(row, column).value = None
    book.save(path)
    return sheet.cell(row, column).coordinate


def test_the_demo_reaches_the_published_counts(demo_folder: Path):
    said = kpi_xl("summary", demo_folder / "master.xlsx")
    assert said.returncode == 0
    assert "77 KPIs, 70 rated: 41 Green (59%), 15 Amber (21%), 14 Red (20%)" in said.stdout


def test_summary_json_has_the_shape_other_tools_read(demo_folder: Path):
    summary = json.loads(kpi_xl_here("summary", demo_folder / "master.xlsx", "--format", "json").stdout)
    assert summary["period"] == "2022/23 Q2"
    assert [summary[name] for name in ("total", "rated", "green", "amber", "red")] == [77, 70, 41, 15, 14]
    adults = summary["by_unit"]["AS"]
    assert [adults[name] for name in ("total", "green", "amber", "red")] == [15, 5, 3, 5]
    assert adults["unrated"] == {"Unpopulated": 2}
    assert sum(part["total"] for part in summary["by_priority"].values()) == 77
    assert set(summary["by_unit"]) == {"CE", "RE", "AS", "EC", "GE"}


def test_validate_accepts_the_examples_submissions_and_says_so_in_json(demo_folder: Path):
    said = kpi_xl_here("validate", demo_folder / "submissions", "--format", "json")
    assert said.returncode == 0
    files = json.loads(said.stdout)["files"]
    assert {one["unit"]: one["status"] for one in files} == dict.fromkeys(("AS", "CE", "EC", "GE", "RE"), "accepted")
    assert all(set(one) == {"path", "unit", "period", "status", "findings"} for one in files)


def test_a_blank_value_is_an_error_at_its_cell_and_the_rest_goes_on(workspace: Path):
    cell = blank_a_value(submission(workspace, "EC"), "EC02")
    said = kpi_xl_here("validate", workspace / "submissions", "--format", "json")
    assert said.returncode == 1
    files = {one["unit"]: one for one in json.loads(said.stdout)["files"]}
    errors = [one for one in files["EC"]["findings"] if one["severity"] == "error"]
    assert [(one["sheet"], one["cell"]) for one in errors] == [("Return", cell)]
    assert set(errors[0]) == {"code", "severity", "sheet", "cell", "message"}
    assert [files[code]["status"] for code in ("AS", "CE", "GE", "RE")] == ["accepted"] * 4


def test_a_run_with_a_rejected_return_keeps_going_and_ends_with_1(workspace: Path):
    (workspace / "master.xlsx").unlink()
    (workspace / "run.json").unlink()
    blank_a_value(submission(workspace, "EC"), "EC02")
    said = kpi_xl_here("run", workspace)
    assert said.returncode == 1
    assert "77 KPIs, 53 rated" in said.stdout, said.stdout
    assert list((workspace / "findings").glob("EC *.xlsx"))


@pytest.mark.slow
def test_files_nobody_can_read_never_show_a_traceback(workspace: Path):
    inbox = workspace / "submissions"
    (inbox / "cut off.xlsx").write_bytes(submission(workspace, "CE").read_bytes()[:4000])
    (inbox / "letter.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (inbox / "empty.xlsx").touch()
    (inbox / "values.xlsx").write_text("Ref,Value\nAS01,92\n")
    (inbox / "~$AS.xlsx").write_bytes(b"\x05Clerk" + bytes(160))
    said = kpi_xl("run", workspace)
    assert said.returncode == 1
    assert "Traceback" not in said.stdout + said.stderr
    for name in ("cut off.xlsx", "letter.xlsx", "empty.xlsx", "values.xlsx"):
        assert f"{name}: error KPI1" in said.stdout


def test_running_again_changes_nothing(workspace: Path):
    before = (workspace / "master.xlsx").read_bytes()
    said = kpi_xl_here("run", workspace)
    assert said.returncode == 0
    assert "left as it is" in said.stdout or "left as it was" in said.stdout
    assert (workspace / "master.xlsx").read_bytes() == before


def test_a_dry_run_writes_nothing(workspace: Path):
    (workspace / "master.xlsx").unlink()
    before = sorted(path for path in workspace.rglob("*"))
    said = kpi_xl_here("run", workspace, "--dry-run")
    assert "Would write" in said.stdout
    assert sorted(path for path in workspace.rglob("*")) == before


@pytest.mark.slow
def test_submissions_are_never_written_to(workspace: Path):
    blank_a_value(submission(workspace, "EC"), "EC02")
    before = {path: path.read_bytes() for path in (workspace / "submissions").iterdir()}
    kpi_xl_here("run", workspace)
    assert {path: path.read_bytes() for path in (workspace / "submissions").iterdir()} == before


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["run", "nowhere"], id="no such folder"),
        pytest.param(["summary", "nothing.xlsx"], id="no such master"),
        pytest.param(["check-rulebook", "nothing.xlsx"], id="no such rulebook"),
        pytest.param(["validate", "nothing.xlsx"], id="no rulebook near"),
        pytest.param(["explain", "AS01"], id="not a workspace"),
        pytest.param(["issue-returns", "nowhere"], id="nowhere to issue from"),
        pytest.param(["compare", "--workspace", "nowhere"], id="nothing to compare"),
        pytest.param(["run", "--period", "summer"], id="not a period"),
        pytest.param(["fly"], id="not a command"),
    ],
)
def test_what_cannot_run_says_why_and_ends_with_2(arguments: list[str], tmp_path: Path):
    said = kpi_xl_here(*arguments, cwd=tmp_path)
    assert said.returncode == 2, said.stdout + said.stderr
    assert said.stderr.strip()
    assert "Traceback" not in said.stderr


def test_a_demo_refuses_a_folder_with_other_things_in_it(tmp_path: Path):
    (tmp_path / "precious.docx").write_text("mine")
    said = kpi_xl_here("demo", tmp_path)
    assert said.returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["precious.docx"]


def test_a_new_workspace_has_a_rulebook_that_checks_clean(tmp_path: Path):
    made = kpi_xl_here("new", tmp_path / "2026-27", "--council", "Our council")
    assert made.returncode == 0, made.stderr
    checked = kpi_xl_here("check-rulebook", tmp_path / "2026-27" / "rulebook.xlsx")
    assert checked.returncode == 0, checked.stdout
    again = kpi_xl_here("new", tmp_path / "2026-27")
    assert again.returncode == 2
    assert "nothing was changed" in again.stderr


def test_explain_names_bands_version_approver_and_cell(demo_folder: Path):
    said = kpi_xl_here("explain", "as10", "--workspace", demo_folder)
    assert said.returncode == 0
    for fact in ("89.6%", "Red", "95% or more", "AS10 from 2022/23 Q2", "Approved by", "Return!"):
        assert fact in said.stdout


def test_explain_names_the_nearest_kpi_when_there_is_none(demo_folder: Path):
    said = kpi_xl_here("explain", "AS99", "--workspace", demo_folder)
    assert said.returncode == 2
    assert "Did you mean AS09?" in said.stderr


@pytest.mark.slow
@pytest.mark.parametrize("command", ["run", "summary", "explain", "compare"])
def test_an_old_windows_console_gets_words_it_can_show(command: str, demo_folder: Path, tmp_path: Path):
    arguments = {
        "run": [demo_folder, "--dry-run", "--verbose"],
        "summary": [demo_folder / "master.xlsx"],
        "explain": ["RE03", "--workspace", demo_folder],
        "compare": ["--workspace", demo_folder],
    }
    said = kpi_xl(command, *arguments[command], encoding="cp1252")
    assert said.returncode == 0, said.stderr
    assert "Traceback" not in said.stderr


def test_completion_prints_a_script_for_each_shell():
    for shell in ("bash", "zsh", "fish"):
        said = kpi_xl_here("completion", shell)
        assert said.returncode == 0
        assert "_KPI_XL_COMPLETE" in said.stdout
