"""Where the files that come with kpi_xl are: templates people may restyle, macros, the example council's workbooks."""

from pathlib import Path

from kpi_xl.files.disk.look import is_folder, is_there
from kpi_xl.model.errors import WorkspaceError

_PACKAGE = Path(__file__).resolve().parents[1]


def template(name: str) -> Path:
    """A file of templates/, e.g. "theme.toml". Raises WorkspaceError when it is not there."""
    return shipped("templates", name)


def macro(name: str) -> Path:
    """A file of macros/, VBA as text, e.g. "ReturnButtons.bas". Raises WorkspaceError when it is not there."""
    return shipped("macros", name)


def example(name: str) -> Path:
    """A file or folder of workbooks/, the example council; "" is the folder. Raises WorkspaceError when not there."""
    return shipped("workbooks", name)


def shipped(folder: str, name: str, package: Path = _PACKAGE) -> Path:
    """`name` in `folder`: inside the package where it is installed, beside it in a checkout."""
    home = next((place for place in (package / folder, package.parent / folder) if is_folder(place)), package / folder)
    path = home / name
    if not is_there(path):
        raise WorkspaceError(f"{path} is missing. It comes with kpi_xl, so install kpi_xl again.")
    return path
