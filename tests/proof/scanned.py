"""What others find in the VBA project of a file: a macro scanner its modules, an analyser what is wrong with them."""

import warnings
from pathlib import Path
from zipfile import ZipFile

from pyvbaanalysis import DiagnosticSeverity, analyze_workbook
from unmeasured import unmeasured

_ON_A_MAC_ONLY = ("xlwings", "missing-library-reference")
"""xlwings names a Dictionary between #If Mac and #Else, which the compiler on Windows never sees."""


_ANALYSED: dict[bytes, list[str]] = {}
"""What was found in a project, by its bytes: all returns have the same, and it is all an analyser looks at."""


def scanned_modules(path: Path) -> dict[str, str]:
    """The text of each module by its name, of a workbook or of a vbaProject.bin."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # oletools calls pyparsing by its old names
        from oletools.olevba import VBA_Parser

        parser = VBA_Parser(str(path))
        found = {name.rpartition(".")[0]: code for _, _, name, code in parser.extract_macros()}
        parser.close()
    return found


def vba_errors(path: Path) -> list[str]:
    """What would not compile or must fail, as "module code: message"."""
    with ZipFile(path) as package:
        project = package.read("xl/vbaProject.bin")
    if project not in _ANALYSED:
        with unmeasured():
            _ANALYSED[project] = _analysed(path)
    return _ANALYSED[project]


def _analysed(path: Path) -> list[str]:
    return [
        f"{module} {one.code}: {one.message}"
        for module, found in analyze_workbook(path).items()
        for one in found
        if one.severity is DiagnosticSeverity.ERROR and (module, one.code) != _ON_A_MAC_ONLY
    ]
