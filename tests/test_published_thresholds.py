"""The rulebook's thresholds against last quarter as published: a row typed over is asked about."""

from dataclasses import replace

import pytest
from builders import Q2, last_quarter, rulebook

from kpi_xl.model.bands import Bands
from kpi_xl.model.master import Master
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.rules.checks.published_thresholds import against_published


def with_bands(target: float, bands: Bands) -> Rulebook:
    rules = rulebook()
    (threshold,) = rules.thresholds["AS01"]
    return replace(rules, thresholds={**rules.thresholds, "AS01": (replace(threshold, target=target, bands=bands),)})


def published(target: float | None) -> Master:
    """Carers supported at 91.9 last quarter, with that target."""
    bands = None if target is None else Bands((target, None), (target - 5, None))
    rows = (replace(one, target=target, bands=bands) if one.kpi_id == "AS01" else one for one in last_quarter().results)
    return Master(tuple(rows))


@pytest.mark.parametrize(
    ("rules", "master", "codes"),
    [
        pytest.param(rulebook(), published(90.0), [], id="as it was"),
        pytest.param(rulebook(), Master(), [], id="nothing published yet"),
        pytest.param(with_bands(95.0, Bands((95, None), (90, None))), published(90.0), [], id="a little higher"),
        pytest.param(with_bands(0.9, Bands((0.9, None), (0.85, None))), published(90.0), ["KPI276"], id="as fractions"),
        pytest.param(with_bands(900, Bands((900, None), (850, None))), published(90.0), ["KPI276"], id="ten times"),
        pytest.param(
            with_bands(0.9, Bands((0.9, None), (0.85, None))), published(None), ["KPI277"], id="no target then"
        ),
        pytest.param(with_bands(90, Bands((0.9, None), (0.85, None))), published(None), ["KPI277"], id="bounds alone"),
    ],
)
def test_a_jump_is_asked_about(rules: Rulebook, master: Master, codes: list[str]) -> None:
    found = against_published(rules, master, Q2)
    assert [one.code for one in found] == codes
    assert all("{" not in one.message for one in found)
