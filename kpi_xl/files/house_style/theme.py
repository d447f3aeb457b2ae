"""The house style: roles of cells, colours of ratings and number formats per unit, from templates/theme.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpi_xl.files.resources import template
from kpi_xl.model.errors import WorkspaceError
from kpi_xl.model.measure import Measure
from kpi_xl.model.rating import Rating

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

    from kpi_xl.files.house_style.quick_cells import QuickCells

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
    """Raises WorkspaceError, naming the file, when it is not a theme."""
    try:
        text = tomllib.loads(path.read_text(encoding="utf-8"))
        palette = text["palette"]
        base = _coloured(text["base"], palette)
        parts = {role: _coloured(properties, palette) for role, properties in text["roles"].items()}
        charts = {part: _coloured(font, palette) for part, font in text["charts"].items()}
        numbers = dict(text["numbers"])
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise WorkspaceError(
            f"{path} is not a theme kpi_xl can use ({error}). Put back the one it came with."
        ) from error
    return Theme(palette, base, {role: {**base, **part} for role, part in parts.items()}, parts, charts, numbers)


def _coloured(properties: Properties, palette: Mapping[str, str]) -> dict[str, Any]:
    return {name: palette[value] if name.endswith("color") else value for name, value in properties.items()}


@lru_cache(maxsize=1)
def theme() -> Theme:
    """The theme kpi_xl came with, read once. Raises WorkspaceError when it is missing or broken."""
    return read_theme(template("theme.toml"))


class Formats:
    """Hands out one workbook's formats by role, each made once however often it is asked for."""

    def __init__(self, workbook: "Workbook", look: Theme | None = None) -> None:
        self.theme = look or theme()
        self._workbook = workbook
        self._made: dict[str | tuple[object, ...], Format] = {}

    def __call__(self, role: str, **overrides: object) -> "Format":
        """The format of a role, with properties of this cell alone: formats("number", num_format="0.0")."""
        key = (role, *sorted(overrides.items())) if overrides else role
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._workbook.add_format({**self.theme.roles[role], **overrides})
        return found

    def named(self, measure: Measure, decimals: int, role: str = "number") -> "Format":
        """The format for a value that carries its unit with it."""
        return self(role, num_format=self.theme.named_format(measure, decimals))

    def signed(self, decimals: int, role: str = "number") -> "Format":
        """The format for a difference, its sign always shown."""
        return self(role, num_format=self.theme.signed_format(decimals))

    def value(self, measure: Measure, decimals: int, role: str = "number", **overrides: object) -> "Format":
        """The format for a value of that unit of measure."""
        return self(role, num_format=self.theme.number_format(measure, decimals), **overrides)

    def conditional(self, role: str) -> "Format":
        """The role for use in conditional formatting: only what the role itself sets."""
        key = ("conditional", role)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._workbook.add_format(self.theme.parts[role])
        return found

    @cached_property
    def rag(self) -> list[dict[str, object]]:
        """The rules for rating cells, as XlsxWriter stores them: a master has two hundred ranges of those."""
        word = {"type": "cellIs", "criteria": "equal", "stop_if_true": True}
        words = [{**word, "value": f'"{rating}"', "format": self.conditional(str(rating))} for rating in Rating]
        return [*words, {"type": "notContainsBlanks", "format": self.conditional("unrated")}]

    def number_only(self, number_format: str) -> "Format":
        """A number format for use in conditional formatting, everything else as it is."""
        key = ("number only", number_format)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._workbook.add_format({"num_format": number_format})
        return found


def rag_conditional_formats(worksheet: "QuickCells", formats: Formats, cells: str) -> None:
    """Colour the rating cells of a range ("F5:F40") by the word they hold; any other word is hatched as unrated.

    The rules look at the word and never at a number, so a blank stays blank (a rule on numbers paints it red).
    """
    worksheet.put_rules(cells, formats.rag)
