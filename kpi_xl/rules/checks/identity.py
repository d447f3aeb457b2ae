"""Whose return it is, for which quarter, from which template, and who signed it off."""

from collections import Counter
from collections.abc import Iterator

from kpi_xl.model.book import Kind
from kpi_xl.model.columns import ON_THEIR_BEHALF, SIGN_OFF_SHEET, TEMPLATE_VERSION, version_of
from kpi_xl.model.finding import Finding
from kpi_xl.model.period import Period, read_period
from kpi_xl.model.period_words import could_mean, names_a_quarter
from kpi_xl.model.place import Place, file_name
from kpi_xl.model.rulebook import Rulebook, Unit
from kpi_xl.model.shown_text import shown
from kpi_xl.model.spoken_date import spoken_date
from kpi_xl.model.submission import Submission
from kpi_xl.rules.checks.under_check import Check, ReturnUnderCheck
from kpi_xl.rules.entries.demands import NAME_DEMAND, signed_demand
from kpi_xl.rules.findings.make_finding import Remark, listed, make_finding, quoted
from kpi_xl.rules.submissions.content_hash import content_hash
from kpi_xl.rules.submissions.read_submission import period_sources
from kpi_xl.rules.tables.headings import fingerprint

_MOST_SAID = 400
"""Characters of what the Sign-off sheet remembers."""


def quarter_is_clear(sent: ReturnUnderCheck) -> Iterator[Finding]:
    sources = _period_texts(sent)
    if not any(read_period(text) for text in sources.values()):
        wanted = sent.wanted or "2022/23 Q2"
        do = f'Type the quarter on the sheet {SIGN_OFF_SHEET}, like "{wanted}"' if _cover_place(sent) else _COPY
        yield make_finding("KPI142C", _cover_place(sent), do=do)
        return
    period = sent.submission.period
    name = file_name(sent.book.path)
    if names_a_quarter(name):
        sources.setdefault("the file name", name)
    meant = {source: None if period is None else could_mean(text, period) for source, text in sources.items()}
    if period is None or False in meant.values():
        said = listed([f'{source} says "{quoted(text)}"' for source, text in sources.items()])
        yield make_finding("KPI142", _cover_place(sent), found=said)
    elif sent.cover.period.cell is not None and read_period(sent.cover.period.text) is None:
        text = quoted(sent.cover.period.text or sent.cover.period.cell.value)
        yield make_finding("KPI142D", _cover_place(sent), found=text, expected=period)


def quarter_is_the_one_collected(sent: ReturnUnderCheck) -> Iterator[Finding]:
    period = sent.submission.period
    if period is not None and sent.wanted is not None and period != sent.wanted:
        yield make_finding("KPI142B", _cover_place(sent), found=period, expected=sent.wanted)


def quarter_is_written_our_way(sent: ReturnUnderCheck) -> Iterator[Finding]:
    text, place = sent.cover.period.text, sent.cover.period.place
    period = read_period(text)
    if period is not None and period == sent.submission.period and place is not None and text != str(period):
        read = str(period)
        yield Remark("KPI143", {"found": quoted(text), "read": read}, old=text, new=read).at(place)


def directorate_is_clear(sent: ReturnUnderCheck) -> Iterator[Finding]:
    texts = {"its stamp": sent.submission.stamp.unit, "the Sign-off sheet": sent.cover.unit.text}
    given = {source: text for source, text in texts.items() if text}
    units = {source: unit_named(sent.rulebook, text) for source, text in given.items()}
    place = sent.cover.unit.place or ()
    unknown = [f'{source} says "{quoted(given[source])}"' for source, unit in units.items() if unit is None]
    if unknown:
        said = f"We do not know the directorate: {listed(unknown)}"
        yield make_finding("KPI165B", place, found=said, units=_units(sent.rulebook))
    elif len({unit.code for unit in units.values() if unit}) > 1:
        said = listed([f'{source} says "{quoted(text)}"' for source, text in given.items()])
        yield make_finding("KPI165", place, found=said)
    elif not given and unit_of(sent.rulebook, sent.submission) is None:
        yield make_finding(
            "KPI165B", found="Nothing in the file says which directorate sent it", units=_units(sent.rulebook)
        )


def template_is_ours(sent: ReturnUnderCheck) -> Iterator[Finding]:
    """An earlier version is ours too: it only lacks the columns that came since."""
    template = sent.submission.stamp.template
    if not template:
        yield make_finding("KPI165D")
    elif version_of(template) is None:
        yield make_finding("KPI165C", found=quoted(template), expected=TEMPLATE_VERSION)
    elif sent.earlier_rulebook:
        yield make_finding("KPI165E")


def someone_signed(sent: ReturnUnderCheck) -> Iterator[Finding]:
    sign_off = sent.submission.sign_off
    if not sign_off.name:
        yield make_finding("KPI170", sign_off.name_place or (), approver=_approver(sent), there=_there(sent))
    elif sign_off.name.casefold() == ON_THEIR_BEHALF.casefold():
        yield make_finding("KPI181C", sent.cover.behalf.place or sign_off.name_place or (), approver=_approver(sent))
    elif not NAME_DEMAND.met_by(sign_off.name):
        on_behalf = sent.cover.name.text.casefold() == ON_THEIR_BEHALF.casefold()
        signer = sent.cover.behalf if on_behalf else sent.cover.name
        yield make_finding("KPI181", signer.place or (), found=quoted(signer.text), approver=_approver(sent))


def sign_off_date_follows_the_quarter(sent: ReturnUnderCheck) -> Iterator[Finding]:
    sign_off, period = sent.submission.sign_off, sent.submission.period
    if sign_off.on is None:
        text = sent.cover.date.text
        found = f' ("{quoted(text)}")' if text else ""
        yield make_finding("KPI170B", sign_off.on_place or (), found=found, there=_there(sent))
    elif sign_off.on > sent.today:
        facts = {"found": spoken_date(sign_off.on), "today": spoken_date(sent.today)}
        yield Remark("KPI181B", facts).at(*filter(None, [sign_off.on_place]))
    elif period is not None and not signed_demand(period).met_by(sign_off.on, sent.today):
        facts = {"found": spoken_date(sign_off.on), "ends": spoken_date(period.end), "approver": _approver(sent)}
        yield Remark("KPI170C", facts).at(*filter(None, [sign_off.on_place]))
    elif sent.cover.date.cell is not None and sent.cover.date.cell.kind is Kind.NUMBER:
        old, new = sent.cover.date.text, spoken_date(sign_off.on)
        remark = Remark("KPI180C", {"found": old, "read": new}, old=old, new=new)
        yield remark.at(*filter(None, [sign_off.on_place]))


def nothing_changed_since_it_was_stamped(sent: ReturnUnderCheck) -> Iterator[Finding]:
    """A return without a stamp is one without buttons: nothing to hold it to."""
    stamp = sent.cover.ready.text
    if stamp and stamp != content_hash(sent.submission):
        yield make_finding("KPI170D", sent.cover.ready.place or (), approver=_approver(sent))


def nobody_signed_again_unseen(sent: ReturnUnderCheck) -> Iterator[Finding]:
    """An edit after the sign-off, signed again, perhaps by somebody else: the approver should know of it."""
    again = sent.cover.again
    if again.text:
        said = shown(again.text, _MOST_SAID)
        yield make_finding("KPI170E", again.place or (), found=said, approver=_approver(sent))


IDENTITY_CHECKS: tuple[Check, ...] = (
    quarter_is_clear,
    quarter_is_the_one_collected,
    quarter_is_written_our_way,
    directorate_is_clear,
    template_is_ours,
    someone_signed,
    sign_off_date_follows_the_quarter,
    nothing_changed_since_it_was_stamped,
    nobody_signed_again_unseen,
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


def period_of(sent: ReturnUnderCheck) -> Period | None:
    """The period to check for: what the return says, as long as it is the one collected."""
    period = sent.submission.period
    return period if sent.wanted in (None, period) else None


def _period_texts(sent: ReturnUnderCheck) -> dict[str, str]:
    return period_sources(sent.book, sent.submission.stamp.period, sent.cover.period.text)


def _cover_place(sent: ReturnUnderCheck) -> Place | tuple[()]:
    return sent.cover.period.place or ()


_COPY = "Copy your entries into the return we sent for this quarter"


def _there(sent: ReturnUnderCheck) -> str:
    """Where to sign; a file that is not our return has no place for it."""
    has_place = sent.submission.sign_off.name_place is not None
    return "here" if has_place else f"on the sheet {SIGN_OFF_SHEET} of the return we sent, for this file has none"


def _units(rulebook: Rulebook) -> str:
    return listed([f"{unit.code} ({unit.name})" for unit in rulebook.units])


def _approver(sent: ReturnUnderCheck) -> str:
    unit = unit_of(sent.rulebook, sent.submission)
    return (unit.approver if unit else "") or "the director"
