"""The README says what the program does: its help, exit codes, commands, benchmarks and Python lines are run."""

import os
import re
import shutil
from pathlib import Path

import pytest
from cli import kpi_xl

from kpi_xl.faces import exit_codes
from kpi_xl.faces.commands import COMMANDS

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
HELP = re.compile(r"<!-- help -->\n(.*?)<!-- /help -->", re.DOTALL)


def help_block() -> str:
    return f"```\n$ kpi-xl --help\n{kpi_xl('--help').stdout.rstrip()}\n```\n"


def test_the_help_block_is_what_the_program_prints():
    text = README.read_text(encoding="utf-8")
    if os.environ.get("KPI_XL_REWRITE_GOLDEN"):
        README.write_text(HELP.sub(lambda _: f"<!-- help -->\n{help_block()}<!-- /help -->", text), encoding="utf-8")
        return
    found = HELP.search(text)
    assert found is not None
    assert found[1] == help_block()


def test_the_exit_codes_are_the_programs():
    text = README.read_text(encoding="utf-8")
    table = dict(re.findall(r"^\| (\d+) \| (.+?) \|$", text, re.MULTILINE))
    assert table == {
        str(exit_codes.CLEAN): "clean",
        str(exit_codes.REJECTED_OR_MISSING): "something was rejected or is missing",
        str(exit_codes.COULD_NOT_RUN): "could not run, or not to its end: the last words say what stands",
        str(exit_codes.INTERRUPTED): "stopped by Ctrl+C",
        str(exit_codes.CLOSED_PIPE): r"nobody read its output to the end (`kpi-xl run \| head`); what it did, it did",
        str(exit_codes.ENDED): "asked to end by the system",
    }


def test_every_command_named_exists():
    named = set(re.findall(r"kpi-xl ([a-z][a-z-]+)", README.read_text(encoding="utf-8")))
    assert named <= {command.name for command in COMMANDS}
    assert {"run", "validate", "issue-returns"} <= named


def test_every_file_it_points_to_is_there():
    text = README.read_text(encoding="utf-8")
    pointed = re.findall(r"\]\(([^)#:]+)\)", text) + re.findall(r"`(benchmarks/[\w./]+)`", text)
    assert pointed
    assert [path for path in pointed if not (ROOT / path).exists()] == []


def test_every_benchmark_is_named():
    text = README.read_text(encoding="utf-8")
    assert [path.name for path in (ROOT / "benchmarks").glob("bench_*.py") if path.name not in text] == []


def test_its_python_does_what_it_says(demo_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    shutil.copytree(demo_folder, tmp_path / "demo")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL):
        for line in block.splitlines():
            code, _, comment = line.partition("#")
            expected = comment.strip()
            if expected.startswith(("'", "array", "[")):
                assert repr(eval(code, names)).split(", dtype")[0].rstrip(")") == expected.rstrip(")"), line
            else:
                exec(code, names)
