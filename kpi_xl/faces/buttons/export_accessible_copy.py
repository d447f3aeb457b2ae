"""Export accessible copy: the quarter shown, as plain tables in files of their own."""

from typing import TYPE_CHECKING

from kpi_xl.faces.buttons.open_master import open_master, selection_in, workspace_folder
from kpi_xl.rules.master.read_master import read_master
from kpi_xl.workflows.publish_accessible import publish_accessible

if TYPE_CHECKING:
    import xlwings as xw


def export_accessible_copy(book: "xw.Book") -> str:
    """Writes files only; the open workbook stays as it is."""
    chosen = selection_in(book)
    paths = publish_accessible(
        workspace_folder(book), None if chosen is None else chosen.period, read_master(open_master(book))
    )
    return f"{len(paths)} files are in {paths[0].parent}: {paths[0].name} and its tables as CSV."
