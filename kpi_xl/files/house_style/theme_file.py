"""A theme's file: read, checked key by key, and laid over the theme that comes with kpi_xl."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from kpi_xl.files.disk.read import text
from kpi_xl.model.errors import DiskError, WorkspaceError

Sections = dict[str, dict[str, Any]]
"""The tables of the file: palette, base, roles, charts and numbers."""

SECTIONS = ("palette", "base", "roles", "charts", "numbers")

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.')
_BRACKETED = re.compile(
    r"\[(?:Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|Color ?\d{1,2}|[<>=]{1,2}-?\d+(?:\.\d+)?|\$[^\[\]]*)\]",
    re.IGNORECASE,
)
_SOUND = re.compile(r"General|@|[0#?.,%+() ;£$€-]*[0#?][0#?.,%+() ;£$€-]*|[dmyh:/., s-]*[dmy][dmyh:/., s-]*")
_MOST_FORMAT = 200
_ALIGN = ("left", "center", "right", "fill", "justify", "center_across", "distributed")
_VALIGN = ("top", "vcenter", "bottom", "vjustify", "vdistributed")
_SCHEMES = ("none", "minor", "major")

Check = Callable[[Any], str]
"""What a value should be, where it is not; "" where it is."""


def read_sections(path: Path) -> Sections:
    """A whole theme. Raises WorkspaceError, naming file and key, where it is not one."""
    found = _parsed(path)
    lacking = [section for section in SECTIONS if section not in found]
    if lacking:
        raise _error(path, f"it has no [{lacking[0]}]")
    _refuse_faults(path, found, found)
    return found


def lay_over(below: Sections, path: Path) -> Sections:
    """`below` with what the theme at `path` changes, property by property: a role it does not name stays as it was.

    Raises WorkspaceError, naming file and key, for what is no theme, or names a role that nothing has.
    """
    above = _parsed(path)
    merged = {section: _merged(below[section], above.get(section, {})) for section in SECTIONS}
    for section in ("roles", "charts"):
        for name in above.get(section, {}):
            if name not in below[section]:
                raise _error(path, f"nothing has the role {section}.{name}{_perhaps(name, below[section])}")
    _refuse_faults(path, above, merged)
    return merged


def _parsed(path: Path) -> Sections:
    try:
        found = tomllib.loads(text(path, "utf-8-sig"))
    except DiskError as error:
        raise _error(path, f"it cannot be read: {error.why}") from error
    except UnicodeDecodeError as error:
        raise _error(path, "it is not saved as UTF-8 text") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _error(path, f"it is not TOML: {str(error)[:200] or 'too deeply nested'}") from error
    for section, table in found.items():
        if section not in SECTIONS:
            raise _error(path, f"it has an unknown part [{section}]{_perhaps(section, SECTIONS)}")
        nested = table.items() if isinstance(table, dict) and section in ("roles", "charts") else ()
        for key, value in ((section, table), *((f"{section}.{name}", one) for name, one in nested)):
            if not isinstance(value, dict):
                raise _error(path, f"{key} should be a table, written [{key}]")
    return found


def _error(path: Path, why: str) -> WorkspaceError:
    return WorkspaceError(f"{path} is not a theme kpi_xl can use: {why}. Put that right, or take the file away.")


def _perhaps(name: str, known: Any) -> str:
    near = get_close_matches(name, list(known), n=1)
    return f" (did you mean {near[0]}?)" if near else ""


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    both = {
        name: _merged(below[name], value)
        for name, value in above.items()
        if isinstance(value, dict) and isinstance(below.get(name), dict)
    }
    return {**below, **above, **both}


def _refuse_faults(path: Path, found: Sections, whole: Sections) -> None:
    for key, value, check in _checked(found, whole["palette"]):
        wanted = check(value)
        if wanted:
            shown = repr(value) if isinstance(value, str) else str(value).lower()
            raise _error(path, f"{key} is {shown[:80]}, but it should be {wanted}")


def _checked(found: Sections, palette: Mapping[str, Any]) -> Iterator[tuple[str, Any, Check]]:
    """Each key of the file with its value and what it is held against."""
    for name, value in found.get("palette", {}).items():
        yield f"palette.{name}", value, _is_colour
    for name, value in found.get("numbers", {}).items():
        yield f'numbers."{name}"', value, _is_number_format
    properties = {**_PROPERTIES, **dict.fromkeys(_COLOURED, _palette_colour(palette))}
    fonts = {**_FONT, "color": _palette_colour(palette)}
    yield from _properties("base", found.get("base", {}), properties)
    for role, parts in found.get("roles", {}).items():
        yield from _properties(f"roles.{role}", parts, properties)
    for part, font in found.get("charts", {}).items():
        yield from _properties(f"charts.{part}", font, fonts)


def _properties(where: str, parts: Mapping[str, Any], known: Mapping[str, Check]) -> Iterator[tuple[str, Any, Check]]:
    for name, value in parts.items():
        yield f"{where}.{name}", value, known.get(name) or _unknown(name, known)


def _unknown(name: str, known: Mapping[str, Check]) -> Check:
    near = get_close_matches(name, list(known), n=1)
    return lambda value: f"called {near[0]}" if near else "left out: there is no such property"


def _is_colour(value: Any) -> str:
    return "" if isinstance(value, str) and _COLOUR.fullmatch(value) else 'a colour such as "#12355B"'


def _palette_colour(palette: Mapping[str, Any]) -> Check:
    def check(value: Any) -> str:
        named = isinstance(value, str) and value in palette
        return "" if named or not _is_colour(value) else 'a name from [palette] or a colour such as "#12355B"'

    return check


def _is_flag(value: Any) -> str:
    return "" if isinstance(value, bool) else "true or false"


def _number(low: float, high: float, *, whole: bool = True) -> Check:
    kinds = (int,) if whole else (int, float)

    def check(value: Any) -> str:
        right = isinstance(value, kinds) and not isinstance(value, bool) and low <= value <= high
        return "" if right else f"a {'whole ' if whole else ''}number from {low:g} to {high:g}"

    return check


def _one_of(*words: str) -> Check:
    return lambda value: "" if isinstance(value, str) and value in words else f"one of {', '.join(words)}"


def _is_font(value: Any) -> str:
    right = isinstance(value, str) and value.strip() and len(value) <= 31 and value.isprintable()
    return "" if right else "the name of a font, of up to 31 letters"


def _is_underline(value: Any) -> str:
    right = isinstance(value, int) and int(value) in (0, 1, 2, 33, 34)
    return "" if right else "0 for none, 1 for one line or 2 for two"


def _is_number_format(value: Any) -> str:
    """Excel calls a workbook with a bad number format damaged, so only what is surely sound is let through."""
    wanted = "a number format of Excel's, such as '#,##0{decimals}'"
    if not isinstance(value, str) or not value.strip() or len(value) > _MOST_FORMAT or not _printable(value):
        return wanted
    bare = _BRACKETED.sub("", _LITERAL.sub("", value.replace("{decimals}", "").replace("{unit}", "")))
    return "" if _SOUND.fullmatch(bare) and bare.count(";") <= 3 else wanted


def _printable(text: str) -> bool:
    return text.replace("\N{NO-BREAK SPACE}", " ").isprintable()


_BORDER = _number(0, 13)
_PROPERTIES: dict[str, Check] = {
    "font_name": _is_font,
    "font_size": _number(1, 409, whole=False),
    "font_scheme": _one_of(*_SCHEMES),
    **dict.fromkeys(("bold", "italic", "font_strikeout", "locked", "hidden", "text_wrap", "shrink"), _is_flag),
    "underline": _is_underline,
    "num_format": _is_number_format,
    "align": _one_of(*_ALIGN),
    "valign": _one_of(*_VALIGN),
    "indent": _number(0, 250),
    "rotation": _number(-90, 90),
    "pattern": _number(0, 18),
    **dict.fromkeys(("border", "bottom", "top", "left", "right"), _BORDER),
}
_COLOURED = (
    *("font_color", "bg_color", "fg_color"),
    *("border_color", "bottom_color", "top_color", "left_color", "right_color"),
)
_FONT: dict[str, Check] = {
    "name": _is_font,
    "size": _number(1, 409, whole=False),
    **dict.fromkeys(("bold", "italic"), _is_flag),
    "underline": _is_flag,
    "rotation": _number(-90, 90),
}
