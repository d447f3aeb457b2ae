"""The columns of a master's DataFrames: how each is called, what it holds and in which unit, as docs/data.md shows."""

from dataclasses import dataclass
from typing import Literal

from kpi_xl.model.master_layout import KPIS, QUALITY, RESULTS, THRESHOLDS, TableLayout

Kind = Literal["text", "number", "flag", "whole", "day", "rating", "quarter"]

DTYPES: dict[Kind, str] = {
    "text": "str",
    "number": "float64",
    "flag": "bool",
    "whole": "int64",
    "day": "datetime64",
    "rating": "category",
    "quarter": "period[Q-MAR]",
}


@dataclass(frozen=True, slots=True)
class FrameColumn:
    """`field` is the column of the master's table it is read from. `holds` says what is in it, and in which unit."""

    name: str
    field: str
    kind: Kind
    holds: str


@dataclass(frozen=True, slots=True)
class FrameLayout:
    name: str
    layout: TableLayout
    holds: str
    columns: tuple[FrameColumn, ...]


def _same(kind: Kind, **columns: str) -> tuple[FrameColumn, ...]:
    """Columns called as in the code of the table."""
    return tuple(FrameColumn(name, name, kind, holds) for name, holds in columns.items())


_ENDS = {
    "green_low": "Green from, in the KPI's unit; blank: open",
    "green_high": "Green to",
    "amber_low": "Amber from",
    "amber_high": "Amber to",
}

RESULTS_FRAME = FrameLayout(
    "results",
    RESULTS,
    "One row a KPI and quarter, as published",
    (
        *_same(
            "text",
            key="KPI and period, shared with thresholds: CE01|2022/23 Q2",
            kpi_id="The KPI's ref",
            period="The quarter as the master writes it: 2022/23 Q2. Sorts in order of time",
        ),
        FrameColumn("quarter", "period", "quarter", "The same for pandas: 2023Q2, for the year to March 2023"),
        *_same("text", directorate="Code of the directorate that reported it", priority="Corporate priority"),
        *_same("number", value="In the KPI's unit: 92.6 for 92.6%. Blank where withheld", target="In the KPI's unit"),
        *_same("number", **_ENDS),
        FrameColumn("rating", "outcome", "rating", "The word published: Green, Amber, Red, or the reason for none"),
        FrameColumn("computed_rating", "computed", "rating", "What value and bounds alone give; see override"),
        *_same(
            "text",
            version="The thresholds that decided: CE01 from 2022/23 Q1",
            as_at="The quarter the data is of; earlier than period where carried or in arrears",
        ),
        *_same(
            "flag",
            carried="An earlier figure, carried forward",
            provisional="May still change",
            rounding_sensitive="The value as shown would rate otherwise",
        ),
        *_same("text", override="Who changed the rating, when and why"),
        *_same("number", numerator="Of the value, as reported", denominator="Of the value, as reported"),
        *_same("text", cause="Why it is Red", action="What is done about it"),
        FrameColumn("action_owner", "owner", "text", "Role that does it"),
        FrameColumn("action_due", "due", "day", "By when; blank where action_due_as_written is no date"),
        FrameColumn("action_due_as_written", "due", "text", "By when, in the words of the return"),
        *_same("text", commentary="What the directorate says"),
        FrameColumn("source_file", "file", "text", "Where the value was read; blank for a gap"),
        FrameColumn("source_sheet", "sheet", "text", "Its sheet"),
        FrameColumn("source_cell", "cell", "text", "Its cell"),
        FrameColumn("source_sha256", "sha256", "text", "Hash of that file"),
        *_same("whole", revision="0, and 1 more each time the figure was revised"),
        *_same("flag", gap="No accepted return: the row only marks the place"),
    ),
)

KPIS_FRAME = FrameLayout(
    "kpis",
    KPIS,
    "One row a KPI of the rulebook, of every scope",
    (
        *_same("text", kpi_id="The KPI's ref", name="What it measures"),
        FrameColumn("kpi_priority", "priority", "text", "Corporate priority, today"),
        FrameColumn("kpi_directorate", "directorate", "text", "Code of the directorate, today"),
        *_same(
            "text",
            service="Service area",
            measure="Unit of measure: %, £m, days per FTE ...",
            polarity="higher, lower, in range or none",
            frequency="quarterly or annual",
            covers="What a value covers: quarter, year to date ...",
        ),
        *_same("whole", decimals="Decimals shown"),
        *_same(
            "text",
            scope="corporate, supporting or pipeline",
            compare_with="What direction of travel is against",
            first="First quarter reported",
            last="Last quarter reported",
            redefined="Quarter of its last new definition",
        ),
        FrameColumn("kpi_owner", "owner", "text", "Role that answers for it"),
        *_same("text", definition="In words", source="Where its figures come from"),
        *_same("flag", illustrative="The figures are made up"),
    ),
)

THRESHOLDS_FRAME = FrameLayout(
    "thresholds",
    THRESHOLDS,
    "One row a KPI and quarter: what was in force",
    (
        *_same("text", key="KPI and period, shared with results", kpi_id="The KPI's ref", period="2022/23 Q2"),
        *(
            FrameColumn(f"in_force_{field}", field, "number", f"{holds}, in force")
            for field, holds in {"target": "Target in the KPI's unit", **_ENDS}.items()
        ),
        FrameColumn("stated_rating", "stated", "text", "Rating stated where no amber bound is published"),
        FrameColumn("in_force_version", "version", "text", "The version in force: CE01 from 2022/23 Q1"),
        *_same("text", approved_by="Body that approved it"),
        *_same("day", approved_on="On which day"),
        FrameColumn("approved_reason", "reason", "text", "Why it was set so"),
    ),
)

FINDINGS_FRAME = FrameLayout(
    "findings",
    QUALITY,
    "What checks found and changed, from the sheet Data quality",
    (
        *_same("text", period="2022/23 Q2"),
        FrameColumn("returned_by", "unit", "text", "Code of the directorate whose return it was"),
        *_same(
            "text",
            kpi_id="The KPI's ref; blank for the whole return",
            code="KPI101 ...: see problems.md",
            severity="error, warning, fixed ...",
            message="What was found",
        ),
        FrameColumn("found_sheet", "sheet", "text", "In which sheet"),
        FrameColumn("found_cell", "cell", "text", "In which cell"),
        *_same("text", old="What the cell held", new="What it was read as", answer="What the directorate answered"),
    ),
)

FRAMES = (RESULTS_FRAME, KPIS_FRAME, THRESHOLDS_FRAME, FINDINGS_FRAME)
"""In each, no name is that of another table's column but those that rows are joined by."""
JOINED_BY = frozenset({"key", "kpi_id", "period"})


def columns_page(frame: FrameLayout) -> str:
    """The table of docs/data.md that says what is in each column."""
    lines = [f"### `{frame.name}`", "", f"{frame.holds}.", "", "| column | type | holds |", "|---|---|---|"]
    lines += [
        f"| `{one.name}` | {DTYPES[one.kind]} | {one.holds} |".replace("CE01|", "CE01\\|") for one in frame.columns
    ]
    return "\n".join(lines) + "\n"
