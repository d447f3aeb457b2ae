"""Dates as Excel counts them: days since the end of 1899, right from March 1900 on."""

from datetime import date

DAY_ZERO = date(1899, 12, 30)
DAYS_FROM_1900_TO_1904 = 1462
"""How much less the same day is in a workbook that counts from 1904."""


def serial_of(day: date) -> int:
    """The number a cell holds for `day`: 44834 for 30 September 2022."""
    return (day - DAY_ZERO).days
