"""Macro code compared: the same whatever Excel changes about it when it saves, another where it does another thing."""

import hashlib
import re

_ATTRIBUTE = re.compile(r'attribute [\w.]+ ?= ?("[^"]*"|true|false|-?\d+)( ?, ?-?\d+)*$')
"""A line that says something of the module and is never run. Excel adds and drops them."""
_HARMLESS = re.compile(r"option (explicit|private module|compare (binary|text)|base [01])$|'(?!.* _$)")


def macro_hash(code: str) -> str:
    """20 hexadecimal digits over what `code` does; "" for code that does nothing.

    Excel changes line ends, blanks, the case of words (of all words alike, as last typed anywhere in a project) and
    the lines that start with Attribute. VBA does not tell words by their case.
    """
    lines = [" ".join(line.split()).casefold() for line in code.lstrip("\ufeff").splitlines()]
    said = [line for line in lines if line and not _ATTRIBUTE.match(line)]
    if all(map(_HARMLESS.match, said)):
        return ""
    return hashlib.sha256("\n".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:20]
