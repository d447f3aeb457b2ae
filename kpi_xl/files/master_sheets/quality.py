"""Data quality: warnings accepted, fixes made, overrides, rounding-sensitive rows, in words."""

from collections import Counter

from kpi_xl.files.master_sheets.edition import Edition
from kpi_xl.files.master_sheets.records import FIRST, keep, record_page
from kpi_xl.model.master_layout import QUALITY
from kpi_xl.rules.master_rows import quality_rows


def write(edition: Edition) -> None:
    page = record_page(edition, QUALITY, "What was queried, corrected or changed", 1, 3)
    kinds = Counter(note.severity for note in edition.master.notes if note.period == edition.period)
    count = ", ".join(f"{number:,} {kind}" for kind, number in kinds.items())
    notes = f"{kinds.total():,} note{'' if kinds.total() == 1 else 's'}" if count else "No notes"
    headline = f"{notes} for {edition.period}" + (f": {count}" if count else "")
    page.text(5, 1, headline, page.formats("headline", text_wrap=False))
    page.height(5, 22)
    keep(page, FIRST, QUALITY, list(quality_rows(edition.master.notes)))
