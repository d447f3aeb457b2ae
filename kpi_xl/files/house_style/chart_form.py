"""Charts alike but for their texts and points: XlsxWriter draws one with blanks, and the others fill them in.

A chart costs XlsxWriter a millisecond, and a master has one for each KPI. Calls private methods of XlsxWriter, which
setup.cfg pins for that reason; tests/test_chart_form.py compares the parts with those of XlsxWriter itself.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from io import StringIO
from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.xmlwriter import XMLwriter

Blanks = Mapping[str, str | Sequence[str | float | None]]

_AXES, _FIRST_AXES = "axes", 5001
_ID = 99_990_000
_POINT = '<c:ptCount val="1"/><c:pt idx="0"><c:v>', "</c:v></c:pt>"
# Private use characters, which no escaping touches and no text of ours needs.
_BLANK = re.compile(f"(?:{re.escape(_POINT[0])})?\ue000(.*?)\ue001(?:{re.escape(_POINT[1])})?")


def blank(name: str) -> str:
    """Stands in a form for the text of that name, which is then no name of a cell even if it looks like one."""
    return f"\ue000{name}\ue001"


def blank_points(name: str, *, text: bool = False) -> list[str | float]:
    """Stand in a form for cached numbers, None for each gap, or for cached texts."""
    return [blank(name) if text else _BlankNumber(name)]


class _BlankNumber(float):
    """Passes XlsxWriter's test for a number, and is written as the blank."""

    def __new__(cls, name: str) -> "_BlankNumber":
        number = super().__new__(cls)
        number._name = name
        return number

    def __format__(self, how: str) -> str:
        return blank(self._name)


class ChartForm:
    """A chart of its own, never in a workbook, as its XML cut at the blanks: the pieces at odd places are names."""

    def __init__(self, chart: Chart, draw: Callable[[Chart], None]) -> None:
        chart.embedded = True
        chart.id = _ID - _FIRST_AXES
        chart.warn_sheetname = False  # a blank is no range
        draw(chart)
        written = StringIO()
        chart._set_xml_writer(written)
        chart._assemble_xml_file()
        # The numbers of a chart's axes begin with its own.
        self._pieces = _BLANK.split(written.getvalue().replace(str(_ID), blank(_AXES)))
        self._attributes = {
            name
            for before, name in zip(self._pieces[::2], self._pieces[1::2], strict=False)
            if before.endswith('="') and name != _AXES
        }

    def xml(self, chart_id: int, blanks: Blanks) -> str:
        """The chart with that 0-based number and these texts and points."""
        texts = {name: self._filled(name, value) for name, value in blanks.items()}
        texts[_AXES] = f"{_FIRST_AXES + chart_id:04d}"
        pieces = self._pieces.copy()
        pieces[1::2] = [texts[name] for name in pieces[1::2]]
        return "".join(pieces)

    def _filled(self, name: str, value: str | Sequence[str | float | None]) -> str:
        if not isinstance(value, str):
            return _points(value)
        return _WRITER._escape_attributes(value) if name in self._attributes else _data(value)


class FilledChart(XMLwriter):
    """What XlsxWriter asks of a chart on a sheet. It has no ranges left for XlsxWriter to look the points up in."""

    already_inserted = False
    combined = None
    chart_name = ""
    x_scale = y_scale = 1
    x_offset = y_offset = 0

    def __init__(self, form: ChartForm, blanks: Blanks, size: tuple[int, int]) -> None:
        super().__init__()
        self.id = -1
        self.series = [form]
        self.formula_ids: dict[str, int] = {}
        self.formula_data: list[Any] = []
        self.width, self.height = size
        self._form, self._blanks = form, blanks

    def _assemble_xml_file(self) -> None:
        self.fh.write(self._form.xml(self.id, self._blanks))
        self._xml_close()


_WRITER = XMLwriter()


def _data(value: str | float) -> str:
    return str(_WRITER._escape_control_characters(_WRITER._escape_data(value)))


def _points(values: Sequence[str | float | None]) -> str:
    points = [
        f'<c:pt idx="{at}"><c:v>{_data(value)}</c:v></c:pt>' for at, value in enumerate(values) if value is not None
    ]
    return f'<c:ptCount val="{len(values)}"/>{"".join(points)}'
