"""A unit of measure as councils spell it: what it is, its scale, and how a figure is written in it."""

import pytest

from kpi_xl.model.measure import PLAIN, MeasureKind, measure_of
from kpi_xl.rules.words.wording import show

PERCENTAGE, POINTS, MONEY, COUNT = MeasureKind.PERCENTAGE, MeasureKind.POINTS, MeasureKind.MONEY, MeasureKind.COUNT
DURATION, RATE, NUMBER = MeasureKind.DURATION, MeasureKind.RATE, MeasureKind.NUMBER


@pytest.mark.parametrize(
    ("text", "kind", "power", "five", "one"),
    [
        *(
            (text, PERCENTAGE, -2, "5%", "1%")
            for text in (
                "%",
                " % ",
                "percent",
                "Percent",
                "per cent",
                "PER CENT",
                "per  cent",
                "percentage",
                "pct",
                "% (%)",
            )
        ),
        ("per\N{NO-BREAK SPACE}cent", PERCENTAGE, -2, "5%", "1%"),
        ("% of annual target", PERCENTAGE, -2, "5% of annual target", "1% of annual target"),
        ("percentage of annual target", PERCENTAGE, -2, "5% of annual target", "1% of annual target"),
        *(
            (text, POINTS, -2, "5 percentage points", "1 percentage point")
            for text in (
                "percentage points",
                "Percentage point",
                "pp",
                "PP",
                "ppt",
                "ppts",
                "% points",
                "%pts",
                "pct pts",
            )
        ),
        *((text, MONEY, 0, "£5", "£1") for text in ("£", "GBP", "gbp", "pounds", "£s", "Pounds sterling")),
        *(
            (text, MONEY, 6, "£5m", "£1m")
            for text in (
                "£m",
                "£M",
                "£ m",
                "£ million",
                "£ millions",
                "£mn",
                "GBPm",
                "GBP million",
                "£ (millions)",
                "£(m)",
            )
        ),
        ("million pounds", MONEY, 6, "£5m", "£1m"),
        ("£ in millions", MONEY, 6, "£5m", "£1m"),
        ("£ (in thousands)", MONEY, 3, "£5k", "£1k"),
        ("£ (GBP)", MONEY, 0, "£5", "£1"),
        ("%age", PERCENTAGE, -2, "5%", "1%"),
        ("% aged 65", PERCENTAGE, -2, "5% aged 65", "1% aged 65"),
        *(
            (text, MONEY, 3, "£5k", "£1k")
            for text in (
                "£k",
                "£K",
                "£000",
                "£000s",
                "£'000",
                "£’000s",
                "£ 000",
                "£ thousand",
                "£thousands",
                "£,000",
                "£k ",
            )
        ),
        ("£bn", MONEY, 9, "£5bn", "£1bn"),
        ("£ per week", MONEY, 0, "£5 per week", "£1 per week"),
        ("£/week", MONEY, 0, "£5/week", "£1/week"),
        ("£000 per FTE", MONEY, 3, "£5k per FTE", "£1k per FTE"),
        ("£ month", MONEY, 0, "£5 month", "£1 month"),
        *((text, COUNT, 0, "5", "1") for text in ("", " ", "number", "Number", "no.", "No", "count", "#", "nr")),
        ("number of people", COUNT, 0, "5 people", "1 person"),
        ("count of complaints", COUNT, 0, "5 complaints", "1 complaint"),
        ("days", DURATION, 0, "5 days", "1 day"),
        ("days per FTE", DURATION, 0, "5 days per FTE", "1 day per FTE"),
        ("working days", DURATION, 0, "5 working days", "1 working day"),
        ("hours", DURATION, 0, "5 hours", "1 hour"),
        ("minutes", DURATION, 0, "5 minutes", "1 minute"),
        ("per 1,000", RATE, -3, "5 per 1,000", "1 per 1,000"),
        ("per 1000", RATE, -3, "5 per 1000", "1 per 1000"),
        ("per 10,000 population", RATE, -4, "5 per 10,000 population", "1 per 10,000 population"),
        ("per 10,000 children", RATE, -4, "5 per 10,000 children", "1 per 10,000 children"),
        ("rate per 100,000", RATE, -5, "5 per 100,000", "1 per 100,000"),
        ("Rate per million", RATE, -6, "5 per million", "1 per million"),
        ("days per 1,000 people", RATE, -3, "5 days per 1,000 people", "1 day per 1,000 people"),
        *((text, NUMBER, 0, "5", "1") for text in ("score", "Index", "ratio", "rate")),
        ("score out of 10", NUMBER, 0, "5 out of 10", "1 out of 10"),
        ("kg", NUMBER, 0, "5 kg", "1 kg"),
        ("tonnes CO2e", NUMBER, 0, "5 tonnes CO2e", "1 tonne CO2e"),
        ("families", NUMBER, 0, "5 families", "1 family"),
        ("businesses", NUMBER, 0, "5 businesses", "1 business"),
        ("children", NUMBER, 0, "5 children", "1 child"),
        ("percentile", NUMBER, 0, "5 percentile", "1 percentile"),
        ("ppm", NUMBER, 0, "5 ppm", "1 ppm"),
        ("poundage", NUMBER, 0, "5 poundage", "1 poundage"),
        ("zorkmids", NUMBER, 0, "5 zorkmids", "1 zorkmid"),
    ],
)
def test_a_unit_is_understood_in_the_spellings_councils_use(
    text: str, kind: MeasureKind, power: int, five: str, one: str
) -> None:
    measure = measure_of(text)
    assert (measure.text, measure.kind, measure.power) == (text, kind, power)
    assert (show(5, measure, 0), show(1, measure, 0)) == (five, one)


@pytest.mark.parametrize(
    ("text", "usual"),
    [
        ("per cent", "%"),
        ("£ million", "£m"),
        ("£k", "£000"),
        ("pp", "percentage points"),
        ("No.", "number"),
        ("", "number"),
    ],
)
def test_another_spelling_is_the_same_unit(text: str, usual: str) -> None:
    one, other = measure_of(text), measure_of(usual)
    assert (one.name, one.kind, one.before, one.after) == (other.name, other.kind, other.before, other.after)


@pytest.mark.parametrize(("text", "share"), [("%", True), ("percent", True), ("% of target", False)])
def test_only_a_percentage_of_a_whole_is_a_share(text: str, share: bool) -> None:
    assert measure_of(text).is_share is share


@pytest.mark.parametrize(
    ("text", "shown"),
    [("per cent", "per cent"), ("£ million", "£ million"), ("days", ""), ("percentage points", ""), ("number", "")],
)
def test_a_narrow_cell_takes_the_unit_only_where_it_is_a_sign(text: str, shown: str) -> None:
    assert measure_of(text).sign == (measure_of(shown) if shown else PLAIN)
