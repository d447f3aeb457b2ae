"""A reason for no rating is one entry, and one nobody can explain is refused at once."""

import pytest

from kpi_xl.files.return_sheets.lists import MARKS, STATUSES
from kpi_xl.model.rating import Reason


@pytest.mark.parametrize("reason", Reason, ids=str)
def test_every_reason_is_explained_in_a_sentence(reason: Reason) -> None:
    assert reason.meaning.endswith(".")
    assert reason.when == "" or reason.when.endswith(".")


def test_every_reason_but_invalid_can_be_chosen() -> None:
    assert set(STATUSES) == set(map(str, Reason)) - {"Invalid"}
    assert set(MARKS) == {"Provisional"}
    assert STATUSES["Suppressed"] == "The number is too small to show without pointing at people."


@pytest.mark.parametrize("entry", [("Under review",), ("Under review", ""), ("", "It is late.", ""), ("X", " ", "")])
def test_a_reason_without_its_wording_is_refused(entry: tuple[str, ...]) -> None:
    with pytest.raises((TypeError, ValueError)):
        Reason.__new_member__(Reason, *entry)  # type: ignore[attr-defined] # what Enum calls for each entry


def test_only_what_somebody_must_mend_is_a_defect() -> None:
    assert {reason for reason in Reason if reason.is_defect} == {Reason.AWAITED, Reason.INVALID}
