"""Where the work is done: folders OneDrive keeps, and whether files can be written where they must be."""

import os
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from secrets import token_hex

from kpi_xl.files.disk.long_path import long_path
from kpi_xl.files.disk.look import is_folder
from kpi_xl.files.machine.computer import Computer
from kpi_xl.files.machine.registry import Registry
from kpi_xl.files.saving.log_place import log_place
from kpi_xl.model.errors import DiskError
from kpi_xl.model.machine import Places

_SYNC_ENGINES = r"HKCU\SOFTWARE\SyncEngines\Providers\OneDrive"
_ZONES = tuple(
    rf"{hive}\Software\{part}Microsoft\Windows\CurrentVersion\Internet Settings"
    for hive in ("HKLM", "HKCU")
    for part in ("Policies\\", "")
)
"""Where IT, or the user, says which servers are our own."""
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
        share=share_of(computer, place),
        intranet=_counts_as_intranet(computer, share_of(computer, place)),
    )


def share_of(computer: Computer, place: str) -> str:
    r"""The share `place` lies on, as \\server\share, "?" where it is on one that is not known; "" on this PC."""
    drive = computer.path(place).drive
    if drive.startswith("\\\\") and not drive.startswith(("\\\\?\\", "\\\\.\\")):
        return drive
    return computer.share_behind(drive) if drive else ""


def _counts_as_intranet(computer: Computer, share: str) -> bool:
    """Whether Windows is told to count that server as our own: all paths of the network, or this server by name."""
    registry = computer.registry
    if registry is None:
        return False
    if any(registry.number(rf"{root}\ZoneMap", "UNCAsIntranet") == 1 for root in _ZONES):
        return True
    server = share.strip("\\").partition("\\")[0].casefold()
    ours = (name for root in _ZONES for name, zone in _assigned(registry, root) if zone in ("1", "2"))
    return any(fnmatch(server, name.removeprefix("file:").strip("/").casefold()) for name in ours)


def _assigned(registry: Registry, root: str) -> Iterator[tuple[str, str]]:
    try:
        yield from ((name, str(zone)) for name, zone in registry.values(rf"{root}\ZoneMapKey").items())
    except PermissionError:
        return


def _folder(place: Path) -> Path:
    return place if _is_folder(place) else place.parent


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest above it there is: what is missing is made when it is needed."""
    return next((one for one in (folder, *folder.parents) if _is_folder(one)), folder)


def _is_folder(place: Path) -> bool:
    try:
        return is_folder(place)
    except DiskError:
        return False  # what the disk says of writing there is told instead


def write_refusal(folder: Path) -> str:
    """Why no file can be made in `folder`; "" when one could. Rights and policies are best asked by trying, once.

    Python's own temporary files are no way to ask: on Windows it takes a refusal for a name that is taken, and goes on
    to the next name for ever (cpython issue 66305).
    """
    trial = long_path(folder / f".kpi-xl-{token_hex(8)}")
    try:
        os.close(os.open(trial, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _GONE_WHEN_CLOSED))
        trial.unlink(missing_ok=True)
    except FileNotFoundError as error:
        return _GUARDED if _is_folder(folder) else error.strerror or str(error)
    except OSError as error:
        return error.strerror or str(error)
    return ""


_GUARDED = "the folder is there, but Windows says that it is not: Defender's Controlled folder access does that"
_GONE_WHEN_CLOSED = getattr(os, "O_TEMPORARY", 0)
"""By which Windows itself removes a file, whoever else looks at it."""


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
