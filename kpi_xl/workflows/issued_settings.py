"""The settings we are known to have put into a workspace's returns: those of the master built along with them."""

from kpi_xl.files.machine.look_at_book import sheet_settings
from kpi_xl.model.columns import WORKSPACE_SETTING
from kpi_xl.model.workspace import Workspace
from kpi_xl.rules.checks.button_settings import INTERPRETER, Issued


def issued_settings(workspace: Workspace) -> Issued:
    """By name. The lead's own master is asked, never a workbook somebody sent; a workspace is always its own folder."""
    said = (sheet_settings(workspace.macro_master) or {}) if workspace.macro_master.is_file() else {}
    known = {name: {said[name]} for name in (INTERPRETER, WORKSPACE_SETTING) if said.get(name)}
    folder = known.setdefault(WORKSPACE_SETTING, set())
    folder |= {str(workspace.root.resolve()), str(workspace.root)}
    return {name: frozenset(values) for name, values in known.items()}
