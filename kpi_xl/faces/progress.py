"""Progress of long work, on standard error and only where a person is watching."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

Tell = Callable[[str, int, int], None]
"""Called with what is being done, how much is done, and of how much."""


@contextmanager
def progress() -> Iterator[Tell | None]:
    """A function to tell of progress, or None where standard error is not a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    yield _tell
    click.echo("\r\033[K", err=True, nl=False)


def _tell(what: str, done: int, total: int) -> None:
    filled = 24 * done // max(total, 1)
    click.echo(f"\r\033[K{what} [{'#' * filled}{'.' * (24 - filled)}] {done} of {total}", err=True, nl=False)
