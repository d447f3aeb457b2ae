"""One row of the Return table: each cell with its look, its value and, for the preview, its formula."""

from datetime import date
from typing import TYPE_CHECKING

from kpi_xl.files.house_style.page import Page
from kpi_xl.files.house_style.rag_formula import Bounds, rag_formula
from kpi_xl.model.columns import RETURN_COLUMNS, STATUS_PROVISIONAL, Column
from kpi_xl.model.measure import PLAIN
from kpi_xl.model.number import exact, number_of
from kpi_xl.model.place import column_letters
from kpi_xl.model.rating import Rating, Reason
from kpi_xl.model.return_plan import CHECK_REASON, CHECK_VALUE, KEEP_ONE, VALUE_NEEDED, Answer, ReturnRow
from kpi_xl.rules.returns.preview_rating import RED_NEEDS, hundredfold_sizes, preview_rating

if TYPE_CHECKING:
    from xlsxwriter.format import Format

COLUMN_OF = {column.field: number for number, column in enumerate(RETURN_COLUMNS, start=1)}
"""Field to 1-based column."""

RATIO_FIELDS = frozenset({"numerator", "denominator"})
"""Asked for only where the rulebook wants a ratio."""

_MOST_DECIMALS = 6
_BAND_FIELDS = ("green_low", "green_high", "amber_low", "amber_high")


def write(page: Page, number: int, row: ReturnRow, answer: Answer, reasons: str) -> None:
    """`reasons` are the cells that hold the row's own list of reasons."""
    known = _known(row)
    for column, field in enumerate(RETURN_COLUMNS, start=1):
        look = _look(page, row, field)
        if field.role == "rag":
            page.formula(number, column, preview_formula(number, row, reasons), str(preview_rating(row, answer)), look)
        else:
            content = known[field.field] if field.locked else answer.entered(field.field)
            _write(page, number, column, content, look)


def _write(page: Page, row: int, column: int, content: object, look: "Format") -> None:
    amount = number_of(content)
    if amount is not None:
        page.number(row, column, amount, look)
    elif isinstance(content, date):
        page.date(row, column, content, look)
    else:
        page.text(row, column, "" if content is None else str(content), look)


def _known(row: ReturnRow) -> dict[str, object]:
    """What the locked columns hold. A blank band end is an open one."""
    kpi = row.kpi
    ends = (None,) * 4 if row.bands is None else row.bands.bounds
    return {
        "kpi_id": kpi.kpi_id,
        "name": kpi.name,
        "priority": kpi.priority,
        "measure": kpi.measure.text,
        "polarity": str(kpi.polarity),
        "covers": row.covers,
        "target": row.target,
        **dict(zip(_BAND_FIELDS, ends, strict=True)),
        "last_year": row.last_year,
        "last_quarter": row.last_quarter,
        "expected": row.expected,
    }


def _look(page: Page, row: ReturnRow, column: Column) -> "Format":
    if column.role == "rag":
        return page.formats("rag", text_wrap=True)
    locked = column.locked or (column.field in RATIO_FIELDS and not row.kpi.ratio)
    kind = column.role if column.role in ("number", "date") else "text"
    role = _ROLES[row.due, locked, kind]
    if kind != "number":
        return page.formats(role)
    return page.formats.value(PLAIN, _decimals(row, column), role)


_ROLES = {
    (due, locked, kind): role
    for due, locked, roles in (
        (True, True, ("locked", "locked_number", "locked")),
        (True, False, ("input", "input_number", "input_date")),
        (False, True, ("not_due", "not_due_number", "not_due")),
        (False, False, ("not_due_input", "not_due_input_number", "not_due_input_date")),
    )
    for kind, role in zip(("text", "number", "date"), roles, strict=True)
}
"""The theme's role by whether a value is due, whether the cell is locked, and what it holds."""


def _decimals(row: ReturnRow, column: Column) -> int:
    """The KPI's decimals, more where a target or a band end needs them to show whole; none for a count of a ratio."""
    if column.field in RATIO_FIELDS:
        return 0
    if column.field == "target":
        return max(row.kpi.decimals, _places(row.target))
    if column.field in _BAND_FIELDS:
        ends = () if row.bands is None else row.bands.bounds
        return max(row.kpi.decimals, *(_places(end) for end in (*ends, None)))
    return row.kpi.decimals


def _places(end: float | None) -> int:
    exponent = 0 if end is None else exact(end).normalize().as_tuple().exponent
    return min(_MOST_DECIMALS, max(0, -int(exponent)))


def preview_formula(number: int, row: ReturnRow, reasons: str) -> str:
    """Says for the row's cells what `preview_rating` says for an answer; `reasons` as in `write`."""
    value, status = _cell("value", number), f"TRIM({_cell('reason', number)})"
    red = _red(number)
    rated = rag_formula(
        value,
        _bounds(number),
        blank=f'"{VALUE_NEEDED if row.needs_value else row.when_blank}"',
        number="" if row.whatever_value is None else f'"{row.whatever_value}"',
        missed="" if row.when_missed is None else red if row.when_missed is Rating.RED else f'"{row.when_missed}"',
        unread=f'"{CHECK_VALUE}"',
        doubtful=_doubtful(value, row),
        doubt=_doubt(value, row),
        red=red,
    )
    unless_chosen = (
        f'IF(OR({status}="",{status}="{STATUS_PROVISIONAL}"),{rated},'
        f'IF(SUMPRODUCT(--({reasons}={status}))=0,"{CHECK_REASON}",{_chosen(value, status, row, reasons)}))'
    )
    if row.carried is not None:
        unless_chosen = f'IF(TRIM({value})="","{row.when_blank}",{unless_chosen})'
    return f'IFERROR({unless_chosen},"{Reason.INVALID}")'


def _chosen(value: str, status: str, row: ReturnRow, reasons: str) -> str:
    """The reason picked, as the list spells it; not beside a value, but for those that go with one."""
    word = f"LOOKUP(2,1/({reasons}={status}),{reasons})"
    beside = ",".join(f'{status}="{reason}"' for reason in row.reasons if reason.with_value)
    together = f"OR({beside})" if beside else "FALSE"
    return f'IF(OR(TRIM({value})="",{together}),{word},"{KEEP_ONE}")'


def _red(number: int) -> str:
    """Red, with the words that are still needed: "Red: owner and due needed"."""
    empty = {field: f'TRIM({_cell(field, number)})=""' for field in RED_NEEDS}
    names = "&".join(f'IF({empty[field]},", {name}","")' for field, name in RED_NEEDS.items())
    count = "+".join(f"({test})" for test in empty.values())
    listed = f'SUBSTITUTE(MID({names},3,99),", "," and ",MAX(1,{count}-1))'
    return f'IF({count}=0,"{Rating.RED}","{Rating.RED}: "&{listed}&" needed")'


def _bounds(number: int) -> Bounds:
    green_low, green_high, amber_low, amber_high = (_cell(field, number) for field in _BAND_FIELDS)
    return green_low, green_high, amber_low, amber_high


def _doubt(value: str, row: ReturnRow) -> str:
    """As `hundredfold`, for a number in doubt."""
    if not row.kpi.measure.in_points or row.usual is None:
        return ""
    words = f'"{CHECK_VALUE}"'
    for word, (low, high) in hundredfold_sizes(row.usual).items():
        words = f'IF(AND(ABS({value})>={low:.15g},ABS({value})<={high:.15g}),"{word}",{words})'
    lowest = row.kpi.lowest
    return words if lowest is None else f'IF({value}<{lowest:.15g},"{CHECK_VALUE}",{words})'


def _doubtful(value: str, row: ReturnRow) -> str:
    """As `in_doubt`; "" where no number is in doubt."""
    tests = [] if row.kpi.lowest is None else [f"{value}<{row.kpi.lowest:.15g}"]
    tests += [] if row.kpi.highest is None else [f"{value}>{row.kpi.highest:.15g}"]
    if row.usual is not None:
        smallest, largest = row.usual
        tests += [f"ABS({value})>{largest:.15g}", f"AND({value}<>0,ABS({value})<{smallest:.15g})"]
    return f"OR({','.join(tests)})" if tests else ""


def _cell(field: str, number: int) -> str:
    return f"${column_letters(COLUMN_OF[field])}{number}"
