"""Every workbook kpi_xl ships or makes stands up to the lint, to two schema validators, and to recalculation."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import varied_council
from builders import last_quarter
from builders import rulebook as plain_rulebook
from cli import kpi_xl
from proof.choices import bare
from proof.recalculated import differences, formula_count
from proof.scanned import vba_errors
from proof.workbook import prove_workbook
from small_council import Q2

from kpi_xl.files.findings.findings_copy import write_findings_copy
from kpi_xl.files.write_master import write_master
from kpi_xl.files.write_rulebook import write_starter_rulebook
from kpi_xl.model.period import Period
from kpi_xl.model.worksheet_functions import FUNCTIONS
from kpi_xl.workflows.validate import validate

pytestmark = [pytest.mark.slow, pytest.mark.unmeasured]
SHIPPED = Path(__file__).parents[1] / "workbooks"
EXAMPLES = sorted(SHIPPED.rglob("*.xlsx"))
every_example = pytest.mark.parametrize("path", EXAMPLES, ids=[str(path.relative_to(SHIPPED)) for path in EXAMPLES])
SdkValidate = Callable[[list[Path]], list[str]]


def made(demo_folder: Path) -> list[Path]:
    """What the demo wrote itself: the master and the blank returns. The rest are copies of what is shipped."""
    shipped = {path.read_bytes() for path in EXAMPLES}
    paths = [path for path in sorted(demo_folder.rglob("*.xlsx")) if path.read_bytes() not in shipped]
    assert demo_folder / "master.xlsx" in paths
    return paths


@every_example
def test_a_shipped_workbook_is_sound(path: Path) -> None:
    assert prove_workbook(path) == []


@pytest.mark.sdk
def test_every_shipped_workbook_passes_the_open_xml_sdk(sdk_validate: SdkValidate) -> None:
    assert sdk_validate(EXAMPLES) == []


def test_every_workbook_the_demo_makes_is_sound(demo_folder: Path) -> None:
    assert [problem for path in made(demo_folder) for problem in prove_workbook(path)] == []


@pytest.mark.sdk
def test_every_workbook_the_demo_makes_passes_the_open_xml_sdk(demo_folder: Path, sdk_validate: SdkValidate) -> None:
    assert sdk_validate(made(demo_folder)) == []


@pytest.fixture(scope="module")
def with_buttons(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's workspace with its macro-enabled workbooks, built as a person builds them."""
    folder = tmp_path_factory.mktemp("built") / demo_folder.name
    shutil.copytree(demo_folder, folder)
    said = kpi_xl("build-workbooks", folder)
    assert said.returncode == 0, said.stdout + said.stderr
    return folder


@pytest.mark.sdk
def test_every_workbook_with_buttons_built_for_the_demo_is_sound(with_buttons: Path) -> None:
    paths = sorted(with_buttons.rglob("*.xlsm"))
    assert {path.parent.name for path in paths} == {with_buttons.name, "returns"}
    functions = frozenset(entry.name for entry in FUNCTIONS)
    assert [problem for path in paths for problem in prove_workbook(path, functions, sdk=True)] == []
    assert [problem for path in paths for problem in vba_errors(path)] == []


def test_another_process_builds_the_same_bytes(with_buttons: Path) -> None:
    paths = sorted(with_buttons.rglob("*.xlsm"))
    before = [path.read_bytes() for path in paths]
    assert kpi_xl("build-workbooks", with_buttons, "--replace").returncode == 0
    assert [path.read_bytes() for path in paths] == before


def starter_rulebook(path: Path) -> None:
    write_starter_rulebook(path, "Council & <County>", Period(2025, 1))


def varied_master(path: Path) -> None:
    rules = varied_council.rulebook()
    write_master(path, varied_council.master(rules), rules, Q2)


def tables_only_master(path: Path) -> None:
    rules = varied_council.rulebook()
    rules = replace(rules, settings=replace(rules.settings, detail_sheets=False))
    write_master(path, varied_council.master(rules), rules, Q2)


def findings_alone(path: Path) -> None:
    source = path.with_name("AS & more.csv")
    source.write_text("Ref,Value\n")
    (checked,) = validate([source], plain_rulebook(), last_quarter(), Q2).checked
    write_findings_copy(source, checked, path)


@pytest.mark.sdk
@pytest.mark.parametrize("write", [starter_rulebook, varied_master, tables_only_master, findings_alone])
def test_what_the_example_has_no_call_for_stands_up_to_everything(
    write: Callable[[Path], None], tmp_path: Path
) -> None:
    path = tmp_path / "a workbook & more.xlsx"
    write(path)
    assert prove_workbook(path, sdk=True) == []


@pytest.mark.libreoffice
def test_libreoffice_works_out_what_the_demo_master_says(
    demo_folder: Path, soffice_convert: Callable[[Path, str, Path], Path], tmp_path: Path
) -> None:
    master = demo_folder / "master.xlsx"
    found = soffice_convert(bare(master, tmp_path / "bare.xlsx"), "xlsx", tmp_path / "out")
    print(f"{formula_count(master):,} formula cells compared")
    assert differences(master, found) == []


@pytest.mark.libreoffice
def test_libreoffice_works_out_what_a_blank_return_says(
    demo_folder: Path, soffice_convert: Callable[[Path, str, Path], Path], tmp_path: Path
) -> None:
    blank = sorted((demo_folder / "returns").glob("*.xlsx"))[0]
    print(f"{formula_count(blank):,} formula cells compared")
    assert differences(blank, soffice_convert(blank, "xlsx", tmp_path)) == []
