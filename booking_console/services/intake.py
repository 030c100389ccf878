"""Step 1: take every new mail once, then acknowledge it in the mailbox.

Delivery is at least once. A mail is taken when its row is committed; it is filed in the mailbox only after it was read and
settled. A crash in between means that it is listed again and recognised, by its place or by its identity.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default as default_policy

import structlog

from booking_console.domain.actor import SYSTEM
from booking_console.domain.errors import (
    BookingError,
    ContractBroken,
    LoginRefused,
    MailboxFull,
    NotFound,
    Refused,
    Unavailable,
)
from booking_console.domain.first_look import FirstLook
from booking_console.domain.health import Health, Part, PartState
from booking_console.domain.message import MailRef, MessageState, Outcome, RawMail
from booking_console.domain.policy import Policy
from booking_console.services import tell
from booking_console.services.ports import Clock, Mailbox
from booking_console.services.records import NewUnitOfWork, UnitOfWork

log = structlog.get_logger()

#: So many mails may fail to come before we conclude that the mailbox, and not the mail, is in trouble.
_FAILURES = 2
_BATCH = 200
_FAILURES_IN_FILING = 20
#: Listings of one look while they bring nothing but old mails, and how long they may take together.
_MOST_LISTINGS = 100
_LONGEST_LISTING = timedelta(seconds=40)
#: The parser needs the square of a header's length.
_LONGEST_HEADER = 2000


@dataclass(frozen=True, slots=True)
class Taken:
    """left_out: old mails that stay where they are."""

    new: int = 0
    known: int = 0
    set_aside: int = 0
    left_out: int = 0

    @property
    def words(self) -> str:
        said = [f"{self.new} new"] if self.new else []
        said += [f"{self.left_out} old ones left where they are"] if self.left_out else []
        return ", ".join(said) or "nothing new"


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every step of taking a mail needs."""

    new_uow: NewUnitOfWork
    mailbox: Mailbox
    policy: Policy
    clock: Clock


def take_new(new_uow: NewUnitOfWork, mailbox: Mailbox, policy: Policy, clock: Clock, *, besides: str = "") -> Taken:
    """Take over what is new. Trouble is recorded as the mailbox's health and raised; what was taken before stays taken.

    besides: what is wrong although mails can be read; it stands in the health until it is mended.
    """
    try:
        taken = _take(_Desk(new_uow, mailbox, policy, clock))
    except Unavailable as error:
        note_health(new_uow, clock, Part.MAILBOX, PartState.TROUBLE, str(error))
        raise
    except (ContractBroken, Refused) as error:
        note_health(new_uow, clock, Part.MAILBOX, PartState.STOPPED, str(error))
        raise
    state = PartState.TROUBLE if besides else PartState.FINE
    note_health(new_uow, clock, Part.MAILBOX, state, besides or taken.words, is_good=True)
    return taken


def file_settled(new_uow: NewUnitOfWork, mailbox: Mailbox) -> int:
    """Move the mails whose fate is known to their folders; how many. Doing it twice does no harm.

    One that cannot be moved does not hold up the others. Raises the first trouble at the end; what is left is tried again.
    """
    with new_uow() as uow:
        settled = uow.messages.unfiled(mailbox=mailbox.name, limit=_BATCH)
    filed, failures = 0, list[BookingError]()
    for message in settled:
        outcome = Outcome.NEEDS_ATTENTION if message.state is MessageState.NEEDS_ATTENTION else Outcome.PROCESSED
        try:
            mailbox.file(MailRef(message.ref_key), outcome)
        except BookingError as error:
            failures.append(error)
            if isinstance(error, Unavailable) or len(failures) >= _FAILURES_IN_FILING:
                break  # of the mailbox, not of the mail
            continue
        with new_uow() as uow:
            uow.messages.filed(message.id, outcome)
        filed += 1
    if failures:
        raise failures[0]
    return filed


def _take(desk: _Desk) -> Taken:
    """A listing that held nothing but old mails is followed by the next one at once: the new ones come at the end."""
    desk.mailbox.ensure_folders()
    name, now = desk.mailbox.name, desk.clock.now()
    with desk.new_uow() as uow:
        cursor = uow.messages.cursor(name)
        look = uow.messages.first_look(name) or FirstLook(now - desk.policy.first_look)
    left_out = 0
    for _ in range(_MOST_LISTINGS):
        was = cursor
        refs, cursor = desk.mailbox.list_new(was)
        after, wanted = look.parted(refs)
        counts = _take_all(desk, wanted)
        with desk.new_uow() as uow:
            uow.messages.set_cursor(name, cursor)
            uow.messages.set_first_look(name, after, at=now)
            _note_left_out(uow, look, after, now)
        left_out, look = left_out + len(refs) - len(wanted), after
        if wanted or not refs or cursor == was or desk.clock.now() - now > _LONGEST_LISTING:
            break
    return Taken(**counts, left_out=left_out)


def _note_left_out(uow: UnitOfWork, before: FirstLook, after: FirstLook, now: datetime) -> None:
    """Once, when the listing that brought them has ended."""
    if before.is_leaving_out and not after.is_leaving_out:
        detail = f"{before.left_out} mails that came before {before.since:%Y-%m-%d}"
        uow.audit.add("mailbox.left_out", actor=SYSTEM.name, at=now, subject="mailbox", detail=detail)
        log.warning("old_mails_left_out", mails=before.left_out, before=before.since.isoformat())


def _take_all(desk: _Desk, refs: Sequence[MailRef]) -> dict[str, int]:
    counts = {"new": 0, "known": 0, "set_aside": 0}
    failures: list[Unavailable] = []
    for ref in refs:
        try:
            counts[_take_one(desk, ref)] += 1
        except Unavailable as error:
            failures.append(error)
            if len(failures) >= _FAILURES:
                break
    if failures:
        raise failures[-1]  # the cursor stays: what did not come is listed again
    return counts


def _take_one(desk: _Desk, ref: MailRef) -> str:
    with desk.new_uow() as uow:
        if uow.messages.has_ref(desk.mailbox.name, ref.key):
            return "known"
    try:
        mail = desk.mailbox.fetch(ref)
    except NotFound:
        return "known"  # a colleague moved it: it is theirs now
    except (LoginRefused, Unavailable):
        raise
    except (Refused, ContractBroken) as error:
        return _set_aside(desk, ref, str(error))
    return _keep(desk, mail)


def _keep(desk: _Desk, mail: RawMail) -> str:
    sender, subject = _envelope(mail.mime)
    now, name = desk.clock.now(), desk.mailbox.name
    mail = replace(mail, received_at=min(mail.received_at, now))  # a mail server's clock may be ahead of ours
    with desk.new_uow() as uow:
        message_id = uow.messages.add(mail, mailbox=name, sender=sender, subject=subject, taken_at=now)
    if message_id is None:
        _put_away(desk, mail.ref)  # the same mail, delivered again
        return "known"
    log.info("message_taken", message_id=message_id)
    return "new"


def _put_away(desk: _Desk, ref: MailRef) -> None:
    """In a mailbox that is full it stays where it is: the mails behind it are read all the same."""
    try:
        desk.mailbox.file(ref, Outcome.PROCESSED)
    except MailboxFull as error:
        log.warning("second_delivery_not_filed", reason=str(error))


def _set_aside(desk: _Desk, ref: MailRef, reason: str) -> str:
    now, name = desk.clock.now(), desk.mailbox.name
    with desk.new_uow() as uow:
        message_id = uow.messages.add_unreadable(ref, mailbox=name, reason=reason, taken_at=now)
        if message_id is None:
            return "known"
        tell.message_needs_person(uow, desk.policy, uow.messages.get(message_id), reason, now)
    log.warning("message_set_aside", message_id=message_id)
    return "set_aside"


def _envelope(mime: bytes) -> tuple[str, str]:
    """From and Subject for the lists; whatever is broken in them shows as far as it can be read."""
    head = mime.partition(b"\r\n\r\n")[0] if b"\r\n\r\n" in mime else mime.partition(b"\n\n")[0]
    parsed = message_from_bytes(head[:100_000] + b"\n\n")  # the old policy, which interprets nothing by itself
    raw = {name.casefold(): value for name, value in reversed(list(parsed.raw_items()))}
    return _decoded("From", raw.get("from", "")), _decoded("Subject", raw.get("subject", ""))


def _decoded(name: str, value: str) -> str:
    """A header that would take the parser long is cut first; one that it gives up on is left out."""
    try:
        return str(default_policy.header_fetch_parse(name, value[:_LONGEST_HEADER]))[:500]
    except (ValueError, IndexError, AttributeError, TypeError, LookupError, RecursionError):
        return ""


def note_health(
    new_uow: NewUnitOfWork, clock: Clock, part: Part, state: PartState, sentence: str, *, is_good: bool = False
) -> None:
    """Remember how a part is doing; `since` moves only when the state changes, `good_at` only with success: when the state is fine,
    or is_good says that what matters most went well."""
    now = clock.now()
    with new_uow() as uow:
        was = uow.control.health(part)
        uow.control.set_health(
            Health(
                part=part,
                state=state,
                sentence=sentence,
                checked_at=now,
                good_at=now if state is PartState.FINE or is_good else was.good_at,
                since=was.since if was.state is state and was.since else now,
            )
        )
