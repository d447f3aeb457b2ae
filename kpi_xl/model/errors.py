"""Exceptions: the job could not be done. Bad input in a file is a Finding, not one of these."""

from kpi_xl.model.extras import WITH_EXCEL
from kpi_xl.model.finding import Finding


class KpiXlError(Exception):
    """Base of all errors kpi_xl raises on purpose; its text is fit to show a user."""


class BandsError(KpiXlError, ValueError):
    """Four bounds that are not bands: an end upside down, or green reaching outside amber."""


class IndexesError(KpiXlError, ValueError):
    """pandas columns to be rated side by side whose rows cannot be paired."""


class ColumnError(KpiXlError, KeyError):
    """A table has no column of a name it was asked for."""

    __str__ = Exception.__str__  # KeyError would show the text in quotes, as if it were the key


class ScaleWarning(UserWarning):
    """A whole column was rated that cannot be of the scale of its bounds."""


class WorkspaceError(KpiXlError):
    """A folder or file the job needs is missing or not what it should be."""


class MachineError(KpiXlError):
    """This PC lacks what the job needs: Windows, or xlwings for it."""


class RulebookError(KpiXlError):
    """The rulebook has findings, so nothing that depends on it was started. `findings` holds them all."""

    def __init__(self, text: str, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(text)
        self.findings = findings


class FileBusyError(KpiXlError):
    """A file is open in Excel, or another run holds the workspace."""


class SaveError(KpiXlError):
    """An output could not be written; what was there before is unchanged."""


class UnfinishedError(SaveError):
    """A run stopped after it had written something; the text says what stands."""


class DiskError(KpiXlError):
    """A file or folder could not be reached. `why` is a clause, `do` sentences, `cause` a name in files/disk/causes."""

    def __init__(self, text: str, place: str, cause: str, why: str, do: str) -> None:
        super().__init__(text)
        self.place, self.cause, self.why, self.do = place, cause, why, do

    def __reduce__(self) -> tuple[type["DiskError"], tuple[str, ...]]:
        return type(self), (str(self), self.place, self.cause, self.why, self.do)


class MissingExtraError(KpiXlError):
    """What was asked for needs a part of kpi_xl that is only installed on request."""

    def __init__(self, what: str, package: str) -> None:
        super().__init__(f"{what} need {package}, which is not installed. {WITH_EXCEL}")
