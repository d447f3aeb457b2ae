"""faces -> workflows -> files -> rules -> model: an arrow means "may import", never the other way."""

from pathlib import Path

import pytest
from layering import INSIDE, LAYERS, ROOT, breaches, upward

pytestmark = pytest.mark.unmeasured

PACKAGE = Path(__file__).parents[1] / ROOT
MODULES = sorted(PACKAGE.rglob("*.py"))


def dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_no_module_imports_outwards_or_a_package_its_layer_may_not_have() -> None:
    found = [
        str(breach)
        for path in MODULES
        for breach in breaches(dotted(path), path.read_text(encoding="utf-8"), path.name == "__init__.py")
    ]
    assert not found, "\n".join(found)


def test_the_layers_are_all_there_and_there_are_no_others() -> None:
    assert {path.parent.name for path in PACKAGE.glob("*/__init__.py")} == set(LAYERS)


@pytest.mark.parametrize("layer", INSIDE)
def test_inside_a_large_layer_imports_run_one_way(layer: str) -> None:
    folders = {path.parent.name for path in (PACKAGE / layer).glob("*/__init__.py")}
    assert folders <= set(INSIDE[layer]), "a new folder has its place in the order"
    found = [
        str(breach)
        for path in sorted((PACKAGE / layer).rglob("*.py"))
        for breach in upward(dotted(path), path.read_text(encoding="utf-8"), path.name == "__init__.py")
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("module", "source", "ups"),
    [
        pytest.param("kpi_xl.rules.rating.rate", "from kpi_xl.rules.words.why import why", 1, id="a folder above"),
        pytest.param("kpi_xl.rules.words.why", "from kpi_xl.rules.rating.rate import rate", 0, id="a folder below"),
        pytest.param("kpi_xl.rules.rating.rate", "from ..words import why", 1, id="relative"),
        pytest.param("kpi_xl.rules.rating.rate", "def f():\n    import kpi_xl.rules.checks.rows", 1, id="inside"),
        pytest.param("kpi_xl.files.saving.safe", "from kpi_xl.files.write_master import x", 1, id="beside the folders"),
        pytest.param("kpi_xl.files.saving.safe", "from kpi_xl.files.resources import x", 0, id="the lowest module"),
        pytest.param("kpi_xl.files.write_master", "from kpi_xl.files.saving.safe import x", 0, id="from beside them"),
        pytest.param("kpi_xl.files.reading.book", "from kpi_xl.rules.words.why import why", 0, id="another layer"),
    ],
)
def test_an_import_that_runs_upwards_is_found(module: str, source: str, ups: int) -> None:
    assert len(upward(module, source)) == ups


@pytest.mark.parametrize(
    ("module", "source"),
    [
        pytest.param("kpi_xl.model.kpi", "from kpi_xl.rules.rate import rate", id="model imports rules"),
        pytest.param("kpi_xl.rules.rate", "import kpi_xl.files.reader", id="rules import files"),
        pytest.param("kpi_xl.files.reader", "from kpi_xl.workflows import run", id="files import workflows"),
        pytest.param("kpi_xl.workflows.run", "from kpi_xl.faces.cli import main", id="workflows import faces"),
        pytest.param("kpi_xl.rules.rate", "from ..files import reader", id="relative, two dots"),
        pytest.param("kpi_xl.rules.rate", "from .. import files", id="relative, the package's own name"),
        pytest.param("kpi_xl.rules.rate", "def f():\n    from kpi_xl import files", id="inside a function"),
        pytest.param("kpi_xl.model.kpi", "if TYPE_CHECKING:\n    import kpi_xl.rules.rate", id="for type checking"),
        pytest.param("kpi_xl.rules.rate", "import_module('kpi_xl.files.reader')", id="imported by a string"),
        pytest.param("kpi_xl.rules.rate", "importlib.import_module(name)", id="imported by a name worked out"),
        pytest.param("kpi_xl.rules.rate", "from kpi_xl import load_master", id="through the package's front door"),
        pytest.param("kpi_xl.rules.rate", "import kpi_xl", id="the package whole"),
        pytest.param("kpi_xl.model.kpi", "import numpy as np", id="model imports numpy"),
        pytest.param("kpi_xl.model.kpi", "import zipfile", id="model does input and output"),
        pytest.param("kpi_xl.rules.rate", "from os import path", id="rules do input and output"),
        pytest.param("kpi_xl.rules.rate", "import xlsxwriter", id="rules import a writer"),
        pytest.param("kpi_xl.files.reader", "from rich.table import Table", id="files import rich"),
        pytest.param("kpi_xl.workflows.run", "import pandas", id="workflows import pandas"),
        pytest.param("kpi_xl.workflows.run", "import click", id="workflows import click"),
        pytest.param("kpi_xl.faces.cli", "import openpyxl.styles", id="faces import openpyxl"),
        pytest.param("kpi_xl.misc.thing", "import json", id="a layer nobody agreed"),
        pytest.param("kpi_xl.model.kpi", "import kpi_xl.templates", id="a folder that is no layer"),
    ],
)
def test_a_breach_is_found(module: str, source: str) -> None:
    assert len(breaches(module, source)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        pytest.param(
            "kpi_xl.faces.cli", "import click\nfrom kpi_xl.workflows.run import run_quarter", id="to workflows"
        ),
        pytest.param("kpi_xl.faces.cli", "import_module(f'kpi_xl.faces.{name}')", id="a command loaded on demand"),
        pytest.param("kpi_xl.faces.cli", "import kpi_xl", id="faces use the front door"),
        pytest.param("kpi_xl.workflows.run", "from kpi_xl import __version__", id="the version"),
        pytest.param("kpi_xl.files.reader", "from kpi_xl.model import book\nimport zipfile", id="files to model"),
        pytest.param("kpi_xl.rules.many", "def f():\n    import numpy", id="numpy in rules"),
        pytest.param(
            "kpi_xl.rules.rate", "from .table import row\nfrom ..model.kpi import Kpi", id="relative, inwards"
        ),
        pytest.param("kpi_xl", "from kpi_xl.files.frames import load_master", id="the front door itself"),
    ],
)
def test_what_is_allowed_is_no_breach(module: str, source: str) -> None:
    assert breaches(module, source) == []


def test_a_relative_import_in_a_package_file_counts_from_that_package() -> None:
    assert breaches("kpi_xl.rules", "from .rate import rate", is_package=True) == []
    assert len(breaches("kpi_xl.rules", "from ..files import reader", is_package=True)) == 1
