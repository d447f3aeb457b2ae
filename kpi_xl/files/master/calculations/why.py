"""Columns of Calculations that put the rating into a sentence, as rules/words/why.py does."""

from collections.abc import Callable

from kpi_xl.files.house_style.formula_cell import FormulaColumn, text_of
from kpi_xl.files.house_style.rag_formula import band_formula, is_rating_formula
from kpi_xl.files.master.calculations.calculation import Calculation
from kpi_xl.files.master.calculations.figure_words import shown, typed_digits
from kpi_xl.files.master.calculations.references import BOUNDS, NOT_REPORTED
from kpi_xl.model.bands import Bands
from kpi_xl.model.measure import PLAIN
from kpi_xl.model.rating import Rating, Reason
from kpi_xl.rules.rating.rate import is_open
from kpi_xl.rules.words.band_words import amber_words, green_words
from kpi_xl.rules.words.why import why
from kpi_xl.rules.words.wording import digits, show, value_decimals

Column = FormulaColumn[Calculation]

_NOTHING = f"{NOT_REPORTED}, so there is nothing to rate."
_ON_IT = "and a value on a threshold takes the better rating"
_FEW, _MOST = 3, 12
"""Further decimals that column "Decimals shown" goes to, and that words go to."""

_UNIT = ('[Before figure]&""', '[After figure]&""', '[After a figure of 1]&""')
_ENDS = ("Green from", "Green to", "Amber from", "Amber to")


def _bands(row: Calculation) -> Bands | None:
    """None too for bands without an end, which a table cannot tell from none."""
    bands = None if row.line is None else row.line.result.bands
    return None if bands is None or is_open(bands) else bands


def _end(at: int) -> Callable[[Calculation], float | None]:
    def end(row: Calculation) -> float | None:
        bands = _bands(row)
        return None if bands is None else bands.bounds[at]

    return end


def _digits(at: int) -> Column:
    header, end = _ENDS[at], _end(at)

    def typed(row: Calculation) -> float:
        return 0.0 if (value := end(row)) is None else float(digits(value))

    formula = f'IF([{header}]="",0,{typed_digits(f"[{header}]")})'
    return Column(f"{header} digits", formula, typed, "number")


def _in_words(at: int) -> Column:
    header, end = _ENDS[at], _end(at)

    def words(row: Calculation) -> str | None:
        return None if (value := end(row)) is None else show(value, row.kpi.measure)

    formula = f'IF([{header}]="","",{shown(f"[{header}]", f"[{header} digits]", *_UNIT)})'
    return Column(f"{header} in words", formula, words, "text", 14)


def _bare(row: Calculation) -> str | None:
    bands = _bands(row)
    if bands is None or bands.amber[0] is None:
        return None
    return show(bands.amber[0], PLAIN, max(digits(end) for end in bands.amber if end is not None))


def _interval(band: str) -> str:
    low, high = f"[{band} from]", f"[{band} to]"
    low_words, high_words = f"[{band} from in words]", f"[{band} to in words]"
    both = f'IF({low}={high},"exactly "&{low_words},[{band} from bare]&" to "&{high_words})'
    one = f'IF({low}<>"",{low_words}&" or more",IF({high}<>"",{high_words}&" or less","any value"))'
    return f"IF(COUNT({low},{high})=2,{both},{one})"


def _of_bands(words: str) -> str:
    return f'IF(COUNT({",".join(BOUNDS)})=0,"Not set",{words})'


def _amber() -> str:
    alike = "AND([Amber from]=[Green from],[Amber to]=[Green to])"
    limit = f'IF(COUNT([Amber from],[Amber to])=0,"Any other value: no amber limit is set",{_interval("Amber")}'
    return f'IF({alike},"No amber: any other value is Red",{limit}&", outside green"))'


def _decimals(row: Calculation) -> float:
    return float(row.kpi.decimals if row.line is None else value_decimals(row.kpi, row.line.result, _MOST))


def _decimals_formula() -> str:
    formula = f"[Decimals]+{_MOST}"
    for extra in reversed(range(_FEW, _MOST)):
        word = band_formula(f"ROUND([Value],[Decimals]+{extra})", BOUNDS)
        formula = f"IF({word}=[By bands],[Decimals]+{extra},{formula})"
    return f"IF([Decimals shown]<[Decimals]+{_FEW},[Decimals shown],{formula})"


def _side(row: Calculation) -> str | None:
    bands, value = _bands(row), None if row.result is None else row.result.value
    if bands is None or value is None or value in bands.green:
        return None
    low, high = bands.green
    if low is not None and value < low:
        return "below"
    return "above" if high is not None and value > high else None


def _on_side(band: str) -> tuple[str, Callable[[Calculation], str | None]]:
    """The end of a band on the side where the value missed green, in words."""
    formula = f'IF([Side]="","",IF([Side]="below",[{band} from in words],[{band} to in words]))'

    def words(row: Calculation) -> str | None:
        bands, side = _bands(row), _side(row)
        if bands is None or side is None:
            return None
        end = (bands.green if band == "Green" else bands.amber)[0 if side == "below" else 1]
        return None if end is None else show(end, row.kpi.measure)

    return formula, words


def _position() -> str:
    on_green = f'"exactly on the green threshold, {_ON_IT}"'
    between = '"within the green range of "&[Green from in words]&" to "&[Green to in words]'
    met = (
        'IF([Green to]="","at or above the green threshold of "&[Green from in words],'
        '"at or below the green threshold of "&[Green to in words])'
    )
    in_green = (
        f"IF(OR([Value]=[Green from],[Value]=[Green to]),{on_green},"
        f"IF(COUNT([Green from],[Green to])=2,{between},{met}))"
    )
    no_amber = '[Side]&" the threshold of "&[Green missed]&", and there is no amber band on that side"'
    red = f'IF([Amber missed]=[Green missed],{no_amber},[Side]&" the amber threshold of "&[Amber missed])'
    on_amber = 'IF([Side]="below",[Value]=[Amber from],[Value]=[Amber to])'
    limit = 'IF([Side]="below","at or above","at or below")&" the amber threshold of "&[Amber missed]'
    rest = f'IF([Amber missed]="","and there is no amber limit on that side","but "&{limit})'
    amber = (
        f'IF({on_amber},"exactly on the amber threshold, {_ON_IT}",'
        f'[Side]&" the green threshold of "&[Green missed]&", "&{rest})'
    )
    return f'IF([By bands]="{Rating.GREEN}",{in_green},IF([By bands]="{Rating.RED}",{red},{amber}))'


def _no_rating() -> str:
    formula = '""'
    for reason in Reason:
        formula = f'IF([Outcome]="{reason}",{text_of(reason.meaning)},{formula})'
    return formula


def _why_formula() -> str:
    printed = (
        f'IF([Decimals in words]=[Decimals],""," It would print as "&{shown("[Value]", "[Decimals]", *_UNIT)}'
        '&", but a rating is decided before rounding.")'
    )
    plain = f'[Value in words]&" is "&{_position()}&", so the rating is "&[Outcome]&"."&{printed}'
    by_bands = (
        '"By its bands "&[Value in words]&" is "&[By bands]&", but the rulebook sets the rating to "&[Outcome]&"."'
    )
    stated = '"The rulebook sets the rating to "&[Outcome]&"; there are no bands or no value to work it out from."'
    rated = f"IF(NOT({is_rating_formula('[By bands]')}),{stated},IF([By bands]<>[Outcome],{by_bands},{plain}))"
    return f'IF([Row]=0,"{_NOTHING}",IF({is_rating_formula("[Outcome]")},{rated},{_no_rating()}))'


def _why(row: Calculation) -> str:
    if row.line is None:
        return _NOTHING
    result = row.line.result
    return why(result.value, result.bands, result.outcome, row.kpi.measure, row.kpi.decimals)


def _value(row: Calculation) -> str | None:
    value = None if row.result is None else row.result.value
    return None if value is None else show(value, row.kpi.measure, int(_decimals(row)))


_GREEN_MISSED, _AMBER_MISSED = _on_side("Green"), _on_side("Amber")

WHY: tuple[Column, ...] = (
    *(_digits(at) for at in (2, 3)),
    *(_in_words(at) for at in range(4)),
    Column(
        "Amber from bare",
        f'IF([Amber from]="","",{shown("[Amber from]", "MAX([Amber from digits],[Amber to digits])")})',
        _bare,
        "text",
    ),
    Column(
        "Green when", _of_bands(_interval("Green")), lambda row: green_words(_bands(row), row.kpi.measure), width=24
    ),
    Column("Amber when", _of_bands(_amber()), lambda row: amber_words(_bands(row), row.kpi.measure), width=24),
    Column("Decimals in words", _decimals_formula(), _decimals, "number"),
    Column("Value in words", f'IF([Value]="","",{shown("[Value]", "[Decimals in words]", *_UNIT)})', _value, width=14),
    Column(
        "Side",
        'IF(OR([Value]="",[By bands]="Green"),"",IF(AND([Green from]<>"",[Value]<[Green from]),"below",'
        'IF(AND([Green to]<>"",[Value]>[Green to]),"above","")))',
        _side,
    ),
    Column("Green missed", *_GREEN_MISSED, width=14),
    Column("Amber missed", *_AMBER_MISSED, width=14),
    Column("Why", _why_formula(), _why, width=60),
)
"""Side is where the value missed green, "" where it did not; Green missed and Amber missed are the ends there."""
