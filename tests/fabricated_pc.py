"""A Windows PC made of dictionaries: a stand-in for the winreg module, and the Computer that looks through it."""

from collections.abc import Iterable, Mapping
from types import TracebackType

from kpi_xl.files.machine.computer import Computer
from kpi_xl.files.machine.registry import Registry

Values = Mapping[str, str | int]

PYTHON = r"C:\Profiles\sam\kpi_xl\venv\Scripts\pythonw.exe"
LIBRARY = r"C:\Profiles\sam\kpi_xl\venv\xlwings64-0.37.8.dll"
EXCEL = {
    r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe": {
        "": r"C:\Program Files\Microsoft Office\root\Office16\EXCEL.EXE"
    },
    r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration": {
        "VersionToReport": "16.0.18129.20158",
        "Platform": "x64",
    },
}
ASR = r"Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
EXCEL_SECURITY = r"Microsoft\Office\16.0\Excel\Security"


class FabricatedWinreg:
    """What Registry uses of winreg, over {"HKCU\\Software\\...": {name: value}}; names ignore case, as there.

    Keys in `only_32` are seen in the 32-bit half alone; those in `denied` may not be opened.
    """

    HKEY_CURRENT_USER = "HKCU"
    HKEY_LOCAL_MACHINE = "HKLM"
    KEY_READ, KEY_WOW64_64KEY, KEY_WOW64_32KEY = 1, 2, 4

    def __init__(self, keys: Mapping[str, Values], denied: Iterable[str] = (), only_32: Iterable[str] = ()) -> None:
        self._keys = {key.casefold(): values for key, values in keys.items()}
        self._names = list(keys)
        self._denied = {key.casefold() for key in denied}
        self._only_32 = {key.casefold() for key in only_32}

    def OpenKey(self, root: str, path: str, reserved: int, access: int) -> "Handle":  # noqa: N802 - the name is winreg's own
        key = f"{root}\\{path}".casefold()
        if key in self._denied:
            raise PermissionError(5, "Access is denied")
        hidden = key in self._only_32 and not access & self.KEY_WOW64_32KEY
        subkeys = self._subkeys(key)
        if hidden or (key not in self._keys and not subkeys):
            raise FileNotFoundError(2, "The system cannot find the file specified")
        return Handle(self._keys.get(key, {}), subkeys)

    def _subkeys(self, key: str) -> list[str]:
        under = (name[len(key) + 1 :] for name in self._names if name.casefold().startswith(f"{key}\\"))
        return list(dict.fromkeys(rest.partition("\\")[0] for rest in under))

    def QueryValueEx(self, handle: "Handle", name: str) -> tuple[str | int, int]:  # noqa: N802 - the name is winreg's own
        for known, value in handle.values.items():
            if known.casefold() == name.casefold():
                return value, 1
        raise FileNotFoundError(2, name)

    def EnumValue(self, handle: "Handle", number: int) -> tuple[str, str | int, int]:  # noqa: N802 - the name is winreg's own
        name, value = _at(list(handle.values.items()), number)
        return name, value, 1

    def EnumKey(self, handle: "Handle", number: int) -> str:  # noqa: N802 - the name is winreg's own
        return _at(handle.subkeys, number)


class Handle:
    def __init__(self, values: Values, subkeys: list[str]) -> None:
        self.values = values
        self.subkeys = subkeys

    def __enter__(self) -> "Handle":
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        return None


def _at(listed: list, number: int):
    if number < len(listed):
        return listed[number]
    raise OSError(259, "No more data is available")


def registry(keys: Mapping[str, Values] = EXCEL, **how: Iterable[str]) -> Registry:
    return Registry(FabricatedWinreg(keys, **how))


def windows_pc(
    keys: Mapping[str, Values] | None = None,
    *,
    variables: Mapping[str, str] | None = None,
    executable: str = PYTHON,
    bits: int = 64,
    packages: Mapping[str, str] | None = None,
    files: Iterable[str] = (PYTHON, LIBRARY),
    drives: Mapping[str, str] | None = None,
    command: str | None = r"C:\Profiles\sam\kpi_xl\venv\Scripts\kpi-xl.exe",
    **how: Iterable[str],
) -> Computer:
    """A PC on which all is well but for what is given; `keys` come on top of an ordinary Excel's.

    `drives` are those of the network, with the share each stands for.
    """
    return Computer(
        registry=registry({**EXCEL, **(keys or {})}, **how),
        variables={"LOCALAPPDATA": "/tmp", **(variables or {})},
        executable=executable,
        version="3.12.4",
        bits=bits,
        installed=({"xlwings": "0.37.8", "pywin32": "311"} if packages is None else packages).get,
        exists=frozenset(files).__contains__,
        share_behind=lambda drive: (drives or {}).get(drive, ""),
        on_path={"kpi-xl": command}.get,
    )
