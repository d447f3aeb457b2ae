"""A return's template has a version that follows from its columns; returns of every version so far are read."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from builders import return_book

from kpi_xl.model.columns import RETURN_COLUMNS, SERVICE_COLUMNS, TEMPLATE_VERSION, WORD_COLUMNS, order_of, version_of
from kpi_xl.model.master_layout import RESULTS
from kpi_xl.model.row_words import RowWords
from kpi_xl.rules.submissions.signing import stamp_of

FIRST = (
    *("kpi_id", "name", "priority", "measure", "polarity", "covers", "target", "green_low", "green_high", "amber_low"),
    *("amber_high", "last_year", "last_quarter", "expected", "value", "numerator", "denominator", "reason", "rag"),
    *("cause", "action", "owner", "due", "commentary"),
)
"""The columns of version 1 in the order of the return, for ever: what has been sent out cannot be changed."""

LATER = """
import json
from kpi_xl.model import columns

now = columns.TEMPLATE_VERSION
columns.RETURN_COLUMNS = (*columns.RETURN_COLUMNS, columns.Column("later", "Later", "note", since=now + 1))
columns.TEMPLATE_VERSION = now + 1

from builders import STAMP, GOOD, check, return_book, rulebook, said, sheet_of, table_rows
from kpi_xl.rules.submissions.signing import stamp_of


def of(version, header="Later", **entry):
    entries = {**GOOD, "AS01": {**GOOD["AS01"], **entry}}
    table = sheet_of(table_rows(entries, rulebook(), {"later": header}))
    return return_book(table=table, stamp={**STAMP, "kpi_xl template": str(version)})


told = {
    "before without": said(check(of(now, None))),
    "before with": said(check(of(now))),
    "after without": said(check(of(now + 1, None))),
    "after with": said(check(of(now + 1))),
    "to come": said(check(of(now + 2))),
    "home-made without": said(check(of("", None))),
    "stamps": [stamp_of(of(now, None)), stamp_of(of(now + 1)), stamp_of(of(now + 1, later="High"))],
}
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def told() -> dict[str, list[list[str]]]:
    """Findings and stamps when the next version of the template has one column more."""
    here = Path(__file__).parent
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(here), str(here.parent)))}
    done = subprocess.run([sys.executable, "-c", LATER], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, list[list[str]]] = json.loads(done.stdout)
    return found


def test_a_new_column_of_the_return_says_since_which_version_it_is_there() -> None:
    assert {column.field for column in RETURN_COLUMNS if column.since == 1} == set(FIRST), "give it since=2 or later"
    assert order_of(1) == FIRST
    assert tuple(column.field for column in SERVICE_COLUMNS if column.since == 1) == ("name", "lower", "upper", "note")


def test_no_later_column_is_one_a_return_cannot_be_read_without() -> None:
    assert not [column.field for column in (*RETURN_COLUMNS, *SERVICE_COLUMNS) if column.since > 1 and column.required]


@pytest.mark.parametrize(
    ("text", "version"),
    [
        pytest.param("1", 1, id="the first"),
        pytest.param(str(TEMPLATE_VERSION), TEMPLATE_VERSION, id="the newest"),
        pytest.param(str(TEMPLATE_VERSION + 1), None, id="one to come"),
        pytest.param("0", None, id="none"),
        pytest.param("1.0", None, id="a fraction"),
        pytest.param("\u0661", None, id="another script's digit"),
        pytest.param("", None, id="no stamp"),
    ],
)
def test_a_version_is_one_of_ours_or_none(text: str, version: int | None) -> None:
    assert version_of(text) == version


@pytest.mark.parametrize(
    ("sent", "findings"),
    [
        pytest.param("before without", [], id="sent out before the column came"),
        pytest.param("before with", [], id="the column put in by hand"),
        pytest.param("after with", [], id="of the newest version"),
        pytest.param("after without", [["KPI148C", "error", "A6"]], id="the column taken out"),
        pytest.param("to come", [["KPI165C", "error", ""]], id="of a version to come"),
        pytest.param(
            "home-made without", [["KPI148C", "error", "A6"], ["KPI165D", "warning", ""]], id="not of our template"
        ),
    ],
)
def test_a_return_is_held_to_the_columns_of_its_own_version(
    told: dict[str, list[list[str]]], sent: str, findings: list[list[str]]
) -> None:
    assert sorted(told[sent]) == findings


def test_a_stamp_made_before_a_column_came_still_fits(told: dict[str, list[list[str]]]) -> None:
    without, blank, filled = told["stamps"]
    assert without == blank == stamp_of(return_book())
    assert filled != blank


def test_the_words_of_a_row_are_the_word_columns_in_the_return_and_in_the_master() -> None:
    fields = tuple(column.field for column in WORD_COLUMNS)
    assert RowWords._fields == fields
    assert tuple(column.field for column in RESULTS.columns if column.field in fields) == fields
