"""Summary: how many KPIs are Green, Amber and Red, for the council and each part of it."""

from collections.abc import Mapping

from kpi_xl.files.house_style.formula_cell import cell_of
from kpi_xl.files.master.calculations.counts import CouncilPart
from kpi_xl.files.master.calculations.sentences import comparability, not_rated, rating_basis
from kpi_xl.files.master.page.draft import MasterDraft, MasterSheet, always
from kpi_xl.files.master.page.master_page import MasterPage, text_height
from kpi_xl.files.master.page.sheet_names import EXCEPTIONS, INSTRUCTIONS, SUMMARY
from kpi_xl.files.master.summary.selectors import write_selectors
from kpi_xl.files.master.summary.summary_charts import write_charts
from kpi_xl.rules.comparison.comparability import comparability_words, threshold_changes

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
_CHART_ROWS = 14

_TABLES = {
    "Council": ("The council", "tblCouncil", "The council"),
    "Priority": ("By priority", "tblByPriority", "Priority"),
    "Directorate": ("By directorate", "tblByDirectorate", "Directorate"),
    "Service": ("By service", "tblByService", "Service"),
}
"""By kind of part: the title above its table, the table's name, and what its first column is called."""


def write(draft: MasterDraft) -> None:
    page = MasterPage(draft, SUMMARY, *(width for _, width in _COLUMNS))
    page.choice_heading(f"{draft.rulebook.settings.council}: summary", wide=len(_COLUMNS), about="corporate KPIs")
    if not draft.bulk:
        page.link(3, 1, cell_of(INSTRUCTIONS), INSTRUCTIONS)
        page.link(3, 2, cell_of(EXCEPTIONS), EXCEPTIONS)
    row = 5 if draft.bulk else write_selectors(page, 5) + 1
    chart_row = _write_sentences(page, row) + 1
    ranges = {}
    row = chart_row + _CHART_ROWS + 1
    for kind, parts in _groups(draft).items():
        page.text(row, 1, _TABLES[kind][0], "subheading")
        _write_group(page, row + 1, kind, parts)
        ranges[_TABLES[kind][1]] = (row + 2, row + 1 + len(parts))
        row += len(parts) + 3
    write_charts(page, chart_row, ranges)
    page.finish(row, len(_COLUMNS), follows_choice=not draft.bulk)


SHEET = MasterSheet(
    SUMMARY,
    "How many KPIs are Green, Amber and Red: the council, each priority, directorate and service",
    write,
    always,
)


def _write_sentences(page: MasterPage, row: int) -> int:
    """What the counts say, and whether they compare with the quarter before; gives the row below."""
    draft = page.draft
    council = draft.parts[0]
    body = page.formats("body", text_wrap=False)
    page.show(row, 1, draft.count(council, "Headline"), page.formats("headline", text_wrap=False))
    page.height(row, 24)
    page.show(row + 1, 1, not_rated(*(draft.count(council, one) for one in ("Not rated", "Why not rated"))), body)
    page.merged(row + 2, 1, len(_COLUMNS), "", page.formats("body"))
    page.show(row + 2, 1, comparability(draft.choice), "body")
    wide = sum(width for _, width in _COLUMNS)
    page.height(row + 2, max(text_height(words, wide) for words in _comparabilities(draft)))
    if draft.bulk:
        return row + 3
    page.show(row + 3, 1, rating_basis(draft.choice), body)
    return row + 4


def _comparabilities(draft: MasterDraft) -> list[str]:
    """The sentence for every quarter that may be chosen: its row must hold the longest."""
    periods = [draft.period] if draft.bulk else draft.periods
    changes = ((threshold_changes(draft.rulebook, draft.master, one.previous, one), one) for one in periods)
    return [comparability_words([change.kpi.kpi_id for change in found], one.previous) for found, one in changes]


def _groups(draft: MasterDraft) -> dict[str, list[CouncilPart]]:
    """The parts by kind. Services are left out where there are too many."""
    groups = {kind: [part for part in draft.parts if part.kind == kind] for kind in _TABLES}
    if len(groups["Service"]) > _SERVICES_SHOWN:
        del groups["Service"]
    return {kind: parts for kind, parts in groups.items() if parts}


def _write_group(page: MasterPage, row: int, kind: str, parts: list[CouncilPart]) -> None:
    _, name, first = _TABLES[kind]
    headers = [first, *(header for header, _ in _COLUMNS[1:])]
    page.table_of(name, row, len(parts), headers, numbers=tuple(range(1, 10)))
    page.height(row, 18)
    overviews: Mapping[str, str] = {} if page.draft.bulk else page.draft.names.overview
    for number, part in enumerate(parts, start=row + 1):
        if kind == "Priority" and part.name in overviews:
            page.link(number, 1, cell_of(overviews[part.name]), part.name, "link_cell")
        else:
            page.text(number, 1, part.name, "text")
        _write_counts(page, number, part)


def _write_counts(page: MasterPage, row: int, part: CouncilPart) -> None:
    share = page.formats("number", num_format='0"%"')
    count = page.formats("number", num_format="#,##0")
    for column, (header, _) in enumerate(_COLUMNS[1:], start=2):
        look = share if header.endswith("share") else count
        page.show(row, column, page.draft.count(part, header), "note" if column == len(_COLUMNS) else look)
