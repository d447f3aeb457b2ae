"""`kpi-xl completion`: print the lines that make the shell complete commands and options."""

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the set-up for completion in a shell.

    For example: kpi-xl completion bash >> ~/.bashrc
    """
    maker = get_completion_class(shell)
    if maker is None:  # the choices above are click's own shells
        raise click.UsageError(f"click cannot complete in {shell}.")
    root = ctx.find_root()
    click.echo(maker(root.command, {}, "kpi-xl", "_KPI_XL_COMPLETE").source())
