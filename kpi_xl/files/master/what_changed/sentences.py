"""Sentences of What changed: how ratings moved, what moved them, and which KPIs are not part of that."""

from kpi_xl.files.house_style.formula_cell import FormulaCell, text_of
from kpi_xl.files.master.calculations.calculation import ADDED, BOTH, NEITHER, REMOVED, Choice
from kpi_xl.files.master.calculations.changes import APART, NO_QUARTER_BEFORE
from kpi_xl.files.master.calculations.figure_words import plural, whole
from kpi_xl.files.master.calculations.references import (
    CALCULATIONS,
    SELECTED_PERIOD,
    SELECTED_PREVIOUS,
    SELECTED_THRESHOLDS,
)
from kpi_xl.files.master.calculations.sentences import comparability, council_name, our_words, parted
from kpi_xl.model.rating import Rating
from kpi_xl.model.selection import AS_PUBLISHED
from kpi_xl.rules.comparison.effects import Effects
from kpi_xl.rules.comparison.movement import MOVES_UP, NOT_RATED_TWICE, movement_words
from kpi_xl.rules.words.wording import counted


def compared_quarters(choice: Choice, about: str) -> FormulaCell:
    """The two quarters, for the sheet's second row. The thresholds chosen play no part in it."""
    rest = parted((council_name(choice), our_words(about)))
    formula = f'{SELECTED_PERIOD}&" compared with "&{SELECTED_PREVIOUS}{rest.formula}'
    return FormulaCell(formula, f"{choice.period} compared with {choice.period.previous}{rest.value}")


def if_quarter_before(choice: Choice, figure: FormulaCell) -> FormulaCell:
    """The figure, or "" where the master does not hold the quarter before."""
    return FormulaCell(
        f'IF({NO_QUARTER_BEFORE},"",{figure.formula})', figure.value if choice.has_quarter_before else None
    )


def moved(choice: Choice) -> FormulaCell:
    """How many KPIs kept their rating, and how many have a better or worse one."""
    total = f'COUNTIF({CALCULATIONS}[Group],"{BOTH}")'
    kept = f'SUMPRODUCT(({CALCULATIONS}[Group]="{BOTH}")*({CALCULATIONS}[Previous rating]={CALCULATIONS}[Rating now]))'
    up = "+".join(f'COUNTIF({CALCULATIONS}[Movement],"{before} to {now}")' for before, now in MOVES_UP)
    many = (
        f'"Of "&{whole(total)}&" KPI"&{plural(total)}&" rated in both quarters, "&{whole(kept)}&" kept the rating, "'
        f'&{whole(f"({up})")}&" got a better one and "&{whole(f"({total}-{kept}-({up}))")}&" a worse one."'
    )
    nothing = (
        f'"The master holds no results for "&{SELECTED_PREVIOUS}&", the quarter before "&{SELECTED_PERIOD}'
        '&", so there is nothing to compare it with."'
    )
    formula = f'IF({NO_QUARTER_BEFORE},{nothing},IF({total}=0,"{NOT_RATED_TWICE}",{many}))'
    return FormulaCell(formula, _moved(choice))


def _moved(choice: Choice) -> str:
    period = choice.period
    if choice.has_quarter_before:
        return movement_words(choice.shift.movement)
    return (
        f"The master holds no results for {period.previous}, the quarter before {period}, "
        "so there is nothing to compare it with."
    )


def compares(choice: Choice) -> FormulaCell:
    """Whether published ratings of the two quarters compare (rating rule 23)."""
    return if_quarter_before(choice, comparability(choice))


def effect(choice: Choice, council: Effects, rating: Rating, figures: tuple[str, str, str, str, str]) -> FormulaCell:
    """Red: 3 as published, 5 re-rated, 5 now. Target effect +2, performance effect 0.

    `figures` are the council's cells for that rating: published, re-rated, now, target and performance effect.
    """
    published, again, now, target, performance = figures
    formula = (
        f'"{rating}: "&{whole(published)}&" as published, "&{whole(again)}&" re-rated, "&{whole(now)}&" now. '
        f'Target effect "&{_signed(target)}&", performance effect "&{_signed(performance)}&"."'
    )
    return if_quarter_before(choice, FormulaCell(formula, council.words(rating)))


def _signed(cell: str) -> str:
    return f'TEXT({cell},"+#,##0;-#,##0;0")'


def basis_note(choice: Choice) -> FormulaCell:
    """What choosing thresholds does here: nothing, for the sheet already shows both ratings."""
    words = (
        "This sheet always sets the ratings as published beside the same values under the thresholds of now; "
        "the thresholds chosen on Summary change nothing here."
    )
    formula = f'IF({SELECTED_THRESHOLDS}="{AS_PUBLISHED}","",{text_of(words)})'
    return FormulaCell(formula, None if choice.selection.basis is None else words)


def sets(choice: Choice, room: int) -> FormulaCell:
    """How many KPIs each quarter has and why some are not in the figures; `room` is how many rows list them."""
    every = "+".join(_in_group(group) for group in (BOTH, NEITHER, *APART))
    then, now = f"({every}-{_in_group(ADDED)})", f"({every}-{_in_group(REMOVED)})"
    groups = "".join(f'&", "&{whole(_in_group(group))}&" {group.casefold()}"' for group in APART[1:])
    more = f'IF(MAX({CALCULATIONS}[Apart rank])>{room}," The rest are in Calculations.","")'
    formula = (
        f'{SELECTED_PREVIOUS}&": "&{whole(then)}&" KPI"&{plural(then)}&". "&{SELECTED_PERIOD}&": "&{whole(now)}'
        f'&" KPI"&{plural(now)}&". "&{whole(_in_group(ADDED))}&" added"{groups}'
        f'&". "&{whole(_in_group(NEITHER))}&" rated in neither quarter."&{more}'
    )
    return if_quarter_before(choice, FormulaCell(formula, _sets(choice, room)))


def _in_group(group: str) -> str:
    return f'COUNTIF({CALCULATIONS}[Group],"{group}")'


def _sets(choice: Choice, room: int) -> str:
    groups = list(choice.groups.values())
    count = {group: groups.count(group) for group in (BOTH, NEITHER, *APART)}
    then, now = len(groups) - count[ADDED], len(groups) - count[REMOVED]
    quarters = (f"{one}: {counted(many, 'KPI')}." for one, many in _both(choice, then, now))
    apart = ", ".join(f"{count[group]:,} {group.casefold()}" for group in APART)
    more = " The rest are in Calculations." if sum(count[group] for group in APART) > room else ""
    return f"{' '.join(quarters)} {apart}. {count[NEITHER]:,} rated in neither quarter.{more}"


def _both(choice: Choice, then: int, now: int) -> tuple[tuple[str, int], tuple[str, int]]:
    return (str(choice.period.previous), then), (str(choice.period), now)


def thresholds_listed(choice: Choice, room: int) -> FormulaCell:
    """How many thresholds changed; `room` is how many rows list them."""
    count = f"SUM({CALCULATIONS}[Thresholds changed])"
    more = f'IF({count}>{room}," The rest are in Calculations.","")'
    many = f'{whole(count)}&" KPI"&{plural(count)}&" with other thresholds than in "&{SELECTED_PREVIOUS}&"."&{more}'
    number = len(choice.moved_thresholds)
    rest = " The rest are in Calculations." if number > room else ""
    words = f"{counted(number, 'KPI')} with other thresholds than in {choice.period.previous}.{rest}"
    return if_quarter_before(choice, FormulaCell(f'IF({count}=0,"None.",{many})', words if number else "None."))
