"""How a KPI's figures look on a sheet that follows the choice: number formats cannot, whichever quarter is shown.

So each format has the decimals that the KPI's most exact quarter needs, except that of the actual value: where it
would print as another rating, a conditional format adds the decimals that tell (rating rule 2).
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from kpi_xl.files.master.calculations.references import CALCULATED_DECIMALS, CALCULATED_REFS
from kpi_xl.files.master.page.master_page import MasterPage
from kpi_xl.model.errors import SaveError
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.measure import Measure
from kpi_xl.model.place import address
from kpi_xl.rules.rating.variance import difference
from kpi_xl.rules.words.wording import digits

if TYPE_CHECKING:
    from xlsxwriter.format import Format

_MOST_OF_A_DIFFERENCE = 3
_MOST_EXTRA = 3


class KpiLooks(NamedTuple):
    actual: "Format"
    target: "Format"
    variance: "Format"


def kpi_looks(page: MasterPage, kpi: Kpi, role: str = "number") -> KpiLooks:
    draft = page.draft
    results = [found for one in draft.periods if (found := draft.master.result(kpi.kpi_id, one)) is not None]
    targets = [
        version.target_in(one) for one in draft.periods if (version := draft.rulebook.threshold(kpi.kpi_id, one))
    ]
    differences = (difference(result.value, result.target) for result in results)
    variance = _most(kpi.decimals, differences)
    return KpiLooks(
        actual=page.formats.named(kpi.measure, kpi.decimals, role),
        target=page.formats.value(kpi.measure, _most(kpi.decimals, [*targets, *(one.target for one in results)]), role),
        variance=page.formats.signed(max(kpi.decimals, min(variance, _MOST_OF_A_DIFFERENCE)), role),
    )


def _most(least: int, figures: Iterable[float | None]) -> int:
    return max([least, *(digits(figure) for figure in figures if figure is not None)])


def more_decimals(page: MasterPage, column: int, kpis: Mapping[int, Kpi]) -> None:
    """Show the values in `column` at the decimals Calculations says, which may be more; references are in column A."""
    alike: dict[tuple[Measure, int], list[int]] = {}
    for row, kpi in kpis.items():
        alike.setdefault((kpi.measure, kpi.decimals), []).append(row)
    for (measure, decimals), rows in alike.items():
        for extra in range(1, _MOST_EXTRA + 1):
            number_format = page.formats.theme.named_format(measure, decimals + extra)
            rule = {
                "type": "formula",
                "criteria": f"=INDEX({CALCULATED_DECIMALS},MATCH($A{rows[0]},{CALCULATED_REFS},0))={decimals + extra}",
                "format": page.formats.number_only(number_format),
                "multi_range": " ".join(address(row, column) for row in rows),
            }
            if page.sheet.conditional_format(rows[0] - 1, column - 1, rows[-1] - 1, column - 1, rule):
                raise SaveError(f"{page.name} could not take the decimals of its values.")
