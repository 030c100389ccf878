"""The portal's own mails: compared with what was booked, a proof where there is a doubt, an alarm where they differ."""

from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import pytest

from booking_console.adapters.db.database import Database
from booking_console.adapters.parsing.reader import LadderReader
from booking_console.adapters.portal.content.portal_mail import ProfiledMail
from booking_console.adapters.portal.language.loading import parse_profile
from booking_console.bootstrap import policy_of
from booking_console.domain.appointment import AppointmentStatus
from booking_console.domain.booking import Booking, BookingStatus
from booking_console.domain.errors import Unavailable
from booking_console.domain.extraction import Extraction, Kind, Verdict
from booking_console.domain.message import MessageState
from booking_console.domain.outbox import EventName
from booking_console.domain.portal import PortalEntry, RoomRequest, SubmitOutcome, SubmitResult
from booking_console.domain.trust import Origin, Proof
from booking_console.services import triage
from booking_console.services.ports import Evidence
from booking_console.services.views import LogFilter
from booking_console.settings import PortalSettings, Settings
from tests.arriving import arrive, ended
from tests.builders import MONDAY_9, a_mail
from tests.fakes.portal import FakePortal
from tests.readings import fields, reading
from tests.unit.test_profile_loading import GOOD
from tests.world import POLICY, ZONE, Killed, World, kill, raising

PORTAL = "Room portal <no-reply@portal.example>"
ACTED, ASKED, IGNORED = MessageState.ACTED_ON, MessageState.NEEDS_ATTENTION, MessageState.IGNORED
OTHER_ROOM = "Your booking: Consult room 3."


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return World(sqlite_database, policy=replace(POLICY, portal_senders=frozenset({"portal.example"})))


def said(
    world: World, text: str = "Your booking: Consult room 1.", kind: Kind = Kind.BOOKING, **stated: object
) -> Extraction:
    told = reading(kind, fields(**stated))
    return replace(told, text=text, sent=world.clock.now() + timedelta(seconds=5))


def hear(world: World, told: Extraction) -> MessageState:
    (state,) = ended(world, arrive(world, told, sender=PORTAL))
    return state


def booked(world: World) -> int:
    appointment_id = world.waits()
    world.book()
    return appointment_id


def in_doubt(world: World) -> int:
    world.portal.after["submit"] = lambda: world.portal.hooks.update(find=raising(Unavailable("gone")))
    appointment_id = booked(world)
    assert last(world, appointment_id).status is BookingStatus.IN_DOUBT
    return appointment_id


def last(world: World, appointment_id: int) -> Booking:
    return world.bookings(appointment_id)[-1]


def deeds(world: World, appointment_id: int) -> list[str]:
    return [row.action for row in world.database.views().appointment(appointment_id).audit]


def test_a_mail_that_agrees_is_a_second_witness_and_makes_no_visit(world: World) -> None:
    appointment_id = booked(world)
    assert hear(world, said(world)) is ACTED
    assert last(world, appointment_id).status is BookingStatus.CONFIRMED
    assert "booking.witnessed" in deeds(world, appointment_id)
    assert len(list(world.database.views().log_stream(LogFilter()))) == 1


def test_a_mail_about_a_booking_that_is_not_ours_makes_no_visit(world: World) -> None:
    assert hear(world, said(world)) is IGNORED
    assert list(world.database.views().log_stream(LogFilter())) == []


def test_a_booking_in_doubt_is_proven_by_the_portals_mail(world: World) -> None:
    appointment_id = in_doubt(world)
    assert hear(world, said(world)) is ACTED
    assert last(world, appointment_id).status is BookingStatus.CONFIRMED
    assert world.appointment(appointment_id).status is AppointmentStatus.BOOKED
    assert [m.event for m in world.told()] == [EventName.BOOKED]


def test_a_mail_that_does_not_state_the_room_proves_nothing(world: World) -> None:
    appointment_id = in_doubt(world)
    hear(world, said(world, text="Your booking."))
    assert last(world, appointment_id).status is BookingStatus.IN_DOUBT


def test_a_mail_that_only_takes_a_request_down_proves_nothing(world: World) -> None:
    appointment_id = in_doubt(world)
    hear(world, replace(said(world, kind=Kind.NOT_APPOINTMENT), verdict=Verdict.REVIEW))
    assert last(world, appointment_id).status is BookingStatus.IN_DOUBT


def test_a_mail_from_before_the_submit_proves_nothing(world: World) -> None:
    appointment_id = in_doubt(world)
    hear(world, replace(said(world), sent=world.clock.now() - timedelta(minutes=1)))
    assert last(world, appointment_id).status is BookingStatus.IN_DOUBT


def test_a_mail_for_which_the_relay_does_not_vouch_proves_nothing(world: World) -> None:
    appointment_id = in_doubt(world)
    hear(world, replace(said(world), origin=Origin("no-reply@portal.example", Proof.MISSING)))
    assert last(world, appointment_id).status is BookingStatus.IN_DOUBT


def test_a_forged_mail_of_the_portal_is_a_question(world: World) -> None:
    appointment_id = in_doubt(world)
    forged = replace(said(world), origin=Origin("no-reply@portal.example", Proof.FAILED))
    assert hear(world, forged) is ASKED
    assert last(world, appointment_id).status is BookingStatus.IN_DOUBT


@pytest.mark.parametrize(
    ("changes", "both"),
    [
        ({"text": OTHER_ROOM}, ("Consult room 3", "Consult room 1")),
        ({"start": MONDAY_9 + timedelta(hours=1), "reference": "HP-101"}, ("10:00–10:30", "09:00–09:30")),
        ({"guest": "Ben Sample"}, ("another guest's name", "the guest of this visit")),
    ],
    ids=["room", "time", "guest"],
)
def test_a_difference_is_an_alarm_with_both_side_by_side(
    world: World, changes: dict[str, object], both: tuple[str, str]
) -> None:
    appointment_id = booked(world)
    assert hear(world, said(world, **changes)) is ACTED
    booking = last(world, appointment_id)
    assert booking.status is BookingStatus.NEEDS_ATTENTION
    assert all(side in booking.reason for side in both)
    assert "Sample" not in booking.reason
    assert EventName.FAILED in {m.event for m in world.told()}
    assert "booking.contradicted" in deeds(world, appointment_id)


def test_a_difference_told_while_it_is_submitted_is_an_alarm_once_it_is_read_back(world: World) -> None:
    world.portal.after["submit"] = lambda: hear(world, said(world, text=OTHER_ROOM))
    assert last(world, booked(world)).status is BookingStatus.NEEDS_ATTENTION


def test_a_cancellation_by_the_portal_of_what_stands_is_an_alarm(world: World) -> None:
    appointment_id = booked(world)
    hear(world, said(world, kind=Kind.CANCELLATION))
    assert "cancelled" in last(world, appointment_id).reason
    assert last(world, appointment_id).status is BookingStatus.NEEDS_ATTENTION


def test_a_mail_that_confirms_what_we_gave_up_is_a_question(world: World) -> None:
    world.portal.keep = False
    world.portal.answer = SubmitResult(SubmitOutcome.VALIDATION)
    assert last(world, booked(world)).status is BookingStatus.REFUSED
    assert hear(world, said(world)) is ASKED


class Hiding(FakePortal):
    """Shows entries without saying whose they are."""

    def find(self, request: RoomRequest, *, evidence: Evidence) -> list[PortalEntry]:
        return [replace(entry, ours=None) for entry in super().find(request, evidence=evidence)]


def died_after_the_submit(world: World) -> int:
    world.portal.after["submit"] = kill
    appointment_id = world.waits()
    with pytest.raises(Killed):
        world.book()
    world.restart()
    hear(world, said(world))
    return appointment_id


def test_a_portal_that_hides_the_owner_is_helped_out_by_its_mail(world: World) -> None:
    appointment_id = died_after_the_submit(world)
    world.portal = Hiding(now=world.clock.now, entries=world.portal.entries)
    world.settle()
    assert last(world, appointment_id).status is BookingStatus.CONFIRMED


def test_what_the_portals_mail_confirms_and_the_portal_does_not_show_is_not_booked_again(world: World) -> None:
    appointment_id = died_after_the_submit(world)
    world.portal.entries = list[PortalEntry]()
    world.clock.advance(minutes=10)
    world.run_until_quiet()
    assert last(world, appointment_id).status is BookingStatus.NEEDS_ATTENTION
    assert len(world.portal.submits) == 1


#: In the portal's own words, which no reader of mails knows; its profile does.
OF_THE_PROFILE = """
[mail]
senders = ["no-reply@portal.example"]
confirmed = "^Zimmerzettel"
room = { label = "Kabine" }
start = { label = "Wann", format = "%d.%m.%Y um %H:%M" }
guest = { label = "Wer" }
"""
ZETTEL = "Kabine: K1\nWann: 01.03.2027 um 09:00\nWer: Example, Anna\n"


def zettel(world: World, text: str = ZETTEL) -> MessageState:
    profile = parse_profile(GOOD.replace('id = "1"', 'id = "1"\nlabel = "K1"') + OF_THE_PROFILE)
    assert profile.mail is not None
    world.policy = replace(world.policy, portal_mail=ProfiledMail(profile, profile.mail, ZONE))
    unread = Extraction(Kind.AMBIGUOUS, Verdict.REVIEW, text=text, subject="Zimmerzettel 7")
    return hear(world, replace(unread, sent=world.clock.now() + timedelta(seconds=5)))


def test_a_mail_that_only_the_profile_understands_proves_a_booking_in_doubt(world: World) -> None:
    appointment_id = in_doubt(world)
    assert zettel(world) is ACTED
    assert last(world, appointment_id).status is BookingStatus.CONFIRMED


@pytest.mark.parametrize(
    ("was", "now", "both"),
    [
        ("K1", "K9", ("a room that is not in the portal's profile", "Consult room 1")),
        ("Anna", "Ben", ("another guest's name", "the guest of this visit")),
    ],
)
def test_what_the_profile_finds_in_a_mail_is_compared(world: World, was: str, now: str, both: tuple[str, str]) -> None:
    appointment_id = in_doubt(world)
    zettel(world, ZETTEL.replace(was, now))
    assert last(world, appointment_id).status is BookingStatus.NEEDS_ATTENTION
    assert all(side in last(world, appointment_id).reason for side in both)


def test_the_profile_in_force_names_the_senders_and_reads_their_mails(tmp_path: Path) -> None:
    profile = tmp_path / "mine.toml"
    profile.write_text(GOOD + OF_THE_PROFILE)
    policy = policy_of(Settings(_env_file=None, portal=PortalSettings(profile=str(profile), mail_senders="x.example")))
    assert policy.portal_senders == {"no-reply@portal.example", "x.example"}
    assert policy.portal_mail is not None
    assert policy_of(Settings(_env_file=None)).portal_mail is None


def test_the_real_reader_reads_a_real_mail_of_a_portal(world: World) -> None:
    appointment_id = in_doubt(world)
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = PORTAL, "rooms@practice.example", "Booking confirmation HP-101"
    mail["Date"] = format_datetime(world.clock.now() + timedelta(seconds=5))
    mail.set_content(
        "Your booking is confirmed.\n\nRoom: Consult Room 1\nDate: Monday, 1 March 2027\n"
        "Time: 09:00 - 09:30\nGuest: Anna Example\nBooking number: HP-101\n"
    )
    with world.new_uow() as uow:
        raw = a_mail("portal", mime=mail.as_bytes())
        uow.messages.add(raw, mailbox="test", sender=PORTAL, subject="", taken_at=world.clock.now())
    triage.read_new(world.new_uow, LadderReader(ZONE, "DMY"), world.policy, world.clock)
    assert last(world, appointment_id).status is BookingStatus.CONFIRMED
