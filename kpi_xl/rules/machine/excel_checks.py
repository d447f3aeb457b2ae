"""Excel itself, and whether Defender lets it start Python."""

from kpi_xl.model.diagnosis import Diagnosis, attention, fine, not_here
from kpi_xl.model.machine import DefenderRule, Machine
from kpi_xl.rules.machine.python_checks import NO_WINDOWS, from_store

_RULE = "Defender rule"
_LOOK = "an administrator can: (Get-MpPreference).AttackSurfaceReductionRules_Ids"

_API_RULE = "Defender rule on macros"
_PROGRAMS = "programs started by Office"
_CALLS = "calls of Windows from macros"

_BLOCK, _AUDIT, _WARN = 1, 2, 6
_STOPS = {_BLOCK: "blocked", _WARN: "blocked unless the user allows it"}

SERVED = "DEBUG UDFS"
"""The setting by which xlwings starts no process but asks the server that is running."""
BUTTONS_SERVED = "USE UDF SERVER"
"""The setting by which buttons, too, go to the server."""


def check_excel(machine: Machine) -> Diagnosis:
    if not machine.windows:
        return not_here("Excel", NO_WINDOWS)
    excel = machine.excel
    if excel is None:
        return attention(
            "Excel",
            "not found in the registry",
            "Buttons and functions need desktop Excel for Windows; the kpi-xl command does not.",
            "Install desktop Excel, or use the .xlsx workbooks with Excel on the web.",
        )
    bits = f", {excel.bits}-bit" if excel.bits else ""
    found = f"version {excel.version or 'unknown'}{bits}, {excel.path}"
    if from_store(excel.path):
        return attention(
            "Excel",
            found,
            "It is Excel from the Microsoft Store, which cannot reach the function server.",
            "Replace it by the ordinary desktop installation of Microsoft 365.",
        )
    return fine("Excel", found)


def check_child_processes(machine: Machine) -> Diagnosis:
    """The commonest reason why a council PC runs no button: issues 821, 1420, 2264 and 2433 of xlwings."""
    rule = machine.rule
    if rule is None or rule.denied or rule.action not in _STOPS:
        return _no_obstacle(_RULE, rule, _PROGRAMS)
    found = f"{_PROGRAMS}: {_STOPS[rule.action]}, by {rule.set_in}"
    if machine.settings.says(SERVED) and machine.settings.says(BUTTONS_SERVED):
        return fine(_RULE, found, "This workbook starts none: it asks the server that kpi-xl serve-functions starts.")
    return attention(
        _RULE,
        found,
        'Excel may not start Python: a press ends in "Permission denied" (70), a function in "Access is denied".',
        "Run kpi-xl serve-functions --install once: Windows then starts Python at logon, and Excel starts nothing. "
        "Or ask IT for an exclusion; docs/it.md says more.",
    )


def check_api_calls(machine: Machine) -> Diagnosis:
    """xlwings' VBA declares functions of Windows' and of its own library, which is what this rule looks for."""
    rule = machine.api_rule
    if rule is None or rule.denied or rule.action not in _STOPS:
        return _no_obstacle(_API_RULE, rule, _CALLS)
    return attention(
        _API_RULE,
        f"{_CALLS}: {_STOPS[rule.action]}, by {rule.set_in}",
        "Excel may neither load xlwings' library nor call it, so no button and no KPI_ function works; the function "
        "server does not help. Defender may also take the workbook away.",
        "Ask IT to exclude the folder returns and master.xlsm from this one rule (docs/it.md says how), or use the "
        ".xlsx workbooks.",
    )


def _no_obstacle(check: str, rule: DefenderRule | None, of_what: str) -> Diagnosis:
    if rule is None:
        return not_here(check, NO_WINDOWS)
    if rule.denied:
        return not_here(check, f"the registry may not be read there; {_LOOK}")
    if rule.action is None:
        return fine(check, f"no rule against {of_what}")
    how = "only noted" if rule.action == _AUDIT else "allowed"
    return fine(check, f"{of_what}: {how}, by {rule.set_in}")


def check_server(machine: Machine) -> Diagnosis:
    settings = machine.settings
    if not settings.says(SERVED):
        return fine("Function server", "not asked for: Excel starts Python itself")
    if machine.logon_launcher is None:
        return not_here("Function server", f"the workbook asks for one; {NO_WINDOWS}")
    if machine.logon_launcher:
        return fine("Function server", f"started at logon by {machine.logon_launcher}")
    return attention(
        "Function server",
        "the workbook asks for one, and none is started at logon",
        'Unless one is running already, Excel says "No command specified in the configuration".',
        "kpi-xl serve-functions --install; or keep kpi-xl serve-functions running in a window.",
    )
