"""Sentences worked out from the tables: about the whole quarter chosen, and what is in every sheet's heading."""

from collections.abc import Iterable

from kpi_xl.files.house_style.formula_cell import FormulaCell, text_of
from kpi_xl.files.master.calculations.calculation import Choice
from kpi_xl.files.master.calculations.figure_words import plural, whole
from kpi_xl.files.master.calculations.references import (
    CALCULATIONS,
    COUNTS,
    SELECTED_PERIOD,
    SELECTED_PREVIOUS,
    SELECTED_THRESHOLDS,
)
from kpi_xl.model.selection import AS_PUBLISHED
from kpi_xl.rules.comparison.comparability import comparability_words
from kpi_xl.rules.words.wording import counted

_AS_IT_WAS = f'{SELECTED_THRESHOLDS}="{AS_PUBLISHED}"'


COUNCIL = f"INDEX({COUNTS}[Part],1)"
"""The council's name: the first part in Counts."""


def subtitle(choice: Choice, *parts: FormulaCell) -> FormulaCell:
    """The quarter, these parts, and whose thresholds rate it where that is not its own; for a sheet's second row."""
    basis = choice.selection.basis
    by = "" if basis is None else f" · rated by the thresholds of {basis}"
    formula = f'IF({_AS_IT_WAS},""," · rated by the thresholds of "&{SELECTED_THRESHOLDS})'
    rest = parted(parts)
    return FormulaCell(f"{SELECTED_PERIOD}{rest.formula}&{formula}", f"{choice.period}{rest.value}{by}")


def parted(parts: Iterable[FormulaCell]) -> FormulaCell:
    """Those that say anything, each after a dot; the formula begins with "&", where there is any."""
    said = [part for part in parts if part.value]
    return FormulaCell("".join(f'&" · "&{part.formula}' for part in said), "".join(f" · {part.value}" for part in said))


def council_name(choice: Choice) -> FormulaCell:
    return FormulaCell(COUNCIL, choice.rulebook.settings.council)


def our_words(text: str) -> FormulaCell:
    """A few words of ours, which stand in a formula as they are."""
    return FormulaCell(text_of(text), text)


def not_rated(number: FormulaCell, why: FormulaCell) -> FormulaCell:
    """How many KPIs have no rating and why: `number` and `why` are cells of Counts."""
    formula = f'IF({number.formula}=0,"Every KPI is rated",{whole(number.formula)}&" not rated: "&{why.formula})'
    return FormulaCell(
        formula, f"{int(number.value or 0):,} not rated: {why.value}" if number.value else "Every KPI is rated"
    )


def comparability(choice: Choice) -> FormulaCell:
    """Whether ratings compare with those of the quarter before as published then (rating rule 23)."""
    count, names = (
        f"SUM({CALCULATIONS}[Thresholds changed])",
        f"MID(INDEX({CALCULATIONS}[Changed so far],ROWS({CALCULATIONS}[No])),3,32000)",
    )
    many = (
        f'"The thresholds of "&{whole(count)}&" KPI"&{plural(count)}&" have changed since "&{SELECTED_PREVIOUS}&" ("'
        f'&{names}&"). "&IF({count}=1,"Its rating","Their ratings")'
        '&" as published then and now cannot be compared like for like."'
    )
    formula = f'IF({count}=0,"No thresholds have changed since "&{SELECTED_PREVIOUS}&".",{many})'
    moved = [change.kpi.kpi_id for change in choice.shift.thresholds]
    return FormulaCell(formula, comparability_words(moved, choice.period.previous))


def rating_basis(choice: Choice) -> FormulaCell:
    """Whether the ratings shown are those published, and how many are not."""
    differ = f"SUMPRODUCT(({CALCULATIONS}[Counted]=1)*({CALCULATIONS}[Outcome]<>{CALCULATIONS}[Published]))"
    number = f'{whole(differ)}&" rating"&{plural(differ)}&IF({differ}=1," differs"," differ")&" from those published"'
    why = '", because thresholds were changed in this workbook."'
    edited = f'IF({differ}=0,"Ratings are as published.",{number}&{why})'
    other = f'"Rated by the thresholds of "&{SELECTED_THRESHOLDS}&": "&{number}&"."'
    return FormulaCell(f"IF({_AS_IT_WAS},{edited},{other})", _rating_basis(choice))


def _rating_basis(choice: Choice) -> str:
    if choice.selection.basis is None:
        return "Ratings are as published."
    lines = [row for row in choice.rows if row.counted and row.line is not None and row.result is not None]
    differ = sum(row.line.result.outcome is not row.result.outcome for row in lines if row.line and row.result)
    number = f"{counted(differ, 'rating')} {'differs' if differ == 1 else 'differ'}"
    return f"Rated by the thresholds of {choice.selection.basis}: {number} from those published."
