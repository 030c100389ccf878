"""Whom the console believes, and what becomes of a mail from somebody else: it waits in quarantine until a person says."""

from dataclasses import replace
from datetime import datetime

from booking_console.domain.actor import Actor, Right
from booking_console.domain.errors import InvalidInput
from booking_console.domain.extraction import Extraction
from booking_console.domain.message import MessageState
from booking_console.domain.policy import Policy
from booking_console.domain.schedule import JobName
from booking_console.domain.trust import Origin, Trusted, address_in, as_entry, doubt_about
from booking_console.services.message_records import StoredMessage
from booking_console.services.records import NewUnitOfWork, UnitOfWork


def trusted_by(uow: UnitOfWork, policy: Policy) -> Trusted:
    """The settings' senders and the manager's own."""
    return Trusted(policy.trusted | {sender.entry for sender in uow.teachings.trusted()})


def held_back(extraction: Extraction, sender: str, trusted: Trusted) -> Extraction:
    """The reading, marked with why its sender is not believed. sender: the From header, for a reading that tells no origin."""
    return replace(extraction, held=doubt_about(_origin(extraction, sender), trusted))


def _origin(extraction: Extraction | None, sender: str) -> Origin:
    return extraction.origin if extraction and extraction.origin else Origin(address_in(sender))


def trust_sender(new_uow: NewUnitOfWork, entry: str, *, policy: Policy, actor: Actor, now: datetime) -> int:
    """Put an address or a domain on the list; how many mails in quarantine are read again because of it.

    They are read by the worker's next pass, which is asked for. A mail that is held for another reason stays where it is.
    """
    actor.require(Right.CONFIGURE)
    kept = as_entry(entry)
    if not kept:
        raise InvalidInput(
            f"Expected an address such as bookings@clinic.example or a domain such as clinic.example, got {entry[:60]!r}."
        )
    with new_uow() as uow:
        if uow.teachings.trust(kept, by=actor.name, at=now) is None and kept not in policy.trusted:
            raise InvalidInput(f"{kept} is on the list already.")
        trusted = trusted_by(uow, policy)
        waiting = [uow.messages.get(message_id) for message_id in uow.teachings.asked_about()]
        freed = [message for message in waiting if _is_freed(message, trusted)]
        for message in freed:
            uow.messages.settle(
                message.id,
                MessageState.RECEIVED,
                was=MessageState.NEEDS_ATTENTION,
                reason="",
            )
        if freed:
            uow.control.ask_run(JobName.POLL, at=now)
        uow.audit.add("sender.trusted", actor=actor.name, at=now, subject="sender", detail=kept)
    return len(freed)


def distrust_sender(new_uow: NewUnitOfWork, trusted_id: int, *, actor: Actor, now: datetime) -> None:
    """From the next mail on. What was booked stays booked."""
    actor.require(Right.CONFIGURE)
    with new_uow() as uow:
        entry = uow.teachings.distrust(trusted_id)
        uow.audit.add("sender.distrusted", actor=actor.name, at=now, subject="sender", detail=entry)


def _is_freed(message: StoredMessage, trusted: Trusted) -> bool:
    extraction = message.extraction
    return bool(extraction and extraction.held) and not doubt_about(_origin(extraction, message.sender), trusted)
