"""A manager's verbs that teach the reader: what service words mean, and where a sender's mails keep their values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from booking_console.domain.actor import Actor, Right
from booking_console.domain.anchors import Mark, learn
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.errors import InvalidInput
from booking_console.domain.extraction import AppointmentFields, Extraction, FieldName, Verdict
from booking_console.domain.message import MessageState
from booking_console.domain.schedule import JobName
from booking_console.domain.teaching import ServiceWords, Teaching, Template, folded
from booking_console.domain.trust import address_in
from booking_console.services.message_records import StoredMessage
from booking_console.services.ports import MailReader
from booking_console.services.records import NewUnitOfWork, UnitOfWork

#: So many past mails of a sender show what a template would change.
TRIED = 12
_MOST_WORDS = 500
_LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one mail; '' where nothing was or would be read."""

    field: FieldName
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Tried:
    """What a template would do to one past mail."""

    message_id: int
    received_at: datetime
    before: Verdict
    after: Verdict
    changes: tuple[Change, ...]


def save_words(new_uow: NewUnitOfWork, words: ServiceWords, *, actor: Actor, now: datetime) -> None:
    """Holds from the next mail on. words.version is the one that the manager saw: Conflict when it is no longer the newest."""
    actor.require(Right.CONFIGURE)
    kept = _checked(words.words)
    with new_uow() as uow:
        uow.teachings.set_words(replace(words, words=kept), at=now)
        rule = f"{len(kept)} words, unknown: {words.unknown.value} {words.default or ''}".rstrip()
        uow.audit.add("service_words.changed", actor=actor.name, at=now, subject="service_words", detail=rule)


def _checked(words: Mapping[str, AppointmentType]) -> dict[str, AppointmentType]:
    kept: dict[str, AppointmentType] = {}
    for typed, type_ in words.items():
        word = folded(typed)
        if not any(sign.isalpha() for sign in word) or "*" in word[:-1] or len(word) > _LONGEST_WORD:
            raise InvalidInput(f"Expected a word such as massage or physio*, got {typed[:60]!r}.")
        if kept.setdefault(word, type_) is not type_:
            raise InvalidInput(f"{word} stands for a consultation and for a treatment: it can mean one of them only.")
    if len(kept) > _MOST_WORDS:
        raise InvalidInput(f"Expected at most {_MOST_WORDS} words, got {len(kept)}.")
    return kept


def propose(new_uow: NewUnitOfWork, message_id: int, marks: Sequence[Mark], *, actor: Actor) -> Template:
    """The template that a person's marks in this mail mean, not stored yet: the sender's newest one with these values taught anew.

    InvalidInput when a value could not be found again by what stands around it.
    """
    actor.require(Right.CONFIGURE)
    with new_uow() as uow:
        message = uow.messages.get(message_id)
        extraction, sender = message.extraction, sender_of(message)
        known = next((one for one in uow.teachings.templates() if one.sender == sender), Template(sender, ()))
    if not sender or extraction is None or not extraction.text:
        raise InvalidInput("There is no text or no sender in this mail from which a template could be learnt.")
    if not marks:
        raise InvalidInput("Please mark at least one value in the mail first.")
    learnt = learn(extraction.text, marks)
    taught = {rule.field for rule in learnt}
    kept = tuple(rule for rule in known.rules if known.is_on and rule.field not in taught)
    return replace(known, rules=(*kept, *learnt), is_on=True)


def try_out(new_uow: NewUnitOfWork, reader: MailReader, template: Template) -> list[Tried]:
    """What the template would change in the sender's past mails, the newest first. Touches nothing."""
    with new_uow() as uow:
        teaching = uow.teachings.all()
        past = [uow.messages.get(message_id) for message_id in uow.teachings.mails_of(template.sender, limit=TRIED)]
    taught = replace(teaching, templates={**teaching.templates, template.sender: template})
    return [_tried(new_uow, reader, message, teaching=teaching, taught=taught) for message in past]


def _tried(
    new_uow: NewUnitOfWork, reader: MailReader, message: StoredMessage, *, teaching: Teaching, taught: Teaching
) -> Tried:
    with new_uow() as uow:
        mime = uow.messages.mime(message.id)
    before, after = reader.read(mime, teaching), reader.read(mime, taught)
    return Tried(message.id, message.received_at, before.verdict, after.verdict, tuple(_changes(before, after)))


def _changes(before: Extraction, after: Extraction) -> Iterator[Change]:
    old, new = _first(before), _first(after)
    for field in FieldName:
        said, meant = _said(old, field), _said(new, field)
        if said != meant:
            yield Change(field, said, meant)


def _first(extraction: Extraction) -> AppointmentFields:
    return extraction.appointments[0] if extraction.appointments else AppointmentFields()


def _said(fields: AppointmentFields, field: FieldName) -> str:
    found = getattr(fields, field.value)
    if found is None:
        return ""
    return f"{found.value:%Y-%m-%d %H:%M}" if isinstance(found.value, datetime) else str(found.value)


def save_template(new_uow: NewUnitOfWork, template: Template, *, actor: Actor, now: datetime) -> Template:
    """A new version for the sender; earlier ones are kept. Doubtful mails of the sender that wait for a person are read again."""
    actor.require(Right.CONFIGURE)
    with new_uow() as uow:
        saved = uow.teachings.add_template(
            template.sender, template.rules, was_version=template.version, by=actor.name, at=now
        )
        again = _read_again(uow, template.sender, now)
        fields = ", ".join(dict.fromkeys(rule.field.value for rule in saved.rules))
        detail = f"version {saved.version}: {fields}; {again} read again"
        uow.audit.add(
            "template.saved", actor=actor.name, at=now, subject="template", subject_id=saved.id, detail=detail
        )
    return saved


def switch_template(
    new_uow: NewUnitOfWork, template_id: int, *, switched_on: bool, actor: Actor, now: datetime
) -> None:
    """Only the newest version of a sender counts; an older one comes back by being taught again."""
    actor.require(Right.CONFIGURE)
    with new_uow() as uow:
        uow.teachings.switch_template(template_id, is_on=switched_on)
        action = "template.switched_on" if switched_on else "template.switched_off"
        uow.audit.add(action, actor=actor.name, at=now, subject="template", subject_id=template_id)


def sender_of(message: StoredMessage) -> str:
    """The address that templates go by; '' when the mail has none."""
    origin = message.extraction.origin if message.extraction else None
    return origin.address if origin else address_in(message.sender)


def _read_again(uow: UnitOfWork, sender: str, now: datetime) -> int:
    waiting = [uow.messages.get(message_id) for message_id in uow.teachings.asked_about()]
    again = [message for message in waiting if sender_of(message) == sender and _is_doubtful(message)]
    for message in again:
        uow.messages.settle(message.id, MessageState.RECEIVED, was=MessageState.NEEDS_ATTENTION, reason="")
    if again:
        uow.control.ask_run(JobName.POLL, at=now)
    return len(again)


def _is_doubtful(message: StoredMessage) -> bool:
    """The reader's own doubt: what is held for its sender, or cannot be followed, is not cured by reading better."""
    extraction = message.extraction
    return extraction is not None and extraction.verdict is Verdict.REVIEW and not extraction.held
