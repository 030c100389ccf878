"""Shadow mode, read again after each change; switching it on, changing it, going live."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

import reflex as rx
from reflex.event import EventSpec

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.errors import BookingError, InvalidInput
from booking_console.domain.schedule import JobName
from booking_console.domain.shadow import GoesLive, ShadowPlan
from booking_console.services import override, shadow
from booking_console.services.shadow import Terms
from booking_console.services.shadow_records import Shadows
from booking_console.ui import feed
from booking_console.ui.frame_state import ToastState
from booking_console.ui.numbers import number_in
from booking_console.ui.schedule.changing import OBEYED_WITHIN
from booking_console.ui.session import SessionState, needs
from booking_console.ui.shadow.words import (
    PAGE_SIZE,
    Listed,
    Page,
    Plan,
    Standstill,
    page,
    plan,
    standstill,
    state_named,
)

_LIVE = "Live. What waits is booked from now on."


@dataclass(frozen=True, slots=True)
class Seen:
    plan: Plan
    today: Standstill
    page: Page


class ShadowState(SessionState):
    """What Schedule, Today and the page itself show of it."""

    plan: Plan = Plan()
    today: Standstill = Standstill()
    page: Page = Page()
    is_ready: bool = False

    @rx.event(background=True, supersedes=True)
    @needs(Right.VIEW)
    async def watch(self) -> None:
        async with self:
            wanted, number = self._wanted()
        async for _ in feed.news(self):
            seen = await asyncio.to_thread(_look, wanted, number)
            async with self:
                self.plan, self.today, self.page, self.is_ready = seen.plan, seen.today, seen.page, True

    @rx.event
    @needs(Right.VIEW)
    async def turn(self, pages: int) -> EventSpec:
        wanted, number = self._wanted()
        query = {"show": wanted} if state_named(wanted) else {}
        return rx.redirect(f"/shadow?{urlencode(query | {'page': max(1, number + pages)})}")

    def _wanted(self) -> tuple[str, int]:
        """As the address says."""
        asked = self.router.url.query_parameters
        return asked.get("show", ""), max(1, number_in(asked.get("page", "")))

    @rx.event
    @needs(Right.DECIDE)
    async def notice_end(self) -> None:
        held, actor = console(), await self._actor()
        await asyncio.to_thread(shadow.notice_end, held.new_uow, actor=actor, now=held.clock.now())

    @rx.event
    @needs(Right.CONFIGURE)
    async def compare_now(self) -> None:
        held, actor = console(), await self._actor()
        await asyncio.to_thread(override.run_now, held.new_uow, JobName.COMPARE, actor=actor, now=held.clock.now())
        (await self.get_state(ToastState))._show("The portal is looked at. It takes a moment for each day.")


class ShadowPlanState(SessionState):
    """The terms while a person writes them. deed: switch_on, change or go_live, "" while no dialog is open."""

    deed: str = ""
    needed: str = ""
    goes_live: str = GoesLive.BY_PERSON.value
    hours: str = ""
    reason: str = ""
    wrong: str = ""
    _version: int = 0

    @rx.event
    @needs(Right.CONFIGURE)
    async def ask(self, deed: str) -> None:
        stored = await asyncio.to_thread(_plan)
        self.deed, self.reason, self.wrong = deed, "", ""
        self.needed, self.goes_live = str(stored.needed), stored.goes_live.value
        self.hours, self._version = f"{stored.ask_after / timedelta(hours=1):g}", stored.version

    @rx.event
    @needs(Right.CONFIGURE)
    async def write(self, name: str, text: str) -> None:
        if name in ("needed", "goes_live", "hours", "reason"):
            setattr(self, name, text)
            self.wrong = ""

    @rx.event
    @needs(Right.VIEW)
    async def set_open(self, is_open: bool) -> None:  # noqa: FBT001 - the dialog tells it so
        self.deed = self.deed if is_open else ""

    @rx.event
    @needs(Right.CONFIGURE)
    async def save(self) -> None:
        """Switching on and changing."""
        held = console()
        try:
            terms = _terms(self.needed, self.goes_live, self.hours, self._version)
        except InvalidInput as wrong:
            self.wrong = str(wrong)
            return
        if self.deed == "switch_on":
            said = f"Shadow mode is on. The worker follows within {OBEYED_WITHIN} s."
            await self._do(said, lambda **who: shadow.switch_on(held.new_uow, terms, **who))
        else:
            changed = f"Saved. The worker follows within {OBEYED_WITHIN} s."
            await self._do(changed, lambda **who: shadow.change(held.new_uow, terms, policy=held.policy, **who))

    @rx.event
    @needs(Right.CONFIGURE)
    async def go_live(self) -> None:
        held = console()
        await self._do(_LIVE, lambda **who: shadow.go_live(held.new_uow, policy=held.policy, **who))

    async def _do(self, said: str, verb: Callable[..., None]) -> None:
        actor, now = await self._actor(), console().clock.now()
        try:
            await asyncio.to_thread(verb, actor=actor, now=now, reason=self.reason)
        except BookingError as refusal:
            self.wrong = str(refusal)
            return
        self.deed = ""
        (await self.get_state(ToastState))._show(said)


def _terms(needed: str, goes_live: str, hours: str, version: int) -> Terms:
    if not needed.strip().isdecimal():
        raise InvalidInput(f"Agreements in a row: expected a number, got “{needed[:20]}”.")
    try:
        wait = timedelta(hours=float(hours.replace(",", ".")))
    except (ValueError, OverflowError):
        raise InvalidInput(f"Ask after: expected hours such as 4 or 1.5, got “{hours[:20]}”.") from None
    return Terms(needed=int(needed), goes_live=GoesLive(goes_live), ask_after=wait, version=version)


def _plan() -> ShadowPlan:
    with console().reading() as uow:
        return uow.shadows.plan()


def _look(wanted: str, number: int) -> Seen:
    held = console()
    now, zone = held.clock.now(), held.zone
    with held.reading() as uow:
        stands, open_ = shadow.standing(uow), len(uow.shadows.looked_for())
        listed = _listed(uow.shadows, wanted, number)
    rooms = held.room_names()
    return Seen(plan(stands, now, zone), standstill(stands, open_, now, zone), page(stands, listed, rooms, now, zone))


def _listed(kept: Shadows, wanted: str, number: int) -> Listed:
    """A page beyond the last one is the last one: an address is typed by people."""
    state, counts = state_named(wanted), kept.counts()
    total = sum(counts.values()) if state is None else counts.get(state, 0)
    number = min(number, max(1, -(-total // PAGE_SIZE)))
    shadows = kept.latest(limit=PAGE_SIZE, offset=(number - 1) * PAGE_SIZE, state=state)
    return Listed(shadows=shadows, counts=counts, state=state, number=number)
