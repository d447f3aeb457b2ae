"""A council of any size to measure with: a rulebook, and a completed return from each directorate.

    python benchmarks/council_of.py DIRECTORATES KPIS        prints where it is

It is kept in the machine's temporary folder and made again when what it holds has changed. Every directorate
reports every KPI: rates, counts and ranges, some with numerator and denominator; about six in ten Green, two Amber, two
Red, and one in thirty without a value. Reds and Ambers are explained, each in words of its own, so all are accepted.
"""

import hashlib
import multiprocessing
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from kpi_xl import __version__
from kpi_xl.files.rulebook_sheets.rulebook_table import TableRow
from kpi_xl.files.write_return import write_return
from kpi_xl.files.write_rulebook import write_rulebook
from kpi_xl.model.columns import TEMPLATE_VERSION
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.master import Master, Result
from kpi_xl.model.period import Period
from kpi_xl.model.rating import Rating, Reason
from kpi_xl.model.return_plan import Answer, ServiceAnswer, SignOffAnswer
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.model.workspace import Workspace
from kpi_xl.rules.returns.plan_return import plan_return
from kpi_xl.rules.returns.return_file_name import return_file_name
from kpi_xl.workflows.open_rulebook import open_rulebook

NOW = Period(2022, 2)
PRIORITIES = (
    *("Supporting economic growth", "Protecting the environment"),
    *("Caring for the vulnerable", "Delivering better services"),
)


@dataclass(frozen=True)
class Sort:
    """A sort of KPI. `step` is a fifth of the way from target to where Amber ends."""

    measure: str
    polarity: str
    target: float
    step: float
    decimals: int
    threshold: TableRow
    ratio: bool = False


POINTS: TableRow = {"basis": "points", "green_tolerance": 0, "amber_tolerance": 5}
PERCENT: TableRow = {"basis": "percent of target", "green_tolerance": 0, "amber_tolerance": 10}
RANGE: TableRow = {"basis": "absolute", "green_low": 78, "green_high": 82, "amber_low": 75, "amber_high": 85}
SORTS = (
    Sort("%", "higher", 88, 1, 1, POINTS),
    Sort("%", "lower", 22, 1, 1, POINTS),
    Sort("number", "higher", 400, 8, 0, PERCENT),
    Sort("number", "lower", 200, 4, 0, PERCENT),
    Sort("%", "in range", 80, 1, 1, RANGE),
    Sort("%", "higher", 85, 1, 1, POINTS, ratio=True),
)


def council_of(directorates: int, kpis: int) -> Workspace:
    """The council's workspace, with no master yet. Its files must not be changed: copy it to run in it."""
    home = Path(tempfile.gettempdir()) / "kpi_xl benchmarks"
    prefix = f"{directorates} returns of {kpis} rows"
    kept = Workspace(home / f"{prefix} {_edition()}")
    if not kept.root.exists():
        for outdated in home.glob(f"{prefix} *"):
            shutil.rmtree(outdated)
        print(f"making {prefix}, once", file=sys.stderr)
        making = Workspace(Path(f"{kept.root} unfinished"))
        making.submissions.mkdir(parents=True)
        write_rulebook(making.rulebook, rulebook_rows(directorates, kpis))
        _write_returns(making)
        making.root.rename(kept.root)
    return kept


def rulebook_rows(directorates: int, kpis: int) -> dict[str, Sequence[TableRow]]:
    refs = [f"K{number:03}" for number in range(1, kpis + 1)]
    return {
        "Settings": [
            {"name": "Council", "value": "Benchmark Council"},
            {"name": "Current period", "value": str(NOW)},
            {"name": "Detail sheets", "value": "no"},
        ],
        "Units": [
            {"code": f"D{number:03}", "name": f"Directorate {number:03}", "approver": "Director"}
            for number in range(1, directorates + 1)
        ],
        "Priorities": [{"name": name} for name in PRIORITIES],
        "KPIs": [_kpi_row(number, ref) for number, ref in enumerate(refs)],
        "Thresholds": [_threshold_row(number, ref) for number, ref in enumerate(refs)],
        "Services": [
            {"name": f"Service area {number:03}", "directorate": f"D{number:03}"}
            for number in range(1, directorates + 1)
        ],
        "Periods": [{"period": str(NOW), "deadline": date(2022, 10, 21)}],
    }


def _kpi_row(number: int, ref: str) -> TableRow:
    sort = SORTS[number % len(SORTS)]
    return {
        "kpi_id": ref,
        "name": f"Measure {ref} of how well residents are served ({sort.measure})",
        "priority": PRIORITIES[number % len(PRIORITIES)],
        "directorate": "every",
        "service": f"Service {number % 12}",
        "measure": sort.measure,
        "polarity": sort.polarity,
        "frequency": "quarterly",
        "covers": "quarter",
        "decimals": sort.decimals,
        "lowest": 0,
        "highest": 100 if sort.measure == "%" else None,
        "ratio": "yes" if sort.ratio else None,
        "owner": "Head of Service",
        "definition": f"What {ref} counts, over what, and what is left out.",
    }


def _threshold_row(number: int, ref: str) -> TableRow:
    sort = SORTS[number % len(SORTS)]
    approved = {"approved_by": "Performance Board", "approved_on": date(2022, 3, 24), "reason": "First thresholds"}
    return {"kpi_id": ref, "effective": "2021/22 Q1", "target": sort.target, **sort.threshold, **approved}


def _edition() -> str:
    """Changes with this module and with the return's own version; delete the folder to have other changes in it."""
    content = f"{__version__} {TEMPLATE_VERSION} {Path(__file__).read_text(encoding='utf-8')}"
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def _write_returns(workspace: Workspace) -> None:
    codes = [unit.code for unit in open_rulebook(workspace.rulebook).units]
    shares = [codes[start::2] for start in range(min(2, len(codes)))]
    with ProcessPoolExecutor(len(shares), multiprocessing.get_context("spawn")) as pool:
        list(pool.map(partial(_write_share, workspace), shares))


def _write_share(workspace: Workspace, codes: list[str]) -> None:
    rulebook = open_rulebook(workspace.rulebook)
    for code in codes:
        unit = rulebook.unit(code)
        assert unit is not None
        _write_return(workspace.submissions / return_file_name(unit, NOW), rulebook, code)


def _write_return(path: Path, rulebook: Rulebook, code: str) -> None:
    kpis = rulebook.kpis_of(code, NOW)
    own = replace(rulebook, kpis={kpi.kpi_id: kpi for kpi in kpis})
    answers = {kpi.kpi_id: _answer(code, number, kpi) for number, kpi in enumerate(kpis)}
    plan = plan_return(own, code, NOW, Master(tuple(_earlier(kpis, answers))))
    write_return(
        path,
        plan,
        answers,
        summary=f"A quarter of steady work in {code}. The Reds are explained beside each figure.\n" * 4,
        services={service: ServiceAnswer("Good") for service in plan.services},
        sign_off=SignOffAnswer(f"Director of {code}", date(2022, 10, 14)),
    )


def _answer(code: str, number: int, kpi: Kpi) -> Answer:
    draw = random.Random(f"{code} {kpi.kpi_id}")
    if draw.random() < 1 / 30:
        return Answer(reason=str(Reason.NOT_APPLICABLE), words={"commentary": f"{code} has no such service."})
    rating = draw.choices([Rating.GREEN, Rating.AMBER, Rating.RED], [6, 2, 2])[0]
    sort = SORTS[number % len(SORTS)]
    value = _value(draw, sort, rating)
    over, under = _parts(draw, value) if sort.ratio else (None, None)
    answer = Answer(value if over is None else round(over / under * 100, 1), over, under)
    return replace(answer, words=_words(draw, rating, f"{code} {kpi.name}"))


def _value(draw: random.Random, sort: Sort, rating: Rating) -> float:
    near, far = {Rating.GREEN: (0, 2), Rating.AMBER: (2.2, 4.8), Rating.RED: (5.2, 11)}[rating]
    off = draw.uniform(near, far) * sort.step
    if sort.polarity == "in range":
        return round(sort.target + draw.choice((off, -off)), sort.decimals)
    worse = off if rating is not Rating.GREEN else -3 * off
    return round(sort.target + (worse if sort.polarity == "lower" else -worse), sort.decimals)


def _parts(draw: random.Random, percent: float) -> tuple[int, int]:
    under = draw.randrange(900, 4000)
    return round(under * percent / 100), under


def _words(draw: random.Random, rating: Rating, what: str) -> dict[str, object]:
    """What an officer writes beside the value: much for a Red, something for an Amber, now and then for a Green."""
    if rating is Rating.GREEN and draw.random() < 0.7:
        return {}
    tail = draw.choice(("above", "near", "below")) + " what was planned for the summer."
    words: dict[str, object] = {"commentary": f"{what}: {draw.randrange(90)} cases more than in spring, {tail}"}
    if rating is Rating.RED:
        posts = draw.randrange(2, 40)
        words["cause"] = f"{posts} posts stood empty through the summer and demand rose by {draw.randrange(3, 20)}%."
        words["action"] = f"Recruit to {posts - 1} of the posts; move work to the partners until they are filled."
        words["owner"] = f"Head of Service {draw.randrange(60)}"
        words["due"] = date(2022, 12, draw.randrange(1, 29))
    return words


def _earlier(kpis: Sequence[Kpi], answers: dict[str, Answer]) -> Iterator[Result]:
    """Last quarter and the same quarter last year, close to what is reported now."""
    for kpi in kpis:
        value = answers[kpi.kpi_id].value
        for period, times in ((NOW.previous, 0.99), (NOW.year_ago, 0.97)):
            if isinstance(value, float | int):
                was = round(value * times, kpi.decimals)
                yield Result(kpi.kpi_id, period, kpi.directorate, kpi.priority, was, Reason.DATA_ONLY, Reason.DATA_ONLY)


if __name__ == "__main__":
    print(council_of(int(sys.argv[1]), int(sys.argv[2])).root)
