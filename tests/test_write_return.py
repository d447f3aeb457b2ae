"""The workbook of a return, read by other programs: what is locked, what may be typed, what the preview says."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from cellrune import Workbook as Engine
from golden_text import compare_with_golden
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from proof.recalculated import differences
from proof.workbook import prove_workbook
from small_council import BANDS, Q1, Q2, kpi, rulebook

from kpi_xl.files.return_sheets.return_row import COLUMN_OF
from kpi_xl.files.return_sheets.return_table import HEADER_ROW
from kpi_xl.files.write_macro_return import write_macro_return
from kpi_xl.files.write_return import write_return
from kpi_xl.model.bands import Bands
from kpi_xl.model.columns import (
    CHECKS_SHEET,
    LISTS_SHEET,
    MACRO_SETTINGS_SHEET,
    READY_STAMP,
    REQUEST_COLUMNS,
    REQUESTS_SHEET,
    RETURN_COLUMNS,
    RETURN_SHEET,
    SERVICES_SHEET,
    SIGN_OFF_SHEET,
    SUMMARY_SHEET,
)
from kpi_xl.model.errors import SaveError
from kpi_xl.model.kpi import Aggregation, Kpi
from kpi_xl.model.macros import PythonLink
from kpi_xl.model.master import Master, Result
from kpi_xl.model.period import Period
from kpi_xl.model.place import address
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.rating import Rating, Reason
from kpi_xl.model.reply import RIGHT_AS_IT_IS
from kpi_xl.model.return_plan import PREVIEW_WORDS, Answer, ReturnPlan, ReturnRow, ServiceAnswer, SignOffAnswer
from kpi_xl.model.row_words import RowWords
from kpi_xl.model.rulebook import ReportingPeriod, Service, Settings, Unit
from kpi_xl.rules.returns.plan_return import plan_return
from kpi_xl.rules.returns.preview_rating import preview_rating

FIRST_ROW = HEADER_ROW + 1
VECTORS = Path(__file__).parent / "vectors" / "rag_vectors_bands.csv"

HIGHER, LOWER = BANDS, Bands((None, 120), (None, 132))
IN_RANGE = Bands((8, 12), (6, 14))
ROWS: tuple[tuple[Kpi, Bands | None], ...] = (
    (kpi("AS01", "AS", lowest=0, highest=100, ratio=True), HIGHER),
    (kpi("AS02", "AS", measure="number", polarity=Polarity.LOWER, decimals=0), LOWER),
    (kpi("AS03", "AS", polarity=Polarity.IN_RANGE, aggregation=Aggregation.ROLLING_YEAR), IN_RANGE),
    (kpi("AS04", "AS", measure="£m", decimals=3), Bands((None, 0), (None, 9.51))),
    (kpi("AS05", "AS"), None),
    (kpi("AS06", "AS", standing_reason=Reason.BASELINE_YEAR), HIGHER),
    (kpi("AS07", "AS", standing_reason=Reason.UNPOPULATED), HIGHER),
    (kpi("AS08", "AS", due=frozenset({1})), HIGHER),
    (kpi("AS09", "AS", due=frozenset({1}), name="A measure with quite a long name, which must be shown whole"), HIGHER),
    (kpi("AS10", "AS"), Bands((0.3, None), (0.3, None))),
    (kpi("AS11", "AS"), Bands((6, 14), (None, 14))),
)
VALUES = (None, 0, -0.1, 6, 8, 10, 12, 12.1, 14, 85, 84.9999999, 90, 95, 120, 132, 132.01, 0.1 + 0.2, 0.3)


def plan(rows: tuple[tuple[Kpi, Bands | None], ...] = ROWS) -> ReturnPlan:
    """A return of directorate AS; AS08 was published Amber last quarter."""
    book = rulebook(tuple(one for one, _ in rows))
    versions = {
        one.kpi_id: tuple(replace(version, bands=bands) for version in book.thresholds[one.kpi_id])
        for one, bands in rows
    }
    book = replace(
        book,
        thresholds=versions,
        settings=Settings("Example council", contact="Corporate performance team", example=True),
        units=(Unit("AS", "Adult Services", "Director of Adult Services"),),
        services=(Service("Day centres", "AS"), Service("Reablement", "AS")),
        periods=(ReportingPeriod(Q2, date(2022, 10, 21)),),
    )
    last = Result("AS08", Q1, "AS", "Caring", 86.0, Rating.AMBER, Rating.AMBER, as_at=Q1)
    year_ago = Result("AS01", Period(2021, 2), "AS", "Caring", 88.25, Rating.AMBER, Rating.AMBER)
    return plan_return(book, "AS", Q2, Master((year_ago, last)))


def written(answers: Mapping[str, Answer] | None = None, rows: ReturnPlan | None = None, **more: object) -> BytesIO:
    stream = BytesIO()
    write_return(stream, rows or plan(), answers, **more)  # type: ignore[arg-type] # a builder
    return stream


def read(stream: BytesIO, *, results: bool = False) -> Workbook:
    return load_workbook(BytesIO(stream.getvalue()), data_only=results)


def at(field: str, row: int = FIRST_ROW) -> str:
    return address(row, COLUMN_OF[field])


def previews(sheet: Worksheet, count: int) -> list[object]:
    return [sheet[at("rag", row)].value for row in range(FIRST_ROW, FIRST_ROW + count)]


def worked_out(engine: Engine, count: int) -> list[object]:
    engine.calculate()
    cells = engine.read_values(RETURN_SHEET, at("rag"), at("rag", FIRST_ROW + count - 1))
    return [cell["value"] for (cell,) in cells]


def expected(rows: tuple[ReturnRow, ...], answer: Answer) -> list[str]:
    return [str(preview_rating(row, answer)) for row in rows]


def test_the_table_has_the_name_and_the_headers_that_readers_look_for():
    sheet = read(written())[RETURN_SHEET]
    table = sheet.tables["tblReturn"]
    assert [column.name for column in table.tableColumns] == [column.header for column in RETURN_COLUMNS]
    assert [cell.value for cell in sheet[HEADER_ROW]] == [column.header for column in RETURN_COLUMNS]
    assert table.ref == f"A{HEADER_ROW}:{at('priority', HEADER_ROW + len(ROWS))}"


def test_only_what_an_officer_fills_in_is_unlocked():
    book = read(written())
    unlocked = {
        sheet.title: {cell.coordinate for row in sheet for cell in row if not cell.protection.locked} for sheet in book
    }
    entry_fields = [column.field for column in RETURN_COLUMNS if not column.locked]
    asked = {at(field, FIRST_ROW) for field in entry_fields}
    not_a_ratio = {"numerator", "denominator"}
    for row in range(FIRST_ROW + 1, FIRST_ROW + len(ROWS)):
        asked |= {at(field, row) for field in entry_fields if field not in not_a_ratio}
    assert unlocked.pop(RETURN_SHEET) == asked
    assert {title: len(cells) for title, cells in unlocked.items() if cells} == {
        SUMMARY_SHEET: 1,
        SERVICES_SHEET: 6,
        REQUESTS_SHEET: 12 * len(REQUEST_COLUMNS),
        SIGN_OFF_SHEET: 3,
    }


def test_a_return_with_buttons_is_open_where_they_write_and_nowhere_else():
    made = BytesIO()
    write_macro_return(made, plan(), PythonLink('Attribute VB_Name = "xlwings"\r\n'))
    book = read(made)
    assert [sheet.title for sheet in book if not sheet.protection.sheet] == [CHECKS_SHEET, MACRO_SETTINGS_SHEET]
    open_cells = [cell.coordinate for row in book[SIGN_OFF_SHEET] for cell in row if not cell.protection.locked]
    assert open_cells == ["B10", "B11", "B12", "B13", "B15", "B16"]
    assert book[SIGN_OFF_SHEET]["A13"].value == READY_STAMP


def test_cells_that_checks_lists_are_marked():
    """The rule's own formula is worked out in a copy in which Checks lists an error and a warning."""
    book = read(written())
    for row, (severity, where) in enumerate((("Error", at("value")), ("Warning", at("cause"))), start=7):
        book[CHECKS_SHEET][f"A{row}"], book[CHECKS_SHEET][f"B{row}"] = severity, f"Return!{where}"
    _, _, marks = book[RETURN_SHEET].conditional_formatting
    for column, rule in zip("AB", marks.rules, strict=True):
        for row, cell in enumerate((at("value"), at("cause"), at("action")), start=1):
            book[LISTS_SHEET][f"{column}{40 + row}"] = "=" + rule.formula[0].replace(
                "ADDRESS(ROW(),COLUMN(),4)", f"ADDRESS(ROW(Return!{cell}),COLUMN(Return!{cell}),4)"
            )
    changed = BytesIO()
    book.save(changed)
    with Engine.from_bytes(changed.getvalue()) as engine:
        engine.calculate()
        cells = engine.read_values(LISTS_SHEET, "A41", "B43")
    assert [[cell["value"] for cell in row] for row in cells] == [[True, False], [False, True], [False, False]]


def test_every_sheet_is_protected_without_a_password_and_can_still_be_filtered_and_resized():
    for sheet in read(written()):
        protection = sheet.protection
        assert (protection.sheet, protection.password) == (True, None), sheet.title
        assert not (protection.autoFilter or protection.formatRows or protection.formatColumns), sheet.title


def test_the_stamp_says_whose_return_it_is_and_from_which_rulebook():
    stamps = {one.name: one.value for one in read(written()).custom_doc_props.props}
    assert stamps == {
        "kpi_xl unit": "AS",
        "kpi_xl period": "2022/23 Q2",
        "kpi_xl template": "2",
        "kpi_xl rulebook": "r" * 64,
    }


def test_the_sign_off_sheet_repeats_unit_and_period_beside_their_labels():
    signed = written(sign_off=SignOffAnswer("Director of Adult Services", date(2022, 10, 20)))
    cells = {row[0].value: row[1].value for row in read(signed)[SIGN_OFF_SHEET].iter_rows(min_row=5)}
    assert (cells["Directorate code"], cells["Period"]) == ("AS", "2022/23 Q2")
    assert cells["Signed off by (name and role)"] == "Director of Adult Services"
    assert cells["Date signed off"] == datetime(2022, 10, 20)


def test_the_lists_behind_the_dropdowns_are_hidden_and_hold_every_reason_but_the_defect():
    book = read(written())
    assert [sheet.title for sheet in book if sheet.sheet_state != "visible"] == [LISTS_SHEET]
    words = {cell.value for cell in book[LISTS_SHEET]["A"][1:] if cell.value}
    assert words == {"Provisional", *map(str, Reason)} - {str(Reason.INVALID)}


def test_each_value_cell_takes_only_numbers_that_are_possible():
    rules = read(written())[RETURN_SHEET].data_validations.dataValidation
    ranges = {str(rule.sqref): (rule.type, rule.formula1, rule.formula2) for rule in rules}
    assert ranges[at("value")] == ("decimal", "0", "100")
    assert ranges[at("value", FIRST_ROW + 1)] == ("whole", "-1000000000000000", "1000000000000000")


@pytest.mark.parametrize(
    ("row", "reasons"),
    [
        pytest.param(
            0,
            ("Awaited", "Unpopulated", "Provisional, withheld", "Suppressed", "Not applicable"),
            id="due, with a target",
        ),
        pytest.param(
            4,
            (
                *("Awaited", "Unpopulated", "Provisional, withheld", "Data only (no target)", "Baseline year"),
                *("Suppressed", "Not applicable"),
            ),
            id="due, without a target",
        ),
        pytest.param(
            7,
            ("Awaited", "Not due", "Provisional, withheld", "Suppressed", "Not applicable"),
            id="not due, with a value last quarter",
        ),
        pytest.param(
            5,
            ("Awaited", "Unpopulated", "Provisional, withheld", "Baseline year", "Suppressed", "Not applicable"),
            id="the rulebook says it is its baseline year",
        ),
    ],
)
def test_each_rows_list_has_only_the_reasons_that_can_be_true_there(row: int, reasons: tuple[str, ...]):
    book = read(written())
    rules = book[RETURN_SHEET].data_validations.dataValidation
    (source,) = (rule.formula1 for rule in rules if at("reason", FIRST_ROW + row) in str(rule.sqref).split())
    cells = book[LISTS_SHEET][str(source).partition("!")[2].replace("$", "")]
    assert tuple(cell.value for (cell,) in cells) == reasons


def test_prompts_are_words_and_fit_what_excel_shows():
    book = read(written())
    for rule in (rule for sheet in book for rule in sheet.data_validations.dataValidation):
        assert rule.promptTitle and rule.prompt and rule.errorTitle and rule.error, rule.sqref
        assert max(len(rule.promptTitle), len(rule.errorTitle)) <= 32
        assert max(len(rule.prompt), len(rule.error)) <= 255


def test_a_row_that_is_not_due_says_so_and_where_its_value_comes_from():
    sheet = read(written())[RETURN_SHEET]
    said = [sheet[at("expected", row)].value for row in range(FIRST_ROW, FIRST_ROW + len(ROWS))]
    assert said[7:9] == ["Not due this quarter: carried from 2022/23 Q1", "Not due this quarter"]
    assert sheet[at("value", FIRST_ROW + 7)].fill.fgColor.rgb != sheet[at("value")].fill.fgColor.rgb


def test_numbers_show_the_decimals_of_their_kpi_and_bands_as_many_as_they_need():
    sheet = read(written())[RETURN_SHEET]
    formats = {
        field: [sheet[at(field, row)].number_format for row in (FIRST_ROW, FIRST_ROW + 1, FIRST_ROW + 3)]
        for field in ("value", "amber_high")
    }
    assert formats == {"value": ["#,##0.0", "#,##0", "#,##0.000"], "amber_high": ["#,##0.0", "#,##0", "#,##0.000"]}


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_the_stored_preview_is_what_python_says_and_what_an_engine_works_out(value: float | None):
    rows, answer = plan().rows, Answer(value)
    stream = written({row.kpi.kpi_id: answer for row in rows})
    words = expected(rows, answer)
    assert previews(read(stream, results=True)[RETURN_SHEET], len(rows)) == words
    with Engine.from_bytes(stream.getvalue()) as engine:
        assert worked_out(engine, len(rows)) == words


@pytest.mark.parametrize("value", [None, 95.0, "92%", "  ", " 95"], ids=repr)
@pytest.mark.parametrize(
    "reason", ["", "Provisional", "awaited", "Data only (no target)", "Not due", "n/a", "*", "Invalid"]
)
def test_the_preview_follows_what_is_typed_later(value: float | str | None, reason: str):
    rows, blank = plan().rows, written()
    with Engine.from_bytes(blank.getvalue()) as engine:
        for row in range(FIRST_ROW, FIRST_ROW + len(rows)):
            if isinstance(value, float):
                engine.set_number(RETURN_SHEET, at("value", row), value)
            elif value is not None:
                engine.set_text(RETURN_SHEET, at("value", row), value)
            if reason:
                engine.set_text(RETURN_SHEET, at("reason", row), reason)
        words = [word.casefold() for word in expected(rows, Answer(value, reason=reason))]
        assert [str(word).casefold() for word in worked_out(engine, len(rows))] == words


@pytest.mark.parametrize("typed", ["error", "logical"])
def test_an_error_or_a_true_in_the_value_cell_is_invalid(typed: str):
    with Engine.from_bytes(written().getvalue()) as engine:
        if typed == "error":
            engine.set_error(RETURN_SHEET, at("value"), "#REF!")
        else:
            engine.set_logical(RETURN_SHEET, at("value"), True)
        assert worked_out(engine, 1) == [str(Reason.INVALID)]


def test_the_formula_gives_the_rating_of_every_published_vector():
    with VECTORS.open(encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file))
    ends = ("green_low", "green_high", "amber_low", "amber_high")
    rows = []
    for number, case in enumerate(cases):
        green_low, green_high, amber_low, amber_high = (float(case[end]) if case[end] else None for end in ends)
        rows.append((kpi(f"X{number}", "AS"), Bands((green_low, green_high), (amber_low, amber_high))))
    rated = plan(tuple(rows))
    # Values and bounds of any size: there is no size that is usual.
    rated = replace(rated, rows=tuple(replace(row, usual=None) for row in rated.rows))
    with Engine.from_bytes(written(rows=rated).getvalue()) as engine:
        for row, case in enumerate(cases, start=FIRST_ROW):
            engine.set_number(RETURN_SHEET, at("value", row), float(case["value"]))
            for field in RowWords._fields:
                engine.set_text(RETURN_SHEET, at(field, row), "Said.")
        assert worked_out(engine, len(cases)) == [case["expected"] for case in cases]


@pytest.mark.parametrize(
    "blank", [(), ("due",), ("owner", "due"), ("cause", "owner"), ("cause", "action", "owner", "due")], ids=str
)
def test_the_preview_names_the_words_a_red_still_needs(blank: tuple[str, ...]):
    rows, words = (
        plan().rows,
        {"cause": "Demand.", "action": "Hiring.", "owner": "Head of Service", "due": "31/12/2022"},
    )
    with Engine.from_bytes(written().getvalue()) as engine:
        engine.set_number(RETURN_SHEET, at("value"), 50.0)
        for field in words.keys() - set(blank):
            engine.set_text(RETURN_SHEET, at(field), words[field])
        answer = Answer(50.0, words={field: text for field, text in words.items() if field not in blank})
        assert worked_out(engine, 1) == expected(rows[:1], answer)


def test_the_counter_says_how_far_the_return_has_come_on_both_sheets():
    rows = plan().rows
    answers = {
        "AS01": Answer(50.0),
        "AS02": Answer(100.0),
        "AS03": Answer(9.0, reason="Awaited"),
        "AS04": Answer("n/a"),
    }
    said = "4 of 7 values due are filled in. Reds without all their words: 1. Values or reasons to check: 2."
    stream = written(answers)
    stored = read(stream, results=True)
    assert (stored[RETURN_SHEET]["C5"].value, stored[SIGN_OFF_SHEET]["A4"].value) == (said, said)
    with Engine.from_bytes(stream.getvalue()) as engine:
        engine.calculate()
        assert engine.read_values(RETURN_SHEET, "C5", "C5")[0][0]["value"] == said
        engine.set_number(RETURN_SHEET, at("value", FIRST_ROW + 4), 1.0)
        engine.calculate()
        assert str(engine.read_values(SIGN_OFF_SHEET, "A4", "A4")[0][0]["value"]).startswith("5 of 7")
    assert sum(row.needs_value for row in rows) == 7


def test_how_to_explains_every_word_the_preview_can_say():
    sheet = read(written())["How to"]
    said = {cell.value for cell in sheet["A"] if cell.value}
    assert {*PREVIEW_WORDS, *map(str, Rating)} <= said


@pytest.mark.parametrize("told", ["Provisional", "orange", "Change requests", RIGHT_AS_IT_IS, "who signs"])
def test_how_to_speaks_of_what_the_return_asks_for(told: str):
    texts = [str(cell.value) for row in read(written())["How to"].iter_rows() for cell in row if cell.value]
    assert any(told in text for text in texts)


def test_colour_follows_the_rating_word_alone():
    sheet = read(written())[RETURN_SHEET]
    area, _, marks = sheet.conditional_formatting
    assert {rule.type for rule in marks.rules} == {"expression"}
    assert str(area.sqref) == f"{at('rag')}:{at('rag', HEADER_ROW + len(ROWS))}"
    fills = {rule.formula[0]: rule.dxf.fill.bgColor.rgb[2:] for rule in area.rules if rule.type == "cellIs"}
    assert fills == {'"Green"': "5BB98C", '"Amber"': "FFD166", '"Red"': "A4161A"}


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "www.example.org", "007"])
def test_text_that_looks_like_a_formula_or_a_number_stays_text(text: str):
    answers = {"AS01": Answer(text, words={"cause": text, "commentary": text})}
    book = read(written(answers, summary=text, services={"Reablement": ServiceAnswer("Good", note=text)}))
    cells = [book[RETURN_SHEET][at(field)] for field in ("value", "cause", "commentary")]
    cells += [book[SUMMARY_SHEET]["A8"], book[SERVICES_SHEET]["D8"]]
    assert {(cell.value, cell.data_type, cell.hyperlink) for cell in cells} == {(text, "s", None)}


def test_a_text_longer_than_a_cell_is_refused_with_its_place():
    with pytest.raises(SaveError, match=r"Director's summary!A8.*32,767"):
        written(summary="x" * 40_000)


def test_an_answer_to_what_is_not_asked_is_refused():
    with pytest.raises(ValueError, match="XX99"):
        written({"XX99": Answer(1.0)})
    with pytest.raises(ValueError, match="Buses"):
        written(services={"Buses": ServiceAnswer("Good")})


def test_the_same_return_is_the_same_bytes():
    answers = {"AS01": Answer(93.5, words={"due": date(2022, 12, 31)})}
    assert written(answers).getvalue() == written(answers).getvalue()


def test_a_directorate_without_services_is_told_there_is_nothing_to_do():
    sheet = read(written(rows=replace(plan(), services=())))[SERVICES_SHEET]
    assert "nothing to fill in" in str(sheet["A4"].value)
    assert not sheet.tables


def test_the_example_is_labelled_on_every_visible_sheet_and_a_councils_own_is_not():
    for example in (True, False):
        book = read(written(rows=replace(plan(), example=example)))
        labelled = {
            "illustrative" in f"{sheet['A3'].value} {sheet['A5'].value}"
            for sheet in book
            if sheet.sheet_state == "visible"
        }
        assert labelled == {example}


FILLED = {
    "AS01": Answer(
        *(86.5, 865, 1000, "Provisional"),
        {
            "cause": "Demand rose.",
            "action": "More sessions.",
            "owner": "Head of Service",
            "due": date(2022, 12, 31),
        },
    ),
    "AS02": Answer(
        150.0,
        words={
            "cause": "Two vacancies.",
            "action": "Recruiting.",
            "owner": "Head of Service",
            "due": date(2023, 1, 31),
        },
    ),
    "AS03": Answer(11.4, words={"commentary": "=Steady"}),
    "AS04": Answer(reason="Awaited", words={"commentary": "The ledger closes on 28 October."}),
    "AS05": Answer("92%"),
}


def filled() -> BytesIO:
    return written(
        FILLED,
        summary="Waits are longer.\n\nReablement is steady.",
        services={"Reablement": ServiceAnswer("Good", "Excellent", "improving")},
        sign_off=SignOffAnswer("Director of Adult Services", date(2022, 10, 20)),
    )


@pytest.mark.parametrize("make", [written, filled], ids=["blank", "filled in"])
def test_a_return_is_sound(make: Callable[[], BytesIO], tmp_path: Path):
    path = tmp_path / "return.xlsx"
    path.write_bytes(make().getvalue())
    assert prove_workbook(path) == []


@pytest.mark.sdk
def test_a_return_passes_the_open_xml_sdk(tmp_path: Path, sdk_validate: Callable[[list[Path]], list[str]]):
    path = tmp_path / "return.xlsx"
    path.write_bytes(filled().getvalue())
    assert sdk_validate([path]) == []


@pytest.mark.libreoffice
def test_libreoffice_works_out_the_same_previews(tmp_path: Path, soffice_convert: Callable[[Path, str, Path], Path]):
    path = tmp_path / "return.xlsx"
    path.write_bytes(filled().getvalue())
    assert differences(path, soffice_convert(path, "xlsx", tmp_path / "again")) == []


def test_a_blank_return_reads_as_kept(tmp_path: Path):
    path = tmp_path / "return.xlsx"
    path.write_bytes(written().getvalue())
    compare_with_golden(path, "return_blank")


def test_a_filled_return_reads_as_kept(tmp_path: Path):
    path = tmp_path / "return.xlsx"
    path.write_bytes(filled().getvalue())
    compare_with_golden(path, "return_filled", RETURN_SHEET, SUMMARY_SHEET, SERVICES_SHEET, SIGN_OFF_SHEET)
