"""One workbook through every proof that needs no eyes."""

from pathlib import Path

from workbook_lint import lint

from proof.audit import audit_errors
from proof.open_xml_sdk import sdk_errors


def prove_workbook(path: Path, functions: frozenset[str] = frozenset(), *, sdk: bool = False) -> list[str]:
    """Everything wrong with `path`: our lint, openxml-audit and, when `sdk`, the Open XML SDK. Empty is proved.

    `functions` are worksheet functions an add-in brings. With `sdk`, mark the test sdk.
    """
    return [*lint(path, functions), *audit_errors(path), *(sdk_errors([path]) if sdk else [])]
