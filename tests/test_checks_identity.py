"""Whose return it is, for which quarter, and who signed it: each defect at its cell."""

from collections.abc import Mapping

import pytest
from builders import (
    ERROR,
    FIXED,
    INFO,
    Q2,
    STAMP,
    WARNING,
    check,
    day,
    formula,
    only,
    return_book,
    rulebook,
    said,
    sheet_of,
    sign_off_sheet,
)

from kpi_xl.model.book import Sheet
from kpi_xl.rules.checks.check_submission import check_submission


def stamp(**changes: str) -> dict[str, str]:
    """The stamp with some of unit, period, template and rulebook changed; "" takes one out."""
    return {**STAMP, **{f"kpi_xl {name}": text for name, text in changes.items()}}


CASES = [
    pytest.param({}, {"period": "2022/23 Q1"}, "AS.xlsx", ("KPI142", ERROR, "B6"), id="42 cover of last quarter"),
    pytest.param({}, {}, "AS 2022-23 Q1.xlsx", ("KPI142", ERROR, "B6"), id="42 file name of last quarter"),
    pytest.param(
        {"period": "2022/23 Q1"}, {"period": "2022/23 Q1"}, "AS.xlsx", ("KPI142B", ERROR, "B6"), id="42 old return"
    ),
    pytest.param({"period": ""}, {"period": None}, "AS.xlsx", ("KPI142C", ERROR, "B6"), id="42 no quarter"),
    pytest.param({}, {"period": "Q2 22-23"}, "AS.xlsx", ("KPI143", FIXED, "B6"), id="43 short label"),
    pytest.param({}, {"period": "Qtr 2 2022/23"}, "AS.xlsx", ("KPI143", FIXED, "B6"), id="43 Qtr"),
    pytest.param({}, {"period": "Jul-Sep 2022"}, "AS.xlsx", ("KPI143", FIXED, "B6"), id="43 months"),
    *(
        pytest.param({}, {"period": text}, "AS.xlsx", ("KPI142", ERROR, "B6"), id=f"42 cover reads {text}")
        for text in (
            "Q1 2022",
            "Quarter 3",
            "third quarter",
            "Apr-Jun 2022",
            "Q2 2021",
            "2021/22",
            "June 2022",
            "Q3 22-23",
        )
    ),
    pytest.param({}, {"period": day(44742.0)}, "AS.xlsx", ("KPI142", ERROR, "B6"), id="42 cover has a day of Q1"),
    *(
        pytest.param({}, {"period": text}, "AS.xlsx", ("KPI142D", WARNING, "B6"), id=f"42 cover reads {text}")
        for text in (
            "Q2 2022",
            "Quarter 2",
            "Jul-Sep",
            "2022/23",
            "September 2022",
            "the summer",
            "30.09.2022",
            "44834",
        )
    ),
    pytest.param({}, {"period": day(44834.0)}, "AS.xlsx", ("KPI142D", WARNING, "B6"), id="42 cover has a day of Q2"),
    pytest.param({}, {"period": formula("A1", "#N/A")}, "AS.xlsx", ("KPI142D", WARNING, "B6"), id="42 error on cover"),
    pytest.param({}, {}, "AS return Q1.xlsx", ("KPI142", ERROR, "B6"), id="42 another quarter in the file name"),
    pytest.param({}, {}, "AS Q2 return, 14 October 2022.xlsx", None, id="42 our quarter and a date in the file name"),
    pytest.param({}, {}, "AS return 14-10-2022.xlsx", None, id="42 a date in the file name"),
    pytest.param({}, {"unit": "EC"}, "AS.xlsx", ("KPI165", ERROR, "B5"), id="65 two directorates"),
    pytest.param({"unit": "ZZ"}, {"unit": "ZZ"}, "AS.xlsx", ("KPI165B", ERROR, "B5"), id="65 unknown directorate"),
    pytest.param({"template": "0"}, {}, "AS.xlsx", ("KPI165C", ERROR, ""), id="65 other template"),
    pytest.param({"template": ""}, {}, "AS.xlsx", ("KPI165D", WARNING, ""), id="65 home-made"),
    pytest.param({"rulebook": "c" * 64}, {}, "AS.xlsx", ("KPI165E", INFO, ""), id="65 earlier rulebook"),
    pytest.param({}, {"name": None}, "AS.xlsx", ("KPI170", ERROR, "B7"), id="70 no name"),
    pytest.param({}, {"on": "soon"}, "AS.xlsx", ("KPI170B", ERROR, "B8"), id="70 no date"),
    pytest.param({}, {"on": day(44834.0)}, "AS.xlsx", None, id="70 on the last day"),
    pytest.param({}, {"on": day(44833.0)}, "AS.xlsx", ("KPI170C", ERROR, "B8"), id="70 before the last day"),
    pytest.param({}, {"on": "14/10/2022"}, "AS.xlsx", None, id="70 date typed as text"),
    pytest.param({}, {"on": 44848.0}, "AS.xlsx", ("KPI180C", FIXED, "B8"), id="87 a date that lost its format"),
    pytest.param({}, {"on": 44833.0}, "AS.xlsx", ("KPI170C", ERROR, "B8"), id="87 one before the last day"),
    pytest.param({}, {"on": 14.0}, "AS.xlsx", ("KPI170B", ERROR, "B8"), id="70 a number that is no day"),
    pytest.param({}, {"on": 44848.5}, "AS.xlsx", ("KPI170B", ERROR, "B8"), id="70 a number with a part of a day"),
    pytest.param({}, {"again": "A signed; then AS01 changed."}, "AS.xlsx", ("KPI170E", WARNING, "B10"), id="99 again"),
    pytest.param({}, {"ready": "0" * 20}, "AS.xlsx", ("KPI170D", WARNING, "B9"), id="70 edited after the stamp"),
    pytest.param({}, {"unit": "Adult services"}, "AS.xlsx", None, id="name for the code"),
    pytest.param({}, {"unit": "Adults"}, "AS.xlsx", None, id="alias for the code"),
    pytest.param({}, {}, "Copy of return v2 FINAL.xlsx", None, id="a file name that says nothing"),
]


@pytest.mark.parametrize(
    ("stamped", "cover", "path", "finding"),
    CASES,
)
def test_identity(
    stamped: Mapping[str, str], cover: Mapping[str, object], path: str, finding: tuple[str, str, str] | None
) -> None:
    checked = check(return_book(stamp=stamp(**stamped), sign_off=sign_off_sheet(**cover), path=path))
    assert said(checked) == ([] if finding is None else [finding])


def test_a_quarter_that_is_not_clear_names_all_three_sources() -> None:
    book = return_book(sign_off=sign_off_sheet(period="2022/23 Q1"), path="C:\\sent\\AS Q3 2022-23.xlsx")
    message = only(check(book), "KPI142").message
    assert 'its stamp says "2022/23 Q2", the Sign-off sheet says "2022/23 Q1"' in message
    assert 'the file name says "AS Q3 2022-23.xlsx"' in message


def test_values_of_another_quarter_are_not_judged() -> None:
    wrong = sign_off_sheet(period="2022/23 Q1")
    book = return_book({"AS01": {"value": True}}, stamp=stamp(period="2022/23 Q1"), sign_off=wrong, path="AS.xlsx")
    checked = check(book)
    assert [code for code, _, _ in said(checked)] == ["KPI142B"]
    assert str(checked.period) == "2022/23 Q1"


def test_without_a_period_asked_for_the_return_s_own_is_taken() -> None:
    checked = check_submission(return_book(), rulebook())
    assert (checked.status, checked.period) == ("accepted", Q2)


def test_without_stamp_and_cover_the_kpis_tell_the_directorate() -> None:
    no_cover: Sheet = sheet_of({1: {1: "Nothing here"}}, "Notes")
    checked = check(return_book(stamp={}, sign_off=no_cover))
    assert checked.unit == "AS"
    assert [code for code, _, _ in said(checked)] == ["KPI165D", "KPI170", "KPI170B"]


def test_the_sign_off_and_services_are_kept() -> None:
    checked = check(return_book())
    assert checked.sign_off.name == "Director of Adult Services"
    assert str(checked.sign_off.on) == "2022-10-14"
    assert str(checked.sign_off.on_place) == "'Sign-off'!B8"
