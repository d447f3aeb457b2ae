"""A component check in plain sentences, for the What changed sheet and the terminal."""

from collections.abc import Iterable, Iterator

from kpi_xl.model.kpi import Kpi
from kpi_xl.model.measure import PLAIN
from kpi_xl.model.text_length import length, shortened
from kpi_xl.rules.comparison.component_check import ComponentCheck, Split
from kpi_xl.rules.rating.travel import Travel, travel
from kpi_xl.rules.words.wording import show

IMPOSSIBLE = " The parts come to more than the total, so at least one of these figures is wrong."

LONGEST_SPOKEN = 120
"""Characters of a name in a sentence: it names every part, and a cell holds only so much."""

LONGEST_SO_FAR = 30_000
"""Once a sentence is longer than that, the parts that follow are left out of it."""


def component_words(check: ComponentCheck) -> str:
    """What the total and each part did, what that leaves over, and whether it went the other way."""
    return component_texts(check)[-1]


def component_texts(check: ComponentCheck) -> list[str]:
    """The sentences as they grow: with the total, with each part, and whole; each begins with the one before."""
    if not check.remainder:
        return _adds_up(check)
    if check.before is None:
        return _now_only(check)
    return _then_and_now(check, check.before)


def spoken(kpi: Kpi) -> str:
    """A KPI as a sentence names it."""
    return shortened(f"{kpi.kpi_id} {kpi.name}", LONGEST_SPOKEN)


def spoken_rest(remainder: str) -> str:
    """What parts leave over, as a sentence names it."""
    return shortened(remainder, LONGEST_SPOKEN)


def _growing(start: str, pieces: Iterable[str], end: str) -> list[str]:
    texts = [start]
    for piece in pieces:
        text = texts[-1]
        texts.append(text if length(text) > LONGEST_SO_FAR else f"{text}{piece}")
    return [*texts, f"{texts[-1]}{end}"]


def _adds_up(check: ComponentCheck) -> list[str]:
    total = f"{spoken(check.total)}, {check.shown(check.now.total)}"
    way = "less than" if check.now.left > 0 else "more than"
    off = "" if check.now.left == 0 else f"{check.shown(abs(check.now.left))} {way} "
    named = (kpi.kpi_id if at == 0 else f" and {kpi.kpi_id}" for at, kpi in enumerate(check.parts))
    return _growing("", named, f" in {check.now.period} add up to {off}{total}.")


def _now_only(check: ComponentCheck) -> list[str]:
    start = f"{spoken(check.total)} is {check.shown(check.now.total)} in {check.now.period}"
    parts = (
        f"{', ' if at else ' and '}{spoken(kpi)} is {check.shown(value)}"
        for at, (kpi, value) in enumerate(zip(check.parts, check.now.parts, strict=True))
    )
    left = f'. That leaves {check.shown(check.now.left)} for "{spoken_rest(check.remainder)}".'
    return _growing(start, parts, f"{left}{_impossible(check)}")


def _then_and_now(check: ComponentCheck, before: Split) -> list[str]:
    now = check.now
    start = f"From {before.period} to {now.period}, {_moved(check, spoken(check.total), before.total, now.total)}"
    rest = _moved(check, f'what is left over ("{spoken_rest(check.remainder)}")', before.left, now.left)
    grown = "" if check.shown(before.left) == check.shown(now.left) else f" ({check.change})"
    end = f". By subtraction, {rest}{grown}.{_hidden(check, before)}{_impossible(check)}"
    return _growing(start, _parts_moved(check, before), end)


def _parts_moved(check: ComponentCheck, before: Split) -> Iterator[str]:
    for kpi, then, here in zip(check.parts, before.parts, check.now.parts, strict=True):
        yield f". {_moved(check, spoken(kpi), then, here)}"


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
