"""The comparisons of shadow mode as a file: those of the page's filter, all pages of them, written as they come."""

import asyncio
from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from booking_console.bootstrap import console
from booking_console.domain.actor import Right
from booking_console.domain.privacy import initials
from booking_console.domain.shadow import Shadow, ShadowState
from booking_console.services.shadow_words import Side, sides
from booking_console.ui.routes import needs_right
from booking_console.ui.shadow.words import LOOK, note_of, state_named
from booking_console.ui.table_files import Cell, Page, write_xlsx, xlsx_answer

_READ_AT_ONCE = 500


@needs_right(Right.EXPORT)
async def shadow_xlsx(request: Request) -> Response:
    """?show=differs: those alone, else all."""
    state = state_named(request.query_params.get("show", ""))
    today = console().clock.now().astimezone(console().zone).date()
    path = await asyncio.to_thread(lambda: write_xlsx([Page("Shadow mode", _HEADS, _lines(state))]))
    return xlsx_answer(path, f"shadow-mode-{today.isoformat()}")


ROUTES = [Route("/export/shadow.xlsx", shadow_xlsx)]

_COMPARED = ("Room", "Time", "Guest", "Type")
_HEADS = (
    "Result",
    "Tried",
    *(f"{word}, ours" for word in _COMPARED),
    *(f"{word}, yours" for word in _COMPARED),
    "Note",
)


def _lines(state: ShadowState | None) -> Iterator[list[Cell]]:
    rooms, zone = console().room_names(), console().zone
    for one in _kept(state):
        found = sides(one, rooms, zone)
        tried = one.began_at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
        ours, theirs = [_cell(side, side.ours) for side in found], [_cell(side, side.theirs) for side in found]
        yield [LOOK[one.state][2], tried, *ours, *theirs, note_of(one)]


def _cell(side: Side, text: str) -> str:
    return initials(text) if side.is_guest and text else text


def _kept(state: ShadowState | None) -> Iterator[Shadow]:
    """Transaction by transaction: nothing waits for a slow download."""
    offset = 0
    while True:
        with console().reading() as uow:
            some = uow.shadows.latest(limit=_READ_AT_ONCE, offset=offset, state=state)
        yield from some
        if len(some) < _READ_AT_ONCE:
            return
        offset += len(some)
