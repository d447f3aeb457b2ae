"""The columns of Totals: a total, its parts and what they leave over, and the sentence about them as it grows.

A row each, in that order. No formula holds a name, and none grows with the number of parts: the sentence of a row is
that of the row above with one part more, and the row of what is left over says the whole.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import reduce

from kpi_xl.files.house_style.bulk_rows import ABOVE
from kpi_xl.files.house_style.formula_cell import FormulaColumn, text_of
from kpi_xl.files.master.calculations.figure_words import fixed, shown
from kpi_xl.files.master.calculations.formula_table import FormulaTable
from kpi_xl.files.master.calculations.references import (
    CALCULATIONS,
    SELECTED_PERIOD,
    SELECTED_PREVIOUS,
    SELECTED_YEAR_AGO,
    TOTALS,
)
from kpi_xl.files.master.calculations.totals import BEFORE, NOW, SOURCES, YEAR, TotalRow
from kpi_xl.model.measure import PLAIN
from kpi_xl.model.number import EXACT, exact, round_half_away
from kpi_xl.model.polarity import Polarity
from kpi_xl.rules.comparison.component_words import IMPOSSIBLE, LONGEST_SO_FAR, spoken, spoken_rest
from kpi_xl.rules.master.master_rows import Written
from kpi_xl.rules.rating.change import change
from kpi_xl.rules.rating.travel import Travel
from kpi_xl.rules.words.wording import show

_QUARTERS = {BEFORE: SELECTED_PREVIOUS, YEAR: SELECTED_YEAR_AGO}

Column = FormulaColumn[TotalRow]
Value = Callable[[TotalRow], Written]


def _flag(holds: bool) -> float:
    return 1.0 if holds else 0.0


def _named(row: TotalRow) -> str:
    if row.kpi is not None:
        return f"{row.kpi.kpi_id} {row.kpi.name}"
    return f"Left over: {row.total.component.remainder}".rstrip(": ")


def _spoken(row: TotalRow) -> str:
    return spoken_rest(row.total.component.remainder) if row.kpi is None else spoken(row.kpi)


_BETTER = {Polarity.HIGHER: 1.0, Polarity.LOWER: -1.0}
_UNIT = ('[Before figure]&""', '[After figure]&""', '[After a figure of 1]&""')


def _say(cell: str) -> str:
    return shown(cell, "[Decimals]", *_UNIT)


_TYPED: tuple[Column, ...] = (
    Column("Total", "", lambda row: float(row.total.number), "number", 8),
    Column("Place", "", lambda row: float(row.at), "number", 8),
    Column("Left over", "", lambda row: _flag(row.is_rest), "number", 8),
    Column("Ref", "", lambda row: row.kpi and row.kpi.kpi_id, "id", 10),
    Column("Measure", "", _named, "text", 40),
    Column("Spoken of as", "", lambda row: _spoken(row) or None, "text", 40),
    Column("Has a rest", "", lambda row: _flag(bool(row.total.component.remainder)), "number", 8),
    Column("Decimals", "", lambda row: float(row.total.decimals), "number", 9),
    Column("Percentage", "", lambda row: _flag(row.total.kpi.measure.in_points), "number", 10),
    Column("Money", "", lambda row: _flag(row.total.kpi.measure.is_money), "number", 8),
    Column("Better way", "", lambda row: _BETTER.get(row.total.kpi.polarity, 0.0), "number", 8),
    Column("Before figure", "", lambda row: row.total.kpi.measure.before or None, "text", 8),
    Column("After figure", "", lambda row: row.total.kpi.measure.after or None, "text", 14),
    Column("After a figure of 1", "", lambda row: row.total.kpi.measure.after_one or None, "text", 14),
    Column(
        "Row",
        f'IF([Ref]="",0,MATCH([Ref],{CALCULATIONS}[Ref],0))',
        lambda row: 0.0 if row.kpi is None else float(row.total.choice.row_of[row.kpi.kpi_id].number),
        "number",
        8,
    ),
)
"""Before figure, After figure and After a figure of 1 are what the unit puts there."""


def _figures(name: str) -> Iterator[Column]:
    """The values of one quarter, and what the parts leave of the total."""

    def own(row: TotalRow) -> float | None:
        return None if row.is_rest else row.value(name)

    def left(row: TotalRow) -> float | None:
        values = row.total.values[name][: row.at + 1]
        if not row.total.has(name):
            return None
        return row.value(name) if row.is_rest else float(reduce(EXACT.subtract, map(exact, _numbers(values))))

    cell = f"INDEX({CALCULATIONS}[{SOURCES[name]}],[Row])"
    yield Column(f"{name} own", f'IF([Row]=0,"",IF({cell}="","",{cell}))', own, "number")
    blanks = f'SUMPRODUCT(({TOTALS}[Total]=[Total])*({TOTALS}[{name} own]=""))'
    yield Column(f"{name} known", f"IF({blanks}=1,1,0)", lambda row: _flag(row.total.has(name)), "number")
    less = f"IF([Left over]=1,{ABOVE},ROUND({ABOVE}-[{name} own],10))"
    remains = f'IF([{name} known]=0,"",IF([Place]=0,[{name} own],{less}))'
    yield Column(f"{name} remains", remains, left, "number")
    formula = f"IF([Left over]=1,[{name} remains],[{name} own])"
    yield Column(name, formula, lambda row: row.value(name), "number")

    def words(row: TotalRow) -> str | None:
        return None if (value := row.value(name)) is None else row.shown(value)

    yield Column(f"{name} shown", f'IF([{name}]="","",{_say(f"[{name}]")})', words, "text", 16)


def _numbers(values: Sequence[float | None]) -> list[float]:
    return [value for value in values if value is not None]


def _both(name: str, value: Callable[[TotalRow, float, float], Written], otherwise: Written = None) -> Value:
    """Of the value now and that of `name`, where the row has both."""

    def worked_out(row: TotalRow) -> Written:
        here, then = row.value(NOW), row.value(name)
        return otherwise if here is None or then is None else value(row, here, then)

    return worked_out


def _if_both(name: str, formula: str, otherwise: str = '""') -> str:
    return f"IF(COUNT([{NOW}],[{name}])<2,{otherwise},{formula})"


def _change(name: str) -> Column:
    """In words, as rules/rating/change.py has them."""
    now, then = f"[{NOW}]", f"[{name}]"
    moved = f"ROUND({now}-{then},10)"
    per_cent = f"IF({then}=0,0,({now}-{then})*100/ABS({then}))"
    size = f"ROUND(ROUND(ABS(IF([Percentage]=1,{moved},{per_cent})),10),1)"
    number = f"IF({size}=INT({size}),{fixed(size, '0')},{fixed(size, '1')})"
    unit = f'IF([Percentage]=0,"%",IF({size}=1," percentage point"," percentage points"))'
    less = '"less than 0.1"&IF([Percentage]=0,"%"," percentage points")'
    said = f'IF({moved}=0,"no change",IF({now}>{then},"up ","down ")&IF({size}=0,{less},{number}&{unit}))'
    formula = _if_both(name, f'IF(AND([Percentage]=0,{then}=0),"not calculable",{said})')
    value = _both(name, lambda row, here, then: change(here, then, row.total.kpi.measure).text())
    return Column(f"Change from {name.lower()}", formula, value, "text", 26)


def _movement(name: str) -> Iterator[Column]:
    """What each did since that quarter, and the sentence as it grows."""
    yield _change(name)

    def start(row: TotalRow, _here: float, then: float) -> str:
        return row.shown(then) if row.total.kpi.measure.is_money else show(then, PLAIN, row.total.decimals)

    bare = f"IF([Money]=1,[{name} shown],{shown(f'[{name}]', '[Decimals]')})"
    yield Column(f"{name} to start from", _if_both(name, bare), _both(name, start), "text", 14)

    def way(row: TotalRow, here: float, then: float) -> float:
        new, old = (round_half_away(one, row.total.decimals) for one in (here, then))
        return float((new > old) - (new < old))

    rounded = f"SIGN(ROUND([{NOW}],[Decimals])-ROUND([{name}],[Decimals]))"
    yield Column(f"Way since {name.lower()}", _if_both(name, rounded, "0"), _both(name, way, 0.0), "number")
    yield Column(
        f"Way of the total since {name.lower()}",
        f"IF([Place]=0,[Way since {name.lower()}],{ABOVE})",
        lambda row: _both(name, way, 0.0)(replace(row, at=0)),
        "number",
    )
    yield Column(f"Sentence since {name.lower()}", _then_and_now(name), _text(name), "text", 60)


def _text(name: str) -> Value:
    def text(row: TotalRow) -> str | None:
        texts = row.total.texts.get(name)
        return (texts[row.at] or None) if texts else None

    return text


def _growing(start: str, part: str, end: str) -> str:
    """The row of the total, of a part, and of what is left over: as `component_texts` lets a sentence grow."""
    more = f"IF(LEN({ABOVE})>{LONGEST_SO_FAR},{ABOVE},{ABOVE}&{part})"
    return f"IF([Place]=0,{start},IF([Left over]=1,{ABOVE}&{end},{more}))"


def _then_and_now(name: str) -> str:
    same = f"[{name} shown]=[{NOW} shown]"
    rose = f'IF([{NOW}]>[{name}]," rose"," fell")&" from "&[{name} to start from]&" to "&[{NOW} shown]'
    moved = f'IF({same}," stayed at "&[{NOW} shown],{rose})'
    start = f'"From "&{_QUARTERS[name]}&" to "&{SELECTED_PERIOD}&", "&[Spoken of as]&{moved}'
    grown = f'IF({same},""," ("&[Change from {name.lower()}]&")")'
    rest = f'". By subtraction, what is left over ("""&[Spoken of as]&""")"&{moved}&{grown}&"."'
    end = f"{rest}&{_hidden(name)}&{_IMPOSSIBLE}"
    unknown = f"OR([Has a rest]=0,[{NOW} known]=0,[{name} known]=0)"
    return f'IF({unknown},"",{_growing(start, f"""". "&[Spoken of as]&{moved}""", end)})'


def _hidden(name: str) -> str:
    total, rest = f"[Way of the total since {name.lower()}]", f"[Way since {name.lower()}]"
    better, worse = (str(one).casefold() for one in (Travel.IMPROVED, Travel.WORSENED))
    ways = (f'IF({way}=[Better way],"{better}","{worse}")' for way in (rest, total))
    said = '&" although the total "&'.join(ways)
    opposite = f"AND([Better way]<>0,{total}*{rest}=-1)"
    return f'IF({opposite}," So what is left over "&{said}&".","")'


_IMPOSSIBLE = f'IF([{NOW}]<0,{text_of(IMPOSSIBLE)},"")'


def _of_now() -> str:
    """What there is now, where it cannot be set beside anything; that the parts add up, where they should."""
    known = f"[{BEFORE} known]=1,[{YEAR} known]=1"
    nothing = f"OR([{NOW} known]=0,AND([Has a rest]=1,OR({known})))"
    return f'IF({nothing},"",IF([Has a rest]=1,{_now_only()},{_adds_up()}))'


def _now_only() -> str:
    is_now = f'[Spoken of as]&" is "&[{NOW} shown]'
    end = f'". That leaves "&[{NOW} shown]&" for """&[Spoken of as]&"""."&{_IMPOSSIBLE}'
    return _growing(f'{is_now}&" in "&{SELECTED_PERIOD}', f'IF([Place]=1," and ",", ")&{is_now}', end)


def _adds_up() -> str:
    off = f'{_say(f"ABS([{NOW}])")}&IF([{NOW}]>0," less than "," more than ")'
    end = f'" in "&{SELECTED_PERIOD}&" add up to "&IF([{NOW}]=0,"",{off})&[Total spoken of as]&"."'
    return _growing('""', 'IF([Place]=1,""," and ")&[Ref]', end)


def _total_spoken(row: TotalRow) -> str:
    value = row.total.values[NOW][0]
    return f"{spoken(row.total.kpi)}, {'' if value is None else row.shown(value)}"


_COLUMNS: tuple[Column, ...] = (
    *_TYPED,
    *(column for name in (NOW, BEFORE, YEAR) for column in _figures(name)),
    *(column for name in (BEFORE, YEAR) for column in _movement(name)),
    Column(
        "Total spoken of as",
        f'IF([Place]=0,[Spoken of as]&", "&[{NOW} shown],{ABOVE})',
        _total_spoken,
        "text",
        40,
    ),
    Column("Sentence of now", _of_now(), _text(NOW), "text", 60),
)

TOTAL_TABLE = FormulaTable("Totals", TOTALS, _COLUMNS)
