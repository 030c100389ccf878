"""What portals of other makes write that no demo does: dates as headings, free beginnings, hour by hour, clocks of any spelling."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pydantic import TypeAdapter, ValidationError
from selectolax.lexbor import LexborHTMLParser

from booking_console.adapters.portal.content.extraction import read_value
from booking_console.adapters.portal.content.lists import Scope, read_items
from booking_console.adapters.portal.content.reading import DayFrame, Found, unite
from booking_console.adapters.portal.content.rooms import RoomTable
from booking_console.adapters.portal.content.whole_lists import read_list
from booking_console.adapters.portal.language.formats import Dialect, Period, read_moment
from booking_console.adapters.portal.language.parts import Target, Value
from booking_console.adapters.portal.language.profile import Profile, Slots
from booking_console.adapters.portal.language.sources import CellRule, ItemsSource
from booking_console.adapters.portal.language.steps import Step
from booking_console.adapters.portal.language.targets import first_and_last, for_each_slot, named_target
from booking_console.adapters.portal.language.templates import Blanks, page_blanks
from booking_console.domain.errors import ContractBroken
from booking_console.domain.rooms import Room
from booking_console.domain.slot import Slot
from tests.unit.profile_texts import SMALL

LONDON = ZoneInfo("Europe/London")
DAY = date(2026, 3, 4)
DIALECT = Dialect(zone=LONDON, slot=timedelta(minutes=60))
TABLE = RoomTable(Profile.model_validate(SMALL), [Room(1, "Red", "", 1)])
STEP: TypeAdapter[Step] = TypeAdapter(Step)
LIST = {
    "kind": "items", "place": "/mine", "scope": "#list", "items": ".one", "state": "busy", "room": {"css": "b"},
    "day": {"above": "h3", "format": "%a %d/%m/%y"}, "start": {"css": "i", "format": "%I:%M %p"},
}  # fmt: skip

STATUS = {"09:00": "Confirmed", "10:00": "Cancelled by you", "11:00": "Moved"}


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 4, hour, minute, tzinfo=LONDON)


def scope(slot: Slot | None = None) -> Scope:
    return Scope(DayFrame(DAY, DIALECT, Slots(minutes=60)), TABLE, frozenset({1}), slot)


def blanks(start: datetime, end: datetime, dialect: Dialect = DIALECT) -> Blanks:
    return page_blanks(DAY, dialect, slot=Slot(start, end))


def test_entries_under_a_heading_are_of_the_day_in_the_heading():
    day = "<div class=one><b>Red</b> <i>{}</i></div>"
    html = f"<h3>Tue 03/03/26</h3>{day}<h3>Wed 04/03/26</h3><p>{day}</p>{day}".format("9:00 am", "10:00 am", "2 p.m.")
    reading = read_items(f"<div id=list>{html}</div>", ItemsSource.model_validate(LIST), scope=scope())
    assert [found.slot.start for found in reading.found] == [at(10), at(14)]


def test_a_list_without_items_counts_as_empty_only_when_it_says_so():
    source = ItemsSource.model_validate({**LIST, "empty": {"text": "No bookings"}})
    assert read_list(["<div id=list><p>No bookings</p></div>"], source, scope=scope()).found == []
    with pytest.raises(ContractBroken, match="empty, and its page does not say so"):
        read_list(["<div id=list><p>One moment</p></div>"], source, scope=scope())


BARS = {
    **LIST, "items": ".bar", "room": {"above": ".lane", "attribute": "data-room"}, "day": None, "scale": {"zero": "08:00", "hour": 80},
    "start": {"attribute": "style", "pattern": "left: *([0-9.]+)px", "format": "scale"},
    "end": {"attribute": "style", "pattern": "width: *([0-9.]+)px", "format": "scale_length"},
}  # fmt: skip


def test_a_bar_without_words_is_a_time_by_its_place_and_its_length():
    bars = "".join(
        f"<i class=bar style='left: {left}px; width:{width}px'></i>" for left, width in [(80, 40), (133.33, 13.4)]
    )
    html = f"<div id=list><div class=lane data-room=Red>{bars}</div></div>"
    reading = read_items(html, ItemsSource.model_validate(BARS), scope=scope())
    assert [found.slot for found in reading.found] == [Slot(at(9), at(9, 30)), Slot(at(9, 40), at(9, 50))]
    with pytest.raises(ContractBroken, match="cannot be read"):
        read_items(html.replace("left", "right"), ItemsSource.model_validate(BARS), scope=scope())


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"scale": None}, 'expected the key "scale"'),
        ({"day": {"attribute": "style", "format": "scale"}}, "and the day as it is written"),
    ],
)
def test_a_scale_is_said_where_it_is_used_and_only_of_times(changed, sentence):
    with pytest.raises(ValidationError, match=sentence):
        ItemsSource.model_validate({**BARS, **changed})


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"covered": ".bar"}, 'expected the key "crossing" or "spans"'),
        ({"crossing": ".line", "drag": True}, 'expected "crossing" without'),
        ({"spans": {"from": "20:00", "to": "08:00"}}, 'expected a "to" after the "from"'),
        ({"drag": True, "each_slot": True}, 'expected either "each_slot" or'),
    ],
)
def test_a_press_on_a_place_is_told_what_does_not_fit(said, sentence):
    with pytest.raises(ValidationError, match=sentence):
        STEP.validate_python({"do": "click", "target": {"css": ".lane"}, **said})


def test_a_drag_goes_from_the_first_slot_of_the_visit_to_its_last():
    target = Target.model_validate({"css": "td[data-at='{start:%H:%M}']"})
    ends = first_and_last(target, blanks(at(9), at(12)))
    assert [end.css for end in ends] == ["td[data-at='09:00']", "td[data-at='11:00']"]


def test_what_stands_around_an_element_is_above_it_too():
    page = LexborHTMLParser("<div data-day=1></div><div data-day=2><p><em>x</em></p></div>")
    em = page.css_first("em")
    assert em is not None
    assert read_value(em, Value(above="[data-day]", attribute="data-day")) == "2"
    assert read_value(em, Value(above="h3")) is None


def test_a_state_may_stand_as_a_text_in_a_column_of_its_own():
    status = {"css": "td:nth-child(3)"}
    source = ItemsSource.model_validate(
        {
            "kind": "items", "place": "/mine", "scope": "table", "items": "tr", "state": "busy",
            "room": {"css": "td"}, "start": {"css": "td:nth-child(2)", "format": "%H:%M"},
            "states": [
                {"value": status, "matches": "^Cancelled", "state": "gone"},
                {"value": status, "matches": "^Confirmed", "state": "busy"},
            ],
        }
    )  # fmt: skip
    rows = "".join(f"<tr><td>Red<td>{clock}<td>{said}</tr>" for clock, said in STATUS.items())
    reading = read_items(f"<table>{rows}</table>", source, scope=scope())
    assert [found.slot.start.hour for found in reading.found] == [9]
    assert reading.unclear == {1}, "the row whose status no rule names"


def test_a_state_without_a_text_to_look_for_is_a_mistake():
    with pytest.raises(ValueError, match='expected "value" and "matches" together'):
        CellRule.model_validate({"value": {"css": "td"}, "state": "gone"})


def test_a_beginning_that_is_offered_is_free_for_as_long_as_was_asked():
    asked = Slot(at(10), at(10, 45))
    shown = {"kind": "items", "place": "/free?room={room}", "scope": "p", "items": "button", "state": "free"}
    source = ItemsSource.model_validate({**shown, "start": {"format": "%I:%M %p"}, "minutes": "{duration}"})
    reading = read_items("<p><button>10:00 am</button></p>", source, scope=scope(asked))
    assert [found.slot for found in reading.free] == [asked]
    assert "duration" in source.blanks  # so it is asked for each interval


@pytest.mark.parametrize("text", ["9:30 am", "9:30\u202fAM", "9:30 a.m.", "9:30AM", "09:30 Am"])
def test_the_halves_of_the_day_may_be_spelt_in_any_way(text):
    assert read_moment(text, "%I:%M%P" if "0A" in text else "%I:%M %P", day=DAY, dialect=DIALECT) == at(9, 30)


def test_hours_that_make_up_our_entry_are_ours_and_no_others_are():
    own = Found(room=1, slot=Slot(at(9), at(11)), owner="Ann", reference="7")
    hours = [Found(room=1, slot=Slot(at(hour), at(hour + 1))) for hour in (9, 10, 11)]
    assert unite(hours, [own]) == [own, hours[2]]
    assert unite(hours[:1], [own]) == [own, hours[0]]  # the other half is missing: whose it is nobody knows
    stranger = replace(hours[1], owner="Bob")
    assert stranger in unite([hours[0], stranger], [own])


def test_a_step_for_each_slot_is_taken_once_for_every_slot_or_period_of_the_visit():
    step = STEP.validate_python(
        {"do": "check", "target": {"css": "[value='{start:%-H}-{end:%-H}']"}, "each_slot": True}
    )
    visit = blanks(at(9), at(11))
    assert [one.target.css for one in for_each_slot(step, visit)] == ["[value='9-10']", "[value='10-11']"]
    periods = tuple(Period(at(h).time(), at(h + 2).time(), str(h), "") for h in (7, 9, 11))
    fixed = blanks(at(9), at(13), replace(DIALECT, periods=periods))
    assert [one.target.css for one in for_each_slot(step, fixed)] == ["[value='9-11']", "[value='11-13']"]


def test_braces_that_stood_in_a_text_are_no_blanks_the_second_time():
    step = STEP.validate_python({"do": "click", "target": {"text": "{{x}} {start}"}, "each_slot": True})
    (one,) = for_each_slot(step, blanks(at(9), at(10)))
    assert named_target(one.target, blanks(at(9), at(10))).text == "{x} 09:00"


def test_a_blank_where_none_is_filled_in_is_a_mistake():
    with pytest.raises(ValidationError, match=r"without blanks here, got \{date\}"):
        ItemsSource.model_validate({**LIST, "scope": "[data-date='{date}']"})


def test_a_role_is_enough_and_does_not_stand_beside_a_selector():
    assert Target(role="combobox").called == '"combobox"'
    with pytest.raises(ValidationError, match='expected "role" alone'):
        Target(role="combobox", css="div")
