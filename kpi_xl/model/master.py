"""The master: every published result with the thresholds that decided it and the cell it came from."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from kpi_xl.model.bands import Bands
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.period import Period
from kpi_xl.model.rating import Outcome, Rating, Reason
from kpi_xl.model.row_words import NO_WORDS, RowWords
from kpi_xl.model.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Result:
    """One KPI in one period, as published.

    `value` None means there is none, and `outcome` then says why. `outcome` is the published word; `computed` is what
    the bands alone give, different only under an override or a stated rating. `as_at` is the period the data is of,
    earlier than `period` for carried and lagged values. `version` names the threshold that decided. `file`, `sheet`,
    `cell`, `sha256` say where the value was read; "" for a gap. `revision` counts from 0. `gap` says no accepted
    submission has been had, so the row only marks the place.
    """

    kpi_id: str
    period: Period
    directorate: str
    priority: str
    value: float | None
    outcome: Outcome
    computed: Outcome
    target: float | None = None
    bands: Bands | None = None
    version: str = ""
    as_at: Period | None = None
    carried: bool = False
    provisional: bool = False
    rounding_sensitive: bool = False
    override: str = ""
    numerator: float | None = None
    denominator: float | None = None
    words: RowWords = NO_WORDS
    file: str = ""
    sheet: str = ""
    cell: str = ""
    sha256: str = ""
    revision: int = 0
    gap: bool = False

    @property
    def key(self) -> str:
        """The KPI and period that no other row of the master shares, as written in its Key column."""
        return result_key(self.kpi_id, self.period)

    @property
    def rated(self) -> bool:
        return isinstance(self.outcome, Rating)


def result_key(kpi_id: str, period: Period | str) -> str:
    """`period` itself or its label."""
    return f"{kpi_id}|{period}"


@dataclass(frozen=True, slots=True)
class SubmissionRecord:
    """What became of one directorate's return for one period. `status` adds "missing" to a file's four.

    `unanswered` are those of the warnings that nobody has answered on Checks.
    """

    unit: str
    period: Period
    status: str
    file: str = ""
    sha256: str = ""
    errors: int = 0
    warnings: int = 0
    fixes: int = 0
    signed_by: str = ""
    signed_on: str = ""
    resubmission: bool = False
    unanswered: int = 0


class QualityNote(NamedTuple):
    """A finding, an override or a change kept with the master for its Data quality sheet.

    `answer` is what the directorate answered to a warning.
    """

    period: Period
    unit: str
    kpi_id: str
    code: str
    severity: str
    message: str
    sheet: str = ""
    cell: str = ""
    old: str = ""
    new: str = ""
    answer: str = ""


class DirectorSummary(NamedTuple):
    """A directorate's own words for a period, cleaned of word-processor debris."""

    unit: str
    period: Period
    text: str


class ServiceResult(NamedTuple):
    """A service area's words for a period; `upper` is set for a range ("Good to Excellent")."""

    unit: str
    period: Period
    name: str
    lower: str
    upper: str = ""
    note: str = ""


class RequestRecord(NamedTuple):
    """A change of the rulebook a directorate asks for: what, as it is (`old`) and as it should be, and why."""

    unit: str
    period: Period
    kpi_id: str
    what: str
    old: str
    new: str
    reason: str
    asked_by: str = ""
    file: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Master:
    """All periods published so far. Tuples are in a fixed order (period, then rulebook), so equal masters are ==."""

    results: tuple[Result, ...] = ()
    submissions: tuple[SubmissionRecord, ...] = ()
    notes: tuple[QualityNote, ...] = ()
    summaries: tuple[DirectorSummary, ...] = ()
    services: tuple[ServiceResult, ...] = ()
    requests: tuple[RequestRecord, ...] = ()
    _by_key: dict[tuple[str, Period], Result] = field(init=False, default_factory=dict, compare=False, repr=False)
    _by_period: dict[Period, list[Result]] = field(init=False, default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        self._by_key.update(((result.kpi_id, result.period), result) for result in self.results)

    @property
    def periods(self) -> list[Period]:
        return sorted({result.period for result in self.results})

    def result(self, kpi_id: str, period: Period) -> Result | None:
        return self._by_key.get((kpi_id, period))

    def of(self, period: Period) -> list[Result]:
        """That period's results, in order."""
        if not self._by_period:
            for result in self.results:
                self._by_period.setdefault(result.period, []).append(result)
        return self._by_period.get(period, []).copy()


def known_results(rulebook: Rulebook, master: Master, period: Period) -> list[tuple[Kpi, Result]]:
    """The period's results with their KPIs, every scope, in the rulebook's order; removed KPIs are left out."""
    found = {result.kpi_id: result for result in master.of(period)}
    return [(kpi, found[kpi.kpi_id]) for kpi in rulebook.kpis.values() if kpi.kpi_id in found]


def outcomes(results: Iterable[Result]) -> list[Rating | Reason]:
    """The published words of some results, for counting."""
    return [result.outcome for result in results]
