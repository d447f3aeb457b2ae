"""What a workbook of findings is called."""

import os
from pathlib import Path

from kpi_xl.model.submission import Checked

_MOST_BYTES = 200
"""Of the 255 a disk allows: office programs put a few letters before and after the name, and so do we."""


def findings_name(checked: Checked) -> str:
    """A file name for the copy: the source's own, or one ending in .xlsx where the source is no workbook.

    One that is very long is shortened, so that there is room for what is put to it.
    """
    name = Path(checked.path).name
    own = checked.status != "unreadable" and not name.lower().endswith(".zip")
    stem, suffix = (Path(name).stem, Path(name).suffix) if own else (name, ".findings.xlsx")
    room = _MOST_BYTES - len(os.fsencode(suffix))
    if room < 0:
        stem, suffix, room = name, ".xlsx", _MOST_BYTES - len(".xlsx")
    while len(os.fsencode(stem)) > room:
        stem = stem[:-1]
    return f"{stem}{suffix}"
