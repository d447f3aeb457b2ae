"""Returns as files, written as kpi_xl writes them, for tests of what happens to files."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from builders import Q2, last_quarter

from kpi_xl.files.write_return import write_return
from kpi_xl.model.return_plan import Answer, SignOffAnswer
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.rules.returns.plan_return import plan_return

ANSWERS: Mapping[str, Answer] = {
    "AS01": Answer(92.6),
    "AS02": Answer(4.1),
    "AS03": Answer(1040.0),
    "AS05": Answer(4.9),
}


def write(path: Path, rules: Rulebook, answers: Mapping[str, Answer] | None = None, unit: str = "AS") -> Path:
    """A signed return of Adult Services; `answers` replace those of a good one."""
    plan = plan_return(rules, unit, Q2, last_quarter())
    said = {**ANSWERS, **(answers or {})} if unit == "AS" else answers or {}
    signed = SignOffAnswer("Director", date(2022, 10, 14))
    write_return(path, plan, said, summary="It went as planned.", sign_off=signed)
    return path
