"""Which file stands for each directorate in a period, and what is recorded of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from kpi_xl.model.finding import Severity
from kpi_xl.model.master import Master, SubmissionRecord
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.storable_text import storable
from kpi_xl.model.submission import Checked

MISSING = "missing"
_BEST_FIRST = ("accepted", "rejected", "unreadable", "skipped")


@dataclass(frozen=True, slots=True)
class Intake:
    """How each directorate that owes a return stands, by its code, in the rulebook's order.

    `accepted` maps to the file taken in. `kept` are those without one now whose return the earlier master had
    accepted; `refused` maps those whose files were all turned down to the files' names, a kept one too. `missing`
    have sent nothing that can be told to be theirs and had nothing before.
    """

    accepted: dict[str, Checked] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    refused: dict[str, list[str]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    records: list[SubmissionRecord] = field(default_factory=list)


def take_in(rulebook: Rulebook, earlier: Master, checked: Sequence[Checked], period: Period) -> Intake:
    """Sort out whose return is had. The order of `checked` does not matter; files of other periods are left aside."""
    sent: dict[str, list[Checked]] = {}
    for one in checked:
        if one.unit is not None and (one.period == period or (one.period is None and not one.accepted)):
            sent.setdefault(one.unit, []).append(one)
    before = {record.unit: record for record in earlier.submissions if record.period == period}
    intake = Intake()
    for unit in rulebook.units:
        files = sorted(sent.get(unit.code, ()), key=_preference)
        if files or rulebook.kpis_of(unit.code, period):
            intake.records.append(_stand(intake, unit.code, files, before.get(unit.code), period))
    return intake


def _preference(checked: Checked) -> tuple[int, str, str]:
    return _BEST_FIRST.index(checked.status), checked.path, checked.sha256


def _stand(
    intake: Intake, unit: str, files: list[Checked], before: SubmissionRecord | None, period: Period
) -> SubmissionRecord:
    """Note down where the directorate stands; give what the master records of it."""
    accepted = _accepted(files)
    if accepted is not None:
        intake.accepted[unit] = accepted
        return _record(accepted, unit, period, before, accepted.status)
    if files:
        intake.refused[unit] = [file_name(one) for one in files]
    if before is not None and before.status == "accepted":
        intake.kept.append(unit)
        return before
    if not files:
        intake.missing.append(unit)
        return SubmissionRecord(unit, period, MISSING)
    first = files[0]
    return _record(first, unit, period, before, "rejected" if first.accepted else first.status)


def _accepted(files: list[Checked]) -> Checked | None:
    """The one accepted file. Of two with different content neither is taken: which one counts is for people to say."""
    accepted = [one for one in files if one.accepted]
    return accepted[0] if len({one.sha256 for one in accepted}) == 1 else None


def _record(
    checked: Checked, unit: str, period: Period, before: SubmissionRecord | None, status: str
) -> SubmissionRecord:
    signed_on = checked.sign_off.on
    findings = checked.findings
    counted = Counter(finding.severity for finding in findings)
    return SubmissionRecord(
        unit=unit,
        period=period,
        status=status,
        file=file_name(checked),
        sha256=checked.sha256,
        errors=counted[Severity.ERROR],
        warnings=counted[Severity.WARNING],
        fixes=counted[Severity.FIXED],
        signed_by=checked.sign_off.name,
        signed_on="" if signed_on is None else f"{signed_on:%d/%m/%Y}",
        resubmission=_is_resubmission(checked, before),
        unanswered=sum(one.severity is Severity.WARNING and not one.answered for one in findings),
    )


def _is_resubmission(checked: Checked, before: SubmissionRecord | None) -> bool:
    """Whether another file was accepted before it. Running the same file again does not change the answer."""
    if before is None or before.status != "accepted":
        return False
    return before.resubmission if before.sha256 == checked.sha256 else True


def file_name(checked: Checked) -> str:
    """The name without its folder, so that moving a workspace changes nothing in the master."""
    return storable(PurePath(checked.path).name)
