"""XlsxWriter's workbook with what it has no option for.

Every private name of XlsxWriter that kpi_xl uses is in this list, and replaced or called here or in the module named.

| private | why | without it |
|---|---|---|
| `_escape_data`, `_escape_attributes`, `_escape_control_characters` | one escape (our_xml.py) | what is no XML |
| `_xml_number_element` | all digits of a number (our_xml.py) | 92.6 is written as 92.59999999999999 |
| `_write_dc_description` | the language in the properties (our_xml.py) | a screen reader has to guess it |
| `ZipFile` of its workbook module | light compression (our_xml.py) | 0.1 s more for the example, 1 s for 100,000 rows |
| `_prepare_formula` | no search for new functions | a master takes three times as long |
| `_write_defined_name` | comments of names | Excel says nothing of a KPI.RAG as it is typed |
| `_write_rows`, `_check_dimensions`, `_get_xf_index` | rows in bulk (bulk_rows.py) | 8 s and 90 MB at 100,000 rows |

XlsxWriter escapes the result of a formula less than a text, and takes a text "<r>...</r>" for XML. setup.cfg pins it
for the sake of these names, and tests/test_house_workbook.py fails where a version has changed one.
"""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from string import ascii_uppercase
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from kpi_xl.files.house_style.bulk_rows import ABOVE, ROW, Block, Written, rendered, texts_of
from kpi_xl.files.house_style.excel_limits import (
    LONGEST_FOOTER,
    LONGEST_NAME,
    LONGEST_PROPERTY,
    Fault,
    fault_in_formula,
    fault_in_sheet_name,
    fault_in_validation,
    faults_of_sheet,
    faults_of_workbook,
    too_long,
)
from kpi_xl.files.house_style.our_xml import our_xml
from kpi_xl.files.house_style.xml_escape import in_element
from kpi_xl.model.errors import SaveError
from kpi_xl.model.place import address

LAST_ROW = 1_048_576


class HouseWorksheet(Worksheet):
    """A worksheet that also takes whole blocks of rows. A block stands below everything else on its sheet.

    What XlsxWriter would leave out with no more than a warning raises SaveError here.
    """

    def __init__(self) -> None:
        super().__init__()
        self._blocks: list[Block] = []
        self._strings: dict[str, int] = {}
        self._sources: list[tuple[int, int, str]] = []

    def comes_from(self, source: str, first_row: int = 1, last_row: int = LAST_ROW) -> None:
        """Those 1-based rows are made of that row of the rulebook ("KPIs, AS01"), which an error then names."""
        self._sources.append((first_row, last_row, source))

    def refuse(self, fault: Fault) -> NoReturn:
        """Raises SaveError: `fault` is on this sheet."""
        row = int(fault.place.lstrip(ascii_uppercase) or 0)
        sources = [source for first, last, source in self._sources if first <= row <= last]
        origin = f" It comes from the rulebook: {sources[-1]}." if sources else ""
        place = f"{self.name}!{fault.place}" if fault.place else self.name
        raise SaveError(f"{place} could not be written: {fault.why}.{origin}")

    def data_validation(self, *area_and_rule: Any) -> int:
        rule = area_and_rule[-1]
        if why := fault_in_validation(rule):
            row, column = area_and_rule[:2]
            self.refuse(Fault(address(row + 1, column + 1), why))
        return super().data_validation(*area_and_rule)

    def set_header(self, header: str = "", *more: Any, **options: Any) -> None:
        if why := too_long("its header", header, LONGEST_FOOTER):
            self.refuse(Fault("", why))
        super().set_header(header, *more, **options)

    def set_footer(self, footer: str = "", *more: Any, **options: Any) -> None:
        if why := too_long("its footer", footer, LONGEST_FOOTER):
            self.refuse(Fault("", why))
        super().set_footer(footer, *more, **options)

    def write_rows(
        self,
        first_row: int,
        rows: Sequence[Sequence[Written]],
        formats: Sequence[Format],
        formulas: Mapping[int, str] | None = None,
    ) -> None:
        """Write `rows` of numbers, text and None (no cell at all) from 1-based `first_row` in column A on.

        `formulas` (no leading "=") by 0-based column stand in every cell of theirs, whose values are then the cached
        results: None is stored as empty text. ABOVE and ROW in a formula become the address above and the row.
        Raises SaveError for anything else, for a number that is not finite, and for text longer than a cell holds.
        """
        self.write_columns(first_row, list(zip(*rows, strict=True)), formats, formulas)

    def write_columns(
        self,
        first_row: int,
        columns: Sequence[Sequence[Written]],
        formats: Sequence[Format],
        formulas: Mapping[int, str] | None = None,
    ) -> None:
        """The same for cells that come by column, all of one length."""
        height = len(columns[0]) if columns else 0
        if not height:
            return
        self._check_formulas(formulas or {}, first_row + height - 1)
        named = [in_element((formulas or {}).get(number, "")) for number in range(len(columns))]
        for number, (column, formula) in enumerate(zip(columns, named, strict=True), start=1):
            texts = texts_of(column, f"{self.name}!{address(first_row, number)}")
            if not formula:
                self._share(texts, sum(type(value) is str for value in column))
        styles = [cell_format._get_xf_index() for cell_format in formats]
        self._blocks.append(Block(first_row, height, columns, styles, named))
        self._check_dimensions(first_row - 1, 0)
        if self._check_dimensions(first_row + height - 2, len(formats) - 1):
            raise SaveError(f"{self.name} would need {first_row + height - 1:,} rows, more than a sheet has.")

    def _check_formulas(self, formulas: Mapping[int, str], last_row: int) -> None:
        """As they read in the last row, where they are longest."""
        for number, formula in formulas.items():
            place = address(last_row, number + 1)
            if why := fault_in_formula(formula.replace(ABOVE, place).replace(ROW, str(last_row))):
                self.refuse(Fault(place, why))

    def add_long_table(self, first_row: int, last_row: int, width: int, options: dict[str, Any]) -> int:
        """`add_table` from column A with 1-based rows, without its dictionary entry for every cell of the range."""
        code = self.add_table(first_row - 1, 0, first_row, width - 1, options)
        if code == 0:
            whole = f"A{first_row}:{address(last_row, width)}"
            table = self.tables[-1]
            table.update({name: whole for name in ("range", "a_range", "autofilter") if table.get(name)})
        return code

    def _share(self, texts: Sequence[str], cells: int) -> None:
        """Put texts that stand in that many cells among those of the workbook."""
        table = self.str_table
        self._strings = table.string_table
        new = [text for text in texts if text not in self._strings]
        self._strings.update(zip(new, range(table.unique_count, table.unique_count + len(new)), strict=True))
        table.unique_count += len(new)
        table.count += cells

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        # XlsxWriter looks for thirty new functions one by one, which costs more than all else about a formula. Ours
        # come with their prefix (_xlfn.), and tests/workbook_lint finds any that does not.
        return formula.removeprefix("=")

    def _write_rows(self) -> None:
        if not self._blocks:
            super()._write_rows()
            return
        last_row = self.dim_rowmax
        self.dim_rowmax = self._blocks[0].first_row - 2
        if self.dim_rowmax >= self.dim_rowmin:
            super()._write_rows()
        self.dim_rowmax = last_row
        for block in self._blocks:
            self.fh.writelines(rendered(block, self._strings))


class HouseWorkbook(Workbook):
    """Text is escaped and numbers are written as everywhere in kpi_xl; nothing is written that Excel would not take."""

    worksheet_class = HouseWorksheet

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self._comments: dict[str, str] = {}

    def add_worksheet(self, name: str | None = None, worksheet_class: type[Worksheet] | None = None) -> Worksheet:
        if name is not None and (why := fault_in_sheet_name(name, self.sheetnames)):
            raise SaveError(f'The workbook could not take a sheet called "{name}": {why}.')
        return super().add_worksheet(name, worksheet_class)

    def define_name(self, name: str, formula: str, comment: str = "") -> int:
        """`comment` is what Excel shows of the name as it is typed, and in its Name Manager."""
        if why := too_long("it", name, LONGEST_NAME) or fault_in_formula(formula):
            raise SaveError(f"The defined name {name} could not be written: {why}.")
        if why := too_long("its comment", comment, LONGEST_PROPERTY):
            raise SaveError(f"The defined name {name} could not be written: {why}.")
        if comment:
            self._comments[name] = comment
        return super().define_name(name, formula)

    def _write_defined_name(self, defined_name: tuple[str, int, str, int]) -> None:
        name, sheet, formula, _ = defined_name
        if sheet != -1 or name not in self._comments:
            super()._write_defined_name(defined_name)
            return
        self._xml_data_element("definedName", formula, [("name", name), ("comment", self._comments[name])])

    def set_custom_property(self, name: str, value: Any, property_type: Any = None) -> int:
        for text in (name, str(value)):
            if why := too_long("it", text, LONGEST_PROPERTY):
                raise SaveError(f"The property {name} of the workbook could not be written: {why}.")
        return super().set_custom_property(name, value, property_type)

    def close(self) -> None:
        self._hold_limits()
        with our_xml(), TemporaryDirectory() if not self.in_memory else nullcontext() as folder:
            self.tmpdir = folder  # XlsxWriter's own would keep what a full disk cut short
            super().close()

    def _hold_limits(self) -> None:
        for fault in faults_of_workbook(self):
            raise SaveError(f"{fault.place} could not be written: {fault.why}.")
        for sheet in self.worksheets():
            for fault in faults_of_sheet(sheet):
                sheet.refuse(fault)
