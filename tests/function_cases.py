"""Calls of the worksheet functions with every kind of cell, and the worked cases of both files of vectors."""

import csv
import random
from itertools import product
from pathlib import Path

from kpi_xl.model.basis import Basis
from kpi_xl.model.polarity import Polarity
from kpi_xl.rules.rating.thresholds import resolve

VECTORS = Path(__file__).parent / "vectors"
Cell = float | str | bool | None
Call = tuple[Cell, ...]

NOT_AVAILABLE = "#N/A"
"""An error, as xlwings hands it over; in a workbook a formula that gives it."""
AWKWARD: Call = (None, "  ", "n/a", "92", NOT_AVAILABLE, True, False, "1,234", "£1.2m", "(500)", "\u00a0", "")
NUMBERS: Call = (0.0, -4.0, 0.3, 85.0, 89.96, 90.0, 95.0)
_BETTER: Call = (None, "higher", "Lower", "in range", "in  range ", "up", 1.0, True, NOT_AVAILABLE)
_SCALE: Call = (None, None, "same", " Same", "ask", "no", NOT_AVAILABLE)
_BASIS: Call = (None, "percent of target", "%", "fraction", "Points", "pounds", NOT_AVAILABLE)
_MEASURED: tuple[Call, ...] = (
    *((None, 5.0, None), ("percent", 5.0, 2.0), ("fraction", 0.05, 0.02), ("points", 5.0, 0.0), ("points", 2.0, 1.0)),
    *((None, 0.05, 0.02), ("fraction", 5.0, None), ("points", 0.05, None)),
)
SCALED: Call = (0.034, -0.158, 0.9, 1.0, 1.5, 3.4, 92.4, 44834.0, 120000.0)
"""Numbers as they stand in cells that show per cent, a date, or money."""
TOLERANCES: Call = (0.0, 0.02, 0.05, 0.5, 1.0, 2.0, 5.0, 100.0, 105.0, -1.0, None)


def band_cases() -> list[tuple[Call, str]]:
    """Value, green low, green high, amber low, amber high as floats, and the word for them."""
    rows = csv.DictReader((VECTORS / "rag_vectors_bands.csv").read_text(encoding="utf-8").splitlines())
    columns = ("value", "green_low", "green_high", "amber_low", "amber_high")
    return [(tuple(float(row[column]) if row[column] else None for column in columns), row["expected"]) for row in rows]


def threshold_rows() -> list[dict[str, str]]:
    return list(csv.DictReader((VECTORS / "rag_vectors_thresholds.csv").read_text(encoding="utf-8").splitlines()))


def target_cases() -> list[tuple[Call, str]]:
    """Those with tolerances, as arguments of KPI_RAG_TARGET, and the word for them."""
    numbers = ("value", "target", "amber", "green")
    found: list[tuple[Call, str]] = []
    for row in threshold_rows():
        value, target, amber, green = (float(row[column]) for column in numbers)
        if row["basis"] != "absolute":
            found.append(
                ((value, target, amber, row["basis"].replace("_", " "), row["better"], green), row["expected"])
            )
    return found


def resolved_cases() -> list[tuple[Call, str]]:
    """All of them as bounds: value, green low, green high, amber low, amber high."""
    found: list[tuple[Call, str]] = []
    for row in threshold_rows():
        value, target, green, amber = (float(row[column]) for column in ("value", "target", "green", "amber"))
        basis = Basis(row["basis"].replace("_", " "))
        found.append(((value, *resolve(target, Polarity(row["better"]), basis, green, amber).bounds), row["expected"]))
    return found


def calls(name: str, awkward: int = 300, sound: int = 20) -> list[Call]:
    """Calls of a native function by its name, optional arguments blank where left out; the same every time.

    So many of them with any cells anywhere, and so many of each value beside thresholds that are sound.
    """
    cells = (*NUMBERS, *AWKWARD, *SCALED)
    percentages: Call = ("%", "% of annual target", "Percentage points", "per cent", " Percent ", "PP", "pct")
    units: Call = (None, *percentages, "Fraction", "points", "£m", "percentile", "ppm", 5.0, NOT_AVAILABLE)
    places: Call = (None, 0.0, 1.0, 15.0, 16.0, 0.5, "1", NOT_AVAILABLE)
    choices: dict[str, tuple[Call, ...]] = {
        "KPI.RAG": (cells, cells, cells, _BETTER, _SCALE),
        "KPI.RAGRANGE": (cells, cells, cells, cells, cells, _SCALE),
        "KPI.RAGTARGET": (cells, cells, (*TOLERANCES, "5"), _BASIS, _BETTER, (*TOLERANCES, "x"), _SCALE),
        "KPI.VARIANCE": (cells, cells, _BETTER, _SCALE),
        "KPI.CHANGE": (cells, cells, units, _SCALE),
        "KPI.DIRECTION": (cells, cells, _BETTER, places, cells, cells, _SCALE),
    }
    draw = random.Random(20220930)
    some = [tuple(draw.choice(choice) for choice in choices[name]) for _ in range(awkward)]
    # Most of those stumble over an awkward threshold; these have sound ones, and awkward values.
    return [*some, *((value, *_sound(name, choices[name][1:], draw)) for value, _ in product(cells, range(sound)))]


def _sound(name: str, choices: tuple[Call, ...], draw: random.Random) -> Call:
    numbers = sorted(draw.choices([cell for cell in NUMBERS if isinstance(cell, float)], k=4))
    if name == "KPI.RAG":
        bands: list[Call] = [
            *((numbers[3], numbers[0], "higher"), (numbers[0], numbers[3], "lower"), (numbers[0], None, None)),
            *(
                (2.0, 5.0, "lower"),
                (0.02, 0.05, "lower"),
                (0.5, 2.0, "lower"),
                (0.02, 5.0, "lower"),
                (90.0, 0.85, "higher"),
                (1.0, 1.5, "lower"),
                (1.0, 0.95, "higher"),
                (0.0, 5.0, "lower"),
                (0.9, 0.85, None),
            ),
        ]
        return *draw.choice(bands), draw.choice(_SCALE[:3])
    if name == "KPI.RAGRANGE":
        low, green_low, green_high, high = (cell if draw.random() < 0.8 else None for cell in numbers)
        amber = low if green_low is not None else None, high if green_high is not None else None
        return green_low, green_high, *amber, draw.choice(_SCALE[:3])
    if name == "KPI.RAGTARGET":
        basis, amber_tolerance, green = draw.choice(_MEASURED)
        target = draw.choice([one for one in (*NUMBERS, *SCALED, None) if not isinstance(one, str)])
        return target, amber_tolerance, basis, draw.choice(_BETTER[:5]), green, draw.choice(_SCALE[:3])
    return tuple(draw.choice([cell for cell in choice if cell not in AWKWARD[1:]]) for choice in choices)
