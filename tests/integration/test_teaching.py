"""What a manager teaches holds from the next mail on: service words, and templates learnt from one marked mail."""

from dataclasses import replace
from datetime import datetime

import pytest

from booking_console.adapters.db.database import Database
from booking_console.adapters.parsing.reader import LadderReader
from booking_console.domain.actor import Actor, Role
from booking_console.domain.anchors import Mark
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.errors import Conflict, InvalidInput, NotAllowed
from booking_console.domain.extraction import FieldName, Verdict
from booking_console.domain.message import MessageState
from booking_console.domain.teaching import ServiceWords, Template, UnknownService
from booking_console.services import teach, triage
from booking_console.services.message_records import StoredMessage
from tests.builders import a_mail
from tests.world import ZONE, World

MANAGER = Actor.person(1, "Dana", Role.MANAGER)
READER = LadderReader(ZONE, "DMY")
HEAD = "From: Kestrel <bookings@kestrel.example>\nSubject: Visit confirmed\nDate: Tue, 23 Feb 2027 09:00:00 +0000\n\n"
#: Nothing here is a label that the reader knows.
TEXT = "Your visit is confirmed.\n\nOccupant :: {guest} (file 77{n})\nBegins    :: {day} at {time}\nDone by   :: {end}\nCode :: K-{n}\n"
TREATMENT = "Your appointment is confirmed.\nPatient: Anna Bell\nDate: 2 March 2027\nTime: 10:30\nService: {service}\n"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return World(sqlite_database)


def kestrel(
    n: int, guest: str = "Anna Bell", day: str = "2 March 2027", time: str = "10:30", end: str = "11:15"
) -> bytes:
    return (HEAD + TEXT.format(n=n, guest=guest, day=day, time=time, end=end)).encode()


def receive(world: World, mime: bytes) -> StoredMessage:
    with world.new_uow() as uow:
        mail = replace(a_mail(str(hash(mime))), mime=mime)
        sender = "Kestrel <bookings@kestrel.example>"
        message_id = uow.messages.add(mail, mailbox="test", sender=sender, subject="", taken_at=world.clock.now())
    assert message_id is not None
    return read(world, message_id)


def read(world: World, message_id: int) -> StoredMessage:
    triage.read_new(world.new_uow, READER, world.policy, world.clock)
    with world.new_uow() as uow:
        return uow.messages.get(message_id)


def mark(message: StoredMessage, field: FieldName, value: str) -> Mark:
    assert message.extraction
    start = message.extraction.text.index(value)
    return Mark(field, start, start + len(value))


def proposed(world: World, message: StoredMessage) -> Template:
    values = {
        FieldName.GUEST: "Anna Bell",
        FieldName.START: "2 March 2027 at 10:30",
        FieldName.END: "11:15",
        FieldName.REFERENCE: "K-1",
    }
    marks = [mark(message, field, value) for field, value in values.items()]
    return teach.propose(world.new_uow, message.id, marks, actor=MANAGER)


def save(world: World, template: Template) -> Template:
    return teach.save_template(world.new_uow, template, actor=MANAGER, now=world.clock.now())


def test_a_mail_that_no_rule_understands_is_read_by_a_template_taught_from_it(world: World) -> None:
    first = receive(world, kestrel(1))
    assert first.state is MessageState.NEEDS_ATTENTION
    save(world, proposed(world, first))
    second = receive(world, kestrel(2, guest="Tom O\u2019Neil", day="3 March 2027", time="14:00", end="14:45"))
    assert (second.state, read(world, first.id).state) == (MessageState.ACTED_ON, MessageState.ACTED_ON)
    booked = world.appointment(2)
    assert booked.slot
    assert (booked.guest, booked.reference) == ("Tom O\u2019Neil", "K-2")
    assert (booked.slot.start, booked.slot.end) == (
        datetime(2027, 3, 3, 14, tzinfo=ZONE),
        datetime(2027, 3, 3, 14, 45, tzinfo=ZONE),
    )
    assert second.extraction
    assert second.extraction.reader.endswith("template 1")


def test_before_it_is_saved_a_template_shows_what_it_would_change_and_touches_nothing(world: World) -> None:
    first = receive(world, kestrel(1))
    receive(world, kestrel(2, guest="Tom Neil"))
    newest, oldest = teach.try_out(world.new_uow, READER, proposed(world, first))
    assert (newest.before, newest.after) == (Verdict.REVIEW, Verdict.ACCEPT)
    assert {change.field: change.after for change in newest.changes}[FieldName.GUEST] == "Tom Neil"
    assert oldest.message_id == first.id
    assert read(world, first.id).state is MessageState.NEEDS_ATTENTION
    with world.new_uow() as uow:
        assert uow.teachings.templates() == []


def test_a_template_that_disagrees_with_the_words_of_the_mail_is_a_doubt(world: World) -> None:
    save(world, proposed(world, receive(world, kestrel(1))))
    other = receive(world, kestrel(3, guest="Tom Neil") + b"\nPatient: Zoe Quill\n")
    assert other.state is MessageState.NEEDS_ATTENTION
    assert "Zoe Quill" in other.reason


def test_a_place_that_holds_something_else_is_a_doubt(world: World) -> None:
    save(world, proposed(world, receive(world, kestrel(1))))
    assert "expects the guest" in receive(world, kestrel(4, guest="to be announced 4")).reason


def test_a_template_switched_off_is_not_used_and_every_version_is_kept(world: World) -> None:
    first = receive(world, kestrel(1))
    one = save(world, proposed(world, first))
    with pytest.raises(Conflict):
        save(world, replace(one, version=0))
    two = save(world, one)
    teach.switch_template(world.new_uow, two.id, switched_on=False, actor=MANAGER, now=world.clock.now())
    assert receive(world, kestrel(5)).state is MessageState.NEEDS_ATTENTION
    with world.new_uow() as uow:
        assert [(kept.version, kept.is_on) for kept in uow.teachings.templates()] == [(2, False), (1, True)]


def test_marks_that_cannot_be_found_again_are_refused(world: World) -> None:
    first = receive(world, kestrel(1))
    for bad in (Mark(FieldName.GUEST, 5, 5), Mark(FieldName.GUEST, 0, 90), Mark(FieldName.URGENCY, 0, 4)):
        with pytest.raises(InvalidInput):
            teach.propose(world.new_uow, first.id, [bad], actor=MANAGER)
    with pytest.raises(NotAllowed):
        teach.propose(world.new_uow, first.id, [], actor=Actor.person(2, "Ira", Role.STAFF))


def service(world: World, service: str, **words: object) -> StoredMessage:
    with world.new_uow() as uow:
        known = uow.teachings.words()
    teach.save_words(world.new_uow, replace(known, **words), actor=MANAGER, now=world.clock.now())  # type: ignore[arg-type]
    return receive(world, (HEAD + TREATMENT.format(service=service)).encode())


TAPING = {"words": {"Taping*": AppointmentType.TREATMENT}}


def test_a_word_of_the_manager_decides_the_type_of_the_next_mail(world: World) -> None:
    service(world, "Sports t\u00e0pings", **TAPING)
    assert world.appointment(1).type is AppointmentType.TREATMENT


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ({"unknown": UnknownService.ASK}, MessageState.NEEDS_ATTENTION),
        ({"default": AppointmentType.CONSULTATION}, MessageState.ACTED_ON),
        ({"unknown": UnknownService.ASK, **TAPING}, MessageState.NEEDS_ATTENTION),
    ],
)
def test_an_unknown_service_follows_the_rule(world: World, words: dict[str, object], state: MessageState) -> None:
    message = service(world, "Sound bath", **words)
    assert message.state is state
    if state is MessageState.ACTED_ON:
        assert world.appointment(1).type is AppointmentType.CONSULTATION
    else:
        assert "service words" in message.reason


@pytest.mark.parametrize("words", [{"": AppointmentType.TREATMENT}, {"a*b": AppointmentType.TREATMENT}])
def test_words_that_mean_nothing_are_refused(world: World, words: dict[str, AppointmentType]) -> None:
    with pytest.raises(InvalidInput):
        teach.save_words(world.new_uow, ServiceWords(words), actor=MANAGER, now=world.clock.now())


def test_of_two_managers_that_change_the_words_one_is_told(world: World) -> None:
    seen = ServiceWords()
    teach.save_words(world.new_uow, seen, actor=MANAGER, now=world.clock.now())
    with pytest.raises(Conflict):
        teach.save_words(world.new_uow, seen, actor=MANAGER, now=world.clock.now())
