"""One pass of expat over one part: handlers by element name, and nothing that could reach outside the part."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, wraps
from typing import Concatenate, NoReturn, ParamSpec, TypeVar
from xml.parsers import expat

from kpi_xl.files.reading.read_error import ReadError, damaged
from kpi_xl.model.book import Unreadability

Attributes = dict[str, str]
Opened = Mapping[str, Callable[[Attributes], object]]
Closed = Mapping[str, Callable[[str], object]]
Handler = TypeVar("Handler")
Rest = ParamSpec("Rest")
Result = TypeVar("Result")

# Larger parts are seldom the same twice, and would be kept for nothing.
_LARGEST = 100_000

# Transitional, as Excel saves by default, and Strict Open XML.
MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_RELATION_ID = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)


def walk(
    name: str,
    content: bytes,
    depth: int,
    opened: Opened | None = None,
    closed: Closed | None = None,
    namespaces: Iterable[str] = MAIN,
) -> None:
    """Calls `opened[element](attributes)` and `closed[element](its own text)` as the part goes by.

    Elements are local names in any of `namespaces`; others are passed over. Raises ReadError: UNSAFE_XML for a
    DOCTYPE or for elements more than `depth` deep, DAMAGED for anything that is not XML.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    _attach(parser, depth, _qualified(opened or {}, namespaces), _qualified(closed or {}, namespaces))
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        # LookupError and ValueError: an encoding Python does not know, or whose bytes are wrong.
        raise damaged(f"the part {name} is damaged") from error


def relation_id(attributes: Attributes) -> str:
    """The r:id of an element, "" when it has none."""
    return attributes.get(_RELATION_ID[0]) or attributes.get(_RELATION_ID[1]) or ""


def is_true(value: str | None) -> bool:
    """An XML boolean; None (no such attribute) is false."""
    return value is not None and value.strip() in ("1", "true", "on")


def whole_number(value: str | None, otherwise: int = 0) -> int:
    """An XML number of things: spaces around it and zeros before it do not count."""
    digits = "" if value is None else value.strip()
    return int(digits) if digits.isdecimal() and len(digits) < 20 else otherwise


def once_for_same_bytes(
    parse: Callable[Concatenate[bytes, Rest], Result],
) -> Callable[Concatenate[bytes, Rest], Result]:
    """Parts that many files share byte for byte are parsed once: returns of a quarter all come from one template.

    `parse(content, ...)` must depend on its arguments alone, and nobody may change what it returns.
    """
    remembered = lru_cache(maxsize=64)(parse)

    @wraps(parse)
    def parsed(content: bytes, *rest: Rest.args, **named: Rest.kwargs) -> Result:
        if len(content) > _LARGEST:
            return parse(content, *rest, **named)
        return remembered(content, *rest, **named)

    return parsed


def _qualified(handlers: Mapping[str, Handler], namespaces: Iterable[str]) -> dict[str, Handler]:
    return {f"{space} {element}": handler for space in namespaces for element, handler in handlers.items()}


def _attach(parser: expat.XMLParserType, limit: int, opened: Opened, closed: Closed) -> None:
    depth = 0
    text: list[str] = []
    starts = {**opened, **{element: _starting(text, opened.get(element)) for element in closed}}

    def start(element: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > limit:
            raise ReadError(Unreadability.UNSAFE_XML, f"its XML is more than {limit} elements deep")
        if element in starts:
            starts[element](attributes)

    def end(element: str) -> None:
        nonlocal depth
        depth -= 1
        if element in closed:
            closed[element]("".join(text))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    if closed:
        parser.CharacterDataHandler = text.append


def _starting(text: list[str], handler: Callable[[Attributes], object] | None) -> Callable[[Attributes], object]:
    """For an element whose own text is wanted."""

    def start(attributes: Attributes) -> None:
        text.clear()
        if handler is not None:
            handler(attributes)

    return start


def _refuse_doctype(*_declaration: object) -> NoReturn:
    raise ReadError(Unreadability.UNSAFE_XML, "its XML declares a document type, which Excel never writes")
