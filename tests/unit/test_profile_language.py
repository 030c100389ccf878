"""What the profile language can say, read and refused without a browser."""

import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from selectolax.lexbor import LexborHTMLParser

import booking_console.adapters.portal as portal_package
from booking_console.adapters.portal.browser.dialogs import action_for
from booking_console.adapters.portal.content.answers import Answer, answer_of, holds, read_reference
from booking_console.adapters.portal.content.grid import read_grid
from booking_console.adapters.portal.content.lists import Scope, next_part, read_items, read_json
from booking_console.adapters.portal.content.reading import DayFrame, Found, all_but, unite
from booking_console.adapters.portal.content.requests import Rulebook
from booking_console.adapters.portal.content.rooms import RoomTable
from booking_console.adapters.portal.language.abilities import browser_only
from booking_console.adapters.portal.language.formats import Dialect, Period, read_moment, write_length, write_moment
from booking_console.adapters.portal.language.loading import load_profile
from booking_console.adapters.portal.language.parts import Condition, Reference
from booking_console.adapters.portal.language.profile import Dialog, Profile, Slots
from booking_console.adapters.portal.language.sources import GridSource, ItemsSource, JsonSource
from booking_console.adapters.portal.language.templates import fill, page_blanks
from booking_console.domain.errors import ContractBroken, Refused
from booking_console.domain.portal import PortalEntry, ReadBack, RoomRequest, judge_read_back
from booking_console.domain.rooms import Room
from booking_console.domain.slot import Slot
from tests.unit.profile_texts import SMALL

LONDON = ZoneInfo("Europe/London")
DAY = date(2026, 3, 4)
PERIODS = (Period(time(9), time(10), "p1", "9:00 - 10:00"), Period(time(10), time(11), "p2", "10:00 - 11:00"))
GERMAN = Dialect(
    zone=LONDON,
    months=load_profile("demo-approval").context.months,
    weekdays=load_profile("demo-approval").context.weekdays,
    periods=PERIODS,
    opens=time(8),
    closes=time(18),
    slot=timedelta(minutes=30),
)
ROOMS = [Room(1, "Red", "", 1), Room(2, "Blue", "", 2)]
PROFILE = Profile.model_validate(
    {**SMALL, "rooms": [{"name": "Red", "id": "r", "also": ["Scarlet"]}, {"name": "Blue", "id": "b"}]}
)
TABLE = RoomTable(PROFILE, ROOMS)
FRAME = DayFrame(DAY, GERMAN, Slots(minutes=30))


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    return datetime.combine(day, time(hour, minute), LONDON)


def read(text: str, pattern: str, **more: object) -> datetime:
    return read_moment(text, pattern, day=DAY, dialect=GERMAN, **more)  # type: ignore[arg-type]


def scope(slot: Slot | None = None, rooms: tuple[int, ...] = (1, 2)) -> Scope:
    return Scope(FRAME, TABLE, frozenset(rooms), slot)


@pytest.mark.parametrize(
    ("text", "pattern"),
    [("Mittwoch, 4. März 2026", "%A, %-d. %B %Y"), ("Mi. 4. Mär. 2026", "%a. %-d. %b %Y"), ("4 märz 2026", "%d %B %Y")],
)
def test_a_date_in_another_language_is_read(text, pattern):
    assert read(text.replace("Mi.", "Mitt."), pattern).date() == DAY


def test_a_date_is_written_in_the_language_of_the_portal():
    assert write_moment(at(9), "%A, %-d. %B %Y", GERMAN) == "Mittwoch, 4. März 2026"


@pytest.mark.parametrize(("text", "edge", "hour"), [("1:00", "start", 13), ("11:30", "start", 11), ("6:00", "end", 18)])
def test_a_clock_without_am_and_pm_means_the_hours_in_which_the_rooms_are_open(text, edge, hour):
    assert read(text, "%I:%M", edge=edge).hour == hour


def test_a_clock_that_may_mean_two_hours_is_read_only_where_times_rise():
    long_day = replace(GERMAN, opens=time(7), closes=time(20))
    with pytest.raises(ValueError, match="both or neither"):
        read_moment("7:30", "%I:%M", day=DAY, dialect=long_day)
    assert read_moment("7:30", "%I:%M", day=DAY, dialect=long_day, after=at(19, 15)).hour == 19


def test_a_fixed_period_is_written_and_read_by_its_two_ends():
    blanks = page_blanks(DAY, GERMAN, slot=Slot(at(9), at(11)))
    assert fill("{start:period}-{end:period} {start:period_label}", blanks) == "p1-p2 9:00 - 10:00"
    assert (read("p2", "period").hour, read("10:00  - 11:00", "period_label", edge="end").hour) == (10, 11)


def test_a_visit_that_is_not_a_run_of_periods_is_refused():
    fixed = [{"start": p.start, "end": p.end, "id": p.id} for p in PERIODS]
    book = Rulebook(Profile.model_validate({**SMALL, "periods": fixed}), LONDON)
    book.refuse_impossible(Slot(at(9), at(11)), at(7))
    with pytest.raises(Refused, match="fixed periods"):
        book.refuse_impossible(Slot(at(9), at(10, 30)), at(7))


@pytest.mark.parametrize(
    ("limit", "words"),
    [({"weekdays": [0, 1]}, "not open"), ({"notice_minutes": 180}, "180 minutes before"), ({"most_minutes": 30}, "at most"),
     ({"least_minutes": 90}, "at least")],
)  # fmt: skip
def test_what_the_portal_never_books_is_refused_before_its_form_is_opened(limit, words):
    book = Rulebook(Profile.model_validate({**SMALL, "slots": {"minutes": 30, **limit}}), LONDON)
    with pytest.raises(Refused, match=words):
        book.refuse_impossible(Slot(at(9), at(10)), at(7))


def test_braces_can_be_written_and_lengths_counted_in_slots():
    blanks = page_blanks(DAY, GERMAN, slot=Slot(at(9), at(10)))
    assert fill("{{x}} {duration:slots}", blanks) == "{x} 2"
    assert write_length(timedelta(hours=1), "slots", replace(GERMAN, slot=timedelta(minutes=15))) == "4"


def test_a_length_has_the_name_that_the_portal_gives_it_and_no_other_is_asked_for():
    profile = Profile.model_validate(
        {**SMALL, "slots": {"minutes": 30, "lengths": {"30": "half an hour", "60": "1 hour"}}}
    )
    book = Rulebook(profile, LONDON)
    assert fill("{duration:label}", page_blanks(DAY, book.dialect, slot=Slot(at(9), at(10)))) == "1 hour"
    with pytest.raises(Refused, match="offers only visits of 30, 60 minutes; this one lasts 90"):
        book.refuse_impossible(Slot(at(9), at(10, 30)), at(7))


def test_the_week_of_one_room_is_read_on_its_day():
    source = GridSource.model_validate(
        {
            "kind": "grid", "place": "/week?room={room}", "table": "table", "times": {"cells": "tbody th", "value": {"format": "%H:%M"}},
            "days": {"cells": "thead th.d", "value": {"format": "%A %d.%m.%Y"}},
            "states": [{"css": ".x", "state": "busy"}, {"css": ".w", "state": "pending"}, {"css": "td", "state": "free"}],
        }
    )  # fmt: skip
    html = (
        "<table><thead><tr><th></th><th class=d>Dienstag 03.03.2026<th class=d>Mittwoch 04.03.2026</tr></thead><tbody>"
        "<tr><th>09:00<td class=x><td class=w></tr><tr><th>09:30<td><td></tr></tbody></table>"
    )
    reading = read_grid(html, source, frame=FRAME, rooms=TABLE, only=2)
    assert [(f.room, f.slot, f.is_pending) for f in reading.found if not f.is_closed] == [
        (2, Slot(at(9), at(9, 30)), True)
    ]
    with pytest.raises(ContractBroken, match="does not show the day"):
        read_grid(html.replace("04.03", "05.03"), source, frame=FRAME, rooms=TABLE, only=2)


LIST = {
    "kind": "items", "place": "/", "scope": "ul", "items": "li", "state": "busy", "room": {"attribute": "data-r"},
    "states": [{"css": ".off", "state": "gone"}, {"css": ".on", "state": "busy"}],
    "start": {"attribute": "data-s", "format": "%H:%M"}, "empty": {"text": "Nothing here"},
}  # fmt: skip


def test_what_was_cancelled_is_not_taken_and_what_no_rule_names_makes_its_room_unknown():
    html = "<ul><li class=off data-r=r data-s=09:00><li class=on data-r=Scarlet data-s=10:00><li data-r=b data-s=09:00></ul>"
    reading = read_items(html, ItemsSource.model_validate(LIST), scope=scope())
    assert [(f.room, f.slot.start) for f in reading.found] == [(1, at(10))]
    assert reading.readable == {1}


def test_a_sentence_in_place_of_an_empty_list_is_told_from_another_page():
    source = ItemsSource.model_validate(LIST)
    assert read_items("<p>Nothing here</p>", source, scope=scope()).readable == {1, 2}
    for page in ("<p>Please sign in</p>", "", "<p hidden>Nothing</p>"):
        with pytest.raises(ContractBroken):
            read_items(page, source, scope=scope())


def test_one_question_about_a_room_is_answered_free_or_busy():
    source = JsonSource.model_validate(
        {"kind": "json", "request": "/?r={room}&s={start}", "items": "answer", "state": "free",
         "states": [{"path": "ok", "equals": True, "state": "free"}, {"path": "ok", "equals": False, "state": "busy"}]}
    )  # fmt: skip
    slot = Slot(at(9), at(10))
    free = read_json('{"answer": {"ok": true}}', source, scope=scope(slot, (2,)))
    busy = read_json('{"answer": {"ok": false}}', source, scope=scope(slot, (2,)))
    odd = read_json('{"answer": {"ok": "soon"}}', source, scope=scope(slot, (2,)))
    assert ([f.room for f in free.free], [f.room for f in busy.found], odd.readable) == ([2], [2], set())


def test_an_answer_names_its_next_part():
    source = JsonSource.model_validate({**SMALL["availability"][0], "next": "paging.next"})  # type: ignore[index]
    assert next_part('{"paging": {"next": "/a?page=2"}}', source) == "/a?page=2"
    assert next_part('{"paging": {"next": null}}', source) is None


def test_our_own_list_names_a_part_of_a_gap_and_a_complete_one_says_that_the_rest_is_not_ours():
    gap = all_but([Slot(FRAME.start, at(9)), Slot(at(11), FRAME.end)], FRAME, 1)
    own = Found(room=1, slot=Slot(at(9), at(10)), owner="Ann")
    shown = unite(gap, [own])
    assert [(f.slot, f.is_gap, f.mine) for f in shown] == [(own.slot, False, None), (Slot(at(10), at(11)), True, None)]
    assert [f.mine for f in unite(gap, [own], complete=frozenset({1}))] == [None, False]


def test_a_dialog_about_another_booking_is_answered_with_no():
    rules = [Dialog(text="^Reserve", action="accept", shows=("{start:%-I:%M}",))]
    blanks = page_blanks(DAY, GERMAN, slot=Slot(at(9), at(10)))
    assert action_for("Reserve Red\u00a0from 9:00?", rules, blanks) == "accept"
    assert action_for("Reserve Red from 8:00?", rules, blanks) == "dismiss"
    assert action_for("Reserve Red from 9:00?", rules) == "dismiss"


def test_a_reference_is_read_from_an_attribute_of_the_answer():
    place = Reference.model_validate({"element": {"css": "#r", "attribute": "data-n", "pattern": "^HP-(.+)"}})
    assert read_reference(place, Answer(url="x", html="<p id=r data-n=HP-7>Saved</p>")) == "7"


def test_a_page_without_a_browser_is_judged_by_the_same_conditions():
    page = LexborHTMLParser("<div hidden><p id=a>no</p></div><p id=b>Saved\u202fnow</p><button disabled>x</button>")
    conditions = [Condition(element="#b", text="Saved now"), Condition(element="#a"), Condition(disabled="button")]
    assert [holds(c, answer_of(page, conditions)) for c in conditions] == [True, False, True]


def entry(owner: str, *, pending: bool) -> PortalEntry:
    return PortalEntry(1, Slot(at(9), at(10)), owner, None, owner == "Ann", pending)


@pytest.mark.parametrize(
    ("entries", "verdict"),
    [
        ([entry("Ann", pending=True)], ReadBack.PENDING),
        ([entry("Ann", pending=True), entry("Bob", pending=True)], ReadBack.PENDING),
        ([entry("Ann", pending=False), entry("Bob", pending=True)], ReadBack.OURS),
        ([entry("Ann", pending=True), entry("Bob", pending=False)], ReadBack.CLASH),
        ([entry("Ann", pending=True), entry("Ann", pending=True)], ReadBack.CLASH),
        ([entry("Bob", pending=True)], ReadBack.ABSENT),
    ],
)
def test_a_request_is_no_booking_and_beside_a_firm_one_it_is_an_alarm(entries, verdict):
    request = RoomRequest(key="K", room=ROOMS[0], slot=Slot(at(9), at(10)), guest="Ann")
    assert judge_read_back(entries, request) is verdict


def test_what_needs_a_browser_is_told():
    assert browser_only(load_profile("demo-periods")) == ()
    assert any(need.startswith("form.steps[1] (calendar") for need in browser_only(load_profile("demo-app")))


def test_what_reads_and_judges_knows_no_browser():
    home = Path(portal_package.__file__).parent
    pure = [
        f"{folder}.{file.stem}"
        for folder in ("language", "content")
        for file in sorted((home / folder).glob("[a-z]*.py"))
    ]
    code = "\n".join(f"import booking_console.adapters.portal.{name}" for name in pure)
    code += "\nimport sys; sys.exit('playwright' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
