"""The counts of the house count what they say, on houses of a few lines."""

import pytest
from count_house import CLASSES, FUNCTIONS, Arrow, Source, arrows, best_order, defined_twice, report, with_one_importer

pytestmark = pytest.mark.unmeasured

HOUSE = {
    "kpi_xl": Source("", is_package=True),
    "kpi_xl.rules": Source("", is_package=True),
    "kpi_xl.rules.rating.rate": Source("from kpi_xl.rules.words.figures import shown\nclass Row: ..."),
    "kpi_xl.rules.rating.bands": Source("import numpy\ndef shown(): ...\ndef _own(): ..."),
    "kpi_xl.rules.words.figures": Source("def shown():\n    from ..rating import bands\nclass Row: ...\ndef _own(): 1"),
    "kpi_xl.rules.checks.values": Source("from kpi_xl.rules.rating.rate import Row\nimport kpi_xl.rules.words.figures"),
}


def test_who_imports_whom_is_told_by_module_once_a_pair() -> None:
    inside = "kpi_xl.rules"
    assert arrows(HOUSE) == {
        Arrow(f"{inside}.rating.rate", f"{inside}.words.figures"),
        Arrow(f"{inside}.words.figures", f"{inside}.rating.bands"),
        Arrow(f"{inside}.checks.values", f"{inside}.rating.rate"),
        Arrow(f"{inside}.checks.values", f"{inside}.words.figures"),
    }


def test_a_module_with_one_importer_is_named() -> None:
    assert with_one_importer(HOUSE, arrows(HOUSE)) == ["kpi_xl.rules.rating.rate", "kpi_xl.rules.rating.bands"]


def test_the_order_is_the_one_with_the_fewest_imports_upwards() -> None:
    order = best_order("rules", arrows(HOUSE))
    assert order.names[0] == "checks"
    assert len(order.upward) == 1


@pytest.mark.parametrize(
    ("drawn", "names", "upward"),
    [
        pytest.param(["ab", "bc", "ac"], "abc", [], id="no circle"),
        pytest.param(["cb", "ba"], "cba", [], id="the alphabet is no order"),
        pytest.param(["ab", "ab2", "ba"], "ab", ["ba"], id="the weaker way of a circle of two is the upward one"),
        pytest.param(["ab", "ab2", "bc", "bc2", "ca"], "abc", ["ca"], id="a circle of three"),
    ],
)
def test_upward_imports_are_those_against_the_best_order(drawn: list[str], names: str, upward: list[str]) -> None:
    def arrow(text: str) -> Arrow:
        return Arrow(f"kpi_xl.rules.{text[0]}.module", f"kpi_xl.rules.{text[1]}.module{text[2:]}")

    order = best_order("rules", map(arrow, drawn))
    assert order.names == tuple(names)
    assert order.upward == tuple(map(arrow, upward))


def test_public_names_of_two_modules_are_told() -> None:
    assert list(defined_twice(HOUSE, CLASSES)) == ["Row"]
    assert list(defined_twice(HOUSE, FUNCTIONS)) == ["shown"]


def test_the_table_counts_files_and_lines() -> None:
    lines = list(report(HOUSE))
    assert "| files | 6 |" in lines
    assert "| lines | 11 |" in lines
    assert "| upward imports inside rules | 1 |" in lines
