"""Text as a workbook stores it: rich runs, phonetic guides, and _x000D_ escapes."""

import re
from collections.abc import Callable

from kpi_xl.files.reading.read_xml import Attributes

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


class TextRuns:
    """Gathers the runs of one text; a phonetic guide (how to pronounce it) is not part of the text."""

    def __init__(self) -> None:
        self._runs: list[str] = []
        self._before_guide = 0
        self.add: Callable[[str], object] = self._runs.append

    def clear(self, _attributes: Attributes | None = None) -> None:
        self._runs.clear()

    def guide_starts(self, _attributes: Attributes) -> None:
        self._before_guide = len(self._runs)

    def guide_ends(self, _text: str) -> None:
        del self._runs[self._before_guide :]

    def text(self) -> str:
        """As stored, escapes and all."""
        return "".join(self._runs)


def unescape(text: str) -> str:
    """_x000D_ stands for a character XML cannot hold, _x005F_ for an underscore that would start such an escape."""
    if "_x" not in text:
        return text
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    # Two escapes may be the halves of one character; half a character alone could not be printed or saved.
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
