"""A return as people work it: what it shows meanwhile, what the check says of it, and what the copy sent back mends."""

from typing import NamedTuple

import pytest
import real_return
from builders import Q2, last_quarter, rulebook
from proof.hands import work_by_hand

from kpi_xl.files.findings.findings_copy import write_findings_copy
from kpi_xl.model.return_plan import Answer
from kpi_xl.model.submission import Checked
from kpi_xl.workflows.validate import validate

pytestmark = pytest.mark.libreoffice

FORM = ("KPI130", "KPI156", "KPI183", "KPI183B", "KPI183C", "KPI183D")


class Worked(NamedTuple):
    shown: dict[str, str]
    checked: Checked
    copied: Checked
    honest: Checked


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Worked:
    """Three copies of one return: one worked well, one badly, and what is sent back of the bad one."""
    folder = tmp_path_factory.mktemp("by hand")
    source = real_return.write(folder / "AS.xlsx", rulebook(), {"AS01": Answer(None), "AS02": Answer(None)})
    good, bad, back = folder / "good.xlsx", folder / "bad.xlsx", folder / "back.xlsx"
    shown = work_by_hand(
        source,
        [
            *("tell;K7", "tell;C5", "number;F7;50"),
            *("text;L7;Demand rose.", "text;M7;More sessions.", "tell;K7"),
            *("text;N7;Head of Service", "text;O7;31/12/2022", "text;P7;As said.", "tell;K7"),
        ],
        good,
        folder / "one",
    ) | {
        f"bad {cell}": text
        for cell, text in work_by_hand(
            source,
            [
                *("number;F7;92.6", "paste;D7;F8", "cut;F9;F10", "text;P7;Steady.", "fill;P7:P9"),
                *("tell;K9", "tell;K10", "tell;P9"),
            ],
            bad,
            folder / "two",
        ).items()
    }
    rules, master = rulebook(), last_quarter()
    honest, checked = validate([good, bad], rules, master, Q2).checked
    write_findings_copy(bad, checked, back)
    (copied,) = validate([back], rules, master, Q2).checked
    return Worked(shown, checked, copied, honest)


def codes(checked: Checked) -> list[tuple[str, list[str]]]:
    return [(one.code, [place.cell for place in one.places]) for one in checked.findings if one.code in FORM]


def test_the_preview_follows_what_is_typed(worked: Worked) -> None:
    assert worked.shown["C5"].startswith("2 of 4 values due are filled in.")
    assert worked.shown["K7"] == "Red"


def test_what_is_typed_and_saved_by_an_office_suite_is_no_damage(worked: Worked) -> None:
    assert codes(worked.honest) == []


def test_a_pasted_cell_that_is_locked_and_a_preview_of_a_moved_cell_are_found(worked: Worked) -> None:
    found = dict(codes(worked.checked))
    assert found["KPI183"] == ["F8", "F9"]
    assert found["KPI183C"] == ["K9"]
    assert worked.shown["bad P9"] == "Steady."


def test_the_copy_sent_back_has_the_form_again_and_every_entry(worked: Worked) -> None:
    assert codes(worked.copied) == []
    entered = {one.kpi_id: (one.value, one.words) for one in worked.checked.reported}
    assert {one.kpi_id: (one.value, one.words) for one in worked.copied.reported} == entered
