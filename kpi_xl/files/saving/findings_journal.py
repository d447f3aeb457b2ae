"""The findings copies a run is writing, noted line by line before each takes its place.

A run that is cut off leaves no record, and without these lines nobody would know its copies for ours to take away.
"""

import json
from contextlib import suppress
from pathlib import Path

from kpi_xl.files.disk.look import is_there
from kpi_xl.files.disk.read import file_hash, text
from kpi_xl.files.disk.write import append
from kpi_xl.files.saving.run_record import FileSeen


def note_copy(journal: Path, path: Path, building: Path) -> None:
    """That the file `building` is about to be the file `path`, in the journal's own folder."""
    append(journal, f"{json.dumps([path.name, file_hash(building)])}\n")


def noted_copies(journal: Path) -> tuple[FileSeen, ...]:
    """What is noted, each under its path in the workspace; a line cut off half-way counts for nothing.

    Raises DiskError where there is a journal and it cannot be read.
    """
    lines = text(journal, errors="replace").split("\n")[:-1] if is_there(journal) else []
    noted = []
    for line in lines:
        with suppress(ValueError, TypeError):
            name, sha256 = json.loads(line)
            noted.append(FileSeen(f"{journal.parent.name}/{name}", str(sha256)))
    return tuple(noted)
