"""Where the workbook or workspace lies, and whether what must be written can be."""

from pathlib import PureWindowsPath

from kpi_xl.model.diagnosis import Diagnosis, attention, fine, not_here
from kpi_xl.model.machine import Machine
from kpi_xl.rules.machine.python_checks import signs_in

_SIGNS = "=;"
"""xlwings splits what Excel hands over at these. It escapes an &, which directorates are fond of."""

_ONEDRIVE_SETTINGS = ("ONEDRIVE_COMMERCIAL_WIN", "ONEDRIVE_CONSUMER_WIN", "SHAREPOINT_WIN")
_BY_HAND = (
    "Put the local folder on the sheet xlwings.conf: ONEDRIVE_COMMERCIAL_WIN for OneDrive, SHAREPOINT_WIN for a "
    "synced library."
)


def check_path(machine: Machine) -> Diagnosis:
    place = machine.places.place
    if _is_address(place):
        return not_here("Path", "it is a web address")
    signs = signs_in(place, _SIGNS)
    if machine.windows and signs:
        return attention(
            "Path",
            place,
            f"It holds {signs}, at which xlwings splits what Excel hands over: a button may not find its workbook.",
            "Rename the file or folder without it.",
        )
    return fine("Path", place)


def check_synced(machine: Machine) -> Diagnosis:
    """xlwings works only on files that are on the PC (its issues 1946 and 2652)."""
    place = machine.places.place
    if _is_address(place):
        return attention(
            "OneDrive and SharePoint",
            place,
            "It is a web address: neither kpi-xl nor a button can read it.",
            "Sync the library to this PC (Sync, or Add shortcut to OneDrive) and open the workbook from that folder.",
        )
    if any(_lies_in(place, folder) for folder in machine.places.synced):
        return fine(
            "OneDrive and SharePoint",
            "in a folder OneDrive keeps, which xlwings can find",
            "Set it to Always keep on this device, and turn AutoSave off while pressing buttons.",
        )
    if _looks_synced(place) and not any(machine.settings.told.get(name) for name in _ONEDRIVE_SETTINGS):
        return attention(
            "OneDrive and SharePoint",
            "the folder looks like OneDrive's, but neither Windows nor the settings say so",
            "With AutoSave on, Excel gives the workbook's web address, and xlwings cannot tell which file it is.",
            _BY_HAND,
        )
    return fine("OneDrive and SharePoint", "an ordinary folder")


def check_folder(machine: Machine) -> Diagnosis:
    places = machine.places
    if not places.folder:
        return not_here("Writing in the folder", "it is a web address")
    if not places.folder_refusal:
        return fine("Writing in the folder", places.folder)
    return attention(
        "Writing in the folder",
        f"{places.folder}: {places.folder_refusal}",
        "Workbooks, findings and the master cannot be saved there.",
        "Ask for the right to write, or work in another folder. Defender's Controlled folder access also stops this.",
    )


def check_log(machine: Machine) -> Diagnosis:
    places = machine.places
    if not places.log_refusal:
        return fine("Log of the buttons", places.log)
    return attention(
        "Log of the buttons",
        f"{places.log}: {places.log_refusal}",
        "When a button fails, nobody can read why.",
        "Set the environment variable KPI_XL_LOG to a file that can be written.",
    )


def _is_address(place: str) -> bool:
    return place.casefold().startswith(("https://", "http://"))


def _lies_in(place: str, folder: str) -> bool:
    return PureWindowsPath(place).is_relative_to(PureWindowsPath(folder))


def _looks_synced(place: str) -> bool:
    """OneDrive names its folders "OneDrive" and "OneDrive - Our Council"."""
    parts = (part.casefold() for part in PureWindowsPath(place).parts)
    return any(part == "onedrive" or part.startswith("onedrive - ") for part in parts)
