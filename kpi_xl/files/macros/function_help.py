"""VBA that tells Excel's function wizard, when the workbook opens, what each function and each argument is."""

from collections.abc import Iterator, Sequence

from kpi_xl.model.macros import FunctionHelp

ON_OPEN = """Private Sub Workbook_Open()
    ImportNothingFromHere
    RegisterFunctions
End Sub
"""
"""What the workbook's own module says."""

_LONGEST = 255
"""What Excel takes of a description; it refuses a longer one of an argument, and then all of the function's."""
_MODULE = """Attribute VB_Name = "FunctionHelp"
Option Explicit
' What Excel's function wizard says of each function: made from what the functions say of themselves.

Public Sub RegisterFunctions()
    ' Excel refuses this while the workbook is hidden, and the functions work all the same.
    On Error Resume Next
{calls}
End Sub
"""
_SUB = """
Private Sub Help{name}()
    Dim words({last}) As Variant
{words}
    Application.MacroOptions Macro:="'" & Replace(ThisWorkbook.Name, "'", "''") & "'!{name}", _
        Description:={about}, Category:={category}{arguments}
End Sub
"""


def help_module(functions: Sequence[FunctionHelp]) -> str:
    """The text of a module with the Sub RegisterFunctions, which ON_OPEN calls."""
    calls = "\n".join(f"    Help{function.name}" for function in functions)
    return _MODULE.format(calls=calls) + "".join(map(_sub, functions))


def _sub(function: FunctionHelp) -> str:
    return _SUB.format(
        name=function.name,
        last=max(0, len(function.arguments) - 1),
        words="\n".join(_words(function)),
        about=_text(function.about),
        category=_text(function.category),
        arguments=", _\n        ArgumentDescriptions:=words" if function.arguments else "",
    )


def _words(function: FunctionHelp) -> Iterator[str]:
    return (f"    words({at}) = {_text(about)}" for at, (_, about) in enumerate(function.arguments))


def _text(words: str) -> str:
    """As VBA writes it, on one line and no longer than Excel takes; VBA knows the letters of Western Windows only."""
    plain = " ".join(words.encode("cp1252", errors="replace").decode("cp1252").split())
    short = plain if len(plain) <= _LONGEST else plain[: _LONGEST - 3].rstrip() + "..."
    quoted = short.replace('"', '""')
    return f'"{quoted}"'
