"""A profile that says how an entry is changed: what fits together, which rooms it reaches, and the manual's example."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from booking_console.adapters.portal.content.rooms import RoomTable
from booking_console.adapters.portal.language.abilities import browser_only
from booking_console.adapters.portal.language.contradictions import contradictions
from booking_console.adapters.portal.language.profile import Profile

ROOT = Path(__file__).resolve().parents[2]
FORMS = (ROOT / "booking_console/adapters/portal/profiles/demo-forms.toml").read_text("utf-8")


def profile(**change: Any) -> Profile:
    said = tomllib.loads(FORMS)
    return Profile.model_validate({**said, "change": {**said["change"], **change}})


def step(target: str, value: str) -> dict[str, Any]:
    return {"do": "fill", "target": {"css": target}, "value": value}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"steps": [step("#room", "{room}")]}, "expected the {start} in a step"),
        ({"steps": [step("#start", "{start}")]}, "expected the {room} in a step"),
        ({"outcomes": [{"outcome": "room_taken", "when": {"element": "#no"}}]}, "expected a rule for success"),
    ],
)
def test_a_change_that_could_not_be_read_back_is_a_mistake(change: dict[str, Any], expected: str) -> None:
    assert [words for (key, *_), words in contradictions(profile(**change)) if key == "change"] != []
    assert any(words.startswith(expected) for _, words in contradictions(profile(**change)))


def test_a_portal_that_moves_only_within_a_room_needs_no_step_for_it() -> None:
    same = profile(rooms="same", steps=[step("#start", "{start}")])
    assert list(contradictions(same)) == []


def test_what_a_change_needs_a_browser_for_is_named() -> None:
    picked = {"do": "pick", "target": {"css": "#room"}, "options": "li", "value": "{room}"}
    needs = browser_only(profile(steps=[picked, step("#start", "{start}")]))
    assert needs == ("change.steps[1] (pick: a control made by a script)",)


def test_the_answers_of_a_booking_hold_for_a_change_that_names_none_of_its_own() -> None:
    changing = profile().for_changes
    assert (changing.form.scope, changing.outcomes) == ("form#change", profile().outcomes)


def test_the_portals_word_for_a_type_becomes_ours() -> None:
    table = RoomTable(profile(), [])
    assert [table.type_of(word) for word in ("T", "treatment", "Massage")] == ["Treatment", "Treatment", "Massage"]


def test_the_examples_of_the_manual_are_right() -> None:
    manual = (ROOT / "docs/portal-profiles.md").read_text("utf-8")
    examples = [tomllib.loads(text)["change"] for text in re.findall(r"```toml\n(\[change\].*?)```", manual, re.S)]
    assert len(examples) == 2
    for example in examples:
        assert list(contradictions(profile(**example))) == []
