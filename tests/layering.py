"""Reads imports out of source text and says which of them break the layers. Nothing is imported or run."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

ROOT = "kpi_xl"
# From the outside in; each layer may import itself and those after it.
LAYERS = ("faces", "workflows", "files", "rules", "model")
THIRD_PARTY = {
    "faces": {"click", "rich", "xlwings"},
    "workflows": set(),
    # pyopenvba builds the VBA project of a workbook with buttons, which is a file format like the others.
    "files": {"pyopenvba", "gptables", "openpyxl", "xlsxwriter", "python_calamine", "pandas", "numpy", "filelock"},
    "rules": {"numpy", "pandas"},
    "model": set(),
}
# What a thing is, and what must hold, are decided without touching the disk, the network or the clock of a process.
INPUT_OUTPUT = {
    *("os", "io", "shutil", "tempfile", "zipfile", "glob", "fileinput", "subprocess", "socket", "urllib", "http"),
    *("sqlite3", "multiprocessing", "threading", "logging"),
}
WITHOUT_INPUT_OUTPUT = {"rules", "model"}
# The one module-level name of the package itself that every layer may use.
OPEN_TO_ALL = {f"{ROOT}.__version__"}


class Import(NamedTuple):
    """`name` is dotted and absolute, with the imported name at its end: kpi_xl.model.bands.Bands, pandas."""

    name: str
    line: int


@dataclass(frozen=True, slots=True)
class Breach:
    """An import that is not allowed where it stands."""

    module: str
    line: int
    why: str

    def __str__(self) -> str:
        return f"{self.module}:{self.line}: {self.why}"


def breaches(module: str, source: str, is_package: bool = False) -> list[Breach]:
    """Breaches in `source`, the text of the dotted `module`. Imports in functions and under TYPE_CHECKING count."""
    layer = layer_of(module)
    if layer is None:
        return []
    found = ((imported, _why_not(layer, imported.name)) for imported in imports(module, source, is_package))
    return [Breach(module, imported.line, why) for imported, why in found if why]


def layer_of(module: str) -> str | None:
    """kpi_xl.rules.rating.rate gives rules; None for kpi_xl itself, which hands out names of any layer.

    kpi_xl.__main__ is a face: it is what `python -m kpi_xl` reaches.
    """
    parts = module.replace(f"{ROOT}.__main__", f"{ROOT}.faces.__main__").split(".")
    return parts[1] if len(parts) > 1 and parts[0] == ROOT else None


def imports(module: str, source: str, is_package: bool = False) -> Iterator[Import]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(module, is_package, node)
            yield from (Import(f"{base}.{alias.name}", node.lineno) for alias in node.names)
        elif isinstance(node, ast.Call) and _name_of(node.func) in {"import_module", "__import__"}:
            yield Import(_literal(node), node.lineno)


def _absolute(module: str, is_package: bool, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = module.split(".")
    kept = parts[: len(parts) - node.level + is_package]
    return ".".join([*kept, node.module] if node.module else kept)


def _name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _literal(call: ast.Call) -> str:
    first = call.args[0] if call.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else "?"


def _why_not(layer: str, name: str) -> str | None:
    """Why `layer` may not import `name`; None when it may."""
    top, _, rest = name.partition(".")
    if layer not in LAYERS:
        return f"{layer} is not one of the layers {', '.join(LAYERS)}"
    if top == "?":
        # The command line loads its commands by name, so that --help pays for none of them.
        return None if layer == "faces" else "an import whose name is worked out cannot be checked"
    if top == ROOT:
        return _why_not_ours(layer, name, rest.partition(".")[0])
    if top in sys.stdlib_module_names:
        barred = layer in WITHOUT_INPUT_OUTPUT and top in INPUT_OUTPUT
        return f"{layer} does no input or output, so it may not import {top}" if barred else None
    return None if top in THIRD_PARTY[layer] else f"{layer} may not import the third-party package {top}"


def _why_not_ours(layer: str, name: str, target: str) -> str | None:
    if name in OPEN_TO_ALL or (name == ROOT and layer == LAYERS[0]):
        return None
    if target not in LAYERS:
        return f"{layer} must import {name} from the layer that owns it"
    if LAYERS.index(target) < LAYERS.index(layer):
        return f"{layer} may not import {name}: {target} is further out"
    return None


INSIDE = {
    "rules": (
        *("machine", "findings", "rating", "number_format", "tables", "rulebook", "words", "consolidation"),
        *("submissions", "entries", "narrative", "checks", "comparison", "returns", "master", "worksheet"),
    ),
    "files": (
        *(
            "disk",
            "resources",
            "lock_file",
            "internet_mark",
            "reading",
            "saving",
            "house_style",
            "functions_book",
            "macros",
            "master",
        ),
        *("findings", "return_sheets", "rulebook_sheets", "machine"),
    ),
}
"""The folders of the two large layers, and modules of `files` that stand beside them, from the bottom up: each may
import itself and those before it. The other modules that stand beside the folders may import them all.
"""


def upward(module: str, source: str, is_package: bool = False) -> list[Breach]:
    """Imports from a folder of the same layer that stands above the one `module` is in."""
    layer = layer_of(module)
    here = _rank(module)
    if layer not in INSIDE or here is None:
        return []
    found = [one for one in imports(module, source, is_package) if layer_of(one.name) == layer]
    return [
        Breach(module, one.line, f"{one.name} stands above it in {layer}")
        for one in found
        if (there := _rank(one.name)) is None or there > here
    ]


def _rank(name: str) -> int | None:
    """Where its folder stands in the order of its layer, None for what stands beside the folders."""
    _, layer, folder, *_ = [*name.split("."), "", ""]
    order = INSIDE.get(layer, ())
    return order.index(folder) if folder in order else None
