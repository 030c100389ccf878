"""Dates, names and answers in the words of portals."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from booking_console.adapters.portal.browser.dialogs import action_for
from booking_console.adapters.portal.browser.traffic import is_same_request
from booking_console.adapters.portal.content.answers import Answer, first_rule, held, read_reference
from booking_console.adapters.portal.content.reading import Found
from booking_console.adapters.portal.content.requests import Rulebook
from booking_console.adapters.portal.language.formats import Dialect, read_moment, write_length, write_moment
from booking_console.adapters.portal.language.parts import Reference
from booking_console.adapters.portal.language.profile import Dialog, OutcomeRule, Profile
from booking_console.adapters.portal.language.templates import fill
from booking_console.adapters.portal.language.terms import Limits
from booking_console.adapters.portal.language.words import fold, label, names_of, scrub, shows
from booking_console.adapters.portal.road.pace import Pace
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.errors import Refused
from booking_console.domain.portal import RoomRequest, SubmitOutcome
from booking_console.domain.rooms import Room
from booking_console.domain.slot import Slot
from tests.unit.profile_texts import SMALL

LONDON = ZoneInfo("Europe/London")
DIALECT = Dialect(zone=LONDON, opens=time(8), closes=time(18))
NINE = datetime(2026, 3, 4, 9, 5, tzinfo=LONDON)
REQUEST = RoomRequest(
    key="K-1",
    room=Room(1, "Red", "", 1),
    slot=Slot(NINE, NINE + timedelta(minutes=45)),
    guest="Jane Q. Example",
    type=AppointmentType.TREATMENT,
)


def rules(**changes: object) -> Rulebook:
    return Rulebook(Profile.model_validate({**SMALL, **changes}), LONDON)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("%d/%m/%Y", "04/03/2026"), ("%-d.%-m.%Y", "4.3.2026"), ("%H:%M:%S", "09:05:00"), ("%-I:%M %p", "9:05 AM"),
        ("%B %Y", "March 2026"), ("midnight", "32700"), ("minutes", "545"), ("epoch", "1772615100"),
        ("epoch_ms", "1772615100000"), ("iso", "2026-03-04T09:05:00+00:00"),
    ],
)  # fmt: skip
def test_a_moment_is_written_and_read_in_the_form_of_the_portal(pattern, text):
    assert write_moment(NINE, pattern, DIALECT) == text
    assert read_moment(text, pattern, day=date(2026, 3, 4), dialect=DIALECT).year == 2026


@pytest.mark.parametrize(
    ("text", "pattern", "day", "meant"),
    [
        ("Nov 24", "%b %d", date(2026, 11, 23), date(2026, 11, 24)),
        ("Jan 2", "%b %-d", date(2026, 12, 28), date(2027, 1, 2)),
        ("Mon 31.12.", "%a %d.%m.", date(2027, 1, 1), date(2026, 12, 31)),
        ("29.02.", "%d.%m.", date(2028, 3, 1), date(2028, 2, 29)),
        ("Thu 1", "%a %-d", date(2026, 9, 30), date(2026, 10, 1)),
    ],
)
def test_a_date_without_its_year_is_the_one_nearest_to_the_day(text, pattern, day, meant):
    assert read_moment(text, pattern, day=day, dialect=DIALECT).date() == meant


def test_a_date_that_no_year_has_cannot_be_read():
    with pytest.raises(ValueError):
        read_moment("31.02.", "%d.%m.", day=date(2026, 3, 1), dialect=DIALECT)


def test_seconds_since_midnight_mean_the_clock_on_the_day_it_changes():
    assert read_moment("36000", "midnight", day=date(2026, 3, 29), dialect=DIALECT).hour == 10


@pytest.mark.parametrize(
    ("form", "text"), [("minutes", "90"), ("hours", "1.5"), ("seconds", "5400"), ("%H:%M", "01:30")]
)
def test_a_length_is_written_in_the_unit_of_the_portal(form, text):
    assert write_length(timedelta(minutes=90), form, DIALECT) == text


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{guest:last}, {guest:first}", "Example, Jane Q."), ("{type}", "TRT"), ("{duration}", "45"), ("{room}/{area}", "r/2"),
        ("desk+{key}@practice.example", "desk+K-1@practice.example"), ("{date:%-d}-{date:%-m}", "4-3"),
    ],
)  # fmt: skip
def test_blanks_are_filled_with_the_words_of_the_portal(template, text):
    book = rules(types={"Treatment": "TRT"}, rooms=[{"name": "Red", "id": "r", "area": "2"}])
    assert fill(template, book.blanks(REQUEST, book.profile.rooms[0])) == text


def test_texts_are_compared_without_case_odd_spaces_and_stars():
    assert fold("09:00\u202f–\u00a009:30  X") == "09:00 – 09:30 x"
    assert label(" Guest * :") == label("guest")
    assert "Jane" not in scrub("Sorry JANE Q. EXAMPLE", names_of("Jane Q. Example")).title()


@pytest.mark.parametrize(
    ("found", "ours"),
    [
        ({"owner": "JANE  Q. example"}, True), ({"owner": "Somebody"}, False), ({"owner": ""}, None),
        ({"owner": "Reserved"}, None), ({"owner": "Jane Q. Example", "mine": False}, False),
        ({"owner": "Jane Q. Exam"}, None), ({"owner": "EXAMPLE, J"}, None), ({"owner": "Jané Example (NHS)"}, None),
        ({"owner": "John Example"}, False), ({"owner": "Walk-in"}, False),
        ({"owner": "x", "key": "K-1"}, True), ({"owner": "Jane Q. Example", "key": "K-2"}, False),
    ],
)  # fmt: skip
def test_an_entry_is_ours_by_what_the_portal_shows(found, ours):
    entry = rules(guest={"hidden": ["reserved"]}).entry(Found(room=1, slot=REQUEST.slot, **found), REQUEST)
    assert entry.ours is ours


@pytest.mark.parametrize(
    ("owner", "ours"),
    [
        ("Consultation: Jane Q. Example (30 min)", True), ("JANE Q. EXAMPLE, Consultation", True),
        ("Maryjane Q. Example", None), ("Jane Q. Example-Smith", None), ("Mary-Jane Q. Example", None),
    ],
)  # fmt: skip
def test_among_other_words_a_name_is_whole(owner, ours):
    entry = rules(guest={"compare": "contains"}).entry(Found(room=1, slot=REQUEST.slot, owner=owner), REQUEST)
    assert entry.ours is ours


def rule(outcome: str, **when: object) -> OutcomeRule:
    return OutcomeRule.model_validate({"outcome": outcome, "when": when})


def test_the_first_rule_that_holds_decides_and_none_is_no_success():
    ordered = [rule("room_taken", text="(?i)already booked"), rule("success", url="/day")]
    taken = Answer(url="https://p.example/day", text="Already\u202fbooked")
    found = first_rule(ordered, taken)
    assert found is not None
    assert found.outcome is SubmitOutcome.ROOM_TAKEN
    assert first_rule(ordered, Answer(url="https://p.example/form")) is None


def test_a_rule_that_held_before_the_press_says_nothing():
    ordered = [rule("success", element="#ok")]
    before = Answer(url="x", elements=frozenset({"#ok"}))
    assert first_rule(ordered, before, stale=held(ordered, before)) is None


@pytest.mark.parametrize(
    "when",
    [
        {"status": [200]}, {"json": {"path": "ok", "equals": True}}, {"json": {"path": "m", "matches": "^hi"}},
        {"disabled": "button"}, {"absent": "#login"}, {"json": {"path": "m"}},
    ],
)  # fmt: skip
def test_every_kind_of_condition_is_looked_at(when):
    good = Answer(url="x", json={"ok": True, "m": "hi there"}, disabled=frozenset({"button"}))
    bad = Answer(url="x", status=500, json={"ok": 1}, elements=frozenset({"#login"}))
    assert first_rule([rule("success", **when)], good) is not None
    assert first_rule([rule("success", **when)], bad) is None


@pytest.mark.parametrize("place", [{"url": r"/b/(\w+)"}, {"text": r"reference is (\S+)\."}, {"json": "data.ref"}])
def test_the_reference_is_read_where_the_profile_says(place):
    answer = Answer(url="https://p.example/b/X7", text="Your reference is X7.", json={"data": {"ref": "X7"}})
    assert read_reference(Reference.model_validate(place), answer) == "X7"


def test_an_old_portal_s_letters_are_entered_and_found_again():
    old = rules(guest={"charset": "iso-8859-1"})
    request = replace(REQUEST, guest="Zoë Łukaszewicz-O’Dowd")
    assert old.blanks(request, old.profile.rooms[0]).guest == "Zoë Lukaszewicz-O'Dowd"
    found = Found(room=request.room.id, slot=request.slot, owner="Zoë Lukaszewicz-O'Dowd")
    assert old.entry(found, request).ours is True
    assert "Lukaszewicz-O'Dowd" in old.names(request)
    with pytest.raises(Refused, match="cannot write"):
        old.blanks(replace(REQUEST, guest="Анна Example"), old.profile.rooms[0])


def test_a_dialog_that_no_rule_names_is_dismissed():
    known = [Dialog(text="Really", action="accept")]
    assert (action_for("Really book?", known), action_for("Delete all?", known)) == ("accept", "dismiss")


@pytest.mark.parametrize(
    ("text", "wanted", "is_shown"),
    [
        ("Room 10", "Room 1", False), ("Rooms: Room\u00a01, Room 10", "room 1", True), ("Consulting 1North wing", "Consulting 1", True),
        ("19:30 – 20:00", "9:30", False), ("9:30AM", "9:30", True), ("Annex", "Ann", False), ("O'Ann (2)", "ann (2)", True),
    ],
)  # fmt: skip
def test_a_text_is_shown_only_as_a_part_of_its_own(text, wanted, is_shown):
    assert shows(text, wanted) is is_shown


def test_a_dialog_about_a_room_whose_name_goes_on_is_dismissed():
    known = [Dialog(text="Book", action="accept", shows=("{room:name}",))]
    profile = Profile.model_validate(SMALL)
    blanks = Rulebook(profile, LONDON).blanks(REQUEST, profile.rooms[0])
    assert [action_for(f"Book {name}?", known, blanks) for name in ("Red", "Redwood")] == ["accept", "dismiss"]


def test_a_request_is_recognised_whatever_the_page_adds_to_it():
    assert is_same_request("https://p.example/a?d=1&_=99", "https://p.example/a?d=1")
    assert not is_same_request("https://p.example/a?d=2", "https://p.example/a?d=1")


class Time:
    """Passes by itself only while somebody sleeps."""

    def __init__(self) -> None:
        self.now, self.slept = 0.0, list[float]()

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.slept.append(seconds)

    def pace(self, limits: Limits) -> Pace:
        return Pace(limits, clock=lambda: self.now, sleep=self.sleep)


def test_the_portal_is_not_asked_more_often_than_it_allows():
    time = Time()
    pace = time.pace(Limits(requests=2, per_seconds=10))
    for _ in range(2):
        pace.wait()
        pace.note_request()
        time.now += 1
    pace.wait()
    assert time.slept == [8]


def test_what_one_may_ask_next_nobody_else_asks_meanwhile():
    time = Time()
    pace = time.pace(Limits(requests=2, per_seconds=10))
    for _ in range(3):
        pace.wait()  # all of them before the first request is on its way
    assert time.slept == [10]


def test_two_pages_keep_their_distance():
    time = Time()
    pace = time.pace(Limits(gap_seconds=2))
    pace.wait()
    pace.wait()
    assert time.slept == [2]
