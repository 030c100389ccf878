"""doctor, user add, demo-portal."""

import os
import secrets
import sys
from collections.abc import Callable

import click

from booking_console.bootstrap import Console, console
from booking_console.cli.mailbox_line import mailbox_line
from booking_console.domain.actor import OPERATOR, Role
from booking_console.domain.errors import BookingError, InvalidInput
from booking_console.outside import Outside
from booking_console.services import people
from booking_console.services.look_ahead import NoEvidence
from booking_console.settings import Settings


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
    portal_ = Outside(with_profile(settings, settings.portal.profile)).portal()
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


def with_profile(settings: Settings, profile: str) -> Settings:
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
