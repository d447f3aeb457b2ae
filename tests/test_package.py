"""House rules that a reader of the package relies on: names, sizes, docstrings, no printing, reasons for exceptions."""

import ast
import io
import re
import statistics
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.unmeasured

TREE = Path(__file__).parents[1]
PACKAGE = TREE / "kpi_xl"
MODULES = sorted(PACKAGE.rglob("*.py"))
PYTHON = sorted([*MODULES, *(TREE / "tests").rglob("*.py"), *(TREE / "benchmarks").rglob("*.py")])

# A name that says nothing about the field invites everything.
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "data", "info", "misc", "common", "core"}
LONGEST_MODULE = 250
# A catalogue of problems is texts, read one entry at a time.
LONGEST_CATALOGUE = 400
LONGEST_FUNCTION = 60
SILENT_LAYERS = ("model", "rules", "files", "workflows")
_EXCEPTION = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma:\s*no\s+cover)\b")
_CODES = re.compile(
    r"(?:noqa(?::\s*[A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*)?|type:\s*ignore(?:\[[\w\-, ]+\])?|pragma:\s*no\s+cover)"
)
# A word or two is not much of a reason, but it is no longer none.
_REASON = re.compile(r"(?:[^\W\d_][\W\d_]*){6}")


def longest(path: Path) -> int:
    return LONGEST_CATALOGUE if path.stem.endswith("_problems") else LONGEST_MODULE


def source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def named(paths: list[Path]) -> list[str]:
    return [path.relative_to(TREE).as_posix() for path in paths]


def comments(text: str) -> Iterator[tokenize.TokenInfo]:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return (token for token in tokens if token.type == tokenize.COMMENT)


def without_reason(text: str) -> list[int]:
    """Lines whose lint or type exception has no reason beside it."""
    return [
        token.start[0]
        for token in comments(text)
        if _EXCEPTION.search(token.string) and not _REASON.search(_CODES.sub("", token.string))
    ]


def prints(text: str) -> list[int]:
    calls = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
    return [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]


def function_lengths(text: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_every_name_says_what_the_module_is_about() -> None:
    assert [path for path in named(MODULES) if EMPTY_NAMES & set(Path(path).with_suffix("").parts)] == []


def test_no_module_is_too_long_to_hold_in_the_head() -> None:
    lengths = {path: len(source(path).splitlines()) for path in MODULES}
    assert {str(path): lines for path, lines in lengths.items() if lines > longest(path)} == {}


def test_functions_are_short() -> None:
    lengths = {
        f"{path.relative_to(TREE)} {name}": length
        for path in MODULES
        for name, length in function_lengths(source(path))
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}
    assert statistics.quantiles(lengths.values(), n=10)[-1] <= 30


@pytest.mark.parametrize("path", MODULES, ids=named(MODULES))
def test_every_module_opens_with_a_sentence(path: Path) -> None:
    first, _, rest = (ast.get_docstring(ast.parse(source(path))) or "").partition("\n")
    assert first.endswith("."), "a module opens with a sentence that says what it is"
    if path.name == "__init__.py" and path.parent != PACKAGE:
        assert not rest, "a layer is said in one sentence"


def test_only_faces_print() -> None:
    layers = [path for path in MODULES if path.relative_to(PACKAGE).parts[0] in SILENT_LAYERS]
    found = [f"{path.relative_to(TREE)}:{line}" for path in layers for line in prints(source(path))]
    assert not found, "return a result; the command line prints it: " + ", ".join(found)


def test_every_exception_to_a_rule_has_its_reason_beside_it() -> None:
    found = [f"{path.relative_to(TREE)}:{line}" for path in PYTHON for line in without_reason(source(path))]
    assert not found, "say why beside it: " + ", ".join(found)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("x = 1  # noqa\n", [1], id="bare"),
        pytest.param("x = 1  # noqa: E501\n", [1], id="code only"),
        pytest.param("x = 1  # type: ignore[arg-type]\n", [1], id="type code only"),
        pytest.param("x = 1  # pragma: no cover\n", [1], id="coverage"),
        pytest.param("x = 1  # noqa: E501, F401  # kept for the add-in\n", [], id="reason after a second hash"),
        pytest.param("x = 1  # type: ignore[misc] - rich has no stubs for this\n", [], id="reason after a dash"),
        pytest.param('x = "# noqa"\n', [], id="only a string"),
    ],
)
def test_a_missing_reason_is_noticed(text: str, lines: list[int]) -> None:
    assert without_reason(text) == lines


def test_a_print_is_noticed() -> None:
    assert prints("def f():\n    print('done')\n") == [2]
