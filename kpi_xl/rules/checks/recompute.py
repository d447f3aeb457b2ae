"""A simple formula worked out again, over cells of its own sheet: what it gives, or nothing where we cannot be sure."""

import re
from collections.abc import Callable, Sequence
from math import isfinite

from kpi_xl.model.book import Cell, Kind, Sheet
from kpi_xl.model.number import round_half_away, typed
from kpi_xl.model.place import row_and_column

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+\.?\d*(?:E[+-]?\d+)?|\.\d+)|(?P<call>[A-Z]+)\(|(?P<cell>\$?[A-Z]{1,3}\$?\d{1,7})(?![\w(!.])"
    r"|(?P<sign>[-+*/^%(),:]))",
    re.IGNORECASE,
)
_LONGEST, _MOST_CELLS, _DEEPEST = 500, 2000, 12


class _UnsureError(Exception):
    """Something in the formula is beyond us."""


def recomputed(sheet: Sheet, cell: Cell) -> float | None:
    """The result of the cell's formula from the cells as they are now, at 15 digits.

    Plus, minus, times, divided by, power, per cent, brackets, and SUM, AVERAGE, MIN, MAX, ROUND and ABS. None for
    anything else, for text in a sum, for an error, and for what refers to other sheets.
    """
    try:
        result = _Worker(sheet).result_of(cell)
    except (_UnsureError, ArithmeticError, ValueError, RecursionError):
        return None
    return typed(result) if isfinite(result) else None


class _Worker:
    """Works a formula out, counting the cells it looks at, so that no chain of formulas takes long."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.looked_at = 0
        self.depth = 0

    def result_of(self, cell: Cell) -> float:
        if cell.formula is None:
            return _typed_number(cell)
        if self.depth >= _DEEPEST:
            raise _UnsureError
        self.depth += 1
        result = _Formula(self, tokens(cell.formula)).whole()
        self.depth -= 1
        return result

    def at(self, address: str) -> float:
        cell = self.cell(*row_and_column(address))
        return 0.0 if cell is None else self.result_of(cell)

    def cell(self, row: int, column: int) -> Cell | None:
        self.looked_at += 1
        if self.looked_at > _MOST_CELLS:
            raise _UnsureError
        found = self.sheet.cell(row, column)
        return None if found is None or (found.kind is Kind.BLANK and found.formula is None) else found

    def numbers_in(self, first: str, last: str) -> list[float]:
        """Of a range: blank cells and texts are passed over, as Excel does."""
        (top, left), (bottom, right) = row_and_column(first), row_and_column(last)
        if (bottom - top + 1) * (right - left + 1) > _MOST_CELLS:
            raise _UnsureError
        cells = [self.cell(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
        return [self.result_of(cell) for cell in cells if cell is not None and not _passed_over(cell)]


def tokens(formula: str) -> list[tuple[str, str]]:
    """Kind and text of each piece, raises _UnsureError for one we do not know."""
    found, at = [], 0
    text = formula.strip()
    if len(text) > _LONGEST:
        raise _UnsureError
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise _UnsureError
        found.append((match.lastgroup, match[match.lastgroup].replace("$", "").upper()))
        at = match.end()
    return found


class _Formula:
    """One formula read from left to right. A minus sign binds more closely than a power, as in Excel: -2^2 is 4."""

    def __init__(self, worker: _Worker, pieces: Sequence[tuple[str, str]]) -> None:
        self.worker = worker
        self.pieces = pieces
        self.at = 0

    def whole(self) -> float:
        result = self.sum()
        if self.at != len(self.pieces):
            raise _UnsureError
        return result

    def sum(self) -> float:
        result = self.product()
        while (sign := self.taken("+", "-")) is not None:
            other = self.product()
            result = result + other if sign == "+" else result - other
        return result

    def product(self) -> float:
        result = self.power()
        while (sign := self.taken("*", "/")) is not None:
            other = self.power()
            result = result * other if sign == "*" else result / other
        return result

    def power(self) -> float:
        result = self.signed()
        while self.taken("^") is not None:
            raised = result ** self.signed()
            if not isinstance(raised, float):
                raise _UnsureError
            result = raised
        return result

    def signed(self) -> float:
        sign = self.taken("+", "-")
        if sign is not None:
            return -self.signed() if sign == "-" else self.signed()
        result = self.single()
        while self.taken("%") is not None:
            result /= 100
        return result

    def single(self) -> float:
        kind, text = self.next()
        if kind == "number":
            return float(text)
        if kind == "cell":
            return self.worker.at(text)
        if kind == "call":
            return self.called(text)
        if text != "(":
            raise _UnsureError
        result = self.sum()
        self.must(")")
        return result

    def called(self, name: str) -> float:
        if name in _OF_ONE:
            return self.of_one(name)
        if name not in _OF_MANY:
            raise _UnsureError
        numbers: list[float] = []
        while True:
            numbers += self.argument()
            if self.taken(",") is None:
                break
        self.must(")")
        return _OF_MANY[name](numbers)

    def of_one(self, name: str) -> float:
        value = self.sum()
        places = self.sum() if name == "ROUND" and self.taken(",") is not None else 0.0
        self.must(")")
        return round_half_away(value, int(places)) if name == "ROUND" else abs(value)

    def argument(self) -> list[float]:
        """The numbers of a range, or the one of anything else; of a single cell as of a range of one."""
        if self.kinds(3) == ["cell", "sign", "cell"] and self.pieces[self.at + 1][1] == ":":
            first, _, last = (text for _, text in self.pieces[self.at : self.at + 3])
            self.at += 3
            return self.worker.numbers_in(first, last)
        if self.kinds(1) == ["cell"] and self.pieces[self.at + 1 : self.at + 2] in ([("sign", ",")], [("sign", ")")]):
            _, one = self.next()
            return self.worker.numbers_in(one, one)
        return [self.sum()]

    def kinds(self, count: int) -> list[str]:
        return [kind for kind, _ in self.pieces[self.at : self.at + count]]

    def next(self) -> tuple[str, str]:
        if self.at >= len(self.pieces):
            raise _UnsureError
        self.at += 1
        return self.pieces[self.at - 1]

    def taken(self, *signs: str) -> str | None:
        """The sign that comes next, taken, where it is one of these."""
        if self.at < len(self.pieces) and self.pieces[self.at][0] == "sign" and self.pieces[self.at][1] in signs:
            self.at += 1
            return self.pieces[self.at - 1][1]
        return None

    def must(self, sign: str) -> None:
        if self.taken(sign) is None:
            raise _UnsureError


def _average(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)


_OF_MANY: dict[str, Callable[[Sequence[float]], float]] = {
    "SUM": lambda numbers: float(sum(numbers)),
    "AVERAGE": _average,
    "MIN": lambda numbers: min(numbers, default=0.0),
    "MAX": lambda numbers: max(numbers, default=0.0),
}
_OF_ONE = frozenset({"ROUND", "ABS"})


def _typed_number(cell: Cell) -> float:
    if cell.kind not in (Kind.NUMBER, Kind.DATE) or not isinstance(cell.value, float):
        raise _UnsureError
    return cell.value


def _passed_over(cell: Cell) -> bool:
    return cell.formula is None and cell.kind in (Kind.TEXT, Kind.BOOLEAN)
