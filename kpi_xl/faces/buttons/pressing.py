"""One press of a button, from the macro to its handler; whatever happens is said in plain words."""

import sys
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from kpi_xl.faces.buttons.telling import tell, tell_wrong
from kpi_xl.faces.live.autosave import saves_by_itself
from kpi_xl.faces.unforeseen import unforeseen
from kpi_xl.files.disk.causes import disk_trouble
from kpi_xl.files.saving.log_trouble import log_trouble
from kpi_xl.model.errors import KpiXlError

if TYPE_CHECKING:
    import xlwings as xw


def press(name: str) -> None:
    """Run the handler `name` on the workbook whose button was pressed. Called by RunPython."""
    answer_press(name, calling_book())


def handler(name: str) -> Callable[["xw.Book"], str]:
    """The function of that name: it gives the words to say when done, and raises KpiXlError where it could not."""
    found: Callable[[xw.Book], str] = getattr(import_module(f"kpi_xl.faces.buttons.{name}"), name)
    return found


def answer_press(name: str, book: "xw.Book") -> None:
    """Never raises: a job that could not be done is told, and anything unforeseen is logged and told."""
    try:
        said = handler(name)(book)
    except KpiXlError as error:
        tell_wrong(book, str(error))
    except Exception as error:  # the one place where everything is caught: Excel would show a traceback
        tell_wrong(book, f"{_why(error, f'the button {name} in {book.name}')} {_kept(book)}")
    else:
        tell(book, said)


_BUSY = {-2147418111, -2146777998}
"""What Excel answers while a cell is being edited or a box is open."""


def _why(error: Exception, doing: str) -> str:
    if getattr(error, "hresult", None) in _BUSY:
        return "Excel is busy: a cell is being edited, or a box is open. End that, then press the button again."
    if disk_trouble(error) is not None:
        return f"That did not work: {unforeseen(error, doing)}"
    place = log_trouble(doing, error)
    where = f"What happened is in {place}." if place else f"It says: {error}"
    return f"That did not work, and kpi_xl does not know why. {where}"


def _kept(book: "xw.Book") -> str:
    if saves_by_itself(book):
        return "AutoSave is on, so what was written until then is saved: File, Info, Version History has it as it was."
    return "Nothing was saved."


def calling_book() -> "xw.Book":
    """The workbook that called. xlwings cuts a name at "=", so such a one is looked for among those open."""
    import xlwings as xw

    given = [argument[5:].strip() for argument in sys.argv if argument.startswith("--wb=")]
    if given and "=" in given[0]:
        wanted = given[0].rpartition("\\")[2].casefold()
        for app in xw.apps:
            for book in app.books:
                if book.name.casefold() == wanted:
                    return book
    return xw.Book.caller()
