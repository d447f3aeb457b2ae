"""The columns of Counts: how many are Green, Amber and Red, for the council and each part of it."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from kpi_xl.files.house_style.formula_cell import FormulaColumn
from kpi_xl.files.master.calculations.figure_words import joined, plural, whole
from kpi_xl.files.master.calculations.formula_table import FormulaTable
from kpi_xl.files.master.calculations.identity import directorate_shown, service_shown
from kpi_xl.files.master.calculations.references import CALCULATIONS, COUNTS
from kpi_xl.model.kpi import Scope
from kpi_xl.model.master import Master
from kpi_xl.model.rating import Rating, Reason
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.selection import Selection
from kpi_xl.rules.master.selected import summary_for
from kpi_xl.rules.master.summarise import headline, unrated_words
from kpi_xl.rules.rating.counting import Counts, count

KINDS = ("Council", "Priority", "Directorate", "Service")
"""Each is a column of Calculations, in which a part's KPIs hold its name."""


class CouncilPart(NamedTuple):
    """A part of the council, or all of it. `number` is its row in the table, from 1."""

    number: int
    kind: str
    name: str
    counts: Counts


Column = FormulaColumn[CouncilPart]
Value = Callable[[CouncilPart], float | None]


def parts_of(rulebook: Rulebook, master: Master, selection: Selection) -> list[CouncilPart]:
    """Every part that any quarter of the master has KPIs in, those without any in the quarter chosen too."""
    summary = summary_for(rulebook, master, selection)
    found = [
        ("Council", rulebook.settings.council, summary.council),
        *(("Priority", name, counts) for name, counts in summary.by_priority.items()),
        *(("Directorate", directorate_shown(rulebook, code), counts) for code, counts in summary.by_unit.items()),
        *(
            ("Service", service_shown(*place), summary.by_service.get(place, count(())))
            for place in _services(rulebook, master)
        ),
    ]
    return [CouncilPart(number, *part) for number, part in enumerate(found, start=1)]


def _services(rulebook: Rulebook, master: Master) -> list[tuple[str, str]]:
    """Directorates and services of corporate KPIs reported in any quarter, in the order of directorates."""
    reported = {result.kpi_id for result in master.results}
    kpis = [kpi for kpi in rulebook.kpis.values() if kpi.scope is Scope.CORPORATE and kpi.kpi_id in reported]
    order = {unit.code: number for number, unit in enumerate(rulebook.units)}
    return sorted(dict.fromkeys((kpi.directorate, kpi.service) for kpi in kpis), key=lambda one: order.get(one[0], 0))


_OF_KIND = f"CHOOSE([Kind number],{','.join(f'{CALCULATIONS}[{kind}]' for kind in KINDS)})"
_MEMBERS = f"({CALCULATIONS}[Counted]=1)*({_OF_KIND}=[Part])"


def _of_word(word: str) -> str:
    return f'SUMPRODUCT({_MEMBERS}*({CALCULATIONS}[Outcome]="{word}"))'


def _rating_columns() -> Iterator[Column]:
    for rating in Rating:
        yield Column(str(rating), _of_word(str(rating)), _of(rating), "number")
        share = f'IF([Rated]=0,"",ROUND(100*[{rating}]/[Rated],0))'
        yield Column(f"{rating} share", share, _share(rating), "number")


def _of(rating: Rating) -> Value:
    return lambda part: float(part.counts.of(rating))


def _share(rating: Rating) -> Value:
    return lambda part: part.counts.share(rating)


def _reason(reason: Reason) -> Value:
    return lambda part: float(part.counts.unrated.get(str(reason), 0))


def _headline() -> str:
    ratings = '&", "&'.join(f'{whole(f"[{rating}]")}&" {rating} ("&[{rating} share]&"%)"' for rating in Rating)
    base = f'{whole("[KPIs]")}&" KPI"&{plural("[KPIs]")}&", "&{whole("[Rated]")}&" rated"'
    return f'{base}&IF([Rated]=0,"",": "&{ratings})'


def _unrated() -> str:
    return joined(*(f'IF([{reason}]=0,"",", "&{whole(f"[{reason}]")}&" {reason}")' for reason in Reason))


_COLUMNS: tuple[Column, ...] = (
    Column("Part", "", lambda part: part.name or None, "text", 40),
    Column("Kind", "", lambda part: part.kind, "text", 12),
    Column("Kind number", "", lambda part: float(KINDS.index(part.kind) + 1), "number", 8),
    Column("KPIs", f"SUMPRODUCT({_MEMBERS})", lambda part: float(part.counts.total), "number"),
    Column("Rated", "+".join(f"[{rating}]" for rating in Rating), lambda part: float(part.counts.rated), "number"),
    *_rating_columns(),
    Column("Not rated", "[KPIs]-[Rated]", lambda part: float(part.counts.total - part.counts.rated), "number"),
    *(Column(str(reason), _of_word(str(reason)), _reason(reason), "number") for reason in Reason),
    Column("Why not rated", _unrated(), lambda part: unrated_words(part.counts), "text", 40),
    Column("Headline", _headline(), lambda part: headline(part.counts), "text", 60),
)
"""Shares are whole per cent of the rated, "" of none."""

COUNT_TABLE = FormulaTable("Counts", COUNTS, _COLUMNS)
