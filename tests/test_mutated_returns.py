"""A return spoilt in any way ends in a reason, never in a traceback; benchmarks/try_spoilt.py tries thousands."""

from pathlib import Path

import pytest
from junk_returns import good_return, small_rulebook
from mutated_returns import spoilt

from kpi_xl.faces.report_findings import findings_json
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.workflows.validate import validate

SAMPLE = 60
pytestmark = pytest.mark.unmeasured


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return small_rulebook(tmp_path_factory.mktemp("rulebook"))


def test_a_spoilt_return_is_accepted_or_has_a_reason(rules: Rulebook, tmp_path: Path) -> None:
    good = good_return(rules)
    path = tmp_path / "AS return.xlsx"
    statuses = set()
    for seed in range(SAMPLE, 2 * SAMPLE):
        path.write_bytes(spoilt(good, seed))
        validation = validate([path], rules)
        (one,) = validation.checked
        statuses.add(one.status)
        assert one.status == "accepted" or one.findings, seed
        assert all(finding.message for finding in one.findings) and findings_json(validation)
    assert statuses == {"accepted", "rejected", "unreadable"}


def test_a_seed_gives_the_same_return_each_time(rules: Rulebook) -> None:
    good = good_return(rules)
    assert [spoilt(good, seed) for seed in range(5)] == [spoilt(good, seed) for seed in range(5)]
