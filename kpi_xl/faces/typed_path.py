"""Paths as they are typed: no shell of Windows' fills in * and ?, and one of them adds a quote."""

import re
from pathlib import Path
from typing import Any

import click

from kpi_xl.files.disk.look import is_there, named_like

_QUOTE = '"'
_DRIVE = re.compile("[A-Za-z]:")
_WILDCARDS = "*?"
"""What a prompt of Windows takes for any letters. Brackets are letters there: Outlook names a copy "Return[1].xlsx"."""


class TypedPath(click.Path):
    """One path. A quote left at its end is dropped; * and ? stand for the one path there is of such a name."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        text = self._unquoted(value, param, ctx) if isinstance(value, str) else value
        found = matches(text) if isinstance(text, str) else []
        if len(found) > 1:
            self.fail(f"{text} is the name of {len(found)} files or folders here. Name one of them.", param, ctx)
        return super().convert(found[0] if found else text, param, ctx)

    def _unquoted(self, text: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        r"""Windows PowerShell hands over 'A B\' as "A B\", which Windows reads as A B" and all that follows."""
        if _QUOTE not in text or is_there(Path(text)):
            return text
        text = text.removesuffix(_QUOTE)
        if _DRIVE.fullmatch(text):
            return f"{text}\\"  # alone it would be wherever that drive was left
        if _QUOTE in text:
            self.fail(
                f"{text} holds a quote, so what was typed after it was not understood. "
                r"Leave out the \ before the closing quote.",
                param,
                ctx,
            )
        return text


class TypedPaths(TypedPath):
    """The same, but * and ? stand for all paths of such a name; gives a tuple."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        text = self._unquoted(str(value), param, ctx)
        return tuple(click.Path.convert(self, one, param, ctx) for one in matches(text) or [text])


def matches(text: str) -> list[str]:
    """The paths there are of that name, in order; none where `text` has no * or ?, or is there as it is typed."""
    if not any(sign in text for sign in _WILDCARDS) or is_there(Path(text)):
        return []
    return named_like(text)
