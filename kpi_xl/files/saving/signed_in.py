"""Who is signed in to this computer, as a sign-off names them."""

import os
from getpass import getuser


def signed_in() -> str:
    """The person's display name on Windows, the login name elsewhere; "" where there is none."""
    try:
        return _display_name() or getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _display_name() -> str:
    if os.name != "nt":
        return ""
    import ctypes

    display, size = 3, ctypes.c_ulong(256)
    name = ctypes.create_unicode_buffer(256)
    windows = getattr(ctypes, "windll").secur32  # noqa: B009 # mypy on Linux knows no windll
    return name.value if windows.GetUserNameExW(display, name, ctypes.byref(size)) else ""
