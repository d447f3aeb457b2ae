"""The native formula of a rating, from a value cell and the four cells of its bands."""

from kpi_xl.model.rating import Rating, Reason

Bounds = tuple[str, str, str, str]
"""References to green low, green high, amber low, amber high; a blank cell, or one holding "", is an open end."""


def rag_formula(
    value: str,
    bounds: Bounds,
    *,
    blank: str = f'"{Reason.UNPOPULATED}"',
    number: str = "",
    missed: str = "",
    unread: str = "",
    doubtful: str = "",
    doubt: str = "",
    red: str = f'"{Rating.RED}"',
) -> str:
    """The formula, with no leading "=", that gives the words `rate` gives.

    `value` is the reference to the value cell. Excel compares numbers at 15 significant digits by itself, so nothing
    is rounded here. `blank` is the expression for no value. `number`, where given, is the expression for any number;
    `missed` that for a number outside green where no amber bound is published (rating rule 30). `unread` is, where
    given, the expression for a text, and for a number of which the expression `doubtful` is true, unless `doubt` is
    given for that. `red` is the expression for a number that is Red. Uses only functions that every Excel since 2007
    and LibreOffice know.
    """
    rated = number or _rated(value, bounds, missed, red)
    rated = f"IF({doubtful},{doubt or unread},{rated})" if doubtful else rated
    invalid = f'"{Reason.INVALID}"'
    other = f"IF(ISTEXT({value}),{unread},{invalid})" if unread else invalid
    return f'IF(ISERROR({value}),{invalid},IF(ISNUMBER({value}),{rated},IF(TRIM({value})="",{blank},{other})))'


def decided_formula(value: str, bounds: Bounds, stated: str) -> str:
    """As `rag_formula`, for a cell that holds a number, under the rating the rulebook may state in the cell `stated`.

    The stated rating stands for a value that misses green where no amber bound is given (rating rule 30).
    """
    green_low, green_high, amber_low, amber_high = bounds
    in_green = f"AND(COUNT({green_low},{green_high})>0,{_within(value, green_low, green_high)})"
    return (
        f'IF(AND({stated}<>"",COUNT({amber_low},{amber_high})=0),IF({in_green},"{Rating.GREEN}",{stated}),'
        f"{rag_formula(value, bounds)})"
    )


def band_formula(value: str, bounds: Bounds, red: str = f'"{Rating.RED}"') -> str:
    """The rating of a cell that holds a number, by bounds of which there is one at least."""
    green_low, green_high, amber_low, amber_high = bounds
    in_amber = f'IF({_within(value, amber_low, amber_high)},"{Rating.AMBER}",{red})'
    return f'IF({_within(value, green_low, green_high)},"{Rating.GREEN}",{in_amber})'


def is_rating_formula(word: str) -> str:
    """Whether a cell's word is one of the three ratings."""
    tests = ",".join(f'{word}="{rating}"' for rating in Rating)
    return f"OR({tests})"


def _rated(value: str, bounds: Bounds, missed: str, red: str) -> str:
    green_low, green_high, _, _ = bounds
    rated = band_formula(value, bounds, red)
    if missed:
        rated = f'IF({_within(value, green_low, green_high)},"{Rating.GREEN}",{missed})'
    return f'IF(COUNT({",".join(bounds)})=0,"{Reason.DATA_ONLY}",{rated})'


def _within(value: str, low: str, high: str) -> str:
    return f'AND(OR({low}="",{value}>={low}),OR({high}="",{value}<={high}))'
