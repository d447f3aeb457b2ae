"""Check rulebook: what is wrong with the rulebook of this workspace, on the Settings sheet and in a few words."""

from typing import TYPE_CHECKING

from kpi_xl.faces.buttons.open_master import workspace_folder
from kpi_xl.faces.live.quietly import quietly
from kpi_xl.faces.live.write_open_book import as_text, clear_block, write_block
from kpi_xl.model.buttons import RULEBOOK_FINDINGS, SETTINGS_SHEET
from kpi_xl.model.errors import WorkspaceError
from kpi_xl.model.finding import Finding, Severity
from kpi_xl.model.workspace import Workspace
from kpi_xl.rules.findings.findings_rows import WORDS
from kpi_xl.rules.findings.make_finding import listed
from kpi_xl.rules.words.wording import counted
from kpi_xl.workflows.open_rulebook import read_rulebook

if TYPE_CHECKING:
    import xlwings as xw

_MOST_ROWS = 100
_COLUMNS = 2


def check_rulebook(book: "xw.Book") -> str:
    """Writes below the cell named RulebookFindings: what and where, then what to do. Changes nothing else."""
    path = Workspace(workspace_folder(book)).rulebook
    findings = read_rulebook(path).findings
    _show(book, findings)
    if not findings:
        return f"{path.name} is sound."
    return f"{path.name}: {_sum(findings)}. {SETTINGS_SHEET} lists what to do."


def _show(book: "xw.Book", findings: tuple[Finding, ...]) -> None:
    if RULEBOOK_FINDINGS not in book.names:
        raise WorkspaceError(f"The sheet {SETTINGS_SHEET} has no place for findings. Build this workbook anew.")
    start = book.names[RULEBOOK_FINDINGS].refers_to_range
    sheet, row, column = start.sheet, start.row + 1, start.column
    rows = [[as_text(_what(one)), as_text(one.message)] for one in findings[:_MOST_ROWS]]
    with quietly(book.app):
        clear_block(sheet, row, column, row + _MOST_ROWS - 1, column + _COLUMNS - 1)
        write_block(sheet, row, column, rows or [["Nothing", "Nothing was found."]])


def _what(finding: Finding) -> str:
    """E.g. "Error KPI203 at Thresholds!C9"."""
    where = "" if finding.place is None else f" at {finding.place}"
    return f"{WORDS[finding.severity]} {finding.code}{where}"


def _sum(findings: tuple[Finding, ...]) -> str:
    nouns = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "note"}
    counts = {noun: sum(one.severity is severity for one in findings) for severity, noun in nouns.items()}
    return listed([counted(count, noun) for noun, count in counts.items() if count])
