"""A service area's words as the scale has them, whatever their capitals and whichever came first."""

from kpi_xl.model.columns import SERVICE_WORDS
from kpi_xl.model.submission import ServiceRating

_WORDS = {word.casefold(): word for word in SERVICE_WORDS}


def on_scale(service: ServiceRating) -> ServiceRating:
    """Words off the scale stay as they are; a range runs from the worse word to the better; one word is no range."""
    lower, upper = (_WORDS.get(word.casefold(), word) for word in (service.lower, service.upper))
    if lower in SERVICE_WORDS and upper in SERVICE_WORDS and SERVICE_WORDS.index(lower) < SERVICE_WORDS.index(upper):
        lower, upper = upper, lower
    return service._replace(lower=lower, upper="" if upper == lower else upper)
