"""Lists in HTML and JSON answers -> what is taken in which room. Pure."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from selectolax.lexbor import LexborHTMLParser, LexborNode

from booking_console.adapters.portal.extraction import JsonItem, json_items, json_text, read_value
from booking_console.adapters.portal.formats import read_moment
from booking_console.adapters.portal.grid import read_entries
from booking_console.adapters.portal.language import TimeValue
from booking_console.adapters.portal.reading import DayFrame, Found, Reading
from booking_console.adapters.portal.rooms import RoomTable
from booking_console.adapters.portal.sources import ItemsSource, JsonSource
from booking_console.adapters.portal.words import shape
from booking_console.domain.errors import ContractBroken
from booking_console.domain.slot import Slot


@dataclass(frozen=True, slots=True)
class Scope:
    """What one page or answer was asked for. expected: the rooms it tells about; slot: when it is about one interval only."""

    frame: DayFrame
    rooms: RoomTable
    expected: frozenset[int]
    slot: Slot | None = None

    def room(self, text: str | None, *, is_given: bool) -> int | None:
        """The room of an item; is_given: the page is about one room, so its items need not name it."""
        return next(iter(self.expected)) if is_given else self.rooms.match(text or "")


def read_items(html: str, source: ItemsSource, *, scope: Scope) -> Reading:
    root = LexborHTMLParser(html).css_first(source.scope)
    if root is None:
        raise ContractBroken(
            "The portal's page has no list of rooms or bookings.",
            expected=f"the list {source.scope}",
            found="no such element",
        )
    reading = Reading(clear=set(scope.expected))
    for node in root.css(source.items):
        _add_item(node, source, scope, reading)
    return reading


def _add_item(node: LexborNode, source: ItemsSource, scope: Scope, reading: Reading) -> None:
    text = read_value(node, source.room) if source.room else None
    room = scope.room(text, is_given=source.room is None)
    if room is None:
        return
    slot = _item_slot(node, source, scope)
    if slot.overlaps(Slot(scope.frame.start, scope.frame.end)):
        reading.found += read_entries(node, source.entry, room=room, slot=slot)


def _item_slot(node: LexborNode, source: ItemsSource, scope: Scope) -> Slot:
    if source.start is None:
        assert scope.slot is not None
        return scope.slot
    day = scope.frame.day
    if source.day is not None:
        day = _item_moment(node, source.day, scope, day_of=scope.frame.start).date()
    start = _item_moment(node, source.start, scope, day_of=datetime.combine(day, datetime.min.time()))
    if source.end is not None:
        return _slot(start, _item_moment(node, source.end, scope, day_of=datetime.combine(day, datetime.min.time())))
    return Slot(start, start + timedelta(minutes=source.minutes or scope.frame.slots.minutes))


def _item_moment(node: LexborNode, value: TimeValue, scope: Scope, *, day_of: datetime) -> datetime:
    text = read_value(node, value)
    return _moment(text, value.format, scope, day_of)


def _moment(text: str | None, form: str, scope: Scope, day_of: datetime) -> datetime:
    try:
        return read_moment(text or "", form, day=day_of.date(), zone=scope.frame.zone)
    except ValueError:
        raise ContractBroken(
            "A time in the portal's list cannot be read.",
            expected=f"a time written as {form}",
            found=repr(shape(text or "")),
        ) from None


def _slot(start: datetime, end: datetime) -> Slot:
    if end <= start:
        raise ContractBroken(
            "An entry of the portal ends before it starts.",
            expected="an end after the start",
            found=f"{start:%H:%M} to {end:%H:%M}",
        )
    return Slot(start, end)


def read_json(text: str, source: JsonSource, *, scope: Scope) -> Reading:
    """Raises ContractBroken when the answer is not the JSON the profile describes: an empty one never means "nothing taken"."""
    root = JsonItem(_parsed(text))
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


def _parsed(text: str) -> object:
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
    room = scope.room(json_text(item, source.room), is_given=source.room is None)
    if room is None:
        return
    slot = _json_slot(item, source, scope)
    if not slot.overlaps(Slot(scope.frame.start, scope.frame.end)):
        return
    mine = json_text(item, source.mine)
    reading.found.append(
        Found(
            room=room,
            slot=slot,
            owner=json_text(item, source.owner) or "",
            reference=json_text(item, source.reference) or "",
            key=json_text(item, source.key) or "",
            mine=None if mine is None else mine.casefold() in ("true", "1", "yes"),
        )
    )


def _json_slot(item: JsonItem, source: JsonSource, scope: Scope) -> Slot:
    start = _moment(json_text(item, source.start.path), source.start.format, scope, scope.frame.start)
    if source.end is not None:
        return _slot(start, _moment(json_text(item, source.end.path), source.end.format, scope, scope.frame.start))
    return Slot(start, start + timedelta(minutes=source.minutes or scope.frame.slots.minutes))
