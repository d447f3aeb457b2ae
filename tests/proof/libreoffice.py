"""LibreOffice without a window: convert a workbook, recalculating everything first."""

import subprocess
from pathlib import Path

from proof.tools import LIBREOFFICE, run_path

# LibreOffice believes the stored results of a file that says Microsoft Excel made it. 0 is "always recalculate";
# without it a conversion only repeats the figures it was given and proves nothing.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc">
<prop oor:name="FirstRun" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
"""


class ConversionError(Exception):
    """LibreOffice ran and made nothing; the text is what it said."""


def new_profile(folder: Path) -> Path:
    """A profile of our own in `folder`: two LibreOffices on one profile wait for each other or stop."""
    user = folder / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    return folder


def convert(source: Path, to: str, outdir: Path, profile: Path, timeout: float = 180) -> Path:
    """`source` as `to` ("pdf", "csv", "xlsx", or "xlsx:Calc MS Excel 2007 XML") in `outdir`.

    `profile` comes from new_profile. Raises ConversionError when no output appears.
    """
    outdir.mkdir(parents=True, exist_ok=True)
    made = outdir / f"{source.stem}.{to.partition(':')[0]}"
    if made.resolve() == source.resolve():
        raise ValueError("The output would replace the file it is made from.")
    made.unlink(missing_ok=True)
    command = [
        run_path(LIBREOFFICE),
        f"-env:UserInstallation={profile.resolve().as_uri()}",
        "--headless",
        "--norestore",
    ]
    command += ["--convert-to", to, "--outdir", str(outdir), str(source)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False)
    if not made.is_file():
        raise ConversionError(f"LibreOffice made no {made.name}: {said.stdout} {said.stderr}")
    return made
