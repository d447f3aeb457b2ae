"""All that is printed: lines, tables, colours. rich is imported only for a table that a person sees.

Nothing else in kpi_xl prints, so that no text of a workbook reaches a terminal but through model/shown_text.py.
"""

import os
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence

import click

from kpi_xl.model.shown_text import shown

COLOURS = {"Green": "green", "Amber": "yellow", "Red": "red", "error": "red", "warning": "yellow", "fixed": "cyan"}


def coloured(word: str) -> str:
    """`word` in its colour where the terminal has colours; the word itself always stays."""
    return styled(word, COLOURS[word]) if word in COLOURS else word


def styled(text: str, colour: str = "") -> str:
    """`text` marked to be bold, and in `colour`, when it is said. No file can hold such a mark: it is secret."""
    return f"{_MARK}<{colour}>{text}{_MARK}</>"


_MARK = f"\0{os.urandom(8).hex()}"
_MARKED = re.compile(rf"{_MARK}<([a-z/]*)>")


def say(text: str = "", *, err: bool = False) -> None:
    """One line, on standard output or on standard error; whatever `text` holds, it stays one line of letters."""
    click.echo(_ready(as_typed(text)), err=err)


def say_lines(text: str, *, err: bool = False) -> None:
    """Lines that we have put together."""
    click.echo("\n".join(map(_ready, text.split("\n"))), err=err)


def _ready(text: str) -> str:
    """The marks, every second part, as a terminal knows them; all else safe to show."""
    parts = _MARKED.split(text)
    return "".join(_style(part) if number % 2 else shown(part) for number, part in enumerate(parts))


def as_typed(text: str, started: str | None = None) -> str:
    """Commands advised as they were typed, never in JSON: `python -m kpi_xl` needs nothing on the PATH."""
    by_module = os.path.basename(sys.argv[0] if started is None else started) == "__main__.py"  # noqa: PTH119 # no file is meant
    return _COMMAND.sub("python -m kpi_xl", text) if by_module else text


_COMMAND = re.compile(r"(?<![\w./\\-])kpi-xl(?= [a-z])")


def _style(mark: str) -> str:
    return click.style("") if mark == "/" else click.style("", fg=mark or None, bold=True, reset=False)


def show_table(headers: Sequence[str], rows: Iterable[Sequence[str]], *, right: Iterable[int] = ()) -> None:
    """A plain table on standard output; columns named in `right` (0-based) are right-aligned.

    It fits the terminal. For a file or another program, which have no width, it is lines of columns and nothing is cut.
    """
    right = set(right)
    if not sys.stdout.isatty():
        say_lines("\n".join(("", *_lines([[shown(text) for text in row] for row in (headers, *rows)], right))))
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD if _draws_lines() else box.ASCII2, pad_edge=False)
    for number, header in enumerate(headers):
        table.add_column(Text(shown(header)), justify="right" if number in right else "left")
    for row in rows:
        table.add_row(*(Text(shown(text)) for text in row))  # a str would be read for marks such as [red]
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
