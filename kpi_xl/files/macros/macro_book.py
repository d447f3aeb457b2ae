"""What turns a workbook being written into one with macros: its VBA project and its settings for xlwings."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from kpi_xl.files.disk.read import text
from kpi_xl.files.house_style.page import Page
from kpi_xl.files.house_style.theme import Formats
from kpi_xl.files.macros.vba_project import WORKBOOK_NAME, module_name, vba_project
from kpi_xl.files.resources import macro
from kpi_xl.model.columns import MACRO_SETTINGS_SHEET, STAMP_MACROS, WORKSPACE_SETTING
from kpi_xl.model.macros import PythonLink

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

NO_PYTHON = "NoPython"


def shipped_module(name: str) -> str:
    """The text of macros/`name`.bas. Raises WorkspaceError when it is not there."""
    return text(macro(f"{name}.bas"), "ascii")


def add_macros(
    workbook: "Workbook",
    formats: Formats,
    link: PythonLink,
    modules: Sequence[str],
    *,
    on_open: str = "",
    settings: Mapping[str, str] | None = None,
) -> None:
    """Give a workbook whose sheets are all written its macros: `modules` are texts, beside xlwings' own.

    `settings` are more of xlwings' settings. The names of the modules are stamped, so that a check can tell them from
    others. Raises MissingExtraError where pyOpenVBA is not installed.
    """
    _write_settings(Page(workbook, formats, MACRO_SETTINGS_SHEET), {**python_settings(link), **(settings or {})})
    codes = (link.module, shipped_module(NO_PYTHON), *modules)
    workbook.set_custom_property(STAMP_MACROS, ", ".join(map(module_name, codes)), "text")
    workbook.set_vba_name(WORKBOOK_NAME)
    names = [f"Sheet{number}" for number, _ in enumerate(workbook.worksheets(), start=1)]
    for sheet, name in zip(workbook.worksheets(), names, strict=True):
        sheet.set_vba_name(name)
    workbook.add_vba_project(BytesIO(vba_project(codes, names, on_open)), is_stream=True)


def python_settings(link: PythonLink) -> dict[str, str]:
    """As words, for xlwings compares words: "True" typed as a truth value would be in Excel's language."""
    return {
        **({"INTERPRETER_WIN": link.interpreter} if link.interpreter else {}),
        # Ours, which xlwings passes over: where the rulebook is that a return was issued from.
        **({WORKSPACE_SETTING: link.workspace} if link.workspace else {}),
        # A file beside the workbook, such as pandas.py, must not stand in for the real one.
        "ADD_WORKBOOK_TO_PYTHONPATH": "False",
        # One Python for all presses. Where Excel may start none, `kpi-xl serve-functions --install` sets DEBUG UDFS for
        # the user, so that a server already running is asked; this sheet would win, so it must not name that setting.
        "USE UDF SERVER": "True",
        # Otherwise xlwings adds a sheet to the workbook to say what went wrong.
        "SHOW_ERROR_POPUPS": "True",
    }


def _write_settings(page: Page, settings: Mapping[str, str]) -> None:
    page.widths(34, 80)
    for row, (key, value) in enumerate(settings.items(), start=1):
        page.text(row, 1, key)
        page.text(row, 2, value)
    page.sheet.hide()
