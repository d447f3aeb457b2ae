"""Text that came with a file, made safe to be shown: on a terminal, in a log, in a message box, in a CSV, as JSON.

A text of a workbook, and a file's name too, may hold what moves a terminal's cursor, clears its screen, turns the order
of letters round, starts a line of its own or cannot be seen. Every face shows such text through this module.
"""

import re

_BREAKS = r"\t\n\x0b\x0c\r\x85\u2028\u2029"
_HIDDEN = (
    r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls of a terminal, in seven bits and in eight
    r"\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"  # unseen, or turning
    r"\ud800-\udfff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"  # half a character alone, tags, no characters
)
_UNSAFE = re.compile(f"[{_HIDDEN}]")
_BREAK = re.compile(rf"\r\n|[{_BREAKS}]")
_BREAK_BUT_LINE = re.compile(r"[\t\x0b\x0c\x85\u2028\u2029]")


def shown(text: str, longest: int | None = None) -> str:
    """`text` on one line, with each character that is no letter to look at written out: "[U+001B][2J".

    With `longest`, what is longer is cut there, with "..." for the rest.
    """
    if longest is not None and len(text) > longest:
        text = text[: longest - 3].rstrip() + "..."
    # Nearly every text is printable as a whole, which Python says much sooner.
    return text if text.isprintable() else _UNSAFE.sub(_written_out, _BREAK.sub(" ", text))


def shown_lines(text: str) -> str:
    """The same for text of several lines, whose ends stay."""
    if text.isprintable():
        return text
    return _UNSAFE.sub(_written_out, _BREAK_BUT_LINE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")))


def ascii_json(shape: object) -> str:
    """`shape` as JSON in ASCII, whatever its texts hold; half a character alone stays its escape, and reads back."""
    import json  # most runs print none

    return json.dumps(shape, indent=2, ensure_ascii=True, allow_nan=False)


def _written_out(found: re.Match[str]) -> str:
    return f"[U+{ord(found[0]):04X}]"
