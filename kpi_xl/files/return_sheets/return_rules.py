"""What may be typed into the open cells of a return, and the words shown beside them: the demands, as Excel's rules."""

from typing import Any

from kpi_xl.files.house_style.excel_limits import LONGEST_PROMPT, LONGEST_TITLE
from kpi_xl.files.house_style.page import Page
from kpi_xl.files.return_sheets.lists import NO_ANSWERS, reason_lists
from kpi_xl.files.return_sheets.return_row import COLUMN_OF, RATIO_FIELDS
from kpi_xl.model.kpi import Kpi
from kpi_xl.model.measure import NUMBER
from kpi_xl.model.place import address
from kpi_xl.model.return_plan import ReturnPlan, ReturnRow
from kpi_xl.model.spoken_date import spoken_date
from kpi_xl.model.text_length import shortened
from kpi_xl.rules.entries.demands import (
    MARK_DEMAND,
    PART_DEMAND,
    ChoiceDemand,
    DateDemand,
    NumberDemand,
    due_demand,
    value_demand,
)

_ROLE_WORDS = {
    "cause": ("Why is it Red or Amber?", "Say what happened, in a sentence. TBC or a dash is no answer."),
    "action": ("What is being done?", "Say what will change, in a sentence. TBC or a dash is no answer."),
    "owner": ("Who does it?", "A role, such as Head of Service, not a person's name."),
}


def add_rules(page: Page, plan: ReturnPlan, first_row: int) -> None:
    if not plan.rows:
        return
    last_row = first_row + len(plan.rows) - 1
    lists = reason_lists(plan)
    for number, row in enumerate(plan.rows, start=first_row):
        page.valid(number, number, COLUMN_OF["value"], _value_rule(row))
        page.valid(number, number, COLUMN_OF["reason"], _status_rule(lists[row.reasons]))
        if row.kpi.ratio:
            for field in sorted(RATIO_FIELDS):
                page.valid(number, number, COLUMN_OF[field], _ratio_rule(field))
    page.valid(first_row, last_row, COLUMN_OF["mark"], _mark_rule())
    for field, (title, prompt) in _ROLE_WORDS.items():
        page.valid(
            first_row, last_row, COLUMN_OF[field], _words_rule(address(first_row, COLUMN_OF[field]), title, prompt)
        )
    page.valid(first_row, last_row, COLUMN_OF["due"], _due_rule(plan))


def number_rule(demand: NumberDemand) -> dict[str, Any]:
    least, most = (int(end) if end == int(end) else end for end in (demand.least, demand.most))
    kind = "integer" if demand.whole else "decimal"
    return {"validate": kind, "criteria": "between", "minimum": least, "maximum": most}


def choice_rule(demand: ChoiceDemand) -> dict[str, Any]:
    return {"validate": "list", "source": list(demand.words)}


def date_rule(demand: DateDemand) -> dict[str, Any]:
    last = "=TODAY()" if demand.last is None else demand.last
    return {"validate": "date", "criteria": "between", "minimum": demand.first, "maximum": last}


def answer_rule(cell: str) -> dict[str, Any]:
    """A text that is none of the words that answer nothing."""
    text = f"TRIM({cell})"
    return {"validate": "custom", "value": f"=AND(LEN({text})>1,SUMPRODUCT(--({NO_ANSWERS}={text}))=0)"}


def _value_rule(row: ReturnRow) -> dict[str, Any]:
    kpi = row.kpi
    return {
        **number_rule(value_demand(kpi)),
        "input_title": shortened(_value_title(kpi), LONGEST_TITLE),
        "input_message": shortened(_value_prompt(row), LONGEST_PROMPT),
        "error_title": "That is not a value we can use",
        "error_message": shortened(
            f"Type a {'whole ' if value_demand(kpi).whole else ''}number {_range_words(kpi)}, with no words and no "
            "signs such as % or £. No value? Leave the cell blank and choose a reason under Status or reason.",
            LONGEST_PROMPT,
        ),
    }


def _value_title(kpi: Kpi) -> str:
    return f"{kpi.kpi_id}: value" if kpi.measure.name == NUMBER.name else f"{kpi.kpi_id}: value in {kpi.measure}"


def _value_prompt(row: ReturnRow) -> str:
    how = _how(row.kpi)
    if not row.due:
        return f"{row.expected}. Leave this blank unless you have a new figure. {how}"
    return f"{row.covers}. {how} No value? Leave this blank and choose a reason under Status or reason."


def _how(kpi: Kpi) -> str:
    measure = kpi.measure
    if measure.is_percentage:
        return "Type only the number: 92.6 for 92.6%."
    if measure.is_money and measure.power:
        return f"In {measure}: {_SCALED[measure.power]}." if measure.power in _SCALED else "Type only the number."
    return "Type a whole number." if value_demand(kpi).whole else "Type only the number."


_SCALED = {3: "7.5 for £7,500", 6: "7.989 for £7,989,000", 9: "1.25 for £1,250,000,000"}


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
        **number_rule(PART_DEMAND),
        "input_title": field.capitalize(),
        "input_message": f"The {part} number of the fraction the value comes from.",
        "error_title": "That is not a number",
        "error_message": "Type a number on its own, with no words.",
    }


def _mark_rule() -> dict[str, Any]:
    return {
        **choice_rule(MARK_DEMAND),
        "input_title": "May the value still change?",
        "input_message": "Then choose Provisional: it is rated and marked (p). Otherwise leave blank.",
        "error_title": "Choose Provisional, or nothing",
        "error_message": "This cell is only for the mark Provisional. Words about the figure go into the Commentary.",
    }


def _status_rule(cells: str) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": f"={cells}",
        "input_title": "Status or reason",
        "input_message": "No value? Choose why. The list has only what can be true for this KPI.",
        "error_title": "Choose from the list",
        "error_message": "Click the arrow beside the cell and choose one of the words. How to says what each means.",
    }


def _words_rule(cell: str, title: str, prompt: str) -> dict[str, Any]:
    return {
        **answer_rule(cell),
        "input_title": title,
        "input_message": prompt,
        "error_title": "That does not answer it",
        "error_message": "Type what is known, or leave the cell empty until it is. TBC, n/a or a dash is no answer.",
    }


def _due_rule(plan: ReturnPlan) -> dict[str, Any]:
    demand = due_demand(plan.period)
    example = f"31/03/{demand.first.year + 1}"
    last = "" if demand.last is None else spoken_date(demand.last)
    return {
        **date_rule(demand),
        "input_title": "When will the action be done?",
        "input_message": f"Type a date with the year, such as {example}.",
        "error_title": "That is not a date we can use",
        "error_message": f"Type a day, a month and a year, such as {example}, "
        f"from {spoken_date(demand.first)} to {last}.",
    }
