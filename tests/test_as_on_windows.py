"""The tests themselves on a council's PC: those that cannot run there say so and are skipped, the others pass."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from unmeasured import environment

HERE = Path(__file__).parent
SAMPLE = (
    "test_safe_save.py",
    "test_doctor.py",
    "test_sniff.py",
    "test_validate.py::test_many_files_in_processes_come_out_the_same_and_in_order",
    "test_readme.py::test_its_python_does_what_it_says",
    "test_press.py::test_libreoffice_binds_each_button_to_its_macro_and_runs_it",
)
"""Some of each kind: files, the console, processes, links, LibreOffice."""


@pytest.mark.slow
def test_a_sample_passes_without_forks_links_libreoffice_or_utf_8() -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "as_on_windows", "-p", "no:cacheprovider"]
    variables = {
        **{name: value for name, value in environment().items() if name != "CI"},
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "cp1252",
        "PYTHONPATH": os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep),
    }
    said = subprocess.run(
        [*command, *(str(HERE / name) for name in SAMPLE)],
        cwd=HERE.parent,
        env=variables,
        capture_output=True,
        text=True,
        encoding="cp1252",
        check=False,
    )
    assert said.returncode == 0, said.stdout[-4000:] + said.stderr
    assert "NOT PROVED: 2 tests did not run. LibreOffice is missing" in said.stdout
    assert "links" in said.stdout, "what is skipped says why"


def test_a_test_that_uses_a_tool_needs_no_mark_to_be_skipped_without_it(request: pytest.FixtureRequest) -> None:
    from conftest import tools_needed

    class Item:
        fixturenames = ("tmp_path", "soffice_convert", "sdk_validate")

        def iter_markers(self) -> list[pytest.Mark]:
            return []

    assert tools_needed(Item()) == {"libreoffice", "sdk"}  # type: ignore[arg-type] # it has what is asked for


def test_no_text_is_read_or_written_in_whatever_encoding_the_system_has() -> None:
    """On Windows that is not UTF-8. ruff knows; the rule is one of its previews, which would change others, too."""
    command = [sys.executable, "-m", "ruff", "check", "--preview", "--select", "PLW1514", "--no-cache", "."]
    said = subprocess.run(command, cwd=HERE.parent, capture_output=True, text=True, encoding="utf-8", check=False)
    assert said.returncode == 0, said.stdout


def test_every_test_that_makes_a_link_asks_whether_it_may() -> None:
    making = {path.name for path in HERE.rglob("*.py") if ".symlink_to(" in path.read_text(encoding="utf-8")}
    assert making <= {"links.py", Path(__file__).name}
