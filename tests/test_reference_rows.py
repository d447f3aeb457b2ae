"""What the rulebook says, as rows of the master's tables."""

from dataclasses import replace
from datetime import date

import openpyxl
from small_council import Q1, Q2, Q3, kpi, rulebook

from kpi_xl.files.write_master import write_master
from kpi_xl.model.bands import Bands
from kpi_xl.model.basis import Basis
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.master import Master
from kpi_xl.model.master_layout import COMPARATORS, KPIS, THRESHOLDS
from kpi_xl.model.rating import Rating
from kpi_xl.model.rulebook import Comparator, Rulebook, Threshold
from kpi_xl.rules.comparison.threshold_book import ThresholdBook
from kpi_xl.rules.master.reference_rows import comparator_rows, kpi_rows, threshold_rows

APPROVED = date(2022, 9, 8)


def two_versions() -> Rulebook:
    one = kpi("AS10", "AS", first=Q1, last=Q2)
    old = Threshold("AS10", Q1, 92.0, Basis.ABSOLUTE, Bands((92, None), (88, None)))
    new = Threshold(
        *("AS10", Q2, 95.0, Basis.ABSOLUTE, Bands((95, None), (92, None))),
        approved_by="Cabinet",
        approved_on=APPROVED,
        reason="Raised",
    )
    return replace(rulebook(kpis=(one,)), thresholds={"AS10": (old, new)})


def thresholds_of(book: Rulebook) -> list[dict[str, object]]:
    rows = threshold_rows(ThresholdBook(book, book.kpis.values(), (Q1, Q2, Q3), ()).lines.values())
    fields = [column.field for column in THRESHOLDS.columns]
    return [dict(zip(fields, row, strict=True)) for row in rows]


def test_every_quarter_has_the_version_in_force_then() -> None:
    rows = thresholds_of(two_versions())
    assert [(row["key"], row["target"], row["green_low"], row["amber_low"], row["version"]) for row in rows] == [
        ("AS10|2022/23 Q1", 92.0, 92.0, 88.0, "AS10 from 2022/23 Q1"),
        ("AS10|2022/23 Q2", 95.0, 95.0, 92.0, "AS10 from 2022/23 Q2"),
    ]


def test_a_profile_gives_each_quarter_its_own_target() -> None:
    book = two_versions()
    profile = {Q1: (15.0, Bands((15, None), (13.5, None))), Q2: (30.0, Bands((30, None), (27, None)))}
    version = Threshold("AS10", Q1, 60.0, Basis.PERCENT, None, profiled=profile)
    rows = thresholds_of(replace(book, thresholds={"AS10": (version,)}))
    assert [(row["target"], row["green_low"], row["amber_low"]) for row in rows] == [(15, 15, 13.5), (30, 30, 27)]


def test_a_stated_rating_is_kept_beside_the_bounds_that_are_published() -> None:
    version = Threshold("AS10", Q1, 80.0, Basis.ABSOLUTE, Bands((80, None), (None, None)), stated=Rating.AMBER)
    row = thresholds_of(replace(two_versions(), thresholds={"AS10": (version,)}))[0]
    assert (row["green_low"], row["amber_low"], row["stated"]) == (80, None, "Amber")


def test_a_kpi_without_thresholds_has_no_row() -> None:
    assert thresholds_of(replace(two_versions(), thresholds={})) == []


def test_the_day_of_approval_is_the_day_excel_shows(tmp_path) -> None:
    write_master(tmp_path / "m.xlsx", Master(), two_versions(), Q2)
    sheet = openpyxl.load_workbook(tmp_path / "m.xlsx")["Thresholds"]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.is_date)
    assert cell.value.date() == APPROVED


def test_rows_have_a_cell_for_every_column() -> None:
    one: Kpi = kpi("AS10", "AS", redefined=Q2, illustrative=True)
    book = replace(two_versions(), comparators=(Comparator("AS10", "England", None, "2021/22"),))
    fields = [column.field for column in KPIS.columns]
    row = dict(zip(fields, next(kpi_rows([one])), strict=True))
    assert (row["kpi_id"], row["polarity"], row["redefined"], row["illustrative"]) == (
        *("AS10", "higher", "2022/23 Q2", "Yes"),
    )
    assert [len(row) for row in comparator_rows(book)] == [len(COMPARATORS.columns)]
