"""What stretch of time a value is for, in words an officer reads beside the entry cell."""

from datetime import date

from kpi_xl.model.kpi import Aggregation, Kpi, YearType
from kpi_xl.model.period import Period
from kpi_xl.model.spoken_date import MONTHS, spoken_date

_FIRST_MONTH = {YearType.FINANCIAL: 4, YearType.ACADEMIC: 9, YearType.CALENDAR: 1}


def value_covers(kpi: Kpi, period: Period) -> str:
    """E.g. "Quarter: July to September 2022"; data in arrears names the earlier quarter (rating rule 14)."""
    start, end = kpi.as_at(period).start, kpi.as_at(period).end
    match kpi.aggregation:
        case Aggregation.QUARTER:
            return f"Quarter: {_span(start, end)}"
        case Aggregation.YEAR_TO_DATE:
            return f"Year to date: {_span(_year_start(end, kpi.year_type), end)}"
        case Aggregation.ROLLING_YEAR:
            return f"12 months to {spoken_date(end)}"
        case Aggregation.SNAPSHOT | Aggregation.COMPOSITE:
            return f"Position on {spoken_date(end)}"
        case Aggregation.FORECAST:
            return f"Forecast for the whole of {period.financial_year}"
        case Aggregation.YEAR:
            return f"Latest whole {kpi.year_type.value} year"
    return f"{kpi.aggregation.value.capitalize()}: {_span(start, end)}"


def _year_start(end: date, year_type: YearType) -> date:
    month = _FIRST_MONTH[year_type]
    return date(end.year if end.month >= month else end.year - 1, month, 1)


def _span(start: date, end: date) -> str:
    first, last = MONTHS[start.month - 1], MONTHS[end.month - 1]
    if start.year != end.year:
        return f"{first} {start.year} to {last} {end.year}"
    return f"{first} to {last} {end.year}" if first != last else f"{last} {end.year}"
