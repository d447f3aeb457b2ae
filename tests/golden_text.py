"""Workbooks kept as text, readable in a diff: what each sheet shows, how it looks and what may be done in it.

Set KPI_XL_REWRITE_GOLDEN=1 to write the files anew; then read the difference before committing it.
"""

import os
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

GOLDEN = Path(__file__).parent / "golden"


def compare_with_golden(workbook: Path, name: str) -> None:
    """Assert that `workbook` reads as tests/golden/`name`.txt."""
    text, kept = workbook_text(workbook), GOLDEN / f"{name}.txt"
    if os.environ.get("KPI_XL_REWRITE_GOLDEN"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(text, encoding="utf-8", newline="\n")
    assert text == kept.read_text(encoding="utf-8"), f"{kept} differs; KPI_XL_REWRITE_GOLDEN=1 writes it anew"


def workbook_text(path: Path) -> str:
    formulas, results = load_workbook(path), load_workbook(path, data_only=True)
    lines = [f"title: {formulas.properties.title}", f"language: {formulas.properties.language}"]
    lines += [f"property {one.name}: {one.value}" for one in formulas.custom_doc_props.props]
    for sheet in formulas.worksheets:
        lines += ["", f"=== {sheet.title} ({sheet.sheet_state})", *_furniture(sheet), *_rules(sheet)]
        lines += list(_cells(sheet, results[sheet.title]))
    return "\n".join(lines) + "\n"


def _furniture(sheet: Worksheet) -> Iterator[str]:
    view, page = sheet.sheet_view, sheet.page_setup
    selected = view.selection[-1].activeCell
    yield f"frozen at {sheet.freeze_panes}, selected {selected}, protected {sheet.protection.sheet}"
    fit = f"{page.fitToWidth} wide {page.fitToHeight} tall"
    yield f"paper {page.paperSize} {page.orientation}, {fit}, repeats {sheet.print_title_rows} {sheet.print_title_cols}"
    yield f"footer {sheet.oddFooter.left.text} | {sheet.oddFooter.right.text}"
    widths = (f"{letter}={dimension.width:g}" for letter, dimension in sorted(sheet.column_dimensions.items()))
    yield f"widths {' '.join(widths)}"
    yield from (f"table {table.name} {table.ref} {table.displayName}" for table in sheet.tables.values())


def _rules(sheet: Worksheet) -> Iterator[str]:
    for rule in sheet.data_validations.dataValidation:
        condition = f"{rule.type} {rule.operator or ''} {rule.formula1} {rule.formula2 or ''}"
        yield f"may type in {rule.sqref}: {condition.rstrip()}"
        yield f"    prompt: {rule.promptTitle} | {rule.prompt}"
        yield f"    refusal ({rule.errorStyle or 'stop'}): {rule.errorTitle} | {rule.error}"
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            fill = rule.dxf.fill.bgColor.rgb if rule.dxf and rule.dxf.fill else ""
            yield f"coloured {area.sqref}: {rule.type} {rule.operator or ''} {' '.join(rule.formula)} {fill}".rstrip()


def _cells(sheet: Worksheet, results: Worksheet) -> Iterator[str]:
    """Cells with content one a line; runs of blank cells of one look in a row together."""
    for row in sheet.iter_rows():
        written = [cell for cell in row if cell.value is not None or cell.has_style]
        for (blank, look), run in groupby(written, key=lambda cell: (cell.value is None, _look(cell))):
            cells = list(run)
            if blank:
                yield f"{cells[0].coordinate}:{cells[-1].coordinate} blank  {look}"
            else:
                yield from (f"{cell.coordinate} {_shown(cell, results)}  {look}" for cell in cells)


def _shown(cell: Cell, results: Worksheet) -> str:
    if cell.data_type == "f":
        return f"{cell.value} -> {results[cell.coordinate].value!r}"
    return repr(cell.value)


def _look(cell: Cell) -> str:
    fill = cell.fill.fgColor.rgb[2:] if cell.fill.fill_type else "-"
    font = f"{cell.font.sz:g}{' bold' if cell.font.b else ''}{' italic' if cell.font.i else ''}"
    wrap = " wrap" if cell.alignment.wrap_text else ""
    lock = "" if cell.protection.locked else " open"
    return f"[{cell.number_format} | {font} | {fill}{wrap}{lock}]"
