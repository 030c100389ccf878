"""Lists in HTML and JSON answers -> what is taken in which room. Pure."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from selectolax.lexbor import LexborHTMLParser, LexborNode

from booking_console.adapters.portal.content.answers import answer_of, holds, json_holds
from booking_console.adapters.portal.content.extraction import JsonItem, json_items, json_text, read_value
from booking_console.adapters.portal.content.grid import read_entries
from booking_console.adapters.portal.content.reading import DayFrame, Found, Reading
from booking_console.adapters.portal.content.rooms import RoomTable
from booking_console.adapters.portal.content.states import States
from booking_console.adapters.portal.language.formats import read_moment
from booking_console.adapters.portal.language.parts import SCALED, TimeValue
from booking_console.adapters.portal.language.sources import CellState, ItemsSource, JsonSource, Minutes
from booking_console.adapters.portal.language.words import shape
from booking_console.domain.errors import ContractBroken, Unavailable
from booking_console.domain.slot import Slot


@dataclass(frozen=True, slots=True)
class Scope:
    """What one page or answer was asked for. expected: the rooms it tells about; slot: when it is about one interval only. is_wide: what
    stands there of other days is wanted, too."""

    frame: DayFrame
    rooms: RoomTable
    expected: frozenset[int]
    slot: Slot | None = None
    is_wide: bool = False

    def room(self, text: str | None, *, is_given: bool) -> int | None:
        """The room of an item; is_given: the page is about one room, so its items need not name it."""
        return next(iter(self.expected)) if is_given else self.rooms.match(text or "")


def read_items(html: str | LexborHTMLParser, source: ItemsSource, *, scope: Scope) -> Reading:
    tree = LexborHTMLParser(html) if isinstance(html, str) else html
    root = tree.css_first(source.scope)
    if root is None and not (source.empty and holds(source.empty, answer_of(tree, [source.empty]))):
        raise ContractBroken(
            "The portal's page has no list of rooms or bookings.",
            expected=f"the list {source.scope}",
            found="no such element",
        )
    reading = Reading(clear=set(scope.expected))
    states = States(root, source.states)
    for node in root.css(source.items) if root else []:
        _add_item(node, source, scope, reading, state=states.of(node) or _unruled(source))
    return reading


def _unruled(source: ItemsSource | JsonSource) -> CellState:
    """What an item means that no rule names."""
    return CellState.UNKNOWN if source.states else CellState(source.state)


def _add_item(node: LexborNode, source: ItemsSource, scope: Scope, reading: Reading, *, state: CellState) -> None:
    text = read_value(node, source.room) if source.room else None
    room = scope.room(text, is_given=source.room is None)
    if room is None or state is CellState.GONE:
        return
    slot = _item_slot(node, source, scope)
    _note(reading, read_entries(node, source.entry, room=room, slot=slot, state=state), state, scope)


def _note(reading: Reading, found: list[Found], state: CellState, scope: Scope) -> None:
    day = Slot(scope.frame.start, scope.frame.end)
    here = [one for one in found if scope.is_wide or one.slot.overlaps(day)]
    if state is CellState.UNKNOWN:
        reading.unclear |= {one.room for one in here}
    elif state is CellState.FREE:
        reading.free += here
    else:
        reading.found += [replace(one, is_closed=True) for one in here] if state is CellState.CLOSED else here


def _item_slot(node: LexborNode, source: ItemsSource, scope: Scope) -> Slot:
    if source.start is None:
        assert scope.slot is not None
        return scope.slot
    day = scope.frame.day
    if source.day is not None:
        day = _moment(read_value(node, source.day), source.day.format, scope, day).date()
    text, form = _written(node, source.start, source)
    start = _moment(text, form, scope, day)
    if source.end is None:
        return _until_end(start, text, form, scope, source.minutes)
    text, form = _written(node, source.end, source, since=start)
    return _slot(start, _moment(text, form, scope, day, edge="end"))


def _written(
    node: LexborNode, value: TimeValue, source: ItemsSource, *, since: datetime | None = None
) -> tuple[str | None, str]:
    """A text and the format that it has; a place on a scale as minutes of the day. since: what a length is counted from."""
    text = read_value(node, value)
    if source.scale is None or value.format not in SCALED:
        return text, value.format
    begun = since.time() if since is not None and value.format == "scale_length" else source.scale.zero
    try:
        return str(begun.hour * 60 + begun.minute + source.scale.minutes(text or "")), "minutes"
    except ValueError:
        return text, value.format


def _until_end(start: datetime, text: str | None, form: str, scope: Scope, minutes: Minutes | None) -> Slot:
    if form.startswith("period"):
        return _slot(start, _moment(text, form, scope, start.date(), edge="end"))
    if minutes == "{duration}":
        assert scope.slot is not None
        return Slot(start, start + scope.slot.length)
    return Slot(start, start + timedelta(minutes=minutes or scope.frame.slots.minutes))


def _moment(
    text: str | None, form: str, scope: Scope, day: date, *, edge: Literal["start", "end"] = "start"
) -> datetime:
    try:
        return read_moment(text or "", form, day=day, dialect=scope.frame.dialect, edge=edge)
    except ValueError:
        raise ContractBroken(
            "A time in the portal's list cannot be read.",
            expected=f"a time written as {form}",
            found=repr(shape(text or "")),
        ) from None


def _slot(start: datetime, end: datetime) -> Slot:
    if end <= start and end.time() == time():
        end += timedelta(days=1)  # midnight is often written as 00:00
    if end <= start:
        raise ContractBroken(
            "An entry of the portal ends before it starts.",
            expected="an end after the start",
            found=f"{start:%H:%M} to {end:%H:%M}",
        )
    return Slot(start, end)


def read_json(text: str, source: JsonSource, *, scope: Scope) -> Reading:
    """Raises ContractBroken when the answer is not the JSON the profile describes: an empty one never means "nothing taken"."""
    root = JsonItem(parsed_json(text))
    parent = source.items.rpartition("[*]")[0].rstrip(".")
    for needed in (source.valid, parent):
        if needed and not _is_there(root, needed, is_flag=needed == source.valid):
            raise ContractBroken(
                "The portal's answer does not have its usual form.",
                expected=f'"{needed}" in the answer',
                found="no such entry",
            )
    reading = Reading(clear=set(scope.expected))
    for item in json_items(root, source.items):
        _add_json(item, source, scope, reading)
    return reading


def refuse_missing_items(texts: Sequence[str], source: JsonSource) -> None:
    """All the parts of one answer. Raises Unavailable when it says of itself that it has more items, ContractBroken when it does not say
    how many although the profile says so."""
    if source.count is None:
        return
    roots = [JsonItem(parsed_json(text)) for text in texts]
    stated = json_text(roots[-1], source.count) or ""
    found = sum(len(list(json_items(root, source.items))) for root in roots)
    if not stated.isdecimal():
        raise ContractBroken(
            "The portal's answer does not say how many bookings it has.",
            expected=f'a number at "{source.count}"',
            found=repr(shape(stated)),
        )
    if int(stated) != found:
        raise Unavailable(f"The portal's answer says that it has {stated} entries, and {found} were seen.")


def parsed_json(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        found = "an empty answer" if not text.strip() else "something else"
        raise ContractBroken("The portal's answer is not JSON.", expected="a JSON answer", found=found) from None


def _is_there(root: JsonItem, path: str, *, is_flag: bool) -> bool:
    """A list on the way may be empty: then nothing below it is missing."""
    upto = path if is_flag else path.partition("[*]")[0].rstrip(".")
    found = list(json_items(root, upto)) if upto else [root]
    return any(item.value not in (None, False) if is_flag else item.value is not None for item in found)


def _add_json(item: JsonItem, source: JsonSource, scope: Scope, reading: Reading) -> None:
    rule = next((rule for rule in source.states if json_holds(rule, item)), None)
    state = rule.state if rule else _unruled(source)
    room = scope.room(json_text(item, source.room), is_given=source.room is None)
    if room is None or state is CellState.GONE:
        return
    mine = json_text(item, source.mine)
    found = Found(
        room=room,
        slot=_json_slot(item, source, scope),
        owner=json_text(item, source.owner) or "",
        reference=json_text(item, source.reference) or "",
        key=json_text(item, source.key) or "",
        type=json_text(item, source.type) or "",
        mine=None if mine is None else mine.casefold() in ("true", "1", "yes"),
        is_pending=state is CellState.PENDING,
    )
    _note(reading, [found], state, scope)


def _json_slot(item: JsonItem, source: JsonSource, scope: Scope) -> Slot:
    day = scope.frame.day
    if source.start is None:
        assert scope.slot is not None
        return scope.slot
    text = json_text(item, source.start.path)
    start = _moment(text, source.start.format, scope, day)
    if source.end is not None:
        return _slot(start, _moment(json_text(item, source.end.path), source.end.format, scope, day, edge="end"))
    return _until_end(start, text, source.start.format, scope, source.minutes)


def next_part(text: str, source: JsonSource) -> str | None:
    """The address of the answer's next part."""
    return json_text(JsonItem(parsed_json(text)), source.next) or None
