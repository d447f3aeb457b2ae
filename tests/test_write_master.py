"""The master workbook as an independent reader finds it: sheets, links, tables, counts, and growth."""

import io
import re
import subprocess
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

import openpyxl
import pytest
from master_sheets import CALCULATED_SHEETS, RECORD_SHEETS, TABLE_SHEETS, without_newer
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from proof.workbook import prove_workbook
from small_council import KPIS, Q1, Q2, kpi, rulebook
from unmeasured import unmeasured

from kpi_xl.files.master.calculations.results import RESULT_COLUMNS
from kpi_xl.files.master.page.sheet_names import SheetNames
from kpi_xl.files.master.sheets import SHEETS
from kpi_xl.files.master_book import master_book
from kpi_xl.files.saving.safe_save import save_atomically
from kpi_xl.files.write_master import write_master
from kpi_xl.model.bands import Bands
from kpi_xl.model.errors import SaveError
from kpi_xl.model.kpi import Kpi, Scope
from kpi_xl.model.master import (
    DirectorSummary,
    Master,
    QualityNote,
    Result,
    ServiceResult,
    SubmissionRecord,
)
from kpi_xl.model.master_layout import MASTER_TABLES, RESULTS
from kpi_xl.model.period import Period
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.rating import Rating, Reason
from kpi_xl.model.row_words import RowWords
from kpi_xl.model.rulebook import Priority, Rulebook, Settings
from kpi_xl.rules.master.read_master import MASTER_SHEETS, read_master
from kpi_xl.rules.rating.counting import count
from kpi_xl.rules.rating.decide import decide

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
RECORD_COLUMNS = {
    "Directors' summaries": ["Figures checked", "Key"],
    "Services": ["In words", "On the scale", "Place on the scale", "Key"],
    "Submissions": ["Return", "On time", "Due by", "Key"],
    "Data quality": ["Key"],
    "Change requests": ["Key"],
}
"""What the panel of a record sheet looks up, at the end of the table below it."""

VALUES = {"AS01": 92.6, "AS02": 86.0, "AS03": None, "EC01": 84.0, "EC02": 91.0, "EC03": 99.0}


def result(book: Rulebook, one: Kpi, period: Period, value: float | None, **more: object) -> Result:
    reason = None if value is not None else Reason.NOT_DUE
    decision = decide(book, one, period, value, reason)
    fields: dict[str, object] = {
        "target": decision.target,
        "bands": decision.bands,
        "version": decision.version,
        "as_at": None if value is None else period,
    }
    fields |= more
    place = (one.kpi_id, period, one.directorate, one.priority)
    return Result(*place, value, decision.outcome, decision.computed, **fields)  # type: ignore[arg-type] # a builder


def a_master(book: Rulebook, periods: tuple[Period, ...] = (Q1, Q2)) -> Master:
    """A result a KPI and period: 1 Green, 1 Amber, 1 Red and 1 Not due among AS01 to EC01, by the values above."""
    results = tuple(
        result(book, one, period, VALUES.get(one.kpi_id, 90.0))
        for period in periods
        for one in book.kpis.values()
        if one.reported_in(period)
    )
    return Master(
        results=results,
        submissions=tuple(SubmissionRecord("AS", period, "accepted", "AS Q2.xlsx", "ab" * 32) for period in periods),
        notes=(QualityNote(Q2, "AS", "AS01", "KPI101", "fixed", '"92.6" was text.', "Return", "N7", "92.6", "92.6"),),
        summaries=(DirectorSummary("AS", Q2, "All is well.\n\nMore to come."),),
        services=(ServiceResult("AS", Q2, "Care at home", "Good", "Excellent", "Strong"),),
    )


def written(path: Path, master: Master, book: Rulebook, period: Period = Q2) -> Workbook:
    write_master(path, master, book, period)
    return reopened(path)


def reopened(path: Path | IO[bytes]) -> Workbook:
    """As openpyxl reads it, with the results of formulas; it says each time that it does not know sparklines."""
    with unmeasured(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Sparkline Group extension")
        return openpyxl.load_workbook(path, data_only=True)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("master") / "a master & more.xlsx"
    book = rulebook()
    write_master(path, a_master(book), book, Q2, created=datetime(2022, 10, 20, 9, 30))
    return path


@pytest.fixture(scope="module")
def opened(small: Path) -> Workbook:
    return reopened(small)


def links(sheet: Worksheet) -> dict[str, str]:
    """Cell to the sheet its link leads to."""
    found = {}
    for cell in (cell for row in sheet.iter_rows() for cell in row if cell.hyperlink):
        match = re.fullmatch(r"'((?:[^']|'')+)'!A1", cell.hyperlink.location)
        assert match, cell.hyperlink.location
        found[cell.coordinate] = match[1].replace("''", "'")
    return found


def words(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def row_of(sheet: Worksheet, first: str) -> list[object]:
    """The values of the row that starts with `first`."""
    return next([cell.value for cell in row] for row in sheet.iter_rows() if row[0].value == first)


def test_sheets_stand_in_the_order_people_read_them(opened: Workbook) -> None:
    details = ["AS01", "AS03", "EC01", "EC02", "EC03", "AS02"]
    fronts = ["Instructions", "Summary", "Caring", "Growing", "Exceptions", "What changed"]
    known = [*fronts, *RECORD_SHEETS, *details, *TABLE_SHEETS, *CALCULATED_SHEETS]
    assert without_newer(opened.sheetnames, known) == known


@pytest.mark.parametrize("taken", [*sorted({one.name for one in SHEETS if one.name}), "History", "xlwings.conf"])
def test_a_priority_or_kpi_called_like_a_sheet_there_may_be_gets_another_name(taken: str) -> None:
    names = SheetNames((sheet.name for sheet in SHEETS), [taken.upper()], [taken])
    found = [names.overview[taken.upper()], names.detail[taken]]
    assert len({name.casefold() for name in [taken, *found]}) == 3


def test_no_two_sheets_declare_the_same_name() -> None:
    names = [sheet.name.casefold() for sheet in SHEETS if sheet.name]
    assert len(names) == len(set(names))


def test_instructions_say_something_of_every_sheet_but_themselves_and_the_kpis(opened: Workbook) -> None:
    listed = {name: row[1].value for row in opened["Instructions"].iter_rows() for name in [row[0].value] if name}
    silent = {"Instructions", *VALUES}
    assert [name for name in opened.sheetnames if name not in silent and not listed.get(name)] == []


def test_every_link_leads_to_a_sheet_that_is_there(opened: Workbook) -> None:
    for sheet in opened.worksheets:
        assert set(links(sheet).values()) <= set(opened.sheetnames)


def test_instructions_link_to_every_sheet(opened: Workbook) -> None:
    assert set(links(opened["Instructions"]).values()) == set(opened.sheetnames) - {"Instructions"}


def test_overview_and_detail_lead_to_each_other_for_every_kpi(opened: Workbook) -> None:
    overviews = {one.kpi_id: one.priority for one in KPIS}
    for kpi_id, priority in overviews.items():
        assert kpi_id in links(opened[priority]).values()
        assert links(opened[kpi_id])["A3"] == priority


def test_previous_and_next_pass_through_every_kpi_once(opened: Workbook) -> None:
    forward = {name: target for name in VALUES for target in [links(opened[name]).get("G3")] if target}
    backward = {name: target for name in VALUES for target in [links(opened[name]).get("D3")] if target}
    assert {later: earlier for earlier, later in forward.items()} == backward
    assert len(forward) == len(VALUES) - 1


@pytest.mark.parametrize("layout", MASTER_TABLES, ids=lambda layout: layout.name)
def test_tables_have_the_layout_s_headers_in_order(opened: Workbook, layout) -> None:
    sheet = opened[layout.sheet]
    table = sheet.tables[layout.name]
    headers = [column.name for column in table.tableColumns]
    added = [column.header for column in RESULT_COLUMNS] if layout is RESULTS else RECORD_COLUMNS.get(layout.sheet, [])
    assert headers == [*(column.header for column in layout.columns), *added]
    assert [cell.value for cell in sheet[table.ref][0]] == headers
    assert table.autoFilter is not None


@pytest.mark.parametrize("name", TABLE_SHEETS)
def test_headers_of_the_data_tables_stay_in_sight(opened: Workbook, name: str) -> None:
    sheet = opened[name]
    first = next(iter(sheet.tables.values())).ref.partition(":")[0]
    assert sheet.freeze_panes == f"B{int(first[1:]) + 1}" or sheet.freeze_panes == f"C{int(first[1:]) + 1}"


def test_what_was_written_reads_back_as_the_same_master(small: Path) -> None:
    assert read_master(master_book(small, MASTER_SHEETS)) == a_master(rulebook())


def test_values_keep_every_digit(opened: Workbook) -> None:
    sheet = opened["Results"]
    key, value = RESULTS.index("key"), RESULTS.index("value")
    assert next(row[value] for row in sheet.iter_rows(values_only=True) if row[key] == "AS01|2022/23 Q2") == 92.6


def test_the_summary_counts_what_the_rules_count(opened: Workbook) -> None:
    book = rulebook()
    counts = count(one.outcome for one in a_master(book).of(Q2) if book.kpis[one.kpi_id].scope is Scope.CORPORATE)
    shown = row_of(opened["Summary"], "Example council")
    shares = [counts.share(rating) for rating in Rating]
    figures = [
        counts.total,
        counts.rated,
        *(n for pair in zip(map(counts.of, Rating), shares, strict=True) for n in pair),
    ]
    assert shown[1:10] == [*figures, 1]
    assert (counts.total, counts.green, counts.amber, counts.red) == (5, 2, 1, 1)


def test_the_summary_says_its_base_beside_every_share(opened: Workbook) -> None:
    assert "5 KPIs, 4 rated: 2 Green (50%), 1 Amber (25%), 1 Red (25%)" in words(opened["Summary"])
    assert "1 not rated: 1 Not due" in words(opened["Summary"])


def test_counts_are_given_by_priority_directorate_and_service(opened: Workbook) -> None:
    summary = opened["Summary"]
    assert row_of(summary, "Growing")[1:10:2] == [1, 0, 1, 0, 0]
    assert row_of(summary, "Adult Services (AS)")[1] == 3
    assert row_of(summary, "Education (EC)")[1] == 2
    assert {"tblCouncil", "tblByPriority", "tblByDirectorate", "tblByService"} == set(summary.tables)


def test_supporting_measures_are_shown_apart_and_not_counted(opened: Workbook) -> None:
    sheet = opened["Caring"]
    assert "4 KPIs, 3 rated" in words(sheet)[words(sheet).index("Summary") + 1]
    apart = next(cell.row for row in sheet.iter_rows() for cell in row if "not in the counts" in str(cell.value))
    assert [cell.row > apart for row in sheet.iter_rows() for cell in row if cell.value == "EC03"] == [True]


def test_an_overview_line_says_rating_variance_and_movement_in_words(tmp_path: Path) -> None:
    book = rulebook()
    earlier, now = a_master(book, (Q1,)), a_master(book, (Q2,))
    first = result(book, book.kpis["AS01"], Q1, 90.4)
    master = Master(results=(first, *earlier.results[1:], *now.results))
    line = row_of(written(tmp_path / "m.xlsx", master, book)["Caring"], "AS01")
    assert line[:11] == [
        *("AS01", "Measure AS01", "AS", 92.6, 90, "Green", 2.6),
        *("▲ Improved", "Up 2.2 percentage points since 2022/23 Q1", "2022/23 Q2", None),
    ]


def test_a_detail_says_why_the_rating_is_what_it_is_and_where_it_was_read(tmp_path: Path) -> None:
    book = rulebook()
    source = {"file": "EC Q2.xlsx", "sheet": "Return", "cell": "N9", "sha256": "cd" * 32}
    red = result(book, book.kpis["EC01"], Q2, 84.0, words=RowWords("A late start", owner="Head of Service"), **source)
    found = words(written(tmp_path / "m.xlsx", Master(results=(red,)), book)["EC01"])
    assert any("84.0% is below the amber threshold of 85%" in text for text in found)
    assert {"EC Q2.xlsx", "Return, cell N9", "cd" * 32, "A late start", "Head of Service"} <= set(found)


def test_exceptions_are_every_red_and_then_worsened_ambers(tmp_path: Path) -> None:
    book = rulebook()
    now = a_master(book, (Q2,)).results
    before = result(book, book.kpis["AS02"], Q1, 88.0)
    sheet = written(tmp_path / "m.xlsx", Master(results=(before, *now)), book)["Exceptions"]
    assert [row[1].value for row in sheet.iter_rows(min_row=8) if row[1].value] == ["EC01", "AS02"]


def test_nothing_to_except_is_said(tmp_path: Path) -> None:
    book = rulebook(kpis=(kpi("AS01", "AS"),))
    sheet = written(tmp_path / "m.xlsx", a_master(book), book)["Exceptions"]
    assert "Nothing is Red, and no Amber got worse." in words(sheet)


def test_a_missing_return_stands_out_on_submissions(opened: Workbook) -> None:
    found = words(opened["Submissions"])
    assert "1 of 2 returns accepted for 2022/23 Q2" in found
    assert "Missing" in found


def test_a_service_shows_its_words_and_its_place_on_the_scale(opened: Workbook) -> None:
    assert {"Good to Excellent", "□ □ ■ ■"} <= set(words(opened["Services"]))


@pytest.mark.parametrize("text", ["=1+1", "+44", "-", "@SUM(A1)", "{=A1}", "http://example.org", "<r>bold</r>"])
def test_text_stays_text_whatever_it_starts_with(tmp_path: Path, text: str) -> None:
    book = rulebook()
    said = result(book, book.kpis["EC01"], Q2, 84.0, words=RowWords(text, commentary=text))
    opened = written(tmp_path / "m.xlsx", Master(results=(said,)), book)
    for name in ("EC01", "Exceptions", "Results"):
        cells = [cell for row in opened[name].iter_rows() for cell in row if cell.value == text]
        assert cells
        assert {cell.data_type for cell in cells} == {"s"}
        assert not any(cell.hyperlink for cell in cells)


def test_every_chart_has_a_description_a_title_and_named_axes(small: Path) -> None:
    package = zipfile.ZipFile(small)
    drawings = [ElementTree.fromstring(package.read(name)) for name in package.namelist() if "drawings/drawing" in name]
    described = [one.get("descr") for drawing in drawings for one in drawing.iter(f"{DRAWING}cNvPr")]
    charts = [ElementTree.fromstring(package.read(name)) for name in package.namelist() if "charts/chart" in name]
    dials = 1
    assert len(described) == len(charts) == 3 + dials + sum(value is not None for value in VALUES.values())
    assert all(len(text or "") > 30 for text in described)
    for chart in charts:
        assert chart.find(f"{CHART}chart/{CHART}title") is not None
        assert all(axis.find(f"{CHART}title") is not None for axis in chart.iter(f"{CHART}valAx"))


def test_no_chart_is_empty(tmp_path: Path) -> None:
    book = rulebook(kpis=(kpi("AS03", "AS"),))
    sheet = written(tmp_path / "m.xlsx", a_master(book), book)["AS03"]
    assert "There are no values to draw yet." in words(sheet)


def test_every_sheet_prints_on_landscape_pages_one_wide_with_numbers(opened: Workbook) -> None:
    for sheet in opened.worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P of &N" in f"{sheet.oddFooter.right.text}".replace("&[Page]", "&P").replace("&[Pages]", "&N")
    assert opened["Caring"].print_title_rows == "$7:$7"


def test_a1_is_selected_and_the_period_named_on_every_sheet(opened: Workbook) -> None:
    for sheet in opened.worksheets:
        # With frozen panes the last selection is that of the pane people type in.
        assert (sheet.sheet_view.selection[-1].activeCell or "A1") == "A1"
        assert sheet.sheet_view.topLeftCell in (None, "A1")
        assert "2022/23 Q2" in str(sheet["A2"].value)


def test_properties_say_what_the_file_is(opened: Workbook) -> None:
    properties = opened.properties
    assert properties.title == "Example council: performance, 2022/23 Q2"
    assert properties.language == "en-GB"
    assert properties.subject
    assert properties.created == datetime(2022, 10, 20, 9, 30)


def test_ratings_are_coloured_by_their_word(opened: Workbook) -> None:
    rules = [rule for area in opened["Caring"].conditional_formatting for rule in area.rules]
    assert {rule.formula[0] for rule in rules if rule.type == "cellIs"} == {'"Green"', '"Amber"', '"Red"'}
    # The others are formulas that add decimals, and no colour.
    assert {rule.type for rule in rules} == {"cellIs", "notContainsBlanks", "expression"}
    assert not any(rule.dxf.fill for rule in rules if rule.type == "expression")


def test_invented_figures_are_labelled_on_every_sheet(tmp_path: Path) -> None:
    book = rulebook(kpis=(kpi("AS01", "AS", illustrative=True),))
    book = replace(book, settings=Settings("Example council", example=True))
    opened = written(tmp_path / "m.xlsx", a_master(book), book)
    assert all("figures are invented" in str(sheet["A4"].value) for sheet in opened.worksheets)
    assert row_of(opened["Caring"], "AS01")[10] == "Illustrative"
    assert "Illustrative" in words(opened["AS01"])


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    book = rulebook()
    one, other = tmp_path / "one.xlsx", tmp_path / "other.xlsx"
    for path in (one, other):
        write_master(path, a_master(book), book, Q2)
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.slow
def test_the_master_stands_up_to_lint_and_schema(small: Path) -> None:
    assert prove_workbook(small) == []


LONG = "Making every place in the county a better place to live, to work and to grow old in"
AWKWARD_PRIORITIES = (
    *("Caring", "Growing", f"{LONG}: north", f"{LONG}: south", "History", "Roads/rail [all]: 'A*'", "summary"),
)


def council_of(kpis: tuple[Kpi, ...], priorities: tuple[str, ...] = ("Caring", "Growing")) -> Rulebook:
    return replace(rulebook(kpis=kpis), priorities=tuple(map(Priority, priorities)))


@pytest.mark.slow
@pytest.mark.unmeasured
@pytest.mark.parametrize(
    ("book", "periods"),
    [
        pytest.param(council_of(KPIS), (Q2,), id="no history"),
        pytest.param(council_of((kpi("AS01", "AS"),)), (Q1, Q2), id="one KPI"),
        pytest.param(council_of(()), (), id="nothing at all"),
        pytest.param(council_of(KPIS, ("Caring", "Growing", "A fifth")), (Q2,), id="a priority without KPIs"),
        pytest.param(
            council_of(
                tuple(kpi(f"P{n}", "AS", priority=name) for n, name in enumerate(AWKWARD_PRIORITIES)),
                AWKWARD_PRIORITIES,
            ),
            (Q2,),
            id="priorities with names no sheet can have",
        ),
        pytest.param(
            council_of((kpi("HR01/AS", "AS"), kpi("HR01/EC", "EC"), kpi("hr01-as", "AS"), kpi("Results", "AS"))),
            (Q2,),
            id="ids no sheet can have",
        ),
        pytest.param(council_of(KPIS), tuple(Period(2013 + n // 4, n % 4 + 1) for n in range(38)), id="38 quarters"),
        pytest.param(
            council_of((kpi("AS01", "AS", first=Q2), kpi("AS02", "AS", last=Q1))), (Q1, Q2), id="came and went"
        ),
    ],
)
def test_the_master_grows_with_the_council(tmp_path: Path, book: Rulebook, periods: tuple[Period, ...]) -> None:
    path = tmp_path / "m.xlsx"
    opened = written(path, replace(a_master(book, periods), notes=(), services=()), book)
    assert prove_workbook(path) == []
    present = [one for one in book.kpis.values() if any(one.reported_in(period) for period in periods)]
    fronts = ["Instructions", "Summary", "Exceptions", "What changed"]
    fixed = [*fronts, *RECORD_SHEETS, *TABLE_SHEETS, *CALCULATED_SHEETS]
    assert len(without_newer(opened.sheetnames, fixed)) == len(fixed) + len(book.priorities) + len(present)
    for sheet in opened.worksheets:
        assert set(links(sheet).values()) <= set(opened.sheetnames)
        assert len(sheet.title) <= 31


def test_an_in_range_kpi_shows_its_range_as_the_target(tmp_path: Path) -> None:
    turnover = kpi("RE08", "AS", polarity=Polarity.IN_RANGE)
    book = rulebook(kpis=(turnover,), bands=Bands((8, 12), (6, 14)))
    value = replace(result(book, turnover, Q2, 14.5), target=None)
    opened = written(tmp_path / "m.xlsx", Master(results=(value,)), book)
    assert row_of(opened["Caring"], "RE08")[3:7] == [14.5, "8 to 12%", "Red", 2.5]


def test_a_value_that_would_print_as_another_rating_shows_more_digits(tmp_path: Path) -> None:
    book = rulebook(kpis=(kpi("AS01", "AS"),))
    close = result(book, book.kpis["AS01"], Q2, 89.96, rounding_sensitive=True)
    sheet = written(tmp_path / "m.xlsx", Master(results=(close,)), book)["Caring"]
    cell = next(row[3] for row in sheet.iter_rows() if row[0].value == "AS01")
    more = [rule for area in sheet.conditional_formatting for rule in area.rules if rule.formula[-1].endswith("=2")]
    assert (cell.value, cell.number_format) == (89.96, '#,##0.0"%"')
    assert [rule.dxf.numFmt.formatCode for rule in more] == ['#,##0.00"%"']
    assert row_of(sheet, "AS01")[10] == "Rounding-sensitive"


@pytest.mark.libreoffice
def test_a_spreadsheet_shows_the_digits_that_tell(
    tmp_path: Path, soffice_convert: Callable[[Path, str, Path], Path]
) -> None:
    book = rulebook(kpis=(kpi("AS01", "AS"), kpi("AS02", "AS")))
    close = result(book, book.kpis["AS01"], Q2, 89.96, rounding_sensitive=True)
    write_master(tmp_path / "m.xlsx", Master(results=(close, result(book, book.kpis["AS02"], Q2, 91.23))), book, Q2)
    pdf = soffice_convert(tmp_path / "m.xlsx", "pdf", tmp_path)
    shown = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    overview = shown[shown.index("Variance is the actual") - 3_000 : shown.index("Variance is the actual")]
    assert "89.96%" in overview
    assert "91.2%" in overview
    assert "91.23%" not in overview


def bulk_council(many: int) -> tuple[Master, Rulebook]:
    """Each KPI is reported by both directorates, so that ids hold a stroke."""
    kpis = tuple(kpi(f"HR{number:03}/{unit}", unit) for number in range(many) for unit in ("AS", "EC"))
    book = rulebook(kpis=kpis)
    book = replace(book, settings=Settings("Example council", detail_sheets=False))
    return a_master(book, (Q2,)), book


def test_a_bulk_master_has_the_summary_and_the_tables_only(tmp_path: Path) -> None:
    master, book = bulk_council(40)
    path = tmp_path / "m.xlsx"
    opened = written(path, master, book)
    known = ["Summary", *RECORD_SHEETS, *TABLE_SHEETS]
    assert without_newer(opened.sheetnames, known) == known
    assert read_master(master_book(path, MASTER_SHEETS)) == master
    assert row_of(opened["Summary"], "Adult Services (AS)")[1:4] == [40, 40, 40]
    assert opened["KPIs"].tables["tblKpis"].ref == "A5:S45"
    assert prove_workbook(path) == []


def test_a_council_of_very_many_kpis_gets_a_bulk_master_by_itself(tmp_path: Path) -> None:
    master, book = bulk_council(301)
    book = replace(book, settings=Settings("Example council"))
    assert written(tmp_path / "m.xlsx", master, book).sheetnames[0] == "Summary"


def test_a_master_that_cannot_be_written_says_so_plainly(tmp_path: Path) -> None:
    book = rulebook()
    path = tmp_path / "no such folder" / "master.xlsx"
    with pytest.raises(SaveError, match=r"master\.xlsx could not be saved"):
        save_atomically(path, lambda building: write_master(building, a_master(book), book, Q2))


def test_a_master_can_be_written_without_touching_a_disk() -> None:
    book = rulebook()
    target = io.BytesIO()
    write_master(target, a_master(book), book, Q2)
    assert reopened(target).sheetnames[0] == "Instructions"
