"""`kpi-xl doctor` as typed: a line a check, advice under what needs it, JSON, and the exit code."""

import json
import sys
from pathlib import Path

import pytest
from cli import kpi_xl_here
from macro_book import macro_book

from kpi_xl.rules.machine.checks import CHECKS

CONTENTED = {"INTERPRETER_WIN": sys.executable, "ADD_WORKBOOK_TO_PYTHONPATH": "FALSE"}


@pytest.mark.skipif(sys.platform == "win32", reason="a Windows PC may well need attention")
def test_off_windows_nothing_needs_attention_and_what_is_skipped_has_its_reason(tmp_path: Path):
    said = kpi_xl_here("doctor", macro_book(tmp_path, settings=CONTENTED))
    assert said.returncode == 0
    lines = said.stdout.splitlines()
    assert len([line for line in lines if line.startswith(("OK ", "not here "))]) == len(CHECKS)
    assert "this is not Windows" in said.stdout
    assert lines[-1].startswith("Nothing needs attention; ")


def test_what_needs_attention_is_explained_and_ends_in_one(tmp_path: Path):
    said = kpi_xl_here("doctor", macro_book(tmp_path, xlwings="0.36.1", settings=CONTENTED))
    assert said.returncode == 1
    assert "attention  xlwings in the workbook  version 0.36.1, installed is 0.37.8" in said.stdout
    assert "To do: Build the workbooks anew" in said.stdout


def test_json_has_every_check_with_all_it_says(tmp_path: Path):
    said = kpi_xl_here("doctor", macro_book(tmp_path), "--format", "json")
    checks = json.loads(said.stdout)["checks"]
    assert len(checks) == len(CHECKS)
    assert {tuple(one) for one in checks} == {("check", "verdict", "found", "meaning", "advice")}
    assert {one["verdict"] for one in checks} <= {"OK", "attention", "not here"}


def test_a_workbook_that_is_not_there_could_not_be_examined(tmp_path: Path):
    said = kpi_xl_here("doctor", tmp_path / "gone.xlsm")
    assert said.returncode == 2
    assert "There is no workbook or folder" in said.stderr


@pytest.mark.parametrize("name", ["Zoë – Q2 ✓.xlsm", "年度.xlsm"])
def test_its_json_is_ascii_so_that_any_console_and_any_program_can_take_it(tmp_path: Path, name: str):
    path = macro_book(tmp_path).rename(tmp_path / name)
    said = kpi_xl_here("doctor", path, "--format", "json").stdout
    assert said.isascii()
    assert name in str(json.loads(said))
