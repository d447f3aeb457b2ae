"""What Excel takes, and the one guard of all we write: a workbook beyond a limit is not written.

Excel would offer to "repair" it, and drop what it does not take. The limits are those of Microsoft's "Excel
specifications and limits" (Excel 2016 and later), with the few its file format adds (MS-XLSB, the sizes of parsed
formulas). A formula counts as it is stored, its names of new functions with their prefix (_xlfn.) and its tables by
their names: that is never shorter than what Excel shows of it, so nothing that passes is too long there.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from kpi_xl.model.place import address
from kpi_xl.model.text_length import LONGEST_TEXT, length

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST_FORMULA = 8_192
LONGEST_PARSED = 16_384
"""Bytes of a formula as Excel keeps it."""

LONGEST_LITERAL, LONGEST_RULE, LONGEST_FOOTER, LONGEST_NAME, LONGEST_FORMAT, LONGEST_PROPERTY = (255,) * 6
MOST_LEVELS, MOST_ARGUMENTS = 64, 255
LONGEST_SHEET_NAME = 31
LONGEST_TITLE, LONGEST_PROMPT = 32, 255
"""Of the words beside a cell with a validation."""

MOST_LINKS = 65_530
MOST_STYLES, MOST_RANGES = 64_000, 8_192
"""Looks of cells in a workbook, and the ranges of one rule of looks."""

MOST_NUMBER_FORMATS = 200
"""Excel takes 200 to 250 "depending on the language version"."""

BARRED_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
RESERVED_SHEET_NAME = "history"

_PIECE = re.compile(
    r"""(?P<literal>"(?:[^"]|"")*")
    |(?P<sheet>'(?:[^']|'')+'!|[^\W\d][\w.]*!)
    |(?P<table>[^\W\d][\w.]*\[(?:[^\[\]]|\[[^\[\]]*\])*\])
    |(?P<function>[^\W\d][\w.]*\()
    |(?P<area>\$?[A-Z]{1,3}\$?\d+:\$?[A-Z]{1,3}\$?\d+)
    |(?P<cell>\$?[A-Z]{1,3}\$?\d+(?![\w.]))
    |(?P<whole>\d{1,5}(?![\w.]))
    |(?P<number>\d[\d.]*(?:E[+-]?\d+)?)
    |(?P<word>[\w.\\$#?]+)
    |(?P<open>\()|(?P<close>\))|(?P<comma>,)|(?P<space>\s+)
    |(?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)
_BYTES = {
    "sheet": 2,
    "table": 18,
    "area": 13,
    "cell": 7,
    "whole": 3,
    "number": 9,
    "word": 5,
    "function": 4,
    "open": 1,
    "close": 0,
    "comma": 0,
    "space": 4,
    "mark": 1,
}
"""Of the tokens Excel makes of a formula (MS-XLSB 2.5.98); a literal has 3 and two a character."""

_IF, _AT_A_COMMA = 8, 4
"""What IF, CHOOSE and IFERROR hold beyond other functions: jumps, at the start and at every comma."""

_JUMPING = {"IF(", "CHOOSE(", "IFERROR("}
_SHORT = 130
"""Characters below which no formula can be at fault: 64 levels alone need more."""


class Fault(NamedTuple):
    """`place` is a cell or "", `why` ends the sentence "... could not be written: "."""

    place: str
    why: str


def fault_in_formula(formula: str) -> str:
    """Why Excel would not take it, "" where it would. Without a leading "="."""
    if len(formula) < _SHORT:
        return ""
    if (characters := length(formula)) > LONGEST_FORMULA:
        return f"its formula has {characters:,} characters, and Excel takes {LONGEST_FORMULA:,}"
    return _fault_within(formula)


def _fault_within(formula: str) -> str:
    parsing = _Parsing()
    for match in _PIECE.finditer(formula):
        if why := parsing.fault_at(match.lastgroup or "mark", match[0]):
            return why
    if parsing.bytes > LONGEST_PARSED:
        return f"its formula takes about {parsing.bytes:,} bytes in Excel, which has room for {LONGEST_PARSED:,}"
    return ""


class _Call:
    """A function or bracket that is open; `name` ends in "("."""

    __slots__ = ("arguments", "name")

    def __init__(self, name: str) -> None:
        self.name = name
        self.arguments = 1


class _Parsing:
    """How far a formula has been read: the bytes it takes so far, and what is open."""

    def __init__(self) -> None:
        self.bytes = 0
        self._open: list[_Call] = []

    def fault_at(self, kind: str, text: str) -> str:
        """Takes in the next piece; why Excel would not take it, "" where it would."""
        self.bytes += _BYTES.get(kind, 0)
        if kind == "literal":
            return self._literal(length(text[1:-1].replace('""', '"')))
        if kind in ("function", "open"):
            return self._opens(text)
        if kind == "close" and self._open:
            self._open.pop()
        return self._comma(self._open[-1]) if kind == "comma" and self._open else ""

    def _literal(self, characters: int) -> str:
        self.bytes += 3 + 2 * characters
        if characters <= LONGEST_LITERAL:
            return ""
        return f"a text in its formula has {characters:,} characters, and Excel takes {LONGEST_LITERAL}"

    def _opens(self, name: str) -> str:
        self._open.append(_Call(name))
        self.bytes += _IF if name in _JUMPING else 0
        return f"its formula is more than {MOST_LEVELS} levels deep" if len(self._open) > MOST_LEVELS else ""

    def _comma(self, call: _Call) -> str:
        self.bytes += _AT_A_COMMA if call.name in _JUMPING else 0
        call.arguments += 1
        if call.arguments <= MOST_ARGUMENTS or call.name == "(":
            return ""
        return f"{call.name}) in its formula has more than {MOST_ARGUMENTS} arguments"


def fault_in_sheet_name(name: str, taken: Iterable[str]) -> str:
    """Why no sheet may be called that beside those of `taken`, "" where it may."""
    if not 1 <= length(name) <= LONGEST_SHEET_NAME:
        return f"a sheet's name has 1 to {LONGEST_SHEET_NAME} characters, not {length(name)}"
    if BARRED_IN_SHEET_NAMES.search(name) or name.startswith("'") or name.endswith("'"):
        return "a sheet's name has none of [ ] : * ? / \\ in it and no apostrophe at its ends"
    if name.casefold() == RESERVED_SHEET_NAME:
        return "Excel keeps this sheet name for itself"
    if name.casefold() in {one.casefold() for one in taken}:
        return "two sheets would have that name"
    return ""


def faults_of_workbook(workbook: "Workbook") -> Iterator[Fault]:
    """What Excel would not take of the workbook apart from its sheets."""
    if len(workbook.formats) > MOST_STYLES:
        yield Fault("the workbook", f"it has {len(workbook.formats):,} looks of cells, and Excel takes {MOST_STYLES:,}")
    number_formats = {one.num_format for one in workbook.formats if isinstance(one.num_format, str)}
    for number_format in sorted(number_formats):
        if why := too_long("it", number_format, LONGEST_FORMAT):
            yield Fault(f"the number format {number_format[:40]}", why)


def faults_of_sheet(sheet: "Worksheet") -> Iterator[Fault]:
    """What Excel would not take of one sheet."""
    for row, cells in sheet.table.items():
        for column, cell in cells.items():
            if type(cell).__name__ == "Formula" and (why := fault_in_formula(cell.formula) or _result(cell.value)):
                yield Fault(address(row + 1, column + 1), why)
    yield from _faults_of_rules(sheet)
    yield from _faults_of_links(sheet)
    for row, notes in sheet.comments.items():
        for column, note in notes.items():
            if why := too_long("its note", str(note.text), LONGEST_TEXT):
                yield Fault(address(row + 1, column + 1), why)


def _result(value: object) -> str:
    return too_long("what its formula gives", value, LONGEST_TEXT) if isinstance(value, str) else ""


_WORDS = {
    "input_title": LONGEST_TITLE,
    "error_title": LONGEST_TITLE,
    "input_message": LONGEST_PROMPT,
    "error_message": LONGEST_PROMPT,
}


def _faults_of_rules(sheet: "Worksheet") -> Iterator[Fault]:
    for cells, rules in sheet.cond_formats.items():
        if len(cells.split()) > MOST_RANGES:
            yield Fault(cells.split()[0], f"a rule of looks has more than {MOST_RANGES:,} ranges")
        for rule in rules:
            formulas = (str(rule.get(part) or "") for part in ("criteria", "value", "minimum", "maximum", "formula"))
            if why := next(filter(None, map(fault_in_formula, formulas)), ""):
                yield Fault(cells.split()[0], why)


def fault_in_validation(rule: Mapping[str, object]) -> str:
    """Of a rule in XlsxWriter's words."""
    for part, most in _WORDS.items():
        if why := too_long(f"the {part.replace('_', ' ')} of its rule", str(rule.get(part) or ""), most):
            return why
    for part in ("source", "value", "minimum", "maximum"):
        given = rule.get(part)
        text = ",".join(map(str, given)) if isinstance(given, list | tuple) else str(given or "")
        if why := too_long("the list or formula of its rule", text.removeprefix("="), LONGEST_RULE):
            return why
    return ""


def _faults_of_links(sheet: "Worksheet") -> Iterator[Fault]:
    count = sum(map(len, sheet.hyperlinks.values()))
    if count > MOST_LINKS:
        yield Fault("", f"it would have {count:,} links, and Excel takes {MOST_LINKS:,} a sheet")


def too_long(what: str, text: str, most: int) -> str:
    """Why Excel would not take `what`, which says `text`; "" where it would."""
    if len(text) <= most // 2 or (characters := length(text)) <= most:
        return ""
    return f"{what} has {characters:,} characters, and Excel takes {most:,}"
