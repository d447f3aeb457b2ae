"""Each thing that can be wrong with a rulebook, at the exact cell."""

from dataclasses import replace

import pytest
from rulebook_builder import book, changed, findings, kpi, said, sound, threshold

from kpi_xl.model.book import Cell, Kind, Sheet
from kpi_xl.model.finding import Severity
from kpi_xl.model.rulebook_problems import RULEBOOK_PROBLEMS
from kpi_xl.rules.rulebook.build import build_rulebook

case = pytest.param
INFO, WARN, FIXED = Severity.INFORMATION, Severity.WARNING, Severity.FIXED
ERROR_CELL = Cell(0, 0, Kind.ERROR, "#REF!")
UNCALCULATED = Cell(0, 0, Kind.BLANK, None, formula="A1*2", has_cached=False)
PERCENT_90 = Cell(0, 0, Kind.NUMBER, 0.9, "0%")
A_DATE = Cell(0, 0, Kind.DATE, 44986.0, "d mmm")


@pytest.mark.parametrize(
    ("sheet", "row", "cells", "code", "places"),
    [
        case("KPIs", 5, {"priority": "Carring"}, "KPI224", "KPIs!C5", id="unknown priority"),
        case("KPIs", 5, {"directorate": "XX"}, "KPI225", "KPIs!D5", id="unknown directorate"),
        case("Services", 5, {"directorate": "Estates"}, "KPI225", "Services!B5", id="unknown directorate of a service"),
        case("KPIs", 6, {"kpi_id": "as01"}, "KPI221", "KPIs!A6 A5", id="duplicate ref, capitals apart"),
        case("Units", 6, {"code": "AS"}, "KPI221", "Units!A6 A5", id="duplicate directorate"),
        case("Priorities", 6, {"name": "caring"}, "KPI221", "Priorities!A6 A5", id="duplicate priority"),
        case("Periods", 6, {"period": "Q2 22/23"}, "KPI221", "Periods!A6 A5", id="duplicate period"),
        case("Settings", 6, {"name": "council"}, "KPI221", "Settings!A6 A5", id="duplicate setting"),
        case("KPIs", 5, {"kpi_id": "1E05"}, "KPI222", "KPIs!A5", id="ref that becomes a number"),
        case("KPIs", 5, {"kpi_id": "MAR1"}, "KPI222", "KPIs!A5", id="ref that becomes a date"),
        case("KPIs", 5, {"kpi_id": "sept12"}, "KPI222", "KPIs!A5", id="ref that becomes a date, long month"),
        case("KPIs", 5, {"kpi_id": "3-4"}, "KPI222", "KPIs!A5", id="ref that becomes 3 April"),
        case("KPIs", 5, {"kpi_id": "007"}, "KPI222", "KPIs!A5", id="ref that loses its noughts"),
        case("KPIs", 5, {"kpi_id": 100000.0}, "KPI222", "KPIs!A5", id="ref already a number"),
        case("KPIs", 5, {"kpi_id": A_DATE}, "KPI222", "KPIs!A5", id="ref already a date"),
        case("KPIs", 5, {"kpi_id": "AS/01"}, "KPI223", "KPIs!A5", id="ref with a slash"),
        case("Units", 5, {"code": "every"}, "KPI227", "Units!A5", id="directorate called every"),
        case("KPIs", 5, {"kpi_id": None}, "KPI210", "KPIs!A5", id="no ref"),
        case("KPIs", 5, {"name": "  "}, "KPI210", "KPIs!B5", id="no name"),
        case("KPIs", 5, {"polarity": None}, "KPI210", "KPIs!G5", id="no polarity"),
        case("KPIs", 5, {"polarity": "hihger"}, "KPI215", "KPIs!G5", id="unknown polarity"),
        case("KPIs", 5, {"frequency": "quartely"}, "KPI215", "KPIs!H5", id="unknown frequency"),
        case("KPIs", 5, {"covers": "year-to-dat"}, "KPI215", "KPIs!I5", id="unknown covers"),
        case("KPIs", 5, {"scope": "coporate"}, "KPI215", "KPIs!Q5", id="unknown scope"),
        case("KPIs", 5, {"ratio": "maybe"}, "KPI215", "KPIs!V5", id="neither yes nor no"),
        case("KPIs", 5, {"standing_reason": "Awaited"}, "KPI215", "KPIs!U5", id="a reason that cannot stand"),
        case("KPIs", 5, {"decimals": 1.5}, "KPI214", "KPIs!J5", id="decimals not whole"),
        case("KPIs", 5, {"decimals": 9.0}, "KPI214", "KPIs!J5", id="too many decimals"),
        case("KPIs", 5, {"decimals": None}, "KPI210", "KPIs!J5", id="no decimals"),
        case("KPIs", 5, {"decimals": "one"}, "KPI213", "KPIs!J5", id="decimals in words"),
        case("KPIs", 5, {"decimals": True}, "KPI213", "KPIs!J5", id="decimals TRUE"),
        case("KPIs", 5, {"lowest": 9.0, "highest": 1.0}, "KPI228", "KPIs!K5 L5", id="lowest above highest"),
        case("KPIs", 5, {"first": "2022/23 Q2", "last": "2022/23 Q1"}, "KPI229", "KPIs!S5 R5", id="ends before start"),
        case("KPIs", 5, {"first": "spring"}, "KPI216", "KPIs!R5", id="unreadable period"),
        case("KPIs", 5, {"due": "autumn"}, "KPI230", "KPIs!M5", id="unreadable due quarters"),
        case("KPIs", 5, {"frequency": "annual"}, "KPI210", "KPIs!M5", id="annual without its quarter"),
        case("KPIs", 5, {"name": ERROR_CELL}, "KPI219", "KPIs!B5", id="Excel error"),
        case("KPIs", 5, {"name": UNCALCULATED}, "KPI220", "KPIs!B5", id="formula never calculated"),
        case("Thresholds", 5, {"kpi_id": "AS99"}, "KPI226", "Thresholds!A5", id="threshold for an unknown KPI"),
        case("Thresholds", 9, {"kpi_id": "HR01/XX"}, "KPI226", "Thresholds!A9", id="shared KPI, unknown directorate"),
        case("Thresholds", 5, {"effective": "2022"}, "KPI216", "Thresholds!B5", id="threshold from no quarter"),
        case("Thresholds", 5, {"effective": None}, "KPI210", "Thresholds!B5", id="threshold without a period"),
        case("Thresholds", 5, {"basis": "precent"}, "KPI215", "Thresholds!D5", id="unknown basis"),
        case("Thresholds", 8, {"basis": None}, "KPI240", "Thresholds!D8", id="tolerance without a basis"),
        case("Thresholds", 5, {"amber_tolerance": 5.0}, "KPI241", "Thresholds!J5", id="bounds and a tolerance"),
        case("Thresholds", 8, {"green_low": 900.0}, "KPI241", "Thresholds!E8", id="tolerances and a bound"),
        case("Thresholds", 5, {"amber_low": 95.0}, "KPI242", "Thresholds!E5 G5", id="green wider than amber, low end"),
        case("Thresholds", 6, {"amber_high": 2.0}, "KPI242", "Thresholds!F6 H6", id="green wider than amber, high end"),
        case("Thresholds", 7, {"green_low": 5.0}, "KPI242", "Thresholds!E7 G7", id="green wider than amber, in range"),
        case("Thresholds", 8, {"green_tolerance": 20.0}, "KPI242", "Thresholds!I8 J8", id="green tolerance the larger"),
        case("Thresholds", 7, {"green_low": 13.0}, "KPI243", "Thresholds!E7 F7", id="green upside down"),
        case("Thresholds", 8, {"target": 0.0}, "KPI244", "Thresholds!C8", id="per cent of a zero target"),
        case("Thresholds", 9, {"target": None}, "KPI245", "Thresholds!C9", id="tolerance without a target"),
        case("Thresholds", 9, {"amber_tolerance": None}, "KPI246", "Thresholds!J9", id="one tolerance missing"),
        case("Thresholds", 9, {"green_tolerance": -1.0}, "KPI247", "Thresholds!I9", id="tolerance below zero"),
        case("Thresholds", 5, {"green_high": 95.0}, "KPI248", "Thresholds!F5", id="higher is better, green to"),
        case("Thresholds", 6, {"amber_low": 1.0}, "KPI248", "Thresholds!G6", id="lower is better, amber from"),
        case("Thresholds", 7, {"green_low": None, "green_high": None}, "KPI249", "Thresholds!E7 F7", id="no green"),
        case("Thresholds", 10, {"effective": "2022/23 Q1"}, "KPI250", "Thresholds!B10 B5", id="overlapping versions"),
        case("Thresholds", 5, {"stated": "Amber"}, "KPI253", "Thresholds!K5 G5", id="stated beside an amber bound"),
        case("KPIs", 5, {"polarity": "none"}, "KPI254", "Thresholds!E5 G5", id="thresholds without a direction"),
        case("Thresholds", 9, {"target": "8.."}, "KPI256", "Thresholds!D9", id="target open on the side that counts"),
        case("Thresholds", 10, {"approved_on": "soon"}, "KPI218", "Thresholds!M10", id="date in words"),
        case("Thresholds", 5, {"target": "about 90"}, "KPI213", "Thresholds!C5", id="number in words"),
        case("Thresholds", 5, {"target": A_DATE}, "KPI213", "Thresholds!C5", id="date in a number cell"),
        case("Profiles", 5, {"q4": 900.0}, "KPI260", "Profiles!G5", id="profile misses its annual target"),
        case("Profiles", 5, {"year": "2021/22"}, "KPI261", "Thresholds!A8", id="profile for another year only"),
        case("Profiles", 5, {"year": "2022"}, "KPI217", "Profiles!B5", id="unreadable year"),
        case("Profiles", 5, {"q1": 0.0}, "KPI244", "Profiles!D5", id="per cent of a quarter's zero target"),
        case("Profiles", 5, {"q2": None}, "KPI210", "Profiles!E5", id="profile with a gap"),
        case("Components", 5, {"part": "RE99"}, "KPI226", "Components!B5", id="unknown component"),
        case("Components", 5, {"part": "RE01"}, "KPI271", "Components!B5", id="total as its own part"),
        case("Components", 6, {"remainder": None, "part": None}, "KPI270", "Components!B6", id="no part at all"),
        case("Overrides", 5, {"reason": None}, "KPI272", "Overrides!D5", id="override without a reason"),
        case("Overrides", 5, {"name": None}, "KPI272", "Overrides!E5", id="override without a name"),
        case("Overrides", 5, {"on": None}, "KPI272", "Overrides!F5", id="override without a date"),
        case("Overrides", 5, {"kpi_id": "HR01"}, "KPI226", "Overrides!A5", id="override of nobody's shared KPI"),
        case("Overrides", 5, {"rating": "Blue"}, "KPI215", "Overrides!C5", id="override to no colour"),
        case("Settings", 5, {"value": None}, "KPI210", "Settings!B5", id="council without a name"),
        case("KPIs", 5, {"name": "long " * 200 + "1"}, "KPI278", "KPIs!B5", id="name of 1,001 characters"),
        case("KPIs", 5, {"definition": "🙂" * 5001}, "KPI278", "KPIs!X5", id="definition of 10,002 characters"),
        case("KPIs", 5, {"measure": "x" * 61}, "KPI278", "KPIs!F5", id="unit of 61 characters"),
        case("Settings", 7, {"name": "Large change (%)", "value": -5.0}, "KPI275", "Settings!B7", id="change below 0"),
    ],
)
def test_an_error_is_found_at_its_cell_and_there_is_no_rulebook(
    sheet: str, row: int, cells: dict[str, object], code: str, places: str
):
    reading = build_rulebook(book(changed(sheet, row, **cells)))
    assert (code, places) in said(changed(sheet, row, **cells))
    assert reading.rulebook is None


@pytest.mark.parametrize(
    ("sheet", "row", "cells", "code", "places", "severity"),
    [
        case("Thresholds", 5, {"target": "90"}, "KPI211", "Thresholds!C5", FIXED, id="number as text"),
        case("Thresholds", 8, {"target": "1,000"}, "KPI211", "Thresholds!C8", FIXED, id="comma in a number"),
        case("Thresholds", 5, {"target": PERCENT_90}, "KPI212", "Thresholds!C5", FIXED, id="percentage"),
        case(
            *("Thresholds", 5, {"amber_low": 90.0}, "KPI251", "Thresholds!E5 G5", INFO),
            id="no amber band",
        ),
        case(
            *("Thresholds", 9, {"amber_tolerance": 0.0}, "KPI251", "Thresholds!I9 J9", INFO),
            id="equal tolerances",
        ),
        case("Thresholds", 5, {"amber_low": None}, "KPI252", "Thresholds!G5", WARN, id="never Red"),
        case("Thresholds", 7, {"amber_high": None}, "KPI252", "Thresholds!H7", WARN, id="open amber end"),
        case(
            *(
                "Thresholds",
                10,
                {"approved_by": None, "reason": None},
                "KPI255",
                "Thresholds!L10 N10",
                WARN,
            ),
            id="change without approval",
        ),
        case("KPIs", 9, {"standing_reason": None}, "KPI231", "KPIs!A9", WARN, id="KPI never rated"),
        case(*("KPIs", 5, {"standing_reason": "Baseline year"}, "KPI257", "KPIs!U5", INFO), id="idle"),
        case(
            *(
                "Profiles",
                6,
                {"kpi_id": "AS01", "year": "2022/23", "q4": 92.0},
                "KPI262",
                "Profiles!A6",
                WARN,
            ),
            id="profile beside absolute bounds",
        ),
        case("Settings", 7, {"name": "Counci", "value": "x"}, "KPI273", "Settings!A7", WARN, id="setting"),
    ],
)
def test_what_is_not_an_error_is_said_and_the_rulebook_still_works(
    sheet: str, row: int, cells: dict[str, object], code: str, places: str, severity: Severity
):
    quarters = {"q1": 1.0, "q2": 2.0, "q3": 3.0} if sheet == "Profiles" else {}
    rows = changed(sheet, row, **cells, **quarters)
    assert said(rows) == [(code, places)]
    assert findings(rows)[0].severity is severity
    assert build_rulebook(book(rows)).rulebook is not None


def test_a_number_as_text_is_read_and_both_are_kept():
    finding = findings(changed("Thresholds", 8, target="1,000"))[0]
    assert (finding.old, finding.new, finding.kpi_id) == ("1,000", "1000", "RE03")
    rulebook = build_rulebook(book(changed("Thresholds", 5, target=PERCENT_90))).rulebook
    assert rulebook is not None and rulebook.thresholds["AS01"][0].target == 90.0


@pytest.mark.parametrize(
    ("sheet", "row", "cells", "suggested"),
    [
        ("KPIs", 5, {"polarity": "hihger"}, "higher"),
        ("KPIs", 5, {"priority": "Carring"}, "Caring"),
        ("KPIs", 6, {"directorate": "Resorces"}, "Resources"),
        ("Thresholds", 5, {"kpi_id": "AS0l"}, "AS01"),
    ],
)
def test_the_nearest_known_word_is_suggested(sheet: str, row: int, cells: dict[str, object], suggested: str):
    assert any(f'Did you mean "{suggested}"?' in one.message for one in findings(changed(sheet, row, **cells)))


def test_an_override_of_a_shared_kpi_must_say_whose():
    assert 'say whose, such as "HR01/AS"' in findings(changed("Overrides", 5, kpi_id="HR01"))[0].message


def test_one_fault_gives_one_finding():
    assert said(changed("KPIs", 5, polarity="hihger")) == [("KPI215", "KPIs!G5")]
    assert said(changed("Thresholds", 5, green_high=95.0)) == [("KPI248", "Thresholds!F5")]
    assert said(changed("Thresholds", 8, target="lots")) == [("KPI213", "Thresholds!C8")]


def test_everything_wrong_is_found_in_one_pass():
    rows = sound()
    rows["KPIs"].append(kpi("AS01", priority="None such"))
    rows["Thresholds"].append(threshold("ZZ01"))
    assert {code for code, _ in said(rows)} >= {"KPI221", "KPI224", "KPI226"}


def test_the_council_must_be_named():
    rows = sound()
    del rows["Settings"][0]
    assert said(rows) == [("KPI274", "Settings!")]


@pytest.mark.parametrize("sheet", ["Settings", "Units", "Priorities", "KPIs", "Thresholds"])
def test_a_missing_sheet_is_named(sheet: str):
    rows = sound()
    del rows[sheet]
    messages = [one.message for one in findings(rows) if one.code == "KPI203"]
    assert len(messages) == 1 and f'"{sheet}"' in messages[0]


def test_a_missing_column_is_named_at_the_heading_row():
    reading = build_rulebook(book(sound(), {"Thresholds": {"basis": ""}}))
    assert ("KPI204", "Thresholds!4:4") in [(one.code, str(one.place)) for one in reading.findings]


def test_a_heading_there_twice_and_one_not_known_are_told():
    reading = build_rulebook(book(sound(), {"KPIs": {"owner": "Ref", "source": "Sorce"}}))
    found = {one.code: (str(one.place), one.message) for one in reading.findings}
    assert found["KPI207"][0] == "KPIs!W4"
    assert found["KPI206"][0] == "KPIs!Y4"
    assert 'Did you mean "Source"?' in found["KPI206"][1]


def test_a_blank_rulebook_says_which_tables_are_empty():
    rows = {sheet: [] for sheet in sound()}
    assert said(rows) == [
        ("KPI205", f"{sheet}!A5") for sheet in ("Settings", "Units", "Priorities", "KPIs", "Thresholds")
    ]


@pytest.mark.parametrize(
    ("sheets", "properties", "what"),
    [
        case((), {"kpi_xl unit": "AS"}, "a directorate's return", id="a stamped return"),
        case(("Results", "KPIs"), {}, "a master workbook", id="a master"),
        case(("Sheet1",), {}, "a workbook without any of the rulebook's tables", id="something else"),
    ],
)
def test_another_workbook_is_called_what_it_is(sheets: tuple[str, ...], properties: dict[str, str], what: str):
    other = replace(book({}), sheets=tuple(Sheet(name, {}) for name in sheets), properties=properties)
    reading = build_rulebook(other)
    assert [one.code for one in reading.findings] == ["KPI202"]
    assert what in reading.findings[0].message


def test_every_problem_of_the_catalogue_has_its_own_code_in_the_rulebooks_range():
    codes = [problem.code for problem in RULEBOOK_PROBLEMS]
    assert len(set(codes)) == len(codes)
    assert all("KPI201" <= code <= "KPI299" for code in codes)


SIZED = {
    "beyond the highest": (
        {"highest": 100.0, "lowest": 0.0},
        {"target": 9000.0, "green_low": 9000.0},
        "KPI258",
        "C5 E5",
    ),
    "below the lowest": ({"lowest": 0.0}, {"amber_low": -5.0}, "KPI258", "G5"),
    "as fractions": ({"highest": 100.0}, {"target": 0.9, "green_low": 0.9, "amber_low": 0.85}, "KPI259", "E5 G5"),
    "bounds as fractions": ({"highest": 100.0}, {"green_low": 0.9, "amber_low": 0.85}, "KPI259", "E5 G5"),
}


@pytest.mark.parametrize("name", SIZED)
def test_thresholds_are_held_against_what_is_possible(name: str):
    of_kpi, of_threshold, code, cells = SIZED[name]
    rows = changed("KPIs", 5, **of_kpi)
    rows["Thresholds"][0].update(of_threshold)
    told = [one for one in findings(rows) if one.code in ("KPI258", "KPI259")]
    assert {one.code for one in told} == {code}
    assert [place.cell for one in told for place in one.places] == cells.split()
    assert {one.severity for one in told} == {Severity.ERROR}


def test_small_thresholds_where_less_is_better_are_only_asked_about():
    rows = changed("KPIs", 5, highest=100.0, polarity="lower")
    bounds = {"target": 0.5, "green_low": None, "amber_low": None, "green_high": 0.5, "amber_high": 0.8}
    rows["Thresholds"][0].update(bounds)
    told = [one for one in findings(rows) if one.code == "KPI259"]
    assert [one.severity for one in told] == [Severity.WARNING]


@pytest.mark.parametrize(("target", "asked"), [(1000.0, True), (9.0, True), (95.0, False)])
def test_a_version_ten_times_the_one_before_is_asked_about(target: float, asked: bool):
    rows = sound()
    why = {"approved_by": "Board", "approved_on": A_DATE, "reason": "Reviewed"}
    later = threshold("AS01", "2022/23 Q4", target=target, green_low=target, amber_low=target * 0.9, **why)
    rows["Thresholds"] = [*rows["Thresholds"], later]
    told = [one for one in findings(rows) if one.code == "KPI276"]
    assert bool(told) is asked
    assert {one.severity for one in told} <= {Severity.WARNING}
