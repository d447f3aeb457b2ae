"""Columns of Calculations as sheets show them: words where there is no figure, arrows, changes in words, flags."""

from kpi_xl.files.house_style.formula_cell import FormulaColumn
from kpi_xl.files.master.calculations.calculation import Calculation
from kpi_xl.files.master.calculations.figure_words import fixed, joined, shown, typed_digits
from kpi_xl.files.master.calculations.references import (
    BOUNDS,
    NOT_REPORTED,
    RESULTS,
    SELECTED_PERIOD,
    flagged,
    looked_up,
)
from kpi_xl.model.measure import PLAIN
from kpi_xl.model.polarity import Polarity
from kpi_xl.rules.master.line_words import NO_VALUE, change_words, target_shown, travel_words
from kpi_xl.rules.master.master_rows import Written
from kpi_xl.rules.rating.travel import Travel
from kpi_xl.rules.words.wording import digits, show

Column = FormulaColumn[Calculation]


def _actual(row: Calculation) -> Written:
    if row.line is None:
        return NOT_REPORTED
    return NO_VALUE if row.line.result.value is None else row.line.result.value


def _target() -> str:
    """A number, or in words the range aimed at."""
    low, high, bare = "[Green from shown]", "[Green to shown]", "[Green from bare]"
    both = f'IF([Green from]=[Green to],"exactly "&{low},{bare}&" to "&{high})'
    one = f'IF([Green from]<>"",{low}&" or more",IF([Green to]<>"",{high}&" or less","any value"))'
    words = f"IF(COUNT([Green from],[Green to])=2,{both},{one})"
    in_range = f'AND([Better when]="{Polarity.IN_RANGE}",COUNT({",".join(BOUNDS)})>0)'
    return f'IF([Row]=0,"",IF({in_range},{words},IF([Target]="","No target",[Target])))'


def _end(header: str, at: int) -> tuple[Column, Column]:
    """How many digits an end of green was typed with, and the end as shown: only % and £ have room beside it."""
    after = 'IF(OR(LEFT([After figure],1)="%",[Before figure]="£"),[After figure],"")'

    def end(row: Calculation) -> float | None:
        return None if row.line is None or row.line.result.bands is None else row.line.result.bands.bounds[at]

    def words(row: Calculation) -> str | None:
        return None if (value := end(row)) is None else show(value, row.kpi.measure.sign)

    return (
        Column(
            f"{header} digits",
            f'IF([{header}]="",0,{typed_digits(f"[{header}]")})',
            lambda row: 0.0 if (value := end(row)) is None else float(digits(value)),
            "number",
        ),
        Column(
            f"{header} shown",
            f'IF([{header}]="","",{shown(f"[{header}]", f"[{header} digits]", _BEFORE, after, after)})',
            words,
            "text",
        ),
    )


_BEFORE = '[Before figure]&""'


def _bare(row: Calculation) -> str | None:
    bands = None if row.line is None else row.line.result.bands
    if bands is None or bands.green[0] is None:
        return None
    return show(bands.green[0], PLAIN, max(digits(end) for end in bands.green if end is not None))


def _travel() -> str:
    formula = "[Direction of travel]"
    for travel in Travel:
        if travel_words(travel) != str(travel):
            formula = f'IF([Direction of travel]="{travel}","{travel_words(travel)}",{formula})'
    return formula


def _change() -> str:
    size = "ROUND(ROUND(ABS([Change]),10),1)"
    number = f"IF({size}=INT({size}),{fixed(size, '0')},{fixed(size, '1')})"
    unit = f'IF([Percentage]=1,IF({size}=1," percentage point"," percentage points"),"%")'
    less = 'IF([Percentage]=1," percentage points","%")'
    amount = f'IF({size}=0,"less than 0.1"&{less},{number}&{unit})'
    moved = f'IF([Change]=0,"No change",IF([Change]>0,"Up ","Down ")&{amount})'
    words = f'IF([Value]="","Not comparable",IF([Change]="","Not calculable",{moved}))'
    return f'IF([Before value]="","",{words}&" since "&[Compared with])'


def _flags() -> str:
    as_at = f"INDEX({RESULTS}[As at],[Row])"
    carried = flagged(f"{RESULTS}[Carried]", "[Row]")
    parts = (
        f'IF({flagged(f"{RESULTS}[Gap]", "[Row]")},", No return accepted","")',
        f'IF(INDEX({RESULTS}[Override],[Row])="","",", Changed by hand")',
        f'IF({flagged(f"{RESULTS}[Provisional]", "[Row]")},", (p) provisional","")',
        f'IF({carried},", Carried from "&{as_at},IF(OR({as_at}="",{as_at}={SELECTED_PERIOD}),"",", Data of "&{as_at}))',
        'IF([Rounding-sensitive]=1,", Rounding-sensitive","")',
        'IF([Illustrative]=1,", Illustrative","")',
    )
    return f'IF([Row]=0,"",{joined(*parts)})'


WORDS: tuple[Column, ...] = (
    *_end("Green from", 0),
    *_end("Green to", 1),
    Column(
        "Green from bare",
        f'IF([Green from]="","",{shown("[Green from]", "MAX([Green from digits],[Green to digits])")})',
        _bare,
        "text",
    ),
    Column(
        "Actual shown",
        f'IF([Row]=0,"{NOT_REPORTED}",IF([Value]="","{NO_VALUE}",[Value]))',
        _actual,
        "number",
        18,
    ),
    Column(
        "Target shown",
        _target(),
        lambda row: None if row.line is None else target_shown(row.kpi, row.line.result),
        "number",
        14,
    ),
    Column(
        "Travel shown", _travel(), lambda row: None if row.line is None else travel_words(row.line.travel), "text", 18
    ),
    Column("Change shown", _change(), lambda row: None if row.line is None else change_words(row.line), "text", 30),
    Column(
        "As at",
        looked_up(f"{RESULTS}[As at]", "[Row]"),
        lambda row: None if row.result is None or row.result.as_at is None else str(row.result.as_at),
        "id",
    ),
    Column("Flags", _flags(), lambda row: None if row.line is None else ", ".join(row.line.flags), "text", 30),
)
