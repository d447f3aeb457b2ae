"""Second tries, with growing pauses: a scanner, OneDrive or a share lets go of a file after up to ten seconds."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from kpi_xl.files.disk.causes import cause_of

_FIRST, _LONGEST = 0.1, 3.2
_IN_VAIN = 30.0
"""Seconds of pauses that did not help, of whatever files, after which the first refusal counts: 500 returns on a share
that is gone are told in half a minute, not in two hours."""
_FORGOTTEN = 60.0

Result = TypeVar("Result")

_vain = {"seconds": 0.0, "at": float("-inf")}


def patiently(do: Callable[[], Result], path: Path, *, writing: bool = False) -> Result:
    """What `do` gives; where it is refused for a cause that may pass, tried again for as long as that cause is worth.

    Raises the last OSError. `path` is what is touched, to tell the cause by.
    """
    waited = 0.0
    for pause in _pauses():
        try:
            return do()
        except OSError as error:
            patience = _left(cause_of(error, path, writing=writing).value.patience)
            if waited >= patience:
                _vain["seconds"] += waited
                _vain["at"] = time.monotonic()
                raise
            time.sleep(pause)
            waited += pause
    raise AssertionError("pauses never end")


def _pauses() -> Iterator[float]:
    pause = _FIRST
    while True:
        yield pause
        pause = min(2 * pause, _LONGEST)


def _left(patience: float) -> float:
    if time.monotonic() - _vain["at"] > _FORGOTTEN:
        _vain["seconds"] = 0.0
    return min(patience, _IN_VAIN - _vain["seconds"])


def forget_vain_waits() -> None:
    """A new command begins with all its patience."""
    _vain["seconds"] = 0.0
