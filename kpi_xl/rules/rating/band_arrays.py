"""Whether every row of four arrays of ends makes bands, as the Bands class would say."""

import numpy as np
from numpy.typing import NDArray

from kpi_xl.model.bands import Bands
from kpi_xl.model.errors import BandsError
from kpi_xl.rules.rating.arrays import Floats, typed_floats


def check_ends(ends: list[Floats]) -> None:
    """Pass green low, green high, amber low and amber high in that order, NaN where open.

    Raises BandsError for the first row that is upside down, has green outside amber, or an infinite end.
    """
    wrong = _wrong(*ends)
    if not wrong.any():
        return
    rows = [np.broadcast_to(end, wrong.shape)[wrong] for end in ends]
    still = _wrong(*(typed_floats(end) for end in rows))
    if still.any():
        first = int(np.flatnonzero(still)[0])
        place = tuple(int(index[first]) for index in np.nonzero(wrong)) if wrong.ndim else ()
        _refuse([float(end[first]) for end in rows], place)


def upside_down(green_low: Floats, green_high: Floats, amber_low: Floats, amber_high: Floats) -> NDArray[np.bool_]:
    """Where a band ends before it starts, comparing the numbers as they stand."""
    return np.asarray((green_low > green_high) | (amber_low > amber_high))


def wider(green_low: Floats, green_high: Floats, amber_low: Floats, amber_high: Floats) -> NDArray[np.bool_]:
    """Where green reaches outside amber, comparing the numbers as they stand."""
    return np.asarray(_beyond(green_low >= amber_low, amber_low) | _beyond(green_high <= amber_high, amber_high))


def _wrong(green_low: Floats, green_high: Floats, amber_low: Floats, amber_high: Floats) -> NDArray[np.bool_]:
    ends = green_low, green_high, amber_low, amber_high
    faults = upside_down(*ends) | wider(*ends)
    endless = np.isinf(green_low) | np.isinf(green_high) | np.isinf(amber_low) | np.isinf(amber_high)
    return np.asarray(faults | endless)


def _beyond(inside: NDArray[np.bool_], amber: Floats) -> NDArray[np.bool_]:
    """Green reaches beyond an amber end that is given; an open green end reaches beyond any."""
    return np.asarray(~inside & ~np.isnan(amber))


def _refuse(ends: list[float], place: tuple[int, ...]) -> None:
    green_low, green_high, amber_low, amber_high = (None if np.isnan(end) else end for end in ends)
    row = f"Row {', '.join(str(index + 1) for index in place)}: " if place else ""
    try:
        Bands(green=(green_low, green_high), amber=(amber_low, amber_high))
    except BandsError as error:
        raise BandsError(f"{row}{error}") from error
