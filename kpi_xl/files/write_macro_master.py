"""The master with buttons: the sheets of any master, Settings among them, and the macros that press Python."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import IO

from kpi_xl.files.macros.macro_book import add_macros, shipped_module
from kpi_xl.files.master.page.draft import MasterDraft
from kpi_xl.files.write_master import fill, new_draft
from kpi_xl.model.buttons import MASTER_BUTTONS
from kpi_xl.model.macros import PythonLink
from kpi_xl.model.master import Master
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.selection import Selection


def write_macro_master(
    path: Path | IO[bytes],
    master: Master,
    rulebook: Rulebook,
    period: Period,
    link: PythonLink,
    *,
    created: datetime | None = None,
    selection: Selection | None = None,
) -> None:
    """As `write_master`, but an .xlsm. Raises MissingExtraError as well, where pyOpenVBA is not installed."""
    draft = new_draft(path, master, rulebook, period, created=created, selection=selection, buttons=MASTER_BUTTONS)
    fill(draft, partial(_add_macros, link=link))


def _add_macros(draft: MasterDraft, link: PythonLink) -> None:
    add_macros(draft.workbook, draft.formats, link, [shipped_module("MasterButtons")])
