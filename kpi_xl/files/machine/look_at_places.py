"""Where the work is done: folders OneDrive keeps, and whether files can be written where they must be."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from kpi_xl.files.machine.computer import Computer
from kpi_xl.files.machine.registry import Registry
from kpi_xl.files.saving.log_place import log_place
from kpi_xl.model.machine import Places

_SYNC_ENGINES = r"HKCU\SOFTWARE\SyncEngines\Providers\OneDrive"
_VARIABLES = ("OneDriveCommercial", "OneDriveConsumer", "OneDrive")


def is_web_address(place: str) -> bool:
    return place.casefold().startswith(("https://", "http://"))


def look_at_places(computer: Computer, place: str) -> Places:
    """`place` is a workbook, a folder or a web address; nothing can be written at an address, and none is tried."""
    log = log_place(computer.variables, on_windows=computer.windows)
    folder = "" if is_web_address(place) else str(_folder(Path(place)))
    return Places(
        place=place,
        folder=folder,
        folder_refusal=write_refusal(Path(folder)) if folder else "",
        log=str(log),
        log_refusal=write_refusal(_nearest(log.parent)),
        synced=tuple(dict.fromkeys(_synced(computer))),
    )


def _folder(place: Path) -> Path:
    return place if place.is_dir() else place.parent


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest above it there is: what is missing is made when it is needed."""
    return next((one for one in (folder, *folder.parents) if one.is_dir()), folder)


def write_refusal(folder: Path) -> str:
    """Why no file can be made in `folder`; "" when one could. Rights and policies are best asked by trying."""
    try:
        with tempfile.TemporaryFile(dir=folder, prefix=".kpi-xl-"):
            return ""
    except OSError as error:
        return error.strerror or str(error)


def _synced(computer: Computer) -> Iterator[str]:
    for name in _VARIABLES:
        if computer.variables.get(name):
            yield computer.variables[name]
    if computer.registry is not None:
        yield from _mounts(computer.registry)


def _mounts(registry: Registry) -> Iterator[str]:
    """Libraries of SharePoint and Teams are synced to folders of their own, which only the registry tells."""
    for name in registry.subkeys(_SYNC_ENGINES):
        mount = registry.value(rf"{_SYNC_ENGINES}\{name}", "MountPoint")
        if mount:
            yield str(mount)
