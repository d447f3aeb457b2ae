"""What is written into a master's tables reads back the same, and what was tampered with is refused plainly."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_tables import write_plain_tables
from small_council import BANDS, Q1, Q2, adults, education, rulebook

from kpi_xl.files.reading.read_book import read_book
from kpi_xl.files.write_master import write_master
from kpi_xl.model.bands import Bands
from kpi_xl.model.book import Book, Cell, Kind, Sheet
from kpi_xl.model.errors import WorkspaceError
from kpi_xl.model.master import DirectorSummary, Master, QualityNote, Result, ServiceResult, SubmissionRecord
from kpi_xl.model.master_layout import MASTER_TABLES, RESULTS
from kpi_xl.model.number import typed
from kpi_xl.model.period import Period
from kpi_xl.model.rating import OUTCOMES, Rating, Reason
from kpi_xl.model.row_words import RowWords
from kpi_xl.rules.consolidation.consolidate import consolidate
from kpi_xl.rules.master.master_rows import master_rows, result_rows
from kpi_xl.rules.master.read_master import read_master
from kpi_xl.workflows.open_master import open_master

FULL = Result(
    kpi_id="AS01",
    period=Q2,
    directorate="AS",
    priority="Caring for the vulnerable",
    value=89.96,
    outcome=Rating.GREEN,
    computed=Rating.AMBER,
    target=90.0,
    bands=Bands(green=(90, 110), amber=(85.5, None)),
    version="AS01 from 2022/23 Q2",
    as_at=Q1,
    carried=True,
    provisional=True,
    rounding_sensitive=True,
    override="Changed to Green by Director on 14/10/2022: late data",
    numerator=0.0,
    denominator=-7.5,
    words=RowWords(
        cause="=1+1 is text, not a formula",
        action="+44 call, @home",
        owner="Head of Adults",
        due="31/12/2022",
        commentary='Two lines\nwith "quotes", & and <tags>, £ and – and 😀',
    ),
    file="AS & Co (v2).xlsx",
    sheet="Return",
    cell="N7",
    sha256="00" * 32,
    revision=3,
)
GAP = Result("AS02", Q2, "AS", "", None, Reason.AWAITED, Reason.AWAITED, gap=True)
MASTER = Master(
    results=(FULL, GAP),
    submissions=(
        SubmissionRecord("AS", Q2, "accepted", "AS.xlsx", "ab" * 32, 0, 2, 11, "Director", "14/10/2022", True),
        SubmissionRecord("EC", Q2, "missing"),
    ),
    notes=(
        QualityNote(Q2, "AS", "AS01", "KPI101", "fixed", "Read as 92.6.", "Return", "N7, N9", "'92.6", "92.6"),
        QualityNote(Q2, "EC", "", "KEPT", "info", "Stands."),
    ),
    summaries=(DirectorSummary("AS", Q2, "First line.\n\nSecond."),),
    services=(
        ServiceResult("GE", Q2, "Libraries", "Good", "Excellent", "Busy"),
        ServiceResult("GE", Q2, "Waste", "Average"),
    ),
)


def test_every_table_has_a_cell_for_every_column_and_no_empty_text():
    rows = master_rows(MASTER)
    for layout in MASTER_TABLES:
        for row in rows.get(layout.name, ()):
            assert len(row) == len(layout.columns)
            assert "" not in row


def test_a_result_is_written_as_people_and_formulas_need_it():
    written = dict(zip([column.field for column in RESULTS.columns], next(result_rows([FULL])), strict=True))
    assert written["key"] == "AS01|2022/23 Q2"
    assert [written[end] for end in ("green_low", "green_high", "amber_low", "amber_high")] == [90.0, 110.0, 85.5, None]
    assert (written["outcome"], written["as_at"], written["carried"], written["gap"]) == (
        "Green",
        "2022/23 Q1",
        "Yes",
        None,
    )


def test_a_master_with_every_field_reads_back_equal(tmp_path: Path):
    assert open_master(write_plain_tables(tmp_path / "master.xlsx", MASTER)) == MASTER


def test_an_empty_master_reads_back_equal(tmp_path: Path):
    assert open_master(write_plain_tables(tmp_path / "master.xlsx", Master())) == Master()


def test_rows_people_put_above_the_headings_do_no_harm(tmp_path: Path):
    assert open_master(write_plain_tables(tmp_path / "master.xlsx", MASTER, rows_above=3)) == MASTER


def test_consolidating_onto_a_master_that_was_saved_changes_nothing(tmp_path: Path):
    checked = (adults(first=89.96), education())
    master = consolidate(rulebook(), Master(), checked, Q2).master
    saved = open_master(write_plain_tables(tmp_path / "master.xlsx", master))
    assert consolidate(rulebook(), saved, checked, Q2).unchanged


NUMBERS = st.none() | st.floats(-1e15, 1e15).map(typed)
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)
PERIODS = st.builds(Period, st.integers(1999, 2030), st.integers(1, 4))
RESULTS_MADE = st.builds(
    Result,
    kpi_id=st.from_regex(r"[A-Z]{2}[0-9]{2}", fullmatch=True),
    period=PERIODS,
    directorate=TEXT,
    priority=TEXT,
    value=NUMBERS,
    outcome=st.sampled_from(list(OUTCOMES.values())),
    computed=st.sampled_from(list(OUTCOMES.values())),
    target=NUMBERS,
    bands=st.sampled_from([None, BANDS, Bands((None, 3), (None, 3.5)), Bands((80, None), (None, None))]),
    as_at=st.none() | PERIODS,
    carried=st.booleans(),
    words=st.builds(RowWords, *[TEXT] * len(RowWords._fields)),
    revision=st.integers(0, 99),
    gap=st.booleans(),
)


def in_memory(master: Master) -> Book:
    """The tables as a reader would find them."""
    rows = master_rows(master)
    sheets = []
    for layout in MASTER_TABLES:
        lines = [[column.header for column in layout.columns], *rows.get(layout.name, ())]
        sheets.append(Sheet(layout.sheet, {row: line_of(row, line) for row, line in enumerate(lines, 1)}))
    return Book("master.xlsx", "", 0, tuple(sheets))


def line_of(row: int, line: "list[str] | tuple[object, ...]") -> dict[int, Cell]:
    filled = [(column, value) for column, value in enumerate(line, 1) if value is not None]
    return {
        column: Cell(row, column, Kind.TEXT if isinstance(value, str) else Kind.NUMBER, value)  # type: ignore[arg-type] # as written
        for column, value in filled
    }


@given(st.lists(RESULTS_MADE, max_size=6, unique_by=lambda result: result.key))
@settings(max_examples=60)
def test_any_master_reads_back_equal(results: list[Result]):
    master = Master(results=tuple(results))
    assert read_master(in_memory(master)) == master


# A master that was tampered with


def tampered(column: str, value: object, kind: Kind = Kind.TEXT, **more: object) -> Book:
    """The master with one cell of its first result changed."""
    book = in_memory(MASTER)
    cells = book.sheets[0].rows[2]
    number = RESULTS.index(column) + 1
    cells[number] = Cell(2, number, kind, value, **more)  # type: ignore[index,arg-type] # the builder's own dict
    return book


@pytest.mark.parametrize(
    ("book", "said"),
    [
        pytest.param(
            lambda: tampered("value", "92.6 approx"),
            r'Results!F2 holds "92.6 approx": it is not a number',
            id="text for a number",
        ),
        pytest.param(
            lambda: tampered("value", True, Kind.BOOLEAN),
            r'F2 holds "True": it is not a number',
            id="TRUE for a number",
        ),
        pytest.param(lambda: tampered("value", "#REF!", Kind.ERROR), r'F2 holds "#REF!"', id="an error"),
        pytest.param(
            lambda: tampered("outcome", "Blue"), r'L2 holds "Blue": it is not a rating', id="a word that is no rating"
        ),
        pytest.param(lambda: tampered("period", "Q9"), r'C2 holds "Q9": it does not name one quarter', id="a period"),
        pytest.param(lambda: tampered("carried", "perhaps"), r"P2 .*neither Yes nor blank", id="a flag"),
        pytest.param(
            lambda: tampered("green_low", 70.0, Kind.NUMBER), r"H2 .*bands that are wrong: Green is wider", id="bands"
        ),
        pytest.param(
            lambda: tampered("kpi_id", "AS09"),
            r"A2 .*should be AS09\|2022/23 Q2. Perhaps only some columns",
            id="sorted in part",
        ),
        pytest.param(
            lambda: tampered("value", None, Kind.BLANK, formula="1+1", has_cached=False),
            r"F2 .*formula saved without its result",
            id="a formula without its result",
        ),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_with_what_to_do(book: Callable[[], Book], said: str):
    with pytest.raises(WorkspaceError, match=said) as caught:
        read_master(book())
    assert "Put these cells right in Excel, or use the latest copy in the backups folder" in str(caught.value)


def test_only_the_first_few_bad_cells_are_listed():
    book = in_memory(Master(results=tuple(replaced(FULL, f"AS{number:02}") for number in range(1, 10))))
    for cells in list(book.sheets[0].rows.values())[1:]:
        cells[6] = cells[6]._replace(kind=Kind.TEXT, value="x")  # type: ignore[index] # the builder's own dict
    with pytest.raises(WorkspaceError, match=r"And 4 more\."):
        read_master(book)


def replaced(result: Result, kpi_id: str) -> Result:
    from dataclasses import replace

    return replace(result, kpi_id=kpi_id)


def test_two_rows_for_one_kpi_and_period_are_refused():
    with pytest.raises(WorkspaceError, match=r"more than one row for AS01\|2022/23 Q2"):
        read_master(in_memory(Master(results=(FULL, FULL))))


def test_a_lost_sheet_is_named():
    book = in_memory(MASTER)
    without = Book(book.path, "", 0, tuple(sheet for sheet in book.sheets if sheet.name != "Submissions"))
    with pytest.raises(WorkspaceError, match='has no sheet "Submissions"'):
        read_master(without)


def test_a_lost_column_is_named():
    book = in_memory(MASTER)
    del book.sheets[0].rows[1][RESULTS.index("outcome") + 1]  # type: ignore[attr-defined] # the builder's own dict
    with pytest.raises(WorkspaceError, match=r'sheet "Results" of master\.xlsx has lost the columns "Rating"'):
        read_master(book)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(None, "There is no master at", id="not there"),
        pytest.param(b"", "cannot be read as a workbook", id="empty"),
        pytest.param(b"Ref,Value\n", "cannot be read as a workbook", id="a text file"),
        pytest.param(b"PK\x03\x04cut off", "cannot be read as a workbook", id="cut off"),
    ],
)
def test_a_file_that_is_no_master_is_said(tmp_path: Path, content: bytes | None, said: str):
    if content is not None:
        (tmp_path / "master.xlsx").write_bytes(content)
    with pytest.raises(WorkspaceError, match=said):
        open_master(tmp_path / "master.xlsx")


def test_the_reader_takes_the_file_of_a_book_as_it_is(tmp_path: Path):
    book = read_book(write_plain_tables(tmp_path / "master.xlsx", MASTER))
    assert isinstance(book, Book)
    assert read_master(book) == MASTER


def test_the_real_master_reads_back_equal_with_every_field(tmp_path: Path):
    write_master(tmp_path / "master.xlsx", MASTER, rulebook(), Q2)
    assert open_master(tmp_path / "master.xlsx") == MASTER
