"""The small file an office program keeps beside a workbook while it is open, and the name it tells."""

from pathlib import Path

from kpi_xl.files.disk.look import is_there
from kpi_xl.files.disk.read import content
from kpi_xl.model.errors import DiskError

_WIDE_NAME = 55
"""Where Excel repeats the name in UTF-16, after its length; the one before it is in an old code page."""
_MOST = 1024


def is_lock_file(name: str) -> bool:
    """Excel's ~$name.xlsx or LibreOffice's .~lock.name.xlsx#."""
    return name.startswith(("~$", ".~lock."))


def lock_file(workbook: Path) -> Path | None:
    """The lock file beside a workbook; None without one, and where the disk does not say."""
    names = (f"~${workbook.name}", f".~lock.{workbook.name}#")
    try:
        return next((found for name in names if is_there(found := workbook.with_name(name))), None)
    except DiskError:
        return None  # whether the workbook can be replaced shows when it is


def who_has_open(workbook: Path) -> str:
    """Who has the workbook open, as its lock file tells; "" where there is none or it does not say."""
    lock = lock_file(workbook)
    return "" if lock is None else lock_owner(lock)


def lock_owner(lock: Path) -> str:
    """The name in a lock file; "" where it has none or cannot be read, as is usual while Excel holds it on Windows."""
    try:
        found = content(lock, _MOST, patient=False)
    except DiskError:
        return ""
    return _in_libreoffice(found) if lock.name.endswith("#") else _in_excel(found)


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
