"""A workspace: the folder in which a council keeps its rulebook, returns, submissions and master."""

from pathlib import Path
from typing import NamedTuple


class Workspace(NamedTuple):
    """Where each thing is in the folder `root`. Nothing is looked at on disk here."""

    root: Path

    @property
    def rulebook(self) -> Path:
        return self.root / "rulebook.xlsx"

    @property
    def theme(self) -> Path:
        """The council's own look, laid over the one kpi_xl comes with. Few have one."""
        return self.root / "theme.toml"

    @property
    def returns(self) -> Path:
        """Blank returns, issued to directorates."""
        return self.root / "returns"

    @property
    def submissions(self) -> Path:
        """Returns as directorates sent them; never written to."""
        return self.root / "submissions"

    @property
    def master(self) -> Path:
        return self.root / "master.xlsx"

    @property
    def macro_master(self) -> Path:
        """The master with buttons, built from the one above."""
        return self.root / "master.xlsm"

    @property
    def functions(self) -> Path:
        """The workbook of worksheet functions."""
        return self.root / "functions.xlsm"

    @property
    def findings(self) -> Path:
        """Copies of returns with their findings, to send back."""
        return self.root / "findings"

    @property
    def findings_journal(self) -> Path:
        """The copies a run is writing, line by line, so that one cut off leaves none that nobody knows for ours."""
        return self.findings / ".kpi-xl-written"

    @property
    def accessible(self) -> Path:
        """Quarters as plain tables, for everybody to read."""
        return self.root / "accessible"

    @property
    def backups(self) -> Path:
        """Earlier masters under dated names; all are kept."""
        return self.root / "backups"

    @property
    def record(self) -> Path:
        """What the last run read, did and wrote."""
        return self.root / "run.json"

    @property
    def lock(self) -> Path:
        return self.root / ".kpi-xl.lock"
