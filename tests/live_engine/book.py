"""A workbook: what was typed as openpyxl holds it, and the results its file has."""

import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import openpyxl
from unmeasured import unmeasured
from xlwings import base_classes

from live_engine.cells import Cells
from live_engine.com_error import ComError
from live_engine.results import Results
from live_engine.sheet import Sheet

if TYPE_CHECKING:
    from live_engine.app import App


class ComBook:
    """What handlers ask of a workbook by COM: whether Excel saves it by itself. `fixed` is as IT has it, by policy."""

    def __init__(self) -> None:
        self._saves_by_itself, self.fixed = False, False

    @property
    def AutoSaveOn(self) -> bool:  # noqa: N802 - the name is Excel's own
        return self._saves_by_itself

    @AutoSaveOn.setter
    def AutoSaveOn(self, on: bool) -> None:  # noqa: N802 - the name is Excel's own
        if self.fixed:
            raise ComError(-2147352567, "AutoSave cannot be changed")
        self._saves_by_itself = on


class Book(base_classes.Book):
    """`saved_by_itself` counts the writes that AutoSave put into the file at once."""

    def __init__(self, app: "App", path: Path) -> None:
        self._app, self.path = app, path
        self._com, self.saved_by_itself = ComBook(), 0
        content = path.read_bytes()  # openpyxl keeps a file with macros open
        with unmeasured(), warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of sparklines, which handlers have nothing to do with
            self.typed = openpyxl.load_workbook(BytesIO(content), keep_vba=path.suffix == ".xlsm")
        if self.typed.vba_archive:
            # openpyxl's own is open for writing, and complains in whatever test Python sweeps it up.
            self.typed.vba_archive.close()
            self.typed.vba_archive = ZipFile(BytesIO(content))
        with unmeasured():
            self.results = Results(path, self.typed)

    @property
    def api(self) -> ComBook:
        return self._com

    @property
    def app(self) -> "App":
        return self._app

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def fullname(self) -> str:
        return str(self.path)

    @property
    def sheets(self) -> "Sheets":
        return Sheets(self)

    @property
    def names(self) -> "Names":
        return Names(self)

    def activate(self) -> None:
        """As for the program."""

    def save(self, path: str | None = None, password: None = None) -> None:
        self.path = Path(path) if path else self.path
        with unmeasured():
            self.typed.save(self.path)


class Sheets(base_classes.Sheets):
    def __init__(self, book: Book) -> None:
        self.book = book

    def __iter__(self) -> Iterator[Sheet]:
        return (Sheet(self.book, name) for name in self.book.typed.sheetnames)

    def __len__(self) -> int:
        return len(self.book.typed.sheetnames)

    def __call__(self, name_or_index: str | int) -> Sheet:
        names = self.book.typed.sheetnames
        return Sheet(self.book, names[name_or_index - 1] if isinstance(name_or_index, int) else name_or_index)

    def __contains__(self, name: str) -> bool:
        return name in self.book.typed.sheetnames


class Names(base_classes.Names):
    def __init__(self, book: Book) -> None:
        self.book = book

    def __call__(self, name: str) -> "Name":
        return Name(self.book, name)

    def contains(self, name: str) -> bool:
        return name in self.book.typed.defined_names


class Name(base_classes.Name):
    def __init__(self, book: Book, name: str) -> None:
        self.book, self._name = book, name

    @property
    def name(self) -> str:
        return self._name

    @property
    def refers_to_range(self) -> Cells:
        ((sheet, cells),) = self.book.typed.defined_names[self._name].destinations
        return Sheet(self.book, sheet).range(cells.replace("$", ""))
