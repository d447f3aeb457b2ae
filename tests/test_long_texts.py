"""Texts as long as a cell holds, sent and sent again: one return never stops the others, and nothing said overflows."""

from io import BytesIO
from pathlib import Path

import pytest
from proof.recalculated import all_cells
from small_council import Q2, adults, education, reported, returned, rulebook
from workbook_lint import lint

from kpi_xl.files.write_accessible import write_accessible_workbook
from kpi_xl.files.write_master import write_master
from kpi_xl.model.finding import Severity
from kpi_xl.model.master import Master
from kpi_xl.model.place import Place
from kpi_xl.model.row_words import RowWords
from kpi_xl.model.submission import Checked, ServiceRating
from kpi_xl.model.text_length import LONGEST_MESSAGE, LONGEST_TEXT, length
from kpi_xl.rules.consolidation.consolidate import consolidate
from kpi_xl.rules.findings.make_finding import make_finding
from kpi_xl.rules.master.accessible_tables import Publication, accessible_tables

pytestmark = pytest.mark.slow

LETTERS = "Figures of 92.6% and 1,481 cases \"as sent\" & 'agreed' "
EMOJI = "🙂"


def text(start: str, of: str, most: int) -> str:
    """As long as a cell holds, or `most` of Excel's characters."""
    count = (most - length(start)) // length(of)
    return start + of * count


def sent(start: str, of: str = LETTERS, most: int = 32_697) -> Checked:
    """A return in which every text an officer may write is that long."""
    words = RowWords(**{field: text(f"{start} {field} ", of, most) for field in RowWords._fields})
    rows = tuple(
        reported(kpi_id, value, row)._replace(words=words)
        for row, (kpi_id, value) in enumerate({"AS01": 80.0, "AS02": 86.0, "AS03": 91.0}.items(), start=7)
    )
    services = (ServiceRating("Care homes", "Good", "Good", text(start, of, most)),)
    return returned("AS", rows, summary=text(start, of, most), services=services, sha256=start)


def sent_again(**how: object) -> Master:
    first = consolidate(rulebook(), Master(), (sent("First", **how), education()), Q2).master  # type: ignore[arg-type]  # the cases know what `sent` takes
    return consolidate(rulebook(), first, (sent("Second", **how), education()), Q2).master  # type: ignore[arg-type]  # the cases know what `sent` takes


@pytest.mark.parametrize(
    "how",
    [
        pytest.param({}, id="32,697 characters"),
        pytest.param({"most": LONGEST_TEXT}, id="32,767 characters"),
        pytest.param({"of": EMOJI, "most": LONGEST_TEXT - 1}, id="as many as emoji, which count two"),
        pytest.param({"of": "1 in 2, 3.5% or 47. ", "most": LONGEST_TEXT}, id="nothing but figures"),
    ],
)
def test_long_texts_sent_again_leave_the_run_and_its_master_whole(how: dict[str, object], tmp_path: Path) -> None:
    master = sent_again(**how)
    path = tmp_path / "master.xlsx"
    write_master(path, master, rulebook(), Q2)
    assert lint(path) == []
    assert all(length(note.message) <= LONGEST_MESSAGE for note in master.notes)
    kept = {cell.text for (sheet, _), cell in all_cells(path).items() if sheet == "Results"}
    results = [result for result in master.results if result.directorate == "AS"]
    assert {result.words.commentary for result in results} <= kept
    assert {result.words.owner for result in results} <= kept


def test_what_a_text_was_before_stands_whole_beside_the_note_that_shortens_it() -> None:
    note = next(note for note in sent_again().notes if note.message.startswith("Commentary was"))
    assert length(note.message) < 800 and note.message.count("…") == 2
    assert note.old.startswith("First commentary") and length(note.old) > 32_000
    assert note.new.startswith("Second commentary") and length(note.new) > 32_000


def test_the_accessible_copy_takes_them_too(tmp_path: Path) -> None:
    path = tmp_path / "accessible.xlsx"
    tables = accessible_tables(rulebook(), sent_again(most=LONGEST_TEXT), Q2)
    write_accessible_workbook(path, Publication("Title", ["About."], tables))
    assert lint(path) == []


def test_a_finding_over_thousands_of_cells_is_kept_with_a_few_of_them_named() -> None:
    places = tuple(Place("Return", f"O{row}") for row in range(7, 16_007))
    finding = make_finding("KPI146", places, severity=Severity.WARNING, how="")
    found = adults(findings=(finding,))
    master = consolidate(rulebook(), Master(), (found, education()), Q2).master
    (note,) = (note for note in master.notes if note.code == "KPI146")
    assert note.cell.startswith("O7, O8, ") and note.cell.endswith(" and 15,900 more")
    write_master(BytesIO(), master, rulebook(), Q2)


def test_files_turned_down_by_the_hundred_are_told_of_in_one_short_note() -> None:
    before = consolidate(rulebook(), Master(), (adults(), education()), Q2).master
    late = [adults(status="rejected", path=f"{'x' * 200} {number}.xlsx") for number in range(400)]
    master = consolidate(rulebook(), before, (*late, education()), Q2).master
    assert max(length(note.message) for note in master.notes) <= LONGEST_MESSAGE
