"""XlsxWriter's workbook with what it has no option for: a language, lighter compression, parts streamed into the file.

Overrides private methods of XlsxWriter, which setup.cfg pins for that reason; tests/test_bulk_rows.py compares the
files with those of XlsxWriter itself.
"""

import re
from collections.abc import Callable, Hashable
from functools import partial
from io import BytesIO, StringIO
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xlsxwriter.chart import Chart
from xlsxwriter.chart_line import ChartLine
from xlsxwriter.core import Core
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings
from xlsxwriter.workbook import Workbook

from kpi_xl.files.house_style.bulk_rows import BulkWorksheet
from kpi_xl.files.house_style.chart_form import Blanks, ChartForm, FilledChart
from kpi_xl.files.saving.aside import Aside

LEVEL = 1
"""zlib's fastest: on a sheet of 100,000 rows a quarter of level 6's time for files a third larger."""

_EXCEL_TIME = (1980, 1, 1, 0, 0, 0)
_AT_ONCE = 10_000
_NEEDS_CARE = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9a-fA-F]{4}_|\A\s|\s\Z")


class HouseWorkbook(Workbook):
    """Writes each part into the zip as it is made, so a long sheet is never whole in memory."""

    worksheet_class = BulkWorksheet

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._forms: dict[Hashable, ChartForm] = {}

    def add_alike(
        self, kind: Hashable, draw: Callable[[Chart], None], blanks: Blanks, size: tuple[int, int]
    ) -> FilledChart:
        """A line chart of `size` in pixels: as `draw` gives the first of its `kind`, and filled with its own texts."""
        if kind not in self._forms:
            self._forms[kind] = ChartForm(ChartLine(), draw)
        chart = FilledChart(self._forms[kind], blanks, size)
        self.charts.append(chart)
        return chart

    def _store_workbook(self) -> None:
        # XlsxWriter would collect the parts and deflate them at level 6; the zip it opens is left empty and dropped.
        target, self.filename = self.filename, _Dropped()
        try:
            with ZipFile(target, "w", ZIP_DEFLATED, self.allow_zip64, LEVEL) as package:
                self._packager = _StreamingPackager(package)
                try:
                    super()._store_workbook()
                finally:
                    self._packager.finish()
        finally:
            self.filename = target

    def _get_packager(self) -> Packager:
        return self._packager


class _Dropped(BytesIO):
    """Stays open, or the zip in it complains on standard error when a failure lets go of both in the wrong order."""

    def close(self) -> None:
        pass


class _StreamingPackager(Packager):
    def __init__(self, package: ZipFile) -> None:
        super().__init__()
        self._package = package
        self._aside = Aside()
        self._open: _Part | None = None

    def _create_package(self) -> list[Any]:
        super()._create_package()
        self.close_part()
        for stream, name, _ in self.filenames:
            with self._package.open(_entry(name), "w") as part:
                part.write(stream.getvalue())
        return []

    def _filename(self, xml_filename: str) -> StringIO:
        self.close_part()
        self._open = _Part(self._package.open(_entry(xml_filename), "w"), self._aside)
        return self._open

    def close_part(self) -> None:
        part, self._open = self._open, None
        if part is not None:
            part.finish()

    def finish(self) -> None:
        try:
            self.close_part()
        finally:
            self._aside.close()

    def _write_core_file(self) -> None:
        core = _CoreWithLanguage()
        core._set_properties(self.workbook.doc_properties)
        core._set_xml_writer(self._filename("docProps/core.xml"))
        core._assemble_xml_file()

    def _write_shared_strings_file(self) -> None:
        if self.workbook.str_table.count:
            strings = _PlainSharedStrings()
            strings.string_table = self.workbook.str_table
            strings._set_xml_writer(self._filename("xl/sharedStrings.xml"))
            strings._assemble_xml_file()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _EXCEL_TIME)
    entry.compress_type = ZIP_DEFLATED
    entry._compresslevel = LEVEL  # type: ignore[attr-defined]  # ZipFile sets it the same way
    return entry


class _Part(StringIO):
    """A part of the package being written. XlsxWriter takes anything that is no StringIO for the name of a file.

    Whoever writes a long part says `flush` now and then, and what was written is deflated while more is made.
    """

    def __init__(self, stream: IO[bytes], aside: Aside) -> None:
        super().__init__()
        self._stream = stream
        self._aside = aside
        self._texts: list[str] = []
        self.write = self._texts.append  # type: ignore[method-assign,assign]  # called 80,000 times for a dashboard

    def flush(self) -> None:
        self._aside.do(partial(self._stream.write, self._taken()))

    def finish(self) -> None:
        try:
            self._aside.wait()
            self._stream.write(self._taken())
        finally:
            # On a full disk too, or the zip complains of an open part and not of the disk.
            self._stream.close()

    def _taken(self) -> bytes:
        content = "".join(self._texts).encode()
        self._texts.clear()
        return content


class _CoreWithLanguage(Core):
    def _write_dc_description(self) -> None:
        super()._write_dc_description()
        if "language" in self.properties:
            self._xml_data_element("dc:language", self.properties["language"])


class _PlainSharedStrings(SharedStrings):
    """All strings are plain: XlsxWriter would copy one that starts with <r> and ends with </r> unescaped."""

    def _write_sst_strings(self) -> None:
        careful = _NEEDS_CARE.search
        strings = self.string_table.string_array
        for at in range(0, len(strings), _AT_ONCE):
            self.fh.write(
                "".join(
                    [
                        self._careful(string) if careful(string) else f"<si><t>{string}</t></si>"
                        for string in strings[at : at + _AT_ONCE]
                    ]
                )
            )
            self.fh.flush()

    def _careful(self, string: str) -> str:
        keep = ' xml:space="preserve"' if string != string.strip() else ""
        return f"<si><t{keep}>{self._escape_data(self._escape_control_characters(string))}</t></si>"
