"""Tables are found by header text wherever they stand."""

from kpi_xl.model.book import Cell, Kind, Sheet
from kpi_xl.model.columns import Column
from kpi_xl.rules.tables.table import find_table

COLUMNS = (
    Column("ref", "Ref", required=True, aliases=("KPI id",)),
    Column("value", "Value", required=True),
    Column("note", "Commentary"),
)


def sheet(*rows: tuple[int, tuple[str | float | None, ...]]) -> Sheet:
    cells = {
        row: {
            column: Cell(row, column, Kind.TEXT if isinstance(value, str) else Kind.NUMBER, value)
            for column, value in enumerate(values, start=1)
            if value is not None
        }
        for row, values in rows
    }
    return Sheet("Return", cells)


def test_header_is_found_below_titles_and_columns_in_any_order():
    table = find_table(sheet((2, ("A title",)), (5, ("Value", None, " REF ")), (6, (3.0, None, "AS01"))), COLUMNS)
    assert table is not None
    assert table.header_row == 5
    assert table.columns == {"value": 1, "ref": 3}
    assert [column.field for column in table.missing] == ["note"]
    assert [(row, sorted(cells)) for row, cells in table.rows()] == [(6, ["ref", "value"])]


def test_an_alias_is_read_and_said_to_be_renamed():
    table = find_table(sheet((1, ("KPI id", "Value", "Extra"))), COLUMNS)
    assert table is not None
    assert table.renamed["ref"].address == "A1"
    assert [cell.value for cell in table.unknown] == ["Extra"]
    assert table.readable


def test_a_second_header_row_is_not_data():
    table = find_table(
        sheet((1, ("Ref", "Value")), (2, ("AS01", 1.0)), (3, ("Ref", "Value")), (4, ("AS02", 2.0))), COLUMNS
    )
    assert table is not None
    assert table.second_headers == (3,)
    assert [row for row, _ in table.rows()] == [2, 4]


def test_a_sheet_without_the_headers_has_no_table():
    assert find_table(sheet((1, ("Hello", "there")), (2, ("Ref", "x"))), COLUMNS) is None


def test_a_table_without_a_required_column_cannot_be_read():
    table = find_table(sheet((1, ("Ref", "Commentary"))), COLUMNS)
    assert table is not None
    assert not table.readable
