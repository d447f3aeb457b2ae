"""Sign off: check once more, then write name, date and the stamp that shows any edit made afterwards."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from kpi_xl.faces.buttons.open_return import open_return
from kpi_xl.faces.buttons.show_checks import show_checks
from kpi_xl.faces.live.protection import writing_on
from kpi_xl.faces.live.quietly import quietly
from kpi_xl.faces.live.write_open_book import as_text
from kpi_xl.files.saving.signed_in import signed_in
from kpi_xl.model.book import Book
from kpi_xl.model.errors import WorkspaceError
from kpi_xl.model.finding import Severity
from kpi_xl.rules.findings.make_finding import quoted
from kpi_xl.rules.submissions.cover import read_cover
from kpi_xl.rules.submissions.signing import sign_off_places, signed_again
from kpi_xl.rules.words.wording import counted
from kpi_xl.workflows.check_return import ReturnCheck, sign_return

if TYPE_CHECKING:
    import xlwings as xw


def sign_off(book: "xw.Book") -> str:
    """Refuses, listing why on Checks, while there is an error. Writes cells of Sign-off, and Checks."""
    return sign_off_on(book, date.today())


def sign_off_on(book: "xw.Book", today: date) -> str:
    opened, folder = open_return(book)
    signed, check = sign_return(opened, folder, signed_in(), today)
    show_checks(book, check)
    if check.errors:
        errors = counted(check.errors, "error")
        raise WorkspaceError(f"This return cannot be signed off yet: it has {errors}. Checks lists what to do.")
    _write(book, signed, today)
    return _said(signed, check, signed_again(opened, signed_in(), today))


def _write(book: "xw.Book", signed: Book, today: date) -> None:
    name, day, stamp = sign_off_places(signed)
    cover = read_cover(signed)
    sheet = book.sheets[name.sheet]
    with quietly(book.app), writing_on(sheet):
        sheet.range(name.cell).value = as_text(cover.name.text)
        sheet.range(day.cell).value = datetime.combine(today, time())
        sheet.range(stamp.cell).value = as_text(cover.ready.text)
        for kept in (cover.parts, cover.again):
            if kept.place is not None:
                sheet.range(kept.place.cell).value = as_text(kept.text)
    sheet.activate()


def _said(signed: Book, check: ReturnCheck, again: str) -> str:
    open_ones = sum(one.severity is Severity.WARNING and not one.answered for one in check.checked.findings)
    also = f" {counted(open_ones, 'warning')} not answered yet: see Checks." if open_ones else ""
    before = f"It had been signed before: {again} The Sign-off sheet says so. Tell them.\n\n" if again else ""
    name = quoted(read_cover(signed).name.text)
    return (
        f"Signed off by {name}.{also}\n\n{before}Save the workbook under the name it has and "
        "send it. If you change anything, press Sign off again."
    )
