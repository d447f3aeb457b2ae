"""Tables and colours on the terminal. rich is imported only when a table is shown."""

import sys
from collections.abc import Iterable, Sequence

import click

COLOURS = {"Green": "green", "Amber": "yellow", "Red": "red", "error": "red", "warning": "yellow", "fixed": "cyan"}

PIPED_WIDTH = 160
"""Columns where standard output is a file or another program, which has no width of its own."""


def coloured(word: str) -> str:
    """`word` in its colour where the terminal has colours; the word itself always stays."""
    return click.style(word, fg=COLOURS[word], bold=True) if word in COLOURS else word


def counted(number: int, noun: str) -> str:
    """ "1 file", "2 files", "1,000 files"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def show_table(headers: Sequence[str], rows: Iterable[Sequence[str]], *, right: Iterable[int] = ()) -> None:
    """A plain table on standard output; columns named in `right` (0-based) are right-aligned."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD if _draws_lines() else box.ASCII2, pad_edge=False)
    right = set(right)
    for number, header in enumerate(headers):
        table.add_column(header, justify="right" if number in right else "left")
    for row in rows:
        table.add_row(*row)
    Console(highlight=False, width=None if sys.stdout.isatty() else PIPED_WIDTH).print(table)


def _draws_lines() -> bool:
    """Whether the console's character set has line-drawing characters; a cp1252 console has not."""
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        "─".encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
