"""The macros a return may hold: each module we have ever put into one, by the hash of its code (macro_text.py).

A test holds the modules put in today to this list and says what to add when one changes. An entry stays as long as
somebody may send a return that has it.
"""

from collections.abc import Iterable

from kpi_xl.model.book import Macro

ISSUED: dict[str, frozenset[str]] = {
    "xlwings": frozenset({"387d8867c7342093b1b4"}),  # of xlwings 0.37.8
    "NoPython": frozenset({"4e4779d82007ba190916", "965746f54672ccf07124"}),
    "ReturnButtons": frozenset({"07599b402d6852a2583e", "0be5008ca4a3e9b9d20d"}),
}


def not_issued(macros: Iterable[Macro], stamped: Iterable[str]) -> tuple[str, ...]:
    """The modules that do something and are not, code and all, what we put into a return stamped with those names."""
    names = set(stamped)
    return tuple(
        one.name
        for one in macros
        if one.code and not (one.name in names and one.code in ISSUED.get(one.name, frozenset()))
    )
