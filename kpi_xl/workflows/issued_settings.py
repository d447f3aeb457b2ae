"""The settings we are known to have put into a workspace's returns: those of the master built along with them."""

import os

from kpi_xl.files.disk.look import is_file, whole_path
from kpi_xl.files.machine.look_at_book import sheet_settings
from kpi_xl.files.machine.profile_paths import for_everybody
from kpi_xl.model.columns import WORKSPACE_SETTING
from kpi_xl.model.macros import PythonLink
from kpi_xl.model.workspace import Workspace
from kpi_xl.rules.checks.button_settings import INTERPRETER, Issued


def issued_settings(workspace: Workspace) -> Issued:
    """By name. The lead's own master is asked, never a workbook somebody sent; a workspace is always its own folder."""
    link = known_link(workspace)
    folder = str(whole_path(workspace.root))
    folders = frozenset({link.workspace, folder, for_everybody(folder, os.environ)} - {""})
    return {WORKSPACE_SETTING: folders, **({INTERPRETER: frozenset({link.interpreter})} if link.interpreter else {})}


def known_link(workspace: Workspace) -> PythonLink:
    """How the buttons reach Python; "" for what the workspace does not say. The VBA module is not looked for."""
    said = (sheet_settings(workspace.macro_master) or {}) if is_file(workspace.macro_master) else {}
    return PythonLink("", said.get(INTERPRETER, ""), said.get(WORKSPACE_SETTING, ""))
