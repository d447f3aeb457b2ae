"""KPIs that every directorate reports: one row of the rulebook, a KPI a directorate."""

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import repeat
from typing import Any, TypeVar

from kpi_xl.model.kpi import Kpi
from kpi_xl.model.rulebook import Component, Unit
from kpi_xl.model.rulebook_layout import EVERY

T = TypeVar("T")

_SLOTS = [getattr(Kpi, name) for name in Kpi.__slots__]
_ID, _UNIT = (slot for slot in _SLOTS if slot.__name__ in ("kpi_id", "directorate"))


def expanded_id(kpi_id: str, unit: Unit) -> str:
    return f"{kpi_id}/{unit.code}"


def expand(kpis: Iterable[Kpi], units: Sequence[Unit]) -> dict[str, Kpi]:
    """KPIs by ref in the rulebook's order, a KPI of every directorate once for each of them."""
    expanded: dict[str, Kpi] = {}
    for kpi in kpis:
        copies = _copies(kpi, units) if kpi.directorate == EVERY else [kpi]
        expanded.update((copy.kpi_id, copy) for copy in copies)
    return expanded


def share(by_ref: Mapping[str, T], kpis: Iterable[Kpi], units: Sequence[Unit]) -> dict[str, T]:
    """What belongs to a ref, also under each of its directorates' refs: the same object, unless one has its own."""
    shared = dict(by_ref)
    for kpi in kpis:
        if kpi.directorate == EVERY and (common := shared.pop(kpi.kpi_id, None)) is not None:
            for unit in units:
                shared.setdefault(expanded_id(kpi.kpi_id, unit), common)
    return shared


def expand_components(
    components: Iterable[Component], every: Collection[str], units: Sequence[Unit]
) -> list[Component]:
    """Totals in `every` (refs) add up in each directorate, from its own parts where a part is in `every` too."""
    expanded: list[Component] = []
    for component in components:
        if component.total not in every:
            expanded.append(component)
            continue
        for unit in units:
            parts = tuple(expanded_id(part, unit) if part in every else part for part in component.parts)
            expanded.append(Component(expanded_id(component.total, unit), parts, component.remainder))
    return expanded


def _copies(kpi: Kpi, units: Sequence[Unit]) -> list[Kpi]:
    """As dataclasses.replace, which would take over a second for 100,000 KPIs; here a slot is filled in all at once."""
    copies = [object.__new__(Kpi) for _ in units]
    for slot in _SLOTS:
        _fill(slot, copies, repeat(slot.__get__(kpi)))
    _fill(_ID, copies, (expanded_id(kpi.kpi_id, unit) for unit in units))
    _fill(_UNIT, copies, (unit.code for unit in units))
    return copies


def _fill(slot: Any, copies: list[Kpi], values: Iterable[object]) -> None:
    deque(map(slot.__set__, copies, values), maxlen=0)
