"""The catalogue of problems as docs/problems.md shows it: the code is the one place it is written."""

import re
from collections.abc import Iterable

from kpi_xl.model.finding import Problem, Severity
from kpi_xl.model.problems import SUBMISSION_PROBLEMS
from kpi_xl.model.rulebook_problems import RULEBOOK_PROBLEMS

LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.FIXED: "fixed",
    Severity.INFORMATION: "info",
}

_FACTS = re.compile(r"(?:\{[^{}]+\})+")

_INTRODUCTION = """# What the checks say

This page is made from the catalogue in the code (`kpi_xl/model/problems.py`). "…" stands for what the check
found. A code never changes its meaning.

| level | what it means |
|---|---|
| error | The return is not accepted until this is put right. |
| warning | The return is accepted, but look at this and correct or explain it. |
| fixed | There was only one way to read it, so it was read that way; what was there is kept in the record. |
| info | Good to know. Nothing to do. |

Some levels depend on the case: a percentage typed as text is *fixed* where last quarter's value settles what it means,
and a *warning* where there is none.
"""


def problem_page() -> str:
    """The whole of the page: every problem with what it says."""
    return "\n".join(
        [
            _INTRODUCTION,
            "## In a return",
            "",
            _full_table(SUBMISSION_PROBLEMS),
            "",
            "## In the rulebook",
            "",
            _full_table(RULEBOOK_PROBLEMS),
            "",
        ]
    )


def _full_table(problems: Iterable[Problem]) -> str:
    rows = (
        f"| {problem.code} | {LEVELS[problem.severity]} | {_cell(problem.title)} | {_cell(_said(problem))} |"
        for problem in problems
    )
    return "\n".join(["| code | level | problem | what it says |", "|---|---|---|---|", *rows])


def _said(problem: Problem) -> str:
    return _FACTS.sub("…", problem.text)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
