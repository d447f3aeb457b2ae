"""Charts and sparklines as text, from the package itself: openpyxl keeps neither descriptions nor sparklines."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from workbook_lint.book import read_book
from workbook_lint.parts import Parts

from kpi_xl.model.place import address

Drawings = dict[str, list[str]]
"""Lines by sheet name."""


def drawings_text(path: Path) -> Drawings:
    parts = Parts(path)
    book = read_book(parts)
    assert book is not None, f"{path.name} holds no workbook"
    return {sheet.name: [*_charts(parts, sheet.part), *_sparklines(sheet.root)] for sheet in book.sheets}


def _charts(parts: Parts, sheet: str) -> Iterator[str]:
    for drawing in parts.related(sheet, "drawing"):
        relations = parts.relations(drawing)
        for anchor in parts.tree(drawing):
            told, shown = anchor.find(".//cNvPr"), anchor.find(".//chart")
            cells = f"{_corner(anchor, 'from')} to {_corner(anchor, 'to')}"
            yield f"drawing over {cells}: {'' if told is None else told.get('descr')}"
            if shown is not None:
                yield from _chart(parts.tree(relations[shown.get("r:id", "")].target))


def _corner(anchor: Element, side: str) -> str:
    row, column = (int(anchor.findtext(f"{side}/{name}") or 0) for name in ("row", "col"))
    return address(row + 1, column + 1)


def _chart(root: Element) -> Iterator[str]:
    area = root.find("chart/plotArea")
    assert area is not None
    kinds = [part.tag.removesuffix("Chart") for part in area if part.tag.endswith("Chart")]
    grouping = " ".join(part.get("val", "") for part in area.iterfind(".//grouping"))
    yield f"    {' and '.join(kinds)} chart, {grouping or 'ungrouped'}: {_words(root.find('chart/title'))}"
    for axis in (part for part in area if part.tag in ("catAx", "valAx")):
        ends = [f"{end} {part.get('val')}" for end in ("min", "max") for part in axis.iterfind(f"scaling/{end}")]
        yield f"    {axis.tag}: {' '.join([_words(axis.find('title')), *ends])}".rstrip()
    yield from (f"    series {_series(one)}" for one in area.iter("ser"))


def _series(one: Element) -> str:
    name = f"{one.findtext('tx//v')} ({one.findtext('tx//f')})"
    colours = " ".join(colour.get("val", "") for colour in one.iterfind(".//solidFill/srgbClr"))
    return f"{name}: {one.findtext('val//f')} over {one.findtext('cat//f')}, coloured {colours}"


def _words(title: Element | None) -> str:
    return "" if title is None else "".join(run.text or "" for run in title.iter("t"))


def _sparklines(sheet: Element) -> Iterator[str]:
    for group in sheet.iter("sparklineGroup"):
        colours = " ".join(f"{colour.tag} {colour.get('rgb')}" for colour in group if colour.tag == "colorSeries")
        for one in group.iter("sparkline"):
            yield f"sparkline in {one.findtext('sqref')}: {one.findtext('f')}, {colours}"
