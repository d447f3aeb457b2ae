"""`kpi-xl serve-functions`: Python ready beside Excel, for PCs on which Excel may not start programs."""

import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from kpi_xl.faces.terminal import say, say_lines

if TYPE_CHECKING:
    from kpi_xl.files.machine.computer import Computer

SERVED = ("kpi_xl.faces.functions", "kpi_xl.faces.buttons")
"""What Excel asks for; loaded before it asks, so that the first formula does not wait."""

WHAT_TO_DO = """The function server is running. Leave this window open while Excel is used; close it to stop the server.

A workbook asks this server, instead of starting Python itself, when its sheet xlwings.conf (or, for all your workbooks,
.xlwings\\xlwings.conf in your user folder) says True to both DEBUG UDFS and USE UDF SERVER.
To have that done, and the server started at every logon without a window: kpi-xl serve-functions --install
"""


@click.command("serve-functions")
@click.option("--install", is_flag=True, help="Start it at every logon; have your workbooks ask it.")
@click.option("--remove", is_flag=True, help="Take back what --install did.")
def serve_functions(install: bool, remove: bool) -> None:
    """Serve Excel's functions and buttons, so that Excel starts nothing.

    Needs Windows. Where Defender forbids Office to start programs, this is how buttons and functions still work.
    """
    from kpi_xl.files.machine.computer import this_computer

    if install and remove:
        raise click.UsageError("--install and --remove are opposites: give one of them.")
    computer = this_computer()
    if install:
        _install(computer)
    elif remove:
        _remove(computer)
    else:
        _serve(computer)


def _install(computer: "Computer") -> None:
    from kpi_xl.workflows.serve_at_logon import serve_at_logon

    launcher, settings = serve_at_logon(computer)
    say(f"Made {launcher}: it starts the server at logon. To have it at once, double-click it.")
    say(f"Set in {settings}: your workbooks ask the server. Close and open Excel.")


def _remove(computer: "Computer") -> None:
    from kpi_xl.workflows.serve_at_logon import serve_no_longer

    for path in serve_no_longer(computer):
        say(f"Taken back: {path}")
    say("Nothing is started at logon. A server that is running runs until you sign out.")


def _serve(computer: "Computer") -> None:
    """Until its window is closed: xlwings keeps to itself and hears no Ctrl+C."""
    from kpi_xl.model.errors import MachineError
    from kpi_xl.model.extras import WITH_EXCEL
    from kpi_xl.workflows.serve_at_logon import windows_of

    windows_of(computer)
    sys.path[:] = filter(None, sys.path)  # the present folder: a pandas.py in it is not the real one
    try:
        import xlwings

        for module in SERVED:
            import_module(module)
    except ImportError as error:
        raise MachineError(f"{error}. {WITH_EXCEL}") from error
    say_lines(WHAT_TO_DO)
    xlwings.serve()
