"""Findings put in order and said: grouping, text lines, JSON."""

import json

import pytest
from builders import check, return_book

from kpi_xl.faces.report_findings import echo_findings, findings_json, places_text, print_findings
from kpi_xl.model.finding import Finding
from kpi_xl.model.place import Place
from kpi_xl.rules.findings.grouping import grouped
from kpi_xl.rules.findings.make_finding import make_finding
from kpi_xl.workflows.validate import Validation


def blank(cell: str) -> Finding:
    return make_finding("KPI111", Place("Return", cell), kpi_id=f"KPI at {cell}", column="R")


def test_equal_findings_are_grouped_in_the_order_of_their_cells() -> None:
    (finding,) = grouped([blank("O10"), blank("O9"), blank("O7")])
    assert [place.cell for place in finding.places] == ["O7", "O9", "O10"]


def test_findings_with_other_facts_stay_apart() -> None:
    findings = grouped([blank("O7"), make_finding("KPI111", Place("Return", "O8"), column="S")])
    assert len(findings) == 2


def test_whole_file_findings_come_first_then_row_by_row() -> None:
    findings = [
        make_finding("KPI153", Place("Return", "AA7"), formula="=A1"),
        make_finding("KPI119", Place("Return", "O10"), found="TRUE"),
        make_finding("KPI119", Place("Return", "O9"), found="FALSE"),
        make_finding("KPI154"),
    ]
    assert [one.places[0].cell if one.places else "" for one in grouped(findings)] == ["", "AA7", "O9", "O10"]


def test_the_order_found_does_not_matter() -> None:
    findings = [
        blank("O7"),
        blank("O8"),
        make_finding("KPI154"),
        make_finding("KPI119", Place("Return", "O9"), found="TRUE"),
    ]
    assert [one.places for one in grouped(findings)] == [one.places for one in grouped(reversed(findings))]


def test_locked_cells_cleared_with_the_value_are_echoes() -> None:
    facts = {"expected": "90", "found": "nothing"}
    echo = make_finding("KPI128", Place("Return", "G7"), **facts)  # type: ignore[arg-type] # facts are texts
    assert [one.code for one in grouped([blank("O7"), echo])] == ["KPI111"]
    assert [one.code for one in grouped([blank("O8"), echo])] == ["KPI128", "KPI111"]


@pytest.mark.parametrize(
    ("places", "text"),
    [
        pytest.param([("Return", "O7")], "Return!O7", id="one"),
        pytest.param([("Return", "B4"), ("Return", "B7"), ("Return", "B9")], "Return!B4, B7, B9", id="one sheet"),
        pytest.param([("Sign-off", "B5"), ("Return", "B7")], "'Sign-off'!B5, Return!B7", id="two sheets"),
        pytest.param([("Working papers", "")], "Working papers", id="whole sheet"),
        pytest.param(
            [("Return", f"O{row}") for row in range(7, 20)],
            "Return!O7, O8, O9, O10, O11, O12, O13, O14, and 5 more",
            id="many",
        ),
    ],
)
def test_cells_are_named_shortly(places: list[tuple[str, str]], text: str) -> None:
    assert places_text([Place(*place) for place in places]) == text


def test_a_finding_is_a_line_as_linters_write_it(capsys: pytest.CaptureFixture[str]) -> None:
    echo_findings("AS.xlsx", [make_finding("KPI119", Place("Return", "O7"), found="TRUE"), make_finding("KPI154")])
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("AS.xlsx:Return!O7: error KPI119 TRUE is a yes-or-no value, not a number")
    assert second.startswith("AS.xlsx: warning KPI154 Excel was told not to")


def validation() -> Validation:
    checked = check(return_book({"AS01": {"value": True}, "AS02": {"value": "£4.1m"}, "AS05": {"value": True}}))
    missing = make_finding(
        "KPI166", unit="EC", name="Education", period="2022/23 Q2", count="1 KPI", approver="the director"
    )
    return Validation((checked,), (missing,))


def test_the_report_ends_in_each_file_s_outcome_and_the_totals(capsys: pytest.CaptureFixture[str]) -> None:
    print_findings(validation())
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("submissions/AS 2022-23 Q2.xlsx:Return!F7, F11: error KPI119")
    assert lines[2].startswith("warning KPI166 There is no return from EC")
    assert lines[-2:] == [
        "submissions/AS 2022-23 Q2.xlsx: rejected (1 error, 1 warning)",
        "1 file: 1 rejected; 1 missing.",
    ]


def test_the_json_is_of_the_agreed_shape() -> None:
    shape = json.loads(findings_json(validation()))
    (file,) = shape["files"]
    assert {key: file[key] for key in ("path", "unit", "period", "status")} == {
        "path": "submissions/AS 2022-23 Q2.xlsx",
        "unit": "AS",
        "period": "2022/23 Q2",
        "status": "rejected",
    }
    assert [(one["code"], one["severity"], one["sheet"], one["cell"]) for one in file["findings"]] == [
        ("KPI119", "error", "Return", "F7"),
        ("KPI119", "error", "Return", "F11"),
        ("KPI102B", "warning", "Return", "F8"),
    ]
    assert all(set(one) == {"code", "severity", "sheet", "cell", "message"} for one in file["findings"])
    assert [one["code"] for one in shape["missing"]] == ["KPI166"]


def test_the_json_of_a_clean_run_has_files_only() -> None:
    assert list(json.loads(findings_json(Validation((check(return_book()),))))) == ["files"]


def test_the_json_is_plain_ascii_for_any_console() -> None:
    findings_json(validation()).encode("ascii")
