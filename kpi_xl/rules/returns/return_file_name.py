"""The file name of a return: it says whose it is and for when, so that a reader can hold the file to it."""

import re

from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Unit

_LONGEST_NAME = 32
_NOT_IN_FILE_NAMES = re.compile(r'[<>:"/\\|?*=;\x00-\x1f]+')
"""What Windows bars, and "=" and ";", at which Excel's way to Python (xlwings) cuts a path in two."""
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(?:\.|\Z)", re.IGNORECASE)
"""What Windows before 11 takes for a device of that name, whatever stands after the dot."""
_DANGLING = re.compile(r"[\s,.;&\-]+\Z|\s+(?:and|of|for|the)\Z", re.IGNORECASE)


def return_file_name(unit: Unit, period: Period) -> str:
    """E.g. "AS Adult Services and Health 2022-23 Q2.xlsx": safe on Windows, and no longer than about 60 letters."""
    words = f"{_safe(unit.code)} {_short(_safe(unit.name))}".strip()
    words = f"Return {words}" if _DEVICE.match(words) else words
    return f"{words} {period.financial_year.replace('/', '-')} Q{period.quarter}.xlsx"


def _safe(text: str) -> str:
    return " ".join(_NOT_IN_FILE_NAMES.sub(" ", text).split())


def _short(name: str) -> str:
    """The first whole words of a long name, without an "and" or a comma left hanging."""
    short = name
    if len(name) > _LONGEST_NAME:
        short = name[: _LONGEST_NAME + 1].rpartition(" ")[0] or name[:_LONGEST_NAME]
    while _DANGLING.search(short):
        short = _DANGLING.sub("", short)
    return short
