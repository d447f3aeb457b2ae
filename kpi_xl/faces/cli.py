"""The `kpi-xl` command: what the performance lead types. Each command lives in a module of its own."""

import atexit
import gc
import sys
from typing import Any

import click

import kpi_xl
from kpi_xl.faces.commands import COMMANDS
from kpi_xl.faces.exit_codes import COULD_NOT_RUN
from kpi_xl.files.saving.uncollected import uncollected
from kpi_xl.model.errors import KpiXlError

EPILOG = "Exit codes: 0 clean; 1 something was rejected or is missing; 2 could not run. Start with: kpi-xl demo DIR"


class PlainErrors(click.Group):
    """A group whose commands end in a plain sentence, not a traceback, when the job could not be done."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            with uncollected():  # loading what a command needs makes objects that stay, too
                return super().invoke(ctx)
        except KpiXlError as error:
            click.echo(f"{click.style('Could not run:', fg='red', bold=True)} {error}", err=True)
            ctx.exit(COULD_NOT_RUN)

    def main(self, *args: Any, **how: Any) -> Any:
        """No argument is read as a pattern, a variable or ~ before its command sees it, as click does on Windows."""
        return super().main(*args, **{"windows_expand_args": False, **how})

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=PlainErrors, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(kpi_xl.__version__, prog_name="kpi-xl", message="%(prog)s %(version)s")
def main() -> None:
    """Check, rate and consolidate a council's quarterly KPI returns."""
    # As it ends, Python would search all it holds for garbage, when the memory goes anyway.
    atexit.register(gc.freeze)
    for stream in (sys.stdout, sys.stderr):
        # A cp1252 console has no arrows or checked boxes: show a stand-in rather than stop.
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")


for command in COMMANDS:
    main.add_command(command)
