"""What a spreadsheet program really shows in each cell, after it has applied every conditional format."""

import re
from html import unescape
from pathlib import Path
from typing import NamedTuple

_SHEET = re.compile(r'<a name="table\d+"><h1>[^<]*<em>([^<]*)</em>', re.IGNORECASE)
_ROW = re.compile(r"<tr.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<td(.*?)>(.*?)</td>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


class Shown(NamedTuple):
    """`behind` and `ink` are colours as #RRGGBB, "" where the program says none."""

    text: str
    behind: str
    ink: str


def shown_sheets(page: Path) -> dict[str, list[list[Shown]]]:
    """Rows of cells by sheet name, from the web page LibreOffice makes of a workbook."""
    pieces = _SHEET.split(page.read_text(encoding="utf-8"))
    rows = ([_cells(row) for row in _ROW.findall(body)] for body in pieces[2::2])
    return dict(zip(map(unescape, pieces[1::2]), rows, strict=True))


def _cells(row: str) -> list[Shown]:
    return [
        Shown(
            " ".join(unescape(_TAG.sub("", content)).split()), _colour("bgcolor", attributes), _colour("color", content)
        )
        for attributes, content in _CELL.findall(row)
    ]


def _colour(name: str, text: str) -> str:
    found = re.search(rf'\b{name}="(#[0-9A-Fa-f]{{6}})"', text)
    return found[1].upper() if found else ""
