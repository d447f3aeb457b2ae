"""Returns with macros as somebody who means ill would send them: one thing changed in a good one."""

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from macro_workbooks import macro_return, python_link
from pyopenvba import ExcelFile

from kpi_xl.files.macros.macro_book import shipped_module
from kpi_xl.files.macros.vba_project import vba_project

NAME = "AS Adult Services 2022-23 Q2.xlsm"
SHELL = 'Private Sub Workbook_Open()\r\n    Shell "cmd /c calc"\r\nEnd Sub\r\n'
SHEETS = [f"Sheet{number}" for number in range(1, 10)]


def good(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return macro_return(folder / NAME)


def with_module(path: Path, name: str, change: Callable[[str], str]) -> Path:
    """The code of one module changed, its name kept."""
    with ExcelFile(path) as book:
        module = book.vba_project().get_module(name)
        module.body = change(module.body)
        book.save()
    return path


def our_modules() -> list[str]:
    return [python_link().module, shipped_module("NoPython"), shipped_module("ReturnButtons")]


def with_project(path: Path, project: bytes) -> Path:
    return with_zip(path, {"xl/vbaProject.bin": project})


def hidden_module(path: Path) -> Path:
    """One module more, left out of the plain list of modules, as tools that hide macros do."""
    project = vba_project([*our_modules(), 'Attribute VB_Name = "Evil"\nSub Auto_Open()\nShell "x"\nEnd Sub\n'], SHEETS)
    assert project.count(b"Module=Evil") == 1
    return with_project(path, project.replace(b"Module=Evil", b"Xodule=Evil"))


def with_zip(path: Path, parts: Mapping[str, bytes | str | Callable[[str], str]]) -> Path:
    """Parts replaced, added, or changed by a function of their text."""
    with ZipFile(path) as before:
        held = {name: before.read(name) for name in before.namelist()}
    for name, part in parts.items():
        new = part(held[name].decode()) if callable(part) else part
        held[name] = new.encode() if isinstance(new, str) else new
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as after:
        for name, content in held.items():
            after.writestr(name, content)
    path.write_bytes(made.getvalue())
    return path


def put_in(before: str, addition: str) -> Callable[[str], str]:
    """`addition` before the last `before`."""

    def changed(text: str) -> str:
        start, found, end = text.rpartition(before)
        assert found, before
        return start + addition + found + end

    return changed
