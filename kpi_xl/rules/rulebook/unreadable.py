"""Why a rulebook's file cannot be opened, and what to do about it."""

from kpi_xl.model import rulebook_problems as problems
from kpi_xl.model.book import Unreadability, Unreadable
from kpi_xl.model.finding import Finding

_SAVE_AS = "Open it in Excel and choose File, Save As, Excel Workbook (.xlsx)."
_RESTORE = "Put back a good copy, or make a new one with: kpi-xl new DIR."
_STEPS: dict[Unreadability, tuple[str, str]] = {
    Unreadability.MISSING: (
        "there is no such file.",
        "Check the name, or make one with: kpi-xl new DIR.",
    ),
    Unreadability.IS_FOLDER: ("it is a folder.", "Name the workbook inside it, usually rulebook.xlsx."),
    Unreadability.NO_PERMISSION: ("you may not open it.", "Close it in Excel, or ask its owner to let you read it."),
    Unreadability.LOCK_FILE: (
        "it is a note Excel keeps while a workbook is open.",
        "Name the workbook itself.",
    ),
    Unreadability.ENCRYPTED: ("it has a password.", "Remove it in Excel: File, Info, Protect Workbook, Encrypt."),
    Unreadability.EMPTY: ("the file is empty.", _RESTORE),
    Unreadability.TRUNCATED: ("the end of the file is missing.", _RESTORE),
    Unreadability.DAMAGED: ("the file is damaged.", _RESTORE),
    Unreadability.PLACEHOLDER: ("only its name is on this computer.", 'Choose "Always keep on this device" first.'),
    Unreadability.OLD_XLS: ("it is in Excel's format from before 2007.", _SAVE_AS),
    Unreadability.XLSB: ("it is an Excel binary workbook (.xlsb).", _SAVE_AS),
    Unreadability.ODS: ("it is an OpenDocument spreadsheet.", _SAVE_AS),
    Unreadability.NUMBERS: ("it is an Apple Numbers file.", "In Numbers choose File, Export To, Excel."),
    Unreadability.TEXT: ("it is a text file such as CSV.", _RESTORE),
    Unreadability.NOT_A_WORKBOOK: ("it is not an Excel workbook.", "Name the workbook, usually rulebook.xlsx."),
    Unreadability.TOO_BIG: ("it is far bigger than a rulebook can be.", _RESTORE),
    Unreadability.UNREACHED: ("the disk or network stopped.", "Try again."),
    Unreadability.UNSAFE_XML: ("it holds something that can harm a computer.", _RESTORE),
}


def unreadable_rulebook(unreadable: Unreadable) -> Finding:
    why, do = _STEPS[unreadable.kind]
    return Finding(problems.UNREADABLE, (), {"why": why, "do": do})
