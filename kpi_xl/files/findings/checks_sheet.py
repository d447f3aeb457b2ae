"""The Checks sheet as a worksheet part: what was found, with a link to each cell."""

from collections.abc import Iterator, Sequence

from kpi_xl.files.findings.checks_looks import Looks
from kpi_xl.files.house_style.xml_escape import in_attribute, in_element
from kpi_xl.model.columns import CHECKS_COLUMNS
from kpi_xl.model.place import Place, address
from kpi_xl.model.reply import RIGHT_AS_IT_IS
from kpi_xl.model.submission import Checked
from kpi_xl.model.text_length import LONGEST_TEXT, shortened
from kpi_xl.rules.findings.findings_rows import (
    HEADERS,
    MEANINGS,
    FindingRow,
    counts_sentence,
    finding_rows,
    status_sentence,
)

HEADER_ROW = 6
WIDTHS = tuple(column.width for column in CHECKS_COLUMNS)
_ADDRESSED = {column.field: number for number, column in enumerate(CHECKS_COLUMNS, start=1)}
ANSWER_COLUMN, REASON_COLUMN = _ADDRESSED["tick"], _ADDRESSED["reason"]
_LONGEST = 1_000
"""Characters of what was there and of what it is read as: the cell itself, one click away, holds the whole."""

_WHOLE_FILE = "Whole file"


def checks_sheet(checked: Checked, looks: Looks, namespace: str, code_name: str = "") -> bytes:
    """The part in the workbook's own main `namespace`, all texts inline, so no other part has to know of them.

    `code_name` is what the workbook's macros call the sheet, where it has any.
    """
    rows = finding_rows(checked)
    last = HEADER_ROW + max(1, len(rows))
    named = f' codeName="{code_name}"' if code_name else ""
    parts = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
        f'<worksheet xmlns="{namespace}">',
        f'<sheetPr{named}><pageSetUpPr fitToPage="1"/></sheetPr>',
        f'<dimension ref="A1:{address(last, len(HEADERS))}"/>',
        _view(),
        '<sheetFormatPr defaultRowHeight="15"/>',
        _columns(),
        "<sheetData>",
        *_rows(checked, rows, looks),
        "</sheetData>",
        _choices(last),
        _links(rows),
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>',
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>',
        "</worksheet>",
    ]
    return "".join(parts).encode("utf-8")


def row_texts(row: FindingRow) -> tuple[str, ...]:
    """In the order of the columns. The place is in words; whoever can makes it a link."""
    reply = row.reply
    return (
        *(row.severity, link_words(row.place), row.kpi_id, row.message, reply.tick, reply.reason),
        *(row.was, row.read, row.code, row.key),
    )


NOTHING_FOUND = ("Nothing", "", "", "Nothing was found.", *("",) * (len(CHECKS_COLUMNS) - 4))
"""The row of a return with nothing to say of it."""


def link_words(place: Place | None) -> str:
    return _WHOLE_FILE if place is None else str(place)


def link_target(place: Place | None) -> str:
    """Where a link goes, as Excel writes it; "" for the whole file. A whole sheet is its first cell."""
    if place is None:
        return ""
    sheet = place.sheet.replace("'", "''")
    return f"'{sheet}'!{place.cell or 'A1'}"


def _view() -> str:
    below = f"A{HEADER_ROW + 1}"
    return (
        '<sheetViews><sheetView showGridLines="0" workbookViewId="0">'
        f'<pane ySplit="{HEADER_ROW}" topLeftCell="{below}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="{below}" sqref="{below}"/></sheetView></sheetViews>'
    )


def _columns() -> str:
    columns = (
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(WIDTHS, start=1)
    )
    return f"<cols>{''.join(columns)}</cols>"


def _rows(checked: Checked, rows: Sequence[FindingRow], looks: Looks) -> Iterator[str]:
    yield _row(1, ["Checks"], [looks.title])
    yield _row(2, [status_sentence(checked)], [looks.body])
    yield _row(3, [counts_sentence(checked)], [looks.body])
    yield _row(4, [MEANINGS], [looks.body])
    yield _row(HEADER_ROW, HEADERS, [looks.header] * len(HEADERS))
    plain = looks.text
    for number, row in enumerate(rows, start=HEADER_ROW + 1):
        where = plain if row.place is None else looks.link
        answer = looks.answer if row.asks else plain
        row_looks = (looks.severity, where, plain, plain, answer, answer, *(plain,) * 4)
        yield _row(number, row_texts(row), row_looks, filled=answer)
    if not rows:
        yield _row(HEADER_ROW + 1, NOTHING_FOUND, [plain] * len(HEADERS))


def _row(number: int, texts: Sequence[str], looks: Sequence[int], filled: int = -1) -> str:
    """Blank cells are left out, but for those of the look `filled`, which shows that something belongs there."""
    cells = (
        _cell(address(number, column), text, look)
        for column, (text, look) in enumerate(zip(texts, looks, strict=True), start=1)
        if text or look == filled
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(cell: str, text: str, look: int) -> str:
    if not text:
        return f'<c r="{cell}" s="{look}"/>'
    words = f'<is><t xml:space="preserve">{in_element(shortened(text, LONGEST_TEXT))}</t></is>'
    return f'<c r="{cell}" s="{look}" t="inlineStr">{words}</c>'


def _choices(last: int) -> str:
    """One answer to choose; any other is taken as well."""
    cells = f"{address(HEADER_ROW + 1, ANSWER_COLUMN)}:{address(last, ANSWER_COLUMN)}"
    return (
        f'<dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="{cells}">'
        f'<formula1>"{RIGHT_AS_IT_IS}"</formula1></dataValidation></dataValidations>'
    )


def _links(rows: Sequence[FindingRow]) -> str:
    links = [
        f'<hyperlink ref="B{number}" location="{in_attribute(link_target(row.place))}" '
        f'display="{in_attribute(link_words(row.place))}"/>'
        for number, row in enumerate(rows, start=HEADER_ROW + 1)
        if row.place is not None
    ]
    return f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
