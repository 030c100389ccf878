"""One mail while a manager shows where its values stand."""

import asyncio
from dataclasses import dataclass

import reflex as rx
from reflex.event import EventType

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.anchors import TEACHABLE, Mark
from booking_console.domain.errors import BookingError, InvalidInput
from booking_console.domain.extraction import FieldName, Verdict
from booking_console.domain.privacy import initials
from booking_console.domain.teaching import Template
from booking_console.services import names, teach
from booking_console.services.teach import Change, Tried
from booking_console.ui import practice_time
from booking_console.ui.frame_state import ToastState
from booking_console.ui.senders.reading import FIELD_WORDS, reader
from booking_console.ui.session import SessionState, needs

VERDICT_WORDS = {Verdict.ACCEPT: "booked by itself", Verdict.REVIEW: "asks you", Verdict.IGNORE: "ignored"}


@dataclass(frozen=True, slots=True)
class Marked:
    """A value that was shown. word: what it is; start and end: where it stands in the mail's text."""

    field: str
    word: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TriedRow:
    mail: str
    before: str
    after: str
    is_changed: bool


class TeachState(SessionState):
    """marks: what was shown so far. tried: what it would change, once that was asked; version: that it would be saved as."""

    mail: int = 0
    sender: str = ""
    text: str = ""
    marks: list[Marked] = []
    tried: list[TriedRow] = []
    version: str = ""
    is_ready: bool = False

    @rx.event
    @needs(Right.CONFIGURE)
    async def load(self) -> None:
        """Looking at the mail shows its names: that is recorded."""
        self.problem, self.marks, self.tried, self.version = "", [], [], ""
        wanted = self.router.url.query_parameters.get("mail", "")
        self.mail = int(wanted) if wanted.isdecimal() else 0
        try:
            self.sender, self.text = await asyncio.to_thread(_opened, self.mail)
            held, actor = console(), await self._actor()
            await asyncio.to_thread(names.show_in_mail, held.new_uow, self.mail, actor=actor, now=held.clock.now())
        except BookingError as refusal:
            self.sender, self.text, self.problem = "", "", str(refusal)
        self.is_ready = True

    @rx.event
    @needs(Right.CONFIGURE)
    async def mark(self, field: str, span: list[int]) -> None:
        """span: begin and end of the selection, counted as browsers count."""
        name = FieldName(field) if field in set(TEACHABLE) else None
        if name is None or len(span) != 2:
            return
        start, end = (len(self.text.encode("utf-16-le")[: 2 * at].decode("utf-16-le", "ignore")) for at in span)
        if start == end:
            self.problem = f"Select the {FIELD_WORDS[name].lower()} in the mail first, then press the button again."
            return
        marked = Marked(field, FIELD_WORDS[name], self.text[start:end].strip(), start, end)
        # A day and a time may stand apart: two places are one start.
        others = [one for one in self.marks if one.field != field or field == FieldName.START]
        self.marks, self.tried, self.problem = [*others, marked], [], ""

    @rx.event
    @needs(Right.CONFIGURE)
    async def unmark(self, start: int) -> None:
        self.marks, self.tried = [one for one in self.marks if one.start != start], []

    @rx.event
    @needs(Right.CONFIGURE)
    async def try_out(self) -> None:
        try:
            template = await self._proposed()
            rows = await asyncio.to_thread(_tried, template)
        except BookingError as refusal:
            self.problem = str(refusal)
            return
        self.tried, self.version, self.problem = rows, str(template.version + 1), ""

    @rx.event
    @needs(Right.CONFIGURE)
    async def save(self) -> EventType[()] | None:
        held, actor = console(), await self._actor()
        try:
            template = await self._proposed()
            await asyncio.to_thread(teach.save_template, held.new_uow, template, actor=actor, now=held.clock.now())
        except BookingError as refusal:
            self.problem = str(refusal)
            return None
        (await self.get_state(ToastState))._show("Saved. Doubtful mails of this sender are read again.")
        return rx.redirect("/attention")

    async def _proposed(self) -> Template:
        marks = [Mark(FieldName(one.field), one.start, one.end) for one in self.marks]
        return await asyncio.to_thread(teach.propose, console().new_uow, self.mail, marks, actor=await self._actor())


def _opened(message_id: int) -> tuple[str, str]:
    with console().reading() as uow:
        message = uow.messages.get(message_id)
    text = message.extraction.text if message.extraction else ""
    if not text:
        raise InvalidInput("This mail has no text that could be shown.")
    return teach.sender_of(message), text


def _tried(template: Template) -> list[TriedRow]:
    held = console()
    return [_row(one) for one in teach.try_out(held.new_uow, reader(), template)]


def _row(tried: Tried) -> TriedRow:
    before, after = VERDICT_WORDS[tried.before], VERDICT_WORDS[tried.after]
    return TriedRow(
        practice_time.stamp(tried.received_at, console().clock.now(), console().zone),
        "; ".join([before, *(f"{_word(change)} {_shown(change, change.before)}" for change in tried.changes)]),
        "; ".join([after, *(f"{_word(change)} {_shown(change, change.after)}" for change in tried.changes)]),
        bool(tried.changes) or tried.before is not tried.after,
    )


def _word(change: Change) -> str:
    return FIELD_WORDS.get(change.field, change.field.value.replace("_", " ").capitalize()).lower()


def _shown(change: Change, value: str) -> str:
    """Of other mails' guests the initials are enough to compare."""
    return (initials(value) if change.field is FieldName.GUEST else value) or "not read"
