"""Junk in plenty: a reason for each file; what is read, found and said of it is counted, never timed by a clock."""

import json
from pathlib import Path

import pytest
from junk_returns import JUNK, good_return, small_rulebook, with_junk

from kpi_xl.faces.report_findings import findings_json
from kpi_xl.files.findings.findings_copy import write_findings_copy
from kpi_xl.files.reading import read_grid
from kpi_xl.files.reading.limits import SUBMISSION, Limits, check_cells
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.submission import Checked
from kpi_xl.model.text_length import LONGEST_MESSAGE
from kpi_xl.rules.findings.grouping import MOST_OF_A_CODE, MOST_PLACES
from kpi_xl.workflows.validate import Validation, validate

LONGEST_JSON = 400_000
"""Bytes of all that is said of one file."""

pytestmark = pytest.mark.unmeasured


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return small_rulebook(tmp_path_factory.mktemp("rulebook"))


@pytest.fixture(scope="module")
def good(rules: Rulebook) -> bytes:
    return good_return(rules)


def checked(rules: Rulebook, content: bytes, folder: Path) -> Validation:
    path = folder / "AS return.xlsx"
    path.write_bytes(content)
    return validate([path], rules)


def codes(one: Checked) -> dict[str, int]:
    found = [finding.code for finding in one.findings if finding.code != "KPI132B"]
    return {code: found.count(code) for code in found}


def test_the_good_return_is_accepted(rules: Rulebook, good: bytes, tmp_path: Path) -> None:
    (one,) = checked(rules, good, tmp_path).checked
    assert (one.status, codes(one)) == ("accepted", {})


@pytest.mark.slow
@pytest.mark.parametrize("name", JUNK)
def test_what_is_said_of_junk_is_bounded(rules: Rulebook, good: bytes, tmp_path: Path, name: str) -> None:
    validation = checked(rules, with_junk(good, JUNK[name]), tmp_path)
    (one,) = validation.checked
    assert all(count <= MOST_OF_A_CODE for count in codes(one).values())
    assert all(len(finding.places) <= MOST_PLACES for finding in one.findings)
    assert all(len(finding.said) <= LONGEST_MESSAGE for finding in one.findings)
    said = findings_json(validation)
    assert len(said) < LONGEST_JSON and json.loads(said)


PASTED = {
    "16,000 rows of unknown references": ("KPI139D", "such as"),
    "16,000 rows of references that are nearly ours": ("KPI139D", "such as"),
    "16,000 rows of one of our references": ("KPI137", "more"),
    "16,000 rows of another directorate's references": ("KPI141C", "15,500 more cells"),
    "16,000 rows of numbers for references": ("KPI139D", "such as"),
    "16,000 rows without a reference": ("KPI139D", "no reference"),
    "16,000 rows of totals": ("KPI139D", "such as"),
}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "code", "said"), [(name, *told) for name, told in PASTED.items()])
def test_rows_pasted_under_the_table_are_one_finding(
    rules: Rulebook, good: bytes, tmp_path: Path, name: str, code: str, said: str
) -> None:
    (one,) = checked(rules, with_junk(good, JUNK[name]), tmp_path).checked
    assert codes(one) == {code: 1}
    (message,) = (finding.message for finding in one.findings if finding.code == code)
    assert said in message


def test_the_rows_pasted_are_counted_with_their_first_and_last(rules: Rulebook, good: bytes, tmp_path: Path) -> None:
    (one,) = checked(rules, with_junk(good, JUNK["16,000 rows of unknown references"]), tmp_path).checked
    (message,) = (finding.message for finding in one.findings if finding.code == "KPI139D")
    assert message.startswith('16,000 rows, from row 40 to row 16039, name no KPI of ours (such as "CASE-40"')


@pytest.mark.parametrize(
    "name",
    [
        "shared formulas that come to 12 million characters",
        "shared formulas that come to 120 million characters",
        "2,000 arrays over the whole sheet",
        "400,000 filled cells",
        "400,000 blank cells with formats",
        "nesting 5,000 deep",
        "a text of 20 million characters",
        "400,000 cell formats",
    ],
)
def test_what_would_take_long_is_left_with_a_reason(rules: Rulebook, good: bytes, tmp_path: Path, name: str) -> None:
    (one,) = checked(rules, with_junk(good, JUNK[name]), tmp_path).checked
    assert one.status == "unreadable"
    assert [finding.code for finding in one.findings] in (["KPI168"], ["KPI168B"])


def test_no_more_of_a_shared_formula_is_copied_than_the_limit_says(
    good: bytes, rules: Rulebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = 0
    whole = read_grid.MovableFormula.moved

    def counting(formula: read_grid.MovableFormula, rows: int, columns: int) -> str:
        nonlocal copied
        text = whole(formula, rows, columns)
        copied += len(text)
        return text

    monkeypatch.setattr(read_grid.MovableFormula, "moved", counting)
    checked(rules, with_junk(good, JUNK["shared formulas that come to 120 million characters"]), tmp_path)
    assert 0 < copied < 1.5 * SUBMISSION.formulas


def test_no_more_cells_are_looked_at_than_the_limit_says(
    good: bytes, rules: Rulebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    met: list[int] = []

    def counting(cells: int, limits: Limits) -> None:
        met.append(cells)
        check_cells(cells, limits._replace(cells=1_000))

    monkeypatch.setattr(read_grid, "check_cells", counting)
    (one,) = checked(rules, with_junk(good, JUNK["30,000 blank rows with formats"]), tmp_path).checked
    assert one.status == "unreadable" and "1,000 cells" in one.findings[0].message
    assert len(met) <= 1_010


@pytest.mark.parametrize(
    "name", ["16,000 rows of unknown references", "16,000 rows of one of our references", "16,000 headings"]
)
@pytest.mark.slow
def test_the_copy_with_findings_of_a_junk_return_is_hardly_larger(
    rules: Rulebook, good: bytes, tmp_path: Path, name: str
) -> None:
    content = with_junk(good, JUNK[name])
    (one,) = checked(rules, content, tmp_path).checked
    write_findings_copy(Path(one.path), one, tmp_path / "copy.xlsx")
    assert (tmp_path / "copy.xlsx").stat().st_size < len(content) + 200_000
