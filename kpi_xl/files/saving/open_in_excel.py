"""Whether somebody has a workbook open, and who: office programs leave a small file beside it saying so."""

import os
from pathlib import Path

from kpi_xl.model.errors import FileBusyError

_WIDE_NAME = 55
"""Where Excel's owner file repeats the name in UTF-16, after its length; the one before it is in an old code page."""


def refuse_if_open(path: Path) -> None:
    """Raise FileBusyError, naming who has it open where that is known, when `path` cannot be replaced now."""
    if path.exists() and is_open(path):
        raise FileBusyError(busy_message(path))


def is_open(path: Path, *, on_windows: bool = os.name == "nt") -> bool:
    """Windows knows itself; elsewhere, or on a share, the owner file is the sign."""
    if not on_windows:
        return owner_file(path) is not None
    try:
        with path.open("r+b"):
            return False
    except PermissionError:
        return True


def busy_message(path: Path) -> str:
    who = open_by(path) or "Somebody"
    message = f"{who} has {path.name} open, so it cannot be replaced. Close it in Excel, then try again."
    owner = owner_file(path)
    if owner is not None:
        message += f" If nobody has it open, Excel stopped without tidying up: delete the file {owner.name} beside it."
    return message


def owner_file(path: Path) -> Path | None:
    """The file Excel (~$name.xlsx) or LibreOffice (.~lock.name.xlsx#) keeps while `path` is open; None without one."""
    names = (f"~${path.name}", f".~lock.{path.name}#")
    return next((found for name in names if (found := path.with_name(name)).exists()), None)


def open_by(path: Path) -> str:
    """The name in the owner file; "" where there is none or it cannot be read, as is usual while Excel holds it."""
    owner = owner_file(path)
    if owner is None:
        return ""
    try:
        content = owner.read_bytes()[:1024]
    except OSError:
        return ""
    return _in_libreoffice(content) if owner.name.endswith("#") else _in_excel(content)


def _in_excel(content: bytes) -> str:
    start = _WIDE_NAME + 2
    length = int.from_bytes(content[_WIDE_NAME:start], "little")
    wide = content[start : start + 2 * length].decode("utf-16-le", errors="ignore")
    narrow = content[1 : 1 + content[0]].decode("cp1252", errors="ignore") if content else ""
    return _plain(wide) or _plain(narrow)


def _in_libreoffice(content: bytes) -> str:
    """The first field that is not blank: the user's name, or else the login."""
    fields = content.decode("utf-8", errors="ignore").split(",")
    return next((name for field in fields[:2] if (name := _plain(field))), "")


def _plain(text: str) -> str:
    return "".join(character for character in text if character.isprintable()).strip()
