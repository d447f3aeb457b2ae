"""Tables and colours on the terminal. rich is imported only for a table that a person sees."""

import sys
from collections.abc import Collection, Iterable, Iterator, Sequence

import click

COLOURS = {"Green": "green", "Amber": "yellow", "Red": "red", "error": "red", "warning": "yellow", "fixed": "cyan"}


def coloured(word: str) -> str:
    """`word` in its colour where the terminal has colours; the word itself always stays."""
    return click.style(word, fg=COLOURS[word], bold=True) if word in COLOURS else word


def show_table(headers: Sequence[str], rows: Iterable[Sequence[str]], *, right: Iterable[int] = ()) -> None:
    """A plain table on standard output; columns named in `right` (0-based) are right-aligned.

    It fits the terminal. For a file or another program, which have no width, it is lines of columns and nothing is cut.
    """
    right = set(right)
    if not sys.stdout.isatty():
        click.echo("\n".join(("", *_lines([headers, *rows], right))))
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD if _draws_lines() else box.ASCII2, pad_edge=False)
    for number, header in enumerate(headers):
        table.add_column(header, justify="right" if number in right else "left")
    for row in rows:
        table.add_row(*row)
    Console(highlight=False).print(table)


def _lines(rows: Sequence[Sequence[str]], right: Collection[int]) -> Iterator[str]:
    """The first row is the headers. rich, which takes a thirtieth of a second to load, would add nothing here."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for at, row in enumerate(rows):
        cells = [
            text.rjust(width) if number in right else text.ljust(width)
            for number, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
        if at == 0:
            yield "  ".join("-" * width for width in widths)


def _draws_lines() -> bool:
    """Whether the console's character set has line-drawing characters; a cp1252 console has not."""
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        "─".encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
