from pathlib import Path

from kpi_xl.files.saving.log_place import log_place


def test_on_windows_the_log_is_in_the_users_local_folder() -> None:
    assert log_place({"LOCALAPPDATA": "/L"}, on_windows=True) == Path("/L/kpi_xl/kpi_xl.log")


def test_on_windows_without_the_variable_it_is_under_the_home_folder() -> None:
    assert log_place({}, on_windows=True) == Path.home() / "AppData" / "Local" / "kpi_xl" / "kpi_xl.log"


def test_elsewhere_the_log_is_with_the_state_of_the_user() -> None:
    assert log_place({}, on_windows=False) == Path.home() / ".local" / "state" / "kpi_xl" / "kpi_xl.log"
    assert log_place({"XDG_STATE_HOME": "/s"}, on_windows=False) == Path("/s/kpi_xl/kpi_xl.log")


def test_a_path_in_the_environment_wins() -> None:
    assert log_place({"KPI_XL_LOG": "/tmp/one.log", "LOCALAPPDATA": "/L"}, on_windows=True) == Path("/tmp/one.log")
