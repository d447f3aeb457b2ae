"""What a button says when it is done: one message box."""

from typing import TYPE_CHECKING

from kpi_xl.model.shown_text import shown_lines

if TYPE_CHECKING:
    import xlwings as xw

TITLE = "kpi_xl"
_LONGEST = 1000
"""A message box of Excel's shows 1,024 characters."""


def tell(book: "xw.Book", text: str) -> None:
    book.app.alert(_short(text), TITLE, mode="info")


def tell_wrong(book: "xw.Book", text: str) -> None:
    book.app.alert(_short(text), TITLE, mode="critical")


def agreed_to(book: "xw.Book", question: str) -> bool:
    """Whether the user presses OK, and not Cancel."""
    return book.app.alert(_short(question), TITLE, buttons="ok_cancel", mode="info") == "ok"


def _short(text: str) -> str:
    text = shown_lines(text)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3].rstrip()}..."
