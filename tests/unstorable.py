"""Workbooks whose texts hold what XML cannot, spelled as Excel spells it: our own writers put none into a file."""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

MARK = "¤odd¤"
"""In a text given to one of our writers: `spell` puts the characters there."""

SPELLED = "_x0000__x0001__x0008__x000b__x000C__x000E__x001F__xD800__xFFFE__xFFFF_"
LITERAL = "_x000B_"
"""As a person types it: seven letters that only look like the spelling of a vertical tab."""


def spell(path: Path, spelled: str = SPELLED) -> None:
    """Put the spelled characters in the place of every MARK in the workbook."""
    with zipfile.ZipFile(path) as package:
        parts = [(entry, package.read(entry)) for entry in package.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for entry, content in parts:
            package.writestr(entry, content.replace(escape(MARK).encode(), spelled.encode()))
