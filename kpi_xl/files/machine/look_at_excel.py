"""Which Excel is installed, and whether Defender lets it start other programs."""

from kpi_xl.files.machine.registry import Registry
from kpi_xl.model.machine import DefenderRule, Excel

_APP_PATH = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
_CLICK_TO_RUN = r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
_MSI = r"HKLM\SOFTWARE\Microsoft\Office\16.0\Outlook"
"""Office from an MSI notes its bitness with Outlook, Outlook installed or not."""
_CLASS = r"HKLM\SOFTWARE\Classes\Excel.Application\CurVer"

RULE = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
"""Defender's rule "Block all Office applications from creating child processes"."""

API_RULE = "92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b"
"""Defender's rule "Block Win32 API calls from Office macros"."""

_BY_POLICY = r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
_BY_INTUNE = r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Policy Manager"
_ON_THIS_PC = r"HKLM\SOFTWARE\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"


def look_at_excel(registry: Registry) -> Excel | None:
    path = registry.value(_APP_PATH)
    if not path:
        return None
    version = registry.value(_CLICK_TO_RUN, "VersionToReport") or registry.value(_CLASS) or ""
    return Excel(str(path).strip('"'), str(version).removeprefix("Excel.Application."), _bits(registry, str(path)))


def _bits(registry: Registry, path: str) -> int | None:
    told = registry.value(_CLICK_TO_RUN, "Platform") or registry.value(_MSI, "Bitness")
    if told is None and "(x86)" in path:
        told = "x86"
    return {"x64": 64, "x86": 32}.get(str(told).casefold())


def look_at_rule(registry: Registry, rule: str = RULE) -> DefenderRule:
    """Group policy first, then Intune, then what Set-MpPreference wrote on the PC itself: Defender's own order."""
    try:
        by_policy = registry.values(_BY_POLICY).get(rule)
        if by_policy is not None:
            return DefenderRule(_number(by_policy), "group policy")
        by_intune = _from_intune(str(registry.value(_BY_INTUNE, "ASRRules") or ""), rule)
        if by_intune is not None:
            return DefenderRule(by_intune, "Intune")
        on_this_pc = registry.values(_ON_THIS_PC).get(rule)
    except PermissionError:
        return DefenderRule(denied=True)
    return DefenderRule() if on_this_pc is None else DefenderRule(_number(on_this_pc), "this PC's settings")


def _from_intune(rules: str, wanted: str) -> int | None:
    """The rules are one text: guid=1|guid=2."""
    pairs = (rule.partition("=") for rule in rules.casefold().split("|"))
    return next((_number(action) for rule, _, action in pairs if rule.strip() == wanted), None)


def _number(action: object) -> int | None:
    text = str(action).strip()
    return int(text) if text.isdigit() else None
