"""Small files that ask for much work: a good return, with one kind of junk in plenty put into it."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from small_workspace import Q2, VALUES, rulebook_rows

from kpi_xl.files.write_return import write_return
from kpi_xl.files.write_rulebook import write_rulebook
from kpi_xl.model.master import Master
from kpi_xl.model.place import column_letters
from kpi_xl.model.return_plan import Answer, SignOffAnswer
from kpi_xl.model.rulebook import Rulebook
from kpi_xl.rules.returns.plan_return import plan_return
from kpi_xl.workflows.open_rulebook import open_rulebook

Parts = dict[str, bytes]
Junk = Callable[[Parts], None]
BELOW = 40
"""The first row under the table that junk stands in."""

_MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def small_rulebook(folder: Path) -> Rulebook:
    write_rulebook(folder / "rulebook.xlsx", rulebook_rows())
    return open_rulebook(folder / "rulebook.xlsx")


def good_return(rules: Rulebook) -> bytes:
    plan = plan_return(rules, "AS", Q2, Master())
    target = io.BytesIO()
    answers = {row.kpi.kpi_id: Answer(VALUES[row.kpi.kpi_id]) for row in plan.rows}
    signed = SignOffAnswer("Director of Adult Services", plan.period.end)
    write_return(target, plan, answers, summary="A quarter like the last.", sign_off=signed)
    return target.getvalue()


def parts_of(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return target.getvalue()


def with_junk(content: bytes, junk: Junk) -> bytes:
    parts = parts_of(content)
    junk(parts)
    return packed(parts)


def return_part(parts: Parts) -> str:
    """The sheet called Return."""
    found = re.search(rb'<sheet name="Return"[^>]*r:id="(\w+)"', parts["xl/workbook.xml"])
    assert found is not None
    pattern = rb'Id="%s"[^>]*Target="([^"]+)"' % found[1]
    target = re.search(pattern, parts["xl/_rels/workbook.xml.rels"])
    assert target is not None
    return f"xl/{target[1].decode()}"


def below_the_table(rows: bytes) -> Junk:
    def junk(parts: Parts) -> None:
        name = return_part(parts)
        parts[name] = parts[name].replace(b"</sheetData>", rows + b"</sheetData>", 1)

    return junk


def after_the_cells(content: bytes, before: bytes = b"<pageMargins") -> Junk:
    def junk(parts: Parts) -> None:
        name = return_part(parts)
        assert before in parts[name]
        parts[name] = parts[name].replace(before, content + before, 1)

    return junk


def text_cell(column: str, row: int, text: str) -> bytes:
    return f'<c r="{column}{row}" t="inlineStr"><is><t>{text}</t></is></c>'.encode()


def rows_of(count: int, cells: Callable[[int], bytes]) -> bytes:
    return b"".join(b'<row r="%d">%s</row>' % (row, cells(row)) for row in range(BELOW, BELOW + count))


def extract(count: int, reference: Callable[[int], bytes]) -> Junk:
    """Rows as an extract from a system has them: a reference, words in every column, a number."""

    def cells(row: int) -> bytes:
        words = b"".join(text_cell(column, row, f"Item {row % 7}") for column in "BCD")
        return reference(row) + words + b'<c r="O%d"><v>%d</v></c>' % (row, row) + text_cell("Q", row, f"Said {row}")

    return below_the_table(rows_of(count, cells))


def shared_formulas(count: int, long: int) -> Junk:
    """One formula of that many characters, stored once and used in so many cells."""
    formula = "+".join(f"A{number % 30 + 1}" for number in range(long // 3))
    ref = f"Y{BELOW}:Y{BELOW + count - 1}"

    def cells(row: int) -> bytes:
        text = f'<f t="shared" ref="{ref}" si="9">{formula}</f>' if row == BELOW else '<f t="shared" si="9"/>'
        return f'<c r="Y{row}">{text}<v>1</v></c>'.encode()

    return below_the_table(rows_of(count, cells))


def _formats(count: int) -> Junk:
    def junk(parts: Parts) -> None:
        styles = parts["xl/styles.xml"]
        parts["xl/styles.xml"] = styles.replace(b"</cellXfs>", b'<xf numFmtId="0"/>' * count + b"</cellXfs>", 1)

    return junk


def _many_sheets(count: int) -> Junk:
    def junk(parts: Parts) -> None:
        listed = "".join(f'<sheet name="Junk {n}" sheetId="{n + 500}" r:id="junk{n}"/>' for n in range(count))
        related = "".join(
            f'<Relationship Id="junk{n}" Type="{_OFFICE}/worksheet" Target="worksheets/junk{n}.xml"/>'
            for n in range(count)
        )
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
        typed = "".join(f'<Override PartName="/xl/worksheets/junk{n}.xml" ContentType="{kind}"/>' for n in range(count))
        for name, end, more in (
            ("xl/workbook.xml", b"</sheets>", listed),
            ("xl/_rels/workbook.xml.rels", b"</Relationships>", related),
            ("[Content_Types].xml", b"</Types>", typed),
        ):
            parts[name] = parts[name].replace(end, more.encode() + end, 1)
        for number in range(count):
            parts[f"xl/worksheets/junk{number}.xml"] = b"<worksheet %s><sheetData/></worksheet>" % _MAIN

    return junk


def _many_strings(count: int) -> Junk:
    def junk(parts: Parts) -> None:
        strings = b"".join(b"<si><t>Text %d</t></si>" % number for number in range(count))
        parts["xl/sharedStrings.xml"] = parts["xl/sharedStrings.xml"].replace(b"</sst>", strings + b"</sst>")

    return junk


def _many_notes(count: int) -> Junk:
    def junk(parts: Parts) -> None:
        name = return_part(parts)
        notes = "".join(
            f'<comment ref="R{n + 7}" authorId="0"><text><t>Should be {n}</t></text></comment>' for n in range(count)
        )
        parts["xl/comments9.xml"] = (
            b"<comments %s><authors><author>A</author></authors><commentList>%s</commentList></comments>"
            % (_MAIN, notes.encode())
        )
        relation = f'<Relationship Id="junk" Type="{_OFFICE}/comments" Target="../comments9.xml"/>'
        _relate(parts, name, relation)

    return junk


def _relate(parts: Parts, name: str, relation: str) -> None:
    rels = name.replace("worksheets/", "worksheets/_rels/") + ".rels"
    nothing = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    parts[rels] = parts.get(rels, nothing).replace(b"</Relationships>", relation.encode() + b"</Relationships>")


def _many_tables(count: int) -> Junk:
    def junk(parts: Parts) -> None:
        name = return_part(parts)
        for n in range(count):
            column, at = f"junk{n}", f"AZ{BELOW + 3 * n}:AZ{BELOW + 3 * n + 1}"
            parts[f"xl/tables/junk{n}.xml"] = (
                f'<table {_MAIN.decode()} id="{n + 900}" name="J{n}_" displayName="J{n}_" ref="{at}">'
                f'<tableColumns count="1"><tableColumn id="1" name="{column}"/></tableColumns></table>'
            ).encode()
        _relate(
            parts,
            name,
            "".join(
                f'<Relationship Id="jt{n}" Type="{_OFFICE}/table" Target="../tables/junk{n}.xml"/>'
                for n in range(count)
            ),
        )

    return junk


def _deep(levels: int) -> Junk:
    return after_the_cells(b"<x>" * levels + b"</x>" * levels)


def _merges(count: int) -> bytes:
    cells = b"".join(b'<mergeCell ref="S%d:T%d"/>' % (row, row) for row in range(7, count + 7))
    return b'<mergeCells count="%d">%s</mergeCells>' % (count, cells)


def _rules(count: int) -> bytes:
    one = '<dataValidation type="whole" sqref="{0}"><formula1>1</formula1><formula2>9</formula2></dataValidation>'
    rules = "".join(one.format(f"{column_letters(number % 200 + 30)}{number // 200 + 7}") for number in range(count))
    return f'<dataValidations count="{count}">{rules}</dataValidations>'.encode()


def _looks(count: int) -> bytes:
    one = '<conditionalFormatting sqref="O{0}"><cfRule type="expression" priority="{0}"><formula>O{0}&gt;1</formula>'
    return "".join(one.format(row) + "</cfRule></conditionalFormatting>" for row in range(7, count + 7)).encode()


def _links(count: int) -> bytes:
    return b"<hyperlinks>%s</hyperlinks>" % b"".join(
        b'<hyperlink ref="B%d" location="Return!A1"/>' % row for row in range(7, count + 7)
    )


def _unknown(row: int) -> bytes:
    return text_cell("A", row, f"CASE-{row}")


def _almost(row: int) -> bytes:
    return text_cell("A", row, f"AS{row % 97 + 3:02}x")


def _wide(row: int, columns: int, cell: Callable[[str, int], bytes]) -> bytes:
    return b"".join(cell(column_letters(number), row) for number in range(1, columns + 1))


def _headings(count: int) -> Junk:
    """In the header row, right of the table."""

    def junk(parts: Parts) -> None:
        name = return_part(parts)
        found = re.search(rb'<row r="6"[^>]*>.*?(?=</row>)', parts[name], re.DOTALL)
        assert found is not None
        cells = b"".join(text_cell(column_letters(number), 6, f"Heading {number}") for number in range(40, count + 40))
        parts[name] = parts[name].replace(found[0], found[0] + cells, 1)

    return junk


def _names(count: int) -> Junk:
    def junk(parts: Parts) -> None:
        names = "".join(f'<definedName name="N_{n}">Return!$A$1</definedName>' for n in range(count)).encode()
        book = parts["xl/workbook.xml"]
        if b"</definedNames>" in book:
            parts["xl/workbook.xml"] = book.replace(b"</definedNames>", names + b"</definedNames>")
        else:
            parts["xl/workbook.xml"] = book.replace(
                b"</sheets>", b"</sheets><definedNames>" + names + b"</definedNames>"
            )

    return junk


def _styles(count: int) -> Junk:
    def junk(parts: Parts) -> None:
        more = "".join(f'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="{0}"/>' for _ in range(count))
        parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b"</cellXfs>", more.encode() + b"</cellXfs>")

    return junk


def _rich(runs: int) -> Junk:
    one = b"<r><rPr><b/></rPr><t>ab </t></r>"
    return below_the_table(b'<row r="%d"><c r="Q%d" t="inlineStr"><is>%s</is></c></row>' % (BELOW, BELOW, one * runs))


def _arrays(count: int) -> Junk:
    """Arrays laid over the whole sheet, one from each of many cells."""
    return below_the_table(
        rows_of(count, lambda row: b'<c r="Y%d"><f t="array" ref="A1:XFD1048576">A1</f><v>1</v></c>' % row)
    )


JUNK: Mapping[str, Junk] = {
    "16,000 rows of unknown references": extract(16_000, _unknown),
    "16,000 rows of references that are nearly ours": extract(16_000, _almost),
    "16,000 rows of one of our references": extract(16_000, lambda row: text_cell("A", row, "AS01")),
    "16,000 rows of another directorate's references": extract(16_000, lambda row: text_cell("A", row, "EC01")),
    "16,000 rows of numbers for references": extract(16_000, lambda row: b'<c r="A%d"><v>%d</v></c>' % (row, row)),
    "16,000 rows without a reference": extract(16_000, lambda _: b""),
    "16,000 rows of totals": extract(16_000, lambda row: text_cell("A", row, f"Total {row}")),
    "30,000 blank rows with formats": below_the_table(
        rows_of(30_000, lambda row: b"".join(b'<c r="%s%d" s="3"/>' % (one, row) for one in (b"A", b"B", b"O")))
    ),
    "shared formulas that come to 12 million characters": shared_formulas(3_000, 4_000),
    "shared formulas that come to 120 million characters": shared_formulas(15_000, 8_000),
    "4,000 notes": _many_notes(4_000),
    "10,000 merged ranges": after_the_cells(_merges(10_000)),
    "5,000 data validations": after_the_cells(_rules(5_000)),
    "3,000 conditional formats": after_the_cells(_looks(3_000)),
    "20,000 links": after_the_cells(_links(20_000)),
    "2,000 sheets": _many_sheets(2_000),
    "100,000 shared strings": _many_strings(100_000),
    "500 tables": _many_tables(500),
    "16,000 headings": _headings(16_000),
    "20,000 defined names": _names(20_000),
    "64,000 looks of cells": _styles(64_000),
    "a text of 100,000 pieces": _rich(100_000),
    "2,000 arrays over the whole sheet": _arrays(2_000),
    "400,000 filled cells": below_the_table(
        rows_of(4_000, lambda row: _wide(row, 100, lambda column, at: f'<c r="{column}{at}"><v>{at}</v></c>'.encode()))
    ),
    "400,000 blank cells with formats": below_the_table(
        rows_of(4_000, lambda row: _wide(row, 100, lambda column, at: f'<c r="{column}{at}" s="1"/>'.encode()))
    ),
    "nesting 5,000 deep": _deep(5_000),
    "a text of 20 million characters": below_the_table(rows_of(1, lambda row: text_cell("Q", row, "x" * 20_000_000))),
    "400,000 cell formats": _formats(400_000),
}
"""By what there is too much of."""
