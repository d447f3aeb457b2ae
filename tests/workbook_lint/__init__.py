"""What Excel would quietly repair, refuse or misread in a workbook, found without Excel: `lint(path)`."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile

from workbook_lint import cells, formula_places, package, ranges, sheets, styles, tables
from workbook_lint.book import Book, read_book
from workbook_lint.parts import Parts


def lint(path: Path, functions: frozenset[str] = frozenset()) -> list[str]:
    """Problems, each opening with where it is; empty for a sound workbook.

    `functions` are worksheet functions an add-in brings (upper case), which formulas may use.
    """
    try:
        parts = Parts(path)
    except BadZipFile as error:
        return [f"{path.name}: not a zip file ({error})"]
    broken = [f"{name}: not well-formed XML ({error})" for name, error in parts.malformed().items()]
    return broken or sorted(set(_problems(parts, functions)))


def _problems(parts: Parts, functions: frozenset[str]) -> Iterator[str]:
    yield from package.problems(parts)
    book: Book | None = read_book(parts)
    if book is None:
        yield "xl/workbook.xml: the package leads to no workbook"
        return
    for check in (sheets, cells, styles, ranges, tables):
        yield from check.problems(book)
    yield from formula_places.problems(book, functions)
