"""The LAMBDA names and the plain formulas answer as Python does, cell by cell and as ranges."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from function_cases import NOT_AVAILABLE, Call, Cell, band_cases, calls, resolved_cases
from function_sheets import CALLED, PLAIN, SPILLED, native, unlike, write_calls, write_cell
from proof.lambdas import worked_out
from proof.recalculated import all_cells

from kpi_xl.files.functions_book import movement_formulas, rating_formulas
from kpi_xl.files.functions_book.definitions import NATIVE, NativeFunction
from kpi_xl.model.measure import measure_of
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.rating import Rating
from kpi_xl.rules.worksheet import cell_words, counts, movements, ratings

pytestmark = pytest.mark.unmeasured

ANSWERS: dict[str, Callable[..., object]] = {
    "KPI.RAG": ratings.rag,
    "KPI.RAGRANGE": ratings.rag_range,
    "KPI.VARIANCE": movements.variance,
    "KPI.CHANGE": movements.change,
    "KPI.DIRECTION": movements.direction,
}
every_function = pytest.mark.parametrize("name", ANSWERS)
SofficeConvert = Callable[[Path, str, Path], Path]


def plain(name: str) -> Callable[[Call, list[str]], str | None]:
    """As `kpi-xl formula` prints it: a word is known when the formula is made, everything else is in cells."""

    def formula(call: Call, cells: list[str]) -> str | None:
        actual, other, *more = cells
        if name == "KPI.RAGRANGE":
            return rating_formulas.rag_range(actual, other, *more)
        if name == "KPI.CHANGE":
            points = isinstance(call[2], str) and measure_of(call[2]).in_points
            return movement_formulas.change(actual, other, str(points).upper())
        place = {"KPI.RAG": 3}.get(name, 2)
        way = cell_words.chosen(call[place], cell_words.ONE_SIDED if name == "KPI.RAG" else cell_words.ANY_WAY)
        if way is None:
            return None
        if name == "KPI.RAG":
            return rating_formulas.rag(actual, other, cells[2], way)
        if name == "KPI.VARIANCE":
            return movement_formulas.variance(actual, other, Polarity.NONE if call[2] is None else way)
        return movement_formulas.direction(actual, other, way, *cells[3:])

    return formula


def answers(name: str, some: list[Call]) -> list[object]:
    return [ANSWERS[name](*call) for call in some]


@pytest.mark.parametrize("cases", [band_cases, resolved_cases], ids=["bounds", "thresholds"])
def test_every_worked_case_is_rated_as_stated(cases: Callable[[], list[tuple[Call, str]]], tmp_path: Path) -> None:
    some, words = [call for call, _ in cases()], [word for _, word in cases()]
    made = write_calls(tmp_path / "calls.xlsx", "KPI.RAGRANGE", some, plain("KPI.RAGRANGE"))
    found = worked_out(made, tmp_path / "worked out.xlsx")
    assert len(some) > 200
    assert [unlike(found, column, some, words) for column in (CALLED, SPILLED, PLAIN)] == [[], [], []]


def one_sided() -> list[tuple[Call, str]]:
    """The worked cases with one threshold a colour, as arguments of KPI.RAG."""
    found: list[tuple[Call, str]] = []
    for (value, green_low, green_high, amber_low, amber_high), word in [*band_cases(), *resolved_cases()]:
        if (green_high, amber_high) == (None, None):
            found.append(((value, green_low, amber_low, "higher"), word))
        elif (green_low, amber_low) == (None, None):
            found.append(((value, green_high, amber_high, "lower"), word))
    return found


def test_every_worked_case_with_one_side_is_rated_as_stated(tmp_path: Path) -> None:
    some, words = [call for call, _ in one_sided()], [word for _, word in one_sided()]
    made = write_calls(tmp_path / "calls.xlsx", "KPI.RAG", some, plain("KPI.RAG"))
    found = worked_out(made, tmp_path / "worked out.xlsx")
    assert len(some) > 200
    assert answers("KPI.RAG", some) == words
    assert [unlike(found, column, some, words) for column in (CALLED, SPILLED, PLAIN)] == [[], [], []]


@pytest.mark.slow
@every_function
def test_any_cells_get_the_answer_python_gives(name: str, tmp_path: Path) -> None:
    some = calls(name)
    found = worked_out(write_calls(tmp_path / "calls.xlsx", name, some, plain(name)), tmp_path / "worked out.xlsx")
    expected = answers(name, some)
    assert [unlike(found, column, some, expected) for column in (CALLED, SPILLED, PLAIN)] == [[], [], []]
    assert len(set(map(str, expected))) > 6


@pytest.mark.libreoffice
@every_function
def test_libreoffice_gives_the_plain_formulas_the_same_answers(
    name: str, soffice_convert: SofficeConvert, tmp_path: Path
) -> None:
    worked = band_cases() if name == "KPI.RAGRANGE" else one_sided() if name == "KPI.RAG" else []
    # LibreOffice has no booleans of their own: to its ISNUMBER, TRUE is a number.
    some = [*(call for call, _ in worked), *(call for call in calls(name) if bool not in set(map(type, call)))]
    made = write_calls(tmp_path / "calls.xlsx", name, some, plain(name))
    assert unlike(soffice_convert(made, "xlsx", tmp_path / "again"), PLAIN, some, answers(name, some)) == []


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
