"""Formulas that ask something outside the workbook: a web page, a server, a library, a program."""

import re
from functools import lru_cache

_TEXTS = re.compile(r'"[^"]*"')
_REACHES_OUT = re.compile(
    r"(?<![\w.])(?:_xlfn\.|_xlws\.)*(?:WEBSERVICE|IMAGE|RTD|CALL|REGISTER(?:\.ID)?|EXEC|EVALUATE|SQL\.REQUEST)\s*\("
    r"|[A-Za-z]\w*\|(?:'[^']*'|\w+)!",
    re.IGNORECASE,
)
"""By a function, or by DDE: program|topic!item."""
_OTHER_BOOK = re.compile(r"\[\d+\]")


@lru_cache(maxsize=4096)
def reaches_out(formula: str) -> bool:
    """Whether working `formula` out asks for anything but another workbook. Returns share their formulas."""
    return bool(_REACHES_OUT.search(_TEXTS.sub('""', formula)))


def takes_from_elsewhere(formula: str) -> bool:
    """The same, or from another workbook."""
    return reaches_out(formula) or bool(_OTHER_BOOK.search(_TEXTS.sub('""', formula)))
