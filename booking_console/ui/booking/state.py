"""One booking: read again whenever something happens to it."""

import asyncio
from datetime import datetime

import reflex as rx

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.errors import BookingError
from booking_console.services import override
from booking_console.services.views import AppointmentPage
from booking_console.ui import feed, letter, practice_time
from booking_console.ui.booking import reasons, words
from booking_console.ui.booking.reasons import Why
from booking_console.ui.booking.words import Deed, Head, Told
from booking_console.ui.frame_state import ToastState
from booking_console.ui.note_state import NoteState
from booking_console.ui.numbers import number_in
from booking_console.ui.session import SessionState, needs
from booking_console.ui.tries import Try, tries


class BookingState(SessionState):
    """name: the guest's full name once somebody asked for it."""

    head: Head = Head()
    why: Why = Why()
    tries: list[Try] = []
    told: list[Told] = []
    deeds: list[Deed] = []
    name: str = ""
    missing: str = ""
    is_loaded: bool = False

    @rx.event(background=True, supersedes=True)
    @needs(Right.VIEW)
    async def watch(self) -> None:
        async with self:
            known = _id_in(self.router.url.path)
            if known != self.head.id:
                self.head, self.is_loaded, self.missing, self.name, self.problem = Head(), False, "", "", ""
                (await self.get_state(NoteState))._begin()
        async for _ in feed.news(self):
            await self._show(known)

    async def _show(self, known: int) -> None:
        try:
            head, why, made, told, deeds, mail = await asyncio.to_thread(_read, known)
        except BookingError as error:
            async with self:
                self.missing = str(error)
            return
        async with self:
            self.head, self.why, self.tries, self.told, self.deeds = head, why, made, told, deeds
            self.is_loaded, self.missing = True, ""
            shown = await self.get_state(MailState)
            shown.subject, shown.sender, shown.lines = mail

    @rx.event
    @needs(Right.VIEW)
    async def show_name(self) -> None:
        """That it was asked for is recorded."""
        held, actor = console(), await self._actor()
        try:
            self.name = await asyncio.to_thread(
                override.show_name, held.new_uow, self.head.id, actor=actor, now=held.clock.now()
            )
        except BookingError as refusal:
            self.problem = str(refusal)

    @rx.event
    @needs(Right.VIEW)
    async def hide_name(self) -> None:
        self.name = ""

    @rx.event
    @needs(Right.DECIDE)
    async def tell_again(self, outbox_id: int) -> None:
        held, actor = console(), await self._actor()
        try:
            await asyncio.to_thread(override.tell_again, held.new_uow, outbox_id, actor=actor, now=held.clock.now())
        except BookingError as refusal:
            self.problem = str(refusal)
        else:
            toast = await self.get_state(ToastState)
            toast._show("It is sent once more now.")


class MailState(SessionState):
    """The mail behind the booking: text, never HTML; names are bars."""

    subject: str = ""
    sender: str = ""
    lines: list[letter.Line] = []


def _id_in(path: str) -> int:
    return number_in(path.rstrip("/").rpartition("/")[2])


Read = tuple[Head, Why, list[Try], list[Told], list[Deed], tuple[str, str, list[letter.Line]]]


def _read(appointment_id: int) -> Read:
    held = console()
    now, zone, views = held.clock.now(), held.zone, held.views
    page = views.appointment(appointment_id)
    day = views.days(practice_time.day_of(page.log.start or now, zone))
    made = tries(page.attempts, {room.id: room.name for room in day.rooms}, now, zone)
    return (
        words.head(
            page, sum(one.title.startswith("Try ") for one in made), now, zone, undo_until=_undo_until(appointment_id)
        ),
        reasons.why(page.attempts, day, zone),
        made,
        [words.told(row, now, zone) for row in page.told],
        [words.deed(row, now, zone) for row in page.audit],
        _mail(page),
    )


def _undo_until(appointment_id: int) -> datetime | None:
    held = console()
    with held.reading() as uow:
        confirmed = [b.confirmed_at for b in uow.bookings.of_appointment(appointment_id) if b.confirmed_at]
    return confirmed[-1] + held.settings.undo if confirmed else None


def _mail(page: AppointmentPage) -> tuple[str, str, list[letter.Line]]:
    subject = letter.hide_names(page.mail_subject, page.extraction)
    return subject, page.mail_sender, list(letter.letter(page.extraction, page.mail_text, hide=True))
