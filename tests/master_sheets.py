"""The sheets every master has, by what they are for, and what a workbook's sheets must be."""

from collections.abc import Sequence

from kpi_xl.files.master.sheets import SHEETS

TABLE_SHEETS = ["Results", "KPIs", "Thresholds", "Comparators"]
RECORD_SHEETS = ["Directors' summaries", "Services", "Submissions", "Data quality"]
CALCULATED_SHEETS = ["Calculations", "Counts", "Trends", "Threshold changes", "Periods"]


def without_newer(titles: Sequence[str], known: Sequence[str]) -> list[str]:
    """`titles` without sheets declared since a test was written: a new sheet breaks no order."""
    newer = {sheet.name for sheet in SHEETS} - set(known)
    return [title for title in titles if title not in newer]
