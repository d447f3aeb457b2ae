"""What a master says under a reader's choice: a quarter, as published or rated by another quarter's thresholds."""

from kpi_xl.model.kpi import Kpi
from kpi_xl.model.master import Master, Result, known_results
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.selection import Selection
from kpi_xl.rules.comparison.rerate import result_under
from kpi_xl.rules.master.kpi_lines import KpiLine, kpi_line
from kpi_xl.rules.master.summarise import Summary, summarise_results


def selected_results(rulebook: Rulebook, master: Master, selection: Selection) -> list[tuple[Kpi, Result]]:
    """The chosen quarter's results under the chosen thresholds, every scope, in the rulebook's order."""
    known = known_results(rulebook, master, selection.period)
    if selection.basis is None:
        return known
    basis = selection.basis
    return [(kpi, result_under(rulebook, kpi, one, master.result(kpi.kpi_id, basis))) for kpi, one in known]


def lines_for(rulebook: Rulebook, master: Master, selection: Selection) -> list[KpiLine]:
    """The lines of the choice. What a value is compared with is always as published."""
    return [kpi_line(kpi, result, master) for kpi, result in selected_results(rulebook, master, selection)]


def summary_for(rulebook: Rulebook, master: Master, selection: Selection) -> Summary:
    return summarise_results(rulebook, master, selection.period, selected_results(rulebook, master, selection))
