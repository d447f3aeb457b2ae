"""Make the example council's workbooks from the text in workbooks/source: `python workbooks/rebuild.py`.

The same text gives the same bytes, so a change of a workbook in the repository always has a reason.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from kpi_xl.files.write_master import write_master
from kpi_xl.files.write_return import write_return
from kpi_xl.files.write_rulebook import write_rulebook
from kpi_xl.model.master import Master, Result
from kpi_xl.model.period import Period
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.rules.consolidation.consolidate import consolidate
from kpi_xl.rules.rating.decide import decide
from kpi_xl.rules.returns.plan_return import plan_return
from kpi_xl.rules.returns.return_file_name import return_file_name
from kpi_xl.workflows.open_rulebook import open_rulebook
from kpi_xl.workflows.validate import validate
from read_source import earlier_values, entries, rulebook_rows

LAST_YEAR, LAST_QUARTER, THIS_QUARTER = Period(2021, 2), Period(2022, 1), Period(2022, 2)
RULEBOOK, SUBMISSIONS, MASTER = "rulebook.xlsx", "submissions", "master-2022-23-Q1.xlsx"


def rebuild(folder: Path) -> None:
    """Write the rulebook, last quarter's master and this quarter's returns into `folder`."""
    write_rulebook(folder / RULEBOOK, rulebook_rows())
    rulebook = open_rulebook(folder / RULEBOOK)
    with TemporaryDirectory() as sent:
        published = last_quarter(rulebook, Path(sent))
    write_master(folder / MASTER, published, rulebook, LAST_QUARTER)
    (folder / SUBMISSIONS).mkdir(exist_ok=True)
    write_returns(rulebook, published, THIS_QUARTER, folder / SUBMISSIONS)


def last_quarter(rulebook: Rulebook, sent: Path) -> Master:
    """Last quarter's returns, written to the folder `sent`, checked and consolidated on top of last year's values."""
    earlier = last_year(rulebook)
    paths = write_returns(rulebook, earlier, LAST_QUARTER, sent)
    validation = validate(paths, rulebook, earlier, LAST_QUARTER, 1)
    refused = [finding.message for one in validation.checked if not one.accepted for finding in one.findings]
    if refused:
        sys.exit("The example's own returns are not accepted:\n" + "\n".join(refused))
    return consolidate(rulebook, earlier, validation.checked, LAST_QUARTER).master


def last_year(rulebook: Rulebook) -> Master:
    """The same quarter a year before, from before there were returns: values alone, without thresholds or source."""
    values = earlier_values(LAST_YEAR)
    kpis = [kpi for kpi in rulebook.kpis.values() if kpi.kpi_id in values]
    return Master(tuple(_before(rulebook, kpi.kpi_id, *values[kpi.kpi_id]) for kpi in kpis))


def _before(rulebook: Rulebook, kpi_id: str, value: float, as_at: Period) -> Result:
    kpi = rulebook.kpis[kpi_id]
    decision = decide(rulebook, kpi, LAST_YEAR, value, None)
    return Result(
        kpi_id=kpi_id,
        period=LAST_YEAR,
        directorate=kpi.directorate,
        priority=kpi.priority,
        value=value,
        outcome=decision.outcome,
        computed=decision.computed,
        as_at=as_at,
        carried=as_at != LAST_YEAR,
    )


def write_returns(rulebook: Rulebook, published: Master, period: Period, folder: Path) -> list[Path]:
    """Each directorate's return for `period`, filled in and signed off."""
    paths = []
    for unit in rulebook.units:
        plan = plan_return(rulebook, unit.code, period, published)
        said = entries(unit.code, {row.kpi.kpi_id for row in plan.rows}, period)
        path = folder / return_file_name(unit, period)
        write_return(path, plan, said.answers, summary=said.summary, services=said.services, sign_off=said.sign_off)
        paths.append(path)
    return paths


if __name__ == "__main__":
    rebuild(Path(__file__).parent)
