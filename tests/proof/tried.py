"""A master in which one choice after another is made, each worked out and read once however many tests ask for it."""

from collections.abc import Mapping
from pathlib import Path

from cellrune import Workbook as Engine
from workbook_lint.book import Cell

from kpi_xl.model.selection import AS_PUBLISHED
from proof.choices import QUARTER, THRESHOLDS
from proof.recalculated import Place, all_cells

Cells = Mapping[Place, Cell]


_KEPT = 6
"""Choices whose cells are kept: many more and Python spends its time walking over them."""


class Tried:
    """`path` is the master as made, `cells` what is stored in it (if already read). Worked-out copies go into `folder`.

    One engine stays open: its first working out costs eight times as much as following another choice.
    """

    def __init__(self, path: Path, folder: Path, cells: Cells | None = None) -> None:
        self.path = path
        self.cells: Cells = all_cells(path) if cells is None else cells
        self._into = folder / "worked out.xlsx"
        self._engine = Engine.open_path(path)
        self._kept: dict[tuple[str, str], Cells] = {}

    def under(self, quarter: str, thresholds: str = AS_PUBLISHED) -> Cells:
        """Every cell once that choice is made."""
        choice = (quarter, thresholds)
        if choice not in self._kept:
            if len(self._kept) == _KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[choice] = all_cells(self.worked_out(*choice))
        return self._kept[choice]

    def worked_out(self, quarter: str, thresholds: str = AS_PUBLISHED) -> Path:
        """The workbook as the engine saves it once that choice is made, until the next."""
        self._engine.set_text(*QUARTER, quarter)
        self._engine.set_text(*THRESHOLDS, thresholds)
        self._engine.calculate()
        self._engine.save(self._into, replace_existing=True)
        return self._into
