"""Stops the reading of one file; read_book turns it into an Unreadable, so no caller ever sees it."""

from kpi_xl.model.book import Unreadability


class ReadError(Exception):
    """The file cannot be read: `kind` says how, `detail` in a few plain words why."""

    def __init__(self, kind: Unreadability, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail


def damaged(detail: str) -> ReadError:
    return ReadError(Unreadability.DAMAGED, detail)


def too_big(detail: str) -> ReadError:
    return ReadError(Unreadability.TOO_BIG, detail)
