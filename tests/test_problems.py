"""The catalogue: complete, nothing unused, every text formed by the facts its check supplies, the page up to date."""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from string import Formatter
from tempfile import TemporaryDirectory

import pytest
import test_entry_demands as entries
import test_form_damage as form_damage
from builders import (
    GOOD,
    Q1,
    Q2,
    check,
    last_quarter,
    return_book,
    rulebook,
    sheet_of,
    sign_off_sheet,
    table_rows,
    with_cell,
)
from problems_page import problem_page
from test_change_requests import asking
from test_check_batch import sent
from test_checks_identity import CASES, stamp
from test_checks_structure import BOOKS, MISFITS, READ, table
from test_checks_values import COMPONENTS, DEFECTS
from test_forty_defects import all_at_once
from test_one_cause import LAST, NOW, of_another_quarter, of_the_targets
from test_one_cause import sent as column
from test_unlike_series import rounded_throughout

from kpi_xl.model.book import Unreadability, Unreadable
from kpi_xl.model.finding import Finding, Problem
from kpi_xl.model.master import Master
from kpi_xl.model.problems import CATALOGUE, SUBMISSION_PROBLEMS
from kpi_xl.model.rulebook import Component
from kpi_xl.model.rulebook_problems import RULEBOOK_PROBLEMS
from kpi_xl.rules.checks.check_batch import check_batch, missing_returns
from kpi_xl.rules.checks.check_submission import Checker
from kpi_xl.rules.checks.rivals import Sent, settled
from kpi_xl.rules.findings.unreadable import check_unreadable

ROOT = Path(__file__).parents[1]
CODE = re.compile(r'"(KPI1\d\d[A-Z]?)"')


def from_rows() -> Iterator[Finding]:
    for case in DEFECTS:
        kpi_id, entry, *_ = case.values
        yield from check(return_book({kpi_id: entry})).findings
    for case in CASES:
        stamped, cover, path, _ = case.values
        yield from check(return_book(stamp=stamp(**stamped), sign_off=sign_off_sheet(**cover), path=path)).findings
    for case in BOOKS:
        yield from check(case.values[0]).findings
    for case in (*READ, *MISFITS):
        at, value, _ = case.values
        yield from check(return_book(table=with_cell(table(), at, value))).findings


def from_tables() -> Iterator[Finding]:
    rows = table_rows(GOOD, rulebook())
    value = {row: cells[6] for row, cells in rows.items()}
    more = (
        {**rows, 12: rows[6]},
        {**rows, 12: rows[7]},
        {**rows, 12: {**rows[7], 6: 90.5}},
        {**rows, 12: {2: "Total", 6: 5.0}},
        {row: {**cells, 6: cells[5], 5: value[row]} for row, cells in rows.items()},
        {**rows, **{row: {1: f"CASE-{row}", 2: "x"} for row in range(20, 50)}},
        {**rows, **{20 + n: {1: "AS01" + "\u200b" * (n % 9) + " " * (n // 9 + 1)} for n in range(1_100)}},
    )
    for changed in more:
        yield from check(return_book(table=sheet_of(changed))).findings
    noted = replace(sheet_of(table_rows({**GOOD, "AS01": {"reason": "Awaited"}}, rulebook())), notes={"F7": "is 92"})
    yield from check(return_book(table=noted)).findings
    yield from check(replace(return_book(), epoch_1904=True, zipped="AS.xlsx")).findings
    yield from check(asking(("AS01", "Target", "88", "Too hard"), ("AS01",), ("XX1", "Target", "88", "So"))).findings
    odd = {"AS01": {"commentary": "north\x0bsouth"}}
    yield from check(return_book(table=sheet_of(table_rows({**GOOD, **odd}, rulebook())), path="AS \x0b.xlsx")).findings


def from_the_rulebook_and_the_master() -> Iterator[Finding]:
    earlier = stamp(rulebook="c" * 64)
    yield from check(return_book({"AS01": {"target": 80.0, "green_low": 80.0}}, stamp=earlier)).findings
    rules = rulebook(*COMPONENTS, components=(Component("AS06", ("AS07", "AS08")),))
    given = {"AS06": {"value": 3.05}, "AS07": {"value": 2.0}, "AS08": {"value": 2.0}}
    yield from check(return_book(given, rules=rules), rules).findings
    before = last_quarter(AS01="As before.")
    accepted = replace(before.results[0], period=Q2, value=91.0, sha256="d" * 64)
    master = Master((*before.results, accepted))
    yield from check(return_book({"AS01": {"commentary": "As before."}}), master=master).findings


def from_batches() -> Iterator[Finding]:
    files = [sent("AS.xlsx", "a"), sent("AS copy.xlsx", "a"), sent("AS v2.xlsx", "b", 93.0)]
    for one in check_batch(files, rulebook()):
        yield from one.findings
    yield from missing_returns([], rulebook(), Q1)
    checker = Checker(rulebook(), None, Q2)
    yield from Checker(rulebook(), None, Q2, fixes=False).check(return_book({"AS01": {"value": "92.6"}})).findings
    halves = [return_book({"AS01": {"value": None}}, path="a.xlsx"), return_book(path="b.xlsx", sha256="b" * 64)]
    both = [return_book(path=f"{name}.xlsx", sha256=name * 64) for name in "cd"]
    for books, join in ((halves, False), (halves, True), (both, False)):
        sent_in = [made for book in books if (made := Sent.of(checker.check(book), book)) is not None]
        for one in settled(sent_in, checker, join).values():
            yield from one.findings
    for kind in Unreadability:
        yield from check_unreadable(Unreadable("~$AS.xlsx", kind, "it is so")).findings
    locked = Unreadable("AS.xlsx", Unreadability.ENCRYPTED, "a sensitivity label locks it to certain people")
    yield from check_unreadable(locked).findings


def from_columns() -> Iterator[Finding]:
    """Sorted, filled, moved, swapped, pasted from another quarter, rounded."""
    moved = dict(enumerate(NOW[:-1], start=1))
    swapped = {1: NOW[7], 7: NOW[1]}
    for values in (dict(enumerate(sorted(NOW))), dict.fromkeys(range(6), 91.6), moved, swapped, dict(enumerate(LAST))):
        yield from column(values).findings
    for checked in (of_another_quarter(), of_the_targets(), rounded_throughout(), all_at_once()):
        yield from checked.findings


def from_entries() -> Iterator[Finding]:
    rules = entries.with_services()
    for book in entries.EVERY_KIND:
        yield from Checker(rules, last_quarter(), Q2, today=date(2022, 11, 1)).check(book()).findings


def from_forms() -> Iterator[Finding]:
    for case in form_damage.CASES:
        with TemporaryDirectory() as folder:
            yield from form_damage.checked(form_damage.worked(Path(folder), case.values[0])).findings


FOUND = [
    *from_columns(),
    *from_rows(),
    *from_tables(),
    *from_the_rulebook_and_the_master(),
    *from_batches(),
    *from_entries(),
    *from_forms(),
]


def test_every_problem_of_a_return_is_found_in_some_test() -> None:
    assert sorted({finding.code for finding in FOUND}) == [problem.code for problem in SUBMISSION_PROBLEMS]


def test_every_message_is_formed_from_the_facts_its_check_supplies() -> None:
    for finding in FOUND:
        assert finding.message.endswith((".", "?"))
        assert "{" not in finding.message
        assert "None" not in finding.message, finding


def test_the_codes_in_the_checks_are_those_of_the_catalogue() -> None:
    used = {
        code for path in (ROOT / "kpi_xl" / "rules").rglob("*.py") for code in CODE.findall(path.read_text("utf-8"))
    }
    variants = {f"{code}B" for code in ("KPI128", "KPI129")}  # put together where the rulebook is a later one
    assert used | variants == {problem.code for problem in SUBMISSION_PROBLEMS}


def test_codes_are_told_apart_and_in_order() -> None:
    codes = [problem.code for problem in SUBMISSION_PROBLEMS]
    assert codes == sorted(set(codes))
    assert len(CATALOGUE) == len({problem.code for problem in CATALOGUE.values()})


@pytest.mark.parametrize("problem", SUBMISSION_PROBLEMS, ids=lambda problem: problem.code)
def test_texts_are_plain(problem: Problem) -> None:
    bare = "".join(text for text, *_ in Formatter().parse(problem.text))
    assert len(problem.text) < 330
    for word in ("exception", "traceback", "null", "NaN", "boolean", "string", "invalid", "please note", "in order to"):
        assert word not in bare, word
    sentences = re.split(r"(?<=[.?])\s", bare)
    assert max(len(sentence.split()) for sentence in sentences) <= 32
    assert problem.title[0].isupper() or problem.title[0] == '"'


def test_the_page_of_problems_is_the_catalogue() -> None:
    page = ROOT / "docs" / "problems.md"
    if os.environ.get("KPI_XL_REWRITE_GOLDEN"):
        page.write_text(problem_page(), encoding="utf-8", newline="\n")
    assert page.read_text("utf-8") == problem_page(), "KPI_XL_REWRITE_GOLDEN=1 writes it anew"


def test_the_page_has_a_row_for_each_problem() -> None:
    rows = [line for line in problem_page().splitlines() if line.startswith("| KPI")]
    assert len(rows) == len(SUBMISSION_PROBLEMS) + len(RULEBOOK_PROBLEMS)
