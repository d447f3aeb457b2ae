"""What coverage does not look at: it takes Python up to three times as long when it is looked at."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import coverage

_ASKING = "COVERAGE_PROCESS_CONFIG"
"""What coverage hands to the processes of a measured run, so that they measure themselves and write a file at exit."""


_stopped: list[coverage.Coverage] = []


def measure(wanted: bool) -> None:
    """From here on. Stopping and going on cost 5 ms together, so that tests in a row that want the same share them."""
    measuring = coverage.Coverage.current()
    if measuring is not None and not wanted:
        measuring.stop()
        _stopped.append(measuring)
    elif wanted and _stopped:
        _stopped.pop().start()


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
    """This process's, for one that is not to be measured.

    To measure a run of kpi-xl takes as long again, and one that is killed or finds its disk full would
    leave half a file, which coverage cannot combine.
    """
    return {name: value for name, value in os.environ.items() if name != _ASKING}
