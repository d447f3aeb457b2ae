"""Excel held still while a handler writes, and given back as it was; and every figure worked out, whoever asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kpi_xl.model.errors import MachineError

if TYPE_CHECKING:
    import xlwings as xw

_MANUAL = "manual"


@contextmanager
def quietly(app: "xw.App") -> Iterator[None]:
    """No redrawing and no recalculation meanwhile; both are as before afterwards, whatever happens.

    Where Excel calculates only when asked, it is asked once, so that no figure beside what was written is an old one.
    Raises MachineError where Excel will not calculate as before; it draws again all the same.
    """
    drawing, calculation = app.screen_updating, app.calculation
    try:
        try:
            app.screen_updating = False
            app.calculation = _MANUAL
            yield
            work_out(app, calculation)
        finally:
            _give_back(app, calculation)
    finally:
        app.screen_updating = drawing


def work_out(app: "xw.App", calculation: str) -> None:
    """Have Excel work its formulas out where `calculation` is a way that leaves that to the user."""
    if calculation == _MANUAL:
        app.calculate()


def _give_back(app: "xw.App", calculation: str) -> None:
    try:
        app.calculation = calculation
    except Exception as error:  # of several kinds, as with all Excel refuses
        raise MachineError(
            "Excel could not be set back to the way it calculates. Choose it yourself, then press the button again: "
            "Formulas, Calculation Options, Automatic."
        ) from error
