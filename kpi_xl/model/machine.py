"""A PC as found, where the buttons and functions of a workbook depend on it. No judgement."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Python:
    """The interpreter, and the versions of the packages Excel needs there; None for one that is not installed.

    `command` is where `kpi-xl` is found, "" where it is not on the PATH.
    """

    executable: str
    version: str
    bits: int
    xlwings: str | None = None
    pywin32: str | None = None
    command: str = ""


@dataclass(frozen=True, slots=True)
class Excel:
    """`bits` is None where the registry does not tell."""

    path: str
    version: str = ""
    bits: int | None = None


@dataclass(frozen=True, slots=True)
class TrustedLocation:
    path: str
    subfolders: bool = False


@dataclass(frozen=True, slots=True)
class Trust:
    """What Excel lets run. `warnings` is VBAWarnings: 1 all, 2 ask, 3 signed only, 4 none.

    `by_policy` says IT set it, so the user cannot. `network` says locations on a share count.
    """

    warnings: int = 2
    by_policy: bool = False
    internet_blocked: bool = False
    locations: tuple[TrustedLocation, ...] = ()
    locations_off: bool = False
    network: bool = False


@dataclass(frozen=True, slots=True)
class DefenderRule:
    """What Defender is told of one of its rules: 0 off, 1 block, 2 audit, 6 warn; None where it is not set.

    `denied` says that the registry may not be read there.
    """

    action: int | None = None
    set_in: str = ""
    denied: bool = False


@dataclass(frozen=True, slots=True)
class XlwingsSettings:
    """What xlwings is told, by upper-case name, and where the interpreter is named; "" where nothing is told.

    `interpreter` is the one Excel starts, with variables expanded; `interpreter_exists` is None off Windows.
    `own_profile` is where it should be named by a variable, because its path is in this user's own profile; else "".
    """

    stands_in: str = ""
    told: Mapping[str, str] = field(default_factory=dict)
    interpreter: str = ""
    interpreter_exists: bool | None = None
    own_profile: str = ""

    def says(self, name: str) -> bool:
        return self.told.get(name, "").strip().casefold() == "true"


@dataclass(frozen=True, slots=True)
class MacroBook:
    """The workbook asked about. `xlwings` is the version in its VBA; `unread` says why there is none to tell.

    `zone` is the mark a browser or mail program leaves on a file: 3 or more is the internet.
    """

    path: str
    xlwings: str = ""
    unread: str = ""
    zone: int | None = None


@dataclass(frozen=True, slots=True)
class Libraries:
    """The libraries of xlwings beside the interpreter Excel starts; `looked_in` are the folders, nearest first."""

    looked_in: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """`place` is the workbook or folder asked about; a refusal is why nothing can be written there, "" where it can.

    `synced` are the folders OneDrive keeps. `share` is the share it lies on, also behind the letter of a drive, "?" one
    that is not known, "" none; `intranet` says that Windows counts its server as our own whatever its name.
    """

    place: str
    folder: str
    folder_refusal: str
    log: str
    log_refusal: str
    synced: tuple[str, ...] = ()
    share: str = ""
    intranet: bool = False


@dataclass(frozen=True, slots=True)
class Machine:
    """`excel` None is no Excel found; `trust` and the rules are None where there is no registry to tell.

    `rule` is Defender's against programs started by Office, `api_rule` that against Windows' own functions in macros.
    `logon_launcher` is the file that starts the function server at logon, "" where there is none, None off Windows.
    """

    windows: bool
    python: Python
    settings: XlwingsSettings
    places: Places
    book: MacroBook | None = None
    excel: Excel | None = None
    trust: Trust | None = None
    rule: DefenderRule | None = None
    api_rule: DefenderRule | None = None
    logon_launcher: str | None = None
    libraries: Libraries = Libraries()
