"""The lists: bookings and attempts, with filters."""

from datetime import date, datetime, time, timedelta

import click

from booking_console.bootstrap import Console, console
from booking_console.cli.shown import attempt_lines, attempt_object, print_object, row_line, row_object
from booking_console.domain.booking import AttemptResult
from booking_console.domain.status import Shown
from booking_console.services.views import LogFilter, Sort


@click.command()
@click.option("--status", multiple=True, type=click.Choice([s.value for s in Shown]))
@click.option("--room", multiple=True, help="Name of a room.")
@click.option("--from", "from_", type=click.DateTime(["%Y-%m-%d"]), help="First day of the visit.")
@click.option("--to", type=click.DateTime(["%Y-%m-%d"]), help="Last day of the visit.")
@click.option("--text", default="", help="Guest, reference or portal reference.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=100, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def bookings(
    status: tuple[str, ...],
    room: tuple[str, ...],
    from_: datetime | None,
    to: datetime | None,
    text: str,
    limit: int,
    *,
    as_json: bool,
) -> None:
    """List appointments and their bookings, the next visit first."""
    opened = console()
    opened.prepare()
    wanted = LogFilter(
        text=text,
        shown=tuple(Shown(s) for s in status),
        room_ids=_room_ids(opened, room),
        start=_midnight(opened, from_.date()) if from_ else None,
        end=_midnight(opened, to.date() + timedelta(days=1)) if to else None,
        sort=Sort.START,
        descending=False,
    )
    page = opened.views.log(wanted, offset=0, limit=limit)
    for row in page.rows:
        if as_json:
            print_object(row_object(row, opened.zone))
        else:
            click.echo(row_line(row, opened.zone))
    click.echo(f"{len(page.rows)} of {page.total}", err=True)


@click.command()
@click.option(
    "--result", default="", type=click.Choice([r.value for r in AttemptResult]), help="Only those that ended so."
)
@click.option("--purpose", default="", type=click.Choice(["book", "reconcile", "cancel", "trial", "shadow"]))
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def attempts(result: str, purpose: str, limit: int, *, as_json: bool) -> None:
    """List the newest attempts with their steps."""
    opened = console()
    opened.prepare()
    for row in opened.views.attempts(limit=limit, purpose=purpose, result=result):
        if as_json:
            print_object(attempt_object(row, opened.zone))
        else:
            click.echo("\n".join(attempt_lines(row, opened.zone, opened.room_names())))


def _room_ids(opened: Console, names: tuple[str, ...]) -> tuple[int, ...]:
    with opened.new_uow() as uow:
        known = {r.name.casefold(): r.id for r in uow.rooms.all()}
    unknown = [n for n in names if n.casefold() not in known]
    if unknown:
        raise click.UsageError(f"there is no room {unknown[0]!r}")
    return tuple(known[n.casefold()] for n in names)


def _midnight(opened: Console, day: date) -> datetime:
    return datetime.combine(day, time(), opened.zone)
