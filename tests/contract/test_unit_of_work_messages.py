"""Messages and the outbox: taken once, sent once, whoever else tries at the same time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from booking_console.adapters.db.database import Database
from booking_console.domain.errors import NotFound
from booking_console.domain.extraction import Extraction, Kind, Verdict
from booking_console.domain.first_look import FirstLook
from booking_console.domain.message import MailRef, MessageState, Outcome
from booking_console.domain.outbox import DeliveryState
from tests.builders import MONDAY_9, a_mail, an_outbox_message

LATER = MONDAY_9 + timedelta(minutes=5)


def take_over(database: Database, identity: str = "mail-1") -> int | None:
    with database.unit_of_work() as uow:
        mail = a_mail(identity)
        return uow.messages.add(mail, mailbox="INBOX", sender="desk@example.org", subject="Visit", taken_at=MONDAY_9)


def test_a_mail_is_taken_over_with_its_content(database: Database) -> None:
    message_id = take_over(database)
    assert message_id is not None
    with database.unit_of_work() as uow:
        assert uow.messages.mime(message_id) == a_mail().mime
        assert [message.id for message in uow.messages.received(limit=5)] == [message_id]
        assert uow.messages.has_ref("INBOX", "ref-mail-1")
        assert not uow.messages.has_ref("Other", "ref-mail-1")


def test_the_same_mail_is_not_taken_over_again(database: Database) -> None:
    take_over(database)
    assert take_over(database) is None


def test_of_many_that_take_the_same_mail_at_once_one_does(database: Database) -> None:
    with ThreadPoolExecutor(6) as threads:
        ids = list(threads.map(lambda _: take_over(database), range(6)))
    assert len([message_id for message_id in ids if message_id]) == 1


def test_a_mail_that_cannot_be_fetched_waits_for_a_person_once(database: Database) -> None:
    with database.unit_of_work() as uow:
        ref = MailRef("9/12", size=90_000_000)
        message_id = uow.messages.add_unreadable(ref, mailbox="INBOX", reason="Too large.", taken_at=MONDAY_9)
        assert uow.messages.add_unreadable(ref, mailbox="INBOX", reason="Too large.", taken_at=MONDAY_9) is None
        assert uow.messages.get(message_id).state is MessageState.NEEDS_ATTENTION
        with pytest.raises(NotFound):
            uow.messages.mime(message_id)


def test_a_settled_mail_is_filed_once(database: Database) -> None:
    message_id = take_over(database)
    reading = Extraction(Kind.BOOKING, Verdict.ACCEPT, text="Visit")
    with database.unit_of_work() as uow:
        assert uow.messages.unfiled(mailbox="INBOX", limit=5) == []
        uow.messages.settle(message_id, MessageState.ACTED_ON, was=MessageState.RECEIVED, reason="", extraction=reading)
        uow.messages.settle(message_id, MessageState.IGNORED, was=MessageState.ACTED_ON, reason="twice")
        assert [message.extraction for message in uow.messages.unfiled(mailbox="INBOX", limit=5)] == [reading]
        uow.messages.filed(message_id, Outcome.PROCESSED)
        assert uow.messages.unfiled(mailbox="INBOX", limit=5) == []


def test_each_mailbox_has_its_cursor(database: Database) -> None:
    with database.unit_of_work() as uow:
        uow.messages.set_cursor("one", "1")
        uow.messages.set_cursor("one", "2")
        assert (uow.messages.cursor("one"), uow.messages.cursor("two")) == ("2", None)


def fill_outbox(database: Database, count: int) -> None:
    with database.unit_of_work() as uow:
        for number in range(count):
            assert uow.outbox.add(an_outbox_message(f"event-{number}"))


def claim(database: Database) -> int | None:
    with database.unit_of_work() as uow:
        message = uow.outbox.claim(MONDAY_9)
    return message.id if message else None


def test_one_event_is_told_once_to_each_recipient_and_channel(database: Database) -> None:
    with database.unit_of_work() as uow:
        assert uow.outbox.add(an_outbox_message())
        assert uow.outbox.add(an_outbox_message()) is None
        assert uow.outbox.add(an_outbox_message(recipient="other@example.org"))
        assert uow.outbox.add(an_outbox_message(channel="chat"))


def test_of_many_that_claim_at_once_each_gets_another_message(database: Database) -> None:
    fill_outbox(database, 5)
    with ThreadPoolExecutor(8) as threads:
        claimed = [claimed for claimed in threads.map(lambda _: claim(database), range(8)) if claimed]
    assert len(claimed) == len(set(claimed)) == 5


def test_what_is_not_due_is_not_claimed(database: Database) -> None:
    with database.unit_of_work() as uow:
        uow.outbox.add(an_outbox_message(due_at=LATER))
        assert uow.outbox.claim(MONDAY_9) is None
        claimed = uow.outbox.claim(LATER)
    assert claimed is not None
    assert (claimed.state, claimed.tries) == (DeliveryState.SENDING, 1)


def test_a_message_whose_worker_died_is_found(database: Database) -> None:
    fill_outbox(database, 1)
    outbox_id = claim(database)
    with database.unit_of_work() as uow:
        assert uow.outbox.abandoned(before=MONDAY_9) == []
        assert uow.outbox.abandoned(before=LATER) == [outbox_id]


def test_a_message_goes_back_with_its_next_time_or_ends_with_its_delivery(database: Database) -> None:
    fill_outbox(database, 1)
    outbox_id = claim(database)
    with database.unit_of_work() as uow:
        uow.outbox.settle(outbox_id, DeliveryState.PENDING, error="busy", at=MONDAY_9, due_at=LATER)
        again = uow.outbox.claim(LATER)
        uow.outbox.settle(outbox_id, DeliveryState.DELIVERED, error="", at=LATER)
        settled = uow.outbox.get(outbox_id)
    assert again is not None
    assert (settled.tries, settled.delivered_at, settled.error) == (2, LATER, "")


def test_how_far_back_a_mailbox_is_read_is_kept_beside_its_cursor(database: Database) -> None:
    look = FirstLook(MONDAY_9, left_out=2995, is_leaving_out=True)
    with database.unit_of_work() as uow:
        assert uow.messages.first_look() is None
        uow.messages.set_first_look("Other", FirstLook(LATER), at=MONDAY_9)
        uow.messages.set_first_look("INBOX", look, at=LATER)
        uow.messages.set_cursor("INBOX", "9/12")
    with database.unit_of_work() as uow:
        assert (uow.messages.first_look("INBOX"), uow.messages.cursor("INBOX")) == (look, "9/12")
        assert uow.messages.first_look() == look
        assert uow.messages.first_look("Other") == FirstLook(LATER)
        assert uow.messages.cursor("Other") is None
