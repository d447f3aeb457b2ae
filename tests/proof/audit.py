"""openxml-audit: a second opinion on the schema, in Python, so it runs everywhere."""

from pathlib import Path

from unmeasured import unmeasured


def audit_errors(path: Path) -> list[str]:
    """Every complaint of openxml-audit about one file, as "file part: what"."""
    from openxml_audit import OpenXmlValidator

    with unmeasured():
        result = OpenXmlValidator().validate(path)
    return [f"{path.name} {error.part_uri or ''} {error.path or ''}: {error.description}" for error in result.errors]
