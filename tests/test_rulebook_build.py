"""A sound rulebook is read as what it says."""

from dataclasses import replace
from datetime import date

import pytest
from rulebook_builder import book, changed, said, sound, threshold

from kpi_xl.model.bands import Bands
from kpi_xl.model.kpi import Aggregation, Comparison, Frequency, Scope
from kpi_xl.model.period import Period
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.rating import Rating, Reason
from kpi_xl.model.rulebook import Component, Kpi, Override, Rulebook, Unit
from kpi_xl.rules.rulebook.build import build_rulebook
from kpi_xl.rules.rulebook.every import expand

Q1, Q2, Q3, Q4 = (Period(2022, quarter) for quarter in (1, 2, 3, 4))


def built(rows: dict[str, list[dict[str, object]]] | None = None) -> Rulebook:
    reading = build_rulebook(book(rows or sound()))
    assert reading.rulebook is not None, [finding.message for finding in reading.findings]
    return reading.rulebook


def test_a_sound_rulebook_has_no_findings():
    assert said(sound()) == []


def test_units_priorities_settings_and_periods_are_read():
    rulebook = built()
    assert rulebook.units[0] == Unit("AS", "Adult Services", "", ("Adults", "Social care"))
    assert [priority.name for priority in rulebook.priorities] == ["Caring", "Better services"]
    assert (rulebook.settings.council, rulebook.settings.period) == ("Example", Q2)
    assert (rulebook.settings.large_change, rulebook.settings.example) == (25.0, False)
    assert [opened.period for opened in rulebook.periods] == [Q1, Q2]
    assert rulebook.sha256 == "f" * 64


def test_a_kpi_is_read_with_what_blank_columns_mean():
    kpi = built().kpis["AS01"]
    assert (kpi.frequency, kpi.aggregation, kpi.decimals) == (Frequency.QUARTERLY, Aggregation.QUARTER, 1)
    assert (kpi.scope, kpi.compare_with) == (Scope.CORPORATE, Comparison.PREVIOUS_QUARTER)
    assert (kpi.due, kpi.lag, kpi.first, kpi.lowest) == (frozenset({1, 2, 3, 4}), 0, None, None)
    assert str(kpi.place) == "KPIs!A5"


@pytest.mark.parametrize(
    ("cells", "field", "expected"),
    [
        ({"due": "Q2, Q4"}, "due", frozenset({2, 4})),
        ({"due": "q1 and q3"}, "due", frozenset({1, 3})),
        ({"lag": 1.0}, "lag", 1),
        ({"first": "Q2 22-23"}, "first", Q2),
        ({"priority": "better"}, "priority", "Better services"),
        ({"directorate": "social care"}, "directorate", "AS"),
        ({"polarity": "Higher is better"}, "polarity", Polarity.HIGHER),
        ({"illustrative": "yes"}, "illustrative", True),
        ({"ratio": True}, "ratio", True),
        ({"standing_reason": "baseline year"}, "standing_reason", Reason.BASELINE_YEAR),
        ({"compare_with": "same quarter last year"}, "compare_with", Comparison.SAME_QUARTER_LAST_YEAR),
        ({"name": "  Calls \u00a0 answered "}, "name", "Calls answered"),
    ],
)
def test_a_cell_is_read_as_its_column_says(cells: dict[str, object], field: str, expected: object):
    found = getattr(built(changed("KPIs", 5, **cells)).kpis["AS01"], field)
    assert found == expected


def test_a_directorate_may_be_named_in_full():
    assert built().kpis["RE01"].directorate == "RE"


def test_bands_come_from_bounds_percent_and_points():
    rulebook = built()
    assert rulebook.thresholds["RE02"][0].bands == Bands((8, 12), (6, 14))
    assert rulebook.thresholds["RE01"][0].bands == Bands((None, 3.0), (None, 3.3))
    assert rulebook.thresholds["HR01/AS"][0].bands == Bands((None, 2.5), (None, 2.75))


def test_a_profile_sets_target_and_bands_for_each_quarter():
    version = built().thresholds["RE03"][0]
    assert version.target_in(Q2) == 500.0
    assert version.bands_in(Q2) == Bands((500, None), (450, None))
    assert version.bands_in(Q4) == Bands((1000, None), (900, None))
    assert version.bands_in(Period(2023, 1)) is None


def test_a_later_version_takes_over_in_its_period():
    rulebook = built()
    assert [rulebook.threshold("AS01", period).target for period in (Q1, Q2, Q3)] == [90.0, 92.0, 92.0]
    assert rulebook.threshold("AS01", Q2).version == "AS01 from 2022/23 Q2"
    assert (rulebook.thresholds["AS01"][1].approved_by, rulebook.thresholds["AS01"][1].approved_on) == (
        "Board",
        date(2022, 9, 15),
    )
    assert rulebook.threshold("AS01", Period(2021, 4)) is None


def test_versions_may_stand_in_any_order():
    rows = sound()
    rows["Thresholds"].reverse()
    rows["Thresholds"][-1].update(rows["Thresholds"][0] | {"target": 90.0, "effective": "2022/23 Q1"})
    assert [version.effective for version in built(rows).thresholds["AS01"]] == [Q1, Q2]


def test_a_range_of_targets_with_a_tolerance_moves_both_ends():
    cells = {"basis": "points", "target": "8..12", "green_tolerance": 0.0, "amber_tolerance": 2.0}
    none = dict.fromkeys(("green_low", "green_high", "amber_low", "amber_high"))
    version = built(changed("Thresholds", 7, **cells, **none)).thresholds["RE02"][0]
    assert (version.bands, version.target) == (Bands((8, 12), (6, 14)), None)


def test_bounds_without_a_basis_are_absolute():
    assert built(changed("Thresholds", 5, basis=None)).thresholds["AS01"][0].bands == Bands((90, None), (85, None))


def test_a_row_with_only_a_stated_rating_or_nothing_is_data_only():
    rows = changed("Thresholds", 5, basis=None, green_low=None, amber_low=None, stated="Amber")
    version = built(rows).thresholds["AS01"][0]
    assert (version.bands, version.stated) == (None, Rating.AMBER)


def test_a_kpi_of_every_directorate_becomes_one_for_each():
    rulebook = built()
    assert [kpi_id for kpi_id in rulebook.kpis if kpi_id.startswith("HR01")] == ["HR01/AS", "HR01/RE"]
    assert rulebook.kpis["HR01/RE"].directorate == "RE"
    assert rulebook.thresholds["HR01/AS"] is rulebook.thresholds["HR01/RE"]
    assert [kpi.kpi_id for kpi in rulebook.kpis_of("AS", Q2)] == ["AS01", "HR01/AS"]


def test_a_directorate_may_have_its_own_version_of_a_shared_threshold():
    rows = changed("Thresholds", 11, **threshold("HR01/RE", basis="points", target=3.0))
    rows["Thresholds"][-1].update(green_tolerance=0.0, amber_tolerance=0.5)
    rulebook = built(rows)
    assert rulebook.thresholds["HR01/RE"][0].bands == Bands((None, 3.0), (None, 3.5))
    assert rulebook.thresholds["HR01/AS"][0].bands == Bands((None, 2.5), (None, 2.75))


def test_profiles_comparators_and_components_follow_a_shared_kpi():
    rows = sound()
    rows["KPIs"][5].update(covers="year to date", polarity="higher")
    rows["Profiles"].append({"kpi_id": "HR01", "year": "2022/23", "q1": 1.0, "q2": 1.5, "q3": 2.0, "q4": 2.5})
    rows["Comparators"].append({"kpi_id": "HR01", "name": "Similar councils", "value": 2.4})
    rows["Components"] = [{"total": "HR01", "remainder": "Short absence"}, {"total": "HR01", "part": "RE01"}]
    rulebook = built(rows)
    assert rulebook.profiles["HR01/RE", 2022] == (1.0, 1.5, 2.0, 2.5)
    assert rulebook.threshold("HR01/RE", Q2).bands_in(Q2) == Bands((1.5, None), (1.25, None))
    assert [comparator.name for comparator in rulebook.comparators_of("HR01/RE")] == ["Similar councils"]
    assert rulebook.components == (
        Component("HR01/AS", ("RE01",), "Short absence"),
        Component("HR01/RE", ("RE01",), "Short absence"),
    )


def test_components_and_overrides_are_read():
    rulebook = built()
    assert rulebook.components == (Component("RE01", ("RE02",), "The rest"),)
    assert rulebook.override("AS01", Q2) == Override(
        "AS01", Q2, Rating.AMBER, "Two late records", "Director", date(2022, 10, 14)
    )
    assert rulebook.override("AS01", Q1) is None


def test_a_renamed_sheet_is_found_by_its_headings():
    whole = book(sound())
    sheets = tuple(replace(sheet, name="Targets") if sheet.name == "Thresholds" else sheet for sheet in whole.sheets)
    assert build_rulebook(replace(whole, sheets=sheets)).findings == ()


def test_a_shared_kpi_is_copied_whole():
    row = Kpi(**{**_fields(built().kpis["AS01"]), "directorate": "every"})
    units = (Unit("AS", ""), Unit("RE", ""))
    assert expand([row], units)["AS01/RE"] == replace(row, kpi_id="AS01/RE", directorate="RE")


def test_each_shared_kpi_of_each_directorate_is_made_once_in_the_order_of_the_rulebook():
    row = Kpi(**{**_fields(built().kpis["AS01"]), "directorate": "every"})
    units = [Unit(f"U{number}", "") for number in range(3)]
    made = expand([replace(row, kpi_id=kpi_id) for kpi_id in ("K2", "K1")], units)
    assert [(name, kpi.kpi_id, kpi.directorate) for name, kpi in made.items()] == [
        (f"{kpi_id}/{unit.code}", f"{kpi_id}/{unit.code}", unit.code) for kpi_id in ("K2", "K1") for unit in units
    ]


def _fields(kpi: Kpi) -> dict[str, object]:
    return {name: getattr(kpi, name) for name in kpi.__slots__}
