"""Which number formats make a number a date."""

import pytest
from files_xml import cell_of, styles_xml
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.styles.numbers import is_date_format as openpyxl_says

from kpi_xl.files.reading.read_date_formats import BUILT_IN, is_date_format
from kpi_xl.model.book import Kind


@pytest.mark.parametrize(
    "code",
    [
        *(
            "dd/mm/yyyy",
            "d-mmm-yy",
            "mmm yy",
            "yyyy",
            "h:mm",
            "hh:mm:ss AM/PM",
            "mm:ss.0",
            "[h]:mm",
            "[hh]",
            "[mm]:ss",
            "[ss]",
        ),
        *(
            "[$-809]dd mmmm yyyy",
            "[Red]d/m",
            '"on "d mmm',
            r"yyyy\-mm\-dd",
            "dd/mm/yyyy;@",
            "DD/MM/YYYY",
            "[$-F800]dddd, mmmm dd, yyyy",
        ),
    ],
)
def test_is_a_date_or_a_time(code: str) -> None:
    assert is_date_format(code)


@pytest.mark.parametrize(
    "code",
    [
        *(
            "General",
            "GENERAL",
            "0",
            "0.0",
            "#,##0.00",
            "0%",
            "0.00E+00",
            "@",
            "[Red]0.0",
            '0"d"',
            '0.0" days"',
            r"0\d",
            r"0\h\r\s",
        ),
        *(
            "_d0_)",
            "*d0",
            "[Cyan]General",
            '[$£-809]#,##0.0,,"m"',
            '#,##0;[Red]-#,##0;"nil days"',
            '0;"dd/mm"',
            "# ?/?",
            "",
            '"',
        ),
        *("[>=90][Color10]0.0;[Red]0.0", "[Yellow]0", "[$USD] 0", "0;d/m/y"),
    ],
)
def test_is_a_number(code: str) -> None:
    assert not is_date_format(code)


def test_built_in_formats_are_those_openpyxl_knows() -> None:
    ours = {key: code for key, code in BUILT_IN.items() if key in BUILTIN_FORMATS}
    assert ours == BUILTIN_FORMATS
    assert {code: is_date_format(code) for code in ours.values()} == {
        code: openpyxl_says(code) for code in ours.values()
    }


@pytest.mark.parametrize(
    ("number", "kind"), [("14", Kind.DATE), ("22", Kind.DATE), ("45", Kind.DATE), ("30", Kind.DATE), ("9", Kind.NUMBER)]
)
def test_a_built_in_format_needs_no_spelling_out(number: str, kind: Kind) -> None:
    cell = cell_of('<c r="A1" s="1"><v>0.5</v></c>', styles=styles_xml(number))
    assert cell is not None
    assert (cell.kind, cell.value) == (kind, 0.5)


def test_the_format_of_a_named_style_is_not_that_of_the_cell() -> None:
    cell = cell_of('<c r="A1"><v>1</v></c>', styles=styles_xml("0.0"))
    assert cell is not None
    assert cell.number_format == "General"
