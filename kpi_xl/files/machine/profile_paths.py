"""Paths in a user's own profile, written so that they lead into the profile of whoever opens the workbook."""

import re
from collections.abc import Mapping
from pathlib import PurePath, PurePosixPath, PureWindowsPath

from kpi_xl.files.disk.long_path import spoken

_PROFILE = ("LOCALAPPDATA", "APPDATA", "USERPROFILE")
"""The nearest first: the former two lie in the latter."""
_HOME = ("HOME",)
"""Where there is no Windows. On one it may be set, too, to a drive others have not."""
_NAMED = re.compile("%([^%]+)%")


def for_everybody(path: str, variables: Mapping[str, str]) -> str:
    r"""`path` with %LOCALAPPDATA% (APPDATA, USERPROFILE; elsewhere HOME) for that folder; other paths as they are.

    A prompt fills a variable in before we see it, so what was typed says nothing of how it was meant.
    """
    known = _by_name(variables)
    names, pure = (_HOME, PurePosixPath) if path.startswith("/") else (_PROFILE, PureWindowsPath)
    for name in names:
        folder = known.get(name.casefold(), "")
        if _is_profile(folder, pure) and pure(spoken(path)).is_relative_to(pure(folder)):
            return str(pure(f"%{name}%", pure(spoken(path)).relative_to(pure(folder))))
    return path


def _is_profile(folder: str, pure: type[PurePath]) -> bool:
    """Some who are not people have the root for their own folder, in which everything lies."""
    return bool(folder) and pure(folder) != pure(pure(folder).anchor)


def filled_in(text: str, variables: Mapping[str, str]) -> str:
    """`text` with each %NAME% of this user in place; a name that is not known stays as it is."""
    known = _by_name(variables)
    return _NAMED.sub(lambda named: known.get(named[1].casefold(), named[0]), text)


def _by_name(variables: Mapping[str, str]) -> dict[str, str]:
    return {name.casefold(): value for name, value in variables.items()}
