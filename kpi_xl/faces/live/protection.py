"""Sheets somebody protected: said by name, for Excel only says that something went wrong."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kpi_xl.model.errors import WorkspaceError
from kpi_xl.rules.findings.make_finding import listed

if TYPE_CHECKING:
    import xlwings as xw


def refuse_protected(book: "xw.Book", names: Iterable[str]) -> None:
    """Raises WorkspaceError, before anything is written, where one of those sheets is protected."""
    found = [name for name in names if is_protected(book.sheets[name])]
    if found:
        raise WorkspaceError(_words(found))


@contextmanager
def writing_on(sheet: "xw.Sheet") -> Iterator[None]:
    """Raises WorkspaceError where what is done meanwhile fails on a protected sheet. Its open cells can be written."""
    try:
        yield
    except Exception as error:  # Excel's own has a number that stands for anything
        if is_protected(sheet):
            raise WorkspaceError(_words([sheet.name])) from error
        raise


def is_protected(sheet: "xw.Sheet") -> bool:
    try:
        return bool(getattr(sheet.api, "ProtectContents", False))
    except Exception:  # Excel is busy, or the sheet is a chart: whatever then fails says so itself
        return False


def _words(names: list[str]) -> str:
    one = len(names) == 1
    return (
        f"The {'sheet' if one else 'sheets'} {listed(names)} {'is' if one else 'are'} protected, so nothing can be "
        f"written there. On {'it' if one else 'each'} choose Review, Unprotect Sheet; then press the button again."
    )
