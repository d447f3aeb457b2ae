"""A workbook as read: every value with its address, type, number format and formula. No judgement."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from kpi_xl.model.place import Place, address


class Kind(Enum):
    """What a cell holds. DATE is a number under a date format; its value stays the serial number."""

    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"
    ERROR = "error"
    DATE = "date"
    BLANK = "blank"


PICTURE, LINKED = "a picture", "a linked data type"
NO_ERRORS = frozenset({PICTURE, LINKED})


class Cell(NamedTuple):
    """One cell. `value` is float, str, bool, the error text ("#REF!"), or None when BLANK.

    A text with raised, lowered or crossed out parts is a RichText. What Excel keeps as an error for other programs to
    show and is none (a picture placed in the cell, a linked data type) is an ERROR with one of NO_ERRORS as its text.

    `formula` has no leading "="; None means a typed value. `has_cached` is False for a formula saved without its
    result: `kind` is then BLANK and the file must be opened and saved in Excel. `struck` says the cell's font crosses
    out what it holds.
    """

    row: int
    column: int
    kind: Kind
    value: float | str | bool | None
    number_format: str = "General"
    formula: str | None = None
    has_cached: bool = True
    struck: bool = False

    @property
    def address(self) -> str:
        return address(self.row, self.column)


class Form(NamedTuple):
    """What may be done in a sheet, and how wide and coloured it is: what a paste or a cut damages.

    `open_cells` may be typed into although the sheet is protected; `ruled` are the ranges with a data validation.
    `filled` maps a cell address to the colour of its own fill ("A4161A"), `widths` a column to its characters.
    """

    open_cells: frozenset[str]
    ruled: tuple[str, ...]
    filled: Mapping[str, str]
    widths: Mapping[int, float]
    protected: bool = False
    has_password: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` maps row number to (column number to Cell), content only: blank styled cells are left out.

    `state` is "visible", "hidden" or "veryHidden". `merges` are ranges as Excel writes them (A1:B2).
    `protected` says sheet protection is on. `filtered` says an autofilter is hiding rows.
    `form` is what may be done in its cells, None where nobody asked.
    `notes` maps a cell address to the text of the note or comment on it.
    """

    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    state: str = "visible"
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[str, ...] = ()
    protected: bool = False
    filtered: bool = False
    form: Form | None = field(default=None, compare=False)
    notes: Mapping[str, str] = field(default_factory=dict)

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell, or None where nothing is written."""
        cells = self.rows.get(row)
        return None if cells is None else cells.get(column)

    def cells(self) -> Iterator[Cell]:
        """Every cell with content, row by row."""
        for cells in self.rows.values():
            yield from cells.values()

    def place(self, row: int, column: int) -> Place:
        return Place(self.name, address(row, column))


class Macro(NamedTuple):
    """A module of VBA code: `code` is its hash (model/macro_text.py), "" where it does nothing.

    `of_sheet` says that it belongs to a sheet or to the workbook itself, and so is always there.
    """

    name: str
    code: str = ""
    of_sheet: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A whole workbook. `path` is as the user gave it; `sha256` is of the file's bytes; `size` is in bytes.

    `properties` are the custom document properties (text), `names` the defined names (name to formula).
    `epoch_1904` says dates count from 1904; `manual_calculation` that Excel was told not to recalculate.
    `calculate_on_load` that whatever saved the file asks Excel to work out every result when it opens, so the results
    stored are other software's (XlsxWriter puts 0 where it was given none); Excel drops the request when it saves.
    `active_parts` lists parts that can run or embed something (macros, ActiveX, OLE objects): never executed.
    `zipped` is what the workbook is called inside the zip it was sent in, "" for one sent as it is.
    `macros` are the modules of VBA code, `macro_extras` what else the project holds, in words: forms, other projects.
    `reaching_out` says, in words, what runs a macro of others or is fetched from elsewhere when Excel opens the file.
    """

    path: str
    sha256: str
    size: int
    sheets: tuple[Sheet, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    epoch_1904: bool = False
    manual_calculation: bool = False
    external_links: tuple[str, ...] = ()
    active_parts: tuple[str, ...] = ()
    macros: tuple[Macro, ...] = ()
    macro_extras: tuple[str, ...] = ()
    reaching_out: tuple[str, ...] = ()
    pivot_caches: int = 0
    calculate_on_load: bool = False
    zipped: str = ""

    @property
    def macro_modules(self) -> tuple[str, ...]:
        """The names of the modules, those of sheets excepted."""
        return tuple(one.name for one in self.macros if not one.of_sheet)

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, ignoring case and outer spaces; None when there is none."""
        wanted = name.strip().casefold()
        return next((sheet for sheet in self.sheets if sheet.name.strip().casefold() == wanted), None)


class Unreadability(Enum):
    """Why a file cannot be read as a workbook, told apart by its first bytes.

    Those of NOT_REACHED are the disk's, the network's or another program's doing: the file itself may be sound. Their
    details are whole sentences: why, and what to do.
    """

    LOCK_FILE = "lock file"
    EMPTY = "empty"
    MISSING = "missing"
    NO_PERMISSION = "no permission"
    IS_FOLDER = "a folder"
    ENCRYPTED = "password"
    OLD_XLS = "xls"
    XLSB = "xlsb"
    ODS = "ods"
    NUMBERS = "numbers"
    TEXT = "csv"
    PLACEHOLDER = "placeholder"
    TRUNCATED = "truncated"
    NOT_A_WORKBOOK = "not a workbook"
    TOO_BIG = "too big"
    DAMAGED = "damaged"
    UNREACHED = "not reached"
    UNSAFE_XML = "unsafe xml"


NOT_REACHED = (Unreadability.NO_PERMISSION, Unreadability.PLACEHOLDER, Unreadability.UNREACHED)


class Unreadable(NamedTuple):
    """A file that could not be read: which kind, and a few plain words of detail ("the sheet part is 1.2 GB")."""

    path: str
    kind: Unreadability
    detail: str = ""
    sha256: str = ""
