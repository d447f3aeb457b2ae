"""The pictures of docs/pictures, made by one command through the whole of kpi_xl: python docs/make_pictures.py

`kpi-xl demo` makes the example council's master; LibreOffice prints it; the first printed page of each sheet named
below is kept as a small PNG. Needs LibreOffice and poppler-utils.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from small_png import read_ppm, without_margins, write_png

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from proof.libreoffice import convert, new_profile
from proof.tools import PDF_TO_PNG, run_path

PICTURES = {
    "summary": "Summary",
    "overview": "Caring for the vulnerable",
    "detail": "AS10",
    "what-changed": "What changed",
}
"""What a picture is called, and the sheet it shows."""

DPI = 110
LARGEST = 150_000
"""Bytes of a picture."""

DEMO = (sys.executable, "-c", "from kpi_xl.faces.cli import main; main()", "demo")


def make_pictures(into: Path) -> Iterator[str]:
    """Lines that say what was made, or could not be."""
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        subprocess.run([*DEMO, str(scratch / "demo")], check=True, stdout=subprocess.DEVNULL)
        pdf = convert(scratch / "demo" / "master.xlsx", "pdf", scratch / "pdf", new_profile(scratch / "profile"))
        pages = pages_by_sheet(pdf)
        into.mkdir(exist_ok=True)
        for picture, sheet in PICTURES.items():
            if sheet in pages:
                yield picture_of(pdf, pages[sheet], into / f"{picture}.png")
            else:
                yield f"NOT MADE: {picture}.png, because no page is the sheet {sheet}."


def pages_by_sheet(pdf: Path) -> dict[str, int]:
    """The first page of each sheet, from 1, by the name at the end of its footer."""
    said = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True).stdout.decode()
    pages: dict[str, int] = {}
    for number, page in enumerate(said.split("\f"), start=1):
        footer = page.rstrip().rpartition("\n")[2]
        sheet = footer.rpartition(" · ")[2].partition("  ")[0].strip()
        pages.setdefault(sheet, number)
    return pages


def picture_of(pdf: Path, page: int, path: Path) -> str:
    command = [run_path(PDF_TO_PNG), "-r", str(DPI), "-f", str(page), "-l", str(page), str(pdf)]
    ppm = subprocess.run(command, check=True, capture_output=True).stdout
    write_png(path, without_margins(read_ppm(ppm)))
    size = path.stat().st_size
    large = f", MORE than {LARGEST:,}" if size > LARGEST else ""
    return f"{path.name}: page {page}, {size:,} bytes{large}"


def main() -> None:
    lines = list(make_pictures(Path(__file__).parent / "pictures"))
    print("\n".join(lines))
    sys.exit(any("NOT MADE" in line or "MORE" in line for line in lines))


if __name__ == "__main__":
    main()
