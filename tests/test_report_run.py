"""What `kpi-xl run` says of a council with more directorates than one reads a line each of."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from small_council import Q2

from kpi_xl.faces.report_run import MOST_LISTED, report_run
from kpi_xl.model.master import Master, SubmissionRecord
from kpi_xl.model.workspace import Workspace
from kpi_xl.rules.consolidation.consolidate import Consolidation
from kpi_xl.rules.rating.counting import count
from kpi_xl.workflows.run_result import RunResult
from kpi_xl.workflows.validate import Validation

MANY = MOST_LISTED + 10


def record(number: int, status: str = "accepted", warnings: int = 0) -> SubmissionRecord:
    return SubmissionRecord(f"D{number:03}", Q2, status, f"D{number:03}.xlsx", warnings=warnings)


def result(records: Sequence[SubmissionRecord], kept: tuple[str, ...] = ()) -> RunResult:
    units = tuple(one.unit for one in records if one.status == "accepted")
    consolidation = Consolidation(Master(submissions=tuple(records)), Q2, units, kept, (), (), (), 0, False)
    workspace = Workspace(Path("council"))
    return RunResult(workspace, Q2, Validation(()), consolidation, count(()), True, None, (), (), False)


def said(capsys: pytest.CaptureFixture[str], run: RunResult, verbose: bool = False) -> str:
    report_run(run, verbose=verbose)
    return capsys.readouterr().out


def test_a_few_directorates_have_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, result([record(number) for number in range(MOST_LISTED)]))
    assert all(f"D{number:03}" in text for number in range(MOST_LISTED))
    assert "--verbose" not in text


def test_of_many_directorates_those_in_order_are_only_counted(capsys: pytest.CaptureFixture[str]) -> None:
    records = [record(number) for number in range(MANY)]
    records[3], records[5] = record(3, "rejected"), record(5, warnings=2)
    text = said(capsys, result(records, kept=("D007",)))
    assert [number for number in range(MANY) if f"D{number:03}" in text] == [3, 5, 7]
    assert f"Accepted, with nothing to say of them: {MANY - 3} other returns. --verbose lists them." in text


def test_many_directorates_all_in_order_need_no_table(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, result([record(number) for number in range(MANY)]))
    assert "Directorate" not in text
    assert f"Accepted, with nothing to say of them: {MANY} returns. --verbose lists them." in text


def test_verbose_lists_every_directorate(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, result([record(number) for number in range(MANY)]), verbose=True)
    assert all(f"D{number:03}" in text for number in range(MANY))
