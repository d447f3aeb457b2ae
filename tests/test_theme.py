"""The palette's limits: contrast for tired eyes, difference for colour-blind ones, and every role a writer may name."""

import io
import itertools

import pytest

from kpi_xl.files.house_style.new_workbook import new_workbook
from kpi_xl.files.house_style.theme import Formats, rag_conditional_formats, read_theme, theme
from kpi_xl.model.columns import RETURN_COLUMNS
from kpi_xl.model.errors import WorkspaceError
from kpi_xl.model.master_layout import MASTER_TABLES
from kpi_xl.model.measure import measure_of
from kpi_xl.model.rating import Rating

# Viénot, Brettel and Mollon (1999): what a dichromat sees, as a matrix on linear RGB.
PROTANOPIA = ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0))
DEUTERANOPIA = ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0))
# Machado, Oliveira and Fernandes (2009), the whole of a cone missing: the simulation the house palette was chosen by.
PROTAN_2009 = ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))
DEUTAN_2009 = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
ALL_CONES = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
WORDS = [str(rating) for rating in Rating]
PAIRS = list(itertools.combinations(WORDS, 2))


def linear(colour: str) -> list[float]:
    parts = [int(colour.lstrip("#")[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(rgb: list[float]) -> float:
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's ratio, 1 to 21."""
    dark, light = sorted((luminance(linear(one)), luminance(linear(other))))
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: list[float]) -> tuple[float, float, float]:
    rows = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
    white = (0.95047, 1.0, 1.08883)
    x, y, z = (
        _root(sum(weight * part for weight, part in zip(row, rgb, strict=True)) / point)
        for row, point in zip(rows, white, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(ratio: float) -> float:
    return ratio ** (1 / 3) if ratio > 216 / 24389 else (24389 / 27 * ratio + 16) / 116


def difference(one: str, other: str, eyes: tuple[tuple[float, ...], ...]) -> float:
    """CIE76 distance of two colours as those eyes see them."""
    seen = [
        lab([max(0.0, sum(weight * part for weight, part in zip(row, linear(colour), strict=True))) for row in eyes])
        for colour in (one, other)
    ]
    return sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5


@pytest.mark.parametrize("word", [*WORDS, "unrated"])
def test_rating_words_stand_out_from_their_colour(word: str) -> None:
    part = theme().parts[word]
    assert round(contrast(part["font_color"], part["bg_color"]), 1) >= 7.8


@pytest.mark.parametrize("role", sorted(theme().roles))
def test_every_role_is_readable(role: str) -> None:
    properties = theme().roles[role]
    assert contrast(properties["font_color"], properties.get("bg_color", "#FFFFFF")) >= 7


@pytest.mark.parametrize(("one", "other"), PAIRS)
@pytest.mark.parametrize(
    "eyes",
    [pytest.param(ALL_CONES, id="all"), pytest.param(DEUTERANOPIA, id="deutan"), pytest.param(PROTANOPIA, id="protan")],
)
def test_no_two_ratings_look_alike_to_colour_blind_readers(one: str, other: str, eyes: tuple) -> None:
    fills = theme().parts[one]["bg_color"], theme().parts[other]["bg_color"]
    assert difference(*fills, eyes) >= 38


@pytest.mark.parametrize(("one", "other"), PAIRS)
@pytest.mark.parametrize("eyes", [pytest.param(DEUTAN_2009, id="deutan"), pytest.param(PROTAN_2009, id="protan")])
def test_ratings_differ_by_41_to_colour_blind_readers(one: str, other: str, eyes: tuple) -> None:
    fills = theme().parts[one]["bg_color"], theme().parts[other]["bg_color"]
    assert round(difference(*fills, eyes)) >= 41


@pytest.mark.parametrize("word", WORDS)
def test_a_rating_is_told_from_the_white_of_no_rating_by_more_than_its_word(word: str) -> None:
    assert difference(theme().parts[word]["bg_color"], theme().parts["unrated"]["bg_color"], ALL_CONES) >= 41


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_ratings_survive_a_grey_printer(one: str, other: str) -> None:
    greys = [lab([luminance(linear(theme().parts[word]["bg_color"]))] * 3)[0] for word in (one, other)]
    assert abs(greys[0] - greys[1]) >= 15


def test_red_takes_white_text_and_the_others_black() -> None:
    assert [theme().parts[word]["font_color"] for word in WORDS] == ["#000000", "#000000", "#FFFFFF"]


def test_every_role_named_by_a_table_is_in_the_theme() -> None:
    named = {column.role for column in (*RETURN_COLUMNS, *(c for table in MASTER_TABLES for c in table.columns))}
    assert named <= set(theme().roles)


@pytest.mark.parametrize(
    ("measure", "decimals", "expected"),
    [
        pytest.param("%", 1, '#,##0.0"%"', id="per cent is held as 92.6"),
        pytest.param("£m", 3, '"£"#,##0.000"m"', id="millions of pounds"),
        pytest.param("number", 0, "#,##0", id="count"),
        pytest.param("days per FTE", 2, "#,##0.00", id="a unit the theme does not name"),
    ],
)
def test_a_unit_of_measure_has_one_number_format(measure: str, decimals: int, expected: str) -> None:
    assert theme().number_format(measure_of(measure), decimals) == expected


def test_a_format_is_made_once_however_often_it_is_asked_for() -> None:
    with new_workbook(io.BytesIO(), "title", "subject") as workbook:
        formats = Formats(workbook)
        assert formats("number", num_format="0.0") is formats("number", num_format="0.0")
        assert formats("number", num_format="0.0") is not formats("number")
        assert formats.value(measure_of("%"), 1) is formats.value(measure_of("%"), 1)


def test_colours_follow_the_word_and_never_a_number() -> None:
    with new_workbook(io.BytesIO(), "title", "subject") as workbook:
        sheet = workbook.add_worksheet("Ratings")
        rag_conditional_formats(sheet, Formats(workbook), "A1:A9")
        rules = sheet.cond_formats["A1:A9"]
    assert [rule.get("minimum") or rule.get("value") for rule in rules[:3]] == ['"Green"', '"Amber"', '"Red"']
    assert len(rules) == 4


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[palette", id="not TOML"),
        pytest.param("[palette]\n[base]\nfont_color='no such'\n[roles]\n[numbers]\n", id="unknown colour"),
        pytest.param("[palette]\n", id="parts missing"),
    ],
)
def test_a_broken_theme_is_named_in_a_plain_message(tmp_path, text: str) -> None:
    path = tmp_path / "theme.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WorkspaceError, match=r"theme\.toml"):
        read_theme(path)


@pytest.mark.parametrize("line", ["actual", "target", "green_line", "amber_line"])
def test_lines_of_a_chart_stand_out_from_its_background(line: str) -> None:
    """WCAG 2.2's 3 to 1 for graphical objects."""
    assert contrast(theme().palette[line], "#FFFFFF") >= 3


@pytest.mark.parametrize(
    ("measure", "decimals", "expected"),
    [
        pytest.param("days per FTE", 2, '#,##0.00" days per FTE"', id="unit in words"),
        pytest.param("number", 0, "#,##0", id="a count has none"),
        pytest.param("%", 1, '#,##0.0"%"', id="a sign"),
        pytest.param('6" pipes', 0, '#,##0" 6\' pipes"', id="a quotation mark cannot end the text early"),
    ],
)
def test_a_value_can_carry_its_unit(measure: str, decimals: int, expected: str) -> None:
    assert theme().named_format(measure_of(measure), decimals) == expected


def test_a_difference_shows_its_sign() -> None:
    assert theme().signed_format(1) == "+#,##0.0;-#,##0.0;#,##0.0"
