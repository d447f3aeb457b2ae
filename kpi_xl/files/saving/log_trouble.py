"""What went wrong behind a button, written where it can be read afterwards."""

import traceback
from datetime import datetime
from pathlib import Path

from kpi_xl import __version__
from kpi_xl.files.saving.log_place import log_place
from kpi_xl.model.shown_text import shown, shown_lines

_MOST_BYTES = 1_000_000
"""A log longer than this starts anew; the one before it stays beside it."""


def log_trouble(what: str, error: BaseException) -> Path | None:
    """Add `error` with its traceback to the log, under `what` was being done; the log's path, None where it failed."""
    place = log_place()
    told = "".join(traceback.format_exception(error))
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists() and place.stat().st_size > _MOST_BYTES:
            place.replace(place.with_suffix(".old.log"))
        with place.open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now():%Y-%m-%d %H:%M:%S} kpi_xl {__version__}: {shown(what)}\n{shown_lines(told)}\n")
    except OSError:
        return None
    return place
