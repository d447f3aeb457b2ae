"""The worksheet functions: names, arguments and examples, for Excel's function wizard, the workbook and the docs."""

from dataclasses import dataclass

CATEGORY = "KPI"
"""Where Excel's function wizard lists them."""

Given = float | str | None | list[list[float | str | None]]
"""An argument of an example: a cell, or the rows of a range."""


@dataclass(frozen=True, slots=True)
class Argument:
    """`name` is no reserved word of VBA. Excel shows at most 255 characters of `doc`."""

    name: str
    doc: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class WorksheetFunction:
    """`name` needs Python on the PC; `native` is the same as a LAMBDA, "" where there is none.

    Each of `examples` is one call's arguments.
    """

    name: str
    native: str
    summary: str
    arguments: tuple[Argument, ...]
    examples: tuple[tuple[Given, ...], ...]

    def signature(self, name: str) -> str:
        """E.g. "KPI_RAG(actual, green, amber, [better])"."""
        return f"{name}({', '.join(f'[{one.name}]' if one.optional else one.name for one in self.arguments)})"


_ACTUAL = Argument("actual", "The value reported: a cell or a range. A cell showing 3.4% holds 0.034")
_BEFORE = Argument("before", "The value it is compared with, such as last quarter's")
_TARGET = Argument("target", "What should be reached. Blank: Data only (no target)")
_BETTER = Argument(
    "better",
    "higher or lower, or a cell that says so (a blank one is asked about): which way is good. Left out: higher",
    True,
)
_ANY_BETTER = Argument(
    "better", "higher, lower or in range, or a cell that says so: which way is good. Left out: higher", optional=True
)
_SCALE = Argument(
    "scales",
    "same: rate the numbers as they stand. Left out: where value and thresholds cannot be of one scale, it asks",
    optional=True,
)
_SCALE_OF_TWO = Argument(
    "scales",
    "same: take the numbers as they stand. Left out: where the two cannot be of one scale (92.4 and 90%), it asks",
    optional=True,
)
_RATINGS = Argument("ratings", "A range of rating words: Green, Amber, Red, Not due ...")

RAG = WorksheetFunction(
    "KPI_RAG",
    "KPI.RAG",
    "Green, Amber or Red, by one threshold a colour. On the line is the better side. No number: the reason in words.",
    (
        _ACTUAL,
        Argument(
            "green", "Where Green starts (higher is better) or ends (lower is better). For cells showing 3.4%, as 2%"
        ),
        Argument("amber", "Where Amber starts or ends, on the same scale. Blank: nothing is Red"),
        _BETTER,
        _SCALE,
    ),
    (
        (92.6, 90, 85),
        (89.96, 90, 85),
        (132.1, 120, 132, "lower"),
        (None, 90, 85),
        ("n/a", 90, 85),
        (87, 90, 95),
        (0.034, 0.02, 0.05, "lower"),
        (0.034, 2, 5, "lower"),
        ([[92.6], [85], [84.9], [None]], 90, 85),
    ),
)
RAG_RANGE = WorksheetFunction(
    "KPI_RAG_RANGE",
    "KPI.RAGRANGE",
    "Green, Amber or Red, by a green range inside an amber range. A blank end is open.",
    (
        _ACTUAL,
        Argument("green_low", "Green from, on the scale of the value: 98% for cells showing per cent"),
        Argument("green_high", "Green to, on the scale of the value"),
        Argument("amber_low", "Amber from, on the scale of the value"),
        Argument("amber_high", "Amber to, on the scale of the value"),
        _SCALE,
    ),
    ((10, 8, 12, 6, 14), (14, 8, 12, 6, 14), (5.9, 8, 12, 6, 14), ([[7, 12.5, 20]], 8, 12, 6, 14)),
)
RAG_TARGET = WorksheetFunction(
    "KPI_RAG_TARGET",
    "KPI.RAGTARGET",
    "Green, Amber or Red, by a target or budget and how far off it is still Amber. A target of 0: Zero target.",
    (
        _ACTUAL,
        Argument("target", "What should be reached, or the budget. Blank: Data only (no target)"),
        Argument("tolerance", "How far off target is still Amber, as basis says: 5 for 5 per cent"),
        Argument(
            "basis",
            "percent of target: 5 is 5%. fraction: a cell showing 5%. points: the unit of the value itself. "
            "Left out: percent of target",
            optional=True,
        ),
        Argument(
            "better",
            "higher (income), lower (spend, and income shown below 0) or in range, or a cell that says so. "
            "Left out: higher",
            optional=True,
        ),
        Argument("green_tolerance", "How far off target is still Green, as basis says. Left out: 0", optional=True),
        _SCALE,
    ),
    (
        (85.5, 90, 5),
        (85.4, 90, 5),
        (85, 90, 5, "points"),
        (103000, 100000, 0.05, "fraction", "lower", 0.02),
        (-470, -500, 5, "percent of target", "lower"),
        (103000, 0, 5, "percent of target", "lower"),
        (103000, 100000, 0.05, "percent of target", "lower"),
    ),
)
VARIANCE = WorksheetFunction(
    "KPI_VARIANCE",
    "KPI.VARIANCE",
    "The value less its target, in the KPI's unit. With better given, above 0 is better than target.",
    (
        _ACTUAL,
        _TARGET,
        Argument("better", "higher, lower or in range: the sign then says better or worse. Left out: as it is", True),
        _SCALE_OF_TWO,
    ),
    ((92.6, 90), (92.6, 90, "lower"), (None, 90), (92.6, None), (92.4, 0.9)),
)
CHANGE = WorksheetFunction(
    "KPI_CHANGE",
    "KPI.CHANGE",
    "How much a value has changed: in percentage points where its unit is a percentage, else per cent of the earlier.",
    (
        _ACTUAL,
        _BEFORE,
        Argument(
            "unit",
            "%: percentage points, of 31 for 31%. fraction: the same for cells showing 31%. points: as the numbers "
            "stand. Anything else, or left out: per cent",
            optional=True,
        ),
        _SCALE_OF_TWO,
    ),
    ((31, 52.4, "%"), (0.31, 0.524, "fraction"), (0.31, 0.524, "%"), (2.3, 2), (5, 0), (31, None, "%")),
)
DIRECTION = WorksheetFunction(
    "KPI_DIRECTION",
    "KPI.DIRECTION",
    "Improved, Worsened or No change since the earlier value: which way is better decides, never up or down.",
    (
        _ACTUAL,
        _BEFORE,
        _ANY_BETTER,
        Argument(
            "decimals", "Values that print the same at that many decimals are No change. Left out: as they are", True
        ),
        Argument("green_low", "In range only: green from", optional=True),
        Argument("green_high", "In range only: green to", optional=True),
        _SCALE_OF_TWO,
    ),
    ((3.05, 3.35, "lower"), (92.64, 92.61, "higher", 1), (12.5, 14, "in range", 1, 8, 12), (3.05, None, "lower")),
)
PROFILE = WorksheetFunction(
    "KPI_PROFILE",
    "",
    "What a year-to-date KPI should have reached by the end of a quarter, out of its annual target.",
    (
        Argument("annual", "The annual target"),
        Argument("quarter", "1 to 4, Q2, or a period such as 2022/23 Q2"),
        Argument("shape", "linear, seasonal or stepped. Left out: linear", optional=True),
        Argument("weights", "Four cells. Seasonal: last year's quarters. Stepped: per cent reached by each", True),
    ),
    ((1000, 2), (1000, "Q3", "seasonal", [[300, 200, 200, 300]]), (1000, 2, "stepped", [[0, 50, 50, 100]])),
)
RAG_COUNT = WorksheetFunction(
    "KPI_RAG_COUNT",
    "",
    "How many cells of a range hold a rating, or a reason for none.",
    (_RATINGS, Argument("what", "Green, Amber, Red, rated, not rated, all, or a reason. Left out: rated", True)),
    (([["Green", "Red", "Not due", None]],), ([["Green", "Red", "Not due", None]], "Not due")),
)
RAG_SHARE = WorksheetFunction(
    "KPI_RAG_SHARE",
    "KPI.SHARE",
    "Whole per cent of the rated that have a rating: 59 for 59%. Shares need not add up to 100.",
    (_RATINGS, Argument("what", "Green, Amber or Red. Left out: Green", optional=True)),
    (([["Green", "Red", "Red", "Not due"]], "Red"), ([["Not due", None]], "Red")),
)
LOOKUP = WorksheetFunction(
    "KPI_LOOKUP",
    "",
    "What the master says of a KPI in a period. A missing value gives its reason in words.",
    (
        Argument("kpi", "The KPI's ref"),
        Argument("period", "Such as 2022/23 Q2. Left out: the latest in the master", optional=True),
        Argument(
            "what",
            "A column of Results: Value, Target, Rating, RAG, Variance, Owner, Source file ... Left out: Rating",
            optional=True,
        ),
        Argument(
            "master", "The master's full path, with or without quotes. Left out: the variable KPI_XL_MASTER", True
        ),
    ),
    (),
)

FUNCTIONS = (
    RAG,
    RAG_RANGE,
    RAG_TARGET,
    VARIANCE,
    CHANGE,
    DIRECTION,
    PROFILE,
    RAG_COUNT,
    RAG_SHARE,
    LOOKUP,
)
