"""What `kpi-xl doctor` found: a line a check, and under what needs attention what it means and what to do."""

import json
from collections import Counter
from collections.abc import Iterable

import click

from kpi_xl.model.remark import Remark, Verdict
from kpi_xl.rules.words.wording import counted

_COLOURS = {Verdict.OK: "green", Verdict.ATTENTION: "yellow", Verdict.NOT_HERE: None}
_WIDTH = max(len(str(verdict)) for verdict in Verdict)


def report_doctor(remarks: tuple[Remark, ...]) -> None:
    wide = max(len(remark.check) for remark in remarks)
    for remark in remarks:
        verdict = click.style(f"{remark.verdict!s:<{_WIDTH}}", fg=_COLOURS[remark.verdict], bold=True)
        click.echo(f"{verdict}  {remark.check:<{wide}}  {remark.found}")
        for words in _more(remark):
            click.echo(" " * (_WIDTH + 2) + words)
    click.echo(_summary(remarks))


def _more(remark: Remark) -> Iterable[str]:
    if remark.meaning:
        yield remark.meaning
    if remark.advice:
        yield f"To do: {remark.advice}"


def _summary(remarks: tuple[Remark, ...]) -> str:
    count = Counter(remark.verdict for remark in remarks)
    wanting = count[Verdict.ATTENTION]
    needs = f"{counted(wanting, 'thing') if wanting else 'Nothing'} {'need' if wanting > 1 else 'needs'} attention"
    return f"\n{needs}; {count[Verdict.OK]} OK, {count[Verdict.NOT_HERE]} could not be looked at here."


def doctor_json(remarks: tuple[Remark, ...]) -> str:
    shape = [
        {
            "check": remark.check,
            "verdict": str(remark.verdict),
            "found": remark.found,
            "meaning": remark.meaning,
            "advice": remark.advice,
        }
        for remark in remarks
    ]
    return json.dumps({"checks": shape}, ensure_ascii=True, indent=2)
