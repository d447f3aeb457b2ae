"""Summary: how many KPIs are Green, Amber and Red, for the council and each part of it."""

from collections.abc import Mapping, Sequence

from kpi_xl.files.master_sheets.edition import Edition
from kpi_xl.files.master_sheets.master_page import MasterPage
from kpi_xl.files.master_sheets.sheet_names import EXCEPTIONS, INSTRUCTIONS, SUMMARY, cell_of
from kpi_xl.files.master_sheets.summary_charts import write_charts
from kpi_xl.files.master_sheets.text_height import text_height
from kpi_xl.model.rating import Rating
from kpi_xl.rules.counting import Counts
from kpi_xl.rules.summarise import comparability, headline, unrated_words

_COLUMNS = (
    ("", 50),
    ("KPIs", 8),
    ("Rated", 8),
    ("Green", 8),
    ("Green share", 13),
    ("Amber", 8),
    ("Amber share", 13),
    ("Red", 8),
    ("Red share", 11),
    ("Not rated", 10),
    ("Why not rated", 50),
)
_SERVICES_SHOWN = 150
CHART_ROW = 9
_CHART_ROWS = 14
_TABLES_ROW = CHART_ROW + _CHART_ROWS + 1


def write(edition: Edition) -> None:
    page = MasterPage(edition, SUMMARY, *(width for _, width in _COLUMNS))
    page.heading(f"{edition.rulebook.settings.council}: summary", wide=len(_COLUMNS), about="corporate KPIs")
    if edition.with_details:
        page.link(3, 1, cell_of(INSTRUCTIONS), INSTRUCTIONS)
        page.link(3, 2, cell_of(EXCEPTIONS), EXCEPTIONS)
    _write_sentences(page)
    ranges = {}
    row = _TABLES_ROW
    for title, name, parts in _groups(edition):
        page.text(row, 1, title, "subheading")
        _write_group(page, row + 1, name, title.removeprefix("By ").capitalize(), parts)
        ranges[name] = (row + 2, row + 1 + len(parts))
        row += len(parts) + 3
    write_charts(page, CHART_ROW, ranges)
    page.finish(row, len(_COLUMNS))


def _write_sentences(page: MasterPage) -> None:
    summary = page.edition.summary
    page.text(5, 1, headline(summary.council), page.formats("headline", text_wrap=False))
    page.height(5, 24)
    unrated = unrated_words(summary.council)
    not_rated = summary.council.total - summary.council.rated
    page.text(
        6,
        1,
        f"{not_rated:,} not rated: {unrated}" if unrated else "Every KPI is rated",
        page.formats("body", text_wrap=False),
    )
    words = comparability(summary)
    wide = sum(width for _, width in _COLUMNS)
    page.sheet.merge_range(6, 0, 6, len(_COLUMNS) - 1, "", page.formats("body"))
    page.text(7, 1, words, "body")
    page.height(7, text_height(words, wide))


def _groups(edition: Edition) -> list[tuple[str, str, Mapping[str, Counts]]]:
    """Title, table name, and counts by what the row is called. Services are left out where there are too many."""
    summary = edition.summary
    units = {f"{edition.unit_name(code)} ({code})": counts for code, counts in summary.by_unit.items()}
    services = {f"{service or 'No service'} ({unit})": counts for (unit, service), counts in summary.by_service.items()}
    groups: list[tuple[str, str, Mapping[str, Counts]]] = [
        ("The council", "tblCouncil", {edition.rulebook.settings.council: summary.council}),
        ("By priority", "tblByPriority", summary.by_priority),
        ("By directorate", "tblByDirectorate", units),
    ]
    if len(services) <= _SERVICES_SHOWN:
        groups.append(("By service", "tblByService", services))
    return [group for group in groups if group[2]]


def _write_group(page: MasterPage, row: int, name: str, first: str, parts: Mapping[str, Counts]) -> None:
    headers = [first, *(header for header, _ in _COLUMNS[1:])]
    page.table_of(name, row, len(parts), headers, numbers=tuple(range(1, 10)))
    page.height(row, 18)
    overviews: Mapping[str, str] = page.edition.names.overview if page.edition.with_details else {}
    for number, (part, counts) in enumerate(parts.items(), start=row + 1):
        if name == "tblByPriority" and part in overviews:
            page.link(number, 1, cell_of(overviews[part]), part, "link_cell")
        else:
            page.text(number, 1, part, "text")
        _write_counts(page, number, counts)


def _write_counts(page: MasterPage, row: int, counts: Counts) -> None:
    figures: Sequence[int | None] = (
        counts.total,
        counts.rated,
        *(figure for rating in Rating for figure in (counts.of(rating), counts.share(rating))),
        counts.total - counts.rated,
    )
    share = page.formats("number", num_format='0"%"')
    count = page.formats("number", num_format="#,##0")
    for column, figure in enumerate(figures, start=2):
        page.number(row, column, figure, share if column in (5, 7, 9) else count)
    page.text(row, len(_COLUMNS), unrated_words(counts), "note")
