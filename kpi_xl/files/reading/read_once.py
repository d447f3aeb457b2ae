"""Parts that many files share byte for byte are parsed once: returns of a quarter all come from one template."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

Rest = ParamSpec("Rest")
Result = TypeVar("Result")

# Larger parts are seldom the same twice, and would be kept for nothing.
_LARGEST = 100_000


def once_for_same_bytes(
    parse: Callable[Concatenate[bytes, Rest], Result],
) -> Callable[Concatenate[bytes, Rest], Result]:
    """`parse(content, ...)` must depend on its arguments alone, and nobody may change what it returns."""
    remembered = lru_cache(maxsize=64)(parse)

    @wraps(parse)
    def parsed(content: bytes, *rest: Rest.args, **named: Rest.kwargs) -> Result:
        if len(content) > _LARGEST:
            return parse(content, *rest, **named)
        return remembered(content, *rest, **named)

    return parsed
