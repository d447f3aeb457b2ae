"""A VBA project built from the text of its modules, as the bytes of xl/vbaProject.bin. Needs no Excel."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kpi_xl.files.macros.without_caches import without_caches
from kpi_xl.model.errors import MissingExtraError

if TYPE_CHECKING:
    from pyopenvba import ExcelFile

WORKBOOK_NAME = "ThisWorkbook"
_HEADER = 'Attribute VB_Name = "'


def module_name(code: str) -> str:
    """The name a module's text gives itself in its first line. Raises ValueError where there is none."""
    first = code.lstrip("\ufeff").partition("\n")[0].strip()
    if not first.startswith(_HEADER):
        raise ValueError(f"A VBA module must name itself in its first line, not begin with {first!r}.")
    return first.removeprefix(_HEADER).rstrip('"')


def require_builder() -> None:
    """Raises MissingExtraError where pyOpenVBA is not installed."""
    try:
        import pyopenvba  # noqa: F401 - only whether it is there
    except ImportError as error:
        raise MissingExtraError("Workbooks with buttons", "pyOpenVBA") from error


def vba_project(modules: Sequence[str], sheets: Sequence[str], on_open: str = "") -> bytes:
    """The project of a workbook whose sheets have these code names, in order; the same input gives the same bytes.

    `modules` are texts that name themselves, `on_open` what the workbook's own module says. Raises MissingExtraError
    where pyOpenVBA is not installed.
    """
    require_builder()
    with TemporaryDirectory() as folder:
        staged = Path(folder) / "staged.xlsm"
        _stage(staged, sheets)
        with _excel_file(staged) as book:
            project = book.add_vba_project()
            for code in modules:
                project.add_module(module_name(code), _windows_lines(code))
            if on_open:
                project.get_module(WORKBOOK_NAME).body = _windows_lines(on_open)
            book.save()
        with _excel_file(staged) as book:
            return without_caches(book.vba_project_bytes())


def _stage(path: Path, sheets: Sequence[str]) -> None:
    """An empty workbook with those code names: pyOpenVBA makes a document module for each sheet it finds."""
    from xlsxwriter.workbook import Workbook

    with Workbook(path, {"in_memory": True}) as workbook:
        workbook.set_vba_name(WORKBOOK_NAME)
        for name in sheets:
            workbook.add_worksheet().set_vba_name(name)


def _excel_file(path: Path) -> "ExcelFile":
    from pyopenvba import ExcelFile

    return ExcelFile(path)


def _windows_lines(code: str) -> str:
    return "\r\n".join(code.splitlines()) + "\r\n"
