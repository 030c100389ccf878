"""What people write down about a visit or a mail. Kept in the audit log: never changed, never taken away."""

from datetime import datetime

from booking_console.domain.actor import Actor, Right
from booking_console.domain.errors import InvalidInput
from booking_console.services.records import NewUnitOfWork

LONGEST = 500
ADDED = "note.added"


def on_visit(new_uow: NewUnitOfWork, appointment_id: int, text: str, *, actor: Actor, now: datetime) -> None:
    """Shown on the booking's page. A note decides nothing and tells nobody."""
    words = _usable(text, actor)
    with new_uow() as uow:
        known = uow.appointments.get(appointment_id).id
        uow.audit.add(ADDED, actor=actor.name, at=now, subject="appointment", subject_id=known, reason=words)


def on_mail(new_uow: NewUnitOfWork, message_id: int, text: str, *, actor: Actor, now: datetime) -> None:
    """For a mail that is no appointment yet; when it becomes one, its page shows the note, too."""
    words = _usable(text, actor)
    with new_uow() as uow:
        known = uow.messages.get(message_id).id
        uow.audit.add(ADDED, actor=actor.name, at=now, subject="message", subject_id=known, reason=words)


def _usable(text: str, actor: Actor) -> str:
    actor.require(Right.DECIDE)
    words = " ".join(text.split())
    if not words:
        raise InvalidInput("Please write the note first: an empty one is not kept.")
    if len(words) > LONGEST:
        raise InvalidInput(f"A note has at most {LONGEST} characters; this one has {len(words)}.")
    return words
