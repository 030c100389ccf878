"""Holds what happened in the demo against what each mail is expected to end in: our log, the portal's ledger, the sent mail."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.policy import default as default_policy
from pathlib import Path
from typing import Any

from booking_console.demo.mailbox.model import DemoMail, Expected, Status
from booking_console.domain.status import Shown
from booking_console.services.views import LogFilter, LogRow, MessageRow, Views

_SHOWN = {Status.BOOKED: Shown.BOOKED, Status.CANCELLED: Shown.CANCELLED, Status.NEEDS_ATTENTION: Shown.NEEDS_YOU}
_UNFINISHED = (Shown.WAITING, Shown.BOOKING_NOW, Shown.CHECKING)
#: How a message ends when the mail itself is the question, or nothing at all.
_ENDS = {Status.NEEDS_ATTENTION: "needs_attention", Status.IGNORED: "ignored"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the outcome table. found: in plain words, what happened instead when it is not right."""

    mail: str
    style: str
    expected: str
    found: str
    is_right: bool


@dataclass(frozen=True, slots=True)
class World:
    """Everything that can be known at one moment. ledger: the bookings as the portal tells them."""

    messages: Mapping[str, MessageRow]
    rows: Sequence[LogRow]
    ledger: Sequence[Mapping[str, Any]]

    def live(self, guest: str | None, start: datetime | None) -> list[Mapping[str, Any]]:
        found = (b for b in self.ledger if b["guest"] == guest and b["cancelled_at"] is None)
        return [b for b in found if start is None or datetime.fromisoformat(b["start"]) == start]


def see(views: Views, ledger: Sequence[Mapping[str, Any]]) -> World:
    messages = {m.internet_id: m for m in views.messages(limit=10_000)}
    return World(messages, list(views.log_stream(LogFilter())), ledger)


def is_settled(world: World, mails: Sequence[DemoMail]) -> bool:
    """Every mail was read and nothing is under way any more."""
    read = all((m := world.messages.get(internet_id(mail))) and m.state != "received" for mail in mails)
    return read and not any(row.shown in _UNFINISHED for row in world.rows)


def judge(world: World, mails: Sequence[DemoMail]) -> list[Line]:
    lines = [_line(world, mail, expected) for mail in mails for expected in mail.expected]
    return [*lines, *_strays(world, mails)]


def judge_sent(sink: Path, told: Sequence[tuple[str, str]]) -> Line:
    """One mail per event and recipient: what the outbox says against what the mail server got. told: Message-ID, recipient."""
    got: Counter[tuple[str, str]] = Counter()
    for file in sorted(sink.glob("*.eml")):
        mail = message_from_bytes(file.read_bytes(), policy=default_policy)
        got[(str(mail["Message-ID"]), str(mail["X-Envelope-To"]))] += 1
    wanted = Counter(told)
    found = f"{sum(got.values())} mails arrived, {sum((got - wanted).values())} too many, {sum((wanted - got).values())} missing"
    return Line("all", "sent mail", f"{len(told)} mails, each once", found, got == wanted and bool(told))


def internet_id(mail: DemoMail) -> str:
    head = message_from_bytes(mail.mime, policy=default_policy)
    return str(head["Message-ID"] or "").strip()


def _line(world: World, mail: DemoMail, expected: Expected) -> Line:
    found, is_right = _found(world, mail, expected)
    return Line(mail.name, mail.style, _words(expected), found, is_right)


def _found(world: World, mail: DemoMail, expected: Expected) -> tuple[str, bool]:
    message = world.messages.get(internet_id(mail))
    if message is None:
        return "the mail was not taken", False
    if expected.guest is None or expected.status is Status.IGNORED:
        wanted = _ENDS.get(expected.status)
        is_right = message.state == wanted and expected.reason_contains.casefold() in message.reason.casefold()
        return f"{message.state}: {message.reason}", is_right
    rows = [
        r for r in world.rows if r.guest == expected.guest and (expected.start is None or r.start == expected.start)
    ]
    if expected.status is Status.NEEDS_ATTENTION and not rows:
        is_right = (
            message.state == "needs_attention" and expected.reason_contains.casefold() in message.reason.casefold()
        )
        return f"{message.state}: {message.reason}", is_right
    return _judge_rows(world, expected, rows)


def _judge_rows(world: World, expected: Expected, rows: Sequence[LogRow]) -> tuple[str, bool]:
    if len(rows) != 1:
        return f"{len(rows)} appointments of this guest at this time", False
    row = rows[0]
    live = world.live(expected.guest, expected.start)
    found = f"{row.shown.value} {row.room}, {len(live)} on the portal. {row.reason}".strip()
    agrees = [
        row.shown is _SHOWN[expected.status],
        expected.end is None or row.end == expected.end,
        expected.room is None or row.room == expected.room,
        expected.reason_contains.casefold() in row.reason.casefold(),
        len(live) == (1 if expected.status is Status.BOOKED else 0),
        expected.status is not Status.BOOKED or not live or live[0]["room"] == row.room,
    ]
    return found, all(agrees)


def _strays(world: World, mails: Sequence[DemoMail]) -> list[Line]:
    """Our guests on the portal with no mail that wanted them there."""
    wanted = {(e.guest, e.start) for m in mails for e in m.expected if e.status is Status.BOOKED}
    guests = {e.guest for m in mails for e in m.expected}
    found = [b for b in world.ledger if b["cancelled_at"] is None and b["guest"] in guests]
    strays = [b for b in found if (b["guest"], datetime.fromisoformat(b["start"])) not in wanted]
    return [
        Line("all", "portal", "no entry that no mail asks for", f"{b['room']} {b['start']}", is_right=False)
        for b in strays
    ]


def _words(expected: Expected) -> str:
    parts = [expected.status.value.replace("_", " "), expected.room or ""]
    if expected.start:
        parts.append(f"{expected.start:%a %d %b %H:%M}")
    return " ".join(part for part in parts if part)
