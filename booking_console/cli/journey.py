"""The commands that walk the road: run, parse, book, reconcile."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from booking_console.bootstrap import Console, console, open_road, read_report, taught, worker_name
from booking_console.cli.comparing import compare_days
from booking_console.cli.shown import attempt_lines, attempt_object, print_object, row_line
from booking_console.domain.actor import OPERATOR
from booking_console.domain.appointment import AppointmentType, Channel
from booking_console.domain.errors import InvalidInput, Unavailable
from booking_console.domain.slot import Slot
from booking_console.domain.teaching import Teaching
from booking_console.outside import Outside
from booking_console.passes import open_passes
from booking_console.services import override, reserve
from booking_console.services import reconcile as reconciling
from booking_console.services.follow import Visit
from booking_console.services.road import Road
from booking_console.services.walk import Ended
from booking_console.settings import Settings, load
from booking_console.worker import run_until_stopped

_LONGEST = timedelta(hours=12)
_YEARS = (1970, 9000)


@click.command()
@click.option("--once", is_flag=True, help="One whole pass: mail, decisions, bookings, reconciliation, notifications.")
def run(*, once: bool) -> None:
    """The worker: reads the mail, books, reads back, tells."""
    opened = console()
    opened.prepare()
    passes = open_passes(opened, worker_name())
    if not once:
        run_until_stopped(opened, passes)
        return
    try:
        passes.once()
    finally:
        passes.close_portal()
        passes.close()


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="One JSON object per mail.")
@click.option("--as-delivered", is_flag=True, help="Without the service words and templates of the database.")
def parse(files: tuple[Path, ...], *, as_json: bool, as_delivered: bool) -> None:
    """Say what would be understood of each mail, touching nothing.

    With the service words and templates of the practice's database when it is there, as the worker would read.
    """
    settings = load()
    reader, teaching = Outside(settings).reader(), None if as_delivered else _teaching(settings)
    unreadable = 0
    for file in files:
        try:
            mime = file.read_bytes()
        except OSError as error:
            unreadable += 1
            click.echo(f"{file}: cannot be read: {error.strerror}", err=True)
            continue
        report = read_report(reader, file.name, mime, teaching=teaching)
        if as_json:
            print_object(report)
        else:
            click.echo(_report_lines(report))
    sys.exit(1 if unreadable else 0)


def _teaching(settings: Settings) -> Teaching | None:
    try:
        teaching = taught(settings)
    except Unavailable as error:
        click.echo(f"{error} Read without the practice's service words and templates.", err=True)
        return None
    if teaching is not None and (teaching.words.version or teaching.templates):
        words = "the practice's service words" if teaching.words.version else "the service words as delivered"
        click.echo(f"Read with {words} and its templates for {len(teaching.templates)} senders.", err=True)
    return teaching


def _report_lines(report: dict[str, object]) -> str:
    lines = [f"{report['file']}: {report['kind']}, {report['decision']}"]
    appointments = report["appointments"]
    assert isinstance(appointments, list)
    for said in appointments:
        lines += [f"    {name}: {value}" for name, value in said.items() if value is not None]
    reasons = report["reasons"]
    assert isinstance(reasons, list)
    return "\n".join(lines + [f"    because {reason}" for reason in reasons])


@click.command()
@click.option(
    "--guest", required=True, help="Name; - reads it from standard input, so that no list of processes shows it."
)
@click.option("--type", "type_", type=click.Choice([t.value for t in AppointmentType], case_sensitive=False))
@click.option("--start", required=True, help="ISO 8601, e.g. 2027-01-12T10:00; without offset: the practice's time.")
@click.option("--end", help="ISO 8601.")
@click.option("--minutes", type=click.IntRange(1, 720), help="Length instead of an end.")
@click.option("--room", help="This room and no other.")
@click.option("--dry-run", is_flag=True, help="Stop before the submit.")
@click.option("--json", "as_json", is_flag=True)
def book(
    guest: str,
    type_: str | None,
    start: str,
    end: str | None,
    minutes: int | None,
    room: str | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Book one room by hand, through the same road as a mail."""
    opened = console()
    opened.prepare()
    visit = Visit(
        guest=sys.stdin.readline().strip() if guest == "-" else guest,
        type=AppointmentType(type_) if type_ else None,
        slot=_slot(opened, start, end, minutes),
        room_id=_room_id(opened, room) if room else None,
    )
    with open_road(opened, name=worker_name()) as road:
        ended = _walk(opened, road, visit, dry_run=dry_run, as_json=as_json)
    sys.exit(0 if ended in (Ended.BOOKED, Ended.DRY_RUN) else 1)


def _walk(opened: Console, road: Road, visit: Visit, *, dry_run: bool, as_json: bool) -> Ended | None:
    now = opened.clock.now()
    # Workers leave it to us; a dry run for ever, so that a crash in here books nothing.
    not_before = datetime.max.replace(tzinfo=UTC) - timedelta(days=365) if dry_run else now + opened.policy.lease
    appointment_id = override.book(
        opened.new_uow, visit, channel=Channel.COMMAND_LINE, actor=OPERATOR, now=now, not_before=not_before
    )
    walked = reserve.book_next(road, mode="dry_run" if dry_run else "book", only=appointment_id)
    if dry_run:
        override.cancel(opened.new_uow, appointment_id, reason="dry run", actor=OPERATOR, now=opened.clock.now())
    for attempt in reversed(opened.views.appointment(appointment_id).attempts):
        if as_json:
            print_object(attempt_object(attempt, opened.zone))
        else:
            click.echo("\n".join(attempt_lines(attempt, opened.zone, opened.room_names())))
    if not as_json:
        click.echo(row_line(opened.views.appointment(appointment_id).log, opened.zone))
    if walked is None:
        click.echo("Nothing was tried: booking is switched off, or another worker has it in hand.", err=True)
    return walked.ended if walked else None


def _slot(opened: Console, start: str, end: str | None, minutes: int | None) -> Slot:
    if end and minutes:
        raise click.UsageError("give either --end or --minutes, not both")
    begins = _moment(opened, start, "--start")
    length = timedelta(minutes=minutes) if minutes else opened.settings.default_length
    ends = _moment(opened, end, "--end") if end else begins + length
    if ends <= begins:
        raise click.UsageError(f"--end must come after --start, got {start} to {end}")
    if ends - begins > _LONGEST:
        raise click.UsageError(f"a visit is at most 12 hours long, got {start} to {end}")
    return Slot(begins, ends)


def _moment(opened: Console, text: str, option: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise _no_time(option, text) from None
    if len(text.strip()) <= len("2027-01-12") or not _YEARS[0] <= moment.year <= _YEARS[1]:
        raise _no_time(option, text)
    return moment if moment.tzinfo is not None else _in_zone(opened, moment, f"{option}: {text}")


def _no_time(option: str, text: str) -> click.UsageError:
    return click.UsageError(f"{option}: expected a time such as 2027-01-12T10:00, got {text!r}")


def _in_zone(opened: Console, moment: datetime, said: str) -> datetime:
    first, second = (moment.replace(tzinfo=opened.zone, fold=fold) for fold in (0, 1))
    zone = opened.settings.timezone
    if first.astimezone(UTC).astimezone(opened.zone).replace(tzinfo=None) != moment:
        raise click.UsageError(f"{said} does not exist in {zone}: the clocks change then")
    if first.utcoffset() != second.utcoffset():
        raise click.UsageError(
            f"{said} comes twice in {zone}, because the clocks change: add the offset, as in {first.isoformat()}"
        )
    return first


def _room_id(opened: Console, name: str) -> int:
    with opened.new_uow() as uow:
        rooms = uow.rooms.all()
    found = next((r.id for r in rooms if r.name.casefold() == name.strip().casefold()), None)
    if found is None:
        raise InvalidInput(f"There is no room {name!r}. Known rooms: {', '.join(r.name for r in rooms)}.")
    return found


@click.command()
@click.option("--from", "from_", type=click.DateTime(["%Y-%m-%d"]), help="First day to compare with the portal.")
@click.option("--to", type=click.DateTime(["%Y-%m-%d"]), help="Last day. [default: the first]")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per difference.")
def reconcile(from_: datetime | None, to: datetime | None, *, as_json: bool) -> None:
    """Settle what is in doubt or to be cancelled, by reading the portal back; with --from compare our log with the portal instead."""
    if from_ is None and (to or as_json):
        raise click.UsageError("--to and --json belong to a comparison: it begins with --from")
    if from_ and to and to < from_:
        raise click.UsageError(f"--to must not come before --from, got {from_:%Y-%m-%d} to {to:%Y-%m-%d}")
    opened = console()
    opened.prepare()
    if from_ is not None:
        compare_days(opened, from_.date(), (to or from_).date(), as_json=as_json)
        return
    settled = 0
    with open_road(opened, name=worker_name()) as road:
        while reconciling.settle_next(road) is not None:
            settled += 1
    with opened.new_uow() as uow:
        left = uow.bookings.waiting_to_settle()
    click.echo(f"looked at {settled}, {left} still to be settled")
    sys.exit(1 if left else 0)
