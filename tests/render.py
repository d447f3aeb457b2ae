"""Workbooks as pictures, the way a person sees them: python tests/render.py FILE OUT [--dpi 60]."""

import argparse
import subprocess
import tempfile
from pathlib import Path

from proof.libreoffice import convert, new_profile
from proof.tools import PDF_TO_PNG, run_path


def render(xlsx: Path, outdir: Path, dpi: int = 60, profile: Path | None = None) -> list[Path]:
    """One PNG for each printed page, in the order of the pages: outdir/NAME-001.png and so on.

    `profile` comes from libreoffice.new_profile; None makes one for this call, which costs about a second.
    """
    outdir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        profile = profile or new_profile(Path(scratch) / "profile")
        pdf = convert(xlsx, "pdf", Path(scratch) / "pdf", profile)
        pages = Path(scratch) / "pages"
        pages.mkdir()
        command = [run_path(PDF_TO_PNG), "-png", "-r", str(dpi), str(pdf), str(pages / "page")]
        subprocess.run(command, check=True, capture_output=True)
        # pdftoppm pads its numbers to the width of the last one, so names sort as pages do.
        made = sorted(pages.iterdir())
        return [page.replace(outdir / f"{xlsx.stem}-{number:03}.png") for number, page in enumerate(made, start=1)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="the workbook")
    parser.add_argument("out", type=Path, help="the folder for the pictures")
    parser.add_argument("--dpi", type=int, default=60, help="60 shows layout, 110 is readable")
    asked = parser.parse_args()
    for path in render(asked.file, asked.out, asked.dpi):
        print(path)


if __name__ == "__main__":
    main()
