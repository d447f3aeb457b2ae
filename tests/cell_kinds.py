"""Every kind of cell an officer may leave in a return, with the one answer each face gives for it.

Rows are of AS01, a percentage (last quarter 91.9, target 90, Green from 90, Amber from 85), unless they name another.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from openpyxl.cell import Cell as Written
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

Edit = Callable[[Written], None]
FIRST_ERROR = "#NULL!"
CHECK, SMALL, INVALID, BLANK = "Check value", "100 times too small?", "Invalid", "Value needed"


class CellKind(NamedTuple):
    """`value` is what the check reads, None where it reads none; `codes` what it says of the cell.

    `preview` is the preview's word. `rulebook` is the number the rulebook takes for a target, or the code of the error
    that stops it, with the code of what it says beside a number in `remark`.
    """

    name: str
    shown: str
    edit: Edit
    value: float | None
    codes: tuple[str, ...]
    preview: str
    rulebook: float | str | None
    remark: str = ""
    kpi_id: str = "AS01"


def number(value: object, code: str = "General") -> Edit:
    def edit(cell: Written) -> None:
        cell.value, cell.number_format = value, code  # type: ignore[assignment] # whatever a cell may hold

    return edit


def text(value: str) -> Edit:
    def edit(cell: Written) -> None:
        cell.value, cell.data_type = value, "s"

    return edit


def rich(before: str, above: str, **look: object) -> Edit:
    def edit(cell: Written) -> None:
        cell.value = CellRichText(before, TextBlock(InlineFont(**look), above))  # type: ignore[arg-type] # a builder

    return edit


def crossed_out(value: object) -> Edit:
    def edit(cell: Written) -> None:
        cell.value, cell.font = value, Font(strike=True)  # type: ignore[assignment] # whatever a cell may hold

    return edit


def error(value: str) -> Edit:
    def edit(cell: Written) -> None:
        cell.value, cell.data_type = value, "e"

    return edit


def formula(result: str) -> Edit:
    """A formula; the tests put its result beside it, which openpyxl does not write."""
    return text(result)


ERRORS = (
    *("#REF!", "#DIV/0!", "#N/A", "#NAME?", "#VALUE!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!"),
    *("#UNKNOWN!", "#CONNECT!", "#BUSY!", "#GETTING_DATA", "#EXTERNAL!", "#PYTHON!", "#TIMEOUT!"),
)

KINDS = (
    CellKind("number", "92.6", number(92.6), 92.6, (), "Green", 92.6),
    CellKind("number with a gap as wide as %", "92.6 as `0.0_%`", number(92.6, "0.0_%"), 92.6, (), "Green", 92.6),
    CellKind("% in a section not taken", "92.6 as `[<=1]0%;0.0`", number(92.6, "[<=1]0%;0.0"), 92.6, (), "Green", 92.6),
    CellKind("quoted %", '92.6 as `0.0"%"`', number(92.6, '0.0"%"'), 92.6, (), "Green", 92.6),
    CellKind("currency", "92.6 as `[$£-809]0.00`", number(92.6, "[$£-809]0.00"), 92.6, (), "Green", 92.6),
    CellKind("scientific", "9.26E+01", number(92.6, "0.00E+00"), 92.6, (), "Green", 92.6),
    CellKind("percentage", "92.6%", number(0.926, "0.0%"), 92.6, ("KPI103B",), SMALL, 92.6, "KPI212"),
    CellKind(
        *("in millions", "4.1 as `0.0,,`, KPI in £m", number(4_100_000, "0.0,,"), 4.1, ("KPI102C",), CHECK),
        *(4_100_000.0, "KPI212B", "AS02"),
    ),
    CellKind("fraction", "92 3/4", number(92.75, "# ?/?"), 92.75, ("KPI158B",), "Green", 92.75),
    CellKind("hidden by its format", "nothing", number(92.6, ";;;"), 92.6, ("KPI158",), "Green", 92.6, "KPI212B"),
    CellKind("date", "3-Apr", number(date(2022, 4, 3), "d-mmm"), None, ("KPI116",), CHECK, "KPI213"),
    CellKind(
        "date and time",
        "03/04/2022 14:30",
        number(datetime(2022, 4, 3, 14, 30), "dd/mm/yyyy hh:mm"),
        None,
        ("KPI116",),
        CHECK,
        "KPI213",
    ),
    CellKind("time", "05:18", number(time(0, 5, 18), "mm:ss"), None, ("KPI116B",), CHECK, "KPI213"),
    CellKind("length of time", "36:00", number(timedelta(hours=36), "[h]:mm"), None, ("KPI116B",), SMALL, "KPI213"),
    CellKind("number as text", "92.6", text("92.6"), 92.6, ("KPI101",), CHECK, 92.6, "KPI211"),
    CellKind("percentage as text", "92.6%", text("92.6%"), 92.6, ("KPI103",), CHECK, "KPI213"),
    CellKind(
        "text with a unit", "4.9 days, KPI in days", text("4.9 days"), 4.9, ("KPI114",), CHECK, "KPI213", kpi_id="AS05"
    ),
    CellKind("raised mark", "92.6²", rich("92.6", "2", vertAlign="superscript"), 92.6, ("KPI114",), CHECK, "KPI213"),
    CellKind("lowered mark", "92.6₂", rich("92.6", "2", vertAlign="subscript"), 92.6, ("KPI114",), CHECK, "KPI213"),
    CellKind(
        "raised digit after 10", "10⁶", rich("10", "6", vertAlign="superscript"), None, ("KPI114B",), CHECK, "KPI213"
    ),
    CellKind("two figures on two lines", "92 above 6", text("92\n6"), None, ("KPI115B",), CHECK, "KPI213"),
    CellKind("crossed out", "~~92.6~~", crossed_out(92.6), None, ("KPI175",), "Green", "KPI219C"),
    CellKind(
        "crossed out in part", "92.6 ~~91~~", rich("92.6 ", "91", strike=True), 92.6, ("KPI175B",), CHECK, "KPI219C"
    ),
    CellKind("logical", "TRUE", number(True), None, ("KPI119",), INVALID, "KPI213"),
    *(CellKind("error", name, error(name), None, ("KPI152",), INVALID, "KPI219") for name in ERRORS),
    CellKind("error as text", "#REF!", text("#REF!"), None, ("KPI152",), CHECK, "KPI213"),
    CellKind("word for no value", "n/a", text("n/a"), None, ("KPI108",), CHECK, "KPI213"),
    CellKind("only spaces", "two spaces", text("  "), None, ("KPI111",), BLANK, None),
    CellKind("blank", "", number(None), None, ("KPI111",), BLANK, None),
)


def table() -> str:
    """The kinds as docs/rating.md lists them."""
    lines = [_line(kind) for kind in KINDS if kind.name != "error"]
    at = next(number for number, kind in enumerate(KINDS) if kind.name == "error")
    first = KINDS[at]
    lines.insert(at, _line(first._replace(shown=", ".join(ERRORS))))
    head = ["| what the cell holds | it shows | the check reads | and says | preview | the rulebook takes |"]
    return "\n".join([*head, "|---|---|---|---|---|---|", *lines])


def _line(kind: CellKind) -> str:
    read = "no value" if kind.value is None else f"{kind.value:.15g}"
    taken = "a blank" if kind.rulebook is None else _taken(kind.rulebook, kind.remark)
    return f"| {kind.name} | {kind.shown} | {read} | {', '.join(kind.codes)} | {kind.preview} | {taken} |"


def _taken(rulebook: float | str, remark: str) -> str:
    if isinstance(rulebook, str):
        return f"no number ({rulebook})"
    return f"{rulebook:.15g} ({remark})" if remark else f"{rulebook:.15g}"
