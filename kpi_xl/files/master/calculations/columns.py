"""The columns of Calculations, in order: everything the sheets say of a KPI in the quarter chosen."""

from kpi_xl.files.house_style.formula_cell import FormulaColumn
from kpi_xl.files.master.calculations.approval import SOURCE
from kpi_xl.files.master.calculations.calculation import Calculation
from kpi_xl.files.master.calculations.changes import CHANGES
from kpi_xl.files.master.calculations.exception_order import EXCEPTIONS
from kpi_xl.files.master.calculations.formula_table import FormulaTable
from kpi_xl.files.master.calculations.identity import IDENTITY
from kpi_xl.files.master.calculations.listed import LISTED
from kpi_xl.files.master.calculations.movement import MOVEMENT
from kpi_xl.files.master.calculations.previous import PREVIOUS
from kpi_xl.files.master.calculations.rating import RATING
from kpi_xl.files.master.calculations.references import CALCULATIONS
from kpi_xl.files.master.calculations.why import WHY
from kpi_xl.files.master.calculations.words import WORDS

_COLUMNS: tuple[FormulaColumn[Calculation], ...] = (
    *IDENTITY,
    *RATING,
    *MOVEMENT,
    *WORDS,
    *EXCEPTIONS,
    *PREVIOUS,
    *LISTED,
    *CHANGES,
    *WHY,
    *SOURCE,
)
"""Add a column by adding it to one of these tuples, or a tuple of its own at the end: nothing else needs to know."""

CALCULATION_TABLE = FormulaTable("Calculations", CALCULATIONS, _COLUMNS)
