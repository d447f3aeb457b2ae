"""Whether a ref survives Excel and can name a sheet."""

import re

from kpi_xl.model import rulebook_problems as problems
from kpi_xl.model.book import Kind
from kpi_xl.rules.rulebook.row import RulebookRow

LONGEST = 16
_REF = re.compile(r"[A-Za-z][A-Za-z0-9.\-]{0,15}")
_POWER = re.compile(r"(\d+)E(\d+)", re.IGNORECASE)
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    "aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DATE = re.compile(rf"(?:{_MONTH})[\s.\-]?\d{{1,4}}|\d{{1,2}}[\-/.]\d{{1,2}}", re.IGNORECASE)


def becomes(ref: str) -> str | None:
    """What Excel makes of a ref typed into an ordinary cell, None when it leaves the ref alone."""
    if match := _POWER.fullmatch(ref):
        return f"the number {match[1]} followed by {int(match[2])} noughts"
    if _DATE.fullmatch(ref):
        return "a date"
    return "a plain number, without any noughts in front," if ref.isdigit() else None


def read_ref(row: RulebookRow, column: str, such_as: str) -> str:
    """The ref of a new thing (a KPI, a directorate). `such_as` is a good one to show."""
    cell = row.cells.get(column)
    if cell is not None and cell.kind in (Kind.NUMBER, Kind.DATE):
        what = "a date" if cell.kind is Kind.DATE else "a number"
        row.report(problems.REF_MANGLED, column, value="the one typed here", becomes=what, such_as=such_as)
        return ""
    ref = row.needed(column, f"a ref such as {such_as}")
    changed = becomes(ref)
    if changed is not None:
        row.report(problems.REF_MANGLED, column, value=ref, becomes=changed, such_as=such_as)
    elif ref and not _REF.fullmatch(ref):
        row.report(problems.REF_CHARACTERS, column, value=ref, most=LONGEST)
    return ref
