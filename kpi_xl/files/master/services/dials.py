"""What a dial is drawn from: cells that follow the choice, the needle's place among them."""

from kpi_xl.files.house_style.formula_cell import FormulaCell

NEEDLE = 3.0
"""The needle's width on a scale of 100."""

HALF = 100.0
"""The lower half of the ring, which is not drawn."""

NEEDLE_HEADERS = ("Before the needle", "Needle", "After the needle", "Under the needle")
LIMIT_HEADERS = ("Red part", "Amber part", "Part without an amber limit", "Green part", "Under the dial")


def needle(cell: str, value: float | None) -> tuple[FormulaCell, ...]:
    """The ring the needle is in, from a cell with its place from 0 to 100, or empty text for no needle."""
    start = None if value is None else round(max(0.0, min(100 - NEEDLE, value - NEEDLE / 2)), 10)
    before = f"ROUND(MAX(0,MIN({100 - NEEDLE:g},{cell}-{NEEDLE / 2:g})),10)"
    after = f"ROUND({100 - NEEDLE:g}-{before},10)"
    rest = None if start is None else round(100 - NEEDLE - start, 10)
    return (
        _if_there(cell, before, start),
        _if_there(cell, f"{NEEDLE:g}", None if start is None else NEEDLE),
        _if_there(cell, after, rest),
        _if_there(cell, f"{HALF:g}", None if start is None else HALF),
    )


def limits(green: FormulaCell, amber: FormulaCell) -> tuple[FormulaCell, ...]:
    """The ring of a measure from 0 to 100 that is better when higher, by the cells its green and amber start from.

    Without an amber limit everything under green is one part, neither Amber nor Red: no limit is made up (rule 30).
    """
    low, high = _number(amber.value), _number(green.value)
    has_amber = f"ISNUMBER({amber.formula})"
    parts = (
        (f"IF({has_amber},{amber.formula},0)", low or 0.0),
        (f"IF({has_amber},ROUND({green.formula}-{amber.formula},10),0)", _less(high, low)),
        (f"IF({has_amber},0,{green.formula})", high if low is None else 0.0),
        (f"ROUND(100-{green.formula},10)", _less(100.0, high)),
        (f"{HALF:g}", HALF),
    )
    return tuple(_if_there(green.formula, formula, None if high is None else value) for formula, value in parts)


def steps(cell: str, count: int, value: float | None) -> tuple[FormulaCell, ...]:
    """The ring of a scale of `count` words, where there is a needle to stand on it."""
    parts = (*[100 / count] * count, HALF)
    return tuple(_if_there(cell, f"{part:g}", None if value is None else part) for part in parts)


def _less(one: float | None, other: float | None) -> float:
    return 0.0 if one is None or other is None else round(one - other, 10)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _if_there(cell: str, formula: str, value: float | None) -> FormulaCell:
    return FormulaCell(f"IF(ISNUMBER({cell}),{formula},0)", 0.0 if value is None else value)
