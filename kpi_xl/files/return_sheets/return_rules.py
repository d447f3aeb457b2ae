"""What may be typed into the open cells of the Return table, and the words shown beside them."""

from datetime import date
from typing import Any

from kpi_xl.files.house_style.excel_limits import LONGEST_PROMPT, LONGEST_TITLE
from kpi_xl.files.house_style.page import Page
from kpi_xl.files.return_sheets.lists import STATUS_CELLS
from kpi_xl.files.return_sheets.return_row import COLUMN_OF, RATIO_FIELDS
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.measure import NUMBER
from kpi_xl.model.return_plan import ReturnPlan, ReturnRow
from kpi_xl.model.text_length import shortened

_LARGEST = 10**15
"""Beyond this a cell no longer holds every digit, and no council counts so far."""


def add_rules(page: Page, plan: ReturnPlan, first_row: int) -> None:
    if not plan.rows:
        return
    last_row = first_row + len(plan.rows) - 1
    for number, row in enumerate(plan.rows, start=first_row):
        page.valid(number, number, COLUMN_OF["value"], _value_rule(row))
        if row.kpi.ratio:
            for field in sorted(RATIO_FIELDS):
                page.valid(number, number, COLUMN_OF[field], _ratio_rule(field))
    page.valid(first_row, last_row, COLUMN_OF["reason"], _status_rule())
    page.valid(first_row, last_row, COLUMN_OF["due"], _due_rule(plan))


def _value_rule(row: ReturnRow) -> dict[str, Any]:
    kpi = row.kpi
    low = -_LARGEST if kpi.lowest is None else kpi.lowest
    high = _LARGEST if kpi.highest is None else kpi.highest
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": low,
        "maximum": high,
        "input_title": shortened(_value_title(kpi), LONGEST_TITLE),
        "input_message": shortened(_value_prompt(row), LONGEST_PROMPT),
        "error_title": "That is not a value we can use",
        "error_message": shortened(
            f"Type a number {_range_words(kpi)}, with no words and no signs such as % or £. "
            "If there is no value, leave the cell blank and choose a reason under Status or reason.",
            LONGEST_PROMPT,
        ),
    }


def _value_title(kpi: Kpi) -> str:
    return f"{kpi.kpi_id}: value" if kpi.measure.name == NUMBER.name else f"{kpi.kpi_id}: value in {kpi.measure}"


def _value_prompt(row: ReturnRow) -> str:
    how = "Type only the number: 92.6 for 92.6%." if row.kpi.measure.is_percentage else "Type only the number."
    if not row.due:
        return f"{row.expected}. Leave this blank unless you have a new figure. {how}"
    return f"{row.covers}. {how} No value? Leave this blank and choose a reason under Status or reason."


def _range_words(kpi: Kpi) -> str:
    if kpi.lowest is not None and kpi.highest is not None:
        return f"from {kpi.lowest:,.15g} to {kpi.highest:,.15g}"
    if kpi.lowest is not None:
        return f"that is {kpi.lowest:,.15g} or more"
    if kpi.highest is not None:
        return f"that is {kpi.highest:,.15g} or less"
    return "on its own"


def _ratio_rule(field: str) -> dict[str, Any]:
    part = "top" if field == "numerator" else "bottom"
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": -_LARGEST,
        "maximum": _LARGEST,
        "input_title": field.capitalize(),
        "input_message": f"The {part} number of the fraction the value comes from.",
        "error_title": "That is not a number",
        "error_message": "Type a number on its own, with no words.",
    }


def _status_rule() -> dict[str, Any]:
    return {
        "validate": "list",
        "source": f"={STATUS_CELLS}",
        "input_title": "Status or reason",
        "input_message": "No value? Choose why. The value may still change? Choose Provisional. Otherwise leave blank.",
        "error_title": "Choose from the list",
        "error_message": "Click the arrow beside the cell and choose one of the words. How to says what each means.",
    }


def _due_rule(plan: ReturnPlan) -> dict[str, Any]:
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": plan.period.start,
        "maximum": date(2199, 12, 31),
        "input_title": "When will the action be done?",
        "input_message": "Type a date with the year, such as 31/03/2023.",
        "error_title": "That is not a date we can use",
        "error_message": "Type a day, a month and a year, such as 31/03/2023. It cannot be before the quarter began.",
    }
