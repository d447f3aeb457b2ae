"""Message boxes of a button, read and closed from outside: a press does not come back before somebody clicks."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_CLOSE = 0x0010
_CLASS = "#32770"


@contextmanager
def closed_at_once(title: str = "kpi_xl") -> Iterator[list[str]]:
    """Meanwhile every box of that title is closed; the list fills with what they said."""
    said: list[str] = []
    stop = threading.Event()
    closer = threading.Thread(target=_close_until, args=(stop, title, said), daemon=True)
    closer.start()
    try:
        yield said
    finally:
        stop.set()
        closer.join(5)


def _close_until(stop: threading.Event, title: str, said: list[str]) -> None:
    import win32gui

    while not stop.is_set():
        box = win32gui.FindWindow(_CLASS, title)
        if box:
            said.append(_words(box))
            win32gui.PostMessage(box, _CLOSE, 0, 0)
        time.sleep(0.2)


def _words(box: int) -> str:
    import win32gui

    texts: list[str] = []
    win32gui.EnumChildWindows(box, lambda child, _: texts.append(win32gui.GetWindowText(child)), None)
    return max(texts, key=len, default="")
