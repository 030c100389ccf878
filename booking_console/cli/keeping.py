"""backup and restore: the database in one file."""

from pathlib import Path

import click

from booking_console.bootstrap import console


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Copy the SQLite database to FILE while everything goes on. PostgreSQL has pg_dump for this."""
    if file.exists():
        raise click.UsageError(f"{file} exists already: name a new file")
    opened = console()
    opened.backup(file)
    click.echo(f"saved to {file}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--yes", is_flag=True, help="Replace what is there now.")
def restore(file: Path, *, yes: bool) -> None:
    """Put the database back from FILE. Stop the worker and the console first."""
    opened = console()
    if not yes:
        raise click.UsageError("this replaces all present data: say --yes when you mean it")
    opened.restore(file)
    opened.prepare()
    click.echo(f"restored from {file}; what the portal holds since then is not in it: run `booking-console reconcile`")
