"""Tests that drive Excel itself. Elsewhere they are imported, so that they do not rot, and left out of the run.

Left out, not skipped: on CI a skip is a failure, and here nothing is missing that CI could have.
"""

import os
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from small_workspace import send_all, workspace

from kpi_xl.faces.installed_xlwings import python_link
from kpi_xl.model.workspace import Workspace

if TYPE_CHECKING:
    import xlwings as xw

HERE = Path(__file__).parent


def excel_is_here() -> bool:
    """Windows with Excel registered, and nobody asked to leave it alone."""
    if sys.platform != "win32" or os.environ.get("KPI_XL_NO_LIVE"):
        return False
    import winreg

    try:
        winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, r"Excel.Application\CLSID"))
    except OSError:
        return False
    return True


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    live = [item for item in items if HERE in item.path.parents]
    for item in live:
        item.add_marker("live")
    if live and not excel_is_here():
        config.hook.pytest_deselected(items=live)
        items[:] = [item for item in items if item not in live]


@pytest.fixture(scope="session")
def excel() -> Iterator["xw.App"]:
    import xlwings as xw

    with xw.App(visible=True, add_book=False) as app:
        app.display_alerts = False
        yield app


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with everything built for this Python. Macros must be allowed for files made on this machine."""
    from kpi_xl.faces.vba_functions import functions_code
    from kpi_xl.workflows.build_workbooks import KINDS, Job, build_workbooks, functions_kind
    from kpi_xl.workflows.run import run_quarter

    folder = workspace(tmp_path_factory.mktemp("live"))
    send_all(folder)
    run_quarter(folder, with_findings=False, when=datetime(2022, 10, 20, 9))
    kinds = (*KINDS, functions_kind(functions_code()))
    build_workbooks(Job(Workspace(folder), python_link(workspace=folder)), kinds)
    return folder
