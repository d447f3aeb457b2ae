"""Every sheet kpi_xl writes, as the text that was read and agreed; the return's own are in test_write_return.py."""

from datetime import datetime
from pathlib import Path

import real_return
import varied_council
from builders import Q2, last_quarter, rulebook
from golden_text import compare_with_golden, workbook_text
from master_sheets import CALCULATED_SHEETS, RECORD_SHEETS, TABLE_SHEETS, without_newer
from small_council import Q2 as THIS_QUARTER

from kpi_xl.files.findings.findings_copy import write_findings_copy
from kpi_xl.files.write_master import write_master
from kpi_xl.files.write_rulebook import write_starter_rulebook
from kpi_xl.model.columns import CHECKS_SHEET
from kpi_xl.model.period import Period
from kpi_xl.model.return_plan import Answer
from kpi_xl.workflows.validate import validate

FRONTS = ("Instructions", "Summary", "Caring", "Growing", "Exceptions", "What changed")
DETAILS = ("AS01", "AS02", "EC01", "EC02", "AS03", "EC03")
WORTH_KEEPING = ("AS01", "AS03", "EC01")
"""Of the KPIs' sheets: one with everything to say, one whose value is carried, one with a profile."""


def varied_master(folder: Path) -> Path:
    path, rules = folder / "master.xlsx", varied_council.rulebook()
    write_master(path, varied_council.master(rules), rules, THIS_QUARTER, created=datetime(2022, 10, 20, 9, 30))
    return path


def test_the_master_reads_as_agreed(tmp_path: Path) -> None:
    compare_with_golden(varied_master(tmp_path), "master", *FRONTS, *RECORD_SHEETS, *WORTH_KEEPING, *TABLE_SHEETS)


def test_the_agreed_master_has_every_kind_of_sheet_line_and_drawing(tmp_path: Path) -> None:
    text = workbook_text(varied_master(tmp_path))
    titles = [line.split(" ", 1)[1].rpartition(" (")[0] for line in text.splitlines() if line.startswith("=== ")]
    known = [*FRONTS, *RECORD_SHEETS, *DETAILS, *TABLE_SHEETS, *CALCULATED_SHEETS]
    assert without_newer(titles, known) == known
    kinds = ("doughnut chart", "bar chart", "line chart", "sparkline", "coloured", "leads to", "merged", "print area")
    lines = ("'Green'", "'Amber'", "'Red'", "'Unpopulated'", "▲ Improved", "▼ Worsened", "Carried", "(p)", "Neighbours")
    notes = ("'OVERRIDE'", "'REVISED'", "'KPI101'", "'KPI126'", "Illustrative", "The Cabinet", "Profile for 2022/23")
    assert [one for one in (*kinds, *lines, *notes) if one not in text] == []


def test_a_starter_rulebook_reads_as_agreed(tmp_path: Path) -> None:
    path = tmp_path / "rulebook.xlsx"
    write_starter_rulebook(path, "Example council", Period(2025, 1))
    compare_with_golden(path, "starter_rulebook")


def test_the_checks_sheet_of_a_copy_sent_back_reads_as_agreed(tmp_path: Path) -> None:
    source, out = tmp_path / "AS.xlsx", tmp_path / "out.xlsx"
    wrong = {"AS01": Answer("92%"), "AS02": Answer("=1+1 <&>"), "AS03": Answer(None), "AS05": Answer("c.4")}
    real_return.write(source, rulebook(), wrong)
    (checked,) = validate([source], rulebook(), last_quarter(), Q2).checked
    write_findings_copy(source, checked, out)
    compare_with_golden(out, "findings_copy", CHECKS_SHEET)


def test_findings_in_a_workbook_of_their_own_read_as_agreed(tmp_path: Path) -> None:
    source, out = tmp_path / "AS.csv", tmp_path / "out.xlsx"
    source.write_text("Ref,Value\n")
    (checked,) = validate([source], rulebook(), last_quarter(), Q2).checked
    write_findings_copy(source, checked, out)
    compare_with_golden(out, "findings_alone")
