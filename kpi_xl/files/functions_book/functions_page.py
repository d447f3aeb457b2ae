"""docs/functions.md, from the catalogue and the definitions."""

from collections.abc import Iterator

from kpi_xl.files.functions_book.calls import answers, call_text
from kpi_xl.files.functions_book.definitions import NATIVE
from kpi_xl.model.worksheet_functions import FUNCTIONS, WorksheetFunction
from kpi_xl.rules.worksheet import ratings, target_ratings
from kpi_xl.rules.worksheet.lookup import COLUMNS

_TOP = """# Worksheet functions

The rules that rate the master, in cells of your own workbooks. This page is made from the catalogue in the code
(`kpi_xl/model/worksheet_functions.py`); `pytest tests/test_functions_workbook.py` compares the two.

| form | needs | from |
|---|---|---|
| `KPI_RAG(...)` | kpi_xl with xlwings on the PC, and a macro-enabled workbook | `kpi_xl.faces.functions` |
| `KPI.RAG(...)` | Excel 365 or 2024, and the name in the workbook | `kpi-xl formula workbook functions.xlsx` |
| a plain formula | any Excel | `kpi-xl formula rag --actual A2 --green B2 --amber C2` |

All three give the same words and numbers: they are held against each other over the worked cases of `tests/vectors` and
over thousands of nasty cells.

- **Cells and ranges alike.** A range in gives a range out, in one call. A single row, column or cell is stretched to
  fit; shapes that do not fit say so.
- **Never an error, never a guess.** A blank is Unpopulated. Text, TRUE, FALSE and errors are Invalid. A sentence that
  starts with "Check" says which argument is wrong.
- **Per cent first.** A cell that shows 5% holds 0.05. Values and thresholds must be of one scale: 3.4% beside 2% and
  5%, or 3.4 beside 2 and 5. A tolerance of 5 is 5 per cent; for a cell that shows 5% the basis is `fraction`. Where two
  numbers cannot be of one scale the answer is "Check scale"; `same` as the last argument rates them as they stand.
- **On a threshold is the better side.** The number is rated as typed, to 15 digits, not as shown.

`KPI_LOOKUP` reads the master named in its last argument, or failing that in the environment variable `KPI_XL_MASTER`
(a full path). The file is read once, and again when it has changed; Excel asks again when a cell it depends on
changes, and after Ctrl+Alt+F9.

"""
_CELLS = """## What each kind of cell gives

The cell stands as the value, beside thresholds of 90 and 85, or as the actual of a target of 90 with a tolerance of 5.
The three forms give the same.

"""
KINDS_OF_CELL: tuple[tuple[str, str, float | str | bool | None], ...] = (
    ("a number", "92.6", 92.6),
    ("a number on the line", "85.5", 85.5),
    ("per cent", "92.6%, which is 0.926", 0.926),
    ("money", "£88.20", 88.2),
    ("a date", "30/09/2022, which is 44834", 44834.0),
    ("text that spells a number", '"92.6"', "92.6"),
    ("text with a comma", '"1,234"', "1,234"),
    ("text in pounds", '"£1.2m"', "£1.2m"),
    ("text in brackets", '"(500)"', "(500)"),
    ("a word", '"n/a"', "n/a"),
    ("a logical value", "TRUE", True),
    ("an error", "#N/A", "#N/A"),
    ("nothing", "a blank cell", None),
    ("empty text", '=""', ""),
    ("spaces", '"  "', "  "),
    ("a hard space", "=CHAR(160)", "\u00a0"),
)
"""What people call it, what the cell holds, and how it reaches Python."""
_DEFINITIONS = """## Definitions

What each name refers to, for Formulas > Name Manager > New.

"""


def functions_page() -> str:
    names = "\n".join(f"### {one.name}\n\n```\n={one.typed}\n```\n" for one in NATIVE)
    return (
        _TOP
        + _cells()
        + "\n".join("\n".join(_function(entry)) + "\n" for entry in FUNCTIONS)
        + "\n"
        + _DEFINITIONS
        + names
    )


def _cells() -> str:
    """One answer for every kind of cell."""
    lines = ["| the cell | holds | KPI.RAG | KPI.RAGTARGET |", "|---|---|---|---|"]
    for kind, shown, cell in KINDS_OF_CELL:
        words = (str(work(cell, 90, other)) for work, other in ((ratings.rag, 85), (target_ratings.rag_target, 5)))
        lines.append(f"| {kind} | {shown} | {' | '.join(words)} |")
    return _CELLS + "\n".join(lines) + "\n\n"


def _function(entry: WorksheetFunction) -> Iterator[str]:
    yield f"## {entry.name}"
    yield ""
    yield f"`{entry.signature(entry.name)}`"
    if entry.native:
        yield f"or `{entry.signature(entry.native)}`"
    yield from ("", entry.summary, "", "| argument | what it is |", "|---|---|")
    for argument in entry.arguments:
        yield f"| {f'[{argument.name}]' if argument.optional else argument.name} | {argument.doc} |"
    if entry.examples:
        yield from ("", "| for example | gives |", "|---|---|")
        for given in entry.examples:
            yield f"| `={call_text(entry.native or entry.name, given)}` | {_shown(answers(entry.name, given))} |"
    else:
        yield from ("", f"`what` is one of: {', '.join(COLUMNS)}.")


def _shown(rows: list[list[str | float]]) -> str:
    cells = [cell if isinstance(cell, str) else f"{cell:.15g}" for row in rows for cell in row]
    return ", ".join(cells)
