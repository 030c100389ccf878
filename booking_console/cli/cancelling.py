"""`cancel`: a person ends a visit, and its room is freed on the portal by the same road as from the console."""

import sys

import click

from booking_console.bootstrap import Console, console, open_road, worker_name
from booking_console.cli.shown import print_object, row_line, row_object
from booking_console.domain.actor import OPERATOR
from booking_console.domain.booking import HOLDS_ROOM, Booking
from booking_console.domain.errors import Conflict, InvalidInput, Refused
from booking_console.domain.portal import ReadBack
from booking_console.services import compare, override
from booking_console.services import reconcile as reconciling
from booking_console.services.views import LogFilter, LogRow

_SHOWN = {
    ReadBack.OURS: "the portal shows it: it would be cancelled",
    ReadBack.PENDING: "the portal shows our request: it would be taken back",
    ReadBack.ABSENT: "the portal does not show it: only our log would change",
}
_UNCERTAIN = "the portal does not prove that the entry there is ours: it would be left alone, and a person asked"


@click.command()
@click.argument("visit")
@click.option("--reason", default="", help="Kept with the visit.")
@click.option("--dry-run", is_flag=True, help="Look at the portal and say what would be done; change nothing.")
@click.option("--json", "as_json", is_flag=True)
def cancel(visit: str, reason: str, *, dry_run: bool, as_json: bool) -> None:
    """Cancel one visit and its booking on the portal.

    VISIT: its number in the list of `bookings`, or what the portal calls its booking.
    """
    opened = console()
    opened.prepare()
    row = _row(opened, visit)
    is_done = _rehearse(opened, row, as_json=as_json) if dry_run else _cancel(opened, row, reason, as_json=as_json)
    sys.exit(0 if is_done else 1)


def _row(opened: Console, visit: str) -> LogRow:
    """Raises InvalidInput when none or more than one is meant."""
    wanted = visit.strip()
    named = opened.views.log(LogFilter(text=wanted), offset=0, limit=200).rows
    found = [row for row in named if row.portal_reference and row.portal_reference.casefold() == wanted.casefold()]
    if not found and wanted.isdecimal():
        found = [opened.views.appointment(int(wanted)).log]
    if len(found) != 1:
        known = "several are called so" if found else "there is none"
        raise InvalidInput(f"Expected the number of a visit or a portal reference, got {visit!r}: {known}.")
    return found[0]


def _held(opened: Console, visit_id: int) -> list[Booking]:
    with opened.new_uow() as uow:
        return [b for b in uow.bookings.of_appointment(visit_id) if b.status in HOLDS_ROOM]


def _rehearse(opened: Console, row: LogRow, *, as_json: bool) -> bool:
    with opened.new_uow() as uow:
        if not uow.appointments.get(row.id).is_live:
            raise Conflict("It was cancelled or completed before.")
    held = _held(opened, row.id)
    with open_road(opened, name=worker_name()) as road:
        if held and not road.portal.facts.has_cancel:
            raise Refused("This portal's profile knows no way to cancel: it must be cancelled on the portal by hand.")
        verdicts = [compare.ask(road, booking) for booking in held]
    said = [_SHOWN.get(verdict, _UNCERTAIN) for verdict in verdicts] or ["no room is held for it"]
    if as_json:
        print_object({**row_object(row, opened.zone), "dry_run": True, "portal": [v.value for v in verdicts]})
    else:
        click.echo(f"{row_line(row, opened.zone)}: {'; '.join(said)}")
    return all(verdict in _SHOWN for verdict in verdicts)


def _cancel(opened: Console, row: LogRow, reason: str, *, as_json: bool) -> bool:
    now = opened.clock.now()
    override.cancel(opened.new_uow, row.id, reason=reason, actor=OPERATOR, now=now, policy=opened.policy)
    with open_road(opened, name=worker_name()) as road:
        while _held(opened, row.id) and reconciling.settle_next(road) is not None:
            pass
    left = _held(opened, row.id)
    fresh = opened.views.appointment(row.id).log
    if as_json:
        print_object(row_object(fresh, opened.zone))
    else:
        click.echo(row_line(fresh, opened.zone))
    for booking in left:
        why = booking.reason or "booking is stopped, or a worker has it in hand"
        click.echo(
            f"Not freed on the portal yet: {why} It is tried again by the worker, or a person is asked.", err=True
        )
    return not left
