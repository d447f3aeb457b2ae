"""What macros call a sheet."""

import re

_CODE_NAME = re.compile(rb"""<(?:\w+:)?sheetPr\s[^>]*?\bcodeName=["']([A-Za-z0-9_]+)["']""")


def code_name(sheet: bytes) -> str:
    """A module of that name is in the VBA project, and without it Excel would add another; "" where there is none."""
    found = _CODE_NAME.search(sheet)
    return found[1].decode() if found else ""
