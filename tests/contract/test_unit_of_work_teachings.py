"""What was taught is kept alike by both databases."""

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.errors import Conflict, NotFound
from booking_console.domain.extraction import FieldName
from booking_console.domain.teaching import SEED, Rule, ServiceWords, UnknownService
from tests.builders import MONDAY_9, a_mail

RULES = (Rule(FieldName.GUEST, "occupant ::", " (", "visit", 2), Rule(FieldName.START, "begins"))


def test_a_trusted_sender_is_listed_once_until_taken_off(database: Database) -> None:
    with database.unit_of_work() as uow:
        listed = uow.teachings.trust("clinic.example", by="Dana", at=MONDAY_9)
        assert listed
        assert uow.teachings.trust("clinic.example", by="Ira", at=MONDAY_9) is None
        assert [(one.entry, one.by, one.at) for one in uow.teachings.trusted()] == [
            ("clinic.example", "Dana", MONDAY_9)
        ]
        assert uow.teachings.distrust(listed) == "clinic.example"
        with pytest.raises(NotFound):
            uow.teachings.distrust(listed)


def test_service_words_are_those_delivered_until_they_are_changed_once(database: Database) -> None:
    changed = ServiceWords({"taping": AppointmentType.TREATMENT}, UnknownService.ASK, AppointmentType.CONSULTATION)
    with database.unit_of_work() as uow:
        assert uow.teachings.words().words == SEED
        uow.teachings.set_words(changed, at=MONDAY_9)
        kept = uow.teachings.words()
        assert (kept.words, kept.unknown, kept.default, kept.version) == (
            changed.words,
            changed.unknown,
            changed.default,
            1,
        )
        with pytest.raises(Conflict):
            uow.teachings.set_words(changed, at=MONDAY_9)


def test_the_newest_template_of_a_sender_counts_while_it_is_on(database: Database) -> None:
    with database.unit_of_work() as uow:
        first = uow.teachings.add_template("a@x.example", RULES, was_version=0, by="Dana", at=MONDAY_9)
        with pytest.raises(Conflict):
            uow.teachings.add_template("a@x.example", RULES, was_version=0, by="Ira", at=MONDAY_9)
        second = uow.teachings.add_template("a@x.example", RULES[:1], was_version=1, by="Ira", at=MONDAY_9)
        assert (first.rules, second.version) == (RULES, 2)
        assert uow.teachings.all().templates == {"a@x.example": second}
        uow.teachings.switch_template(second.id, is_on=False)
        assert uow.teachings.all().templates == {}


def test_the_mails_of_a_sender_are_found_by_address(database: Database) -> None:
    with database.unit_of_work() as uow:
        for number, sender in enumerate(("Desk <A@x.example>", "b@x.example", "a@x.example")):
            uow.messages.add(a_mail(str(number)), mailbox="m", sender=sender, subject="", taken_at=MONDAY_9)
        assert uow.teachings.mails_of("a@x.example", limit=5) == [3, 1]
        assert uow.teachings.asked_about() == []
