"""What `kpi-xl doctor` says of one thing it looked at."""

from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    OK = "OK"
    ATTENTION = "attention"
    NOT_HERE = "not here"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """`found` is what is there or, for NOT_HERE, why it could not be looked at; `advice` is what to do."""

    check: str
    verdict: Verdict
    found: str
    meaning: str = ""
    advice: str = ""

    def __post_init__(self) -> None:
        if self.verdict is Verdict.ATTENTION and not (self.meaning and self.advice):
            raise ValueError(f"{self.check}: who is asked for attention is told what it means and what to do")


def fine(check: str, found: str, meaning: str = "") -> Diagnosis:
    return Diagnosis(check, Verdict.OK, found, meaning)


def attention(check: str, found: str, meaning: str, advice: str) -> Diagnosis:
    return Diagnosis(check, Verdict.ATTENTION, found, meaning, advice)


def not_here(check: str, reason: str) -> Diagnosis:
    return Diagnosis(check, Verdict.NOT_HERE, reason)
