"""Paths beyond the 260 characters Windows allows by default."""

import os
from pathlib import Path

_LONGEST_PLAIN = 240
"""Short of Windows' 260, to leave room for the names Excel and kpi_xl put beside a file."""
_PREFIX = "\\\\?\\"


def long_path(path: Path) -> Path:
    """`path` in the spelling that has no limit, where it is a long one on Windows; else `path` itself.

    C:\\a becomes \\\\?\\C:\\a, and a share \\\\server\\share becomes \\\\?\\UNC\\server\\share.
    """
    if os.name != "nt":
        return path
    whole = os.path.abspath(path)  # noqa: PTH100 - resolve() would turn a mapped drive into its share
    return Path(without_limit(whole)) if len(whole) > _LONGEST_PLAIN else path


def without_limit(whole: str) -> str:
    if whole.startswith(_PREFIX):
        return whole
    if whole.startswith("\\\\"):
        return f"{_PREFIX}UNC{whole[1:]}"
    return _PREFIX + whole


def spoken(path: str | Path) -> str:
    """A path as people write it, without the prefix, which says nothing to them."""
    text = os.fspath(path)
    if text.startswith(f"{_PREFIX}UNC\\"):
        return f"\\{text.removeprefix(f'{_PREFIX}UNC')}"
    return text.removeprefix(_PREFIX)
