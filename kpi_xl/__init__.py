"""Check, rate and consolidate a council's quarterly KPI returns.

The names below are imported on first use, so that `kpi-xl --help` does not pay for NumPy and pandas.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kpi_xl.files.frames import load_master as load_master
    from kpi_xl.files.frames import rate_frame as rate_frame
    from kpi_xl.model.bands import Bands as Bands
    from kpi_xl.model.rating import Rating as Rating
    from kpi_xl.model.rating import Reason as Reason
    from kpi_xl.rules.rating.rate import rate as rate
    from kpi_xl.rules.rating.rate_many import rate_many as rate_many

__version__ = "0.1.0"

_HOMES = {
    "Bands": "kpi_xl.model.bands",
    "Rating": "kpi_xl.model.rating",
    "Reason": "kpi_xl.model.rating",
    "rate": "kpi_xl.rules.rating.rate",
    "rate_many": "kpi_xl.rules.rating.rate_many",
    "load_master": "kpi_xl.files.frames",
    "rate_frame": "kpi_xl.files.frames",
}

__all__ = ["Bands", "Rating", "Reason", "__version__", "load_master", "rate", "rate_frame", "rate_many"]


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'kpi_xl' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
