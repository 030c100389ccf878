"""What `doctor` says of the mailbox: whether it answers now, how the worker gets on with it, what to do."""

from datetime import datetime

from booking_console.bootstrap import Console
from booking_console.domain.errors import BookingError, Refused, Unavailable
from booking_console.domain.health import Health, Part, PartState
from booking_console.domain.schedule import JobName
from booking_console.outside import Outside, what_ends
from booking_console.services.mailbox_advice import advice
from booking_console.settings_mail import MailSettings, MailSource

_SEEN = 500


def mailbox_line(opened: Console) -> str:
    """Asks the mailbox itself. Raises what is wrong, followed by what helps."""
    ends = ""
    try:
        settings = opened.settings_in_force()
        ends = what_ends(settings.mail)
        mailbox = Outside(settings).mailbox()
        try:
            answer = mailbox.check()
        finally:
            mailbox.close()
    except BookingError as error:
        state = PartState.TROUBLE if isinstance(error, Unavailable) else PartState.STOPPED
        said = [str(error), advice(state, str(error)), "" if ends in str(error) else ends]
        raise Refused(" ".join(filter(None, said))) from error
    return "; ".join([f"{_where(settings.mail)}: {answer}", *_of_the_worker(opened)])


def _where(mail: MailSettings) -> str:
    if mail.source is MailSource.FOLDER:
        return "folder"
    who = mail.address or mail.username
    return ", ".join(part for part in (mail.source.value, who, mail.url) if part)


def _of_the_worker(opened: Console) -> list[str]:
    with opened.reading() as uow:
        health, runs = uow.control.health(Part.MAILBOX), uow.control.next_runs()
        alarms, look = [alarm.sentence for alarm in uow.mailbox.alarms()], uow.messages.first_look()
    said = [_last_read(opened, health), *_next_look(opened, runs.get(JobName.POLL)), *_counts(opened)]
    if look is not None and look.left_out:
        said.append(f"{look.left_out} mails that came before {look.since:%Y-%m-%d} were left where they are")
    return said + [f"ALARM: {sentence}" for sentence in alarms]


def _last_read(opened: Console, health: Health) -> str:
    if health.good_at is None:
        return "never read by a worker"
    read = f"last read {_clock(opened, health.good_at)}"
    if health.state is PartState.FINE:
        return read
    return f"{read}, but: {health.sentence}" if health.works else f"{read}, since then: {health.sentence}"


def _next_look(opened: Console, at: datetime | None) -> list[str]:
    return [f"next look {_clock(opened, at)}"] if at and at > opened.clock.now() else []


def _counts(opened: Console) -> list[str]:
    """Of today."""
    today = opened.clock.now().astimezone(opened.zone).date()
    rows = [r for r in opened.views.messages(limit=_SEEN) if r.taken_at.astimezone(opened.zone).date() == today]
    if not rows:
        return ["no mail today"]
    lag = max((row.taken_at - row.received_at).total_seconds() for row in rows)
    return [
        f"{len(rows)} {'mail' if len(rows) == 1 else 'mails'} today, the slowest read {max(lag, 0):.0f} s after it came"
    ]


def _clock(opened: Console, at: datetime) -> str:
    return f"{at.astimezone(opened.zone):%a %H:%M:%S}"
