"""What went wrong behind a button, written where it can be read afterwards."""

import traceback
from datetime import datetime
from pathlib import Path

from kpi_xl import __version__
from kpi_xl.files.disk.look import status
from kpi_xl.files.disk.write import append, make_folder, put_in_place
from kpi_xl.files.saving.log_place import log_place
from kpi_xl.model.errors import DiskError
from kpi_xl.model.shown_text import shown, shown_lines

_MOST_BYTES = 1_000_000
"""A log longer than this starts anew; the one before it stays beside it."""


def log_trouble(what: str, error: BaseException) -> Path | None:
    """Add `error` with its traceback to the log, under `what` was being done; the log's path, None where it failed."""
    place = log_place()
    told = "".join(traceback.format_exception(error))
    try:
        make_folder(place.parent)
        found = status(place)
        if found is not None and found.st_size > _MOST_BYTES:
            put_in_place(place, place.with_suffix(".old.log"))
        append(place, f"{datetime.now():%Y-%m-%d %H:%M:%S} kpi_xl {__version__}: {shown(what)}\n{shown_lines(told)}\n")
    except DiskError:
        return None
    return place
