"""What xlwings does between Excel and our worksheet functions, run without Windows: its own code on stand-ins for COM.

Only the modules of pywin32 are stood in for; xlwings.udfs, its conversions and the cleaning of COM values are real.
"""

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

import pytest

from kpi_xl import faces

MISSING = -2147352572
"""How an argument that was left out arrives."""
PYWIN32 = (
    *("pythoncom", "pywintypes", "win32api", "win32con", "win32event", "win32gui", "win32process", "win32timezone"),
    *("win32com", "win32com.client", "win32com.server", "win32com.server.dispatcher", "win32com.server.policy"),
    "win32com.server.util",
)
FUNCTIONS = "kpi_xl.faces.functions"


class ComThing(Exception):  # noqa: N818 it stands in for errors and for anything else
    """Can be called, subclassed, raised, indexed, and told apart from anything else."""

    def __class_getitem__(cls, _: object) -> type:
        return cls


class Pywin32Module(ModuleType):
    """Every name in it is such a class."""

    __file__ = "pywin32"
    __path__: tuple[str, ...] = ()

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        made = type(name, (ComThing,), {})
        setattr(self, name, made)
        return made


class Library:
    """A Windows library: whatever is asked of it can be called, and has attributes that can be set."""

    def __init__(self, *_: object) -> None: ...

    def __getattr__(self, name: str) -> "Library":
        if name.startswith("__"):
            raise AttributeError(name)
        return Library()

    def __call__(self, *_: object) -> "Library":
        return Library()


@contextmanager
def excel_udfs() -> Iterator[ModuleType]:
    """xlwings.udfs as on Windows, our functions registered with it; everything is as before afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(faces, "functions", raising=False)
        for name in _loaded():
            patch.delitem(sys.modules, name)
        for name in PYWIN32:
            module, (parent, _, own) = Pywin32Module(name), name.rpartition(".")
            patch.setitem(sys.modules, name, module)
            if parent:
                setattr(sys.modules[parent], own, module)
        for name in ("windll", "oledll", "PyDLL"):
            patch.setattr(ctypes, name, Library(), raising=False)
        windows, udfs = import_module("xlwings._xlwindows"), import_module("xlwings.udfs")
        import_module("xlwings.com_server")
        xlwings = sys.modules["xlwings"]
        xlwings.engines.add(xlwings.Engine(impl=windows.engine))
        xlwings.func, xlwings.arg, xlwings.ret = udfs.xlfunc, udfs.xlarg, udfs.xlret
        try:
            yield udfs
        finally:
            sys.modules["xlwings.com_server"].loop.close()
            vars(faces).pop("functions", None)
            for name in _loaded():
                del sys.modules[name]


def _loaded() -> list[str]:
    return [name for name in sys.modules if name.partition(".")[0] == "xlwings" or name.startswith(FUNCTIONS)]
