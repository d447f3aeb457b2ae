"""The tables of the master workbook, shared by its writer, its reader and its formulas."""

from dataclasses import dataclass

from kpi_xl.model.columns import WORD_COLUMNS, Column

YES = "Yes"
"""What a flag's cell says; it is left blank for no."""


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A table that fills a sheet from A1's row down. `name` is the Excel table's name."""

    sheet: str
    name: str
    columns: tuple[Column, ...]

    def index(self, field: str) -> int:
        """0-based position of a column."""
        return next(number for number, column in enumerate(self.columns) if column.field == field)

    def header(self, field: str) -> str:
        return self.columns[self.index(field)].header


_AS_TEXT = {"date": "text"}
_WIDER = {"cause": 40, "action": 40, "owner": 22}
"""Words in the Results table are texts all, some in wider columns than in a return."""

RESULTS = TableLayout(
    "Results",
    "tblResults",
    (
        Column("key", "Key", "id", 18, required=True),
        Column("kpi_id", "Ref", "id", 8, required=True),
        Column("period", "Period", "id", 12, required=True),
        Column("directorate", "Directorate", "id", 11),
        Column("priority", "Priority", "text", 26),
        Column("value", "Value", "number", 12),
        Column("target", "Target", "number", 12),
        Column("green_low", "Green from", "number", 12),
        Column("green_high", "Green to", "number", 12),
        Column("amber_low", "Amber from", "number", 12),
        Column("amber_high", "Amber to", "number", 12),
        Column("outcome", "Rating", "rag", 20, required=True),
        Column("computed", "Computed rating", "rag", 20),
        Column("version", "Threshold version", "text", 24),
        Column("as_at", "As at", "id", 12),
        Column("carried", "Carried", "id", 9),
        Column("provisional", "Provisional", "id", 11),
        Column("rounding_sensitive", "Rounding sensitive", "id", 11),
        Column("override", "Override", "note", 24),
        Column("numerator", "Numerator", "number", 12),
        Column("denominator", "Denominator", "number", 12),
        *(
            Column(
                column.field,
                column.header,
                _AS_TEXT.get(column.role, column.role),
                _WIDER.get(column.field, column.width),
            )
            for column in WORD_COLUMNS
        ),
        Column("file", "Source file", "text", 30),
        Column("sheet", "Source sheet", "text", 14),
        Column("cell", "Source cell", "id", 10),
        Column("sha256", "File hash (SHA-256)", "id", 20),
        Column("revision", "Revision", "number", 9),
        Column("gap", "Gap", "id", 7),
    ),
)

KPIS = TableLayout(
    "KPIs",
    "tblKpis",
    (
        Column("kpi_id", "Ref", "id", 8, required=True),
        Column("name", "KPI", "text", 60, required=True),
        Column("priority", "Priority", "text", 26),
        Column("directorate", "Directorate", "id", 11),
        Column("service", "Service", "text", 26),
        Column("measure", "Unit", "text", 14),
        Column("polarity", "Better when", "text", 12),
        Column("frequency", "Frequency", "text", 12),
        Column("covers", "Value covers", "text", 18),
        Column("decimals", "Decimals", "number", 9),
        Column("scope", "Scope", "text", 12),
        Column("compare_with", "Compared with", "text", 24),
        Column("first", "First period", "id", 12),
        Column("last", "Last period", "id", 12),
        Column("redefined", "Redefined from", "id", 12),
        Column("owner", "Owner", "text", 26),
        Column("definition", "Definition", "note", 60),
        Column("source", "Source", "text", 40),
        Column("illustrative", "Illustrative", "id", 11),
    ),
)

THRESHOLDS = TableLayout(
    "Thresholds",
    "tblThresholds",
    (
        Column("key", "Key", "id", 18, required=True),
        Column("kpi_id", "Ref", "id", 8, required=True),
        Column("period", "Period", "id", 12, required=True),
        Column("target", "Target", "number", 12),
        Column("green_low", "Green from", "number", 12),
        Column("green_high", "Green to", "number", 12),
        Column("amber_low", "Amber from", "number", 12),
        Column("amber_high", "Amber to", "number", 12),
        Column("stated", "Stated rating", "rag", 12),
        Column("version", "Version", "text", 24),
        Column("approved_by", "Approved by", "text", 26),
        Column("approved_on", "Approved on", "date", 12),
        Column("reason", "Reason", "note", 50),
    ),
)
"""One row per KPI and period of the master: the version in force then, resolved to absolute bounds."""

COMPARATORS = TableLayout(
    "Comparators",
    "tblComparators",
    (
        Column("kpi_id", "Ref", "id", 8, required=True),
        Column("name", "Comparator", "text", 30, required=True),
        Column("value", "Value", "number", 12),
        Column("period", "Period", "text", 14),
        Column("source", "Source", "text", 40),
    ),
)

SUBMISSIONS = TableLayout(
    "Submissions",
    "tblSubmissions",
    (
        Column("period", "Period", "id", 12, required=True),
        Column("unit", "Directorate", "id", 11, required=True),
        Column("status", "Status", "text", 12, required=True),
        Column("file", "File", "text", 40),
        Column("errors", "Errors", "number", 9),
        Column("warnings", "Warnings", "number", 10),
        Column("fixes", "Fixes", "number", 9),
        Column("signed_by", "Signed off by", "text", 34),
        Column("signed_on", "Signed off on", "text", 14),
        Column("resubmission", "Resubmission", "id", 14),
        Column("sha256", "File hash (SHA-256)", "id", 20),
        Column("unanswered", "Warnings not answered", "number", 12),
    ),
)

QUALITY = TableLayout(
    "Data quality",
    "tblQuality",
    (
        Column("period", "Period", "id", 12, required=True),
        Column("unit", "Directorate", "id", 11),
        Column("kpi_id", "Ref", "id", 8),
        Column("code", "Code", "id", 9, required=True),
        Column("severity", "Kind", "text", 10),
        Column("message", "What was found", "note", 80),
        Column("sheet", "Sheet", "text", 16),
        Column("cell", "Cell", "id", 9),
        Column("old", "Old", "text", 22),
        Column("new", "New", "text", 22),
        Column("answer", "Answer", "note", 50),
    ),
)

SUMMARIES = TableLayout(
    "Directors' summaries",
    "tblSummaries",
    (
        Column("period", "Period", "id", 12, required=True),
        Column("unit", "Directorate", "id", 11, required=True),
        Column("text", "Summary", "note", 110, required=True),
    ),
)

SERVICES = TableLayout(
    "Services",
    "tblServices",
    (
        Column("period", "Period", "id", 12, required=True),
        Column("unit", "Directorate", "id", 11, required=True),
        Column("name", "Service area", "text", 40, required=True),
        Column("lower", "Rating", "text", 18),
        Column("upper", "To", "text", 18),
        Column("note", "Note", "note", 60),
    ),
)

CHANGE_REQUESTS = TableLayout(
    "Change requests",
    "tblRequests",
    (
        Column("period", "Period", "id", 12, required=True),
        Column("unit", "Directorate", "id", 11, required=True),
        Column("kpi_id", "Ref", "id", 10),
        Column("what", "What should change", "text", 20, required=True),
        Column("old", "As it is", "text", 24),
        Column("new", "Should be", "text", 24),
        Column("reason", "Why it should change", "note", 60),
        Column("asked_by", "Asked for by", "text", 26),
        Column("file", "File", "text", 36),
        Column("cell", "Cell", "id", 24),
    ),
)

MASTER_TABLES = (RESULTS, KPIS, THRESHOLDS, COMPARATORS, SUBMISSIONS, QUALITY, SUMMARIES, SERVICES, CHANGE_REQUESTS)
