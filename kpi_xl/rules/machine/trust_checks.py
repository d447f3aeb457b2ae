"""What Excel lets run: macros by policy, by the mark of the internet, by where the workbook lies."""

from pathlib import PureWindowsPath

from kpi_xl.model.diagnosis import Diagnosis, attention, fine, not_here
from kpi_xl.model.machine import Machine, Trust, TrustedLocation
from kpi_xl.rules.machine.python_checks import NO_WINDOWS, why_no_book

_ALL, _ASK, _SIGNED_ONLY, _NONE = 1, 2, 3, 4
_INTERNET = 3
"""The lowest zone whose files Excel does not let run; 4 is a restricted site."""

_WORDS = {
    _ALL: "every macro runs, unasked",
    _ASK: "Excel asks before macros run",
    _SIGNED_ONLY: "only signed macros run",
    _NONE: "no macro runs",
}


def check_macros(machine: Machine) -> Diagnosis:
    trust = machine.trust
    if trust is None:
        return not_here("Macros", NO_WINDOWS)
    found = f"{_WORDS.get(trust.warnings, 'a setting unknown to kpi_xl')}, {_whose(trust)}"
    if _trusted(machine):
        return fine("Macros", found, "The workbook lies in a trusted location, where macros run whatever is set here.")
    if trust.warnings in (_SIGNED_ONLY, _NONE):
        return attention(
            "Macros",
            found,
            "The buttons do nothing outside a trusted location.",
            "Keep the workbooks in a trusted location, have them signed (docs/it.md), or use the .xlsx ones.",
        )
    return fine("Macros", found, "kpi_xl does not need this; asking is safer." if trust.warnings == _ALL else "")


def _whose(trust: Trust) -> str:
    return "set by IT" if trust.by_policy else "as the user or Excel has it"


def check_internet_mark(machine: Machine) -> Diagnosis:
    """Since 2022 Excel blocks marked macros even where no policy says so."""
    book = machine.book
    if book is None:
        return not_here("Mark of the internet", why_no_book(machine))
    if book.zone is None or book.zone < _INTERNET:
        return fine("Mark of the internet", "none on this file")
    if _trusted(machine):
        return fine("Mark of the internet", "on this file", "It does no harm in a trusted location.")
    by_it = ", and IT forbids it too" if machine.trust is not None and machine.trust.internet_blocked else ""
    return attention(
        "Mark of the internet",
        "on this file: it came by mail, Teams or a browser",
        f"Excel shows a red bar and runs none of its macros{by_it}.",
        "Put it in a trusted location; or right-click the file, Properties, tick Unblock, OK.",
    )


def check_trusted_location(machine: Machine) -> Diagnosis:
    trust, book = machine.trust, machine.book
    if trust is None:
        return not_here("Trusted location", NO_WINDOWS)
    if trust.locations_off:
        return not_here("Trusted location", "IT has turned trusted locations off; signed workbooks remain")
    known = f"{len(trust.locations)} known to Excel"
    if book is None:
        return not_here("Trusted location", f"{known}; {why_no_book(machine)}")
    if _trusted(machine):
        return fine("Trusted location", f"{PureWindowsPath(book.path).parent} is one")
    if any(_holds(location, book.path) for location in trust.locations):
        return attention(
            "Trusted location",
            f"{PureWindowsPath(book.path).parent} is one, but on the network",
            "Excel does not trust folders on the network on this PC.",
            "Tick 'Allow Trusted Locations on my network' in the Trust Center, or ask IT to.",
        )
    return fine("Trusted location", f"{PureWindowsPath(book.path).parent} is none; {known}", _WITHOUT)


_WITHOUT = "Excel then asks once a workbook, where macros are allowed at all."


def _trusted(machine: Machine) -> bool:
    trust, book = machine.trust, machine.book
    if trust is None or book is None or trust.locations_off:
        return False
    if _on_the_network(machine) and not trust.network:
        return False
    return any(_holds(location, book.path) for location in trust.locations)


def _on_the_network(machine: Machine) -> bool:
    """A drive's letter may stand for a share."""
    book = machine.book
    return bool(machine.places.share) or (book is not None and book.path.startswith(("\\\\", "//")))


def check_server_name(machine: Machine) -> Diagnosis:
    """Microsoft on macros from the internet: a share reached by an address or a full name is of the internet zone."""
    share = machine.places.share
    if machine.trust is None:
        return not_here("Server of the folder", NO_WINDOWS)
    if not share:
        return fine("Server of the folder", "none: it is a folder of this PC")
    server = share.strip("\\/").replace("/", "\\").partition("\\")[0]
    if "." not in server or machine.places.intranet:
        return fine("Server of the folder", share if share != "?" else "one Windows does not name")
    if _trusted(machine):
        return fine("Server of the folder", share, "Its name has dots, which does no harm in a trusted location.")
    return attention(
        "Server of the folder",
        share,
        "Windows counts a server named with dots (a full name or an address) as the internet, so Excel runs no macros "
        "from there, though the file has no mark.",
        "Open the folder by the server's short name; or ask IT to add it to the Local intranet zone, or to the trusted "
        "locations.",
    )


def _holds(location: TrustedLocation, path: str) -> bool:
    """Windows paths are equal whatever their capitals."""
    folder = PureWindowsPath(path).parent
    trusted = PureWindowsPath(location.path)
    return folder == trusted or (location.subfolders and folder.is_relative_to(trusted))
