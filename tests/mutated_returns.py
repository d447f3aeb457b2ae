"""A good return spoilt by a seed: what is in its XML and its zip lost, swapped, doubled, cut short or made up."""

import random
import re
from collections.abc import Callable

from junk_returns import Parts, packed, parts_of

Spoil = Callable[[random.Random, Parts], None]

_ATTRIBUTE = re.compile(rb'\s[\w:]+="[^"]*"')
_VALUE = re.compile(rb'="([^"]*)"')
_ELEMENT = re.compile(rb"<(\w+)[^<>]*/>|<(\w+)[^<>]*>[^<>]*</\2>")
_CELL = re.compile(rb"<c [^<>]*?(?:/>|>.*?</c>)", re.DOTALL)
_ROW = re.compile(rb"<row [^<>]*?(?:/>|>.*?</row>)", re.DOTALL)
_TYPE = re.compile(rb'<c ([^<>]*?)(?: t="\w+")?>')
_CONTENT = re.compile(rb">([^<>]+)<")
_STRANGE = (
    *(b"-1", b"1e999", b"NaN", b"999999999999999999999", b"", b" ", b"#REF!", b"TRUE", b"0x10", b"1,5", b"\xc3\xa9"),
    *(b"XFE1", b"A0", b"A1048577", b"Z" * 300, b"9" * 400, b"../../etc/passwd", b"&#0;", b"&amp;", b"_x0000_", b"'"),
)
_TYPES = (b"s", b"str", b"b", b"e", b"d", b"n", b"inlineStr", b"nonsense")


def spoilt(content: bytes, seed: int) -> bytes:
    """The same return with one to four things wrong; the same seed gives the same bytes."""
    chance = random.Random(seed)
    parts = parts_of(content)
    for _ in range(chance.randint(1, 4)):
        chance.choice(_SPOILS)(chance, parts)
    made = packed(parts)
    return chance.choice(_ZIP_SPOILS)(chance, made) if chance.random() < 0.15 else made


def _xml(chance: random.Random, parts: Parts) -> str:
    """The sheets more often than the rest."""
    names = sorted(name for name in parts if name.endswith((".xml", ".rels")))
    sheets = [name for name in names if "worksheets/sheet" in name]
    return chance.choice(sheets if sheets and chance.random() < 0.6 else names)


def _swap_in(pattern: re.Pattern[bytes], made: Callable[[random.Random, bytes], bytes]) -> Spoil:
    """One of the matches in a part is replaced."""

    def spoil(chance: random.Random, parts: Parts) -> None:
        if not parts:
            return
        name = _xml(chance, parts)
        matches = list(pattern.finditer(parts[name]))
        if matches:
            at = chance.choice(matches)
            parts[name] = parts[name][: at.start()] + made(chance, at[0]) + parts[name][at.end() :]

    return spoil


def _other_type(chance: random.Random, cell: bytes) -> bytes:
    plain = re.sub(rb' t="\w+"', b"", cell)
    return plain.removesuffix(b">") + b' t="' + chance.choice(_TYPES) + b'">'


def _swapped_cells(chance: random.Random, parts: Parts) -> None:
    name = _xml(chance, parts)
    cells = list(_CELL.finditer(parts[name]))
    if len(cells) > 1:
        one, other = sorted(chance.sample(cells, 2), key=lambda cell: cell.start())
        part = parts[name]
        between = part[one.end() : other.start()]
        parts[name] = part[: one.start()] + other[0] + between + one[0] + part[other.end() :]


def _cut_short(chance: random.Random, parts: Parts) -> None:
    name = _xml(chance, parts)
    parts[name] = parts[name][: chance.randrange(len(parts[name]) + 1)]


def _bytes_changed(chance: random.Random, parts: Parts) -> None:
    name = _xml(chance, parts)
    part = bytearray(parts[name])
    for _ in range(min(len(part), chance.randint(1, 12))):
        part[chance.randrange(len(part))] = chance.randrange(256)
    parts[name] = bytes(part)


def _part_gone(chance: random.Random, parts: Parts) -> None:
    if len(parts) > 1:
        del parts[chance.choice(sorted(parts))]


def _part_of_another(chance: random.Random, parts: Parts) -> None:
    one, other = (chance.choice(sorted(parts)) for _ in range(2))
    parts[one] = parts[other]


def _odd_relation(chance: random.Random, parts: Parts) -> None:
    names = sorted(name for name in parts if name.endswith(".rels"))
    if names:
        name = chance.choice(names)
        targets = (b"worksheets/sheet99.xml", b"../../../x.xml", b"file:///c:/x.xlsx", b"", b"/", b"workbook.xml")
        parts[name] = re.sub(rb'Target="[^"]*"', b'Target="' + chance.choice(targets) + b'"', parts[name], count=1)


def _zip_cut(chance: random.Random, made: bytes) -> bytes:
    return made[: chance.randrange(len(made))]


def _zip_bytes(chance: random.Random, made: bytes) -> bytes:
    content = bytearray(made)
    for _ in range(chance.randint(1, 8)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content)


_SPOILS: tuple[Spoil, ...] = (
    _swap_in(_ATTRIBUTE, lambda _chance, _text: b""),
    _swap_in(_VALUE, lambda chance, _text: b'="' + chance.choice(_STRANGE) + b'"'),
    _swap_in(_CONTENT, lambda chance, _text: b">" + chance.choice(_STRANGE) + b"<"),
    _swap_in(_ELEMENT, lambda _chance, _text: b""),
    _swap_in(_ELEMENT, lambda chance, text: text * chance.choice((2, 3, 500))),
    _swap_in(_ROW, lambda _chance, _text: b""),
    _swap_in(_ROW, lambda _chance, text: text * 2),
    _swap_in(_TYPE, _other_type),
    _swapped_cells,
    _cut_short,
    _bytes_changed,
    _part_gone,
    _part_of_another,
    _odd_relation,
)
_ZIP_SPOILS = (_zip_cut, _zip_bytes)
