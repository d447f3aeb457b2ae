"""The checks of a PC, in the order in which a press of a button meets what they look at."""

from collections.abc import Callable

from kpi_xl.model.diagnosis import Diagnosis
from kpi_xl.model.machine import Machine
from kpi_xl.rules.machine.excel_checks import check_api_calls, check_child_processes, check_excel, check_server
from kpi_xl.rules.machine.place_checks import check_folder, check_log, check_path, check_synced
from kpi_xl.rules.machine.python_checks import check_command, check_python, check_settings
from kpi_xl.rules.machine.trust_checks import (
    check_internet_mark,
    check_macros,
    check_server_name,
    check_trusted_location,
)
from kpi_xl.rules.machine.xlwings_checks import check_library, check_vba, check_xlwings

Check = Callable[[Machine], Diagnosis]

CHECKS: tuple[Check, ...] = (
    check_python,
    check_command,
    check_xlwings,
    check_excel,
    check_macros,
    check_internet_mark,
    check_server_name,
    check_trusted_location,
    check_vba,
    check_settings,
    check_library,
    check_child_processes,
    check_api_calls,
    check_server,
    check_path,
    check_synced,
    check_folder,
    check_log,
)
