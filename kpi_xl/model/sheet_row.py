"""A row of a sheet: what its cells hold, apart from their shape, which rows written alike share."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, ValuesView
from functools import partial
from itertools import repeat

from kpi_xl.model.book import Cell, Kind

Value = float | str | bool | None
_new = partial(tuple.__new__, Cell)


class RowShape:
    """All there is to the cells of a row but what they hold, which row it is: tuples in the order of the columns.

    `columns` are ascending, each once. Two shapes are the same only when they are one object, so what is worked out
    from a shape can be kept for all rows of it.
    """

    __slots__ = ("cached", "columns", "formats", "formulas", "kinds", "places", "struck")

    def __init__(self, cells: Sequence[Cell]) -> None:
        self.columns: tuple[int, ...] = tuple([cell.column for cell in cells])
        self.kinds: tuple[Kind, ...] = tuple([cell.kind for cell in cells])
        self.formats: tuple[str, ...] = tuple([cell.number_format for cell in cells])
        self.formulas: tuple[str | None, ...] = tuple([cell.formula for cell in cells])
        self.cached: tuple[bool, ...] = tuple([cell.has_cached for cell in cells])
        self.struck: tuple[bool, ...] = tuple([cell.struck for cell in cells])
        self.places: dict[int, int] = {column: place for place, column in enumerate(self.columns)}


class SheetRow(Mapping[int, Cell]):
    """Column number to Cell, each cell made when it is asked for: of most cells only the value is ever wanted.

    `held` are the values in the order of `shape.columns`, and a None after the last for what is not there.
    """

    __slots__ = ("_made", "held", "number", "shape")

    def __init__(self, number: int, shape: RowShape, held: Sequence[Value]) -> None:
        self.number = number
        self.shape = shape
        self.held = held
        self._made: dict[int, Cell] | None = None

    @classmethod
    def of(cls, number: int, cells: Iterable[Cell]) -> "SheetRow":
        """Of cells that are there already, in any order."""
        ordered = sorted(cells, key=lambda cell: cell.column)
        return cls(number, RowShape(ordered), [*[cell.value for cell in ordered], None])

    def cell(self, place: int) -> Cell:
        """The cell that is the `place`-th of the row, from 0."""
        shape = self.shape
        return Cell(
            self.number,
            shape.columns[place],
            shape.kinds[place],
            self.held[place],
            shape.formats[place],
            shape.formulas[place],
            shape.cached[place],
            shape.struck[place],
        )

    def __getitem__(self, column: int) -> Cell:
        return self.cell(self.shape.places[column])

    def __contains__(self, column: object) -> bool:
        return column in self.shape.places

    def __iter__(self) -> Iterator[int]:
        return iter(self.shape.columns)

    def __len__(self) -> int:
        return len(self.shape.columns)

    def values(self) -> ValuesView[Cell]:
        return self._all().values()

    def __repr__(self) -> str:
        return repr(self._all())

    def _all(self) -> dict[int, Cell]:
        if self._made is None:
            shape = self.shape
            told = (shape.columns, shape.kinds, self.held, shape.formats, shape.formulas, shape.cached, shape.struck)
            self._made = dict(zip(shape.columns, map(_new, zip(repeat(self.number), *told)), strict=True))
        return self._made
