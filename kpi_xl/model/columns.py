"""Columns of the tables people fill in or read: one definition for the writer, the reader and the checks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column known by its header text, never by position. Each is defined once, so one is equal only to itself.

    `field` is its name in code, `header` what is written, `aliases` other headers read as the same. `role` names
    its look in the theme (text, number, date, id, note). `width` is in characters. `locked` columns are filled by
    kpi_xl and protected. A table without a `required` column cannot be read. `since` is the first version of the
    return's template that has the column.
    """

    field: str
    header: str
    role: str = "text"
    width: int = 14
    locked: bool = False
    required: bool = False
    aliases: tuple[str, ...] = ()
    hint: str = ""
    since: int = 1


RETURN_SHEET = "Return"
RETURN_TABLE = "tblReturn"
WORD_COLUMNS: tuple[Column, ...] = (
    Column("cause", "Cause", "note", 34, aliases=("Why", "Cause of variance")),
    Column("action", "Action", "note", 34, aliases=("What we are doing",)),
    Column("owner", "Action owner", "text", 20, aliases=("Owner",)),
    Column("due", "Action due", "date", 12, aliases=("Due date", "Due")),
    Column("commentary", "Commentary", "note", 50, aliases=("Comment", "Comments")),
)
"""What is said beside a figure: the fields of RowWords, in its order."""

RETURN_COLUMNS: tuple[Column, ...] = (
    Column("kpi_id", "Ref", "id", 8, locked=True, required=True, aliases=("KPI ref", "KPI id", "Reference", "ID")),
    Column("name", "KPI", "text", 38, locked=True, required=True, aliases=("KPI name", "Indicator", "Measure")),
    Column("measure", "Unit", "text", 11, locked=True, aliases=("Unit of measure",)),
    Column("target", "Target", "number", 10, locked=True),
    Column("last_quarter", "Last quarter", "number", 11, locked=True),
    Column("value", "Value", "number", 13, required=True, aliases=("Actual", "Actual value", "Result")),
    Column("mark", "Provisional?", "text", 12, hint="Only for a value that may still change", since=2),
    Column("numerator", "Numerator", "number", 12),
    Column("denominator", "Denominator", "number", 13),
    Column("reason", "Status or reason", "text", 20, aliases=("Reason", "Status", "Reason for no value")),
    Column("rag", "RAG preview", "rag", 21, locked=True, aliases=("RAG",)),
    *WORD_COLUMNS,
    Column("expected", "Due this quarter", "text", 19, locked=True, hint="Yes, or which earlier value stands"),
    Column("covers", "Value covers", "text", 20, locked=True, hint="What stretch of time the value is for"),
    Column("polarity", "Better when", "text", 9, locked=True, aliases=("Polarity",)),
    Column("green_low", "Green from", "number", 10, locked=True),
    Column("green_high", "Green to", "number", 10, locked=True),
    Column("amber_low", "Amber from", "number", 10, locked=True),
    Column("amber_high", "Amber to", "number", 10, locked=True),
    Column("last_year", "Same quarter last year", "number", 11, locked=True),
    Column("priority", "Priority", "text", 17, locked=True, aliases=("Corporate priority",)),
)
"""The return's table, one row per KPI, in the order written: from reference to preview on one screen."""

_ORDER_OF_THE_FIRST = (
    *("kpi_id", "name", "priority", "measure", "polarity", "covers", "target", "green_low", "green_high", "amber_low"),
    *("amber_high", "last_year", "last_quarter", "expected", "value", "numerator", "denominator", "reason", "rag"),
    *("cause", "action", "owner", "due", "commentary"),
)


def order_of(version: int) -> tuple[str, ...]:
    """The fields of the return in the order in which that version of the template has them."""
    return _ORDER_OF_THE_FIRST if version == 1 else tuple(column.field for column in RETURN_COLUMNS)


STATUS_PROVISIONAL = "Provisional"
"""The one status that goes with a value and still lets it be rated, marked (p) (rating rule 17)."""

SERVICE_WORDS = ("Excellent", "Good", "Average", "Under-performing")
"""The four-word scale of service areas, best first (rating rule 29)."""

SERVICES_TABLE = "tblServices"
SERVICE_COLUMNS: tuple[Column, ...] = (
    Column("name", "Service area", "text", 44, locked=True, required=True, aliases=("Service",)),
    Column("lower", "Rating", "text", 20, required=True),
    Column("upper", "To", "text", 20, hint="Only for a range of two words"),
    Column("note", "Note", "note", 60),
)

REQUESTS_TABLE = "tblChangeRequests"
REQUEST_COLUMNS: tuple[Column, ...] = (
    Column("kpi_id", "Ref", "id", 10, required=True),
    Column("what", "What should change", "text", 22, required=True),
    Column("new", "Should be", "text", 26, required=True),
    Column("reason", "Why it should change", "note", 60, required=True),
    Column("asked_by", "Asked for by (role)", "text", 26),
)
"""What a return asks to have changed in the rulebook, a row each."""

REQUEST_CHOICES = (
    *("Target", "Green from", "Green to", "Amber from", "Amber to"),
    *("KPI", "Unit", "Better when", "Definition", "Other"),
)
"""What can be asked for: headings of the return's table, the KPI's definition, or anything else."""

SUMMARY_SHEET = "Director's summary"
REQUESTS_SHEET = "Change requests"
SERVICES_SHEET = "Services"
SIGN_OFF_SHEET = "Sign-off"
CHECKS_SHEET = "Checks"
HOW_TO_SHEET = "How to"
LISTS_SHEET = "Lists"
"""Hidden in every return on purpose: it feeds the dropdowns."""
WORKSPACE_SETTING = "KPI_XL_WORKSPACE"
MACRO_SETTINGS_SHEET = "xlwings.conf"
"""Hidden on purpose in a workbook with macros: xlwings reads its settings from a sheet of this name."""

SHEETS_WITHOUT_ANSWERS = (HOW_TO_SHEET, LISTS_SHEET)
"""Sheets of a return that say nothing for its directorate, so no check needs to read them."""

CHECKS_COLUMNS: tuple[Column, ...] = (
    Column("severity", "How serious", "text", 12, required=True),
    Column("where", "Where", "text", 26, required=True),
    Column("kpi_id", "KPI", "id", 9),
    Column("message", "What we found and what to do", "note", 76, required=True),
    Column("tick", "Answer", "text", 14, hint="For a warning: choose the answer where the figure is right"),
    Column("reason", "Reason", "note", 40, hint="For a warning: say why it is right"),
    Column("was", "Was", "text", 22),
    Column("read", "Read as", "text", 16),
    Column("code", "Code", "id", 10, required=True),
    Column("key", "About", "id", 11, hint="By this we know what an answer is about"),
)
"""The sheet Checks, in the order written; people fill in Answer and Reason."""

SUMMARY_LABEL = "Summary for the quarter"
"""The director's words are in the cell below this label."""
COVER_UNIT, COVER_PERIOD = "Directorate code", "Period"
COVER_APPROVER = "Who signs off"
SIGN_OFF_BEHALF = "On their behalf by (name and role)"
SIGN_OFF_NAME, SIGN_OFF_DATE = "Signed off by (name and role)", "Date signed off"
READY_STAMP = "Submission-ready stamp"
SIGNED_PARTS, SIGNED_AGAIN = "What was signed", "Signed again"
"""Labels on the Sign-off sheet; what they ask for is in the cell to their right."""

ON_THEIR_BEHALF = "On their behalf"
"""What is picked as the name where somebody else signs; who, is in the cell beside SIGN_OFF_BEHALF."""

STAMP_UNIT = "kpi_xl unit"
STAMP_PERIOD = "kpi_xl period"
STAMP_TEMPLATE = "kpi_xl template"
STAMP_RULEBOOK = "kpi_xl rulebook"
STAMP_MACROS = "kpi_xl macros"
"""Custom document properties of a return; the cover cells of the Sign-off sheet repeat unit and period.

STAMP_MACROS holds the modules of VBA code we put into the file, with a comma between them.
"""

TEMPLATE_VERSION = max(column.since for column in (*RETURN_COLUMNS, *SERVICE_COLUMNS))
"""Follows from the columns: the newest makes the version. Returns of every version since the first are read."""


def version_of(template: str) -> int | None:
    """Which of our versions a return's property names, None where it names none, as in a file from elsewhere."""
    known = {str(version): version for version in range(1, TEMPLATE_VERSION + 1)}
    return known.get(template)
