"""doctor, portal check, user add, demo-portal."""

import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path

import click

from booking_console.bootstrap import Console, check_profile, console, profile_schema
from booking_console.cli.mailbox_line import mailbox_line
from booking_console.domain.actor import OPERATOR, Role
from booking_console.domain.errors import BookingError, InvalidInput
from booking_console.exploring import explore_portal
from booking_console.outside import Outside
from booking_console.services import people
from booking_console.services.look_ahead import NoEvidence
from booking_console.settings import Settings, load


@click.command()
def doctor() -> None:
    """Check database, clock, mailbox, portal and outgoing mail; one line each. Exit code 1 when something is wrong."""
    opened = console()
    outside = Outside(opened.settings)
    checks: dict[str, Callable[[], str]] = {
        "database": lambda: _database(opened),
        "clock": lambda: _clock(opened),
        "mailbox": lambda: mailbox_line(opened),
        "portal": lambda: _portal(outside),
        "messages": lambda: _messages(opened),
    }
    wrong = 0
    for name, check in checks.items():
        try:
            click.echo(f"fine   {name:<9} {check()}")
        except (BookingError, OSError) as error:
            wrong += 1
            click.echo(f"WRONG  {name:<9} {error}")
    sys.exit(1 if wrong else 0)


def _database(opened: Console) -> str:
    opened.prepare()
    with opened.new_uow() as uow:
        return f"{opened.database_kind}, up to date, {len(uow.rooms.all())} rooms"


def _clock(opened: Console) -> str:
    now = opened.clock.now()
    return f"{now.astimezone(opened.zone):%a %d %b %Y %H:%M} in {opened.settings.timezone}"


def _portal(outside: Outside) -> str:
    settings = outside.settings
    portal_ = Outside(_with_profile(settings, settings.portal.profile)).portal()
    try:
        report = portal_.check(evidence=NoEvidence())
    finally:
        portal_.close()
    if report.is_fine:
        return f"{portal_.facts.name}, as its profile describes it"
    return "; ".join(f"expected {f.expected}, found {f.found}" for f in report.findings)


def _messages(opened: Console) -> str:
    notifier = Outside(opened.settings_in_force()).notifier()
    return notifier.check() if notifier else "no mail server is set: nobody is told"


@click.group()
def portal() -> None:
    """Profiles of portals."""


@portal.command()
@click.argument("profile", required=False)
def check(profile: str | None) -> None:
    """Check a profile's file: every mistake with its line and key. Touches no portal."""
    click.echo(check_profile(profile or load().portal.profile))


@portal.command()
def schema() -> None:
    """Print the JSON schema of the profile language, for editors that complete and check TOML files."""
    click.echo(profile_schema())


@portal.command()
@click.argument("portal_", metavar="[URL|PROFILE]", required=False)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the proposed profile here.")
@click.option(
    "--allow-host",
    "hosts",
    multiple=True,
    metavar="HOST",
    help="Another host of the portal's, e.g. of its single sign-on.",
)
def probe(portal_: str | None, out: Path | None, hosts: tuple[str, ...]) -> None:
    """Look at a portal; submits nothing.

    With the address of an unknown portal: sign in once with the user name and password of the settings, walk through its pages,
    propose a profile, and say what a person must fill in. With a PROFILE, or nothing: compare the portal of the settings with it.
    """
    if portal_ and "://" in portal_:
        _explore(portal_, out, hosts)
        return
    if out is not None or hosts:
        raise click.UsageError("--out and --allow-host need the address of a portal: only then a profile is proposed")
    _compare(portal_)


def _explore(url: str, out: Path | None, hosts: tuple[str, ...]) -> None:
    proposal = explore_portal(load(), url, hosts)
    for title, lines in (("Found", proposal.found), ("Fill in", proposal.missing), ("Look at", proposal.unsure)):
        click.echo(f"{title}:" if lines else f"{title}: nothing", err=True)
        for line in lines:
            click.echo(f"  - {line}", err=True)
    if out is None:
        click.echo(proposal.text, nl=False)
    else:
        out.write_text(proposal.text, encoding="utf-8")
        click.echo(f"The proposed profile is in {out}.", err=True)


def _compare(profile: str | None) -> None:
    settings = load()
    opened = Outside(_with_profile(settings, profile or settings.portal.profile)).portal()
    try:
        report = opened.check(evidence=NoEvidence())
    finally:
        opened.close()
    for finding in report.findings:
        click.echo(f"{'hard' if finding.hard else 'soft'}: expected {finding.expected}, found {finding.found}")
    click.echo("as its profile describes it" if report.is_fine else f"{len(report.findings)} differences", err=True)
    sys.exit(0 if report.is_fine else 1)


def _with_profile(settings: Settings, profile: str) -> Settings:
    if not settings.portal.url:
        raise InvalidInput("BOOKING_PORTAL__URL is empty: it says where the portal is.")
    return settings.model_copy(update={"portal": settings.portal.model_copy(update={"profile": profile})})


@click.group()
def user() -> None:
    """The people who sign in."""


@user.command()
@click.argument("login")
@click.option("--name", default="", help="As shown on the screen. [default: the login]")
@click.option("--role", type=click.Choice([r.value for r in Role]), default=Role.MANAGER.value, show_default=True)
@click.option(
    "--password-stdin", is_flag=True, help="Read it from standard input. [default: a generated one, printed once]"
)
def add(login: str, name: str, role: str, *, password_stdin: bool) -> None:
    """Add a person who may sign in."""
    # Never as an option: every process of the machine can read our command line.
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
    opened = console()
    opened.prepare()
    chosen = secrets.token_urlsafe(12) if password is None else password
    people.add(
        opened.new_uow,
        login=login,
        name=name or login,
        role=Role(role),
        password=chosen,
        actor=OPERATOR,
        now=opened.clock.now(),
    )
    click.echo(f"{login} may sign in as {role}." + ("" if password_stdin else f" Password: {chosen}"))


@click.command("demo-portal", context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def demo_portal(arguments: tuple[str, ...]) -> None:
    """Run the demo portal: a booking site to try everything on. `demo-portal --help` lists its options."""
    # A program of its own, outside of ours: this process becomes it.
    os.execv(sys.executable, [sys.executable, "-m", "booking_console.demo.portal", *arguments])  # noqa: S606 - our own module
