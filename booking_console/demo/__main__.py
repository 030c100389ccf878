"""The demo: `make demo` shows the whole journey in a browser, `make demo ONCE=1` ends with an outcome table.

Everything runs on this machine as a program of its own: demo portal, mail server, worker, console. Nothing outside the data
directory is written, and no setting of the caller's .env is read.
"""

import secrets
import shutil
import signal
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console as Terminal
from rich.table import Table

from booking_console.demo.judge import Line
from booking_console.demo.portal.options import Skin
from booking_console.demo.programs import NotStarted
from booking_console.demo.stage import Stage

_PATIENCE = 600.0
_BETWEEN_MAILS = 2.0  # seconds, so that a person can watch


@click.command()
@click.option(
    "--once", is_flag=True, help="No web console: book, print the outcome of every mail, exit 0 when all are right."
)
@click.option("--skin", type=click.Choice([skin.value for skin in Skin]), default=Skin.FORMS.value, show_default=True)
@click.option("--port", type=int, default=8000, show_default=True, help="Of the console; the next free one when taken.")
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), default=Path(".data/demo"), show_default=True)
def main(*, once: bool, skin: str, port: int, data: Path) -> None:
    """Book the sample mails on the demo portal."""
    folder = data.absolute() / skin
    shutil.rmtree(folder, ignore_errors=True)
    stage = Stage(folder, skin, datetime.now(UTC))
    try:
        stage.open()
        _play_once(stage) if once else _play_live(stage, port)
    except NotStarted as error:
        raise click.ClickException(str(error)) from None
    except KeyboardInterrupt:
        click.echo("\nThe demo ends.", err=True)
    finally:
        stage.close()


def _play_once(stage: Stage) -> None:
    """Exit 1 names what did not end as expected."""
    stage.deliver_mails(stage.mails)
    stage.start_worker()
    begun = time.monotonic()
    while not stage.is_settled() and time.monotonic() - begun < _PATIENCE:
        stage.refuse_dead_programs()
        time.sleep(0.5)
    lines = stage.judge()
    _print_table(lines, stage.skin)
    wrong = [line for line in lines if not line.is_right]
    took = time.monotonic() - begun
    click.echo(f"{len(lines) - len(wrong)} of {len(lines)} as expected on the {stage.skin} skin, in {took:.0f} s")
    if wrong:
        click.echo(f"Look into {stage.folder}: *.log, booking.db, sent/", err=True)
        sys.exit(1)


def _play_live(stage: Stage, port: int) -> None:
    """Stays up until Ctrl-C or SIGTERM; the mails come in one by one."""
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    login, password = "demo", secrets.token_urlsafe(9)
    stage.add_user(login, password)
    stage.open_every_day()
    click.echo("Preparing the console; the first time its pages are built, which takes a minute.", err=True)
    address = stage.start_console(port)
    stage.start_worker()
    click.echo(f"\n  The console:  {address}\n  Login:        {login}\n  Password:     {password}\n")
    click.echo(f"  The portal that is booked on: {stage.portal_url} (demo / demo-pass-1)\n")
    click.echo(
        f"  {len(stage.mails)} mails come in now, one every {_BETWEEN_MAILS:.0f} seconds. Ctrl-C ends the demo.\n"
    )
    for mail in stage.mails:
        stage.deliver_mails([mail])
        if ended.wait(_BETWEEN_MAILS):
            return
    while not ended.wait(1):
        stage.refuse_dead_programs()


def _print_table(lines: list[Line], skin: str) -> None:
    table = Table(title=f"Demo mails on the {skin} skin", show_lines=False, expand=False)
    for heading in ("", "mail", "style", "expected", "found"):
        table.add_column(heading, overflow="fold")
    for line in lines:
        found = "as expected" if line.is_right and line.style != "sent mail" else line.found
        table.add_row("✓" if line.is_right else "✗", line.mail, line.style, line.expected, found)
    Terminal(width=None if sys.stdout.isatty() else 160).print(table)


if __name__ == "__main__":
    main()
