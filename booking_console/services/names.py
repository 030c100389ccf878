"""Looking at a name in a mail that is not an appointment yet. Looking is recorded."""

from datetime import datetime

from booking_console.domain.actor import Actor, Right
from booking_console.services.records import NewUnitOfWork


def show_in_mail(new_uow: NewUnitOfWork, message_id: int, *, actor: Actor, now: datetime) -> None:
    actor.require(Right.VIEW)
    with new_uow() as uow:
        uow.audit.add("name.shown", actor=actor.name, at=now, subject="message", subject_id=message_id)
