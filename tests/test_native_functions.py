"""The LAMBDA names and the plain formulas answer as Python does, cell by cell and as ranges."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from function_cases import (
    AWKWARD,
    NOT_AVAILABLE,
    NUMBERS,
    SCALED,
    Call,
    Cell,
    band_cases,
    calls,
    resolved_cases,
    target_cases,
)
from function_sheets import CALLED, PLAIN, SPILLED, native, unlike, write_calls, write_cell
from proof.lambdas import worked_out
from proof.recalculated import all_cells, same_text

from kpi_xl.files.functions_book import movement_formulas, rating_formulas, target_formulas
from kpi_xl.files.functions_book.definitions import NATIVE, NativeFunction
from kpi_xl.files.functions_book.expressions import BLANK, quoted, word_in
from kpi_xl.model.place import column_letters
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.rating import Rating
from kpi_xl.rules.rating.rate import is_blank
from kpi_xl.rules.worksheet import cell_words, counts, movements, ratings, target_ratings

pytestmark = [pytest.mark.unmeasured, pytest.mark.slow]

ANSWERS: dict[str, Callable[..., object]] = {
    "KPI.RAG": ratings.rag,
    "KPI.RAGRANGE": ratings.rag_range,
    "KPI.RAGTARGET": target_ratings.rag_target,
    "KPI.VARIANCE": movements.variance,
    "KPI.CHANGE": movements.change,
    "KPI.DIRECTION": movements.direction,
}
every_function = pytest.mark.parametrize("name", ANSWERS)
SofficeConvert = Callable[[Path, str, Path], Path]


def plain_rag(call: Call, cells: list[str]) -> str:
    way = way_of(call[3], cell_words.ONE_SIDED)
    return rating_formulas.rag(*cells[:3], way or word_in(cells[3]), scale_of(call[4], cells[4]))


def plain_range(call: Call, cells: list[str]) -> str:
    return rating_formulas.rag_range(*cells[:5], scale_of(call[5], cells[5]))


def plain_target(call: Call, cells: list[str]) -> str:
    basis, way = cell_words.chosen(call[3], target_ratings.BASES), way_of(call[4], cell_words.ANY_WAY)
    words = basis or word_in(cells[3]), way or word_in(cells[4])
    return target_formulas.rag_target(*cells[:3], *words, cells[5], scale_of(call[6], cells[6]))


def plain_variance(call: Call, cells: list[str]) -> str:
    way = way_of(call[2], cell_words.ANY_WAY)
    return movement_formulas.variance(*cells[:2], way or word_in(cells[2]), scale_of(call[3], cells[3]))


def plain_change(call: Call, cells: list[str]) -> str:
    return movement_formulas.change(
        *cells[:2], quoted(call[2]) if isinstance(call[2], str) else '""', scale_of(call[3], cells[3])
    )


def plain_direction(call: Call, cells: list[str]) -> str:
    way = way_of(call[2], cell_words.ANY_WAY)
    scale = scale_of(call[6], cells[6])
    return movement_formulas.direction(*cells[:2], way or word_in(cells[2]), *cells[3:6], scale)


def way_of(cell: Cell, ways: cell_words.Ways) -> Polarity | None:
    """The way a cell names; None for one that is blank or names none, which stays a cell in the formula."""
    return None if is_blank(cell) else cell_words.chosen(cell, ways)


def scale_of(cell: Cell, place: str) -> bool | str:
    asked = cell_words.chosen(cell, cell_words.ASKED)
    return word_in(place) if asked is None else asked


PLAIN_FORMULAS: dict[str, Callable[[Call, list[str]], str]] = {
    "KPI.RAG": plain_rag,
    "KPI.RAGRANGE": plain_range,
    "KPI.RAGTARGET": plain_target,
    "KPI.VARIANCE": plain_variance,
    "KPI.CHANGE": plain_change,
    "KPI.DIRECTION": plain_direction,
}


def plain(name: str) -> Callable[[Call, list[str]], str | None]:
    """As `kpi-xl formula` prints it: a word is known when the formula is made, everything else is in cells."""

    def formula(call: Call, cells: list[str]) -> str | None:
        return PLAIN_FORMULAS[name](call, cells)

    return formula


def answers(name: str, some: list[Call]) -> list[object]:
    """As Excel hands over cells: a blank one is not an argument left out."""
    return [ANSWERS[name](*([[cell]] for cell in call)) for call in some]


@pytest.mark.parametrize("cases", [band_cases, resolved_cases], ids=["bounds", "thresholds"])
def test_every_worked_case_is_rated_as_stated(cases: Callable[[], list[tuple[Call, str]]], tmp_path: Path) -> None:
    some, words = [(*call, None) for call, _ in cases()], [word for _, word in cases()]
    made = write_calls(tmp_path / "calls.xlsx", "KPI.RAGRANGE", some, plain("KPI.RAGRANGE"))
    found = worked_out(made, tmp_path / "worked out.xlsx")
    assert len(some) > 200
    assert [unlike(found, column, some, words) for column in (CALLED, SPILLED, PLAIN)] == [[], [], []]


def one_sided() -> list[tuple[Call, str]]:
    """The worked cases with one threshold a colour, as arguments of KPI.RAG."""
    found: list[tuple[Call, str]] = []
    for (value, green_low, green_high, amber_low, amber_high), word in [*band_cases(), *resolved_cases()]:
        if (green_high, amber_high) == (None, None):
            found.append(((value, green_low, amber_low, "higher", None), word))
        elif (green_low, amber_low) == (None, None):
            found.append(((value, green_high, amber_high, "lower", None), word))
    return found


def test_every_worked_case_with_one_side_is_rated_as_stated(tmp_path: Path) -> None:
    some, words = [call for call, _ in one_sided()], [word for _, word in one_sided()]
    made = write_calls(tmp_path / "calls.xlsx", "KPI.RAG", some, plain("KPI.RAG"))
    found = worked_out(made, tmp_path / "worked out.xlsx")
    assert len(some) > 200
    assert answers("KPI.RAG", some) == words
    assert [unlike(found, column, some, words) for column in (CALLED, SPILLED, PLAIN)] == [[], [], []]


def test_every_worked_case_with_a_target_is_rated_as_stated(tmp_path: Path) -> None:
    some, words = [(*call, None) for call, _ in target_cases()], [word for _, word in target_cases()]
    made = write_calls(tmp_path / "calls.xlsx", "KPI.RAGTARGET", some, plain("KPI.RAGTARGET"))
    found = worked_out(made, tmp_path / "worked out.xlsx")
    assert len(some) > 150
    assert answers("KPI.RAGTARGET", some) == words
    assert [unlike(found, column, some, words) for column in (CALLED, SPILLED, PLAIN)] == [[], [], []]


@pytest.mark.slow
@every_function
def test_any_cells_get_the_answer_python_gives(name: str, tmp_path: Path) -> None:
    some = calls(name)
    found = worked_out(write_calls(tmp_path / "calls.xlsx", name, some, plain(name)), tmp_path / "worked out.xlsx")
    expected = answers(name, some)
    assert [unlike(found, column, some, expected) for column in (CALLED, SPILLED, PLAIN)] == [[], [], []]
    assert len(set(map(str, expected))) > 6


def test_two_thousand_budget_lines_of_nasty_cells_get_one_answer_in_every_form(tmp_path: Path) -> None:
    some = calls("KPI.RAGTARGET", 600, 50)
    expected = answers("KPI.RAGTARGET", some)
    made = write_calls(tmp_path / "calls.xlsx", "KPI.RAGTARGET", some, plain("KPI.RAGTARGET"))
    found = worked_out(made, tmp_path / "worked out.xlsx")
    assert [unlike(found, column, some, expected) for column in (CALLED, SPILLED, PLAIN)] == [[], [], []]
    columns = [[[cell] for cell in column] for column in zip(*some, strict=True)]
    assert target_ratings.rag_target(*columns) == [(word,) for word in expected]
    assert len(some) >= 2000
    assert {"Green", "Amber", "Red", "Zero target", "Unpopulated", "Invalid", cell_words.CHECK_SCALE} <= set(expected)


@pytest.mark.libreoffice
@every_function
def test_libreoffice_gives_the_plain_formulas_the_same_answers(
    name: str, soffice_convert: SofficeConvert, tmp_path: Path
) -> None:
    worked: dict[str, list[Call]] = {
        "KPI.RAG": [call for call, _ in one_sided()],
        "KPI.RAGRANGE": [(*call, None) for call, _ in band_cases()],
        "KPI.RAGTARGET": [(*call, None) for call, _ in target_cases()],
    }
    # LibreOffice has no booleans of their own: to its ISNUMBER, TRUE is a number.
    some = [*worked.get(name, []), *(call for call in calls(name) if bool not in set(map(type, call)))]
    made = write_calls(tmp_path / "calls.xlsx", name, some, plain(name))
    assert unlike(soffice_convert(made, "xlsx", tmp_path / "again"), PLAIN, some, answers(name, some)) == []


VALUES: tuple[Cell, ...] = (*NUMBERS, *SCALED, *AWKWARD, 4.0, 5.5, 130.0)
PRINTED: dict[str, tuple[str, Callable[[Cell], object]]] = {
    "rag": (rating_formulas.rag("A1", "90", "85", Polarity.HIGHER), lambda one: ratings.rag(one, 90, 85)),
    "rag, lower": (rating_formulas.rag("A1", "2", "5", Polarity.LOWER), lambda one: ratings.rag(one, 2, 5, "lower")),
    "rag, per cent": (
        rating_formulas.rag("A1", "0.02", "0.05", Polarity.LOWER),
        lambda one: ratings.rag(one, 0.02, 0.05, "lower"),
    ),
    "rag, from 0": (rating_formulas.rag("A1", "0", "5", Polarity.LOWER), lambda one: ratings.rag(one, 0, 5, "lower")),
    "rag, no amber": (rating_formulas.rag("A1", "90", BLANK, Polarity.HIGHER), lambda one: ratings.rag(one, 90, None)),
    "rag, a cell and no amber": (
        rating_formulas.rag("A1", "$B$1", BLANK, Polarity.HIGHER),
        lambda one: ratings.rag(one, 90, ""),
    ),
    "rag, never asks": (
        rating_formulas.rag("A1", "90", "85", Polarity.HIGHER, scale=False),
        lambda one: ratings.rag(one, 90, 85, None, "same"),
    ),
    "range": (
        rating_formulas.rag_range("A1", "98", "102", "95", "105"),
        lambda one: ratings.rag_range(one, 98, 102, 95, 105),
    ),
    "range, one end": (
        rating_formulas.rag_range("A1", "8", BLANK, BLANK, BLANK),
        lambda one: ratings.rag_range(one, 8, "", "", ""),
    ),
    "range, a cell": (
        rating_formulas.rag_range("A1", BLANK, "$B$1", BLANK, BLANK),
        lambda one: ratings.rag_range(one, "", 90, "", ""),
    ),
    "target": (target_formulas.rag_target("A1", "90", "5"), lambda one: target_ratings.rag_target(one, 90, 5)),
    "target, a cell": (
        target_formulas.rag_target("A1", "$B$1", "5"),
        lambda one: target_ratings.rag_target(one, 90, 5),
    ),
    "target, a tolerance cell of 5%": (
        target_formulas.rag_target("A1", "$B$1", "$B$2", target_ratings.Measured.FRACTION),
        lambda one: target_ratings.rag_target(one, 90, 0.05, "fraction"),
    ),
    "target, the same as percent": (
        target_formulas.rag_target("A1", "$B$1", "$B$2"),
        lambda one: target_ratings.rag_target(one, 90, 0.05),
    ),
    "target, the same as points": (
        target_formulas.rag_target("A1", "$B$1", "$B$2", target_ratings.Measured.POINTS),
        lambda one: target_ratings.rag_target(one, 90, 0.05, "points"),
    ),
    "target, a typed fraction": (
        target_formulas.rag_target("A1", "$B$1", "0.05", target_ratings.Measured.FRACTION, Polarity.LOWER, "0.02"),
        lambda one: target_ratings.rag_target(one, 90, 0.05, "fraction", "lower", 0.02),
    ),
    "target, points both ways": (
        target_formulas.rag_target("A1", "4", "2", target_ratings.Measured.POINTS, Polarity.IN_RANGE, "$B$3"),
        lambda one: target_ratings.rag_target(one, 4, 2, "points", "in range", 1),
    ),
    "target of 0": (target_formulas.rag_target("A1", "0", "5"), lambda one: target_ratings.rag_target(one, 0, 5)),
    "change, in points": (movement_formulas.change("A1", "52.4", '"%"'), lambda one: movements.change(one, 52.4, "%")),
    "change of shares": (
        movement_formulas.change("A1", "0.524", '"fraction"'),
        lambda one: movements.change(one, 0.524, "fraction"),
    ),
}
"""Formulas as the command prints them, with numbers typed for cells; B1 holds 90, B2 5% and B3 1."""


def printed_book(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Calls")
        for row, value in enumerate((90.0, 0.05, 1.0)):
            sheet.write_number(row, 1, value)
        for row, value in enumerate(VALUES, start=1):
            write_cell(sheet, f"A{row}", value)
            for column, (formula, _) in enumerate(PRINTED.values(), start=2):
                sheet.write_formula(row - 1, column, "=" + formula.replace("A1", f"A{row}"))
    return path


def unlike_printed(path: Path, leave_out: type | None = None) -> list[tuple[object, ...]]:
    cells = all_cells(path)
    return [
        (name, value, shown, expected)
        for row, value in enumerate(VALUES, start=1)
        if leave_out is None or type(value) is not leave_out
        for column, (name, (_, work)) in enumerate(PRINTED.items(), start=3)
        if not same_text(shown := cells["Calls", f"{column_letters(column)}{row}"].text, str(expected := work(value)))
    ]


def test_formulas_with_numbers_typed_for_cells_answer_as_python_does(tmp_path: Path) -> None:
    assert unlike_printed(worked_out(printed_book(tmp_path / "printed.xlsx"), tmp_path / "worked out.xlsx")) == []


@pytest.mark.libreoffice
def test_libreoffice_agrees_where_numbers_are_typed(soffice_convert: SofficeConvert, tmp_path: Path) -> None:
    made = soffice_convert(printed_book(tmp_path / "printed.xlsx"), "xlsx", tmp_path / "again")
    assert unlike_printed(made, leave_out=bool) == []


WORDS: tuple[Cell, ...] = ("Green", "amber ", "RED", "Red", "Not due", None, NOT_AVAILABLE, "greenish", 3.0, True, "*")


def share_book(path: Path) -> Path:
    """Column A: the words; B and C: the share of each rating, natively and as a plain formula; D: of no rating."""
    with xlsxwriter.Workbook(path) as workbook:
        workbook.define_name("KPI.SHARE", f"={native('KPI.SHARE').definition}")
        sheet = workbook.add_worksheet("Calls")
        for row, word in enumerate(WORDS, start=1):
            write_cell(sheet, f"A{row}", word)
        ratings = f"A1:A{len(WORDS)}"
        for row, rating in enumerate(Rating, start=1):
            sheet.write_dynamic_array_formula(f"B{row}:B{row}", f'=KPI.SHARE({ratings},"{rating}")')
            sheet.write_formula(f"C{row}", f"={rating_formulas.share(ratings, rating)}")
        sheet.write_formula("D1", f"={rating_formulas.share('A5:A6', Rating.RED)}")
        sheet.write_dynamic_array_formula("D2:D2", "=KPI.SHARE(A5:A6)")
    return path


def shown(path: Path, *cells: str) -> list[str]:
    found = all_cells(path)
    return [found["Calls", cell].text for cell in cells]


def test_shares_count_the_words_and_nothing_else(tmp_path: Path) -> None:
    expected = [str(counts.rag_share([list(WORDS)], str(rating))) for rating in Rating]
    found = worked_out(share_book(tmp_path / "shares.xlsx"), tmp_path / "worked out.xlsx")
    assert shown(found, "B1", "B2", "B3", "C1", "C2", "C3") == expected * 2 == ["25", "25", "50"] * 2
    assert shown(found, "D1", "D2") == ["Nothing rated"] * 2


@pytest.mark.libreoffice
def test_libreoffice_gives_the_plain_share(soffice_convert: SofficeConvert, tmp_path: Path) -> None:
    found = soffice_convert(share_book(tmp_path / "shares.xlsx"), "xlsx", tmp_path / "again")
    assert shown(found, "C1", "C2", "C3", "D1") == ["25", "25", "50", "Nothing rated"]


def test_a_sum_that_lands_a_hair_off_its_threshold_is_on_it(tmp_path: Path) -> None:
    """Excel compares at 15 digits, and so does the engine: the formulas need not round."""
    path = tmp_path / "sum.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        workbook.define_name("KPI.RAG", f"={native('KPI.RAG').definition}")
        sheet = workbook.add_worksheet("Calls")
        sheet.write_formula("A1", "=0.1+0.2")
        sheet.write_number("A2", 0.3)
        sheet.write_dynamic_array_formula("B1:B1", '=KPI.RAG(A1,A2,0.4,"lower")')
        sheet.write_formula("B2", f"={rating_formulas.rag('A1', 'A2', '0.4', Polarity.LOWER)}")
    assert shown(worked_out(path, tmp_path / "worked out.xlsx"), "B1", "B2") == ["Green", "Green"]


@pytest.mark.parametrize("function", NATIVE, ids=lambda function: function.name)
def test_every_definition_fits_a_cell_and_is_typed_without_prefixes(function: NativeFunction) -> None:
    assert len(function.definition) < 8_192
    assert "_xl" not in function.typed
    declared = ",".join(f"[{one.name}]" if one.optional else one.name for one in function.entry.arguments)
    assert function.typed.startswith(f"LAMBDA({declared},")
