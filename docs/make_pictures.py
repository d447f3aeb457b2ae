"""The pictures of docs/pictures, made by one command through the whole of kpi_xl: python docs/make_pictures.py

`kpi-xl demo` makes the example council's master; a submission of it with mistakes is sent back by `kpi-xl run`;
LibreOffice prints them; the first printed page of each sheet named below is kept as a small PNG. Needs LibreOffice and
poppler-utils. A filled-in return with buttons can be given, and is then shown instead of one without:
python docs/make_pictures.py RETURN.xlsm
"""

import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from small_png import read_ppm, without_footer, without_margins, write_png
from spoil_return import spoil_return

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from proof.libreoffice import convert, new_profile
from proof.tools import PDF_TO_PNG, run_path


@dataclass(frozen=True, slots=True)
class Shown:
    """Which printed page: the sheet by the name in its footer, or else by its heading, and which of its pages."""

    sheet: str
    page: int = 0
    footer: bool = True


IN_MASTER = {
    "summary": Shown("Summary"),
    "overview": Shown("Caring for the vulnerable"),
    "detail": Shown("AS10"),
    "what-changed": Shown("What changed"),
}
"""What a picture is called, and what it shows."""
IN_RETURN = {
    "return": Shown("Your return", footer=False),
    "return-words": Shown("Your return", 1, footer=False),
    "sign-off": Shown("Sign-off", footer=False),
}
SENT_BACK = {"checks": Shown("Checks")}
IN_FUNCTIONS = {"monitor": Shown("Budget monitor", footer=False)}
PICTURES = IN_MASTER | IN_RETURN | SENT_BACK | IN_FUNCTIONS

DPI = 110
LARGEST = 150_000
"""Bytes of a picture."""

SHOWN_RETURN = "AS *.xlsx"


@dataclass(frozen=True, slots=True)
class Printer:
    """Prints workbooks into `folder`, one LibreOffice profile for all."""

    folder: Path
    profile: Path

    def pictures(self, workbook: Path, shown: Mapping[str, Shown], into: Path) -> Iterator[str]:
        """Lines that say what was made, or could not be."""
        pdf = convert(workbook, "pdf", self.folder, self.profile)
        pages = pages_by_sheet(pdf)
        for picture, what in shown.items():
            numbers = pages.get(what.sheet, [])[what.page :]
            if numbers:
                yield picture_of(pdf, numbers[0], into / f"{picture}.png", what.footer)
            else:
                yield f"NOT MADE: {picture}.png, because no page is the sheet {what.sheet}."


def make_pictures(into: Path, macro_return: Path | None = None) -> Iterator[str]:
    into.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        printer = Printer(scratch / "pdf", new_profile(scratch / "profile"))
        demo = scratch / "demo"
        kpi_xl("demo", demo)
        yield from printer.pictures(demo / "master.xlsx", IN_MASTER, into)
        submission = next((demo / "submissions").glob(SHOWN_RETURN))
        yield from printer.pictures(macro_return or submission, IN_RETURN, into)
        kpi_xl("formula", "workbook", scratch / "functions.xlsx")
        yield from printer.pictures(with_stored_words(scratch / "functions.xlsx"), IN_FUNCTIONS, into)
        spoil_return(submission)
        shutil.copy(next((demo / "backups").iterdir()), demo / "master.xlsx")  # as if nothing were accepted yet
        kpi_xl("run", demo)
        yield from printer.pictures(next((demo / "findings").glob(SHOWN_RETURN)), SENT_BACK, into)


def with_stored_words(workbook: Path) -> Path:
    """A copy whose calls of KPI. names are the words stored for them, as Excel shows; LibreOffice knows no LAMBDA."""
    made = workbook.with_name(f"shown {workbook.name}")
    with zipfile.ZipFile(workbook) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as into:
        for name in given.namelist():
            content = given.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = re.sub(rb"<f\b[^>]*>KPI\.[^<]*</f>", b"", content)
            into.writestr(name, content)
    return made


def kpi_xl(*arguments: object) -> None:
    """Run it quietly. 1 is no failure: a return with mistakes is rejected, as it should be."""
    command = [sys.executable, "-c", "from kpi_xl.faces.cli import main; main()", *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"kpi-xl {arguments[0]} could not run.")


def pages_by_sheet(pdf: Path) -> dict[str, list[int]]:
    """The pages of each sheet, counted from 1."""
    said = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True).stdout.decode()
    pages: dict[str, list[int]] = {}
    for number, page in enumerate(said.split("\f"), start=1):
        pages.setdefault(sheet_of(page), []).append(number)
    return pages


def sheet_of(page: str) -> str:
    """The sheet's name at the end of a master's footer; elsewhere the heading."""
    lines = page.strip().splitlines() or [""]
    _, footed, name = lines[-1].rpartition(" · ")
    return (name.partition("  ")[0] if footed else lines[0]).strip()


def picture_of(pdf: Path, page: int, path: Path, footer: bool) -> str:
    command = [run_path(PDF_TO_PNG), "-r", str(DPI), "-f", str(page), "-l", str(page), str(pdf)]
    ppm = subprocess.run(command, check=True, capture_output=True).stdout
    pixels = read_ppm(ppm)
    write_png(path, without_margins(pixels if footer else without_footer(pixels)))
    size = path.stat().st_size
    large = f", MORE than {LARGEST:,}" if size > LARGEST else ""
    return f"{path.name}: page {page}, {size:,} bytes{large}"


def main() -> None:
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    lines = list(make_pictures(Path(__file__).parent / "pictures", given))
    print("\n".join(lines))
    sys.exit(any("NOT MADE" in line or "MORE" in line for line in lines))


if __name__ == "__main__":
    main()
