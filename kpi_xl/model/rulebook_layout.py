"""The tables of rulebook.xlsx: one definition for its writer, its reader and its checks."""

from typing import NamedTuple

from kpi_xl.model.columns import Column
from kpi_xl.model.master_layout import TableLayout

RULEBOOK_FILE = "rulebook.xlsx"
README_SHEET = "Read me"
EVERY = "every"
"""In the KPIs table's Directorate column: every directorate reports this KPI, so one row serves them all."""


class RulebookTable(NamedTuple):
    """A table of the rulebook. Without the sheet of a `required` one there is no rulebook; `purpose` says why."""

    layout: TableLayout
    purpose: str
    required: bool = False

    @property
    def sheet(self) -> str:
        return self.layout.sheet

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.layout.columns


SETTINGS = RulebookTable(
    TableLayout(
        "Settings",
        "tblSettings",
        (
            Column("name", "Setting", "text", 30, required=True, aliases=("Name",)),
            Column("value", "Value", "text", 50, required=True),
            Column("note", "What it does", "note", 70),
        ),
    ),
    "The council's own choices.",
    required=True,
)

UNITS = RulebookTable(
    TableLayout(
        "Units",
        "tblUnits",
        (
            Column("code", "Code", "id", 10, required=True, hint="Two to eight letters; names it everywhere: AS, RE"),
            Column("name", "Directorate", "text", 54, required=True, aliases=("Unit", "Name")),
            Column("approver", "Signed off by", "text", 44, hint="The role that signs the return off"),
            Column("aliases", "Also known as", "text", 40, hint="Other names, with semicolons between them"),
        ),
    ),
    "The directorates that send a return, in the order they are shown.",
    required=True,
)

PRIORITIES = RulebookTable(
    TableLayout(
        "Priorities",
        "tblPriorities",
        (
            Column("name", "Priority", "text", 40, required=True, aliases=("Name",)),
            Column("aliases", "Also known as", "text", 40, hint="Other names, with semicolons between them"),
        ),
    ),
    "The corporate priorities, in the order they are shown.",
    required=True,
)

KPIS = RulebookTable(
    TableLayout(
        "KPIs",
        "tblKpiList",
        (
            Column("kpi_id", "Ref", "id", 9, required=True, aliases=("KPI ref", "KPI id", "Reference", "ID")),
            Column("name", "KPI", "text", 56, required=True, aliases=("KPI name", "Indicator", "Measure")),
            Column("priority", "Priority", "text", 28, required=True, aliases=("Corporate priority",)),
            Column("directorate", "Directorate", "id", 12, required=True, hint=f'A code of Units, or "{EVERY}"'),
            Column("service", "Service", "text", 26),
            Column("measure", "Unit", "text", 16, required=True, aliases=("Unit of measure",), hint="Such as %, days"),
            Column("polarity", "Better when", "text", 13, required=True, aliases=("Polarity",)),
            Column("frequency", "Frequency", "text", 12, required=True),
            Column("covers", "Value covers", "text", 18, required=True, hint="What stretch of time one value is for"),
            Column("decimals", "Decimals", "number", 10, required=True, hint="Places shown: 0 to 6"),
            Column("lowest", "Lowest possible", "number", 11, hint="Blank: no limit"),
            Column("highest", "Highest possible", "number", 11, hint="Blank: no limit"),
            Column("due", "Due in", "text", 14, hint="Quarters a value is due, such as Q2, Q4. Blank: all"),
            Column("lag", "Quarters in arrears", "number", 11, hint="Blank or 0: not in arrears"),
            Column("year_type", "Year type", "text", 12, hint="Blank: financial"),
            Column("compare_with", "Compared with", "text", 24, hint="Blank: previous quarter"),
            Column("scope", "Scope", "text", 12, hint="Only corporate KPIs are counted. Blank: corporate"),
            Column("first", "First period", "id", 13, hint="Blank: always reported"),
            Column("last", "Last period", "id", 13, hint="Blank: still reported"),
            Column("redefined", "Redefined from", "id", 13),
            Column("standing_reason", "No rating because", "text", 24, hint="Only while there is nothing to rate"),
            Column("ratio", "Ask for numerator", "id", 12, hint="yes: the return asks for both parts of the rate"),
            Column("owner", "Owner", "text", 34, hint="A role, not a person's name"),
            Column("definition", "Definition", "note", 60),
            Column("source", "Source", "text", 44),
            Column("illustrative", "Illustrative", "id", 12, hint="yes: its figures are made up for an example"),
        ),
    ),
    "What is measured: one row for each KPI.",
    required=True,
)

THRESHOLDS = RulebookTable(
    TableLayout(
        "Thresholds",
        "tblThresholdVersions",
        (
            Column("kpi_id", "Ref", "id", 9, required=True, aliases=("KPI ref", "KPI id")),
            Column("effective", "From period", "id", 13, required=True, aliases=("Effective from",)),
            Column("target", "Target", "number", 13, required=True, hint="Annual target where the KPI has a profile"),
            Column("basis", "Basis", "text", 18, required=True),
            Column("green_low", "Green from", "number", 12, hint="Absolute bounds"),
            Column("green_high", "Green to", "number", 12),
            Column("amber_low", "Amber from", "number", 12),
            Column("amber_high", "Amber to", "number", 12),
            Column("green_tolerance", "Green tolerance", "number", 11, hint="How far off target is still Green"),
            Column("amber_tolerance", "Amber tolerance", "number", 11, hint="How far off target is still Amber"),
            Column("stated", "Stated rating", "text", 12, hint="Only where no amber bound is published"),
            Column("approved_by", "Approved by", "text", 34, hint="A role, not a person's name"),
            Column("approved_on", "Approved on", "date", 13),
            Column("reason", "Reason", "note", 54, hint="Why this version is not as the one before"),
        ),
    ),
    "What is Green and what is Amber, from which period: a change is a new row, never an edit of an old one.",
    required=True,
)

PROFILES = RulebookTable(
    TableLayout(
        "Profiles",
        "tblProfiles",
        (
            Column("kpi_id", "Ref", "id", 9, required=True),
            Column("year", "Financial year", "id", 14, required=True),
            Column("shape", "Shape", "text", 12, hint="Linear, stepped, seasonal or level: for readers only"),
            Column("q1", "Q1", "number", 13, required=True),
            Column("q2", "Q2", "number", 13, required=True),
            Column("q3", "Q3", "number", 13, required=True),
            Column("q4", "Q4", "number", 13, required=True, hint="The annual target"),
        ),
    ),
    "How far a year-to-date KPI should be by the end of each quarter. Q4 is the annual target.",
)

COMPARATORS = RulebookTable(
    TableLayout(
        "Comparators",
        "tblComparatorList",
        (
            Column("kpi_id", "Ref", "id", 9, required=True),
            Column("name", "Comparator", "text", 34, required=True),
            Column("value", "Value", "number", 12, hint="Blank: known only in words"),
            Column("period", "Period", "text", 16),
            Column("source", "Source", "text", 44),
        ),
    ),
    "Figures to set a KPI beside, such as England or similar councils.",
)

COMPONENTS = RulebookTable(
    TableLayout(
        "Components",
        "tblComponents",
        (
            Column("total", "Total", "id", 9, required=True, hint="Ref of the KPI that is the sum"),
            Column("part", "Part", "id", 9, required=True, hint="Ref of one part; blank for what is left over"),
            Column("remainder", "What is left over", "text", 44, hint="Its name, where Part is blank"),
        ),
    ),
    "A total and its parts, so that they can be added up and checked: one row for each part.",
)

SERVICES = RulebookTable(
    TableLayout(
        "Services",
        "tblServiceAreas",
        (
            Column("name", "Service area", "text", 44, required=True),
            Column("directorate", "Directorate", "id", 12, required=True),
        ),
    ),
    "Service areas a directorate rates in words: Excellent, Good, Average, Under-performing.",
)

PERIODS = RulebookTable(
    TableLayout(
        "Periods",
        "tblPeriods",
        (
            Column("period", "Period", "id", 13, required=True),
            Column("deadline", "Returns due by", "date", 15, required=True, aliases=("Deadline",)),
        ),
    ),
    "The periods that are open, and when returns for them are due.",
)

OVERRIDES = RulebookTable(
    TableLayout(
        "Overrides",
        "tblOverrides",
        (
            Column("kpi_id", "Ref", "id", 9, required=True),
            Column("period", "Period", "id", 13, required=True),
            Column("rating", "Published rating", "text", 14, required=True),
            Column("reason", "Reason", "note", 60, required=True),
            Column("name", "Decided by", "text", 34, required=True),
            Column("on", "Decided on", "date", 13, required=True),
        ),
    ),
    "Ratings changed by hand, each with who decided, when and why. Both ratings are shown.",
)

RULEBOOK_TABLES = (
    *(SETTINGS, UNITS, PRIORITIES, KPIS, THRESHOLDS, PROFILES),
    *(COMPARATORS, COMPONENTS, SERVICES, PERIODS, OVERRIDES),
)
"""In the order of the sheets."""


class SettingRow(NamedTuple):
    """A setting by its field in `Settings`, the words written in the table, and what it does."""

    field: str
    name: str
    note: str


SETTING_ROWS = (
    SettingRow("council", "Council", "The council's name, as it is printed on every sheet."),
    SettingRow("period", "Current period", "The quarter being reported, such as 2022/23 Q2."),
    SettingRow("contact", "Contact", "Whom officers ask for help: a role, an address or a number."),
    SettingRow("large_change", "Large change (%)", "A change of more than this since last time wants an explanation."),
    SettingRow("detail_sheets", "Detail sheets", "yes: the master has a sheet for each KPI. no: it has none."),
    SettingRow("example", "Example", "yes: every sheet says its figures are illustrative unless marked published."),
)
