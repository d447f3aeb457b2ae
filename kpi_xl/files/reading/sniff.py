"""What a file really is, told from its name and first bytes: the libraries call all of these "not a zip file"."""

from collections.abc import Collection

from kpi_xl.files.disk.causes import Cause
from kpi_xl.files.reading.read_error import ReadError
from kpi_xl.model.book import Unreadability

_DOWNLOAD = Cause.PLACEHOLDER.value.do

ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Excel 2.0 to 4.0 wrote its records bare, without the container.
_BARE_XLS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")
_OTHERS = {
    b"%PDF": "it is a PDF",
    b"{\\rtf": "it is a rich text document",
    b"\x89PNG": "it is a picture",
    b"\xff\xd8\xff": "it is a picture",
    b"GIF8": "it is a picture",
    b"PK\x05\x06": "it is an empty zip file",
    b"\x1f\x8b": "it is a compressed archive",
    b"7z\xbc\xaf": "it is a compressed archive",
    b"Rar!": "it is a compressed archive",
}
_ZIPPED = {
    "word/document.xml": "it is a Word document",
    "ppt/presentation.xml": "it is a PowerPoint presentation",
    "visio/document.xml": "it is a Visio drawing",
}
_END_OF_ZIP = b"PK\x05\x06"
# The end record is 22 bytes and a comment of up to 65,535.
_END_WITHIN = 22 + 65_535


def check_first_bytes(content: bytes, name: str) -> None:
    """Raises ReadError unless the content starts and ends as a zip does, as every .xlsx and .xlsm must."""
    if not content:
        raise ReadError(Unreadability.EMPTY, "the file holds nothing at all (0 bytes)")
    if content.startswith(ZIP):
        _check_zip(content)
        return
    if not content.strip(b"\x00"):
        raise ReadError(
            Unreadability.PLACEHOLDER, f"the file is only zeros: its real content was never downloaded. {_DOWNLOAD}"
        )
    if content.startswith(_OLE):
        raise _ole_failure(content)
    if content.startswith(_BARE_XLS):
        raise ReadError(Unreadability.OLD_XLS, "it is in a format older than Excel 97")
    raise _other_failure(content, name)


def check_zip_names(names: Collection[str]) -> None:
    """Raises ReadError for a zip that is something else than .xlsx or .xlsm. Names are lower case."""
    if "xl/workbook.bin" in names:
        raise ReadError(Unreadability.XLSB, "it is an Excel binary workbook (.xlsb)")
    if any(name.endswith(".iwa") for name in names) or "index.zip" in names:
        raise ReadError(Unreadability.NUMBERS, "it is an Apple Numbers document")
    if "content.xml" in names and "meta-inf/manifest.xml" in names:
        raise ReadError(Unreadability.ODS, "it is an OpenDocument file (.ods)")
    for part, detail in _ZIPPED.items():
        if part in names:
            raise ReadError(Unreadability.NOT_A_WORKBOOK, detail)


def _check_zip(content: bytes) -> None:
    if content[30:].startswith(b"mimetypeapplication/vnd.oasis.opendocument."):
        raise ReadError(Unreadability.ODS, "it is an OpenDocument file (.ods)")
    # From the end, where it nearly always is.
    if content.rfind(_END_OF_ZIP, max(0, len(content) - _END_WITHIN)) < 0:
        raise ReadError(Unreadability.TRUNCATED, "the end of the file is missing")


def _ole_failure(content: bytes) -> ReadError:
    if _wide("DRMEncrypted") in content:
        return ReadError(Unreadability.ENCRYPTED, "a sensitivity label locks it to certain people")
    if _wide("EncryptedPackage") in content:
        return ReadError(Unreadability.ENCRYPTED, "it is locked with a password")
    if _wide("Workbook") in content or _wide("Book") in content:
        return ReadError(Unreadability.OLD_XLS, "it is in the format of Excel 97 to 2003 (.xls)")
    if _wide("WordDocument") in content:
        return ReadError(Unreadability.NOT_A_WORKBOOK, "it is a Word document")
    return ReadError(Unreadability.NOT_A_WORKBOOK, "it was made by another Office program")


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def _other_failure(content: bytes, name: str) -> ReadError:
    if name.endswith(".icloud") and content.startswith(b"bplist"):
        return ReadError(Unreadability.PLACEHOLDER, f"it is still in iCloud and was not downloaded. {_DOWNLOAD}")
    for start, detail in _OTHERS.items():
        if content.startswith(start):
            return ReadError(Unreadability.NOT_A_WORKBOOK, detail)
    text = _as_text(content[:4096])
    if text is None:
        return ReadError(Unreadability.NOT_A_WORKBOOK, "its first bytes are not those of any workbook we know")
    return _text_failure(text.lstrip().lower(), name)


def _text_failure(text: str, name: str) -> ReadError:
    if name.lower().endswith(".gsheet") or "docs.google.com" in text:
        return ReadError(Unreadability.NOT_A_WORKBOOK, "it is a link to a Google sheet, not the sheet itself")
    if 'progid="excel.sheet"' in text or "urn:schemas-microsoft-com:office:spreadsheet" in text:
        return ReadError(Unreadability.NOT_A_WORKBOOK, "it is an Excel 2003 XML file")
    if text.startswith(("<!doctype html", "<html", "<table", "<head", "<style")):
        return ReadError(Unreadability.NOT_A_WORKBOOK, "it is a web page given the name of a workbook")
    if text.startswith("<"):
        return ReadError(Unreadability.NOT_A_WORKBOOK, "it is an XML file")
    return ReadError(Unreadability.TEXT, "it is plain text (CSV), whatever its name says")


def _as_text(head: bytes) -> str | None:
    """The first bytes as text, or None when they are not text in any encoding a CSV comes in."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    if any(byte < 32 and byte not in b"\t\n\r\x0c\x1a" for byte in head):
        return None
    return head.decode("utf-8-sig", "replace")
