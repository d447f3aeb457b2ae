"""Whose a file is, as far as its name tells."""

import re

from kpi_xl.model.rulebook import Rulebook
from kpi_xl.rules.submissions.read_submission import file_name

_WORD = re.compile(r"[^\W_]+")


def unit_in_name(path: str, rulebook: Rulebook) -> str | None:
    """The code of the one directorate whose code stands in the file's name, in capitals as the rulebook has it."""
    words = set(_WORD.findall(file_name(path)))
    named = [unit.code for unit in rulebook.units if unit.code in words]
    return named[0] if len(named) == 1 else None
