"""Excel held still while a handler writes, and given back as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlwings as xw


@contextmanager
def quietly(app: "xw.App") -> Iterator[None]:
    """No redrawing and no recalculation meanwhile; both are as before afterwards, whatever happens."""
    drawing, calculation = app.screen_updating, app.calculation
    try:
        app.screen_updating = False
        app.calculation = "manual"
        yield
    finally:
        app.calculation = calculation
        app.screen_updating = drawing
