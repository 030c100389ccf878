"""Shadow mode in words: where it stands, what is set, and each comparison side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from booking_console.domain.actor import SYSTEM
from booking_console.domain.privacy import initials
from booking_console.domain.shadow import Compared, GoesLive, Shadow, ShadowState, differences
from booking_console.services import shadow_words
from booking_console.services.figure_words import counted
from booking_console.services.shadow import Standing
from booking_console.ui import practice_time

_S = ShadowState
#: Tone, icon and word of each state.
LOOK = {
    _S.OPEN: ("run", "clock-3", "Waits for your booking"),
    _S.ASKED: ("you", "circle-alert", "Not booked yet"),
    _S.AGREES: ("ok", "circle-check", "Agrees"),
    _S.DIFFERS: ("bad", "octagon-x", "Differs"),
    _S.DROPPED: ("off", "circle-slash", "Not compared"),
}
#: After a number: one, and any other number.
_COUNTED = {
    _S.OPEN: ("waits for your booking", "wait for your booking"),
    _S.ASKED: ("is not booked yet", "are not booked yet"),
    _S.AGREES: ("agrees", "agree"),
    _S.DIFFERS: ("differs", "differ"),
    _S.DROPPED: ("is not compared", "are not compared"),
}
PAGE_SIZE = 50
_NOT_PROVEN = "You booked before the form was filled in: only the choice is compared, and it does not count."


@dataclass(frozen=True, slots=True)
class Standstill:
    """The card on Today. kind: "", on, ready, ended."""

    kind: str = ""
    lead: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The section on Schedule. share: of the way, for the bar."""

    is_on: bool = False
    is_ready: bool = False
    lead: str = ""
    since: str = ""
    run: int = 0
    needed: int = 0
    share: str = "0%"
    count: str = ""
    then: str = ""
    asks: str = ""
    not_yet: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One line of a comparison; theirs empty: nothing to compare with yet."""

    word: str
    ours: str
    theirs: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One visit. room_id and their_room_id: 0 where there is none."""

    id: int
    href: str
    guest: str
    tried: str
    state: str
    room_id: int
    their_room_id: int
    room: Side
    sides: tuple[Side, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Count:
    number: str
    word: str
    href: str
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One page of the comparisons. counts: of all that are kept. state: the one that is listed, None for all. number: from 1."""

    shadows: Sequence[Shadow]
    counts: Mapping[ShadowState, int]
    state: ShadowState | None
    number: int

    @property
    def total(self) -> int:
        return self.every if self.state is None else self.counts.get(self.state, 0)

    @property
    def every(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Page:
    """span: "51–100 of 240"; number: "Page 2 of 5"; query: of the export."""

    lead: str = ""
    under: str = ""
    counts: tuple[Count, ...] = ()
    lines: tuple[Line, ...] = ()
    caption: str = ""
    span: str = ""
    number: str = ""
    has_before: bool = False
    has_after: bool = False
    query: str = ""


def handed_over(guest: str, booked: str, *, is_shadowed: bool) -> str:
    """booked: what is said of it when the console books. guest: initials."""
    return f"Shadow mode: the console only tries it. Please book {guest} by hand." if is_shadowed else booked


def standstill(stands: Standing, open_: int, now: datetime, zone: ZoneInfo) -> Standstill:
    plan = stands.plan
    if plan.is_on:
        lead = "Shadow mode is on: you book by hand, the console only watches."
        waiting = f" {counted(open_, 'visit waits', 'visits wait')} for your booking." if open_ else ""
        said = f"{_in_a_row(stands)}{waiting}"
        if stands.is_ready:
            return Standstill("ready", lead, f"{said} It can go live.")
        return Standstill("on", lead, said)
    if plan.ended_at is not None and not plan.is_noticed:
        when = practice_time.stamp(plan.ended_at, now, zone)
        who = "by itself" if plan.ended_by == SYSTEM.name else f"by {plan.ended_by}"
        row = counted(plan.ended_run, "agreement", "agreements in a row")
        return Standstill(
            "ended", f"The console books by itself since {when}.", f"Shadow mode was ended {who} after {row}."
        )
    return Standstill()


def _in_a_row(stands: Standing) -> str:
    return f"{stands.run} of {stands.plan.needed} agreements in a row."


def plan(stands: Standing, now: datetime, zone: ZoneInfo) -> Plan:
    set_ = stands.plan
    left = set_.needed - stands.run
    return Plan(
        is_on=set_.is_on,
        is_ready=stands.is_ready,
        lead="On: nothing is booked, moved or cancelled on the portal."
        if set_.is_on
        else "Off: the console books rooms by itself.",
        since=f"since {practice_time.stamp(set_.since, now, zone)}, by {set_.by}" if set_.is_on and set_.since else "",
        run=stands.run,
        needed=set_.needed,
        share=f"{min(stands.run / set_.needed, 1) * 100:.0f}%",
        count=_in_a_row(stands),
        then="Then it goes live by itself."
        if set_.goes_live is GoesLive.BY_ITSELF
        else "Then a manager may press Go live.",
        asks=f"Who has not booked a visit is asked after {length(set_.ask_after)}.",
        not_yet=f"{left} more needed" if left > 0 else "",
    )


def length(wait: timedelta) -> str:
    hours, minutes = divmod(round(wait.total_seconds() / 60), 60)
    said = [counted(hours, "hour", "hours") if hours else "", f"{minutes} minutes" if minutes else ""]
    return " ".join(word for word in said if word)


def state_named(wanted: str) -> ShadowState | None:
    """None, which lists all, for anything that is no state."""
    return next((one for one in _S if one.value == wanted), None)


def page(stands: Standing, listed: Listed, rooms: Mapping[int, str], now: datetime, zone: ZoneInfo) -> Page:
    state, total = listed.state, listed.total
    word = f", {LOOK[state][2].lower()}" if state else ""
    first, pages = (listed.number - 1) * PAGE_SIZE + 1, max(1, -(-total // PAGE_SIZE))
    return Page(
        lead=_lead(stands),
        under=_under(stands, now, zone),
        counts=_counts(listed),
        lines=tuple(_line(one, rooms, now, zone) for one in listed.shadows),
        caption=f"{counted(total, 'visit', 'visits')} tried beside you{word}",
        span=f"{first:,}–{first + len(listed.shadows) - 1:,} of {total:,}{word}" if listed.shadows else "",
        number=f"Page {listed.number:,} of {pages:,}",
        has_before=listed.number > 1,
        has_after=listed.number < pages,
        query=f"show={state.value}" if state else "",
    )


def _counts(listed: Listed) -> tuple[Count, ...]:
    """Every way to list them, as long as there is anything to list."""
    if not listed.every:
        return ()
    state = listed.state
    states = [
        Count(f"{number:,}", _COUNTED[one][number != 1], f"/shadow?show={one.value}", is_here=one is state)
        for one in _S
        if (number := listed.counts.get(one, 0)) or one is state
    ]
    return Count(f"{listed.every:,}", "tried", "/shadow", is_here=state is None), *states


def _lead(stands: Standing) -> str:
    if not stands.plan.is_on:
        return "Shadow mode is off: the console books rooms by itself."
    if stands.is_ready:
        return f"{_in_a_row(stands)} The console can go live."
    return _in_a_row(stands)


def _under(stands: Standing, now: datetime, zone: ZoneInfo) -> str:
    set_ = stands.plan
    if set_.is_on:
        return "You book by hand. Each visit is tried up to the last click and compared with what you booked."
    if set_.ended_at is None:
        return "Switch it on to see what the console would book before it does:"
    return f"It was ended {practice_time.stamp(set_.ended_at, now, zone)} by {set_.ended_by}."


def _line(one: Shadow, rooms: Mapping[int, str], now: datetime, zone: ZoneInfo) -> Line:
    room, *others = [_side(side) for side in shadow_words.sides(one, rooms, zone)]
    return Line(
        id=one.id,
        href=f"/log/{one.appointment_id}",
        guest=initials(one.guest),
        tried=practice_time.stamp(one.began_at, now, zone),
        state=one.state.value,
        room_id=one.room_id,
        their_room_id=one.found.room_id if one.found else 0,
        room=room,
        sides=tuple(side for side in others if side.differs or (side.ours and side.word != "Guest")),
        note=note_of(one),
    )


def _side(side: shadow_words.Side) -> Side:
    """Names as initials; that they are written differently must still be seen."""
    if not side.is_guest:
        return Side(side.word, side.ours, side.theirs, side.differs)
    theirs = initials(side.theirs) if side.theirs else ""
    return Side(
        side.word, initials(side.ours), f"{theirs}, written differently" if side.differs else theirs, side.differs
    )


def note_of(one: Shadow) -> str:
    """Why it ended so, "" where the result says everything."""
    if one.state is _S.AGREES and not one.is_filled:
        return _NOT_PROVEN
    if one.found and not one.found.type and one.type and not differences(one, one.found):
        return "The portal does not show the type."
    if one.state is _S.DIFFERS and one.found:
        words = [_FIELDS[field] for field in differences(one, one.found)]
        return f"Another {' and another '.join(words)}: the count begins anew."
    return one.reason


_FIELDS = {Compared.ROOM: "room", Compared.TIME: "time", Compared.GUEST: "name", Compared.TYPE: "type"}
