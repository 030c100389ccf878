"""The monthly report: on the first, once for each month and recipient, whatever happens; and what stands in it."""

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pypdf import PdfReader

from booking_console.adapters.db.database import Database
from booking_console.adapters.notify.smtp import SmtpNotifier
from booking_console.adapters.report.pdf import PdfPrinter
from booking_console.domain.actor import Actor, Role
from booking_console.domain.appointment import AppointmentStatus
from booking_console.domain.errors import InvalidInput, NotAllowed
from booking_console.domain.outbox import OutboxMessage
from booking_console.domain.report import Month
from booking_console.services import notify, report
from booking_console.services.report import Report
from booking_console.ui.schedule.jobs import Plan, with_report
from tests.builders import MONDAY_9
from tests.fakes.smtp_server import SmtpServerForTests
from tests.world import Killed, World

DANA = Actor.person(1, "Dana Whitlock", Role.MANAGER)
OWNERS = "owner@practice.example, partner@practice.example"
MARCH = Month(2027, 3)
#: London is an hour ahead of UTC then.
FIRST_AT_SEVEN = datetime(2027, 4, 1, 6, tzinfo=UTC)


@pytest.fixture
def world(database: Database) -> World:
    """A month with one booking of Anna Example, and the report switched on at its beginning."""
    made = World(database)
    made.clock.at = MONDAY_9 - timedelta(hours=1)
    switch(made)
    booked = made.waits()
    made.book()
    assert made.appointment(booked).status is AppointmentStatus.BOOKED
    made.told()
    made.clock.at = FIRST_AT_SEVEN
    return made


def switch(world: World, recipients: str = OWNERS, *, is_on: bool = True, actor: Actor = DANA) -> None:
    now = world.clock.now()
    report.plan(world.new_uow, is_on=is_on, recipients=recipients, policy=world.policy, actor=actor, now=now)


def send(world: World, printer: report.Printer | None = None) -> int:
    insight = world.database.insight(zone=world.policy.zone, opening=[])
    return report.send_due(world.new_uow, insight, printer or PdfPrinter(), world.policy, world.clock)


def text_of(message: OutboxMessage) -> str:
    assert message.attachment is not None
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(message.attachment.content)).pages)


def test_it_is_sent_on_the_first_in_the_morning_and_then_not_again(world: World) -> None:
    world.clock.at = FIRST_AT_SEVEN - timedelta(seconds=1)
    assert send(world) == 0
    world.clock.at = FIRST_AT_SEVEN
    assert [send(world), send(world)] == [1, 0]
    assert [message.recipient for message in world.told()] == ["owner@practice.example", "partner@practice.example"]


def test_it_tells_the_month_and_names_no_guest(world: World) -> None:
    send(world)
    message = world.told()[0]
    text = text_of(message)
    assert "Bookings in March 2027" in text
    assert "The one appointment got a room." in text
    assert "Consult room 1" in text
    assert "Example" not in text + message.text + message.html


def test_after_a_rest_the_months_that_were_missed_are_sent_in_their_order(world: World) -> None:
    world.clock.at = datetime(2027, 6, 20, 12, tzinfo=UTC)
    assert send(world) == 3
    months = [message.event_key for message in world.told() if message.recipient.startswith("owner")]
    assert months == ["report-2027-03", "report-2027-04", "report-2027-05"]


class DyingPrinter:
    def print(self, report: Report) -> bytes:
        raise Killed


def test_a_crash_while_it_is_written_loses_and_doubles_nothing(world: World) -> None:
    with pytest.raises(Killed):
        send(world, DyingPrinter())
    assert world.told() == []
    assert [send(world), len(world.told())] == [1, 2]


def test_two_workers_at_once_send_it_once(world: World) -> None:
    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(send, world), threads.submit(send, world)]:
            done.result(timeout=60)
    assert len(world.told()) == 2


def test_switched_on_late_it_begins_with_the_month_that_goes_on(world: World) -> None:
    switch(world, is_on=False)
    world.clock.at = datetime(2027, 6, 20, 12, tzinfo=UTC)
    switch(world)
    assert send(world) == 0
    world.clock.at = datetime(2027, 7, 1, 12, tzinfo=UTC)
    assert send(world) == 1


def test_the_schedule_names_the_next_sending(world: World) -> None:
    with world.new_uow() as uow:
        plan = uow.control.report_plan()
    now, zone = FIRST_AT_SEVEN - timedelta(days=2), world.policy.zone
    shown = with_report(Plan(), plan, now, zone)
    assert [(run.at, run.ahead) for run in shown.runs] == [("Thu 1 Apr, 07:00", "in 2 days")]
    assert with_report(Plan(), replace(plan, is_on=False), now, zone).runs == ()


@pytest.mark.parametrize("wrong", ["", "owner", "owner@practice.example, not an address", "owner@practice"])
def test_an_address_that_cannot_be_right_is_refused(world: World, wrong: str) -> None:
    with pytest.raises(InvalidInput):
        switch(world, wrong)


def test_only_who_configures_switches_it(world: World) -> None:
    with pytest.raises(NotAllowed):
        switch(world, actor=Actor.person(2, "Robin Ashdown", Role.STAFF))


@pytest.fixture
def server() -> Iterator[SmtpServerForTests]:
    with SmtpServerForTests() as running:
        yield running


def test_the_mail_arrives_with_the_file(world: World, server: SmtpServerForTests) -> None:
    send(world)
    notifier = SmtpNotifier(f"smtp://127.0.0.1:{server.port}", sender="console@practice.example", timeout=30)
    while notify.deliver_next(world.new_uow, notifier, world.policy, world.clock):
        pass
    mail = server.mails[0]
    file = next(part for part in mail.walk() if part.get_filename() == f"bookings-{MARCH.name}.pdf")
    assert (mail["Subject"], file.get_content_type()) == (
        "Bookings in March 2027, Harbour Street Practice",
        "application/pdf",
    )
    assert file.get_content().startswith(b"%PDF-")
