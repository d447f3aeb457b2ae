"""Why a KPI has the rating it has, in a plain sentence."""

from kpi_xl.model.bands import Bands, Interval
from kpi_xl.model.measure import Measure
from kpi_xl.model.number import typed
from kpi_xl.model.rating import Outcome, Rating, Reason
from kpi_xl.rules.rating.rate import rate
from kpi_xl.rules.words.wording import decimals_to_show, rounding_sensitive, show


def why(value: float | None, bands: Bands | None, outcome: Outcome, unit: Measure, decimals: int) -> str:
    """One or two sentences that say which threshold decided, at the digits that show it.

    An `outcome` that the bands do not give (an override, or a stated rating) is said to be set by the rulebook.
    """
    if isinstance(outcome, Reason):
        return outcome.meaning
    computed = rate(value, bands)
    if value is None or bands is None or isinstance(computed, Reason):
        return f"The rulebook sets the rating to {outcome}; there are no bands or no value to work it out from."
    shown = show(value, unit, decimals_to_show(value, bands, decimals))
    if computed is not outcome:
        return f"By its bands {shown} is {computed}, but the rulebook sets the rating to {outcome}."
    sentence = f"{shown} is {_position(typed(value), bands, computed, unit)}, so the rating is {computed}."
    return sentence + (_rounded(value, bands, unit, decimals) if rounding_sensitive(value, bands, decimals) else "")


def _rounded(value: float, bands: Bands, unit: Measure, decimals: int) -> str:
    return f" It would print as {show(value, unit, decimals)}, but a rating is decided before rounding."


_ON_IT = "and a value on a threshold takes the better rating"
_BELOW, _ABOVE = ("below", "at or above"), ("above", "at or below")


def _position(number: float, bands: Bands, rating: Rating, unit: Measure) -> str:
    green_low, green_high, amber_low, amber_high = bands.bounds
    if rating is Rating.GREEN:
        return _in_green(number, bands.green, unit)
    if green_low is not None and number < green_low:
        return _missed(number, (green_low, amber_low), rating, unit, _BELOW)
    return _missed(number, (green_high, amber_high), rating, unit, _ABOVE)


def _in_green(number: float, green: Interval, unit: Measure) -> str:
    low, high = green
    if number in green:
        return f"exactly on the green threshold, {_ON_IT}"
    if low is not None and high is not None:
        return f"within the green range of {show(low, unit)} to {show(high, unit)}"
    met, threshold = (_BELOW[1], low) if high is None else (_ABOVE[1], high)
    return f"{met} the green threshold of {show(threshold, unit)}"


def _missed(number: float, ends: Interval, rating: Rating, unit: Measure, words: tuple[str, str]) -> str:
    (green, amber), (missed, met) = ends, words
    if rating is Rating.RED:
        if amber == green:
            return f"{missed} the threshold of {show(green, unit)}, and there is no amber band on that side"
        return f"{missed} the amber threshold of {show(amber, unit)}"
    if number == amber:
        return f"exactly on the amber threshold, {_ON_IT}"
    limit = f"but {met} the amber threshold of {show(amber, unit)}"
    rest = "and there is no amber limit on that side" if amber is None else limit
    return f"{missed} the green threshold of {show(green, unit)}, {rest}"
