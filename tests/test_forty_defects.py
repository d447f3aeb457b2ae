"""A workbook with forty defects gives forty findings in one pass, each at its cell, and no echoes of any."""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
from builders import (
    COUNT,
    ERROR,
    FIRST_ROW,
    FIXED,
    GOOD,
    HEADER_ROW,
    HIGHER,
    INFO,
    LOWER,
    Q1,
    WARNING,
    check,
    day,
    formula,
    kpi,
    last_quarter,
    never_worked_out,
    percent,
    return_book,
    rulebook,
    said,
    sheet_of,
    sign_off_sheet,
)
from earlier_values import joined, published
from real_return import write

from kpi_xl.files.reading.read_book import read_book
from kpi_xl.model.bands import Bands
from kpi_xl.model.book import Book
from kpi_xl.model.columns import RETURN_COLUMNS, SUMMARY_LABEL, SUMMARY_SHEET
from kpi_xl.model.kpi import Aggregation, Kpi
from kpi_xl.model.place import address
from kpi_xl.model.submission import Checked

FIELDS = [column.field for column in RETURN_COLUMNS]
OPEN = Bands(green=(None, None), amber=(None, None))
EXPLAINED = {"cause": "Two staff left.", "action": "Posts are filled.", "owner": "Head of Care", "due": day(44926.0)}
SHARE: dict[str, object] = {}
MONEY: dict[str, object] = {"measure": "£m", "decimals": 3}
PEOPLE: dict[str, object] = {"measure": "number", "decimals": 0}
SO_FAR: dict[str, object] = {**PEOPLE, "aggregation": Aggregation.YEAR_TO_DATE}
TONNES: dict[str, object] = {"measure": "tonnes", "decimals": 1}
SERIES = (610.2, 622.5, 618.0, 630.1)


class Defect(NamedTuple):
    """One row: what its KPI is, what was published of it, what is entered, and what is said in which column."""

    code: str
    severity: str
    field: str
    entry: dict[str, object]
    fields: dict[str, object] = SHARE
    earlier: tuple[float, ...] = (91.9,)
    rule: tuple[float | None, Bands] = (90.0, HIGHER)


MILLIONS = (MONEY, (4.2,), (5.0, LOWER))
COUNTED = (PEOPLE, (1000.0,), (1000.0, COUNT))
FREE = (None, OPEN)

DEFECTS = (
    Defect("KPI101", FIXED, "value", {"value": "92.6"}),
    Defect("KPI102", FIXED, "value", {"value": "1,040"}, *COUNTED),
    Defect("KPI102B", WARNING, "value", {"value": "£4.1m"}, *MILLIONS),
    Defect("KPI103", FIXED, "value", {"value": "92%"}),
    Defect("KPI103B", FIXED, "value", {"value": percent(0.926)}),
    Defect("KPI104", ERROR, "value", {"value": 0.926}),
    Defect("KPI105", ERROR, "value", {"value": 101.0}),
    Defect("KPI108", WARNING, "value", {"value": "n/a"}),
    Defect("KPI109", WARNING, "value", {"value": "TBC"}),
    Defect("KPI110", WARNING, "value", {"value": "nil"}),
    Defect("KPI111", ERROR, "value", {"value": None}),
    Defect("KPI111B", ERROR, "reason", {"value": None, "reason": "busy"}),
    Defect("KPI111C", ERROR, "value", {"value": 92.4, "reason": "Not applicable"}),
    Defect("KPI112", WARNING, "value", {"value": 0.0}, *MILLIONS),
    Defect("KPI113", INFO, "value", {"value": "<5"}),
    Defect("KPI114", FIXED, "value", {"value": "92.6*"}),
    Defect("KPI115", ERROR, "value", {"value": "c.92"}),
    Defect("KPI116", ERROR, "value", {"value": day(44654.0)}),
    Defect("KPI119", ERROR, "value", {"value": True}),
    Defect("KPI120", FIXED, "value", {"value": "(4.1)", "commentary": "An underspend."}, *MILLIONS),
    Defect("KPI121", WARNING, "value", {"value": 31.0, "commentary": "Fewer."}, SHARE, (52.4,), FREE),
    Defect("KPI122", ERROR, "value", {"value": 92.2, "numerator": 31.0, "denominator": 60.0}),
    Defect("KPI122B", ERROR, "denominator", {"numerator": 5.0, "denominator": 0.0}),
    Defect("KPI124", ERROR, "value", {"value": 480.0}, SO_FAR, (500.0,), FREE),
    Defect("KPI125", WARNING, "value", {"value": 520.0}, SO_FAR, (500.0,), FREE),
    Defect("KPI126", WARNING, "value", {"value": 1.9}, *MILLIONS),
    Defect("KPI127", WARNING, "value", {"value": 4100.0, **EXPLAINED}, *MILLIONS),
    Defect("KPI128", ERROR, "target", {"value": 92.7, "target": 80.0}),
    Defect("KPI129", ERROR, "green_low", {"value": 92.8, "green_low": 80.0}),
    Defect("KPI130", ERROR, "rag", {"value": 92.9, "rag": "Red"}),
    Defect("KPI132", ERROR, "cause", {"value": 80.0}),
    Defect("KPI132B", WARNING, "commentary", {"value": 87.0}),
    Defect("KPI134", WARNING, "commentary", {"value": 90.1, "commentary": "Performance has improved."}),
    Defect("KPI134B", WARNING, "commentary", {"value": 92.3, "commentary": "Performance was 94.2%."}),
    Defect("KPI135", WARNING, "commentary", {"commentary": ("All providers were asked about waiting " * 9)[:255]}),
    Defect("KPI135B", FIXED, "commentary", {"commentary": "=1+1"}),
    Defect("KPI136", WARNING, "commentary", {"commentary": "Ask jo@example.org"}),
    Defect("KPI141", WARNING, "priority", {"priority": "Supporting growth"}),
    Defect("KPI144", WARNING, "commentary", {"commentary": "The data is for the academic year."}),
    Defect("KPI152", ERROR, "value", {"value": formula("A1+#REF!", "#REF!")}),
    Defect("KPI153", ERROR, "value", {"value": never_worked_out("A1/B1")}),
    Defect("KPI154B", WARNING, "value", {"value": formula("90+2", 92.6)}),
    Defect("KPI157", WARNING, "value", {"value": formula("NOW()*0+92.6", 92.6)}),
    Defect("KPI174", WARNING, "value", {"value": "92,6"}),
    Defect("KPI176", WARNING, "value", {"value": 1010.5}, *COUNTED),
    Defect("KPI177", WARNING, "value", {"value": 6417.0, "commentary": "More."}, TONNES, SERIES, FREE),
    Defect("KPI177B", WARNING, "value", {"value": 2345.6, "commentary": "More."}, TONNES, (99.5, 101.0, 100.2), FREE),
    Defect("KPI177C", WARNING, "value", {"value": 46238.0, "commentary": "More."}, PEOPLE, (17.0, 19.0, 21.0), FREE),
    Defect("KPI185", ERROR, "commentary", {"commentary": formula("-more calls", "#NAME?")}),
    Defect("KPI186", WARNING, "last_quarter", {"last_quarter": 90.9}),
)
SAME_WORDS = "Staff were moved to the new contact centre this summer."


def measured(number: int, defect: Defect) -> Kpi:
    return kpi(f"AS{10 + number}", f"Measure {number}", **defect.fields)


def workbook(
    *defects: Defect, same_words: bool = False, signed: bool = True, summary: object = "All is well."
) -> Checked:
    """The good return, a row for each defect below it, and (where asked) three defects of the whole workbook."""
    kpis = [measured(number, defect) for number, defect in enumerate(defects)]
    rules = rulebook(*((one, *defect.rule) for one, defect in zip(kpis, defects, strict=True)))
    results = []
    for one, defect in zip(kpis, defects, strict=True):
        period = Q1
        for value in reversed(defect.earlier):
            results.append(published(one, period, value))
            period = period.previous
    entries: dict[str, dict[str, object]] = {
        one.kpi_id: {"value": 92.6, **defect.entry} for one, defect in zip(kpis, defects, strict=True)
    }
    if same_words:
        entries |= {"AS01": {"commentary": SAME_WORDS}, "AS05": {"commentary": SAME_WORDS}}
    book = return_book(entries, rules=rules, sign_off=sign_off_sheet(name="Director" if signed else None))
    said_of_all = sheet_of({7: {1: SUMMARY_LABEL}, 8: {1: summary}}, SUMMARY_SHEET)
    return check(replace(book, sheets=(*book.sheets, said_of_all)), rules, joined(last_quarter(), *results))


def place_of(number: int, field: str) -> str:
    return address(FIRST_ROW + len(GOOD) + number, FIELDS.index(field) + 1)


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.code)
def test_each_alone_is_said_once_at_its_cell(defect: Defect) -> None:
    assert said(workbook(defect)) == [(defect.code, defect.severity, place_of(0, defect.field))]


def all_at_once() -> Checked:
    return workbook(*DEFECTS, same_words=True, signed=False, summary=formula("-forecast", "#NAME?"))


def test_all_together_are_as_many_findings_and_no_echoes() -> None:
    whole = [("KPI170", ERROR, "B7"), ("KPI133B", WARNING, "P7"), ("KPI185", ERROR, "A8")]
    rows = [(one.code, one.severity, place_of(number, one.field)) for number, one in enumerate(DEFECTS)]
    found = said(all_at_once())
    assert len(found) > 40
    assert sorted(found) == sorted([*whole, *rows])


def test_errors_saved_in_a_file_are_told_at_their_cells(tmp_path: Path) -> None:
    """As a program saves them: kept as errors, with the formula that was begun with a dash."""
    path = write(tmp_path / "AS & more 2022-23 Q2.xlsx", rulebook())
    book = openpyxl.load_workbook(path)
    book[SUMMARY_SHEET]["A8"] = "#NAME?"
    headings = {cell.value: cell.column for cell in book["Return"][HEADER_ROW]}
    commentary = book["Return"].cell(FIRST_ROW, headings["Commentary"])
    commentary.value = "#REF!"
    book.save(path)
    read = read_book(path)
    assert isinstance(read, Book)
    lost = {str(one.place) for one in check(read).findings if one.code == "KPI185"}
    assert lost == {f"Return!{commentary.coordinate}", "'Director''s summary'!A8"}
