"""Templates and example workbooks are found in a checkout and in an installed package alike."""

from pathlib import Path

import pytest

from kpi_xl.files.resources import example, shipped, template
from kpi_xl.model.errors import WorkspaceError

CHECKOUT = Path(__file__).parents[1]


def file_in(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True)
    (folder / name).write_text("", encoding="utf-8")
    return folder / name


def test_a_checkout_keeps_them_beside_the_package(tmp_path: Path) -> None:
    style = file_in(tmp_path / "templates", "style.toml")
    assert shipped("templates", "style.toml", package=tmp_path / "kpi_xl") == style


def test_an_installed_package_holds_them_inside_and_wins_over_a_namesake_beside_it(tmp_path: Path) -> None:
    inside = file_in(tmp_path / "kpi_xl" / "workbooks", "rulebook.xlsx")
    file_in(tmp_path / "workbooks", "rulebook.xlsx")
    assert shipped("workbooks", "rulebook.xlsx", package=tmp_path / "kpi_xl") == inside


def test_a_missing_file_is_named_in_full(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=r"no such\.xlsx is missing.*install kpi_xl again"):
        shipped("workbooks", "no such.xlsx", package=tmp_path / "kpi_xl")


def test_the_folders_of_this_checkout_are_found() -> None:
    assert (template("."), example("")) == (CHECKOUT / "templates", CHECKOUT / "workbooks")
