"""Mails that arrive one after the other and are read at once."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from booking_console.domain.extraction import Extraction
from booking_console.domain.message import MessageState
from booking_console.services import triage
from tests.builders import MONDAY_9, a_mail
from tests.readings import PreparedReader
from tests.world import World

SENT = MONDAY_9 - timedelta(days=6)


def sent(hours: int, extraction: Extraction) -> Extraction:
    """hours: counted from SENT."""
    return replace(extraction, sent=SENT + timedelta(hours=hours))


def arrive(world: World, *extractions: Extraction, sender: str = "") -> list[int]:
    """The ids of the messages, in order."""
    return [_arrive(world, extraction, sender) for extraction in extractions]


def _arrive(world: World, extraction: Extraction, sender: str) -> int:
    mime = uuid4().bytes
    mail = replace(a_mail(mime.hex()), mime=mime)
    with world.new_uow() as uow:
        message_id = uow.messages.add(mail, mailbox="test", sender=sender, subject="", taken_at=world.clock.now())
    triage.read_new(world.new_uow, PreparedReader({mime: extraction}), world.policy, world.clock)
    assert message_id is not None
    return message_id


def ended(world: World, ids: list[int]) -> list[MessageState]:
    with world.new_uow() as uow:
        return [uow.messages.get(message_id).state for message_id in ids]


def ledger(world: World) -> list[datetime]:
    """The starts that the portal holds when everything has come to rest."""
    for _ in range(4):
        while world.settle() is not None or world.book() is not None:
            pass
        world.clock.advance(minutes=5)
    return sorted(entry.slot.start for entry in world.portal.entries)
