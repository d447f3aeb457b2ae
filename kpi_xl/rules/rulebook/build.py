"""From a workbook to a Rulebook, or to everything that keeps it from being one."""

from collections.abc import Mapping, Sequence

from kpi_xl.model import rulebook_layout as layout
from kpi_xl.model import rulebook_problems as problems
from kpi_xl.model.book import Book
from kpi_xl.model.finding import Finding, Severity
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.rulebook import Rulebook, Unit
from kpi_xl.model.storable_text import marked, storable, unstorable
from kpi_xl.rules.findings.make_finding import quoted
from kpi_xl.rules.rating.profiles import Quarters
from kpi_xl.rules.rulebook import small_rows
from kpi_xl.rules.rulebook.every import expand, expand_components, expanded_id, share
from kpi_xl.rules.rulebook.kpi_rows import read_kpis
from kpi_xl.rules.rulebook.names import Names, refs_of
from kpi_xl.rules.rulebook.ratings import kpi_findings, read_ratings
from kpi_xl.rules.rulebook.reading import RulebookReading
from kpi_xl.rules.rulebook.row import RulebookRow
from kpi_xl.rules.rulebook.setting_rows import read_settings
from kpi_xl.rules.rulebook.tables import find_tables, rows_of, table_findings, what_else
from kpi_xl.rules.tables.storable_book import Replaced, storable_book

Rows = Mapping[layout.RulebookTable, list[RulebookRow]]


def build_rulebook(book: Book) -> RulebookReading:
    """Read every table and report every fault in one pass; there is a rulebook only when none is an error."""
    book, replaced = storable_book(book)
    tables = find_tables(book)
    other = what_else(book, tables)
    if other is not None:
        return RulebookReading(None, (Finding(problems.NOT_A_RULEBOOK, (), {"what": other}),))
    rows = {table: rows_of(table, tables, book.epoch_1904) for table in layout.RULEBOOK_TABLES}
    findings = [*map(_not_kept, replaced), *table_findings(tables)]
    rulebook = _read(book, rows, findings)
    findings.extend(finding for table in rows.values() for row in table for finding in row.findings)
    sound = not any(finding.severity is Severity.ERROR for finding in findings)
    return RulebookReading(rulebook if sound else None, tuple(findings))


def _not_kept(replaced: Replaced) -> Finding:
    old, new = quoted(marked(replaced.text)), quoted(storable(replaced.text))
    facts = {"value": old, "characters": unstorable(replaced.text)}
    return Finding(problems.NOT_STORABLE, (replaced.place,), facts, old=old, new=new)


def _read(book: Book, rows: Rows, findings: list[Finding]) -> Rulebook:
    """A Rulebook of what could be read, to be used only when nothing was found wrong."""
    names = Names(small_rows.read_units(rows[layout.UNITS]), small_rows.read_priorities(rows[layout.PRIORITIES]))
    listed = read_kpis(rows[layout.KPIS], names)
    kpis = expand((kpi for kpi, _ in listed), names.units)
    every = [kpi for kpi, _ in listed if kpi.directorate == layout.EVERY]
    refs = refs_of((kpi for kpi, _ in listed), names.units)
    periods = small_rows.read_periods(rows[layout.PERIODS])
    ratings = read_ratings(
        rows[layout.THRESHOLDS],
        rows[layout.PROFILES],
        refs,
        {kpi.kpi_id: kpi for kpi, row in listed if not row.faulty},
        [opened.period for opened in periods],
    )
    findings.extend(kpi_findings(listed, rows[layout.THRESHOLDS]))
    components = small_rows.read_components(rows[layout.COMPONENTS], refs)
    return Rulebook(
        settings=read_settings(rows[layout.SETTINGS], findings),
        units=names.units,
        priorities=names.priorities,
        kpis=kpis,
        thresholds=share(ratings.thresholds, every, names.units),
        profiles=_shared_profiles(ratings.profiles, every, names.units),
        comparators=small_rows.read_comparators(rows[layout.COMPARATORS], refs),
        components=tuple(expand_components(components, refs.every, names.units)),
        services=small_rows.read_services(rows[layout.SERVICES], names),
        periods=periods,
        overrides=small_rows.read_overrides(rows[layout.OVERRIDES], refs),
        sha256=book.sha256,
        path=book.path,
    )


def _shared_profiles(
    profiles: Mapping[tuple[str, int], Quarters], every: Sequence[Kpi], units: Sequence[Unit]
) -> dict[tuple[str, int], Quarters]:
    shared = dict(profiles)
    refs = {kpi.kpi_id for kpi in every}
    for (ref, year), quarters in profiles.items():
        if ref in refs:
            for unit in units:
                shared.setdefault((expanded_id(ref, unit), year), quarters)
    return shared
