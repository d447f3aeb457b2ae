"""Excel's function wizard, as far as a workbook that opens can tell it anything."""

from pyopenvba.exceptions import VBARuntimeError
from pyopenvba.interpreter import MISSING, HostBridge, Interpreter, VBAArray, VBAObject, member, method


def registered_help(module: str, *, refuses: bool = False) -> list[dict[str, object]]:
    """What the text of a module FunctionHelp tells Application.MacroOptions when its workbook opens.

    With `refuses`, MacroOptions raises an error, as Excel's does for a hidden workbook.
    """
    application = _Application(refuses)
    vba = Interpreter(_Excel(application))
    vba.add_module(module, name="FunctionHelp")
    vba.run("RegisterFunctions")
    return application.told


class _Application(VBAObject):
    vba_type_name = "Application"

    def __init__(self, refuses: bool) -> None:
        self.told: list[dict[str, object]] = []
        self._refuses = refuses

    @method(name="MacroOptions")
    def macro_options(
        self, macro: object, description: object, category: object, argumentdescriptions: object = MISSING
    ) -> None:
        if self._refuses:
            raise VBARuntimeError(1004, "Cannot edit a macro on a hidden workbook.")
        words = argumentdescriptions.items if isinstance(argumentdescriptions, VBAArray) else []
        self.told.append({"macro": macro, "about": description, "category": category, "arguments": list(words)})


class _ThisWorkbook(VBAObject):
    vba_type_name = "Workbook"

    @member(name="Name")
    def name(self) -> str:
        return "Bob's functions.xlsm"


class _Excel(HostBridge):
    def __init__(self, application: _Application) -> None:
        self._objects = {"application": application, "thisworkbook": _ThisWorkbook()}

    def global_object(self, name: str) -> object:
        return self._objects.get(name.lower()) or super().global_object(name)
