"""A council whose every list is long and every text is long, with quotes and apostrophes: what Excel's limits meet."""

from small_council import kpi, reported, returned

from kpi_xl.model.bands import Bands
from kpi_xl.model.basis import Basis
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.master import Master
from kpi_xl.model.period import Period
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.row_words import RowWords
from kpi_xl.model.rulebook import Comparator, Component, Priority, Rulebook, Service, Settings, Threshold, Unit
from kpi_xl.model.submission import Checked, Reported
from kpi_xl.rules.consolidation.consolidate import consolidate

PERIODS = (Period(2022, 1), Period(2022, 4), Period(2023, 1))
"""The last has the quarter before it and the same quarter a year before."""

LAST = PERIODS[-1]
START = Period(2020, 1)
LONGEST_TEXT = 32_767
PARTS = 20
_FILLER = "the people's \"own\" choice, it's said, of 'care' & <support> "


def long(start: str, characters: int) -> str:
    """A text of that length with quotes and apostrophes all through it."""
    return (start + " " + _FILLER * (characters // len(_FILLER) + 1))[: characters - 1] + '"'


UNITS = tuple(
    Unit(f"D{number:02}", long(f"Directorate {number}", 255), long("Director", 200)) for number in range(1, 13)
)
PRIORITIES = tuple(Priority(long(f"Priority {number}", 150)) for number in range(1, 6))
MEASURE = 'households\' homes & "hearths" per 1,000 of the population'
REMAINDER = long("everybody else", 400)


def _kpi(number: int) -> Kpi:
    """Names of 255 to 400 characters, dealt out to directorates and priorities."""
    unit, priority = UNITS[number % len(UNITS)], PRIORITIES[number % len(PRIORITIES)]
    return kpi(
        f"{unit.code}-{number:03}",
        unit.code,
        name=long(f"Measure {number}", 255 + number * 5 % 146),
        priority=priority.name,
        service=long("Service", 180),
        owner=long("Head", 300),
        measure=MEASURE,
        decimals=number % 3,
        polarity=(Polarity.LOWER, Polarity.HIGHER)[number % 2],
        definition=long("Definition", 9_000),
        source=long("Source", 900),
    )


KPIS = tuple(_kpi(number) for number in range(PARTS + 16))
_REFS = [one.kpi_id for one in KPIS]
COMPONENTS = (
    Component(_REFS[0], tuple(_REFS[1 : PARTS + 1]), REMAINDER),
    Component(_REFS[PARTS + 1], tuple(_REFS[PARTS + 2 : PARTS + 6]), REMAINDER),
    Component(_REFS[PARTS + 6], tuple(_REFS[PARTS + 7 : PARTS + 15]), ""),
)
"""Twenty parts and a rest; four parts and a rest, that the parts come to more than; eight that make up the whole."""

_TOTALS = {_REFS[0]: 400.0, _REFS[PARTS + 1]: 3.0, _REFS[PARTS + 6]: 8 * 11.0}


def rulebook() -> Rulebook:
    return Rulebook(
        settings=Settings(long("Council", 300), period=LAST, contact=long("Team", 200), example=True),
        units=UNITS,
        priorities=PRIORITIES,
        kpis={one.kpi_id: one for one in KPIS},
        thresholds={one.kpi_id: (_threshold(one, START, 10.0), _threshold(one, LAST, 11.5)) for one in KPIS},
        comparators=tuple(
            Comparator(ref, long("Peers", 400), 9.5, "2021/22", long("Source", 900)) for ref in _REFS[:3]
        ),
        components=COMPONENTS,
        services=tuple(Service(long(f"Area {unit.code}", 200), unit.code) for unit in UNITS),
        sha256="r" * 64,
    )


def _threshold(one: Kpi, effective: Period, green: float) -> Threshold:
    higher = one.polarity is Polarity.HIGHER
    bands = Bands((green, None), (green - 1, None)) if higher else Bands((None, green), (None, green + 1))
    why = long("Reason", 9_000)
    return Threshold(one.kpi_id, effective, green, Basis.ABSOLUTE, bands, approved_by=long("Cabinet", 900), reason=why)


def words(characters: int = LONGEST_TEXT, start: str = "") -> RowWords:
    texts = {field: long(f"{start}{field}", characters) for field in RowWords._fields}
    return RowWords(**texts)


def answered(at: int, row: int, period: Period) -> Reported:
    kpi_id = _REFS[at]
    value = _TOTALS.get(kpi_id, 11.0) + PERIODS.index(period) * (0.25 if at % 3 else -0.5)
    return reported(kpi_id, value, row)._replace(words=words(start=str(period)))


def returns(period: Period) -> list[Checked]:
    """Of every directorate, each text as long as a cell holds."""
    sent = []
    for unit in UNITS:
        places = [at for at, one in enumerate(KPIS) if one.directorate == unit.code]
        rows = tuple(answered(at, row, period) for row, at in enumerate(places, start=7))
        sent.append(returned(unit.code, rows, period=period, summary=long(f"Summary of {period}", LONGEST_TEXT)))
    return sent


def master(rules: Rulebook) -> Master:
    built = Master()
    for period in PERIODS:
        built = consolidate(rules, built, returns(period), period).master
    return built
