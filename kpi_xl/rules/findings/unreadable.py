"""Files that could not be read as workbooks, as findings that say how to mend them."""

import re

from kpi_xl.model.book import NOT_REACHED as UNREACHED
from kpi_xl.model.book import Unreadability, Unreadable
from kpi_xl.model.finding import Finding
from kpi_xl.model.place import file_name
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.submission import Checked
from kpi_xl.rules.findings.make_finding import make_finding

_SAVE_AS = 'Open it in Excel, choose File, Save As, pick the type "Excel Workbook (.xlsx)", and send that file.'
_NOT_WORKBOOKS = {
    Unreadability.OLD_XLS: ("an Excel 97-2003 file (.xls)", _SAVE_AS),
    Unreadability.XLSB: ("an Excel binary workbook (.xlsb)", _SAVE_AS),
    Unreadability.ODS: ("an OpenDocument spreadsheet (.ods)", _SAVE_AS),
    Unreadability.NUMBERS: (
        "an Apple Numbers file",
        "Open it in Numbers, choose File, Export To, Excel, and send the .xlsx file.",
    ),
    Unreadability.TEXT: (
        "plain text such as a CSV file, whatever its name says",
        f"{_SAVE_AS} Better still, fill in the return we sent.",
    ),
    Unreadability.NOT_A_WORKBOOK: ("another kind of file", "Send the return we sent you, filled in, as .xlsx."),
    Unreadability.IS_FOLDER: ("a folder", "Give the files in it, or the folder that holds it."),
}
_TAKE_OUT = "Take the return out of the zip and send that alone, as .xlsx."
_SEND_AGAIN = "Open the return in Excel, save it, and send it again."
_CUT_SHORT = {
    Unreadability.EMPTY: _SEND_AGAIN,
    Unreadability.TRUNCATED: f"The upload was probably cut off. {_SEND_AGAIN}",
    Unreadability.DAMAGED: f"Excel may offer to repair it. {_SEND_AGAIN}",
}
_MISSING = "Check the name and the folder, and that the network drive is there."
NOT_REACHED = "KPI173B"
"""Says that the disk, the network or the rights kept a file from being read: nobody's return is at fault."""
_SKIPPED = (Unreadability.LOCK_FILE,)
_WORD = re.compile(r"[^\W_]+")


def check_unreadable(unreadable: Unreadable, unit: str | None = None) -> Checked:
    """The outcome for a file that could not be read; a lock file is only skipped. `unit` is whose it is taken to be."""
    status = "skipped" if unreadable.kind in _SKIPPED else "unreadable"
    return Checked(unreadable.path, unreadable.sha256, status, (_finding(unreadable),), unit)


def check_unlisted(folder: str, why: str) -> Checked:
    """The outcome for a folder that could not be listed; `why` is whole sentences."""
    return Checked(folder, "", "unreadable", (make_finding(NOT_REACHED, what="folder", why=why),))


def not_reached(checked: Checked) -> bool:
    """Whether it is not known what is in the file or folder."""
    return any(finding.code == NOT_REACHED for finding in checked.findings)


def unit_in_name(path: str, rulebook: Rulebook) -> str | None:
    """The code of the one directorate whose code stands in the file's name, in capitals as the rulebook has it."""
    words = set(_WORD.findall(file_name(path)))
    named = [unit.code for unit in rulebook.units if unit.code in words]
    return named[0] if len(named) == 1 else None


def _finding(unreadable: Unreadable) -> Finding:
    kind, detail = unreadable.kind, unreadable.detail
    sentence = detail[:1].upper() + detail[1:] or "The file cannot be read"
    if kind is Unreadability.LOCK_FILE:
        return make_finding("KPI162", name=_opened(unreadable.path), who=_who(detail))
    if kind is Unreadability.ENCRYPTED:
        return make_finding("KPI159B" if "sensitivity label" in detail else "KPI159")
    if kind is Unreadability.TOO_BIG:
        return make_finding("KPI168", found=detail)
    if kind is Unreadability.UNSAFE_XML:
        return make_finding("KPI168B", found=detail)
    if kind in _NOT_WORKBOOKS:
        what, steps = _NOT_WORKBOOKS[kind]
        steps = _TAKE_OUT if detail.startswith("it is a zip file") else steps
        known = kind is Unreadability.NOT_A_WORKBOOK and detail.startswith("it is ")
        return make_finding("KPI161", found=detail.removeprefix("it is ") if known else what, steps=steps)
    if kind in _CUT_SHORT:
        return make_finding("KPI162B", found=sentence, steps=_CUT_SHORT[kind])
    if kind in UNREACHED:
        return make_finding(NOT_REACHED, what="file", why=detail)
    return make_finding("KPI173", found=sentence, steps=_MISSING if kind is Unreadability.MISSING else _SEND_AGAIN)


def _opened(path: str) -> str:
    """The workbook a lock file stands for."""
    return file_name(path).removeprefix("~$").removeprefix(".~lock.").removesuffix("#")


def _who(detail: str) -> str:
    """ " by a person named in the lock file", "" when nobody is."""
    name = detail.removesuffix(" has the workbook open")
    return "" if name in ("", "somebody", detail) else f" by {name}"
