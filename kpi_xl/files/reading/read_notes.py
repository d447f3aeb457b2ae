"""Notes and comments on cells, old and threaded: officers leave figures in them."""

from collections.abc import Iterable

from kpi_xl.files.reading.read_package import Package
from kpi_xl.files.reading.read_relationships import Relationship, targets
from kpi_xl.files.reading.read_text import TextRuns, unescape
from kpi_xl.files.reading.read_xml import Attributes, walk

_THREADED = ("http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments",)


def read_notes(package: Package, related: Iterable[Relationship]) -> dict[str, str]:
    """By cell address. Replies follow their comment, a line each; a thread takes the place of the stand-in note that
    older Excels are shown.
    """
    notes: dict[str, str] = {}
    for part in targets(related, "comments"):
        notes.update(_notes(package, part))
    for part in targets(related, "threadedComment"):
        notes.update(_threads(package, part))
    return notes


def _notes(package: Package, part: str) -> dict[str, str]:
    notes: dict[str, str] = {}
    place = [""]
    runs = TextRuns()

    def open_comment(attributes: Attributes) -> None:
        place[0] = attributes.get("ref", "")
        runs.clear()

    walk(
        part,
        package.part(part),
        package.limits.depth,
        {"comment": open_comment, "rPh": runs.guide_starts},
        {"t": runs.add, "rPh": runs.guide_ends, "comment": lambda _: notes.update({place[0]: unescape(runs.text())})},
    )
    return notes


def _threads(package: Package, part: str) -> dict[str, str]:
    threads: dict[str, list[str]] = {}
    place = [""]

    def open_comment(attributes: Attributes) -> None:
        place[0] = attributes.get("ref", "")

    walk(
        part,
        package.part(part),
        package.limits.depth,
        {"threadedComment": open_comment},
        {"text": lambda text: threads.setdefault(place[0], []).append(text)},
        namespaces=_THREADED,
    )
    return {cell: "\n".join(said) for cell, said in threads.items()}
