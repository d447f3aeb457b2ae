"""A row of a table: its cells by the field of their column."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from kpi_xl.model.book import Cell, Kind
from kpi_xl.model.sheet_row import RowShape, SheetRow, Value

# Of shapes kept for one set of columns; a table not of a template has a shape of its own in every row.
_MOST = 4096


class Fields:
    """Where the fields are in all rows of one shape: `places` among what a row holds, in the order of the columns."""

    __slots__ = ("places", "shape")

    def __init__(self, shape: RowShape, by_column: Mapping[int, str]) -> None:
        self.shape = shape
        self.places = {by_column[column]: place for column, place in shape.places.items() if column in by_column}

    def place(self, field: str) -> int:
        """-1, where every row holds a None, for a field that is not there."""
        return self.places.get(field, -1)

    def kind(self, field: str) -> Kind | None:
        """None where the field is not there."""
        place = self.places.get(field)
        return None if place is None else self.shape.kinds[place]

    def formula(self, field: str) -> str | None:
        place = self.places.get(field)
        return None if place is None else self.shape.formulas[place]


class FieldsUnder(dict[RowShape, Fields]):
    """The fields of each shape of row under the same columns, worked out when first asked for."""

    def __init__(self, columns: tuple[tuple[str, int], ...]) -> None:
        self._by_column = {number: field for field, number in columns}

    def __missing__(self, shape: RowShape) -> Fields:
        if len(self) >= _MOST:
            self.clear()
        fields = self[shape] = Fields(shape, self._by_column)
        return fields


fields_under = lru_cache(maxsize=16)(FieldsUnder)
"""By the columns (field and number), from file to file: most returns have the same."""


class TableRow(Mapping[str, Cell]):
    """Field to Cell, the fields that are there, in the order of the columns."""

    __slots__ = ("fields", "row")

    def __init__(self, row: SheetRow, fields: Fields) -> None:
        self.row = row
        self.fields = fields

    def held(self, field: str) -> Value:
        """What the field's cell holds, None where there is none."""
        return self.row.held[self.fields.places.get(field, -1)]

    def __getitem__(self, field: str) -> Cell:
        return self.row.cell(self.fields.places[field])

    def __contains__(self, field: object) -> bool:
        return field in self.fields.places

    def __iter__(self) -> Iterator[str]:
        return iter(self.fields.places)

    def __len__(self) -> int:
        return len(self.fields.places)
