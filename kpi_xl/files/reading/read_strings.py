"""The table of texts that cells share."""

from kpi_xl.files.reading.read_text import TextRuns, unescape
from kpi_xl.files.reading.read_xml import walk


def read_strings(name: str, content: bytes, depth: int) -> dict[str, str]:
    """The texts by their number as cells write it, spaces and line breaks as stored; rich text without
    phonetic guides, a RichText where its looks change what it says. Raises ReadError as walk does.
    """
    strings: list[str] = []
    runs = TextRuns()
    walk(
        name,
        content,
        depth,
        {"si": runs.clear, "rPh": runs.guide_starts, **runs.looks()},
        {"t": runs.add, "rPh": runs.guide_ends, "si": lambda _: strings.append(runs.text())},
    )
    return {str(number): unescape(text) for number, text in enumerate(strings)}
