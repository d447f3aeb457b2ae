"""Text as a workbook stores it: rich runs with the looks that matter, phonetic guides, and _x000D_ escapes."""

import re
from collections.abc import Callable

from kpi_xl.files.reading.read_xml import Attributes, Opened, is_true
from kpi_xl.model.rich_text import RichText, Run, text_of_runs

_SHIFTS = {"superscript": 1, "subscript": -1}
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


class TextRuns:
    """Gathers the runs of one text; a phonetic guide (how to pronounce it) is not part of the text."""

    def __init__(self) -> None:
        self._runs: list[str] = []
        self._looks: dict[int, Run] = {}
        self._before_guide = 0
        self.add: Callable[[str], object] = self._runs.append

    def looks(self) -> Opened:
        """What opens in a run before its text."""
        return {"rPr": self._own_look, "vertAlign": self._shift, "strike": self._strike}

    def clear(self, _attributes: Attributes | None = None) -> None:
        self._runs.clear()
        self._looks.clear()

    def _own_look(self, _attributes: Attributes) -> None:
        self._looks[len(self._runs)] = Run("")

    def _shift(self, attributes: Attributes) -> None:
        look = self._looks.get(len(self._runs), Run(""))
        self._looks[len(self._runs)] = look._replace(shift=_SHIFTS.get(attributes.get("val", ""), 0))

    def _strike(self, attributes: Attributes) -> None:
        look = self._looks.get(len(self._runs), Run(""))
        self._looks[len(self._runs)] = look._replace(struck=is_true(attributes.get("val", "1")))

    def guide_starts(self, _attributes: Attributes) -> None:
        self._before_guide = len(self._runs)

    def guide_ends(self, _text: str) -> None:
        del self._runs[self._before_guide :]

    def text(self) -> str:
        """As stored, escapes and all; a RichText, where looks change what is said, has none left."""
        if not any(look.shift or look.struck for look in self._looks.values()):
            return "".join(self._runs)
        as_its_cell = Run("", struck=None)
        looks = (self._looks.get(number, as_its_cell) for number in range(len(self._runs)))
        return text_of_runs([look._replace(text=unescape(text)) for look, text in zip(looks, self._runs, strict=True)])


def unescape(text: str) -> str:
    """_x000D_ stands for a character XML cannot hold, _x005F_ for an underscore that would start such an escape."""
    if "_x" not in text or isinstance(text, RichText):
        return text
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    # Two escapes may be the halves of one character; half a character alone could not be printed or saved.
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
