"""docs/functions.md, from the catalogue and the definitions."""

from collections.abc import Iterator

from kpi_xl.files.functions_book.calls import answers, call_text
from kpi_xl.files.functions_book.definitions import NATIVE
from kpi_xl.model.worksheet_functions import FUNCTIONS, WorksheetFunction

_TOP = """# Worksheet functions

The rules that rate the master, in cells of your own workbooks. This page is made from the catalogue in the code
(`kpi_xl/model/worksheet_functions.py`); `pytest tests/test_functions_workbook.py` compares the two.

| form | needs | from |
|---|---|---|
| `KPI_RAG(...)` | kpi_xl with xlwings on the PC, and a macro-enabled workbook | `kpi_xl.faces.functions` |
| `KPI.RAG(...)` | Excel 365 or 2024, and the name in the workbook | `kpi-xl formula workbook functions.xlsx` |
| a plain formula | any Excel | `kpi-xl formula rag --actual A2 --green B2 --amber C2` |

All three give the same words and numbers: they are held against each other over the worked cases of `tests/vectors` and
over blanks, texts, errors and booleans.

- **Cells and ranges alike.** A range in gives a range out, in one call. A single row, column or cell is stretched to
  fit; shapes that do not fit say so.
- **Never an error, never a guess.** A blank is Unpopulated. Text, TRUE, FALSE and errors are Invalid. A sentence that
  starts with "Check" says which argument is wrong.
- **Percentages are numbers**: 12.3 for 12.3%.
- **On a threshold is the better side.** The number is rated as typed, to 15 digits, not as shown.
- One difference: a cell shown as a date is a number to `KPI.RAG` and to a plain formula; `KPI_RAG` says Invalid.

`KPI_LOOKUP` reads the master named in its last argument, or failing that in the environment variable `KPI_XL_MASTER`
(a full path). The file is read once, and again when it has changed.

"""
_DEFINITIONS = """## Definitions

What each name refers to, for Formulas > Name Manager > New.

"""


def functions_page() -> str:
    names = "\n".join(f"### {one.name}\n\n```\n={one.typed}\n```\n" for one in NATIVE)
    return _TOP + "\n".join("\n".join(_function(entry)) + "\n" for entry in FUNCTIONS) + "\n" + _DEFINITIONS + names


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


def _shown(rows: list[list[str | float]]) -> str:
    cells = [cell if isinstance(cell, str) else f"{cell:.15g}" for row in rows for cell in row]
    return ", ".join(cells)
