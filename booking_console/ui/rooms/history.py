"""The versions of a list: who saved each, when and why; an older one looked at, and brought back as a new one."""

import asyncio
from dataclasses import dataclass, replace

import reflex as rx
from reflex.event import EventSpec

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.services.views import ListVersion
from booking_console.ui import practice_time
from booking_console.ui.calling import calling
from booking_console.ui.components.buttons import button, text_button
from booking_console.ui.components.room_mark import room_name
from booking_console.ui.components.side_panel import side_panel
from booking_console.ui.components.status_chip import chip
from booking_console.ui.rooms import draft as change
from booking_console.ui.rooms.draft import Practice
from booking_console.ui.rooms.saving import versions_of
from booking_console.ui.rooms.state import RoomsState
from booking_console.ui.session import SessionState, may, needs


@dataclass(frozen=True, slots=True)
class Place:
    rank: int
    room_id: int
    room: str


@dataclass(frozen=True, slots=True)
class Version:
    number: int
    by: str
    when: str
    note: str
    is_current: bool
    places: tuple[Place, ...]


class HistoryState(SessionState):
    """A panel over the page."""

    is_open: bool = False
    versions: list[Version] = []
    chosen: int = 0

    @rx.event
    @needs(Right.VIEW)
    async def show(self) -> None:
        rooms = await self.get_state(RoomsState)
        kept = await asyncio.to_thread(versions_of, rooms._draft.type)
        self.versions = [_version(one, rooms._practice) for one in kept]
        self.is_open, self.chosen = True, self.versions[0].number if self.versions else 0

    @rx.event
    @needs(Right.VIEW)
    async def choose(self, number: int) -> None:
        self.chosen = 0 if number == self.chosen else number

    @rx.event
    @needs(Right.VIEW)
    async def close(self) -> None:
        self.is_open = False

    @rx.event
    @needs(Right.CONFIGURE)
    async def bring_back(self, number: int) -> EventSpec | None:
        """Into the draft: it is saved as a new version, the old one stays what it was."""
        rooms = await self.get_state(RoomsState)
        found = next((one for one in self.versions if one.number == number), None)
        if found is None:
            return None
        ids = [place.room_id for place in found.places]
        self.is_open = False
        draft = change.with_order(rooms._draft, rooms._practice, ids)
        return rooms._show(replace(draft, note=f"As in version {number}"))


def _version(one: ListVersion, practice: Practice) -> Version:
    held = console()
    places = tuple(Place(n, room, practice.name_of(room)) for n, room in enumerate(one.list.room_ids, start=1))
    when = practice_time.stamp(one.at, held.clock.now(), held.zone)
    return Version(one.list.version, one.by, when, one.list.note, one.is_current, places)


def history_panel() -> rx.Component:
    title = rx.el.p("Versions of this list", class_name="section-title")
    panel = side_panel(
        rx.el.div(rx.foreach(HistoryState.versions, _shown), class_name="versions"),
        head=[title, rx.el.p("Every version is kept. Decisions name the one they followed.", class_name="soft")],
        foot=[button("Close", on_click=HistoryState.close)],
        label="Versions of this list",
        on_close=HistoryState.close,
    )
    return rx.cond(HistoryState.is_open, panel)


def _shown(one: rx.Var[Version]) -> rx.Component:
    is_chosen = HistoryState.chosen == one.number
    head = rx.el.button(
        rx.el.span("Version ", one.number, class_name="value"),
        rx.cond(one.is_current, chip("ok", "circle-check", "In use")),
        rx.el.span(one.when, class_name="muted push"),
        rx.el.span(one.by, rx.cond(one.note != "", ": ", ""), one.note, class_name="soft why"),
        class_name="version",
        type="button",
        aria_expanded=is_chosen,
        on_click=calling(HistoryState.choose, one.number),
    )
    return rx.el.section(head, rx.cond(is_chosen, _places(one)))


def _places(one: rx.Var[Version]) -> rx.Component:
    def place(shown: rx.Var[Place]) -> rx.Component:
        return rx.el.li(rx.el.span(shown.rank, class_name="muted rank"), room_name(shown.room_id, shown.room))

    bring = text_button("Use this order again…", on_click=calling(HistoryState.bring_back, one.number))
    return rx.fragment(
        rx.el.ol(rx.foreach(one.places, place), class_name="version-places"),
        rx.cond(may(Right.CONFIGURE) & ~one.is_current, bring),
    )
