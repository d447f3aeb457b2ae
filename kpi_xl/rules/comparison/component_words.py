"""A component check in plain sentences, for the What changed sheet and the terminal."""

from collections.abc import Iterator

from kpi_xl.model.kpi import Kpi
from kpi_xl.model.measure import PLAIN
from kpi_xl.rules.comparison.component_check import ComponentCheck, Split
from kpi_xl.rules.rating.travel import Travel, travel
from kpi_xl.rules.words.wording import show

IMPOSSIBLE = " The parts come to more than the total, so at least one of these figures is wrong."


def component_words(check: ComponentCheck) -> str:
    """What the total and each part did, what that leaves over, and whether it went the other way."""
    if not check.remainder:
        return _adds_up(check)
    if check.before is None:
        return _now_only(check)
    return " ".join(_then_and_now(check, check.before))


def _adds_up(check: ComponentCheck) -> str:
    names = f"{' and '.join(kpi.kpi_id for kpi in check.parts)} in {check.now.period}"
    total = f"{_named(check.total)}, {check.shown(check.now.total)}"
    if check.now.left == 0:
        return f"{names} add up to {total}."
    way = "less than" if check.now.left > 0 else "more than"
    return f"{names} add up to {check.shown(abs(check.now.left))} {way} {total}."


def _now_only(check: ComponentCheck) -> str:
    parts = ", ".join(
        f"{_named(kpi)} is {check.shown(value)}" for kpi, value in zip(check.parts, check.now.parts, strict=True)
    )
    total = f"{_named(check.total)} is {check.shown(check.now.total)} in {check.now.period}"
    return (
        f'{total} and {parts}. That leaves {check.shown(check.now.left)} for "{check.remainder}".{_impossible(check)}'
    )


def _then_and_now(check: ComponentCheck, before: Split) -> Iterator[str]:
    now = check.now
    yield f"From {before.period} to {now.period}, {_moved(check, _named(check.total), before.total, now.total)}."
    for kpi, then, here in zip(check.parts, before.parts, now.parts, strict=True):
        yield f"{_moved(check, _named(kpi), then, here)}."
    rest = _moved(check, f'what is left over ("{check.remainder}")', before.left, now.left)
    grown = "" if check.shown(before.left) == check.shown(now.left) else f" ({check.change})"
    yield f"By subtraction, {rest}{grown}.{_hidden(check, before)}{_impossible(check)}"


def _moved(check: ComponentCheck, name: str, then: float, here: float) -> str:
    first, second = check.shown(then), check.shown(here)
    if first == second:
        return f"{name} stayed at {second}"
    start = first if check.total.measure.is_money else show(then, PLAIN, check.decimals)
    return f"{name} {'rose' if here > then else 'fell'} from {start} to {second}"


def _hidden(check: ComponentCheck, before: Split) -> str:
    """That the total improved while what is left over worsened, or the other way round."""
    total, rest = (
        travel(here, then, check.total.polarity, check.decimals)
        for then, here in ((before.total, check.now.total), (before.left, check.now.left))
    )
    if {total, rest} != {Travel.IMPROVED, Travel.WORSENED}:
        return ""
    return f" So what is left over {_word(rest)} although the total {_word(total)}."


def _word(moved: Travel) -> str:
    return str(moved).casefold()


def _impossible(check: ComponentCheck) -> str:
    if check.now.left >= 0:
        return ""
    return IMPOSSIBLE


def _named(kpi: Kpi) -> str:
    return f"{kpi.kpi_id} {kpi.name}"
