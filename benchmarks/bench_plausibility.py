"""How many honest figures the check of plausibility asks about, and how many planted slips it catches.

    python benchmarks/bench_plausibility.py [history.csv [--year-to-date REF ...]]

Series are made with noise as councils' figures have it: levels from a few per cent to a million, movements of 1 to 12%
a quarter, seasons, trends, and now and then a quarter unlike the others. Each is asked about its next honest value, and
about the same value with a slip of each kind in it. A slip that moves the figure by less than a fifth, or by less than
four times the noise of its series, nobody could tell from news: those are left out, and counted.

A council's own history may be given: a reference in the first column and a quarter in each of the others. Each of its
figures is then asked about, with the ones before it. A figure for the year so far starts anew in April: name the
references of such with --year-to-date, and they are left out, for a few quarters have no two of them alike.
"""

import argparse
import csv
import math
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from kpi_xl.model.kpi import Aggregation, Frequency, Kpi
from kpi_xl.model.master import Master, Result
from kpi_xl.model.measure import measure_of
from kpi_xl.model.period import Period
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.rating import Rating
from kpi_xl.model.rulebook import Rulebook, Settings
from kpi_xl.rules.checks.doubt import LAST, Surroundings, doubt_about
from kpi_xl.rules.checks.expected import Standards
from kpi_xl.rules.checks.series import ENOUGH, Series, series_of, usual_movement

SERIES, LENGTHS = 1000, (0, 1, 2, 3, 4, 6, 8, 12)
SO_FAR_LENGTHS = (1, 2, 5, 9)
NOW = Period(2022, 2)
UNITS = (("%", 1, 100.0), ("number", 0, math.inf), ("days", 1, math.inf), ("£m", 3, math.inf))


class Made(NamedTuple):
    kpi: Kpi
    earlier: list[float]
    honest: float
    target: float
    noise: float


def kpi_in(unit: str, decimals: int) -> Kpi:
    measure = measure_of(unit)
    return Kpi("X", "X", "", "", "", measure, Polarity.HIGHER, Frequency.QUARTERLY, Aggregation.QUARTER, decimals)


def made(chance: random.Random, length: int) -> Made:
    unit, decimals, most = chance.choice(UNITS)
    level = chance.uniform(3, 99) if most == 100 else 10 ** chance.uniform(0.5, 6 if unit == "number" else 3)
    share = chance.choice((0.01, 0.02, 0.03, 0.05, 0.08, 0.12))
    # The nearer a percentage is to 0 or 100, the less room it has to move.
    noise = share * (min(level, 100 - level) + 2 if most == 100 else level)
    season, trend = chance.choice((0, 0, 0, 1.0)) * noise, chance.choice((0, 0, 0.3)) * noise
    values = []
    for quarter in range(length + 1):
        odd = 3 if chance.random() < 0.01 else 1
        value = level + trend * quarter + season * math.sin(math.pi * quarter / 2) + chance.gauss(0, noise * odd)
        values.append(round(min(max(value, 0.0), most), decimals))
    *earlier, honest = values
    return Made(kpi_in(unit, decimals), earlier, honest, round(level * chance.uniform(0.9, 1.15), decimals), noise)


def around(kpi: Kpi, earlier: list[float], target: float | None) -> Surroundings:
    named = {"last quarter": earlier[-1]} if earlier else {}
    if len(earlier) >= 4:
        named["the same quarter last year"] = earlier[-4]
    latest = tuple(earlier[-12:])
    series = Series(latest, usual_movement(latest, kpi.decimals)) if len(latest) >= ENOUGH else None
    return Surroundings(kpi, named, target, series)


def digits_of(value: float) -> str:
    return f"{value:.15g}"


def wrong_digit(value: float, chance: random.Random) -> float:
    text = digits_of(value)
    places = [place for place, letter in enumerate(text) if letter.isdigit()][:2]
    place = chance.choice(places)
    return float(text[:place] + chance.choice("123456789".replace(text[place], "")) + text[place + 1 :])


def swapped(value: float, chance: random.Random) -> float:
    text = digits_of(value)
    places = [place for place, letter in enumerate(text) if letter.isdigit()]
    pairs = [pair for pair in pairwise(places) if text[pair[0]] != text[pair[1]]]
    if not pairs:
        return value
    one, other = pairs[0]
    letters = list(text)
    letters[one], letters[other] = letters[other], letters[one]
    return float("".join(letters))


def doubled(value: float, chance: random.Random) -> float:
    digits = digits_of(value).replace(".", "").lstrip("0")
    return float(digits * 2)


def times(by: float) -> Callable[[float, random.Random], float]:
    return lambda value, chance: float(f"{value * by:.15g}")


SLIPS: dict[str, Callable[[float, random.Random], float]] = {
    "a wrong digit among the first two": wrong_digit,
    "two swapped digits": swapped,
    "a doubled entry": doubled,
    "the sign": times(-1),
    "a fraction for a percentage, or 1/100": times(0.01),
    "times 10": times(10),
    "a tenth": times(0.1),
    "times 100": times(100),
    "times 1,000": times(1000),
    "times a million": times(1e6),
    "hours for days, times 24": times(24),
    "minutes for hours, times 60": times(60),
}


def so_far(chance: random.Random, length: int) -> tuple[Made, Surroundings]:
    """A count for the year so far, in a second quarter, with `length` quarters of it before."""
    kpi = replace(kpi_in("number", 0), aggregation=Aggregation.YEAR_TO_DATE)
    level, share = 10 ** chance.uniform(1, 5), chance.choice((0.03, 0.05, 0.1, 0.15))
    period, periods = NOW, [NOW]
    for _ in range(length):
        period = period.previous
        periods.append(period)
    values: dict[Period, float] = {}
    for period in reversed(periods):
        before = 0.0 if period.quarter == 1 else values.get(period.previous, level * (period.quarter - 1))
        values[period] = before + float(round(max(level * (1 + chance.gauss(0, share)), 0)))
    honest = values.pop(NOW)
    published = [Result("X", period, "", "", value, Rating.GREEN, Rating.GREEN) for period, value in values.items()]
    rulebook = Rulebook(Settings("A council"), (), (), {"X": kpi}, {})
    series = series_of(Standards(rulebook, Master(tuple(published)), NOW), kpi)
    earlier = {LAST: values[NOW.previous]} if length else {}
    one = Made(kpi, list(values.values()), honest, 0.0, level * share)
    return one, Surroundings(kpi, earlier, None, series, NOW.quarter / (NOW.quarter - 1))


def by_quarter(chance: random.Random, length: int) -> tuple[Made, Surroundings]:
    one = made(chance, length)
    return one, around(one.kpi, one.earlier, one.target)


Maker = Callable[[random.Random, int], tuple[Made, Surroundings]]


def measure(length: int, chance: random.Random, make: Maker) -> Iterator[tuple[str, str, str]]:
    for _ in range(SERIES):
        one, told = make(chance, length)
        yield "honest", "", "asked" if doubt_about(one.honest, told) else "let pass"
        for kind, slip in SLIPS.items():
            value = slip(one.honest, chance)
            moved = abs(value - one.honest)
            if moved < abs(one.honest) / 5 or moved < 4 * one.noise or not one.honest:
                yield "slip", kind, "too small to tell"
            else:
                yield "slip", kind, "asked" if doubt_about(value, told) else "let pass"


def report(length: int, make: Maker = by_quarter, of: str = "") -> None:
    counts = Counter(measure(length, random.Random(length), make))
    asked, passed = (counts["honest", "", word] for word in ("asked", "let pass"))
    print(
        f"\n{length} earlier values{of}: {asked} of {asked + passed} honest figures asked about ({asked / SERIES:.1%})"
    )
    for kind in SLIPS:
        caught, missed, small = (counts["slip", kind, word] for word in ("asked", "let pass", "too small to tell"))
        if caught + missed:
            share = caught / (caught + missed)
            print(f"   {kind:<40} {caught:>5} of {caught + missed:>5} caught ({share:.0%}), {small} too small to tell")


def figure(text: str) -> float | None:
    try:
        return float(text.strip().rstrip("%").replace(",", ""))
    except ValueError:
        return None


def report_history(path: Path, left_out: list[str]) -> None:
    asked, looked_at = [], 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        for reference, *texts in list(csv.reader(file))[1:]:
            if reference in left_out:
                continue
            values = [value for text in texts if (value := figure(text)) is not None]
            kpi = kpi_in("%" if "%" in "".join(texts) else "number", 1)
            for place in range(1, len(values)):
                looked_at += 1
                doubt = doubt_about(values[place], around(kpi, values[:place], None))
                if doubt is not None:
                    asked.append(f"{reference}: {values[place]:g} after {values[:place]}")
    print(f"\n{path.name}: {len(asked)} of {looked_at} figures asked about")
    print("\n".join(f"   {line}" for line in asked))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("history", nargs="?", type=Path)
    parser.add_argument("--year-to-date", nargs="*", default=[])
    given = parser.parse_args()
    for length in LENGTHS:
        report(length)
    for length in SO_FAR_LENGTHS:
        report(length, so_far, " of a count for the year so far")
    if given.history is not None:
        report_history(given.history, given.year_to_date)


if __name__ == "__main__":
    main()
