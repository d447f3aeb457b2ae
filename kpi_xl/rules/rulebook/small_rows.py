"""The tables of few columns: directorates, priorities, comparators, components, services, periods, overrides."""

from kpi_xl.model import rulebook_problems as problems
from kpi_xl.model.rulebook import Comparator, Component, Override, Priority, ReportingPeriod, Service, Unit
from kpi_xl.model.rulebook_layout import EVERY
from kpi_xl.rules.rulebook import words
from kpi_xl.rules.rulebook.names import Names, Refs, report_repeats
from kpi_xl.rules.rulebook.refs import read_ref
from kpi_xl.rules.rulebook.row import RulebookRow


def read_units(rows: list[RulebookRow]) -> tuple[Unit, ...]:
    units = [(_unit(row), row) for row in rows]
    report_repeats([(unit.code, row) for unit, row in units], "code")
    report_repeats([(unit.name, row) for unit, row in units], "name")
    return tuple(unit for unit, _ in units if unit.code)


def _unit(row: RulebookRow) -> Unit:
    code = read_ref(row, "code", "AS")
    if code.casefold() == EVERY:
        row.report(problems.UNIT_RESERVED, "code", value=code)
    return Unit(code, row.needed("name", "the directorate's name"), row.text("approver"), _several(row, "aliases"))


def read_priorities(rows: list[RulebookRow]) -> tuple[Priority, ...]:
    priorities = [(Priority(row.needed("name", "the priority"), _several(row, "aliases")), row) for row in rows]
    report_repeats([(priority.name, row) for priority, row in priorities], "name")
    return tuple(priority for priority, _ in priorities if priority.name)


def read_comparators(rows: list[RulebookRow], refs: Refs) -> tuple[Comparator, ...]:
    return tuple(
        Comparator(
            kpi_id=refs.of_row(row, "kpi_id"),
            name=row.needed("name", "what the KPI is set beside"),
            value=row.amount("value"),
            period=row.text("period"),
            source=row.text("source"),
        )
        for row in rows
    )


def read_components(rows: list[RulebookRow], refs: Refs) -> tuple[Component, ...]:
    """One Component for each total, its parts in the order of the rows."""
    parts: dict[str, list[str]] = {}
    left: dict[str, str] = {}
    for row in rows:
        total = refs.of_row(row, "total")
        remainder = row.text("remainder")
        part = "" if remainder and "part" not in row.cells else known_part(row, total, refs)
        if part:
            parts.setdefault(total, []).append(part)
        elif remainder:
            left[total] = remainder
    return tuple(Component(total, tuple(parts.get(total, ())), left.get(total, "")) for total in {**parts, **left})


def known_part(row: RulebookRow, total: str, refs: Refs) -> str:
    if "part" not in row.cells:
        row.report(problems.COMPONENT_EMPTY, "part")
        return ""
    part = refs.of_row(row, "part")
    if part == total:
        row.report(problems.COMPONENT_OF_ITSELF, "part", kpi_id=part)
    return part


def read_services(rows: list[RulebookRow], names: Names) -> tuple[Service, ...]:
    services = [(Service(row.needed("name", "the service area"), names.unit(row, "directorate")), row) for row in rows]
    report_repeats([(service.name, row) for service, row in services], "name")
    return tuple(service for service, _ in services)


def read_periods(rows: list[RulebookRow]) -> tuple[ReportingPeriod, ...]:
    """In order of time."""
    opened = [(row.period("period", needed=True), row.day("deadline"), row) for row in rows]
    report_repeats([(str(period), row) for period, _, row in opened if period], "period")
    found = [ReportingPeriod(period, deadline) for period, deadline, _ in opened if period is not None]
    return tuple(sorted(found, key=lambda one: one.period))


def read_overrides(rows: list[RulebookRow], refs: Refs) -> tuple[Override, ...]:
    """Only whole ones: a reason, a name and a date are needed (rating rule 24)."""
    found = [(override, row) for row in rows if (override := _override(row, refs)) is not None]
    report_repeats([(f"{override.kpi_id} in {override.period}", row) for override, row in found], "kpi_id")
    return tuple(override for override, _ in found)


def _override(row: RulebookRow, refs: Refs) -> Override | None:
    kpi_id = refs.of_one_return(row, "kpi_id")
    period = row.period("period", needed=True)
    rating = row.word("rating", words.RATINGS, needed=True)
    reason, name, on = row.text("reason"), row.text("name"), row.day("on")
    for column, said in (("reason", reason), ("name", name), ("on", on)):
        if not said and column not in row.cells:
            row.report(problems.OVERRIDE_INCOMPLETE, column, column=row.header(column))
    if row.faulty or period is None or rating is None or on is None:
        return None
    return Override(kpi_id, period, rating, reason, name, on)


def _several(row: RulebookRow, column: str) -> tuple[str, ...]:
    return tuple(text for part in row.text(column).split(";") if (text := part.strip()))
