"""The package of a workbook, compressed lightly: XlsxWriter is given it in place of its own."""

from contextlib import suppress
from typing import Any, ClassVar
from zipfile import ZipFile, ZipInfo


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
