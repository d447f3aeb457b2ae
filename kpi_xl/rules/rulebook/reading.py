"""What came of reading a rulebook."""

from typing import NamedTuple

from kpi_xl.model.finding import Finding, Severity
from kpi_xl.model.rulebook import Rulebook


class RulebookReading(NamedTuple):
    """`rulebook` is None when any finding is an error: nothing is built on a rulebook that is wrong somewhere."""

    rulebook: Rulebook | None
    findings: tuple[Finding, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)
