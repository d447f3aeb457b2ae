"""A directorate's return built in memory from plain rows, and the rulebook and last quarter it is checked against."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from kpi_xl.model.bands import Bands
from kpi_xl.model.basis import Basis
from kpi_xl.model.book import PICTURE, Book, Cell, Kind, Sheet
from kpi_xl.model.columns import (
    COVER_PERIOD,
    COVER_UNIT,
    READY_STAMP,
    RETURN_COLUMNS,
    RETURN_SHEET,
    SIGN_OFF_DATE,
    SIGN_OFF_NAME,
    SIGN_OFF_SHEET,
    SIGNED_AGAIN,
    STAMP_PERIOD,
    STAMP_RULEBOOK,
    STAMP_TEMPLATE,
    STAMP_UNIT,
    TEMPLATE_VERSION,
)
from kpi_xl.model.finding import Finding, Severity
from kpi_xl.model.kpi import Aggregation, Frequency, Kpi
from kpi_xl.model.master import Master, Result
from kpi_xl.model.measure import measure_of
from kpi_xl.model.period import Period
from kpi_xl.model.place import address
from kpi_xl.model.polarity import Polarity
from kpi_xl.model.rating import Rating, Reason
from kpi_xl.model.rich_text import RichText, Run
from kpi_xl.model.row_words import RowWords
from kpi_xl.model.rulebook import Component, Override, Priority, Rulebook, Settings, Threshold, Unit
from kpi_xl.model.submission import Checked
from kpi_xl.rules.checks.check_submission import check_submission
from kpi_xl.rules.number_format.appearance import shows_days

Q1, Q2, Q3 = (Period(2022, quarter) for quarter in (1, 2, 3))
HEADER_ROW = 6
FIRST_ROW = HEADER_ROW + 1
RULEBOOK_HASH = "a" * 64
SIGNED = 44848.0
"""14 October 2022 as Excel counts days."""


def kpi(kpi_id: str, name: str, **changes: object) -> Kpi:
    """A quarterly percentage of Adult Services, higher is better, from 0 to 100, one decimal."""
    fields: dict[str, object] = {
        "priority": "Caring for the vulnerable",
        "directorate": "AS",
        "service": "",
        "measure": "%",
        "polarity": Polarity.HIGHER,
        "frequency": Frequency.QUARTERLY,
        "aggregation": Aggregation.QUARTER,
        "decimals": 1,
    }
    if changes.get("measure", "%") == "%":
        fields |= {"lowest": 0.0, "highest": 100.0}
    given = {**fields, **changes}
    return Kpi(kpi_id=kpi_id, name=name, **given | {"measure": measure_of(str(given["measure"]))})  # type: ignore[arg-type] # a builder


HIGHER = Bands(green=(90, None), amber=(85, None))
LOWER = Bands(green=(None, 5), amber=(None, 5.5))
COUNT = Bands(green=(1000, None), amber=(900, None))

KPIS = {
    "AS01": (kpi("AS01", "Carers supported"), 90.0, HIGHER, 91.9),
    "AS02": (kpi("AS02", "Overspend", measure="£m", polarity=Polarity.LOWER, decimals=3), 5.0, LOWER, 4.2),
    "AS03": (
        kpi("AS03", "People helped this year", measure="number", decimals=0, aggregation=Aggregation.YEAR_TO_DATE),
        1000.0,
        COUNT,
        500.0,
    ),
    "AS04": (kpi("AS04", "Survey of carers", frequency=Frequency.ANNUAL, due=frozenset({4})), 90.0, HIGHER, None),
    "AS05": (kpi("AS05", "Days waited", measure="days", polarity=Polarity.LOWER, lowest=0.0), 5.0, LOWER, 4.8),
    "EC01": (kpi("EC01", "School places", directorate="EC"), 90.0, HIGHER, 95.0),
    "AS90": (kpi("AS90", "Old measure", last=Q1), 90.0, HIGHER, 95.0),
}
"""Reference to KPI, target, bands and last quarter's value. AS04 is not due in Q2; AS90 ended after Q1."""

GOOD: Mapping[str, Mapping[str, object]] = {
    "AS01": {"value": 92.6},
    "AS02": {"value": 4.1},
    "AS03": {"value": 1040.0},
    "AS04": {},
    "AS05": {"value": 4.9},
}
"""What a return with nothing wrong holds: rows 7 to 11."""


def rulebook(
    *extra: tuple[Kpi, float | None, Bands | None],
    components: tuple[Component, ...] = (),
    overrides: tuple[Override, ...] = (),
    stated: Rating | None = None,
    **settings: object,
) -> Rulebook:
    rows = [*((one, target, bands) for one, target, bands, _ in KPIS.values()), *extra]
    start = Period(2020, 1)
    return Rulebook(
        settings=Settings("Example council", **settings),  # type: ignore[arg-type] # a builder
        units=(Unit("AS", "Adult Services", "the Director of Adult Services", ("Adults",)), Unit("EC", "Education")),
        priorities=(
            Priority("Caring for the vulnerable", ("Caring",)),
            Priority("Supporting growth"),
        ),
        kpis={one.kpi_id: one for one, _, _ in rows},
        thresholds={
            one.kpi_id: (Threshold(one.kpi_id, start, target, Basis.ABSOLUTE, bands, stated),)
            for one, target, bands in rows
        },
        components=components,
        overrides=overrides,
        sha256=RULEBOOK_HASH,
    )


def last_quarter(**commentary: str) -> Master:
    """Quarter 1 as published; `commentary` by reference."""
    return Master(
        tuple(
            Result(
                kpi_id=kpi_id,
                period=Q1,
                directorate=one.directorate,
                priority=one.priority,
                value=value,
                outcome=Reason.UNPOPULATED if value is None else Rating.GREEN,
                computed=Reason.UNPOPULATED if value is None else Rating.GREEN,
                words=RowWords(commentary=commentary.get(kpi_id, "")),
            )
            for kpi_id, (one, _, _, value) in KPIS.items()
        )
    )


def cell(row: int, column: int, value: object) -> Cell:
    """A plain value, or a Cell made by one of the functions below, put in its place."""
    if isinstance(value, Cell):
        return value._replace(row=row, column=column)
    if isinstance(value, bool):
        return Cell(row, column, Kind.BOOLEAN, value)
    if isinstance(value, int | float):
        return Cell(row, column, Kind.NUMBER, float(value))
    return Cell(row, column, Kind.TEXT, str(value))


def percent(value: float) -> Cell:
    """A number under Excel's percentage format."""
    return Cell(0, 0, Kind.NUMBER, value, "0.0%")


def shown_as(value: float, code: str) -> Cell:
    """A number under that number format."""
    return Cell(0, 0, Kind.DATE if shows_days(code) else Kind.NUMBER, value, code)


def raised(text: str, above: str) -> Cell:
    """A text with something raised after it."""
    return Cell(0, 0, Kind.TEXT, RichText((Run(text), Run(above, 1))))


def struck(value: float | str) -> Cell:
    """A cell whose font crosses out what it holds."""
    return Cell(0, 0, Kind.TEXT if isinstance(value, str) else Kind.NUMBER, value, struck=True)


def part_struck(crossed_out: str, rest: str) -> Cell:
    return Cell(0, 0, Kind.TEXT, RichText((Run(crossed_out, struck=True), Run(rest))))


def picture() -> Cell:
    """A picture placed in the cell, which Excel keeps as an error."""
    return Cell(0, 0, Kind.ERROR, PICTURE)


def day(serial: float) -> Cell:
    return Cell(0, 0, Kind.DATE, serial, "dd/mm/yyyy")


def formula(text: str, result: float | str) -> Cell:
    """A formula with its result; an error text such as #REF! makes it an error."""
    error = isinstance(result, str) and result.startswith("#")
    kind = Kind.ERROR if error else Kind.TEXT if isinstance(result, str) else Kind.NUMBER
    return Cell(0, 0, kind, result, formula=text)


def never_worked_out(text: str) -> Cell:
    """A formula saved without its result."""
    return Cell(0, 0, Kind.BLANK, None, formula=text, has_cached=False)


def sheet_of(rows: Mapping[int, Mapping[int, object]], name: str = RETURN_SHEET, **changes: object) -> Sheet:
    cells = {
        row: {column: cell(row, column, value) for column, value in values.items() if value is not None}
        for row, values in rows.items()
    }
    return Sheet(name, cells, **changes)  # type: ignore[arg-type] # a builder


FIELDS = [column.field for column in RETURN_COLUMNS]


def table_rows(
    entries: Mapping[str, Mapping[str, object]],
    book_of_rules: Rulebook,
    headers: Mapping[str, str | None] | None = None,
) -> dict[int, dict[int, object]]:
    """Header and a row each, as kpi_xl writes them; an entry's own fields win."""
    renamed = {**{column.field: column.header for column in RETURN_COLUMNS}, **(headers or {})}
    rows: dict[int, dict[int, object]] = {
        HEADER_ROW: {number: renamed[field] for number, field in enumerate(FIELDS, start=1)}
    }
    for number, (key, entry) in enumerate(entries.items(), start=FIRST_ROW):
        known = locked(key.partition(" ")[0], book_of_rules)
        values: dict[str, object] = {**known, **entry}
        rows[number] = {column: values.get(field) for column, field in enumerate(FIELDS, start=1)}
    return rows


def locked(kpi_id: str, book_of_rules: Rulebook) -> dict[str, object]:
    """What kpi_xl itself writes into the locked cells of a row; the preview is a formula."""
    one = book_of_rules.kpis.get(kpi_id)
    if one is None:
        return {"kpi_id": kpi_id, "name": "No such KPI"}
    threshold = book_of_rules.threshold(kpi_id, Q2)
    bands = None if threshold is None else threshold.bands
    ends = (None,) * 4 if bands is None else bands.bounds
    return {
        "kpi_id": kpi_id,
        "name": one.name,
        "priority": one.priority,
        "measure": one.measure.text,
        "polarity": str(one.polarity),
        "target": None if threshold is None else threshold.target,
        **dict(zip(("green_low", "green_high", "amber_low", "amber_high"), ends, strict=True)),
        "rag": formula("PREVIEW", "Green"),
    }


def sign_off_sheet(
    unit: object = "AS",
    period: object = "2022/23 Q2",
    name: object = "Director of Adult Services",
    on: object = None,
    ready: object = None,
    again: object = None,
) -> Sheet:
    """Labels in A5 to A10, answers in B5 to B10."""
    answers = (unit, period, name, day(SIGNED) if on is None else on, ready, again)
    labels = (COVER_UNIT, COVER_PERIOD, SIGN_OFF_NAME, SIGN_OFF_DATE, READY_STAMP, SIGNED_AGAIN)
    return sheet_of(
        {5 + number: {1: label, 2: answer} for number, (label, answer) in enumerate(zip(labels, answers, strict=True))},
        SIGN_OFF_SHEET,
    )


STAMP = {
    STAMP_UNIT: "AS",
    STAMP_PERIOD: "2022/23 Q2",
    STAMP_TEMPLATE: str(TEMPLATE_VERSION),
    STAMP_RULEBOOK: RULEBOOK_HASH,
}


def return_book(
    entries: Mapping[str, Mapping[str, object]] | None = None,
    *,
    rules: Rulebook | None = None,
    table: Sheet | None = None,
    sign_off: Sheet | None = None,
    stamp: Mapping[str, str] | None = None,
    path: str = "submissions/AS 2022-23 Q2.xlsx",
    sha256: str = "b" * 64,
    **changes: object,
) -> Book:
    """The good return with `entries` laid over its rows; further rows come after them."""
    over = entries or {}
    rows = {
        key: {**GOOD.get(key, {}), **over.get(key, {})} for key in [*GOOD, *(key for key in over if key not in GOOD)]
    }
    return Book(
        path=path,
        sha256=sha256,
        size=1000,
        sheets=(
            sheet_of(table_rows(rows, rules or rulebook())) if table is None else table,
            sign_off_sheet() if sign_off is None else sign_off,
        ),
        properties=STAMP if stamp is None else stamp,
        **changes,  # type: ignore[arg-type] # a builder
    )


def check(book: Book, rules: Rulebook | None = None, master: Master | None = None, period: Period = Q2) -> Checked:
    return check_submission(book, rules or rulebook(), last_quarter() if master is None else master, period)


def said(checked: Checked) -> list[tuple[str, str, str]]:
    """Code, severity and first cell of each finding ("" for the whole file); every message is formed on the way."""
    assert not [one.message for one in checked.findings if "{" in one.message]
    return [(one.code, str(one.severity), one.place.cell if one.place else "") for one in checked.findings]


def only(checked: Checked, code: str) -> Finding:
    """The one finding of that code."""
    (finding,) = (one for one in checked.findings if one.code == code)
    return finding


def with_cell(sheet: Sheet, at: str, value: object) -> Sheet:
    """The sheet with one more cell, or another in its place; None takes it out."""
    rows = {row: dict(cells) for row, cells in sheet.rows.items()}
    letters = at.rstrip("0123456789")
    column = sum((ord(letter) - 64) * 26**power for power, letter in enumerate(reversed(letters)))
    row = int(at[len(letters) :])
    assert address(row, column) == at
    rows.setdefault(row, {}).pop(column, None)
    if value is not None:
        rows[row][column] = cell(row, column, value)
    return replace(sheet, rows=rows)


ERROR, WARNING, FIXED, INFO = (str(severity) for severity in Severity)
END_OF_Q2 = date(2022, 9, 30)
