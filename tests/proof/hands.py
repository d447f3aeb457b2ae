"""A return worked by hand in LibreOffice: typed, pasted, cut, filled and sorted, then saved by it."""

from pathlib import Path

from proof.press import profile_with_driver, soffice

_DRIVER = Path(__file__).with_name("hands.bas")


def work_by_hand(book: Path, actions: list[str], saved: Path, folder: Path) -> dict[str, str]:
    """What the cells of the "tell" actions showed, by cell; the last telling of a cell counts.

    An action is a line: "number;F7;95", "text;L7;Demand rose.", "paste;D7;F9", "cut;F10;F11", "fill;L7:L9",
    "sort;F7:F11", "tell;K7". `folder` is for a profile of its own. Raises AssertionError when the work failed.
    """
    profile = profile_with_driver(folder, _DRIVER)
    todo, told = folder / "todo.txt", folder / "told.txt"
    todo.write_text("\n".join(actions) + "\n", encoding="utf-8")
    soffice(profile, f'macro:///Standard.Press.Work("{book.as_uri()}","{todo}","{saved.as_uri()}","{told}")')
    *cells, last = [line for line in told.read_text(encoding="utf-8").splitlines() if line]
    assert last == "done", last
    return dict(line.split("\t", 1) for line in cells)
