"""Directors' summaries, Services, Submissions and Data quality show the quarter chosen; every quarter stays below."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from proof.choices import chosen, unlike
from proof.recalculated import all_cells
from proof.workbook import prove_workbook
from small_council import KPIS, Q1, Q2, kpi, rulebook

from kpi_xl.files.frames import load_master
from kpi_xl.files.master_book import master_book
from kpi_xl.files.write_master import write_master
from kpi_xl.model.bands import Bands
from kpi_xl.model.basis import Basis
from kpi_xl.model.kpi import Scope
from kpi_xl.model.master import DirectorSummary, Master, QualityNote, Result, ServiceResult, SubmissionRecord
from kpi_xl.model.period import Period
from kpi_xl.model.rating import Rating
from kpi_xl.model.rulebook import ReportingPeriod, Rulebook, Threshold
from kpi_xl.model.selection import AS_PUBLISHED, Selection
from kpi_xl.rules.consolidation.punctuality import timing_words
from kpi_xl.rules.master.read_master import MASTER_SHEETS, read_master

pytestmark = [pytest.mark.slow, pytest.mark.unmeasured]

LAST_YEAR = Period(2021, 2)
PERIODS = (LAST_YEAR, Q1, Q2)
STATED, BANDED = "PR01", "PR02"
MANY = 70


def council() -> Rulebook:
    """Two programme measures: one rated as stated without an amber limit, one with amber from 60."""
    pipeline = [kpi(one, "EC", scope=Scope.PIPELINE, decimals=0, name=f"Programme {one}") for one in (STATED, BANDED)]
    book = rulebook(kpis=(*KPIS, *pipeline))
    start = Period(2020, 1)
    stated = Threshold(STATED, start, 80.0, Basis.ABSOLUTE, Bands((80, None), (None, None)), stated=Rating.AMBER)
    banded = Threshold(BANDED, start, 80.0, Basis.ABSOLUTE, Bands((80, None), (60, None)))
    return replace(
        book,
        thresholds={**book.thresholds, STATED: (stated,), BANDED: (banded,)},
        periods=(ReportingPeriod(Q1, date(2022, 7, 22)), ReportingPeriod(Q2, date(2022, 10, 21))),
    )


def sent(unit: str, period: Period, status: str, signed_on: str = "", **more: object) -> SubmissionRecord:
    file = f"{unit} {period.quarter}.xlsx" if status != "missing" else ""
    return SubmissionRecord(unit, period, status, file, signed_on=signed_on, **more)  # type: ignore[arg-type] (the caller names real fields)


def note(period: Period, number: int, severity: str) -> QualityNote:
    text = f"Note {number} of {period}"
    return QualityNote(period, "AS", "AS01", "KPI101", severity, text, "Return", f"N{number}", "9,2.6", "92.6")


def master() -> Master:
    book = council()
    values = {"AS01": 92.6, STATED: 64.0, BANDED: 55.0}
    bands = {one: book.thresholds[one][0].bands for one in values}
    words = {"AS01": Rating.GREEN, STATED: Rating.AMBER, BANDED: Rating.RED}
    return Master(
        results=tuple(
            Result(
                *(one, period, book.kpis[one].directorate, "Caring", value, words[one], words[one]),
                target=book.thresholds[one][0].target,
                bands=bands[one],
                version=book.thresholds[one][0].version,
                as_at=period,
            )
            for period in PERIODS
            for one, value in values.items()
            if one == "AS01" or period == Q2
        ),
        submissions=(
            *(sent("AS", Q1, "accepted", "22/07/2022"), sent("EC", Q1, "missing")),
            sent("AS", Q2, "accepted", "22/10/2022", warnings=2, resubmission=True),
            sent("EC", Q2, "rejected", "20/10/2022", errors=3),
        ),
        notes=(
            *(note(Q1, number, "fixed") for number in range(1, 3)),
            *(note(Q2, number, "warning not answered" if number % 2 else "fixed") for number in range(1, MANY + 1)),
        ),
        summaries=(
            DirectorSummary("AS", Q1, "A steady quarter."),
            DirectorSummary("AS", Q2, "AS01 stands at 95.0%.\n\nMore to come & <soon>."),
            DirectorSummary("EC", Q2, "1 green, 2 amber."),
        ),
        services=(
            ServiceResult("EC", Q1, "Estates", "Average"),
            ServiceResult("EC", Q2, "Estates", "Good", "Excellent", "Getting better"),
            ServiceResult("EC", Q2, "Waste", "Under-performing"),
        ),
    )


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("records") / "master.xlsx"
    write_master(path, master(), council(), Q2)
    return path


@pytest.fixture(scope="module")
def shown(written: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Period, Path]:
    """The one file, each quarter chosen in it and all worked out by an engine."""
    folder = tmp_path_factory.mktemp("chosen")
    return {
        period: chosen(written, str(period), AS_PUBLISHED, folder / f"{number}.xlsx")
        for number, period in enumerate(PERIODS)
    }


def texts(path: Path, sheet: str) -> dict[str, str]:
    return {address: cell.text for (name, address), cell in all_cells(path).items() if name == sheet}


def row_of(cells: dict[str, str], first: str, column: str) -> list[str]:
    """Cells A to J of the first row whose cell in `column` holds `first`."""
    row = next(address[1:] for address, text in cells.items() if address[0] == column and text == first)
    return [cells.get(f"{letter}{row}", "") for letter in "ABCDEFGHIJ"]


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_every_cell_is_what_python_writes_for_that_quarter(
    shown: dict[Period, Path], period: Period, tmp_path: Path
) -> None:
    expected = tmp_path / "expected.xlsx"
    write_master(expected, master(), council(), Q2, selection=Selection(period))
    count, wrong = unlike(expected, shown[period])
    print(f"{count:,} formula cells compared")
    assert wrong == []


def test_the_file_has_nothing_wrong_with_it(written: Path) -> None:
    assert prove_workbook(written) == []


def test_a_run_reads_back_what_was_published(written: Path) -> None:
    assert read_master(master_book(written, MASTER_SHEETS)) == master()
    assert len(load_master(written).findings) == MANY + 2


def test_summaries_follow_the_quarter_and_mark_their_figures(shown: dict[Period, Path]) -> None:
    now, before, none = (texts(shown[one], "Directors' summaries") for one in (Q2, Q1, LAST_YEAR))
    adults = row_of(now, "Adult Services (AS)", "B")
    assert adults[0] == "2022/23 Q2"
    assert adults[2].startswith("AS01 stands at 95.0%.")
    assert adults[3] == 'differs: "95.0%" (AS01 in 2022/23 Q2: 92.6%)'
    assert row_of(before, "Adult Services (AS)", "B")[2] == "A steady quarter."
    assert row_of(before, "Education (EC)", "B")[2:4] == ["No summary has been accepted for this quarter.", ""]
    assert row_of(none, "Adult Services (AS)", "B")[0] == "2021/22 Q2"


def test_services_show_the_word_and_its_place(shown: dict[Period, Path]) -> None:
    now, before, none = (texts(shown[one], "Services") for one in (Q2, Q1, LAST_YEAR))
    assert row_of(now, "Estates", "C")[:6] == [
        "2022/23 Q2",
        "EC",
        "Estates",
        "Good to Excellent",
        "□ □ ■ ■",
        "Getting better",
    ]
    assert row_of(now, "Waste", "C")[3:5] == ["Under-performing", "■ □ □ □"]
    assert row_of(before, "Estates", "C")[3:5] == ["Average", "□ ■ □ □"]
    assert row_of(none, "No service area was rated in this quarter.", "C")[:2] == ["", ""]


def dial(cells: dict[str, str], title: str) -> list[float]:
    """The numbers behind the dial with that title: needle's place, five parts of the scale, four of the needle."""
    row = next(address[1:] for address, text in cells.items() if address[0] == "L" and text == title)
    return [float(cells[f"{letter}{row}"]) for letter in "MNOPQRSTUV"]


def test_the_needle_of_a_service_area_stands_in_the_middle_of_its_words(shown: dict[Period, Path]) -> None:
    cells = texts(shown[Q2], "Services")
    assert dial(cells, "Estates: Good to Excellent")[:6] == [75, 25, 25, 25, 25, 100]
    assert dial(cells, "Waste: Under-performing")[0] == 12.5
    place, before, needle = (dial(cells, "Estates: Good to Excellent")[at] for at in (0, 6, 7))
    assert before + needle / 2 == place


def test_a_dial_without_an_amber_limit_shows_none(shown: dict[Period, Path]) -> None:
    """Rating rule 30: 64 is stated Amber and green starts at 80; nothing else is known."""
    cells = texts(shown[Q2], "Services")
    assert dial(cells, "PR01 64%: Amber")[:6] == [64, 0, 0, 80, 20, 100]
    assert row_of(cells, STATED, "A")[4:6] == [
        "Amber",
        "Green starts at 80%. No amber limit has been set, so the dial shows none. "
        "The rating is the one stated in the rulebook.",
    ]


def test_a_dial_with_an_amber_limit_shows_it(shown: dict[Period, Path]) -> None:
    cells = texts(shown[Q2], "Services")
    assert dial(cells, "PR02 55%: Red")[:6] == [55, 60, 20, 0, 20, 100]
    assert row_of(cells, BANDED, "A")[5] == "Green starts at 80%. Amber starts at 60%."


def test_submissions_say_who_is_late_and_who_is_missing(shown: dict[Period, Path]) -> None:
    now, before, none = (texts(shown[one], "Submissions") for one in (Q2, Q1, LAST_YEAR))
    adults, education = row_of(now, "Adult Services (AS)", "B"), row_of(now, "Education (EC)", "B")
    assert (adults[2], adults[9]) == ("Accepted, sent again", "Late by 1 day")
    assert (education[2], education[9]) == ("Not accepted", "Outstanding, due 21/10/2022")
    assert now["A5"] == "1 of 2 returns accepted for 2022/23 Q2 · due by 21/10/2022"
    assert row_of(before, "Education (EC)", "B")[2] == "Missing"
    assert row_of(before, "Adult Services (AS)", "B")[9] == "In time"
    assert none["A5"] == "No records for this quarter"


@pytest.mark.parametrize(
    ("signed_on", "status", "expected"),
    [
        pytest.param("21/10/2022", "accepted", "In time", id="on the deadline"),
        pytest.param("24/10/2022", "accepted", "Late by 3 days", id="after it"),
        pytest.param("", "accepted", "", id="no day known"),
        pytest.param("", "missing", "Outstanding, due 21/10/2022", id="nothing sent"),
    ],
)
def test_timing_is_by_the_rulebook_s_deadline(signed_on: str, status: str, expected: str) -> None:
    assert timing_words(council(), sent("AS", Q2, status, signed_on)) == expected


def test_without_a_deadline_nothing_is_late() -> None:
    assert timing_words(council(), sent("AS", LAST_YEAR, "accepted", "24/10/2030")) == ""


def test_data_quality_shows_the_quarter_s_notes_and_says_how_many_more_there_are(shown: dict[Period, Path]) -> None:
    now, before, none = (texts(shown[one], "Data quality") for one in (Q2, Q1, LAST_YEAR))
    assert now["A5"] == "70 notes for 2022/23 Q2: 35 fixed, 35 warning not answered"
    assert before["A5"] == "2 notes for 2022/23 Q1: 2 fixed"
    assert none["A5"] == "No notes for 2021/22 Q2"
    assert row_of(now, "Note 1 of 2022/23 Q2", "F")[8:] == ["9,2.6", "92.6"]
    assert [before[f"F{row}"] for row in (8, 9, 10)] == ["Note 1 of 2022/23 Q1", "Note 2 of 2022/23 Q1", ""]
    assert "10 more in the table below: filter it by quarter." in now.values()
    assert "10 more in the table below: filter it by quarter." not in before.values()
