"""A workbook takes its place only when it reads back."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kpi_xl.files.house_style.new_workbook import new_workbook
from kpi_xl.files.saving.save_workbook import fault_in, save_workbook
from kpi_xl.model.errors import SaveError

PART = "xl/worksheets/sheet1.xml"


def sound() -> dict[str, bytes]:
    made = io.BytesIO()
    with new_workbook(made, "A title", "A subject") as workbook:
        workbook.add_worksheet("One").write_string(0, 0, "text")
    package = zipfile.ZipFile(made)
    return {name: package.read(name) for name in package.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def flipped(content: bytes) -> bytes:
    """One bit of the first part's packed bytes is another."""
    at = 200
    return content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :]


BROKEN: dict[str, tuple[Callable[[], bytes], str]] = {
    "a control character": (lambda: zipped({**sound(), PART: sound()[PART].replace(b"<v>", b"<v>\x0b")}), PART),
    "half a character": (lambda: zipped({**sound(), PART: sound()[PART].replace(b"<v>", b"<v>\xed\xa0\xbd")}), PART),
    "a part cut short": (lambda: zipped({**sound(), "xl/styles.xml": sound()["xl/styles.xml"][:-9]}), "xl/styles.xml"),
    "an empty part": (lambda: zipped({**sound(), "xl/theme/theme1.xml": b""}), "xl/theme/theme1.xml"),
    "a part that is missing": (lambda: zipped({n: c for n, c in sound().items() if n != PART}), "One"),
    "no sheets": (lambda: zipped({**sound(), "xl/workbook.xml": b"<workbook/>"}), "no sheets"),
    "no workbook": (lambda: zipped({"a.xml": b"<a/>"}), "no workbook"),
    "a file cut short": (lambda: zipped(sound())[:-30], "zip"),
    "damaged on the way to the disk": (lambda: flipped(zipped(sound())), ""),
    "nothing": (lambda: b"", "zip"),
}


@pytest.mark.parametrize(("made", "said"), [pytest.param(*case, id=name) for name, case in BROKEN.items()])
def test_what_does_not_read_back_never_takes_the_place_of_the_old_file(
    tmp_path: Path, made: Callable[[], bytes], said: str
) -> None:
    path = tmp_path / "master.xlsx"
    path.write_bytes(b"the old file")
    with pytest.raises(
        SaveError, match=r"master\.xlsx could not be saved: .*What was there before is unchanged"
    ) as raised:
        save_workbook(path, lambda building: building.write_bytes(made()))
    assert said in str(raised.value)
    assert path.read_bytes() == b"the old file"
    assert list(tmp_path.iterdir()) == [path]


def test_what_reads_back_takes_its_place(tmp_path: Path) -> None:
    path = tmp_path / "new.xlsx"
    save_workbook(path, lambda building: building.write_bytes(zipped(sound())))
    assert fault_in(path) == ""
    assert list(tmp_path.iterdir()) == [path]
