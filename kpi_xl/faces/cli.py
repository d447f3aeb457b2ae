"""The `kpi-xl` command: what the performance lead types. Each command lives in a module of its own."""

import atexit
import gc
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import click

import kpi_xl
from kpi_xl.faces.commands import COMMANDS
from kpi_xl.faces.exit_codes import CLOSED_PIPE, COULD_NOT_RUN, ENDED, INTERRUPTED
from kpi_xl.faces.output import have_output, leave_output, nobody_reads
from kpi_xl.faces.terminal import as_typed, say_lines, styled
from kpi_xl.files.saving.uncollected import uncollected
from kpi_xl.model.errors import KpiXlError, UnfinishedError

EPILOG = (
    "Exit codes: 0 clean; 1 something was rejected or is missing; 2 could not run, or not to its end; 130 stopped by "
    "Ctrl+C. Start with: kpi-xl demo DIR"
)
STOPPED = "Stopped. Every file is as it was, or whole and new: run it again to have the rest."


class PlainErrors(click.Group):
    """A group whose commands end in a plain sentence and an exit code that is true, never in a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            with uncollected(), _ended_like_ctrl_c():  # loading what a command needs makes objects that stay, too
                return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except click.Abort:
            code = _said("", STOPPED, INTERRUPTED)
        except KeyboardInterrupt as stop:
            code = _said("", STOPPED, ENDED if stop.args else INTERRUPTED)
        except Exception as error:  # the one place where everything is caught: what else could show a traceback
            code = _told(error, ctx.invoked_subcommand or "")
        raise click.exceptions.Exit(code)

    def main(self, *args: Any, **how: Any) -> Any:
        """No argument is read as a pattern, a variable or ~ before its command sees it, as click does on Windows."""
        have_output()
        try:
            return super().main(*args, **{"windows_expand_args": False, **how})
        except OSError:  # what was wrong with the command could not be said
            leave_output()
        sys.exit(COULD_NOT_RUN)

    def make_context(self, *args: Any, **how: Any) -> click.Context:
        """Help and version are printed here, before any command is invoked."""
        try:
            return super().make_context(*args, **how)
        except OSError as error:
            code = _told(error, "")
        raise click.exceptions.Exit(code)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


def _told(error: Exception, command: str) -> int:
    """Say what stopped the command; the exit code."""
    if isinstance(error, UnfinishedError):
        return _said("Could not finish:", str(error), COULD_NOT_RUN)
    if isinstance(error, KpiXlError):
        return _said("Could not run:", str(error), COULD_NOT_RUN)
    if isinstance(error, OSError) and nobody_reads(error):
        leave_output()
        return CLOSED_PIPE
    from kpi_xl.faces.unforeseen import unforeseen

    return _said("Could not finish:", unforeseen(error, f"kpi-xl {command}"), COULD_NOT_RUN)


def _said(before: str, text: str, code: int) -> int:
    """Say it where anybody still listens; `code`."""
    try:
        say_lines(f"{styled(before, 'red')} {as_typed(text)}" if before else as_typed(text), err=True)
    except OSError:
        leave_output()
    return code


@contextmanager
def _ended_like_ctrl_c() -> Iterator[None]:
    """A program asked to end tidies up as after Ctrl+C; what is not asked but killed leaves that to the next run."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt(number)

    try:
        before = signal.signal(signal.SIGTERM, end)
    except ValueError:  # not the main thread, which alone is told of signals
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


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
