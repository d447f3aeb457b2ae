"""A budget monitor of 50 cost centres, each word worked out by hand: Green within 2% of budget, Amber within 5%."""

from typing import NamedTuple

from function_cases import NOT_AVAILABLE, Cell

GREEN, AMBER, RED = "Green", "Amber", "Red"
NO_BUDGET, BLANK, TEXT, NO_TARGET = "Zero target", "Unpopulated", "Invalid", "Data only (no target)"
NOT_A_NUMBER = "Check thresholds: one is not a number"
NO_WAY_GIVEN = "Check better: its cell is blank"
NO_SUCH_WAY = "Check better: higher, lower or in range"
OTHER_SCALE = "Check scale: value and thresholds differ (a cell showing 5% holds 0.05)"


class Line(NamedTuple):
    better: Cell
    budget: Cell
    forecast: Cell
    word: str


LINES = (
    # Spend, where lower is better. 2% of 100,000 is 2,000 and 5% is 5,000.
    Line("lower", 100_000.0, 90_000.0, GREEN),
    Line("lower", 100_000.0, 100_000.0, GREEN),
    Line("lower", 100_000.0, 102_000.0, GREEN),
    Line("lower", 100_000.0, 102_000.01, AMBER),
    Line("lower", 100_000.0, 105_000.0, AMBER),
    Line("lower", 100_000.0, 105_000.01, RED),
    Line("lower", 100_000.0, 180_000.0, RED),
    Line("lower", 100_000.0, 0.0, GREEN),
    Line("Lower ", 250_000.0, 255_000.0, GREEN),  # 2% of it is 5,000
    Line("LOWER", 250_000.0, 262_500.0, AMBER),  # 5% of it is 12,500
    Line("lower", 1_234_567.89, 1_259_259.24, GREEN),  # 2% is 24,691.3578, so the line is at 1,259,259.2478
    Line("lower", 1_234_567.89, 1_259_259.25, AMBER),
    Line("lower", 1_234_567.89, 1_296_296.28, AMBER),  # 5% is 61,728.3945: the line is at 1,296,296.2845
    Line("lower", 1_234_567.89, 1_296_296.29, RED),
    Line("lower", 0.1, 0.102, GREEN),  # thousandths of a million: binary fractions miss this line by a hair
    Line("lower", 0.3, 0.315, AMBER),
    Line("lower", 12.5, 12.76, AMBER),  # millions: 2% is 0.25, 5% is 0.625
    Line("lower", 12.5, 13.13, RED),
    # Income shown above 0, where higher is better.
    Line("higher", 500_000.0, 520_000.0, GREEN),
    Line("higher", 500_000.0, 490_000.0, GREEN),
    Line("higher", 500_000.0, 489_999.99, AMBER),
    Line("higher", 500_000.0, 475_000.0, AMBER),
    Line("higher", 500_000.0, 474_999.99, RED),
    Line("higher", 500_000.0, 470_000.0, RED),
    Line("higher", 500_000.0, -1_000.0, RED),  # more refunded than came in
    Line(None, 500_000.0, 530_000.0, NO_WAY_GIVEN),  # nobody said whether it is income
    Line("", 500_000.0, 500_000.0, NO_WAY_GIVEN),
    # Income shown as a credit, where lower is better: less below 0 is less income.
    Line("lower", -500_000.0, -520_000.0, GREEN),
    Line("lower", -500_000.0, -490_000.0, GREEN),
    Line("lower", -500_000.0, -489_000.0, AMBER),
    Line("lower", -500_000.0, -475_000.0, AMBER),
    Line("lower", -500_000.0, -470_000.0, RED),
    Line("lower", -500_000.0, 5_000.0, RED),
    # A deficit where higher is better, and a credit on a line of spend.
    Line("higher", -20_000.0, -20_400.0, GREEN),
    Line("higher", -20_000.0, -21_001.0, RED),
    Line("lower", 40_000.0, -2_500.0, GREEN),
    # A reserve to be kept as it is: both ways.
    Line("in range", 200_000.0, 204_000.0, GREEN),
    Line("in range", 200_000.0, 191_000.0, AMBER),
    Line("in range", 200_000.0, 211_000.0, RED),
    # Budgets of 0, blanks and what people type.
    Line("lower", 0.0, 18_000.0, NO_BUDGET),
    Line("higher", 0.0, 0.0, NO_BUDGET),
    Line("lower", 0.0, None, BLANK),
    Line("lower", 90_000.0, None, BLANK),
    Line("lower", 90_000.0, "", BLANK),
    Line("lower", 90_000.0, "(500)", TEXT),
    Line("lower", 90_000.0, NOT_AVAILABLE, TEXT),
    Line("lower", None, 18_000.0, NO_TARGET),
    Line("lower", "1,234", 1_234.0, NOT_A_NUMBER),
    Line("spend", 90_000.0, 90_000.0, NO_SUCH_WAY),
    Line("lower", 90_000.0, 0.98, OTHER_SCALE),  # 98% typed for a forecast
)
