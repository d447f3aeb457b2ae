"""Columns of Calculations as sheets show them: words where there is no figure, arrows, changes in words, flags."""

from kpi_xl.files.living.figure import LivingColumn
from kpi_xl.files.living.figure_words import fixed, joined, shown, typed_digits
from kpi_xl.files.living.now_row import NowRow
from kpi_xl.files.living.references import BOUNDS, NOT_REPORTED, RESULTS, SELECTED_PERIOD, flagged, looked_up
from kpi_xl.model.polarity import Polarity
from kpi_xl.rules.line_words import NO_VALUE, change_words, target_shown, travel_words
from kpi_xl.rules.master_rows import Written
from kpi_xl.rules.travel import Travel

Column = LivingColumn[NowRow]


def _actual(row: NowRow) -> Written:
    if row.line is None:
        return NOT_REPORTED
    return NO_VALUE if row.line.result.value is None else row.line.result.value


def _target() -> str:
    """A number, or in words the range aimed at; only % and £ have room beside it."""
    low, high = BOUNDS[:2]
    before = '[Before figure]&""'
    after = 'IF(OR(LEFT([After figure],1)="%",[Before figure]="£"),[After figure],"")'
    bare = shown(low, f"MAX({typed_digits(low)},{typed_digits(high)})")
    one_low, one_high = (shown(end, typed_digits(end), before, after, after) for end in (low, high))
    both = f'IF({low}={high},"exactly "&{one_low},{bare}&" to "&{one_high})'
    one = f'IF({low}<>"",{one_low}&" or more",IF({high}<>"",{one_high}&" or less","any value"))'
    words = f"IF(COUNT({low},{high})=2,{both},{one})"
    in_range = f'AND([Better when]="{Polarity.IN_RANGE}",COUNT({",".join(BOUNDS)})>0)'
    return f'IF([Row]=0,"",IF({in_range},{words},IF([Target]="","No target",[Target])))'


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
