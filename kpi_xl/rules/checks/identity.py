"""Whose return it is, for which quarter, from which template, and who signed it off."""

from collections import Counter
from collections.abc import Iterator

from kpi_xl.model.columns import TEMPLATE_VERSION
from kpi_xl.model.finding import Finding
from kpi_xl.model.period import Period, read_period
from kpi_xl.model.period_words import could_mean, names_a_quarter
from kpi_xl.model.place import Place
from kpi_xl.model.rulebook import Rulebook, Unit
from kpi_xl.model.submission import Submission
from kpi_xl.rules.checks.case import Case, Check
from kpi_xl.rules.findings.found import Remark, found, listed, quoted
from kpi_xl.rules.submissions.content_hash import content_hash
from kpi_xl.rules.submissions.read_submission import file_name, period_sources
from kpi_xl.rules.tables.headings import fingerprint
from kpi_xl.rules.words.spoken_date import spoken_date


def quarter_is_clear(case: Case) -> Iterator[Finding]:
    sources = _period_texts(case)
    if not any(read_period(text) for text in sources.values()):
        yield found("KPI142C", _cover_place(case), expected=case.wanted or "2022/23 Q2")
        return
    period = case.submission.period
    name = file_name(case.book.path)
    if names_a_quarter(name):
        sources.setdefault("the file name", name)
    meant = {source: None if period is None else could_mean(text, period) for source, text in sources.items()}
    if period is None or False in meant.values():
        said = listed([f'{source} says "{quoted(text)}"' for source, text in sources.items()])
        yield found("KPI142", _cover_place(case), found=said)
    elif case.cover.period.cell is not None and read_period(case.cover.period.text) is None:
        text = quoted(case.cover.period.text or case.cover.period.cell.value)
        yield found("KPI142D", _cover_place(case), found=text, expected=period)


def quarter_is_the_one_collected(case: Case) -> Iterator[Finding]:
    period = case.submission.period
    if period is not None and case.wanted is not None and period != case.wanted:
        yield found("KPI142B", _cover_place(case), found=period, expected=case.wanted)


def quarter_is_written_our_way(case: Case) -> Iterator[Finding]:
    text, place = case.cover.period.text, case.cover.period.place
    period = read_period(text)
    if period is not None and period == case.submission.period and place is not None and text != str(period):
        read = str(period)
        yield Remark("KPI143", {"found": quoted(text), "read": read}, old=text, new=read).at(place)


def directorate_is_clear(case: Case) -> Iterator[Finding]:
    texts = {"its stamp": case.submission.stamp.unit, "the Sign-off sheet": case.cover.unit.text}
    given = {source: text for source, text in texts.items() if text}
    units = {source: unit_named(case.rulebook, text) for source, text in given.items()}
    place = case.cover.unit.place or ()
    unknown = [f'{source} says "{quoted(given[source])}"' for source, unit in units.items() if unit is None]
    if unknown:
        said = f"We do not know the directorate: {listed(unknown)}"
        yield found("KPI165B", place, found=said, units=_units(case.rulebook))
    elif len({unit.code for unit in units.values() if unit}) > 1:
        said = listed([f'{source} says "{quoted(text)}"' for source, text in given.items()])
        yield found("KPI165", place, found=said)
    elif not given and unit_of(case.rulebook, case.submission) is None:
        yield found("KPI165B", found="Nothing in the file says which directorate sent it", units=_units(case.rulebook))


def template_is_ours(case: Case) -> Iterator[Finding]:
    template = case.submission.stamp.template
    if not template:
        yield found("KPI165D")
    elif template != TEMPLATE_VERSION:
        yield found("KPI165C", found=quoted(template), expected=TEMPLATE_VERSION)
    elif case.earlier_rulebook:
        yield found("KPI165E")


def someone_signed(case: Case) -> Iterator[Finding]:
    sign_off = case.submission.sign_off
    if not sign_off.name:
        yield found("KPI170", sign_off.name_place or (), approver=_approver(case))


def sign_off_date_follows_the_quarter(case: Case) -> Iterator[Finding]:
    sign_off, period = case.submission.sign_off, case.submission.period
    if sign_off.on is None:
        text = case.cover.date.text
        yield found("KPI170B", sign_off.on_place or (), found=f' ("{quoted(text)}")' if text else "")
    elif period is not None and sign_off.on < period.end:
        facts = {"found": spoken_date(sign_off.on), "ends": spoken_date(period.end), "approver": _approver(case)}
        yield Remark("KPI170C", facts).at(*filter(None, [sign_off.on_place]))


def nothing_changed_since_it_was_stamped(case: Case) -> Iterator[Finding]:
    """A return without a stamp is one without buttons: nothing to hold it to."""
    stamp = case.cover.ready.text
    if stamp and stamp != content_hash(case.submission):
        yield found("KPI170D", case.cover.ready.place or (), approver=_approver(case))


IDENTITY_CHECKS: tuple[Check, ...] = (
    quarter_is_clear,
    quarter_is_the_one_collected,
    quarter_is_written_our_way,
    directorate_is_clear,
    template_is_ours,
    someone_signed,
    sign_off_date_follows_the_quarter,
    nothing_changed_since_it_was_stamped,
)


def unit_named(rulebook: Rulebook, text: str) -> Unit | None:
    """The directorate of that code, name or alias."""
    return _by_name(rulebook.units).get(fingerprint(text))


_lately: tuple[tuple[Unit, ...], dict[str, Unit]] = ((), {})
"""Directorates by all they go by, of the rulebook last asked for: it is asked for again with every return."""


def _by_name(units: tuple[Unit, ...]) -> dict[str, Unit]:
    """The first of a name counts."""
    global _lately
    known, by_name = _lately
    if known is not units:
        named = [(fingerprint(name), unit) for unit in units for name in (unit.code, unit.name, *unit.aliases)]
        by_name = dict(reversed(named))
        _lately = units, by_name
    return by_name


def unit_of(rulebook: Rulebook, submission: Submission) -> Unit | None:
    """What stamp and cover agree on; where both are silent, the directorate that owns most of the rows' KPIs."""
    if submission.unit is not None:
        return unit_named(rulebook, submission.unit)
    owners = Counter(
        rulebook.kpis[entry.kpi_id].directorate for entry in submission.entries if entry.kpi_id in rulebook.kpis
    )
    return rulebook.unit(owners.most_common(1)[0][0]) if owners else None


def period_of(case: Case) -> Period | None:
    """The period to check for: what the return says, as long as it is the one collected."""
    period = case.submission.period
    return period if case.wanted in (None, period) else None


def _period_texts(case: Case) -> dict[str, str]:
    return period_sources(case.book, case.submission.stamp.period, case.cover.period.text)


def _cover_place(case: Case) -> Place | tuple[()]:
    return case.cover.period.place or ()


def _units(rulebook: Rulebook) -> str:
    return listed([f"{unit.code} ({unit.name})" for unit in rulebook.units])


def _approver(case: Case) -> str:
    unit = unit_of(case.rulebook, case.submission)
    return (unit.approver if unit else "") or "the director"
