"""A cancellation in doubt: the visits that it may mean, and which of them the person ends."""

from dataclasses import dataclass

import reflex as rx

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.privacy import initials
from booking_console.services import review
from booking_console.services.views import LogRow, WorkDetail
from booking_console.ui import practice_time
from booking_console.ui.booking.acts import CANCELLED
from booking_console.ui.question import QuestionState
from booking_console.ui.session import SessionState, needs

USUAL_REASON = "The guest cancelled by mail."


@dataclass(frozen=True, slots=True)
class Meant:
    """One visit to choose. says: what will be ended, for the question before it is."""

    id: int
    who: str
    when: str
    room_id: int
    room: str
    says: str


class MeantState(QuestionState, SessionState):
    """chosen: ids of the visits that the person means."""

    visits: list[Meant] = []
    chosen: list[int] = []
    _key: str = ""

    @rx.var
    def says(self) -> list[str]:
        return [one.says for one in self.visits if one.id in self.chosen]

    @rx.event
    @needs(Right.DECIDE)
    async def choose(self, appointment_id: int) -> None:
        others = [known for known in self.chosen if known != appointment_id]
        self.chosen = others if appointment_id in self.chosen else [*others, appointment_id]

    @rx.event
    @needs(Right.DECIDE)
    async def ask(self) -> None:
        self._ask(USUAL_REASON)

    @rx.event
    @needs(Right.DECIDE)
    async def cancel(self) -> None:
        if not self.is_open:
            return  # another question took its place meanwhile
        held, actor = console(), await self._actor()
        await self._act(
            review.cancel_meant, held.new_uow, self._key, appointment_ids=list(self.chosen),
            reason=self.reason, actor=actor, now=held.clock.now(), said=CANCELLED,
        )  # fmt: skip

    def _take(self, detail: WorkDetail) -> None:
        """Read again with every news; what was chosen stays chosen while it can be. One that fits alone is proposed."""
        is_new = detail.item.key != self._key
        self._key, self.visits = detail.item.key, [_meant(row) for row in detail.meant]
        ids = [one.id for one in self.visits]
        self.chosen = ids[: len(ids) == 1] if is_new else [known for known in self.chosen if known in ids]
        self.is_open = self.is_open and not is_new


def _meant(row: LogRow) -> Meant:
    held = console()
    when = practice_time.when_near(row.start, row.end, held.clock.now(), held.zone)
    who, room = initials(row.guest), row.room or "no room yet"
    return Meant(row.id, who, when, row.room_id or 0, room, f"{who}, {when}, {room}")
