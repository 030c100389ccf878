"""reconcile --from --to: our log beside the portal, reading only."""

import sys
from datetime import date

import click

from booking_console.bootstrap import Console, open_road, worker_name
from booking_console.cli.shown import print_object, span
from booking_console.domain.comparison import Comparison, Difference
from booking_console.services import compare, difference_words

_MOST = 366


def compare_days(opened: Console, first: date, last: date, *, as_json: bool) -> None:
    """Exit code 1 when something differs or could not be compared. Names no guest: the log has them."""
    if (last - first).days >= _MOST:
        raise click.UsageError(f"a comparison spans a year at most, got {first} to {last}")
    with open_road(opened, name=worker_name()) as road:
        found = compare.compare(road, first, last)
    rooms = opened.room_names()
    for one in found.differences:
        if as_json:
            print_object(_object(opened, one, rooms))
        else:
            click.echo(f"{one.kind.value.replace('_', ' '):<12} {_line(opened, one, rooms)}")
    for gap in found.gaps:
        click.echo(gap, err=True)
    click.echo(_summary(found), err=True)
    sys.exit(0 if found.is_even else 1)


def _line(opened: Console, one: Difference, rooms: dict[int, str]) -> str:
    where = f"appointment {one.appointment_id}: " if one.appointment_id else ""
    return f"{where}{difference_words.sentence(one, rooms, opened.zone)} {difference_words.advice(one)}"


def _object(opened: Console, one: Difference, rooms: dict[int, str]) -> dict[str, object]:
    return {
        "kind": one.kind.value,
        "appointment": one.appointment_id,
        "booking": one.booking_id,
        "room": rooms.get(one.room_id),
        "when": span(one.slot.start, one.slot.end, opened.zone),
        "reference": one.reference or None,
        "sentence": difference_words.sentence(one, rooms, opened.zone),
        "advice": difference_words.advice(one),
    }


def _summary(found: Comparison) -> str:
    parts = [f"{found.checked} bookings compared, {len(found.differences)} differences"]
    parts += [f"the portal does not tell of {found.untold}"] if found.untold else []
    parts += [] if found.sees_all else ["it shows no whole days: what it holds beyond our log cannot be seen"]
    return ", ".join(parts)
