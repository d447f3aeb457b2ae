"""The Windows registry, read only. It is handed the winreg module, so that a fabricated one can stand in for it."""

from collections.abc import Callable, Iterator
from typing import Any

Found = str | int | None
"""What a value holds: text, a number, or None where there is none."""

_ROOTS = {"HKCU": "HKEY_CURRENT_USER", "HKLM": "HKEY_LOCAL_MACHINE"}


class Registry:
    r"""Keys are written whole: HKCU\Software\Microsoft. Both halves of a 64-bit Windows count, the 64-bit one first."""

    def __init__(self, winreg: Any) -> None:
        self._winreg = winreg

    def value(self, key: str, name: str = "") -> Found:
        """The value called `name` (the key's own when ""); None where there is none or it may not be read."""
        for view in self._views():
            try:
                with self._open(key, view) as handle:
                    found: Found = self._winreg.QueryValueEx(handle, name)[0]
                    return found
            except OSError:
                continue
        return None

    def number(self, key: str, name: str) -> int | None:
        """The same as a whole number, however it is stored; policies often store text."""
        found = self.value(key, name)
        try:
            return None if found is None else int(found)
        except ValueError:
            return None

    def values(self, key: str) -> dict[str, Found]:
        """All values of a key, by lower-case name. Raises PermissionError where the key may not be read."""
        found = self._listed(key, self._winreg.EnumValue)
        return {name.casefold(): value for name, value, _kind in found}

    def subkeys(self, key: str) -> tuple[str, ...]:
        """The names of the keys under `key`; none where there is no such key or it may not be read."""
        try:
            return tuple(self._listed(key, self._winreg.EnumKey))
        except PermissionError:
            return ()

    def _listed(self, key: str, listing: Callable[[Any, int], Any]) -> list[Any]:
        for view in self._views():
            try:
                with self._open(key, view) as handle:
                    return list(_until_the_end(handle, listing))
            except FileNotFoundError:
                continue
        return []

    def _open(self, key: str, view: int) -> Any:
        root, _, path = key.partition("\\")
        return self._winreg.OpenKey(getattr(self._winreg, _ROOTS[root]), path, 0, self._winreg.KEY_READ | view)

    def _views(self) -> tuple[int, int]:
        return self._winreg.KEY_WOW64_64KEY, self._winreg.KEY_WOW64_32KEY


def _until_the_end(handle: Any, listing: Callable[[Any, int], Any]) -> Iterator[Any]:
    """winreg says that a listing is at its end by an OSError."""
    number = 0
    while True:
        try:
            found = listing(handle, number)
        except OSError:
            return
        yield found
        number += 1
