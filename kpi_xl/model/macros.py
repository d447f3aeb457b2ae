"""What a workbook with macros is made of, besides its sheets."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PythonLink:
    """How a workbook reaches Python.

    `module` is the text of the VBA module that does it, xlwings' own, of the version installed. `interpreter` is the
    program it starts, which may name environment variables (%LOCALAPPDATA%); "" leaves that to the settings of the PC
    the workbook is opened on. `workspace` is the folder whose rulebook a return is checked by, "" for the nearest one.
    """

    module: str
    interpreter: str = ""
    workspace: str = ""


@dataclass(frozen=True, slots=True)
class FunctionHelp:
    """A function as Excel's function wizard shows it. `arguments` are names with what each means, in order."""

    name: str
    about: str
    category: str
    arguments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FunctionsCode:
    """Worksheet functions as VBA: `module` is the text that calls them in the Python module called `python_module`."""

    python_module: str
    module: str
    functions: tuple[FunctionHelp, ...]
