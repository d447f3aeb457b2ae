"""The small file an office program keeps beside a workbook while it is open, and the name it tells."""

from pathlib import Path

_WIDE_NAME = 55
"""Where Excel repeats the name in UTF-16, after its length; the one before it is in an old code page."""


def is_lock_file(name: str) -> bool:
    """Excel's ~$name.xlsx or LibreOffice's .~lock.name.xlsx#."""
    return name.startswith(("~$", ".~lock."))


def lock_file(workbook: Path) -> Path | None:
    """The lock file beside a workbook; None without one."""
    names = (f"~${workbook.name}", f".~lock.{workbook.name}#")
    return next((found for name in names if (found := workbook.with_name(name)).exists()), None)


def who_has_open(workbook: Path) -> str:
    """Who has the workbook open, as its lock file tells; "" where there is none or it does not say."""
    lock = lock_file(workbook)
    return "" if lock is None else lock_owner(lock)


def lock_owner(lock: Path) -> str:
    """The name in a lock file; "" where it has none or cannot be read, as is usual while Excel holds it on Windows."""
    try:
        with lock.open("rb") as file:
            content = file.read(1024)
    except OSError:
        return ""
    return _in_libreoffice(content) if lock.name.endswith("#") else _in_excel(content)


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
