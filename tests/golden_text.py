"""Workbooks kept as text, readable in a diff: what each sheet shows, how it looks and what may be done in it.

Set KPI_XL_REWRITE_GOLDEN=1 to write the files anew; then read the difference before committing it.
"""

import os
import warnings
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from golden_drawings import drawings_text
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.worksheet import Worksheet
from unmeasured import unmeasured

from kpi_xl import __version__
from kpi_xl.files.house_style.theme import theme

GOLDEN = Path(__file__).parent / "golden"
_INK = "FF" + theme().palette["ink"].removeprefix("#")
_FONTS = ("bold", "italic", "underline")


def compare_with_golden(workbook: Path, name: str, *sheets: str) -> None:
    """Assert that `workbook` (or these sheets of it, and no others) reads as tests/golden/`name`.txt."""
    text, kept = workbook_text(workbook, sheets), GOLDEN / f"{name}.txt"
    if os.environ.get("KPI_XL_REWRITE_GOLDEN"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(text, encoding="utf-8", newline="\n")
    assert text == kept.read_text(encoding="utf-8"), f"{kept} differs; KPI_XL_REWRITE_GOLDEN=1 writes it anew"


def workbook_text(path: Path, only: tuple[str, ...] = ()) -> str:
    with unmeasured():
        return _text(path, only)


def _text(path: Path, only: tuple[str, ...]) -> str:
    formulas, results, drawings = _opened(path), _opened(path, data_only=True), drawings_text(path)
    lines = [f"title: {formulas.properties.title}", f"language: {formulas.properties.language}"]
    lines += [f"property {one.name}: {one.value}" for one in formulas.custom_doc_props.props]
    lines += [f"name {name}: {one.attr_text}" for name, one in formulas.defined_names.items()]
    for sheet in (sheet for sheet in formulas.worksheets if not only or sheet.title in only):
        lines += ["", f"=== {sheet.title} ({sheet.sheet_state})", *_furniture(sheet), *_rules(sheet)]
        lines += [*drawings[sheet.title], *_cells(sheet, results[sheet.title])]
    # A new version of the program is no new look.
    return "\n".join(lines).replace(f"kpi_xl {__version__}", "kpi_xl VERSION") + "\n"


def _opened(path: Path, **how: bool) -> Workbook:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Sparkline Group extension")
        return load_workbook(path, **how)


def _furniture(sheet: Worksheet) -> Iterator[str]:
    view, page = sheet.sheet_view, sheet.page_setup
    selected = view.selection[-1].activeCell
    lines = "" if view.showGridLines is not False else ", no gridlines"
    yield f"frozen at {sheet.freeze_panes}, selected {selected}, protected {sheet.protection.sheet}{lines}"
    fit = f"{page.fitToWidth} wide {page.fitToHeight} tall"
    yield f"paper {page.paperSize} {page.orientation}, {fit}, repeats {sheet.print_title_rows} {sheet.print_title_cols}"
    yield f"footer {sheet.oddFooter.left.text} | {sheet.oddFooter.right.text}"
    widths = (f"{letter}={dimension.width:g}" for letter, dimension in sorted(sheet.column_dimensions.items()))
    yield f"widths {' '.join(widths)}"
    heights = (f"{row}={dimension.height:g}" for row, dimension in sheet.row_dimensions.items() if dimension.height)
    yield f"heights {' '.join(heights)}".rstrip()
    yield from _where("merged", [str(area) for area in sheet.merged_cells.ranges])
    yield from _where("hidden", [name for name, one in sheet.column_dimensions.items() if one.hidden])
    yield from _where("print area", [sheet.print_area] if sheet.print_area else [])
    yield from _where("new page after row", [str(one.id) for one in sheet.row_breaks.brk])
    yield from (f"table {table.name} {table.ref} {table.displayName}" for table in sheet.tables.values())


def _where(what: str, places: list[str]) -> Iterator[str]:
    if places:
        yield f"{what} {' '.join(sorted(places))}"


def _rules(sheet: Worksheet) -> Iterator[str]:
    for rule in sheet.data_validations.dataValidation:
        condition = f"{rule.type} {rule.operator or ''} {rule.formula1} {rule.formula2 or ''}"
        yield f"may type in {rule.sqref}: {condition.rstrip()}"
        yield f"    prompt: {rule.promptTitle} | {rule.prompt}"
        yield f"    refusal ({rule.errorStyle or 'stop'}): {rule.errorTitle} | {rule.error}"
    for area in sheet.conditional_formatting:
        yield from (f"coloured {area.sqref}: {_condition(rule)}" for rule in area.rules)


def _condition(rule: Rule) -> str:
    fill, font = (rule.dxf.fill, rule.dxf.font) if rule.dxf else (None, None)
    colours = [f"on {fill.bgColor.rgb} {fill.patternType or ''}"] if fill else []
    colours += [f"in {font.color.rgb}{' bold' if font.b else ''}"] if font and font.color else []
    stop = ["then stop"] if rule.stopIfTrue else []
    words = [rule.type, rule.operator or "", *rule.formula, *colours, *stop]
    return " ".join(word.strip() for word in words if word)


def _cells(sheet: Worksheet, results: Worksheet) -> Iterator[str]:
    """Cells with content one a line; runs of blank cells of one look in a row together."""
    for row in sheet.iter_rows():
        written = [cell for cell in row if cell.value is not None or cell.has_style]
        for (blank, look), run in groupby(written, key=lambda cell: (cell.value is None, _look(cell))):
            cells = list(run)
            if blank:
                yield f"{cells[0].coordinate}:{cells[-1].coordinate} blank  {look}"
            else:
                yield from (f"{cell.coordinate} {_shown(cell, results)}  {look}{_more(cell)}" for cell in cells)


def _shown(cell: Cell, results: Worksheet) -> str:
    if cell.data_type == "f":
        return f"{cell.value} -> {results[cell.coordinate].value!r}"
    return repr(cell.value)


def _look(cell: Cell) -> str:
    fill = cell.fill.fgColor.rgb[2:] if cell.fill.fill_type else "-"
    style = "".join(f" {word}" for word in _FONTS if getattr(cell.font, word))
    font = f"{cell.font.sz:g}{style}{_colour(cell)}"
    wrap = " wrap" if cell.alignment.wrap_text else ""
    lock = "" if cell.protection.locked else " open"
    return f"[{cell.number_format} | {font} | {fill}{wrap}{lock}]"


def _colour(cell: Cell) -> str:
    """The text's colour where it is not the usual one."""
    colour = cell.font.color.rgb if cell.font.color is not None else None
    return f" {colour[2:]}" if isinstance(colour, str) and colour != _INK else ""


def _more(cell: Cell) -> str:
    link, note = cell.hyperlink, cell.comment
    leads = f" leads to {link.location or link.target}{f' ({link.tooltip})' if link.tooltip else ''}" if link else ""
    return leads + (f" note: {note.text!r}" if note else "")
