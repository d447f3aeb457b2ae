"""The target of a quarter out of an annual one."""

from collections.abc import Callable, Sequence
from functools import partial

from kpi_xl.model.number import number_of
from kpi_xl.model.period import read_period
from kpi_xl.rules.rating.profiles import Quarters, linear_profile, seasonal_profile, stepped_profile, target_for
from kpi_xl.rules.rating.rate import is_blank
from kpi_xl.rules.worksheet.cell_words import CHECK, DATA_ONLY, INVALID, chosen
from kpi_xl.rules.worksheet.grid import cell_by_cell, cells_of

NO_SUCH_QUARTER = f"{CHECK}quarter: 1 to 4, Q2, or a period such as 2022/23 Q2"
NO_SUCH_SHAPE = f"{CHECK}shape: linear, seasonal or stepped"
NO_WEIGHTS = f"{CHECK}weights: the range needs four numbers"

Shape = Callable[[float, Sequence[float]], Quarters]

SHAPES: dict[str, Shape] = {
    "linear": lambda annual, _: linear_profile(annual),
    "seasonal": seasonal_profile,
    "stepped": stepped_profile,
}
"""The words `shape` may hold; blank is the first."""


def profile(annual: object, quarter: object, shape: object = None, weights: object = None) -> object:
    """What a year-to-date KPI should have reached by the end of `quarter`.

    `weights` is one range of four numbers for all cells: last year's quarters for seasonal, the per cent of the annual
    target reached by each quarter for stepped; it is not used for linear.
    """
    four = [number_of(cell) for cell in cells_of(weights)]
    return cell_by_cell(partial(_target, four), annual, quarter, shape)


def _target(weights: list[float | None], annual: object, quarter: object, shape: object) -> object:
    make, number, whole = chosen(shape, SHAPES), _quarter(quarter), number_of(annual)
    if make is None:
        return NO_SUCH_SHAPE
    if number is None:
        return NO_SUCH_QUARTER
    if whole is None:
        return DATA_ONLY if is_blank(annual) else INVALID
    numbers = [weight for weight in weights if weight is not None]
    if make is not SHAPES["linear"] and (len(weights), len(numbers)) != (4, 4):
        return NO_WEIGHTS
    try:
        return target_for(make(whole, numbers), number)
    except ValueError as error:
        return f"{CHECK}weights: {error}"


def _quarter(cell: object) -> int | None:
    if not isinstance(cell, str):
        number = number_of(cell)
        return int(number) if number is not None and number in (1, 2, 3, 4) else None
    label, period = cell.strip().upper().removeprefix("Q"), read_period(cell)
    if label in {"1", "2", "3", "4"}:
        return int(label)
    return None if period is None else period.quarter
