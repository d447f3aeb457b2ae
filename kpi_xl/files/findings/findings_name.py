"""What a workbook of findings is called."""

from pathlib import Path

from kpi_xl.model.submission import Checked


def findings_name(checked: Checked) -> str:
    """A file name for the copy: the source's own, or one ending in .xlsx where the source is no workbook."""
    name = Path(checked.path).name
    own = checked.status != "unreadable" and not name.lower().endswith(".zip")
    return name if own else f"{name}.findings.xlsx"
