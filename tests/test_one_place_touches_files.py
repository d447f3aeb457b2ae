"""files/disk alone touches files, so that a long path, a second try or a cause is never somebody's own affair."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.unmeasured

PACKAGE = Path(__file__).parents[1] / "kpi_xl"
DISK = PACKAGE / "files" / "disk"

METHODS = {
    *(
        "open",
        "exists",
        "stat",
        "lstat",
        "is_file",
        "is_dir",
        "is_symlink",
        "is_mount",
        "samefile",
        "owner",
        "readlink",
    ),
    *(
        "read_bytes",
        "read_text",
        "write_bytes",
        "write_text",
        "iterdir",
        "glob",
        "rglob",
        "walk",
        "resolve",
        "absolute",
    ),
    *("unlink", "rmdir", "mkdir", "touch", "rename", "chmod", "symlink_to", "extractall", "walk"),
}
"""What a Path (or one who stands for it) does on the disk."""
PURE_OS = {
    *("name", "environ", "getpid", "PathLike", "fspath", "fsencode", "fsdecode", "pathsep", "sep", "stat_result"),
    *("devnull", "O_WRONLY", "cpu_count", "getenv", "path", "urandom"),
}
PURE_OS_PATH = {"basename", "dirname", "join", "normpath", "split", "splitext", "commonpath", "expandvars", "sep"}
MODULES = {"shutil", "tempfile", "glob", "fileinput", "linecache"}

ALLOWED = {
    ("faces/output.py", "os.open"): "the null device, in place of a pipe nobody reads",
    ("faces/output.py", "os.dup2"): "the same",
    ("faces/buttons/refresh_dashboard.py", "book.app.books.open"): "Excel opens it",
    ("files/house_style/house_workbook.py", "tempfile"): "XlsxWriter's own parts, in the system's folder for them",
    ("files/macros/vba_project.py", "tempfile"): "pyOpenVBA works on a file, in the system's folder for them",
    ("files/machine/computer.py", "shutil"): "where the system looks for a program",
    ("files/machine/look_at_places.py", "os.open"): "the doctor asks whether a file can be made by making one, once",
    ("files/machine/look_at_places.py", "os.close"): "the same",
    ("files/machine/look_at_places.py", "trial.unlink"): "the same",
    ("rules/checks/rows.py", "self._known.resolve"): "a reference, to the KPI it means",
    ("rules/checks/change_requests.py", "_known(sent).resolve"): "the same",
    ("files/machine/look_at_settings.py", "computer.exists"): "the machine as a test makes it up",
    ("files/machine/logon_launcher.py", "computer.exists"): "the same",
    ("files/master/calculations/rerating.py", "self.open"): "whether a rating is open",
    ("files/resources.py", "Path(__file__).resolve"): "where this program is, asked as it starts",
    ("files/saving/save_workbook.py", "package.open"): "a part of a zip in memory",
    ("files/saving/log_place.py", "Path.home"): "a variable, no disk",
}
"""Calls that look like it and are none, and the few that have to be where they are, each with why."""


def touches(source: str) -> Iterator[str]:
    """The calls and imports in a module that touch files, as they are written."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from _call(node)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.partition(".")[0] in MODULES)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = {alias.name for alias in node.names}
            if node.module in MODULES:
                yield node.module
            elif node.module == "os" or (node.module == "io" and names & {"open", "FileIO"}):
                yield from (f"{node.module}.{name}" for name in sorted(names - PURE_OS))


def _call(node: ast.Call) -> Iterator[str]:
    function, said = node.func, ast.unparse(node.func)
    if isinstance(function, ast.Name) and function.id in {"open", "ZipFile"}:
        in_memory = function.id == "ZipFile" and not (node.args and _is_path(node.args[0]))
        yield from () if in_memory else [said]
    elif isinstance(function, ast.Attribute):
        owner = ast.unparse(function.value)
        if owner == "os.path":
            yield from () if function.attr in PURE_OS_PATH else [said]
        elif owner == "os":
            yield from () if function.attr in PURE_OS else [said]
        elif function.attr in METHODS or (owner == "Path" and function.attr in {"cwd", "home"}):
            yield said
        elif function.attr == "replace" and len(node.args) == 1 and not node.keywords:
            yield said  # a text is replaced by two, a moment by names


def _is_path(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in {"path", "source", "building", "out", "place"}


def test_nothing_outside_files_disk_touches_a_file() -> None:
    found = {
        (path.relative_to(PACKAGE).as_posix(), call)
        for path in PACKAGE.rglob("*.py")
        if not path.is_relative_to(DISK)
        for call in touches(path.read_text(encoding="utf-8"))
    }
    assert sorted(found - set(ALLOWED)) == []
    assert sorted(set(ALLOWED) - found) == [], "an exception nobody needs any more"


@pytest.mark.parametrize(
    "source",
    [
        *("path.open('rb')", "open(path)", "path.exists()", "a.b.is_file()", "os.stat(path)", "os.path.exists(path)"),
        *("from os import remove", "import shutil", "from tempfile import TemporaryFile", "building.replace(path)"),
        *("Path.cwd()", "ZipFile(path)", "(folder / name).unlink()", "folder.rglob('*')", "from io import open"),
    ],
)
def test_what_touches_a_file_is_seen(source: str) -> None:
    assert list(touches(source)) != []


@pytest.mark.parametrize(
    "source",
    [
        *("text.replace('a', 'b')", "moment.replace(tzinfo=None)", "replace(row, value=1)", "os.environ.get('A')"),
        *("path.with_name('a')", "ZipFile(io.BytesIO(content))", "os.path.join('a', 'b')", "from os import PathLike"),
    ],
)
def test_what_touches_none_is_left_alone(source: str) -> None:
    assert list(touches(source)) == []
