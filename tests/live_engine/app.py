"""The program: its books, its settings, and the message boxes it showed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlwings as xw
from xlwings import base_classes

from live_engine.book import Book


@dataclass
class App(base_classes.App):
    """`calls` counts what handlers asked of the books: "read", "write". `alerts` are the texts shown, in order."""

    screen_updating: bool = True
    display_alerts: bool = True
    calculation: str = "automatic"
    calls: Counter[str] = field(default_factory=Counter)
    alerts: list[tuple[str, str]] = field(default_factory=list)
    open_books: list[Book] = field(default_factory=list)

    pid = 4711
    api = "the in-process engine"

    @property
    def engine(self) -> "Engine":
        return ENGINE

    @property
    def books(self) -> "Books":
        return Books(self)

    def calculate(self) -> None:
        """Nothing is worked out here; `calls` tells that it was asked for."""
        self.calls["calculate"] += 1

    def activate(self, steal_focus: bool = False) -> None:
        """Excel comes to the front; here there is nothing to see."""

    def alert(self, prompt: str, title: str, buttons: str, mode: str, callback: None) -> str:
        self.alerts.append((mode, prompt))
        return "ok"


class Books(base_classes.Books):
    def __init__(self, app: App) -> None:
        self.app = app

    def __iter__(self) -> Iterator[Book]:
        return iter(self.app.open_books)

    def __len__(self) -> int:
        return len(self.app.open_books)

    def __call__(self, name: str) -> Book:
        found = [book for book in self.app.open_books if book.name.casefold() == name.casefold()]
        if not found:
            raise KeyError(name)
        return found[0]

    def open(self, fullname: str, *_: Any, **__: Any) -> Book:
        book = Book(self.app, Path(fullname))
        self.app.open_books.append(book)
        return book


class Engine:
    """What xlwings asks of an engine beside its apps: how values are handed over."""

    name = "in-process"
    type = "desktop"

    def __init__(self) -> None:
        self.apps: list[App] = []

    @staticmethod
    def prepare_xl_data_element(value: Any, options: Any) -> Any:
        return "" if value is None else float(value) if type(value) is int else value

    @staticmethod
    def clean_value_data(rows: Any, dates: Any, empty: Any, numbers: Any, err_to_str: bool) -> list[list[Any]]:
        return [[_clean(value, empty, err_to_str) for value in row] for row in rows]


def _clean(value: Any, empty: Any, err_to_str: bool) -> Any:
    if value in ("", None) and value is not False:
        return empty
    if isinstance(value, str) and value.startswith("#") and value in ERRORS and not err_to_str:
        return None
    return value


ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}
ENGINE = Engine()
xw.engines.add(xw.Engine(impl=ENGINE))


def open_in_excel(path: Path) -> xw.Book:
    """The workbook at `path` as a handler gets it, in a program of its own; its `app.impl` has counts and alerts."""
    xw.engines[ENGINE.name].activate()
    app = App()
    ENGINE.apps[:] = [app]
    book = app.books.open(str(path))
    for sheet in book.typed if path.suffix == ".xlsx" else ():
        # It stands in for the same return with buttons, which can write where they have to.
        sheet.protection.sheet &= sheet.title not in ("Checks", "Sign-off")
    return xw.Book(impl=book)
