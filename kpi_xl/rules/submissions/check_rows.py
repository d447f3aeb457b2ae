"""What stands on the sheet Checks of a return sent back or checked before: our points and the officer's answers."""

import re
from collections.abc import Iterator

from kpi_xl.model.book import Book, Sheet
from kpi_xl.model.columns import CHECKS_COLUMNS, CHECKS_SHEET
from kpi_xl.model.place import Place
from kpi_xl.model.reply import KeptReply, Reply
from kpi_xl.rules.findings.findings_rows import NOTE
from kpi_xl.rules.submissions.cell_text import text_of, word_of
from kpi_xl.rules.tables.table import find_table

_OURS = re.compile(rf"{re.escape(CHECKS_SHEET)}( \d+)?\Z", re.IGNORECASE)
_PLACE = re.compile(r"(?P<sheet>'(?:[^']|'')+'|[^'!]+)!(?P<cell>[A-Z]{1,3}[1-9][0-9]*)\Z")
_SAID = ("severity", "where", "kpi_id", "message", "was", "read")


def read_check_rows(book: Book) -> list[KeptReply]:
    """Every row with an answer, and every row that is not one of ours. In the order they stand."""
    return [row for sheet in book.sheets if _OURS.match(sheet.name.strip()) for row in _rows(sheet)]


def _rows(sheet: Sheet) -> Iterator[KeptReply]:
    table = find_table(sheet, CHECKS_COLUMNS)
    if table is None or not table.readable:
        return
    for _, cells in table.rows():
        texts = {field: word_of(cell) for field, cell in cells.items()}
        reply = Reply(texts.get("tick", ""), text_of(cells.get("reason")))
        ours = bool(texts.get("code") or texts.get("key") or texts.get("severity") == "Nothing")
        if any(reply) or not ours:
            message = texts.get("message", "") if ours or texts.get("severity") == NOTE else _said(texts)
            if any(reply) or message:
                place = _place(texts.get("where", ""))
                kpi_id, code, key = (texts.get(field, "") for field in ("kpi_id", "code", "key"))
                yield KeptReply(message, reply, place, kpi_id, code, key)


def _said(texts: dict[str, str]) -> str:
    return " | ".join(texts[field] for field in _SAID if texts.get(field))


def _place(where: str) -> Place | None:
    match = _PLACE.match(where)
    if match is None:
        return None
    sheet = match["sheet"]
    return Place(sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet, match["cell"])
