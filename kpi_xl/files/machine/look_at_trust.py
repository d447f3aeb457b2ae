"""What Excel lets run on this PC: the macro setting, and the folders whose workbooks it trusts."""

from collections.abc import Iterator

from kpi_xl.files.machine.computer import Computer
from kpi_xl.files.machine.registry import Registry
from kpi_xl.model.machine import Trust, TrustedLocation

_POLICIES = (
    r"HKCU\Software\Policies\Microsoft\Cloud\Office\16.0",
    r"HKCU\Software\Policies\Microsoft\Office\16.0",
)
"""Where IT's settings are, the stronger first. Every Office since 2016 calls itself 16.0."""
_USER = r"HKCU\Software\Microsoft\Office\16.0"

_ASK = 2
"""What Excel does where nothing is set: it asks."""


def look_at_trust(computer: Computer, registry: Registry) -> Trust:
    by_policy = _first(registry, _POLICIES, r"Excel\Security", "VBAWarnings")
    by_user = registry.number(rf"{_USER}\Excel\Security", "VBAWarnings")
    everywhere = (*_POLICIES, _USER)
    return Trust(
        warnings=by_policy or by_user or _ASK,
        by_policy=by_policy is not None,
        internet_blocked=_first(registry, _POLICIES, r"Excel\Security", "BlockContentExecutionFromInternet") == 1,
        locations=tuple(_locations(computer, registry)),
        locations_off=_first(registry, everywhere, r"Excel\Security\Trusted Locations", "AllLocationsDisabled") == 1,
        network=_first(registry, everywhere, r"Excel\Security\Trusted Locations", "AllowNetworkLocations") == 1,
    )


def _first(registry: Registry, roots: tuple[str, ...], key: str, name: str) -> int | None:
    found = (registry.number(rf"{root}\{key}", name) for root in roots)
    return next((number for number in found if number is not None), None)


def _locations(computer: Computer, registry: Registry) -> Iterator[TrustedLocation]:
    """IT's, and the user's own where IT lets them count."""
    only_its = _first(registry, _POLICIES, r"Common\Security\Trusted Locations", "Allow User Locations") == 0
    for root in _POLICIES if only_its else (*_POLICIES, _USER):
        for key in (rf"{root}\Excel\Security\Trusted Locations", rf"{root}\Common\Security\Trusted Locations"):
            for name in registry.subkeys(key):
                path = registry.value(rf"{key}\{name}", "Path")
                if path:
                    subfolders = registry.number(rf"{key}\{name}", "AllowSubfolders") == 1
                    yield TrustedLocation(computer.expanded(str(path)), subfolders)
