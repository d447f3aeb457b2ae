"""Settings: the buttons of a master with macros, what each does, and the folder they work in."""

from kpi_xl.files.house_style.formula_cell import cell_of
from kpi_xl.files.macros.place_buttons import ButtonSize, place
from kpi_xl.files.master.page.draft import MasterDraft, MasterSheet
from kpi_xl.files.master.page.master_page import MasterPage
from kpi_xl.model.buttons import FOLDER_NAME, RULEBOOK_FINDINGS, SETTINGS_SHEET
from kpi_xl.rules.findings.findings_rows import NOT_CHECKED

_WIDTHS = (32, 100)
_BUTTON = ButtonSize(height=32, narrowest=208)
_TALL = 30

_FOLDER = "Folder"
_FOLDER_NOTE = (
    "Leave it blank where this workbook lies beside rulebook.xlsx and the folder submissions. Otherwise type or paste "
    "the path of the folder that holds them."
)
_GOOD_TO_KNOW = (
    "A press cannot be undone with Ctrl and Z, but it saves nothing and turns AutoSave off: close without saving to go "
    "back.",
    "Excel must be allowed to run the macros of this file. If a bar above the sheet says they are blocked, ask your IT "
    "colleagues to trust the folder this file is in.",
    "If a press says it could not reach Python, it also says what to type at a command prompt to find out why.",
    "Without any button, the same is done at a command prompt in the folder: kpi-xl run",
)


def write(draft: MasterDraft) -> None:
    page = MasterPage(draft, SETTINGS_SHEET, *_WIDTHS)
    page.heading("Settings", wide=len(_WIDTHS), about="Buttons that keep this workbook up to date")
    page.ways(1, 2)
    row = _write_buttons(page, 6)
    row = _write_folder(page, row + 1)
    row = _write_words(page, row + 1)
    row = _write_findings(page, row + 1)
    page.finish(row - 1, len(_WIDTHS))


SHEET = MasterSheet(SETTINGS_SHEET, "The buttons of this workbook", write, lambda draft: bool(draft.buttons))


def _write_buttons(page: MasterPage, row: int) -> int:
    page.text(row, 1, "Buttons", "subheading")
    look = page.formats("body", align="left", indent=1, valign="vcenter")
    for number, button in enumerate(page.draft.buttons, start=row + 1):
        page.height(number, _TALL)
        place(page, number, 1, button, _BUTTON)
        page.text(number, 2, f"{button.tip}.", look)
    return row + len(page.draft.buttons) + 1


def _write_folder(page: MasterPage, row: int) -> int:
    page.text(row, 1, "Where your files are", "subheading")
    page.text(row + 1, 1, _FOLDER, page.formats("label", valign="vcenter"))
    page.text(row + 1, 2, "", page.formats("input", valign="vcenter"))
    page.height(row + 1, 24)
    page.draft.define(FOLDER_NAME, cell_of(SETTINGS_SHEET, f"$B${row + 1}"))
    page.text(row + 2, 2, _FOLDER_NOTE, "small_note")
    return row + 3


def _write_words(page: MasterPage, row: int) -> int:
    page.text(row, 1, "Good to know", "subheading")
    look = page.formats("body", align="left", indent=1, valign="vcenter")
    for number, words in enumerate(_GOOD_TO_KNOW, start=row + 1):
        page.text(number, 2, words, look)
    return row + len(_GOOD_TO_KNOW) + 1


def _write_findings(page: MasterPage, row: int) -> int:
    """The last thing on the sheet: Check rulebook writes below it, as many rows as it finds."""
    page.text(row, 1, "What Check rulebook found", "subheading")
    page.draft.define(RULEBOOK_FINDINGS, cell_of(SETTINGS_SHEET, f"$A${row}"))
    page.text(row + 1, 1, NOT_CHECKED, "body")
    return row + 2
