"""The lines every sheet of a return starts with."""

from kpi_xl.files.house_style.page import Page
from kpi_xl.model.return_plan import ReturnPlan
from kpi_xl.model.spoken_date import spoken_date

EXAMPLE_LABEL = "Example council: treat every figure as illustrative. Most are invented."


def heading(page: Page, plan: ReturnPlan, title: str) -> None:
    """Rows 1 to 3: what the sheet is, whose and for when, and the example's label where it is one."""
    page.text(1, 1, title, "title")
    page.height(1, 28)
    page.text(2, 1, whose(plan), "subtitle")
    page.height(2, 18)
    if plan.example:
        page.text(3, 1, EXAMPLE_LABEL, page.formats("subheading"))


def whose(plan: ReturnPlan) -> str:
    """E.g. "Resources (RE), 2022/23 Q2. Example Council. Due by 21 October 2022."."""
    due = "" if plan.deadline is None else f" Due by {spoken_date(plan.deadline)}."
    return f"{plan.unit.name} ({plan.unit.code}), {plan.period}. {plan.council}.{due}"
