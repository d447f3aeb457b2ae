"""Paths in a user's own profile, written so that they lead into the profile of whoever opens the workbook."""

import re
from collections.abc import Mapping
from pathlib import PureWindowsPath

_PROFILE = ("LOCALAPPDATA", "APPDATA", "USERPROFILE")
"""The nearest first: the former two lie in the latter."""
_NAMED = re.compile("%([^%]+)%")


def for_everybody(path: str, variables: Mapping[str, str]) -> str:
    r"""`path` with %LOCALAPPDATA% (or APPDATA, USERPROFILE) for the folder of that name; other paths as they are.

    A prompt fills a variable in before we see it, so what was typed says nothing of how it was meant.
    """
    known = _by_name(variables)
    for name in _PROFILE:
        folder = known.get(name.casefold(), "")
        if folder and PureWindowsPath(path).is_relative_to(PureWindowsPath(folder)):
            return str(PureWindowsPath(f"%{name}%", PureWindowsPath(path).relative_to(PureWindowsPath(folder))))
    return path


def filled_in(text: str, variables: Mapping[str, str]) -> str:
    """`text` with each %NAME% of this user in place; a name that is not known stays as it is."""
    known = _by_name(variables)
    return _NAMED.sub(lambda named: known.get(named[1].casefold(), named[0]), text)


def _by_name(variables: Mapping[str, str]) -> dict[str, str]:
    return {name.casefold(): value for name, value in variables.items()}
