"""What a profile may say of makes that no demo has, and what it is told when it says it wrongly."""

import re
import tomllib
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from booking_console.adapters.portal.content.answers import Answer, first_rule, holds, holds_here
from booking_console.adapters.portal.content.extraction import JsonItem, json_items, json_text
from booking_console.adapters.portal.content.requests import Rulebook
from booking_console.adapters.portal.content.verdicts import about
from booking_console.adapters.portal.language.abilities import browser_only
from booking_console.adapters.portal.language.contradictions import contradictions
from booking_console.adapters.portal.language.loading import ProfileError, parse_profile
from booking_console.adapters.portal.language.parts import Condition
from booking_console.adapters.portal.language.profile import Profile
from booking_console.adapters.portal.language.templates import fill
from booking_console.domain.portal import RoomRequest
from booking_console.domain.rooms import Room
from booking_console.domain.slot import Slot
from tests.unit.profile_texts import SMALL

LONDON = ZoneInfo("Europe/London")
NINE = datetime(2027, 3, 4, 9, 30, tzinfo=LONDON)


def mistakes(**said: Any) -> list[str]:
    return [f"{path[0]}: {words}" for path, words in contradictions(Profile.model_validate({**SMALL, **said}))]


def test_a_type_that_is_none_of_ours_is_a_mistake():
    assert any(
        "expected one of our types (Consultation, Treatment)" in said for said in mistakes(types={"consult": "C"})
    )
    assert not any(said.startswith("types") for said in mistakes(types={"Consultation": "C", "": "-"}))


def test_the_place_that_an_entry_leaves_is_known_only_while_it_is_changed():
    steps = [{"do": "fill", "target": {"css": "a"}, "value": "{was_date} {start} {guest}"}]
    form = {"place": "/f", "scope": "form", "steps": steps}
    assert any(said.startswith("form: expected {was_date} only in change") for said in mistakes(form=form))


def test_the_place_that_an_entry_leaves_is_written_like_the_new_one():
    rules = Rulebook(Profile.model_validate(SMALL), LONDON)
    entry = rules.profile.rooms[0]
    old = RoomRequest(
        key="K", room=Room(1, "Red", "", 1), slot=Slot(NINE, NINE + timedelta(hours=1)), guest="Jane Example"
    )
    new = replace(old, slot=Slot(NINE + timedelta(days=1), NINE + timedelta(days=1, hours=1)))
    blanks = replace(rules.blanks(new, entry), was=rules.blanks(old, entry))
    assert (
        fill("{was_date:%-d %B} {was_start} in {was_room}, then {date:%-d %B}", blanks)
        == "4 March 09:30 in r, then 5 March"
    )


@pytest.mark.parametrize(
    ("frames", "is_so"),
    [
        ({}, False),
        ({"#box": Answer(url="http://p.test/form", text="Already taken")}, True),
        ({"#box": Answer(url="http://p.test/form", text="Saved")}, False),
    ],
)
def test_a_condition_of_a_frame_looks_into_that_frame(frames, is_so):
    condition = Condition(frame="#box", text="taken", status=(409,))
    assert holds(condition, Answer(url="http://p.test/", status=409, text="already taken", frames=frames)) is is_so


@pytest.mark.parametrize(
    ("page", "outcome"),
    [
        ("We have reserved  RED (top) on 4 March for you", "success"),
        ("We have reserved Red (top) on 14 March for you", None),
        ("We have reserved Blue on 4 March for you", None),
        ("We have reserved Red (top)s on 4 March for you", None),
    ],
)
def test_a_confirmation_counts_only_of_the_room_and_day_that_were_asked_for(page, outcome):
    said = {"outcome": "success", "when": {"text": "reserved {room:label} on {date:%-d %B} for"}}
    rooms = [{"name": "Red", "id": "r", "label": "Red (top)"}]
    rules = Rulebook(Profile.model_validate({**SMALL, "rooms": rooms, "outcomes": [said]}), LONDON)
    visit = RoomRequest(key="K", room=Room(1, "Red", "", 1), slot=Slot(NINE, NINE + timedelta(hours=1)), guest="Jane")
    asked = about(rules.profile, rules.blanks(visit, rules.profile.rooms[0]))
    rule = first_rule(asked.outcomes, Answer(url="http://p.test/", text=page))
    assert (rule and rule.outcome) == outcome


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ({"outcomes": [{"outcome": "success", "when": {"text": "{rom}"}}]}, "expected one of the blanks"),
        (
            {"signs": [{"when": {"text": "for {room}"}, "means": "person"}]},
            "expected a pattern without blanks here, got {room}",
        ),
    ],
)
def test_blanks_in_a_condition_are_known_ones_and_only_in_an_answer_to_a_booking(part, sentence):
    with pytest.raises(ValidationError, match=re.escape(sentence)):
        Profile.model_validate({**SMALL, **part})


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('guest = { hidden = "Private" }', 'guest.hidden: expected a list such as ["one", "two"], got \'Private\''),
        ('labels = "x"', "labels: expected a table such as { key = \"value\" }, got 'x'"),
        ("privat = []", 'privat: this key is not known here; did you mean "private"?'),
        ("private = [1]", 'private[1]: expected a text such as "one", got 1'),
    ],
)
def test_a_mistake_is_told_in_the_words_of_the_file(line, sentence):
    with pytest.raises(ProfileError) as refused:
        parse_profile(line)
    assert any(mistake.endswith(sentence) for mistake in refused.value.mistakes)


def test_names_of_lengths_are_multiples_of_the_grid_and_stand_there_where_they_are_used():
    steps = [{"do": "fill", "target": {"css": "a"}, "value": "{room} {start} {guest} {duration:label}"}]
    form = {"place": "/f", "scope": "form", "steps": steps}
    assert "form: expected slots.lengths, which say what {duration:label} means" in mistakes(form=form)
    odd = {"minutes": 30, "lengths": {"45": "three quarters"}}
    assert mistakes(form=form, slots=odd) == ["slots: expected multiples of the 30 minutes of the grid, got 45"]


def test_the_address_of_a_login_may_end_with_the_part_behind_the_sign_of_the_page_before():
    condition = Condition(url="/login$")
    assert holds_here(condition, Answer(url="http://p.test/login#/week"))
    assert not holds_here(condition, Answer(url="http://p.test/login/help"))


def test_a_name_in_data_that_is_more_than_a_word_stands_in_quotes():
    data = JsonItem({"value": [{"room name": {"@odata.id": "r"}}], "@odata.nextLink": "/more"})
    assert json_text(data, "['@odata.nextLink']") == "/more"
    assert [item.value for item in json_items(data, "value[*]['room name']['@odata.id']")] == ["r"]
    assert Condition.model_validate({"json": {"path": "['@odata.nextLink']"}}).json_ is not None


def test_the_smallest_profile_of_the_manual_is_whole():
    manual = (Path(__file__).parents[2] / "docs" / "portal-profiles.md").read_text("utf-8")
    profile = parse_profile(re.findall(r'```toml\n(name = "My portal".*?)```', manual, re.S)[0])
    assert profile.cancel is not None
    assert not browser_only(profile)


def test_the_forms_of_no_demo_in_the_manual_are_forms():
    manual = (Path(__file__).parents[2] / "docs" / "portal-profiles.md").read_text("utf-8")
    parts = [tomllib.loads(text) for text in re.findall(r"```toml\n(\[form\].*?)```", manual, re.S)]
    assert len(parts) == 2
    for part in parts:
        assert mistakes(**part) == []
