"""Links for tests: Windows lets only some make them, so a test that needs one asks, and is skipped aloud without."""

from pathlib import Path

import pytest


def link(place: Path, to: Path) -> None:
    """Make `place` lead to the file or folder `to`, or skip the test."""
    try:
        place.symlink_to(to, target_is_directory=to.is_dir())
    except OSError as refused:
        pytest.skip(f"no links can be made here, on Windows without developer mode: {refused}")
