"""The mark of the internet stays on what came from there: a copy sent back is as marked as the return it is of."""

from pathlib import Path

import pytest
from cli import kpi_xl_here
from small_workspace import VALUES, send, workspace

from kpi_xl.files.internet_mark import keep_mark, zone_of

MARK = b"[ZoneTransfer]\r\nZoneId=3\r\nHostUrl=https://mail.example/\r\n"


def stream(path: Path) -> Path:
    """Off NTFS the mark is a file beside."""
    return path.with_name(f"{path.name}:Zone.Identifier")


@pytest.fixture
def council(tmp_path: Path) -> Path:
    folder = workspace(tmp_path)
    send(folder, "EC", {**VALUES, "EC01": "much"})
    return folder


@pytest.mark.parametrize("command", ["run", "validate"])
@pytest.mark.parametrize("marked", [True, False], ids=["marked", "unmarked"])
def test_a_copy_sent_back_has_the_mark_of_its_return_and_no_other(council: Path, command: str, marked: bool) -> None:
    (sent,) = (council / "submissions").iterdir()
    if marked:
        stream(sent).write_bytes(MARK)
    findings = council / "findings"
    arguments = ("run", council) if command == "run" else ("validate", sent, "--findings", findings)
    assert kpi_xl_here(*arguments).returncode == 1
    copy = findings / sent.name
    assert copy.is_file()
    assert zone_of(copy) == (3 if marked else None)
    assert stream(copy).exists() == marked
    assert not marked or stream(copy).read_bytes() == MARK


def test_a_return_that_cannot_be_read_is_marked_in_what_is_said_of_it(council: Path) -> None:
    path = council / "submissions" / "AS.xlsm"
    path.write_bytes(b"not a workbook")
    stream(path).write_bytes(MARK)
    kpi_xl_here("run", council)
    assert zone_of(council / "findings" / "AS.xlsm.findings.xlsx") == 3


def test_where_a_mark_cannot_be_kept_the_copy_is_kept_all_the_same(tmp_path: Path) -> None:
    source, copy = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    for path in (source, copy):
        path.touch()
    stream(source).write_bytes(MARK)
    stream(copy).mkdir()
    keep_mark(source, copy)
    assert zone_of(copy) is None


@pytest.mark.parametrize(
    ("mark", "zone"),
    [
        (b"[ZoneTransfer]\r\nZoneId=4\r\n", 4),
        (b"[ZoneTransfer]\nzoneid = 1", 1),
        (b"", None),
        (b"ZoneId=\xff", None),
    ],
)
def test_a_mark_is_read_however_it_is_written(tmp_path: Path, mark: bytes, zone: int | None) -> None:
    path = tmp_path / "a.xlsx"
    stream(path).write_bytes(mark)
    assert zone_of(path) == zone
