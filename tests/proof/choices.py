"""A master as somebody uses it: choose in its two cells, and let an engine of its own work everything out."""

import re
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from cellrune import Workbook as Engine
from workbook_lint.book import Cell

from proof.recalculated import Place, all_cells, same_text

QUARTER, THRESHOLDS = ("Summary", "B5"), ("Summary", "B6")

_LOOKS = re.compile(
    rb"<conditionalFormatting.*?</conditionalFormatting>|<hyperlinks>.*?</hyperlinks>|<drawing [^>]*/>"
    rb"|<extLst>.*?</extLst>",
    re.DOTALL,
)


def chosen(master: Path, quarter: str, thresholds: str, into: Path) -> Path:
    """A copy of `master` with that choice made and every formula worked out by cellrune."""
    with Engine.open_path(master) as engine:
        engine.set_text(*QUARTER, quarter)
        engine.set_text(*THRESHOLDS, thresholds)
        engine.calculate()
        engine.save(into, replace_existing=True)
    return into


def edited(master: Path, cells: dict[Place, float | str], into: Path) -> Path:
    """A copy of `master` with these cells typed over, byte for byte the same otherwise; nothing is worked out."""
    with Engine.open_path(master) as engine:
        for place, value in cells.items():
            engine.set_text(*place, value) if isinstance(value, str) else engine.set_number(*place, value)
        engine.save_edits(into, replace_existing=True)
    return into


def worked_out(master: Path, cells: dict[Place, float | str], into: Path) -> Path:
    """As `edited`, and worked out by cellrune."""
    with Engine.open_path(master) as engine:
        for place, value in cells.items():
            engine.set_text(*place, value) if isinstance(value, str) else engine.set_number(*place, value)
        engine.calculate()
        engine.save(into, replace_existing=True)
    return into


def bare(workbook: Path, into: Path) -> Path:
    """A copy without charts, small charts, links and conditional formats, on which no formula depends.

    LibreOffice takes a third less time to work it out; that it opens the whole is for other tests.
    """
    with ZipFile(workbook) as old, ZipFile(into, "w", ZIP_DEFLATED, compresslevel=1) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, _LOOKS.sub(b"", part) if name.startswith("xl/worksheets/sheet") else part)
    return into


def unlike(expected: Path, found: Path) -> tuple[int, list[str]]:
    """How many formula cells `expected` has, and every cell of it, formula or not, that `found` shows otherwise."""
    return unlike_cells(all_cells(expected), all_cells(found))


def unlike_cells(before: Mapping[Place, Cell], after: Mapping[Place, Cell]) -> tuple[int, list[str]]:
    """As `unlike`, of two workbooks already read."""
    shown = {place: after[place].text if place in after else "" for place in before}
    wrong = [
        f"{sheet}!{address}: expected {cell.text!r}, found {shown[sheet, address]!r}, ={cell.formula}"
        for (sheet, address), cell in before.items()
        if not same_text(cell.text, shown[sheet, address])
    ]
    return sum(cell.formula is not None for cell in before.values()), wrong
