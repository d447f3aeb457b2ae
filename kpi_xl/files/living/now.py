"""The columns of Calculations, in order: everything the sheets say of a KPI in the quarter chosen."""

from kpi_xl.files.living.figure import LivingColumn
from kpi_xl.files.living.now_changes import CHANGES
from kpi_xl.files.living.now_exceptions import EXCEPTIONS
from kpi_xl.files.living.now_identity import IDENTITY
from kpi_xl.files.living.now_listed import LISTED
from kpi_xl.files.living.now_movement import MOVEMENT
from kpi_xl.files.living.now_previous import PREVIOUS
from kpi_xl.files.living.now_rating import RATING
from kpi_xl.files.living.now_row import NowRow
from kpi_xl.files.living.now_source import SOURCE
from kpi_xl.files.living.now_why import WHY
from kpi_xl.files.living.now_words import WORDS

NOW_COLUMNS: tuple[LivingColumn[NowRow], ...] = (
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
