"""The words an officer wrote in a row."""

from collections.abc import Mapping
from typing import NamedTuple

from kpi_xl.model.book import Cell
from kpi_xl.rules.submissions.cell_text import text_of


class Words(NamedTuple):
    """Each "" where the cell is empty; `due` as 31/03/2023 where it is a date."""

    cause: str
    action: str
    owner: str
    due: str
    commentary: str


def words_of(cells: Mapping[str, Cell]) -> Words:
    return Words(*[text_of(cells[field]) if field in cells else "" for field in Words._fields])
