"""Registers a function with xlwings under the help that the catalogue has for it."""

from collections.abc import Callable
from typing import Any, TypeVar

import xlwings as xw

from kpi_xl.model.worksheet_functions import CATEGORY, WorksheetFunction

Cells = Any
"""A cell, or a range as a list of rows: float, str, bool, datetime, Decimal; None for a blank, an error as its text."""

F = TypeVar("F", bound=Callable[..., Any])


def worksheet_function(entry: WorksheetFunction) -> Callable[[F], F]:
    """A range keeps its rows and columns (xlwings would flatten a column), and an error arrives as text, not a blank.

    The catalogue's summary becomes the docstring, which is what Excel's function wizard shows.
    """

    def register(function: F) -> F:
        function.__doc__ = entry.summary
        for argument in entry.arguments:
            function = xw.arg(argument.name, ndim=2, err_to_str=True, doc=argument.doc)(function)
        return xw.func(category=CATEGORY)(function)

    return register
