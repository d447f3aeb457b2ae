"""Characters a workbook cannot hold, wherever they come from: said, replaced, and never in a file of ours."""

import os
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from builders import GOOD, check, return_book, rulebook, table_rows
from builders import sheet_of as sheet_of_return
from proof.workbook import prove_workbook
from rulebook_builder import book as rulebook_book
from rulebook_builder import changed, sound
from small_workspace import Q2, Q3, rulebook_rows
from unstorable import LITERAL, MARK, spell

from kpi_xl.files.reading.read_book import read_book
from kpi_xl.files.write_return import write_return
from kpi_xl.files.write_rulebook import write_rulebook
from kpi_xl.model.book import Book
from kpi_xl.model.finding import Severity
from kpi_xl.model.period import Period
from kpi_xl.model.place import Place
from kpi_xl.model.return_plan import Answer, ServiceAnswer, SignOffAnswer
from kpi_xl.model.storable_text import is_storable
from kpi_xl.rules.returns.plan_return import plan_return
from kpi_xl.rules.rulebook.build import build_rulebook
from kpi_xl.rules.submissions.signing import signed, stamp_of
from kpi_xl.rules.tables.storable_book import storable_book
from kpi_xl.workflows.issue_returns import issue_returns
from kpi_xl.workflows.open_master import open_master
from kpi_xl.workflows.open_rulebook import open_rulebook, read_rulebook
from kpi_xl.workflows.publish_accessible import publish_accessible
from kpi_xl.workflows.run import run_quarter

ODD = f"north{MARK}south {LITERAL} end"
READ = f"north \ufffd south {LITERAL} end"
"""With a blank for each, of which one is kept; half a character alone is read as the sign for such."""
WHEN = datetime(2022, 10, 17, 10, 0)


def odd_workspace(folder: Path) -> Path:
    """A rulebook with such characters in every text that can hold any."""
    folder = folder / "a council"
    (folder / "submissions").mkdir(parents=True)
    rows = rulebook_rows()
    rows["Settings"][0] = {"name": "Council", "value": f"Council {ODD}"}
    rows["Units"] = [{**unit, "name": f"{unit['name']} {ODD}", "approver": ODD} for unit in rows["Units"]]
    rows["Priorities"] = [{"name": f"Caring {ODD}"}]
    rows["Services"] = [{"name": f"Service {unit} {ODD}", "directorate": unit} for unit in ("AS", "EC")]
    texts = dict.fromkeys(("service", "owner", "definition", "source"), ODD)
    rows["KPIs"] = [
        {**kpi, **texts, "name": f"{kpi['name']} {ODD}", "priority": f"Caring {ODD}", "measure": f"days {ODD}"}
        for kpi in rows["KPIs"]
    ]
    rows["Thresholds"] = [
        {**row, "approved_by": ODD, "approved_on": date(2022, 3, 1), "reason": ODD} for row in rows["Thresholds"]
    ]
    write_rulebook(folder / "rulebook.xlsx", rows)  # type: ignore[arg-type] # plain rows
    spell(folder / "rulebook.xlsx")
    return folder


def send(folder: Path, unit: str, period: Period, name: str, value: float) -> None:
    """A return with such characters in every text an officer types; one value is Red, so that all are printed."""
    rules = open_rulebook(folder / "rulebook.xlsx")
    master = folder / "master.xlsx"
    plan = plan_return(rules, unit, period, open_master(master) if master.exists() else None)
    odd = dict.fromkeys(("cause", "action", "owner", "commentary"), f"Words of {unit} {ODD}")
    path = folder / "submissions" / name
    write_return(
        path,
        plan,
        {row.kpi.kpi_id: Answer(value, words={**odd, "due": date(2023, 3, 31)}) for row in plan.rows},
        summary=f"A quarter of {ODD}\n{ODD}",
        services={service: ServiceAnswer("Good", note=ODD) for service in plan.services},
        sign_off=SignOffAnswer(f"Director {ODD}", date(2022, 10, 14) if period == Q2 else date(2023, 1, 14)),
    )
    spell(path)


def unheld(path: Path) -> list[str]:
    """Texts of the workbook that no workbook can hold, or that Excel would make such of."""
    book = read_book(path)
    assert isinstance(book, Book)
    return [cell.address for sheet in book.sheets for cell in sheet.cells() if not is_storable(str(cell.value))]


def xml_is_sound(path: Path) -> bool:
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels", ".vml")):
                ElementTree.fromstring(package.read(name))
    return True


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names")
def test_a_quarter_of_such_characters_everywhere_and_the_next_one(tmp_path: Path) -> None:
    folder = odd_workspace(tmp_path)
    assert {one.code for one in read_rulebook(folder / "rulebook.xlsx").findings} == {"KPI208"}
    send(folder, "AS", Q2, "AS \x0b\x01 2022-23 Q2.xlsx", 50.0)
    send(folder, "EC", Q2, os.fsdecode(b"EC \xff\xfe 2022-23 Q2.xlsx"), 91.0)
    first = run_quarter(folder, when=WHEN)
    assert first.master_written
    assert {one.status for one in first.validation.checked} == {"accepted"}
    for period, result in ((Q2, first), (Q3, None)):
        if result is None:
            for path in (folder / "submissions").iterdir():
                path.unlink()
            send(folder, "AS", Q3, "AS \x0b 2022-23 Q3.xlsx", 49.0)
            send(folder, "EC", Q3, "EC 2022-23 Q3.xlsx", 92.0)
            result = run_quarter(folder, Q3, when=WHEN)
        master = open_master(folder / "master.xlsx")
        assert master == result.consolidation.master
        assert period in master.periods
        adults = master.result("AS01", period)
        assert adults is not None
        assert f"Words of AS {READ}" in adults.words
        assert {one.text.count(LITERAL) for one in master.summaries if one.period == period} == {2}
        assert not run_quarter(folder, period, when=WHEN).master_written
    made = [folder / "master.xlsx", *(folder / "findings").iterdir(), *publish_accessible(folder)[:1]]
    issue_returns(folder, Q3)
    made += (folder / "returns").iterdir()
    assert len(made) >= 6
    for path in made:
        assert xml_is_sound(path), path
        if path.parent.name != "findings":  # a copy keeps the officer's own cells
            assert unheld(path) == [], path
    assert prove_workbook(folder / "master.xlsx") == []


def test_an_officer_is_told_what_was_replaced_at_the_cell() -> None:
    rows = table_rows({**GOOD, "AS01": {"value": 92.0, "commentary": "north\x0bsouth"}}, rulebook())
    table = sheet_of_return(rows)
    checked = check(return_book(table=table))
    found = [one for one in checked.findings if one.code == "KPI189"]
    (place,) = [Place(table.name, cell.address) for cell in table.cells() if cell.value == "north\x0bsouth"]
    assert [(one.places, one.severity, one.old, one.new) for one in found] == [
        ((place,), Severity.FIXED, "north[U+000B]south", "north south")
    ]
    assert found[0].message == (
        '"north[U+000B]south" holds what no workbook can keep (U+000B), as text copied from other programs sometimes '
        "does. We put a space in its place. Nothing to do."
    )
    assert checked.accepted
    assert {one.words.commentary for one in checked.reported if one.kpi_id == "AS01"} == {"north south"}


def test_a_file_name_that_cannot_be_kept_is_said() -> None:
    checked = check(return_book(path="submissions/AS \x0breturn\udcff.xlsx"))
    (found,) = [one for one in checked.findings if one.code == "KPI189B"]
    assert (found.severity, found.places) == (Severity.INFORMATION, ())
    assert '"AS [U+000B]return[U+DCFF].xlsx"' in found.message


def test_the_rulebook_is_told_at_the_cell_too() -> None:
    reading = build_rulebook(rulebook_book(changed("KPIs", 5, name="Calls\x0banswered\ufffe")))
    assert [(one.code, str(one.place), one.old, one.new) for one in reading.findings] == [
        ("KPI208", "KPIs!B5", "Calls[U+000B]answered[U+FFFE]", "Calls answered")
    ]
    assert reading.rulebook is not None
    assert reading.rulebook.kpis["AS01"].name == "Calls answered"


@pytest.mark.parametrize("text", ["a\tb", "a\nb\r\nc", "£ é – 😀", "_x000B_", "\x7f\x85\u2028"])
def test_what_a_workbook_can_hold_is_left_alone(text: str) -> None:
    book = rulebook_book(changed("KPIs", 5, definition=text))
    assert storable_book(book) == (book, [])
    assert build_rulebook(rulebook_book(sound())).findings == ()


def test_a_return_signed_with_such_a_character_is_still_as_it_was_signed() -> None:
    rows = table_rows({**GOOD, "AS01": {"value": 92.0, "commentary": "north\x0bsouth"}}, rulebook())
    book = signed(return_book(table=sheet_of_return(rows)), "Director", date(2022, 10, 14))
    assert stamp_of(book) == stamp_of(storable_book(book)[0])
    assert "KPI170D" not in {one.code for one in check(replace(book)).findings}
