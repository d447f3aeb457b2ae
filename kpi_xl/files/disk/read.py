"""Reading whole files, with second tries. Whatever a disk refuses is a DiskError that says why and what to do."""

import hashlib
from pathlib import Path

from kpi_xl.files.disk.causes import could_not
from kpi_xl.files.disk.long_path import long_path
from kpi_xl.files.disk.look import status
from kpi_xl.files.disk.patience import patiently

_AT_ONCE = 1 << 20


def content(path: Path, most: int = -1, *, patient: bool = True) -> bytes:
    """The file's bytes, the first `most` of them where given; without second tries where it is not `patient`."""

    def read() -> bytes:
        with open(long_path(path), "rb") as file:  # noqa: PTH123 # Path.open is this call
            return file.read(most)

    try:
        return patiently(read, path) if patient else read()
    except (OSError, ValueError) as error:
        raise could_not("be read", path, error) from error


def text(path: Path, encoding: str = "utf-8", errors: str = "strict") -> str:
    """The file's text, its line ends as "\\n". Raises DiskError, and UnicodeDecodeError where it is no such text."""
    return content(path).decode(encoding, errors).replace("\r\n", "\n").replace("\r", "\n")


def file_hash(path: Path) -> str:
    """SHA-256 of the file's bytes; "" when it is not there. Raises DiskError where it cannot be read."""
    if status(path) is None:
        return ""

    def read() -> str:
        found = hashlib.sha256()
        with open(long_path(path), "rb") as file:  # noqa: PTH123 # Path.open is this call
            while piece := file.read(_AT_ONCE):
                found.update(piece)
        return found.hexdigest()

    try:
        return patiently(read, path)
    except OSError as error:
        raise could_not("be read", path, error) from error
