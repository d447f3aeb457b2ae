"""Workbooks with LAMBDA names, made fit for an engine that knows LAMBDA but no optional parameters."""

import re
import zipfile
from html import escape, unescape
from pathlib import Path

from cellrune import Workbook as Engine

_NAME = re.compile(r'<definedName name="([^"]+)"[^>]*>_xlfn\.LAMBDA\(([^<]*)</definedName>')
_FORMULA = re.compile(r"(<f\b[^>]*>)([^<]*)(</f>)")


def worked_out(path: Path, into: Path) -> Path:
    """A copy of `path` with every formula worked out by cellrune."""
    plain = into.with_name(f"explicit {into.name}")
    explicit(path, plain)
    with Engine.open_path(plain) as engine:
        engine.calculate()
        engine.save(into, replace_existing=True)
    return into


def explicit(path: Path, into: Path) -> None:
    """A copy in which every parameter is required, and each call that leaves some out passes empty ones instead.

    ISOMITTED is true of an empty argument too, so the answers are the same; nothing else is changed.
    """
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as made:
        parts = {name: given.read(name) for name in given.namelist()}
        book = parts["xl/workbook.xml"].decode()
        arity = {name.upper(): _parameters(definition) for name, definition in _NAME.findall(book)}
        parts["xl/workbook.xml"] = book.replace("_xlop.", "_xlpm.").encode()
        for name, content in parts.items():
            if name.startswith("xl/worksheets/sheet"):
                content = _FORMULA.sub(lambda found: _filled(found, arity), content.decode()).encode()
            made.writestr(name, content)


def _parameters(definition: str) -> int:
    """Declared parameters come before the first bracket of the body."""
    return len(re.findall(r"_xl[po][pm]\.\w+,", definition.partition("(")[0]))


def _filled(found: re.Match[str], arity: dict[str, int]) -> str:
    formula = unescape(found[2])
    for name, count in arity.items():
        at = formula.upper().find(f"{name}(")
        while at >= 0:
            end, given = _call(formula, at + len(name) + 1)
            formula = formula[:end] + "," * (count - given) + formula[end:]
            at = formula.upper().find(f"{name}(", at + 1)
    return found[1] + escape(formula, quote=False) + found[3]


def _call(formula: str, at: int) -> tuple[int, int]:
    """Where the call's closing bracket is, and how many arguments it has."""
    depth, commas, in_text = 0, 0, False
    while depth or formula[at] != ")" or in_text:
        mark = formula[at]
        in_text ^= mark == '"'
        if not in_text:
            depth += (mark in "({") - (mark in ")}")
            commas += mark == "," and not depth
        at += 1
    return at, commas + 1
