"""`python -m booking_console.demo.portal`: the demo portal without the rest of the console."""

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from booking_console.demo.portal.faults import UnknownSetting, setting_of_option
from booking_console.demo.portal.options import PortalOptions, Skin
from booking_console.demo.portal.server import serve


def _known_faults(_context: click.Context, _parameter: click.Parameter, options: tuple[str, ...]) -> tuple[str, ...]:
    try:
        for option in options:
            setting_of_option(option)
    except UnknownSetting as error:
        raise click.BadParameter(str(error)) from error
    return options


def _known_zone(_context: click.Context, _parameter: click.Parameter, name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError) as error:
        raise click.BadParameter(f"no such time zone: {name}") from error


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=0, show_default="any free one")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), required=True)
@click.option("--skin", type=click.Choice([skin.value for skin in Skin]), default=Skin.FORMS.value, show_default=True)
@click.option("--fault", "faults", multiple=True, metavar="NAME[=RATE]", callback=_known_faults)
@click.option("--username", default="demo", show_default=True)
@click.option("--password", default="demo-pass-1", show_default=True)
@click.option("--timezone", default="Europe/London", show_default=True, callback=_known_zone)
@click.option("--seed", default=0, show_default=True, help="Makes faults with a rate repeatable.")
@click.option(
    "--seed-file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Foreign bookings, JSON."
)
@click.option("--totp-secret", default="", help="Ask for a code after the password, too (skin forms). Base 32.")
def main(skin: str, **options: Any) -> None:
    """Serve the demo portal until it is told to stop."""
    serve(PortalOptions(skin=Skin(skin), **options))


if __name__ == "__main__":
    main()
