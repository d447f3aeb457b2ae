"""Programme measures: those outside the council's counts that the rulebook calls pipeline, each with a dial.

Green is drawn from where it starts. Without an amber limit none is drawn, whatever rating is stated (rating rule 30).
"""

from kpi_xl.files.house_style.formula_cell import FormulaCell, text_of
from kpi_xl.files.master.page.draft import MasterDraft
from kpi_xl.files.master.page.kpi_looks import kpi_looks
from kpi_xl.files.master.page.master_page import MasterPage, text_height
from kpi_xl.files.master.services.dial_charts import (
    DIALS_FROM,
    UNTITLED,
    dial_headers,
    draw_dials,
    limit_points,
    write_dial_cells,
)
from kpi_xl.files.master.services.dials import LIMIT_HEADERS, limits
from kpi_xl.model.kpi import Kpi, Scope
from kpi_xl.model.polarity import Polarity
from kpi_xl.rules.words.wording import digits

_HEADERS = ["Ref", "Sent by", "Programme measure", "Actual", "Rated", "What the dial shows"]
_MOST = 10
_WIDTHS = (40, 54)

_NO_AMBER = "No amber limit has been set, so the dial shows none."
_STATED = " The rating is the one stated in the rulebook."


def write_measures(page: MasterPage, row: int) -> int:
    """Nothing where the rulebook has none; gives the row below."""
    draft = page.draft
    pipeline = (kpi for kpi in draft.shown if kpi.scope is Scope.PIPELINE and _fits_dial(kpi))
    kpis = [] if draft.bulk else list(pipeline)[:_MOST]
    if not kpis:
        return row
    page.text(row, 1, "Programme measures (rated, but not in the council's counts)", "subheading")
    first = row + 2
    rows = range(first, first + len(kpis))
    page.table_of("tblMeasuresNow", first - 1, len(kpis), _HEADERS, numbers=(3,))
    page.height(first - 1, 20)
    page.table_of("tblMeasureDials", first - 1, len(kpis), dial_headers(LIMIT_HEADERS), DIALS_FROM)
    for at, kpi in zip(rows, kpis, strict=True):
        _write_measure(page, at, kpi)
    page.rag(first, rows[-1], 5)
    about = [
        f"Dial from 0 to 100 of {kpi.name}. Its value, rating and limits in the quarter chosen are in row {at}, above."
        for at, kpi in zip(rows, kpis, strict=True)
    ]
    return draw_dials(page, rows, first + len(kpis), limit_points(page), about) + 1


def _fits_dial(kpi: Kpi) -> bool:
    """A percentage of a whole that is better when higher."""
    whole = kpi.lowest in (None, 0) and kpi.highest in (None, 100)
    return kpi.measure.is_share and kpi.polarity is Polarity.HIGHER and whole


def _write_measure(page: MasterPage, row: int, kpi: Kpi) -> None:
    draft = page.draft
    page.reference(row, 1, kpi)
    page.text(row, 2, kpi.directorate, "text")
    page.text(row, 3, kpi.name, "text")
    page.formula_cell(row, 4, draft.calculation(kpi.kpi_id, "Actual shown"), kpi_looks(page, kpi).actual)
    page.formula_cell(row, 5, draft.calculation(kpi.kpi_id, "Outcome"), page.formats("rag", valign="top"))
    page.formula_cell(row, 6, _shows(draft, kpi), "note")
    page.height(row, max(text_height(kpi.name, _WIDTHS[0]), text_height(_NO_AMBER + _STATED + " " * 40, _WIDTHS[1])))
    ring = limits(draft.calculation(kpi.kpi_id, "Green from"), draft.calculation(kpi.kpi_id, "Amber from"))
    write_dial_cells(page, row, _title(draft, kpi), draft.calculation(kpi.kpi_id, "Value"), ring)


def _title(draft: MasterDraft, kpi: Kpi) -> FormulaCell:
    value, outcome = draft.calculation(kpi.kpi_id, "Value"), draft.calculation(kpi.kpi_id, "Outcome")
    shown = f"{kpi.kpi_id} {_written(value.value)}%: {outcome.value}" if isinstance(value.value, float) else UNTITLED
    words = f'{text_of(f"{kpi.kpi_id} ")}&ROUND({value.formula},10)&"%: "&{outcome.formula}'
    return FormulaCell(f'IF(ISNUMBER({value.formula}),{words},"{UNTITLED}")', shown)


def _shows(draft: MasterDraft, kpi: Kpi) -> FormulaCell:
    """Where green starts, and amber, or that nobody has said."""
    green, amber = draft.calculation(kpi.kpi_id, "Green from"), draft.calculation(kpi.kpi_id, "Amber from")
    stated = draft.calculation(kpi.kpi_id, "Stated rating")
    low = f'"Amber starts at "&ROUND({amber.formula},10)&"%."'
    said = f'IF({stated.formula}="","",{text_of(_STATED)})'
    none = f"{text_of(_NO_AMBER)}&{said}"
    words = f'"Green starts at "&ROUND({green.formula},10)&"%. "&IF(ISNUMBER({amber.formula}),{low},{none})'
    return FormulaCell(f'IF(ISNUMBER({green.formula}),{words},"")', _shown(green.value, amber.value, stated.value))


def _shown(green: object, amber: object, stated: object) -> str | None:
    if not isinstance(green, float):
        return None
    rest = _NO_AMBER + (_STATED if stated else "")
    return f"Green starts at {_written(green)}%. " + (f"Amber starts at {_written(amber)}%." if amber else rest)


def _written(value: object) -> str:
    """As Excel joins a number to text."""
    return f"{value:.{digits(value)}f}" if isinstance(value, float) else ""
