"""What `kpi-xl doctor` found: a line a check, and under what needs attention what it means and what to do."""

from collections import Counter
from collections.abc import Iterable

from kpi_xl.faces.terminal import say, styled
from kpi_xl.model.diagnosis import Diagnosis, Verdict
from kpi_xl.model.shown_text import ascii_json
from kpi_xl.rules.words.wording import counted

_COLOURS = {Verdict.OK: "green", Verdict.ATTENTION: "yellow", Verdict.NOT_HERE: ""}
_WIDTH = max(len(str(verdict)) for verdict in Verdict)


def report_doctor(diagnoses: tuple[Diagnosis, ...]) -> None:
    wide = max(len(diagnosis.check) for diagnosis in diagnoses)
    for diagnosis in diagnoses:
        verdict = styled(f"{diagnosis.verdict!s:<{_WIDTH}}", _COLOURS[diagnosis.verdict])
        say(f"{verdict}  {diagnosis.check:<{wide}}  {diagnosis.found}")
        for words in _more(diagnosis):
            say(" " * (_WIDTH + 2) + words)
    say()
    say(_summary(diagnoses))


def _more(diagnosis: Diagnosis) -> Iterable[str]:
    if diagnosis.meaning:
        yield diagnosis.meaning
    if diagnosis.advice:
        yield f"To do: {diagnosis.advice}"


def _summary(diagnoses: tuple[Diagnosis, ...]) -> str:
    count = Counter(diagnosis.verdict for diagnosis in diagnoses)
    wanting = count[Verdict.ATTENTION]
    needs = f"{counted(wanting, 'thing') if wanting else 'Nothing'} {'need' if wanting > 1 else 'needs'} attention"
    return f"{needs}; {count[Verdict.OK]} OK, {count[Verdict.NOT_HERE]} could not be looked at here."


def doctor_json(diagnoses: tuple[Diagnosis, ...]) -> str:
    shape = [
        {
            "check": diagnosis.check,
            "verdict": str(diagnosis.verdict),
            "found": diagnosis.found,
            "meaning": diagnosis.meaning,
            "advice": diagnosis.advice,
        }
        for diagnosis in diagnoses
    ]
    return ascii_json({"checks": shape})
