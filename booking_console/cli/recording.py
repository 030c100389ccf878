"""portal record and portal unlock: a person at the portal, in a browser of ours."""

import sys
from pathlib import Path
from urllib.parse import urlsplit

import click

from booking_console.cli.terminal import Terminal, refuse_without_screen
from booking_console.recording import Saved, record_portal, unlock_portal
from booking_console.settings import load

_DEVTOOLS = click.option(
    "--devtools",
    type=click.IntRange(1, 65535),
    metavar="PORT",
    help="Where there is no screen: open no window, let your own Chrome drive the browser through this port of 127.0.0.1.",
)


@click.command()
@click.argument("url")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Write the profile here.")
@click.option("--force", is_flag=True, help="The file may be there already: its last version is kept beside it.")
@click.option(
    "--allow-host", "hosts", multiple=True, metavar="HOST", help="A further host that the portal's pages need."
)
@_DEVTOOLS
def record(url: str, out: Path, hosts: tuple[str, ...], devtools: int | None, *, force: bool) -> None:
    """Open a browser in which you sign in and book once; write a profile from it. Nothing is booked by itself."""
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
        raise click.UsageError(f"expected the portal's address, such as https://rooms.example, got {url!r}")
    if devtools is None:
        refuse_without_screen()
    saved = record_portal(load(), url, out=out, force=force, hosts=hosts, port=devtools, person=Terminal())
    _report(saved)
    sys.exit(0 if saved.outcome.is_complete else 1)


@click.command()
@_DEVTOOLS
def unlock(devtools: int | None) -> None:
    """Open a browser in which you pass a page that only a person may pass (a CAPTCHA, a code); keep the session for the program."""
    if devtools is None:
        refuse_without_screen()
    unlock_portal(load(), port=devtools, person=Terminal())
    click.echo("The session is kept, sealed. Continue, on the page Today, goes on with what waits.", err=True)


def _report(saved: Saved) -> None:
    outcome = saved.outcome
    proposal, trial = outcome.recorded.proposal, outcome.trial
    tried = [*(trial.held if trial else ()), *(f"NOT: {line}" for line in (trial.failed if trial else ()))]
    parts = (
        ("Found", proposal.found),
        ("Asked", outcome.recorded.asked),
        ("Fill in", proposal.missing),
        ("Look at", proposal.unsure),
        ("Tried", tried),
    )
    for title, lines in parts:
        click.echo(f"{title}:" if lines else f"{title}: nothing", err=True)
        for line in lines:
            click.echo(f"  - {line}", err=True)
    if saved.earlier is not None:
        click.echo(f"The version before it is kept in {saved.earlier}.", err=True)
    if outcome.is_complete:
        click.echo(f"The profile is in {saved.file}.", err=True)
    else:
        click.echo(f"It is a draft, in {saved.file}: {_why(saved)}", err=True)


def _why(saved: Saved) -> str:
    outcome = saved.outcome
    if outcome.is_broken_off:
        missing = "; ".join(outcome.recorded.proposal.missing) or "the end: Enter was never pressed"
        return f"the recording was broken off. Still missing: {missing}."
    if outcome.trial is not None and outcome.trial.failed:
        return "tried at the portal, not everything held."
    return "something is still missing, see Fill in."
