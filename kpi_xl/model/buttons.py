"""The buttons of our workbooks: what each says, which macro it runs, and which handler that reaches."""

from typing import NamedTuple


class Button(NamedTuple):
    """`handler` is its name in code, `macro` the Sub behind it, `caption` what stands on it, `tip` its alt text."""

    handler: str
    macro: str
    caption: str
    tip: str


RETURN_BUTTONS = (
    Button("check_my_return", "CheckMyReturn", "Check my return", "Lists on Checks what needs your attention"),
    Button("clear_checks", "ClearChecks", "Clear checks", "Takes the findings off Checks; your answers stay"),
    Button("sign_off", "SignOff", "Sign off", "Checks the return, then writes your name, the date and the stamp"),
)
"""In a return, from left to right."""

MASTER_BUTTONS = (
    Button(
        "consolidate_submissions",
        "ConsolidateSubmissions",
        "Consolidate submissions",
        "Checks the submissions in the folder below and brings the accepted ones into this workbook",
    ),
    Button("refresh_dashboard", "RefreshDashboard", "Refresh dashboard", "Works every sheet out again"),
    Button("check_rulebook", "CheckRulebook", "Check rulebook", "Lists what is wrong with the rulebook, by cell"),
    Button(
        "export_accessible_copy",
        "ExportAccessibleCopy",
        "Export accessible copy",
        "Writes the quarter shown as plain tables, for screen readers and as CSV",
    ),
)
"""On the Settings sheet of a master."""

SETTINGS_SHEET = "Settings"
FOLDER_NAME = "WorkspaceFolder"
"""The defined name of the cell on Settings that holds the workspace folder; blank means the workbook's own folder."""
RULEBOOK_FINDINGS = "RulebookFindings"
"""The defined name of the cell on Settings below which Check rulebook lists what it found."""


NOTHING_FROM_HERE = "import sys; sys.path[:] = filter(None, sys.path)"
"""Python for: import nothing that lies in the present folder, which for Excel is wherever a file was opened last."""


def run_python(button: Button) -> str:
    """The Python one press runs. No double quotes: RunPython cannot pass them."""
    return f"{NOTHING_FROM_HERE}; from kpi_xl.faces.buttons import press; press('{button.handler}')"
