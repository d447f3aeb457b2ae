"""Dates as people write them."""

from datetime import date

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""In English wherever the program runs; strftime follows the machine's language."""


def spoken_date(day: date) -> str:
    """E.g. "30 September 2022"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
