"""A check that mends nothing: each reading that would have been a fix is an error that asks for it to be retyped."""

from collections.abc import Iterable

from kpi_xl.model.finding import Finding, Severity
from kpi_xl.model.problems import CATALOGUE
from kpi_xl.rules.findings.make_finding import quoted


def without_fixes(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """In the same order and at the same cells; what was read, as what and by which rule is in the message."""
    return tuple(_asked(one) if one.severity is Severity.FIXED else one for one in findings)


def _asked(fix: Finding) -> Finding:
    old, new = quoted(fix.old), quoted(fix.new)
    facts = {
        "rule": fix.problem.title,
        "told": f'read "{old}" as "{new}"' if new else "put this right",
        "do": f"retype it as {new}" if new else "put it right",
    }
    return Finding(CATALOGUE["KPI192"], fix.places, facts, None, fix.kpi_id, fix.old, fix.new)
