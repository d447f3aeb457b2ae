"""The four-word scale of service areas, and where a rating stands on it (rating rule 29)."""

from kpi_xl.model.columns import SERVICE_WORDS
from kpi_xl.model.master import ServiceResult

STEPS = tuple(reversed(SERVICE_WORDS))
"""The words, worst first."""

_STEP = 100 / len(STEPS)


def rating_words(service: ServiceResult) -> str:
    """One word, or a range of two: "Good to Excellent"."""
    return " to ".join(filter(None, (service.lower, service.upper)))


def scale_squares(service: ServiceResult) -> str:
    """The scale as a square a word, worst to best, those named filled in: "□ □ ■ ■"."""
    named = {service.lower, service.upper}
    return " ".join("■" if word in named else "□" for word in STEPS)


def place_on_scale(service: ServiceResult) -> float | None:
    """From 0 to 100, the middle of the words named: 62.5 for Good, 75 for Good to Excellent; None for other words."""
    steps = [STEPS.index(word) for word in (service.lower, service.upper) if word in STEPS]
    return _STEP * (sum(steps) / len(steps) + 0.5) if steps else None
