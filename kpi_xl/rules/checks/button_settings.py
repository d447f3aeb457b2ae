"""The hidden settings by which the buttons of a return reach Python, compared with what we put there.

A signature of the macros does not cover them: they are cells. So one set to another program, or to a folder of others,
is told at its cell before anybody presses a button.
"""

import re
from collections.abc import Iterator, Mapping

from kpi_xl.model.book import Book, Cell, Sheet
from kpi_xl.model.columns import MACRO_SETTINGS_SHEET, WORKSPACE_SETTING
from kpi_xl.model.finding import Finding
from kpi_xl.rules.findings.make_finding import make_finding, quoted

Issued = Mapping[str, frozenset[str]]
"""What we are known to have put in, by the name of the setting."""

NO_FOLDER = "ADD_WORKBOOK_TO_PYTHONPATH"
INTERPRETER = "INTERPRETER_WIN"
SWITCHES = ("USE UDF SERVER", "SHOW_ERROR_POPUPS", "DEBUG UDFS", "SHOW CONSOLE")
"""On or off, neither does harm."""
_SYNCED = ("ONEDRIVE_CONSUMER_WIN", "ONEDRIVE_COMMERCIAL_WIN", "SHAREPOINT_WIN")
"""Where a PC keeps the files of a web address: people are told to fill these in where kpi_xl cannot find it."""

_OWN_FOLDER = re.compile(
    r"(?:%USERPROFILE%|%ONEDRIVE(?:CONSUMER|COMMERCIAL)?%|[A-Z]:\\Users\\(?!Public\\)[^\\]+)(?:\\.*)?", re.IGNORECASE
)
_OWN_PYTHON = re.compile(
    r"(?:%(?:LOCALAPPDATA|APPDATA|PROGRAMFILES|PROGRAMW6432)%|C:\\Program Files(?: \(x86\))?|C:\\Python3\d+"
    r"|(?:%USERPROFILE%|C:\\Users\\(?!Public\\)[^\\]+)(?!\\(?:Downloads|Desktop|Documents|OneDrive|AppData\\Local\\Temp)))"
    r"\\(?!Temp\\)(?:[^\\]+\\)*pythonw?\.exe",
    re.IGNORECASE,
)
"""Where only the user or IT puts a program, and nothing that came by mail is kept.
A drive letter alone says nothing: it may be a share."""
_NEVER = re.compile(r"\\\.\.?\\|[\"<>|?*\x00-\x1f]")


def settings_not_as_issued(book: Book, issued: Issued) -> Iterator[Finding]:
    for sheet in book.sheets:
        if sheet.name.strip().casefold().removeprefix("_") == MACRO_SETTINGS_SHEET:
            yield from _changed(sheet, issued)


def _changed(sheet: Sheet, issued: Issued) -> Iterator[Finding]:
    names = set()
    for row, cells in sheet.rows.items():
        name, value = (_text(cells.get(column)) for column in (1, 2))
        names.add(name.upper())
        worked_out = any(cell.formula is not None for cell in cells.values())
        if name and (worked_out or not _harmless(name.upper(), value, issued)):
            said = f"{quoted(name)} is {'worked out by a formula' if worked_out else _said(value)}"
            yield make_finding("KPI167B", sheet.place(row, 2), found=said)
    if INTERPRETER in names and NO_FOLDER not in names:
        # Then xlwings adds the workbook's own folder, and a file there stands in for ours.
        yield make_finding("KPI167B", sheet.place(1, 1), found=f"{NO_FOLDER} is missing")


def _harmless(name: str, value: str, issued: Issued) -> bool:
    if name == NO_FOLDER:
        return value.upper() in ("FALSE", "0")
    if not value or name in SWITCHES or value in issued.get(name, ()):
        return True
    if name == WORKSPACE_SETTING:
        return not issued.get(name) and not _elsewhere(value)
    if name == INTERPRETER:
        return bool(_OWN_PYTHON.fullmatch(value)) and not _NEVER.search(value)
    return name in _SYNCED and bool(_OWN_FOLDER.fullmatch(value)) and not _NEVER.search(value)


def _elsewhere(value: str) -> bool:
    return value.startswith(("\\\\", "//")) or "://" in value


def _text(cell: Cell | None) -> str:
    return "" if cell is None or cell.value is None else str(cell.value).strip()


def _said(value: str) -> str:
    return f'"{quoted(value)}"'
