"""The senders in front of a manager: whom to trust, what service words mean, which templates are in use."""

import asyncio
from collections.abc import Callable

import reflex as rx

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.errors import BookingError
from booking_console.domain.teaching import ServiceWords, UnknownService
from booking_console.services import teach, trust
from booking_console.ui.frame_state import ToastState
from booking_console.ui.senders import reading
from booking_console.ui.senders.reading import ASK, Senders
from booking_console.ui.session import SessionState, needs


class SendersState(SessionState):
    """Everything on the page is read anew after each change."""

    seen: Senders = Senders()
    is_ready: bool = False

    @rx.event
    @needs(Right.CONFIGURE)
    async def load(self) -> None:
        self.problem = ""
        await self._look()

    @rx.event
    @needs(Right.CONFIGURE)
    async def add(self, form: dict[str, str]) -> None:
        entry = form.get("entry", "").strip()
        await self._do(trust.trust_sender, entry, said=f"{entry} is trusted from now on.", policy=console().policy)

    @rx.event
    @needs(Right.CONFIGURE)
    async def remove(self, trusted_id: int) -> None:
        await self._do(trust.distrust_sender, trusted_id, said="Taken off the list. Its next mail waits for you.")

    @rx.event
    @needs(Right.CONFIGURE)
    async def switch_template(self, template_id: int, is_on: bool) -> None:  # noqa: FBT001 - the button tells it so
        said = "The template is used again." if is_on else "The template is not used any more."
        await self._do(teach.switch_template, template_id, said=said, switched_on=is_on)

    @rx.event
    @needs(Right.CONFIGURE)
    async def save_words(self, form: dict[str, str]) -> None:
        rule = form.get("rule", "")
        words = ServiceWords(
            words={
                **_typed(form.get("consultation", ""), AppointmentType.CONSULTATION),
                **_typed(form.get("treatment", ""), AppointmentType.TREATMENT),
            },
            unknown=UnknownService.ASK if rule == ASK else UnknownService.DEFAULT,
            default=AppointmentType(rule) if rule in set(AppointmentType) else None,
            version=self.seen.words.version,
        )
        twice = _twice(form.get("consultation", ""), form.get("treatment", ""))
        if twice:
            self.problem = f"{twice} stands for a consultation and for a treatment: it can mean one of them only."
            return
        await self._do(teach.save_words, words, said="Saved. The next mail is read by these words.")

    async def _do(self, verb: Callable[..., object], *args: object, said: str, **words: object) -> None:
        held, actor = console(), await self._actor()
        try:
            await asyncio.to_thread(verb, held.new_uow, *args, **words, actor=actor, now=held.clock.now())
        except BookingError as refusal:
            self.problem = str(refusal)
            return
        self.problem = ""
        await self._look()
        (await self.get_state(ToastState))._show(said)

    async def _look(self) -> None:
        self.seen = await asyncio.to_thread(reading.look)
        self.is_ready = True


def _typed(text: str, type_: AppointmentType) -> dict[str, AppointmentType]:
    return {word.strip(): type_ for line in text.splitlines() for word in line.split(",") if word.strip()}


def _twice(one: str, other: str) -> str:
    kind = AppointmentType.CONSULTATION
    return next(iter(sorted(_typed(one, kind).keys() & _typed(other, kind).keys())), "")
