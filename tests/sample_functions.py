"""Worksheet functions for the tests of what becomes of such: optional, many, and an argument with a doc."""

# ruff: noqa: N802 - a worksheet function is named as Excel's are

import xlwings as xw


@xw.func(category="Samples")
@xw.arg("value", doc='The value, as typed: "92.6"')
@xw.arg("by", doc="How much to add, in £ – 1 where it is left out. " + "x" * 300)
def SAMPLE_PLUS(value: float, by: float = 1) -> float:
    """The value and some more,
    over two lines."""
    return value + by


@xw.func
def SAMPLE_COUNT(*values: object) -> int:
    """How many there are."""
    return len(values)


@xw.func(category="Samples")
def SAMPLE_NONE() -> str:
    """Asks for nothing."""
    return ""
