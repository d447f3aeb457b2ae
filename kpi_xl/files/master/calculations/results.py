"""The formulas at the end of Results: the thresholds a rating follows, and the rating they give.

What was published stands to their left as values, which nobody's what-if can change.
"""

from typing import NamedTuple

from kpi_xl.files.house_style.formula_cell import FormulaColumn
from kpi_xl.files.house_style.rag_formula import decided_formula, is_rating_formula
from kpi_xl.files.master.calculations.references import THRESHOLDS, key_row, looked_up
from kpi_xl.model.master import Result
from kpi_xl.model.master_layout import YES
from kpi_xl.rules.comparison.threshold_book import ThresholdBook, ThresholdLine
from kpi_xl.rules.master.master_rows import Written


class ResultRow(NamedTuple):
    result: Result
    book: ThresholdBook

    @property
    def key(self) -> str:
        return self.book.key_of(self.result)

    @property
    def line(self) -> ThresholdLine | None:
        return self.book.line(self.key)

    def bound(self, number: int) -> Written:
        return None if self.line is None or self.line.bands is None else self.line.bands.bounds[number]


_LIVE = ("[Live green from]", "[Live green to]", "[Live amber from]", "[Live amber to]")
_STANDS = f'OR([Stands]="{YES}",[Override]<>"",NOT({is_rating_formula("[Rating]")}),[Threshold row]=0)'


def _looked(header: str) -> str:
    return looked_up(f"{THRESHOLDS}[{header}]", "[Threshold row]")


Column = FormulaColumn[ResultRow]

RESULT_COLUMNS: tuple[Column, ...] = (
    Column("Threshold key", "", lambda row: row.key or None, "id", 26),
    Column("Decided in", "", lambda row: str(row.book.decided_in(row.result)), "id", 12),
    Column("Profile", "", lambda row: row.book.profile_of(row.result) or None, "text", 24),
    Column("Stands", "", lambda row: YES if row.book.kept(row.result) else None, "id", 9),
    Column("Threshold row", key_row("[Threshold key]", THRESHOLDS), lambda row: row.book.number(row.key), "number", 11),
    Column("Live target", _looked("Target"), lambda row: None if row.line is None else row.line.target, "number", 11),
    Column("Live green from", _looked("Green from"), lambda row: row.bound(0), "number", 11),
    Column("Live green to", _looked("Green to"), lambda row: row.bound(1), "number", 11),
    Column("Live amber from", _looked("Amber from"), lambda row: row.bound(2), "number", 11),
    Column("Live amber to", _looked("Amber to"), lambda row: row.bound(3), "number", 11),
    Column(
        "Live stated rating",
        _looked("Stated rating"),
        lambda row: None if row.line is None or row.line.stated is None else str(row.line.stated),
        "id",
        11,
    ),
    Column(
        "Live rating",
        f"IF({_STANDS},[Rating],{decided_formula('[Value]', _LIVE, '[Live stated rating]')})",
        lambda row: str(row.result.outcome),
        "rag",
        20,
    ),
)
"""A blank key finds no row; "Stands" is a rating on record that value and bands do not give."""
