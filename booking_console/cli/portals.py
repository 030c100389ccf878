"""portal check, schema, probe, record, unlock."""

import sys
from pathlib import Path

import click

from booking_console.bootstrap import check_profile, profile_schema
from booking_console.cli.recording import record, unlock
from booking_console.cli.tools import with_profile
from booking_console.exploring import explore_portal
from booking_console.outside import Outside
from booking_console.services.look_ahead import NoEvidence
from booking_console.settings import load


@click.group()
def portal() -> None:
    """Profiles of portals."""


portal.add_command(record)
portal.add_command(unlock)


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
    opened = Outside(with_profile(settings, profile or settings.portal.profile)).portal()
    try:
        report = opened.check(evidence=NoEvidence())
    finally:
        opened.close()
    for finding in report.findings:
        click.echo(f"{'hard' if finding.hard else 'soft'}: expected {finding.expected}, found {finding.found}")
    click.echo("as its profile describes it" if report.is_fine else f"{len(report.findings)} differences", err=True)
    sys.exit(0 if report.is_fine else 1)
