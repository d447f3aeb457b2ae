"""A council of two directorates and a few KPIs, built in memory for the tests of consolidation and what follows it."""

from datetime import date

from kpi_xl.model.bands import Bands
from kpi_xl.model.basis import Basis
from kpi_xl.model.finding import Finding
from kpi_xl.model.kpi import Aggregation, Frequency, Kpi, Scope
from kpi_xl.model.measure import measure_of
from kpi_xl.model.period import Period
from kpi_xl.model.place import Place
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.rating import Reason
from kpi_xl.model.row_words import RowWords
from kpi_xl.model.rulebook import Override, Priority, Rulebook, Settings, Threshold, Unit
from kpi_xl.model.submission import Checked, Reported, ServiceRating, SignOff

Q1, Q2, Q3, Q4 = (Period(2022, quarter) for quarter in (1, 2, 3, 4))
BANDS = Bands(green=(90, None), amber=(85, None))


def kpi(kpi_id: str, directorate: str, **changes: object) -> Kpi:
    """A quarterly percentage, higher is better, one decimal."""
    fields: dict[str, object] = {
        "name": f"Measure {kpi_id}",
        "priority": "Caring",
        "service": "",
        "measure": "%",
        "polarity": Polarity.HIGHER,
        "frequency": Frequency.QUARTERLY,
        "aggregation": Aggregation.QUARTER,
        "decimals": 1,
    }
    given = {**fields, **changes}
    return Kpi(kpi_id=kpi_id, directorate=directorate, **given | {"measure": measure_of(str(given["measure"]))})  # type: ignore[arg-type] # a builder


KPIS = (
    kpi("AS01", "AS"),
    kpi("AS02", "AS", priority="Growing"),
    kpi("AS03", "AS", frequency=Frequency.ANNUAL, due=frozenset({1})),
    kpi("EC01", "EC"),
    kpi("EC02", "EC", lag=1),
    kpi("EC03", "EC", scope=Scope.SUPPORTING),
)


def rulebook(
    kpis: tuple[Kpi, ...] = KPIS, bands: Bands | None = BANDS, overrides: tuple[Override, ...] = ()
) -> Rulebook:
    """Two directorates AS and EC, each KPI green from 90 and amber from 85 since 2020/21 unless `bands` says else."""
    start = Period(2020, 1)
    return Rulebook(
        settings=Settings("Example council", period=Q2),
        units=(Unit("AS", "Adult Services"), Unit("EC", "Education")),
        priorities=(Priority("Caring"), Priority("Growing")),
        kpis={one.kpi_id: one for one in kpis},
        thresholds={one.kpi_id: (Threshold(one.kpi_id, start, 90.0, Basis.ABSOLUTE, bands),) for one in kpis},
        overrides=overrides,
        sha256="r" * 64,
    )


def reported(
    kpi_id: str, value: float | Reason | None, row: int = 7, provisional: bool = False, **words: str
) -> Reported:
    """A value, or the reason there is none, in column N of the sheet Return."""
    reason = value if isinstance(value, Reason) else None
    number = None if isinstance(value, Reason) else value
    return Reported(kpi_id, number, reason, Place("Return", f"N{row}"), provisional, words=RowWords(**words))


def returned(
    unit: str,
    values: dict[str, float | Reason] | tuple[Reported, ...],
    *,
    period: Period = Q2,
    sha256: str = "",
    path: str = "",
    status: str = "accepted",
    findings: tuple[Finding, ...] = (),
    summary: str = "All is well.",
    services: tuple[ServiceRating, ...] = (),
) -> Checked:
    """A checked return; its hash follows from what it reports, as a file's would."""
    rows = (
        values
        if isinstance(values, tuple)
        else tuple(reported(*item, row) for row, item in enumerate(values.items(), 7))
    )
    return Checked(
        path=path or f"submissions/{unit}.xlsx",
        sha256=sha256 or f"{unit} {period} {[(row.kpi_id, row.value, row.reason) for row in rows]}",
        status=status,
        findings=findings,
        unit=unit,
        period=period,
        reported=rows if status == "accepted" else (),
        summary=summary,
        services=services,
        sign_off=SignOff("Director", date(2022, 10, 14)),
    )


def adults(first: float | Reason = 92.0, second: float | Reason = 86.0, **more: object) -> Checked:
    values = {"AS01": first, "AS02": second, "AS03": Reason.NOT_DUE}
    return returned("AS", values, **more)  # type: ignore[arg-type] # a builder


def education(first: float | Reason = 91.0, second: float | Reason = 84.0, **more: object) -> Checked:
    return returned("EC", {"EC01": first, "EC02": second, "EC03": 99.0}, **more)  # type: ignore[arg-type] # a builder
