"""Standard output that somebody stopped reading, or that is not there at all."""

import io
import os
import sys
from contextlib import suppress


def have_output() -> None:
    """A program started without somewhere to print (`>&-`, a service) does its work, and its words go nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, io.StringIO())


def nobody_reads(error: OSError) -> bool:
    """Whether `error` came of printing into a pipe whose reader is gone. Windows says that with EINVAL."""
    if isinstance(error, BrokenPipeError):
        return True
    if error.filename is not None or os.name != "nt":
        return False
    try:
        sys.stdout.flush()
    except OSError:
        return True
    return False


def leave_output() -> None:
    """What is still to be printed goes nowhere, or Python would end with an error of its own."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
            continue
        with suppress(OSError, ValueError, AttributeError):
            os.dup2(nowhere, stream.fileno())
