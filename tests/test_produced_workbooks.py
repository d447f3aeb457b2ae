"""Every workbook kpi_xl ships or makes stands up to the lint, to two schema validators, and to recalculation."""

from collections.abc import Callable
from pathlib import Path

import pytest
from proof.recalculated import differences
from proof.workbook import prove_workbook

SHIPPED = Path(__file__).parents[1] / "workbooks"
EXAMPLES = sorted(SHIPPED.rglob("*.xlsx"))
every_example = pytest.mark.parametrize("path", EXAMPLES, ids=[str(path.relative_to(SHIPPED)) for path in EXAMPLES])


def made(demo_folder: Path) -> list[Path]:
    """What the demo wrote itself: the master, the blank returns, the findings to send back."""
    paths = sorted(demo_folder.rglob("*.xlsx"))
    assert demo_folder / "master.xlsx" in paths
    return paths


@every_example
def test_a_shipped_workbook_is_sound(path: Path) -> None:
    assert prove_workbook(path) == []


@pytest.mark.sdk
@every_example
def test_a_shipped_workbook_passes_the_open_xml_sdk(path: Path) -> None:
    assert prove_workbook(path, sdk=True) == []


def test_every_workbook_the_demo_makes_is_sound(demo_folder: Path) -> None:
    assert [problem for path in made(demo_folder) for problem in prove_workbook(path)] == []


@pytest.mark.sdk
def test_every_workbook_the_demo_makes_passes_the_open_xml_sdk(
    demo_folder: Path, sdk_validate: Callable[[list[Path]], list[str]]
) -> None:
    assert sdk_validate(made(demo_folder)) == []


@pytest.mark.libreoffice
def test_libreoffice_works_out_what_the_demo_master_says(
    demo_folder: Path, soffice_convert: Callable[[Path, str, Path], Path], tmp_path: Path
) -> None:
    master = demo_folder / "master.xlsx"
    assert differences(master, soffice_convert(master, "xlsx", tmp_path)) == []


@pytest.mark.libreoffice
def test_libreoffice_works_out_what_a_blank_return_says(
    demo_folder: Path, soffice_convert: Callable[[Path, str, Path], Path], tmp_path: Path
) -> None:
    blank = sorted((demo_folder / "returns").glob("*.xlsx"))[0]
    assert differences(blank, soffice_convert(blank, "xlsx", tmp_path)) == []
