"""The closing statement in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from booking_console.domain.comparison import Comparison, Difference
from booking_console.domain.message import MessageState
from booking_console.domain.privacy import initials
from booking_console.services import difference_words
from booking_console.services.closing import Closing
from booking_console.services.figure_words import counted
from booking_console.services.views import MessageRow
from booking_console.ui import practice_time

_S = MessageState
ENDS = {
    _S.ACTED_ON: ("acted on", "Acted on"),
    _S.NEEDS_ATTENTION: ("waiting for you", "Waits for you"),
    _S.IGNORED: ("ignored with a reason", "Ignored"),
    _S.RECEIVED: ("still being read", "Being read"),
}


@dataclass(frozen=True, slots=True)
class Count:
    """One part of the sum. sign: what stands before it."""

    sign: str
    number: str
    word: str
    href: str
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Mail:
    at: str
    sender: str
    state: str
    end: str
    reason: str
    href: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    number: str
    words: str
    href: str
    link: str


@dataclass(frozen=True, slots=True)
class Differs:
    sentence: str
    advice: str
    guest: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Closed:
    """The whole page. tone: of the comparison."""

    lead: str = ""
    under: str = ""
    counts: tuple[Count, ...] = ()
    mails: tuple[Mail, ...] = ()
    caption: str = ""
    opens: tuple[Open, ...] = ()
    tone: str = "off"
    compared: str = ""
    when: str = ""
    differences: tuple[Differs, ...] = ()
    gaps: tuple[str, ...] = ()


def closed(seen: Closing, wanted: str, rooms: Mapping[int, str], due: datetime | None) -> Closed:
    """wanted: the state of the mails that are listed; anything else lists all. due: the next comparison."""
    state = next((one for one in MessageState if one.value == wanted), None)
    listed = [mail for mail in seen.mails if state is None or mail.state == state]
    tone, compared = _compared(seen)
    found = seen.compared
    return Closed(
        lead=lead(seen),
        under=_under(seen, due),
        counts=tuple(counts(seen, state)),
        mails=tuple(_mail(mail, seen.now, seen.zone) for mail in listed),
        caption=_caption(len(listed), state),
        opens=tuple(_opens(seen)),
        tone=tone,
        compared=compared,
        when=f"compared {practice_time.ago(found.at, seen.now, seen.zone)}" if found else "",
        differences=tuple(_differs(one, rooms, seen.zone) for one in found.differences) if found else (),
        gaps=found.gaps if found else (),
    )


def lead(seen: Closing) -> str:
    if seen.open:
        return f"{counted(seen.open, 'thing is', 'things are')} open."
    if seen.is_settled:
        return "Everything of today is settled."
    if not seen.is_compared_today:
        return "Nothing is open. Our log is not compared with the portal yet."
    return "Nothing is open, but not everything could be compared with the portal."


def counts(seen: Closing, chosen: MessageState | None) -> list[Count]:
    """All mails, then each end; the parts make the whole. What is still being read is left out when it is nothing."""
    shown = [s for s in ENDS if s is not _S.RECEIVED or seen.count(s)]
    whole = Count("", str(len(seen.mails)), "received", "/closing", chosen is None)
    parts = [
        Count("=" if place == 0 else "+", str(seen.count(s)), ENDS[s][0], f"/closing?mails={s.value}", chosen is s)
        for place, s in enumerate(shown)
    ]
    return [whole, *parts]


def _under(seen: Closing, due: datetime | None) -> str:
    day = practice_time.full_day(seen.now, seen.zone)
    if seen.is_compared_today and seen.compared:
        return f"{day}. Compared with the portal at {practice_time.clock(seen.compared.at, seen.zone)}."
    if due is None:
        return f"{day}. Not compared with the portal yet today."
    then = practice_time.stamp_ahead(due, seen.now, seen.zone)
    if due.astimezone(seen.zone).date() == seen.now.astimezone(seen.zone).date():
        return f"{day}. Not compared with the portal yet today: that happens at {then}."
    return f"{day}. Not compared with the portal today. The next time is {then}."


def _opens(seen: Closing) -> list[Open]:
    overview = seen.overview
    unread = seen.count(_S.RECEIVED)
    every = (
        (overview.needs_you, "needs you", "need you", "/attention", "Decide"),
        (unread, "mail is being read", "mails are being read", f"/closing?mails={_S.RECEIVED.value}", "Show"),
        (
            overview.waiting_to_book,
            "visit waits for its room",
            "visits wait for their rooms",
            "/log?status=waiting",
            "Show",
        ),
        (overview.outbox_failed, "message did not arrive", "messages did not arrive", "/schedule", "Show"),
        (
            seen.strange,
            "entry of the portal is not in our log",
            "entries of the portal are not in our log",
            "#portal",
            "Show",
        ),
    )
    return [Open(str(n), one if n == 1 else many, href, link) for n, one, many, href, link in every if n]


def _compared(seen: Closing) -> tuple[str, str]:
    found = seen.compared
    if found is None:
        return "off", "Our log has not been compared with the portal yet."
    days = _days(found)
    said = [
        f"{counted(len(found.differences), 'difference', 'differences')} in {_bookings(found)} {days}."
        if found.differences
        else f"{_bookings(found)} {days}: the portal shows {'it' if found.checked == 1 else 'each of them'}"
        f"{', and nothing else of ours' if found.sees_all else ''}."
        if found.checked
        else f"No booking {days}, and the portal shows none of ours."
    ]
    if found.untold:
        said.append(f"Of {found.untold} it does not tell whose the entry is, or shows it no longer because it is over.")
    if not found.sees_all:
        said.append("This portal shows no whole days: what it holds beyond our log cannot be seen.")
    tone = "bad" if found.differences else "you" if found.gaps else "ok"
    return tone, " ".join(said)


def _bookings(found: Comparison) -> str:
    return counted(found.checked, "booking", "bookings")


def _days(found: Comparison) -> str:
    """from Sat 21 Nov to Sat 5 Dec"""
    first, last = (f"{day:%a} {day.day} {day:%b}" for day in (found.first, found.last))
    return f"on {first}" if first == last else f"from {first} to {last}"


def _mail(mail: MessageRow, now: datetime, zone: ZoneInfo) -> Mail:
    href, link = "", ""
    if mail.state == _S.NEEDS_ATTENTION:
        href, link = f"/attention?item=message-{mail.id}", "Decide"
    if mail.appointment_ids:
        href, link = f"/log/{mail.appointment_ids[0]}", "Booking"
    return Mail(
        at=practice_time.stamp(mail.taken_at, now, zone),
        sender=mail.sender or "unknown",
        state=mail.state,
        end=ENDS[MessageState(mail.state)][1],
        reason=mail.reason,
        href=href,
        link=link,
    )


def _caption(count: int, state: MessageState | None) -> str:
    return f"{counted(count, 'mail', 'mails')} of today" + (f", {ENDS[state][0]}" if state else "")


def _differs(one: Difference, rooms: Mapping[int, str], zone: ZoneInfo) -> Differs:
    return Differs(
        difference_words.sentence(one, rooms, zone),
        difference_words.advice(one),
        initials(one.guest),
        f"/log/{one.appointment_id}" if one.appointment_id else "",
    )
