"""The Open XML SDK's own validator, as the native binary npm carries."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

from proof.tools import SDK, run_path


def sdk_errors(paths: Iterable[Path], office: str = "Microsoft365") -> list[str]:
    """Every complaint about every file, as "file part xpath: what". The binary takes one file at a time."""
    return [error for path in paths for error in _errors_of(path, office)]


def _errors_of(path: Path, office: str) -> list[str]:
    command = [run_path(SDK), str(path), "--officeVersion", office]
    said = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False)
    if said.returncode not in (0, 1):
        raise RuntimeError(f"The Open XML SDK validator could not run on {path.name}: {said.stderr}")
    return [
        f"{path.name} {error['path'] or ''} {error['xPath'] or ''}: {error['description']}"
        for error in json.loads(said.stdout)["errors"]
    ]
