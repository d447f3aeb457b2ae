"""What a cell shows of the number it holds, by its number format, as Excel decides it and not by the signs in it."""

from functools import lru_cache
from typing import NamedTuple

from kpi_xl.model.book import Cell, Kind
from kpi_xl.model.number import exact
from kpi_xl.rules.number_format.sections import Form, section_for, sections

_A_DAY = 44834.0
"""30 September 2022: any day of our time would do."""
_WHEN = (Form.DATE, Form.TIME, Form.DURATION)


class Appearance(NamedTuple):
    """`power` is the power of ten between the number held and the one shown: 2 for a percentage, -6 for millions."""

    form: Form
    power: int = 0

    @property
    def is_when(self) -> bool:
        """A date, a time of day, or a length of time."""
        return self.form in _WHEN

    def shown(self, value: float) -> float:
        """The number a person reads: 27.4 for 0.274 under a percentage."""
        return float(exact(value).scaleb(self.power)) if self.power else value


def appearance(code: str, value: float) -> Appearance:
    """What is shown of the finite number `value` under the format `code`, as a workbook holds it. Never raises."""
    if shows_what_it_holds(code):
        return _PLAIN
    section = section_for(code, value)
    return Appearance(section.form, section.power)


@lru_cache(maxsize=4096)
def shows_days(code: str) -> bool:
    """Whether a day of our time is shown as a date or a time under the format."""
    return appearance(code, _A_DAY).is_when


@lru_cache(maxsize=4096)
def shows_what_it_holds(code: str) -> bool:
    """Whether every number is shown as the number it is under the format."""
    return all(part.form is Form.NUMBER and not part.power for part in sections(code))


def is_bare_date(cell: Cell) -> bool:
    """A date by what the file says of the cell, where the format says nothing of it."""
    return cell.kind is Kind.DATE and not shows_days(cell.number_format)


_PLAIN = Appearance(Form.NUMBER)
