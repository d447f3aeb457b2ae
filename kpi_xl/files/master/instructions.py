"""Instructions: what the workbook is, how to read a rating, how to move about, and links to every sheet."""

from typing import TYPE_CHECKING

from kpi_xl import __version__
from kpi_xl.files.house_style.formula_cell import FormulaCell, cell_of
from kpi_xl.files.master.calculations.references import SELECTED_PERIOD, SELECTED_THRESHOLDS
from kpi_xl.files.master.page.draft import MasterDraft, MasterSheet
from kpi_xl.files.master.page.master_page import MasterPage
from kpi_xl.files.master.page.sheet_names import INSTRUCTIONS, SUMMARY
from kpi_xl.model.rating import Rating, Reason

if TYPE_CHECKING:
    from xlsxwriter.format import Format

_WIDTHS = (28, 100)

_PURPOSE = (
    "This workbook shows how the council is doing against its key performance indicators (KPIs) in one quarter, and "
    "where every figure comes from.",
    "Start with Summary for how many KPIs are Green, Amber and Red. Then open the overview of a priority, and click a "
    "KPI's reference to see everything about it. Exceptions lists what needs attention first.",
)
_READING = {
    Rating.GREEN: "The value meets its green threshold. A value exactly on a threshold takes the better rating.",
    Rating.AMBER: "The value misses green but is within its amber threshold.",
    Rating.RED: "The value is beyond its amber threshold.",
}
_CHOOSING = (
    "On Summary choose a quarter, and every sheet that follows it changes at once. To come back, choose again.",
    "Choose whose thresholds rate it to see what another quarter's thresholds would say of the same values. What was "
    "published stands unchanged in Results.",
    "To try a threshold out, type over it in Thresholds. Live rating in Results and every count follow; the column "
    "Rating keeps what was published.",
)
_MORE = (
    "The word in the cell is the rating; its colour only repeats it.",
    "Shares use the rated KPIs as their base, so 41 of 70 rated is 59%. Shares are rounded each on its own and need "
    "not add to 100.",
    "▲ Improved and ▼ Worsened say whether the change is for the better, whichever way the figure went.",
    "(p) marks a provisional value, which may change. A carried value is the year's figure, shown again until the next "
    "is due. Rounding-sensitive means the value as printed would get another rating; the full value decides.",
    "Ratings are worked out from the value and the thresholds in force that quarter. Each KPI's sheet says which.",
)
_MOVING = (
    "Click any underlined words to go there. Every KPI's sheet has links back to its overview and to the next KPI.",
    "To come back here from any sheet, press Ctrl and Home, then click Instructions in row 3.",
    "The last sheets hold the tables behind every page, one row a KPI and quarter. Use the arrows in their headings to "
    "filter them.",
)


def write(draft: MasterDraft) -> None:
    page = MasterPage(draft, INSTRUCTIONS, *_WIDTHS)
    page.choice_heading(
        f"{draft.rulebook.settings.council}: quarterly performance", wide=2, about="How to use this workbook"
    )
    page.link(3, 1, cell_of(SUMMARY), "Go to Summary")
    row = _write_choice(page, 6)
    row = _write_words(page, row + 1, "What this is for", _PURPOSE)
    row = _write_key(page, row + 1)
    row = _write_words(page, row, "", _MORE)
    row = _write_words(page, row + 1, "How to choose what is shown", _CHOOSING)
    row = _write_words(page, row + 1, "How to move about", _MOVING)
    row = _write_sheets(page, row + 1)
    row = _write_directorates(page, row + 1)
    row = _write_about(page, row + 1)
    row = _write_kpis(page, row + 1)
    page.finish(row - 1, len(_WIDTHS), follows_choice=True)


SHEET = MasterSheet(INSTRUCTIONS, "", write)


def _write_choice(page: MasterPage, row: int) -> int:
    """What is chosen at present, and where to choose: an input can stand in one place only, and that is Summary."""
    selection = page.draft.choice.selection
    page.text(row, 1, "What is shown", "subheading")
    chosen = {
        "Quarter": FormulaCell(SELECTED_PERIOD, str(selection.period)),
        "Rated by the thresholds of": FormulaCell(SELECTED_THRESHOLDS, selection.basis_words),
    }
    for number, (label, figure) in enumerate(chosen.items(), start=row + 1):
        page.text(number, 1, label, "label")
        page.formula_cell(number, 2, figure, "body")
    page.link(row + 3, 2, cell_of(SUMMARY), "Choose another quarter, or other thresholds, on Summary")
    return row + 4


def _write_words(page: MasterPage, row: int, heading: str, texts: tuple[str, ...]) -> int:
    if heading:
        page.text(row, 1, heading, "subheading")
        row += 1
    for number, text in enumerate(texts, start=row):
        page.text(number, 2, text, _look(page))
    return row + len(texts)


def _look(page: MasterPage) -> "Format":
    return page.formats("body", align="left", indent=1, valign="vcenter")


def _write_key(page: MasterPage, row: int) -> int:
    page.text(row, 1, "How to read a rating", "subheading")
    key = {str(rating): text for rating, text in _READING.items()}
    key |= {str(reason): reason.meaning for reason in Reason}
    for number, (word, text) in enumerate(key.items(), start=row + 1):
        page.text(number, 1, word, "rag")
        page.text(number, 2, text, _look(page))
    page.rag(row + 1, row + len(key), 1)
    return row + len(key) + 1


def _write_sheets(page: MasterPage, row: int) -> int:
    page.text(row, 1, "The sheets", "subheading")
    about = {name: text for sheet in page.draft.sheets for name, text in sheet.listed(page.draft).items()}
    for number, (name, text) in enumerate(about.items(), start=row + 1):
        page.link(number, 1, cell_of(name), name)
        page.text(number, 2, text, _look(page))
    return row + len(about) + 1


def _write_directorates(page: MasterPage, row: int) -> int:
    page.text(row, 1, "Directorates", "subheading")
    for number, unit in enumerate(page.draft.rulebook.units, start=row + 1):
        page.text(number, 1, unit.code, "label")
        page.text(number, 2, unit.name, _look(page))
    return row + len(page.draft.rulebook.units) + 1


def _write_about(page: MasterPage, row: int) -> int:
    rulebook = page.draft.rulebook
    page.text(row, 1, "About this edition", "subheading")
    about = {
        "Quarter": f"{page.draft.period}, which ended on {page.draft.period.end:%d/%m/%Y}",
        "Contact": rulebook.settings.contact or "Your performance team",
        "Made by": f"kpi_xl {__version__}",
        "Rulebook": f"Hash {rulebook.sha256}" if rulebook.sha256 else "Not recorded",
        "Known limits": "Change figures in the returns, not here: the next run writes this workbook anew.",
    }
    for number, (label, text) in enumerate(about.items(), start=row + 1):
        page.text(number, 1, label, "label")
        page.text(number, 2, text, _look(page))
    return row + len(about) + 1


def _write_kpis(page: MasterPage, row: int) -> int:
    page.text(row, 1, "Every KPI", "subheading")
    for number, kpi in enumerate(page.draft.shown, start=row + 1):
        page.link(number, 1, cell_of(page.draft.names.detail[kpi.kpi_id]), kpi.kpi_id)
        page.text(number, 2, kpi.name, _look(page))
    return row + len(page.draft.shown) + 1
