"""A pytest plugin, `-p as_on_windows`: what this system has and a council's PC has not is taken away.

No process is forked, no link may be made, no pipe lies in a folder, LibreOffice and the Open XML SDK are missing. Run
with PYTHONUTF8=0 and PYTHONIOENCODING=cp1252, the console is that of Windows, too.
"""

import errno
import multiprocessing
import os
import sys
from typing import Any

import pytest

_ABSENT = ("fork", "forkpty", "mkfifo")
_MODULES = ("resource",)


def pytest_configure(config: pytest.Config) -> None:
    from proof.tools import Tool

    multiprocessing.set_start_method("spawn", force=True)
    for name in _ABSENT:
        if hasattr(os, name):
            delattr(os, name)
    sys.modules.update(dict.fromkeys(_MODULES))
    os.symlink = os.link = _needs_a_privilege
    Tool.path = lambda self: None  # type: ignore[method-assign] # a method for all


def _needs_a_privilege(*_: Any, **__: Any) -> None:
    raise OSError(errno.EINVAL, "A required privilege is not held by the client")
