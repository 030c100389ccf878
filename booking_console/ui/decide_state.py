"""The verbs at the foot of Needs attention, and the bookings that the person waits for."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import reflex as rx

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.errors import BookingError
from booking_console.domain.privacy import initials
from booking_console.domain.status import Shown
from booking_console.services import put_elsewhere, review
from booking_console.services.views import LogRow
from booking_console.ui import practice_time
from booking_console.ui.force_state import ForceState
from booking_console.ui.frame_state import FrameState, ToastState
from booking_console.ui.question import ReasonState
from booking_console.ui.session import SessionState, needs
from booking_console.ui.shadow.words import handed_over
from booking_console.ui.visit_state import VisitState, corrected

OTHER_REASON = "other"
MEANWHILE = "Nothing was done: what you decided was settled meanwhile, and this is another question. Please look again."
_GOING_ON = (Shown.WAITING, Shown.BOOKING_NOW, Shown.CHECKING)


class AboutShownState(SessionState, mixin=True):
    """Verbs about the question that stood on the screen when they were pressed."""

    async def _shown(self, key: str) -> VisitState | None:
        """None when another question took the place of the one on the screen: somebody else, or the portal, settled that meanwhile."""
        visit = await self.get_state(VisitState)
        self.problem = "" if visit._key == key else MEANWHILE
        return visit if visit._key == key else None

    async def _do(self, verb: Callable[..., int | None], subject: object, **words: object) -> int | None:
        held = console()
        self.problem = ""
        try:
            return await asyncio.to_thread(
                verb, held.new_uow, subject, **words, actor=await self._actor(), now=held.clock.now()
            )
        except BookingError as refusal:
            self.problem = str(refusal)
            return None


class DecideState(AboutShownState, ReasonState, SessionState):
    """The verbs at the foot of the page."""

    other_reason: str = ""
    seen: str = ""
    _booking: list[int] = []

    @rx.event
    @needs(Right.DECIDE)
    async def set_other_reason(self, reason: str) -> None:
        self.other_reason = reason

    @rx.event
    @needs(Right.DECIDE)
    async def set_seen(self, seen: str) -> None:
        self.seen = seen

    @rx.event
    @needs(Right.DECIDE)
    async def book(self, key: str) -> None:
        """key: of the question on the screen, here and below."""
        visit = await self._shown(key)
        if visit is None:
            return
        force = await self.get_state(ForceState)
        try:
            fields = replace(corrected(visit), room_id=force._room_id())
        except BookingError as refusal:
            self.problem = str(refusal)
            return
        appointment_id = await self._do(review.approve, visit._key, corrected=fields, reason=force.reason.strip())
        if appointment_id:
            self._booking = [*self._booking, appointment_id]
            name, is_shadowed = initials(fields.guest), (await self.get_state(FrameState)).around.is_shadowed
            said = f"{name} is handed over for booking. You are told here when it is booked."
            (await self.get_state(ToastState))._show(handed_over(name, said, is_shadowed=is_shadowed))

    @rx.event
    @needs(Right.DECIDE)
    async def decline(self, key: str) -> None:
        reason = self.other_reason if self.reason == OTHER_REASON else self.reason
        if visit := await self._shown(key):
            await self._do(review.decline, visit._key, reason=reason, policy=console().policy)

    @rx.event
    @needs(Right.DECIDE)
    async def retry(self, key: str) -> None:
        if visit := await self._shown(key):
            await self._do(review.retry, visit._appointment_id)
            self._booking = [*self._booking, visit._appointment_id]

    @rx.event
    @needs(Right.DECIDE)
    async def settle(self, key: str, found: str) -> None:
        words = {"found": review.Settled(found), "reason": self.seen.strip() or "Looked at the portal."}
        if visit := await self._shown(key):
            await self._do(review.settle_doubt, visit._id, **words, policy=console().policy)

    @rx.event
    @needs(Right.DECIDE)
    async def put_right(self, key: str, deed: str) -> None:
        """What the portal put elsewhere: "accept" it there, else have it cancelled there."""
        visit = await self._shown(key)
        reason = self.seen.strip() or "Decided beside what the portal shows."
        if visit is None:
            return
        if deed == "accept":
            await self._do(put_elsewhere.accept, visit._id, reason=reason, policy=console().policy)
            self._booking = self._booking if self.problem else [*self._booking, visit._appointment_id]
        else:
            await self._do(put_elsewhere.cancel, visit._id, reason=reason)

    def _clear(self) -> None:
        self.reason = self.other_reason = self.seen = self.problem = ""


def settled(appointment_ids: list[int]) -> list[LogRow]:
    """Those whose booking came to an end, well or not."""
    rows = [console().views.appointment(appointment_id).log for appointment_id in appointment_ids]
    return [row for row in rows if row.shown not in _GOING_ON]


def booked_words(row: LogRow) -> str:
    """Booked Consult room 3 for M. O., today 15:30–16:00. Portal reference HP-20799."""
    held = console()
    when = practice_time.when_near(row.start, row.end, held.clock.now(), held.zone)
    reference = f" Portal reference {row.portal_reference}." if row.portal_reference else ""
    return f"Booked {row.room} for {initials(row.guest)}, {when}.{reference}"
