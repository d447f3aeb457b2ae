"""What coverage does not look at: it takes Python up to three times as long when it is looked at."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import coverage

_ASKING = "COVERAGE_PROCESS_CONFIG"
"""What coverage hands to the processes of a measured run, so that they measure themselves and write a file at exit."""


@contextmanager
def unmeasured() -> Iterator[None]:
    """For code of others, of which nothing is kept, and for code of ours that is measured elsewhere."""
    measuring = coverage.Coverage.current()
    if measuring is None:
        yield
        return
    measuring.stop()
    try:
        yield
    finally:
        measuring.start()


def environment() -> Mapping[str, str]:
    """For a process that is killed, which would leave coverage half a file to combine; else it is this process's."""
    return {name: value for name, value in os.environ.items() if name != _ASKING}
