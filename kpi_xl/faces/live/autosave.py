"""AutoSave, by which Excel saves what a button writes at once: turned off, or told of, before anything is promised.

A workbook opened from OneDrive or SharePoint has it on. Closing it without saving then undoes nothing.
"""

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from kpi_xl.model.errors import WorkspaceError

if TYPE_CHECKING:
    import xlwings as xw


class AutoSave(Enum):
    """As it was before a button wrote, and what came of turning it off."""

    OFF = "off"
    TURNED_OFF = "turned off"
    STAYS_ON = "stays on"


_UNDO = "Nothing is saved yet: look, then save, or close without saving to undo."


def saves_by_itself(book: "xw.Book") -> bool:
    """Excel before Microsoft 365, and on a Mac, has no such thing to ask."""
    try:
        return bool(getattr(book.api, "AutoSaveOn", False))
    except Exception:  # Excel raises several kinds; a workbook of which it will not tell is not one it saves itself
        return False


def turn_off(book: "xw.Book") -> AutoSave:
    """Turn it off, and leave it off: turned on again it would save at once."""
    if not saves_by_itself(book):
        return AutoSave.OFF
    try:
        book.api.AutoSaveOn = False
    except Exception:  # IT may forbid it
        return AutoSave.STAYS_ON
    return AutoSave.STAYS_ON if saves_by_itself(book) else AutoSave.TURNED_OFF


def refuse_without_copy(was: AutoSave, copy: Path | None) -> None:
    """Raises WorkspaceError where what is to be written would be saved at once over the only copy there is."""
    if was is AutoSave.STAYS_ON and copy is None:
        raise WorkspaceError(
            "AutoSave is on and cannot be turned off from here, and the file cannot be copied first. Turn AutoSave off "
            "at the top left of Excel, then press the button again. Nothing was changed."
        )


def how_to_undo(was: AutoSave, copy: Path | None) -> str:
    if was is AutoSave.OFF:
        return _UNDO
    if was is AutoSave.TURNED_OFF:
        return f"{_UNDO} For that, AutoSave is now off in this workbook; turn it on again once you have looked."
    return f"AutoSave is on, so this is saved already. The workbook as it was before is {copy}."
