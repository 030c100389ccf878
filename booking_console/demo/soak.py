"""Random kills, dropped answers and stolen rooms, judged by the portal's ledger alone.

    python -m booking_console.demo.soak --n 200 --seed 1 [--skin all] [--transport both]

Appointments are entered in batches; a worker books them on the demo portal, which drops answers before and after the commit,
steals rooms, shows success pages without a booking and stores other rooms and times than it was asked for (a person then takes them as
they are); the worker is killed with SIGKILL at random moments and started again.
The last line is `N appointments, K kills: D duplicates, L losses, U unsettled`; the exit code is 0 only when all three are 0
and no booking was in doubt for longer than two minutes (time in which the worker lay dead counts, too).
"""

import signal
import sys
from pathlib import Path

import click

from booking_console.bootstrap import needs_browser
from booking_console.demo.portal.options import Skin
from booking_console.demo.soak_field import Field, soak
from booking_console.demo.soak_judge import LONGEST_DOUBT, Judgement

_EACH = "all"
_BOTH = "both"


@click.command()
@click.option("--n", default=200, show_default=True, type=click.IntRange(1, 5000), help="Appointments.")
@click.option("--seed", default=1, show_default=True)
@click.option(
    "--skin", default=Skin.FORMS.value, show_default=True, type=click.Choice([*(s.value for s in Skin), _EACH]),
    help="The portal's make; all: the appointments are shared out among them.",
)  # fmt: skip
@click.option(
    "--transport", default="browser", show_default=True, type=click.Choice(["browser", "http", _BOTH]),
    help="both: and without a browser on every make that allows it.",
)  # fmt: skip
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), default=Path(".data/soak"), show_default=True)
def main(n: int, seed: int, skin: str, transport: str, data: Path) -> None:
    """Kill the worker at random and count what the portal really holds."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # and its programs end with it
    fields = _fields(data.absolute(), skin, transport)
    if len(fields) > n or not fields:
        raise click.UsageError(f"expected at least one appointment for each of {len(fields)} portals, got {n}")
    whole = Judgement()
    for number, soaked in enumerate(fields):
        share = n // len(fields) + (number < n % len(fields))
        judged = soak(soaked, share, seed + number)
        click.echo(f"{soaked.name}: {judged}; longest doubt {judged.longest_doubt:.0f} s")
        whole += judged
    click.echo(f"the longest doubt lasted {whole.longest_doubt:.0f} s (at most {LONGEST_DOUBT:.0f} s)")
    click.echo(str(whole))
    sys.exit(0 if whole.is_clean else 1)


def _fields(data: Path, skin: str, transport: str) -> list[Field]:
    skins = [one.value for one in Skin] if skin == _EACH else [skin]
    pairs = [(s, t) for s in skins for t in ("browser", "http") if transport in (t, _BOTH)]
    return [Field(data / f"{s}-{t}", s, t) for s, t in pairs if t == "browser" or not needs_browser(f"demo-{s}")]


if __name__ == "__main__":
    main()
