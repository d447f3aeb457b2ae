"""A return sent inside a zip: the one workbook in it, taken out in memory; nothing is written to disk."""

from posixpath import basename
from typing import NamedTuple

from kpi_xl.files.reading.limits import Limits, check_file_size
from kpi_xl.files.reading.read_error import ReadError
from kpi_xl.files.reading.read_package import Package, part_key
from kpi_xl.files.reading.sniff import check_first_bytes, check_zip_names
from kpi_xl.model.book import Unreadability

_READ = (".xlsx", ".xlsm")
_OF_A_PACKAGE = ("[content_types].xml", "_rels/.rels")
_NOT_SENT = ("__macosx/", "._", "~$", ".")
"""How names begin of what other programs put beside files."""
_NAMED = 4


class Zipped(NamedTuple):
    """A workbook inside a zip, and what it is called there."""

    name: str
    content: bytes


def workbook_inside(package: Package, limits: Limits) -> Zipped | None:
    """None for the zip that a workbook itself is.

    Raises ReadError, saying what the zip holds, for one with no workbook in it or several, and where the one there is
    cannot be taken out.
    """
    if any(name in _OF_A_PACKAGE or (name.startswith("xl/") and not name.endswith(_READ)) for name in package.keys):
        return None
    held = [name for name in package.all_names if _is_sent(name)]
    books = [name for name in held if name.lower().endswith(_READ)]
    if len(books) != 1:
        raise ReadError(Unreadability.NOT_A_WORKBOOK, _told(held, books))
    return Zipped(basename(books[0].replace("\\", "/")), _taken_out(package, books[0], limits))


def open_zipped(zipped: Zipped, limits: Limits) -> Package:
    """Raises ReadError for what is no workbook, whatever it is called."""
    check_first_bytes(zipped.content, zipped.name)
    package = Package(zipped.content, limits)
    check_zip_names(package.keys)
    return package


def _taken_out(package: Package, name: str, limits: Limits) -> bytes:
    try:
        content = package.part(name)
    except ReadError as failure:
        if failure.kind is Unreadability.ENCRYPTED:
            raise ReadError(Unreadability.NOT_A_WORKBOOK, "it is a zip file locked with a password") from failure
        raise
    check_file_size(len(content), limits)
    return content


def _is_sent(name: str) -> bool:
    path = part_key(name)  # without the dots of a way out, which leads nowhere here
    return not path.startswith(_NOT_SENT) and not basename(path).startswith(_NOT_SENT)


def _told(held: list[str], books: list[str]) -> str:
    if books:
        return f"it is a zip file that holds {len(books)} workbooks ({_listed(books)})"
    return f"it is a zip file with no workbook in it{f' (it holds {_listed(held)})' if held else ''}"


def _listed(names: list[str]) -> str:
    shown = [" ".join(basename(name.replace("\\", "/")).split())[:60] for name in names[:_NAMED]]
    more = len(names) - _NAMED
    return ", ".join([*shown, f"and {more} more"] if more > 0 else shown)
