"""The house style: roles of cells, colours of ratings and number formats per unit, from a theme.toml.

The workspace's own is laid over the one in templates/ (`themed`); files/house_style/theme_file.py reads and checks it.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpi_xl.files.disk.look import is_there
from kpi_xl.files.house_style.excel_limits import MOST_NUMBER_FORMATS
from kpi_xl.files.house_style.theme_file import Sections, lay_over, read_sections
from kpi_xl.files.resources import template
from kpi_xl.model.measure import PLAIN, Measure
from kpi_xl.model.rating import Rating

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Properties = Mapping[str, Any]
"""XlsxWriter's format properties, colours as #RRGGBB."""


@dataclass(frozen=True)
class Theme:
    """`roles` are whole, the base properties included; `parts` hold only what the role itself sets.

    `charts` are the fonts of a chart's title, axes, legend and labels.
    """

    palette: Mapping[str, str]
    base: Properties
    roles: Mapping[str, Properties]
    parts: Mapping[str, Properties]
    charts: Mapping[str, Properties]
    numbers: Mapping[str, str]

    @property
    def fingerprint(self) -> str:
        """Another for another look, so that a master in the old one is written anew."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()

    def number_format(self, measure: Measure, decimals: int) -> str:
        """How Excel shows a value of that unit of measure at that many decimals: '#,##0.0"%"' for "%" and 1."""
        own = self._own(measure)
        return _filled(own or _between(measure.before, self.numbers["default"], measure.sign_after), decimals)

    def named_format(self, measure: Measure, decimals: int) -> str:
        """The same with the unit written out where it has no sign of its own: '#,##0.00" days per FTE"'."""
        own = self._own(measure)
        if own is None and not measure.has_sign and measure.after:
            own = self.numbers["named"].replace("{unit}", _quotable(measure.after.strip()))
        return _filled(own or _between(measure.before, self.numbers["default"], measure.after), decimals)

    def _own(self, measure: Measure) -> str | None:
        """The format the theme has for that unit, as the rulebook spells it or as is usual."""
        return self.numbers.get(measure.text, self.numbers.get(measure.name))

    def signed_format(self, decimals: int) -> str:
        """A difference, with its sign: +2.6, -5.4."""
        return _filled(self.numbers["signed"], decimals)


def _between(before: str, number_format: str, after: str) -> str:
    return "".join((_literal(before), number_format, _literal(after)))


def _literal(text: str) -> str:
    return f'"{_quotable(text)}"' if text else ""


def _quotable(text: str) -> str:
    return text.replace('"', "'")


def _filled(number_format: str, decimals: int) -> str:
    return number_format.replace("{decimals}", "." + "0" * decimals if decimals > 0 else "")


def read_theme(path: Path) -> Theme:
    """A whole theme. Raises WorkspaceError, naming file and key, when it is not one."""
    return _theme(read_sections(path))


def council_theme(path: Path) -> Theme:
    """The theme kpi_xl came with, and over it what the council's own at `path` changes, where there is one.

    Raises WorkspaceError, naming file and key, where that is no theme.
    """
    return _theme(lay_over(_packaged(), path)) if is_there(path) else _packaged_theme()


def theme() -> Theme:
    """The theme to write in: the one `themed` chose, else the one kpi_xl came with."""
    return _chosen.get() or _packaged_theme()


@contextmanager
def themed(path: Path) -> Iterator[Theme]:
    """Every workbook written meanwhile has the look of the council's theme at `path`; errors as `council_theme`'s."""
    token = _chosen.set(council_theme(path))
    try:
        yield theme()
    finally:
        _chosen.reset(token)


_chosen: ContextVar[Theme | None] = ContextVar("theme", default=None)


@lru_cache(maxsize=1)
def _packaged() -> Sections:
    return read_sections(template("theme.toml"))


@lru_cache(maxsize=1)
def _packaged_theme() -> Theme:
    return _theme(_packaged())


def _theme(sections: Sections) -> Theme:
    palette, base = sections["palette"], _coloured(sections["base"], sections["palette"])
    parts = {role: _coloured(properties, palette) for role, properties in sections["roles"].items()}
    charts = {part: _coloured(font, palette) for part, font in sections["charts"].items()}
    roles = {role: {**base, **part} for role, part in parts.items()}
    return Theme(palette, base, roles, parts, charts, sections["numbers"])


def _coloured(properties: Properties, palette: Mapping[str, str]) -> dict[str, Any]:
    """A colour is named from the palette, or given as it is."""
    return {name: palette.get(value, value) if name.endswith("color") else value for name, value in properties.items()}


MOST_UNIT_FORMATS = MOST_NUMBER_FORMATS - 40
"""Number formats of units in a workbook; the rest are left to dates, shares and plain numbers."""


class Formats:
    """Hands out one workbook's formats by role, each made once however often it is asked for."""

    def __init__(self, workbook: "Workbook", look: Theme | None = None) -> None:
        self.theme = look or theme()
        self._workbook = workbook
        self._made: dict[str | tuple[object, ...], Format] = {}
        self._numbers: set[str] = set()

    def __call__(self, role: str, **overrides: object) -> "Format":
        """The format of a role, with properties of this cell alone: formats("number", num_format="0.0")."""
        key = (role, *sorted(overrides.items())) if overrides else role
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._workbook.add_format({**self.theme.roles[role], **overrides})
        return found

    def named(self, measure: Measure, decimals: int, role: str = "number") -> "Format":
        """The format for a value that carries its unit with it."""
        return self(role, num_format=self._within(self.theme.named_format(measure, decimals), decimals))

    def signed(self, decimals: int, role: str = "number") -> "Format":
        """The format for a difference, its sign always shown."""
        return self(role, num_format=self.theme.signed_format(decimals))

    def value(self, measure: Measure, decimals: int, role: str = "number", **overrides: object) -> "Format":
        """The format for a value of that unit of measure."""
        return self(role, num_format=self._within(self.theme.number_format(measure, decimals), decimals), **overrides)

    def _within(self, number_format: str, decimals: int) -> str:
        """The number format, or the plain one once the council's units have used up those Excel has room for."""
        if number_format not in self._numbers and len(self._numbers) >= MOST_UNIT_FORMATS:
            return self.theme.number_format(PLAIN, decimals)
        self._numbers.add(number_format)
        return number_format

    def conditional(self, role: str) -> "Format":
        """The role for use in conditional formatting: only what the role itself sets."""
        key = ("conditional", role)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._workbook.add_format(self.theme.parts[role])
        return found

    @cached_property
    def rag(self) -> list[dict[str, object]]:
        """The rules for rating cells, in XlsxWriter's words."""
        word = {"type": "cell", "criteria": "==", "stop_if_true": True}
        words = [{**word, "value": f'"{rating}"', "format": self.conditional(str(rating))} for rating in Rating]
        return [*words, {"type": "no_blanks", "format": self.conditional("unrated")}]

    def number_only(self, number_format: str) -> "Format":
        """A number format for use in conditional formatting, everything else as it is."""
        key = ("number only", number_format)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._workbook.add_format({"num_format": number_format})
        return found


def rag_conditional_formats(worksheet: "Worksheet", formats: Formats, cells: str) -> None:
    """Colour the rating cells of a range ("F5:F40") by the word they hold; any other word is hatched as unrated.

    The rules look at the word and never at a number, so a blank stays blank (a rule on numbers paints it red).
    """
    for rule in formats.rag:
        worksheet.conditional_format(cells, dict(rule))
