"""How XlsxWriter writes XML and packages for us: one escape, all digits of a number, light compression, the language.

House_workbook.py says of each private name it replaces what would be without it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, ClassVar
from zipfile import ZipFile, ZipInfo

from xlsxwriter import workbook as workbook_module
from xlsxwriter.core import Core
from xlsxwriter.vml import Vml
from xlsxwriter.xmlwriter import XMLwriter

from kpi_xl.files.house_style.bulk_rows import shortest
from kpi_xl.files.house_style.xml_escape import in_attribute, in_element


@contextmanager
def our_xml() -> Iterator[None]:
    """Meanwhile whatever XlsxWriter writes, by whoever's workbook, is written with our escape and all digits.

    Its parts are written by twenty classes it makes itself, so only what they all inherit can be given another form.
    """
    kept = [(owner, name, vars(owner)[name]) for owner, name, _ in _OURS]
    try:
        for owner, name, ours in _OURS:
            setattr(owner, name, ours)
        yield
    finally:
        for owner, name, theirs in kept:
            setattr(owner, name, theirs)
        LightZip.close_all()


class LightZip(ZipFile):
    """zlib's fastest: files are a third larger than at level 6."""

    _opened: ClassVar[list[ZipFile]] = []

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options, compresslevel=1)
        self._opened.append(self)

    @classmethod
    def close_all(cls) -> None:
        """XlsxWriter leaves one open when the disk is full: Windows could not remove the file."""
        for package in cls._opened:
            with suppress(OSError, ValueError):
                package.close()
        cls._opened.clear()

    def writestr(self, entry: ZipInfo | str, content: bytes | str, *how: Any, **more: Any) -> None:
        # An entry made beforehand, as XlsxWriter's are, would be compressed at level 6.
        super().writestr(entry, content, *how, **{"compresslevel": self.compresslevel, **more})


def _data(_writer: XMLwriter, data: object) -> object:
    return in_element(data) if isinstance(data, str) else data


def _attribute(writer: XMLwriter, attribute: object) -> object:
    return in_attribute(attribute, spelled=not isinstance(writer, Vml)) if isinstance(attribute, str) else attribute


def _number_element(writer: XMLwriter, number: float, attributes: Sequence[tuple[str, object]] = ()) -> None:
    placed = "".join(f' {name}="{value}"' for name, value in attributes)
    writer.fh.write(f"<c{placed}><v>{shortest(number)}</v></c>")


def _description(core: Core) -> None:
    for name in ("description", "language"):
        text = core.properties.get("comments" if name == "description" else name)
        if text is not None:
            core._xml_data_element(f"dc:{name}", text)


_OURS = (
    (XMLwriter, "_escape_data", _data),
    (XMLwriter, "_escape_attributes", _attribute),
    (XMLwriter, "_escape_control_characters", _data),
    (XMLwriter, "_xml_number_element", _number_element),
    (workbook_module, "ZipFile", LightZip),
    (Core, "_write_dc_description", _description),
)
