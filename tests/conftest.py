"""Tools some tests need. A check that cannot run fails on CI; elsewhere it is skipped, and the summary says so."""

import gc
import os
import re
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path

import awkward_council
import pytest
from cli import kpi_xl
from hypothesis import HealthCheck, settings
from proof import audit, libreoffice, open_xml_sdk, tools
from proof.shared_out import SharedOut
from proof.tried import Tried
from unmeasured import measure

from kpi_xl.files.write_master import write_master
from kpi_xl.model.master import Master
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.workflows.open_master import open_master
from kpi_xl.workflows.open_rulebook import open_rulebook

ON_CI = os.environ.get("CI", "").lower() in {"1", "true"}

# The same examples on every CI run, so that a red build is about the change; no deadline, for machines are shared.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, print_blob=True)
# make quick asks for it by name: every kind of input still, of each fewer.
settings.register_profile("quick", settings.get_profile("here"), max_examples=20)
settings.load_profile("ci" if ON_CI else "here")


# Workbooks are a great many small objects that live long: looking them through for cycles takes a fifth of the time.
gc.set_threshold(100_000, 50, 100)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> SharedOut:
    return SharedOut(config, log)


_BRINGS = {"libreoffice_profile": "libreoffice", "soffice_convert": "libreoffice", "sdk_validate": "sdk"}
"""Fixtures that run a program, with the marker of the tests that need it."""


def tools_needed(item: pytest.Item) -> set[str]:
    """By its markers, or by the fixtures it asks for where somebody forgot the marker."""
    fixtures: Iterable[str] = getattr(item, "fixturenames", ())
    return {mark.name for mark in item.iter_markers()} | {_BRINGS[name] for name in fixtures if name in _BRINGS}


def pytest_runtest_setup(item: pytest.Item) -> None:
    advice = tools.missing_for(tools_needed(item))
    if advice and ON_CI:
        pytest.fail("\n".join(advice), pytrace=False)
    if advice:
        pytest.skip(" ".join(advice))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """On CI a check that did not run has failed, whatever skipped it; what is expected to fail is another matter."""
    report = yield
    if ON_CI and os.name != "nt" and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> None:
    """Tests marked unmeasured run nothing of ours, or what others run: measuring makes that take thrice as long."""
    measure(item.get_closest_marker("unmeasured") is None)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    compared = [int(found.replace(",", "")) for found in _reported(terminalreporter.stats.get("passed", []))]
    if compared:
        terminalreporter.write_line(
            f"{sum(compared):,} formula cells compared by {len(compared)} tests, none differing"
        )
    skipped = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    for tool in tools.TOOLS:
        count = sum(tool.advice in reason for reason in skipped)
        if count:
            terminalreporter.write_line(f"NOT PROVED: {count} tests did not run. {tool.advice}", yellow=True, bold=True)


def _reported(reports: Iterable[pytest.TestReport]) -> Iterator[str]:
    for report in reports:
        yield from re.findall(r"^([\d,]+) formula cells compared$", report.capstdout, re.MULTILINE)


@pytest.fixture(scope="session")
def libreoffice_profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One LibreOffice profile for each xdist worker."""
    return libreoffice.new_profile(tmp_path_factory.mktemp("libreoffice"))


@pytest.fixture(scope="session")
def soffice_convert(libreoffice_profile: Path) -> Callable[[Path, str, Path], Path]:
    """`soffice_convert(path, to, outdir)`: the file made, all recalculated. Mark the test libreoffice."""

    def convert(path: Path, to: str, outdir: Path) -> Path:
        return libreoffice.convert(path, to, outdir, libreoffice_profile)

    return convert


@pytest.fixture(scope="session")
def sdk_validate() -> Callable[[Iterable[Path]], list[str]]:
    """`sdk_validate(paths)`: the Open XML SDK's complaints. Mark the test sdk."""
    return open_xml_sdk.sdk_errors


@pytest.fixture(scope="session")
def openxml_audit() -> Callable[[Path], list[str]]:
    """`openxml_audit(path)`: openxml-audit's complaints."""
    return audit.audit_errors


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `kpi-xl demo` makes, run as a person runs it. Shared: copy before changing anything."""
    folder = tmp_path_factory.mktemp("demo") / "Example council & co"
    said = kpi_xl("demo", folder)
    assert said.returncode == 0, said.stdout + said.stderr
    return folder


@pytest.fixture(scope="session")
def example(demo_folder: Path) -> tuple[Rulebook, Master]:
    """The example council's rulebook, and its master as `kpi-xl demo` made it."""
    return open_rulebook(demo_folder / "rulebook.xlsx"), open_master(demo_folder / "master.xlsx")


@pytest.fixture(scope="session")
def tried_example(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Tried:
    return Tried(demo_folder / "master.xlsx", tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="session")
def tried_quarters(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    """Eight quarters of a council with every kind of KPI."""
    folder = tmp_path_factory.mktemp("eight quarters")
    write_master(folder / "master.xlsx", awkward_council.master(), awkward_council.book(), awkward_council.PERIODS[-1])
    return Tried(folder / "master.xlsx", folder)
