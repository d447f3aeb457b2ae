"""The errors of Excel's cells: their texts, and the numbers a running Excel hands over for them."""

_FIRST, _LAST = 2000, 2299
_BASE = -2_146_828_288
"""A running Excel hands over an error as this and the error's own number."""

_BY_NUMBER = {
    2000: "#NULL!",
    2007: "#DIV/0!",
    2015: "#VALUE!",
    2023: "#REF!",
    2029: "#NAME?",
    2036: "#NUM!",
    2042: "#N/A",
    2043: "#GETTING_DATA",
    2045: "#SPILL!",
    2046: "#CONNECT!",
    2047: "#BLOCKED!",
    2048: "#UNKNOWN!",
    2049: "#FIELD!",
    2050: "#CALC!",
}
ERROR_TEXTS = frozenset({*_BY_NUMBER.values(), "#BUSY!", "#EXTERNAL!", "#PYTHON!", "#TIMEOUT!"})
SOME_ERROR = "#ERROR!"
"""For an error that has a number and no name here."""


def error_text(value: object) -> str | None:
    """The text of an error handed over as a number; None for anything else. A cell's own numbers come as floats."""
    if type(value) is not int or not _BASE + _FIRST <= value <= _BASE + _LAST:
        return None
    return _BY_NUMBER.get(value - _BASE, SOME_ERROR)
