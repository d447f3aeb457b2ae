"""The names of a workbook's macro modules, to tell those we put in from others. Their code is not looked at."""

from collections.abc import Iterable, Iterator

from kpi_xl.files.reading.read_compound import read_stream
from kpi_xl.files.reading.read_error import ReadError
from kpi_xl.files.reading.read_package import Package

_PROJECT = "PROJECT"
"""Says in plain lines what the project is made of. The sheets' own modules stand in it as Document=."""
_MODULES = ("Module", "Class", "BaseClass")


def macro_modules(package: Package, active: Iterable[str]) -> tuple[str, ...]:
    """In the order of the project; none where there is no project or it makes no sense."""
    return tuple(
        name for part in active if part.lower().endswith("vbaproject.bin") for name in _modules_of(package, part)
    )


def _modules_of(package: Package, part: str) -> Iterator[str]:
    try:
        said = read_stream(package.part(part), _PROJECT) or b""
    except ReadError:  # the part is damaged, and all else may be sound
        return
    for line in said.decode("cp1252", errors="replace").splitlines():
        key, _, name = line.partition("=")
        if key in _MODULES:
            yield name.strip()
