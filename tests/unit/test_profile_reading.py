"""What is taken, out of the pages and answers of portals of several makes."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from booking_console.adapters.portal.content.grid import read_grid
from booking_console.adapters.portal.content.lists import Scope, read_items, read_json, refuse_missing_items
from booking_console.adapters.portal.content.reading import DayFrame, Found, Reading, all_but, joined, merge_same, unite
from booking_console.adapters.portal.content.requests import Rulebook
from booking_console.adapters.portal.content.rooms import RoomTable
from booking_console.adapters.portal.language.formats import Dialect
from booking_console.adapters.portal.language.profile import Profile, Slots
from booking_console.adapters.portal.language.sources import GridSource, ItemsSource, JsonSource
from booking_console.domain.errors import ContractBroken, Unavailable
from booking_console.domain.portal import RoomRequest
from booking_console.domain.rooms import Room
from booking_console.domain.slot import Slot
from tests.unit.profile_texts import SMALL

LONDON = ZoneInfo("Europe/London")
DAY = date(2026, 3, 4)
FRAME = DayFrame(DAY, Dialect(zone=LONDON), Slots(minutes=30))
QUARTERS = replace(FRAME, slots=Slots(minutes=15))
ROOMS = [Room(1, "Red", "", 1), Room(2, "Blue", "", 2)]
TABLE = RoomTable(
    Profile.model_validate(
        {
            **SMALL,
            "labels": {"strip": [r"\s*\(.*\)"]},
            "rooms": [{"name": "Red", "id": "r"}, {"name": "Blue", "id": "b", "label": "Azure"}],
        }
    ),
    ROOMS,
)
GRID = {
    "kind": "grid",
    "place": "/",
    "table": "table#day",
    "rooms": {"cells": "thead th.room", "value": {"drop": "small"}},
    "times": {"cells": "tbody th", "value": {"format": "%H:%M"}},
    "states": [{"css": "td.busy", "state": "busy"}, {"css": "td.free", "state": "free"}],
    "entry": {"owner": {"css": "b"}, "reference": {"attribute": "id"}},
}
LEGEND = '<table class="legend"><tr><td class="free">free</td></tr></table>'
HEAD = "<thead><tr><th></th><th class=room>Red <small>4 seats</small></th><th class=room>azure (2)</th></tr></thead>"


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 4, hour, minute, tzinfo=LONDON)


def grid(body: str, **changes: object) -> Reading:
    source = GridSource.model_validate({**GRID, **changes})
    return read_grid(f"{LEGEND}<table id=day>{HEAD}<tbody>{body}</tbody></table>", source, frame=FRAME, rooms=TABLE)


def open_entries(reading: Reading) -> list[tuple[int, datetime, datetime, str]]:
    return [(f.room, f.slot.start, f.slot.end, f.owner) for f in reading.found if not f.is_closed]


def scope(slot: Slot | None = None) -> Scope:
    return Scope(FRAME, TABLE, frozenset({1, 2}), slot)


def test_a_cell_over_two_rows_shifts_the_cells_below_it_and_not_their_rooms():
    reading = grid(
        "<tr><th>09:00<td rowspan=2 class=busy id=7><b>Ann</b></td><td class=free></td></tr>"
        "<tr><th>09:30<td class=busy><b>Bob</b></td></tr>"
        "<tr><th>10:00<td class=free></td><td class=free></td></tr>"
    )
    assert open_entries(reading) == [(1, at(9), at(10), "Ann"), (2, at(9, 30), at(10), "Bob")]
    assert reading.readable == {1, 2}


def test_what_lies_outside_the_grid_is_not_free():
    reading = grid("<tr><th>09:00<td class=free></td><td class=free></td></tr>")
    closed = [f.slot for f in reading.found if f.is_closed and f.room == 1]
    assert closed == [Slot(at(0), at(9)), Slot(at(9, 30), FRAME.end)]


@pytest.mark.parametrize("cell", ["<td class=odd></td>", ""])
def test_a_cell_that_cannot_be_read_makes_its_room_unknown(cell):
    assert grid(f"<tr><th>09:00<td class=free></td>{cell}</tr>").readable == {1}


@pytest.mark.parametrize("page", ["", "<html><p>Too many requests</p></html>", "<table id=day></table>"])
def test_an_empty_or_strange_page_is_never_a_free_day(page):
    with pytest.raises(ContractBroken):
        read_grid(page, GridSource.model_validate(GRID), frame=FRAME, rooms=TABLE)


def test_a_grid_may_have_its_rooms_in_the_rows():
    html = (
        "<table id=day><tr class=h><td></td><th>09:00</th><th>09:30</th></tr>"
        "<tr><th class=room>Red</th><td class=busy colspan=2><b>Ann</b></td></tr></table>"
    )
    turned = {"rooms_are": "rows", "rooms": {"cells": "th.room"}, "times": {**GRID["times"], "cells": "tr.h th"}}
    reading = read_grid(html, GridSource.model_validate({**GRID, **turned}), frame=FRAME, rooms=TABLE)
    assert open_entries(reading) == [(1, at(9), at(10), "Ann")]


def test_the_parts_of_an_hour_share_the_head_that_stands_over_them():
    hours = "<tr class=h><td></td><th colspan=2>8 h<th colspan=4>9 h<th colspan=4>10 h<th colspan=4>14 h</tr>"
    free = "<td class=free></td>"
    cells = f"{free * 4}<td class=busy colspan=3><b>Ann</b></td>{free * 6}<td class=busy><b>Bob</b></td>"
    turned = {"rooms_are": "rows", "rooms": {"cells": "th.room"}}
    times = {"cells": "tr.h th", "value": {"pattern": "^[0-9]+", "format": "%H"}}
    html = f"<table id=day>{hours}<tr><th class=room>Red</th>{cells}</tr></table>"
    reading = read_grid(
        html, GridSource.model_validate({**GRID, **turned, "times": times}), frame=QUARTERS, rooms=TABLE
    )
    assert open_entries(reading) == [(1, at(9, 30), at(10, 15), "Ann"), (1, at(14, 45), at(15), "Bob")]
    assert min(f.slot.end for f in reading.found if f.is_closed) == at(8, 30)


def test_an_entry_repeated_in_every_cell_becomes_one_when_the_profile_says_so():
    body = "".join(f"<tr><th>{t}<td class=busy><b>Ann</b></td><td class=free></td></tr>" for t in ("09:00", "09:30"))
    assert open_entries(grid(body, merge=True)) == [(1, at(9), at(10), "Ann")]
    assert len(open_entries(grid(body))) == 2


def test_two_entries_in_one_cell_are_both_seen():
    body = "<tr><th>09:00<td class=busy><div><b>Ann</b></div><div><b>Bob</b></div></td><td class=free></td></tr>"
    reading = grid(body, entry={"each": "div", "owner": {"css": "b"}})
    assert [owner for *_, owner in open_entries(reading)] == ["Ann", "Bob"]


def test_links_of_free_cells_tell_what_is_taken():
    links = ItemsSource.model_validate(
        {
            "kind": "items", "place": "/", "scope": "#free", "items": "a", "state": "free",
            "room": {"attribute": "href", "query": "room"},
            "start": {"attribute": "href", "query": "t", "format": "midnight"},
        }
    )  # fmt: skip
    html = '<div id=free><a href="/book?room=r&amp;t=32400">+</a><a href="/book?room=r&amp;t=36000">+</a></div>'
    free = [f.slot for f in read_items(html, links, scope=scope()).free]
    taken = [f.slot for f in all_but(free, FRAME, 1)]
    assert taken == [Slot(at(0), at(9)), Slot(at(9, 30), at(10)), Slot(at(10, 30), FRAME.end)]


def test_cards_of_free_rooms_are_about_the_time_that_was_asked_for():
    cards = {"kind": "items", "place": "/?t={start}", "scope": "main", "items": "article", "state": "free"}
    source = ItemsSource.model_validate({**cards, "room": {"css": "h2"}})
    html = "<main><article><h2>Azure</h2></article><article><h2>Other house</h2></article></main>"
    slot = Slot(at(9), at(9, 30))
    assert read_items(html, source, scope=scope(slot)).free == [Found(room=2, slot=slot)]


JSON = {
    "kind": "json", "request": "/api", "valid": "ok", "items": "rooms[*].taken[*]", "state": "busy", "room": "^.id",
    "start": {"path": "from", "format": "epoch"}, "end": {"path": "to", "format": "iso"}, "mine": "mine",
}  # fmt: skip


def test_a_json_answer_is_read_by_its_paths():
    taken = f'{{"from": {int(at(9).timestamp())}, "to": "2026-03-04T10:00:00", "mine": true}}'
    text = f'{{"ok": true, "rooms": [{{"id": "r", "taken": []}}, {{"id": "b", "taken": [{taken}]}}]}}'
    reading = read_json(text, JsonSource.model_validate(JSON), scope=scope())
    assert [(f.room, f.slot, f.mine) for f in reading.found] == [(2, Slot(at(9), at(10)), True)]
    assert reading.readable == {1, 2}


@pytest.mark.parametrize("text", ["", "<html>", "{}", '{"ok": false, "rooms": []}', '{"ok": true}', "null"])
def test_a_json_answer_of_another_form_is_never_a_free_day(text):
    with pytest.raises(ContractBroken):
        read_json(text, JsonSource.model_validate(JSON), scope=scope())


def test_our_own_list_names_the_nameless_entry_and_leaves_the_others():
    slot = Slot(at(9), at(10))
    shown = [Found(room=1, slot=slot, mine=True), Found(room=1, slot=slot, mine=False)]
    own = [Found(room=1, slot=slot, owner="Ann", reference="7")]
    assert unite(shown, own) == [own[0], shown[1]]


def test_touching_entries_of_different_owners_stay_apart():
    parts = [Found(room=1, slot=Slot(at(h), at(h + 1)), owner=o) for h, o in ((9, "Ann"), (10, "Bob"))]
    assert merge_same(parts) == parts


def test_one_entry_that_two_pages_show_is_one_and_the_other_one_that_only_a_list_shows_is_seen():
    slot = Slot(at(9), at(10))
    cell = Found(room=1, slot=slot, owner="Ann", mine=True)
    listed = [
        Found(room=1, slot=slot, owner="Ann", reference="7"),
        Found(room=1, slot=slot, owner="Bob", reference="8"),
    ]
    assert joined([[cell], listed]) == [replace(listed[0], mine=True), listed[1]]
    twice = [replace(listed[0], reference=""), replace(listed[0], reference="")]
    assert len(joined([[cell], twice])) == 2
    assert len(joined([[cell], [replace(cell, owner="")]])) == 2  # nameless: nobody can tell


def test_a_time_of_which_the_grid_shows_nothing_is_not_called_free():
    reading = grid("<tr><th>09:00<td class=free></td><td class=free></td></tr>")
    rules = Rulebook(Profile.model_validate(SMALL), LONDON)
    request = RoomRequest(key="K", room=ROOMS[0], slot=Slot(at(9), at(9, 30)), guest="Ann")
    assert rules.entries(reading, request) == []
    with pytest.raises(Unavailable, match="neither that it is free nor that it is taken"):
        rules.entries(reading, replace(request, slot=Slot(at(12), at(12, 30))))


def test_a_json_answer_that_holds_fewer_items_than_it_says_is_not_read():
    source = JsonSource.model_validate({**JSON, "items": "taken[*]", "room": "id", "count": "total"})
    parts = ['{"ok": true, "total": 3, "taken": [{}, {}]}', '{"ok": true, "total": 3, "taken": [{}]}']
    refuse_missing_items(parts, source)
    with pytest.raises(Unavailable, match="3 entries, and 2 were seen"):
        refuse_missing_items(parts[:1], source)
    with pytest.raises(ContractBroken):
        refuse_missing_items(['{"ok": true, "taken": []}'], source)
