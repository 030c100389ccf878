"""The mailbox in words: how it is, what is wrong and what to do, when it is read next, how fast mails get through."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from booking_console.domain.alarm import Alarm, AlarmKind
from booking_console.domain.first_look import FirstLook
from booking_console.domain.health import Health, PartState
from booking_console.domain.message import MessageState
from booking_console.domain.schedule import Rhythm
from booking_console.services.figure_words import counted
from booking_console.services.mailbox_advice import advice
from booking_console.services.views import MessageRow
from booking_console.settings_mail import MailSettings, MailSource
from booking_console.ui import practice_time
from booking_console.ui.schedule.rhythm import length

KINDS = {
    MailSource.FOLDER: "Folder of mails",
    MailSource.IMAP: "IMAP",
    MailSource.EXCHANGE: "Exchange Server",
    MailSource.GRAPH: "Microsoft 365",
}
CHIPS = {
    PartState.FINE: ("ok", "Fine"),
    PartState.TROUBLE: ("you", "Has trouble"),
    PartState.STOPPED: ("bad", "Stopped"),
    PartState.UNKNOWN: ("off", "Not read yet"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Raised:
    """An alarm as shown."""

    sentence: str
    advice: str
    since: str
    href: str = "/mailbox"
    link: str = "Look at the mailbox"


@dataclass(frozen=True, slots=True)
class How:
    """How the mailbox is. wrong and advice: empty when all is well."""

    lead: str = ""
    tone: str = "off"
    word: str = ""
    wrong: str = ""
    advice: str = ""
    facts: tuple[Fact, ...] = ()
    alarms: tuple[Raised, ...] = ()
    ends: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the words are made from. problem: why the settings in force cannot be used, else empty. ends: that this way into the
    mailbox is going to be closed. way_out: how mails are sent, empty when they are not; told: who is told of bookings.
    first_look: what was left out of the mailbox."""

    mail: MailSettings
    health: Health
    alarms: Sequence[Alarm]
    taken: Sequence[MessageRow]
    rhythm: Rhythm
    next_look: datetime | None
    is_paused: bool
    problem: str = ""
    ends: str = ""
    way_out: str = ""
    told: Sequence[str] = ()
    first_look: FirstLook | None = None


def how(known: Known, now: datetime, zone: ZoneInfo) -> How:
    tone, word = ("bad", "Stopped") if known.problem else CHIPS[known.health.state]
    wrong = known.problem or (
        known.health.sentence if known.health.state in (PartState.TROUBLE, PartState.STOPPED) else ""
    )
    today = [row for row in known.taken if _is_today(row.taken_at, now, zone)]
    return How(
        lead=_lead(known, today, now, zone),
        tone=tone,
        word=word,
        wrong=wrong,
        advice=advice(_state(known), wrong).replace("on the page Mailbox", "below") if wrong else "",
        facts=tuple(_facts(known, today, now, zone)),
        alarms=tuple(raised([a for a in known.alarms if a.kind is not AlarmKind.DIFFERS], now, zone)),
        ends="" if known.ends in wrong else known.ends,
    )


def _state(known: Known) -> PartState:
    return PartState.STOPPED if known.problem else known.health.state


def raised(alarms: Sequence[Alarm], now: datetime, zone: ZoneInfo) -> list[Raised]:
    return [_raised(alarm, practice_time.stamp(alarm.since, now, zone)) for alarm in alarms]


def _raised(alarm: Alarm, since: str) -> Raised:
    if alarm.kind is AlarmKind.DIFFERS:
        return Raised(alarm.sentence, alarm.advice, since, "/closing", "Look at the differences")
    return Raised(alarm.sentence, alarm.advice, since)


def _lead(known: Known, today: Sequence[MessageRow], now: datetime, zone: ZoneInfo) -> str:
    if known.is_paused:
        return "Reading is paused. Mail waits in its mailbox."
    if known.health.state is PartState.UNKNOWN and not known.problem:
        return "The mailbox was not read yet."
    if known.health.works and not known.problem:
        came = counted(len(today), "mail", "mails") if today else "no mail"
        return f"The mailbox is read. {came.capitalize()} came today."
    since = practice_time.stamp(known.health.good_at, now, zone) if known.health.good_at else ""
    return f"The mailbox has not been read since {since}." if since else "The mailbox could not be read yet."


def _facts(known: Known, today: Sequence[MessageRow], now: datetime, zone: ZoneInfo) -> list[Fact]:
    mail, health = known.mail, known.health
    facts = [
        Fact("Kind", KINDS[mail.source]),
        Fact("Mailbox", _where(mail)),
        Fact("Folder", mail.inbox) if mail.source is not MailSource.FOLDER else None,
        Fact("Last read", practice_time.ago(health.good_at, now, zone), _exact(health.good_at, zone)),
        Fact("Next look", _next(known, now), _exact(known.next_look, zone)),
        Fact("New mails", _noticed(known)),
        Fact("From arrival to reading", _delay(today)) if today else None,
        Fact("Today", _ended(today)),
        _left_out(known.first_look, zone),
        Fact("Mails of the console", _sent(known)),
        Fact("Login ends", practice_time.full_day(_midnight(known, zone), zone)) if mail.secret_expires else None,
    ]
    return [fact for fact in facts if fact is not None]


def _where(mail: MailSettings) -> str:
    if mail.source is MailSource.FOLDER:
        return str(mail.folder)
    who = mail.address or mail.username
    return f"{who}, {mail.url}" if who and mail.url else who or mail.url


def _left_out(look: FirstLook | None, zone: ZoneInfo) -> Fact | None:
    """So that nobody waits for a booking out of an old mail."""
    if look is None or not look.left_out:
        return None
    return Fact(
        "Left where they are", f"{look.left_out:,} mails that came before {practice_time.full_day(look.since, zone)}"
    )


def _sent(known: Known) -> str:
    if not known.way_out:
        return "are not sent: no mail server is set"
    if not known.told:
        return f"go out {known.way_out}, but nobody is named who is told"
    return f"go out {known.way_out}, to {', '.join(known.told)}"


def _next(known: Known, now: datetime) -> str:
    if known.is_paused:
        return "when somebody goes on"
    return practice_time.ahead(known.next_look, now) if known.next_look else "not planned"


def _noticed(known: Known) -> str:
    if known.rhythm.cron is not None:
        return "at the set times only"
    assert known.rhythm.every is not None, "a rhythm is either an interval or set times"
    return f"are noticed within 5 s; a look every {length(known.rhythm.every)} besides"


def _delay(today: Sequence[MessageRow]) -> str:
    lags = [max(row.taken_at - row.received_at, timedelta()) for row in today]
    usual = timedelta(seconds=median(lag.total_seconds() for lag in lags))
    return f"{_short(usual)}, at most {_short(max(lags))}" if len(lags) > 1 else _short(usual)


def _short(lag: timedelta) -> str:
    if lag < timedelta(minutes=1):
        return f"{int(lag.total_seconds())} s"
    if lag < timedelta(hours=1):
        return f"{int(lag.total_seconds() // 60)} min"
    return f"{int(lag.total_seconds() // 3600)} h" if lag < timedelta(days=2) else f"{lag.days} days"


def _ended(today: Sequence[MessageRow]) -> str:
    if not today:
        return "no new mail"
    ended = Counter(row.state for row in today)
    parts = (
        (MessageState.ACTED_ON, "acted on"),
        (MessageState.NEEDS_ATTENTION, "for a person"),
        (MessageState.IGNORED, "ignored"),
        (MessageState.RECEIVED, "not read yet"),
    )
    said = [f"{ended[state.value]} {word}" for state, word in parts if ended[state.value]]
    return f"{counted(len(today), 'mail', 'mails')}: {', '.join(said)}"


def _is_today(at: datetime, now: datetime, zone: ZoneInfo) -> bool:
    return at.astimezone(zone).date() == now.astimezone(zone).date()


def _exact(at: datetime | None, zone: ZoneInfo) -> str:
    return f"{practice_time.full_day(at, zone)}, {at.astimezone(zone):%H:%M:%S}" if at else ""


def _midnight(known: Known, zone: ZoneInfo) -> datetime:
    assert known.mail.secret_expires is not None, "asked for only when it is set"
    return datetime.combine(known.mail.secret_expires, datetime.min.time(), zone)
