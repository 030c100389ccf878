"""A profile is refused with the line and the key of every mistake, in plain words."""

import json

import pytest
from click.testing import CliRunner

from booking_console.adapters.portal.language.loading import (
    ProfileError,
    load_profile,
    parse_profile,
    profile_json_schema,
    shipped_profiles,
)
from booking_console.adapters.portal.language.toml_lines import key_lines
from booking_console.cli.main import main

GOOD = """
name = "a portal"
[slots]
minutes = 30
[[rooms]]
name = "Consult room 1"
id = "1"
[[availability]]
kind = "items"
place = "/day/{date:%Y-%m-%d}"
scope = "ul"
items = "li"
state = "busy"
room = { attribute = "data-room" }
start = { attribute = "data-start", format = "%H:%M" }
[form]
place = "/book?start={start}"
scope = "form"
steps = [
  { do = "fill", target = { css = "#guest" }, value = "{guest}" },
]
[submit]
target = { css = "button" }
[[outcomes]]
outcome = "success"
when = { text = "Thank you" }
"""


def mistakes(text: str) -> tuple[str, ...]:
    with pytest.raises(ProfileError) as error:
        parse_profile(text)
    return error.value.mistakes


def test_a_small_profile_is_enough():
    assert parse_profile(GOOD).rooms[0].name == "Consult room 1"


@pytest.mark.parametrize("name", shipped_profiles())
def test_every_shipped_profile_can_be_used(name):
    assert load_profile(name).name == name


@pytest.mark.parametrize(
    ("was", "becomes", "sentence"),
    [
        ("minutes = 30", 'minutes = "long"', "line 4, slots.minutes: expected a valid integer"),
        ("minutes = 30", "minutes = 30\nopen = 8", "line 5, slots.open: this key is not known here"),
        ('scope = "ul"\n', "", "line 8, availability[1].scope: expected this key, it is missing"),
        ("{date:%Y-%m-%d}", "{dat}", "line 10, availability[1].place: expected one of the blanks"),
        ("{date:%Y-%m-%d}", "{date:%Q}", "line 10, availability[1].place: expected a pattern such as"),
        ('format = "%H:%M"', 'format = "clock"', "line 15, availability[1].start.format: expected a pattern"),
        ('"#guest"', '"##"', "line 20, form.steps[1].target.css: expected a CSS selector"),
        ('"Thank you"', '"("', "line 26, outcomes[1].when.text: expected a regular expression"),
        ('do = "fill"', 'do = "guess"', "line 20, form.steps[1]: expected 'do' to be one of"),
        ('kind = "items"\n', "", "line 8, availability[1]: expected the key 'kind', it is missing"),
        ('room = { attribute = "data-room" }\n', "", 'line 8, availability[1]: expected the key "room"'),
    ],
)
def test_a_mistake_is_named_with_its_line_and_key(was, becomes, sentence):
    assert was in GOOD
    (found,) = mistakes(GOOD.replace(was, becomes, 1))
    assert found.startswith(sentence)


PENDING = 'outcome = "pending"'
AHEAD_CLICK = 'ahead = true\nsteps = [\n  { do = "click", target = { css = "#go" } },'
CANCEL = '[cancel]\nplace = "/{reference}"\nsubmit = { css = "b" }\n[submit]'


@pytest.mark.parametrize(
    ("was", "becomes", "sentence"),
    [
        ('id = "1"', 'id = "1"\n[[rooms]]\nname = "Consult room 1"\nid = "2"', "line 6, rooms[1].name: expected another name"),
        ("{date:%Y-%m-%d}", "{date}/{area}", 'line 5, rooms[1]: expected the key "area"'),
        ("{date:%Y-%m-%d}", "{guest}", "line 8, availability[1]: expected only blanks of a page before a booking, got {guest}"),
        ('format = "%H:%M"', 'format = "period"', 'line 8, availability: expected "periods" in the profile'),
        ("?start={start}", "", "line 16, form: expected the {start}"),
        ('value = "{guest}"', 'value = "somebody"', "line 16, form: expected a step that enters the {guest}"),
        ('outcome = "success"', 'outcome = "unknown"', "line 24, outcomes: expected a rule for success"),
        ('outcome = "success"', PENDING, "line 1, readback: expected a source that tells what is pending"),
        ("[submit]", CANCEL, "line 22, cancel: expected an outcome or a source"),
        ("steps = [", AHEAD_CLICK, "line 19, form.ahead: expected a form without click and next"),
        ("steps = [", 'ahead = true\nrelease = { css = "#no" }\nsteps = [', "line 19, form.ahead: expected a form that holds nothing"),
    ],
)  # fmt: skip
def test_keys_that_do_not_fit_each_other_are_mistakes_too(was, becomes, sentence):
    assert was in GOOD
    assert mistakes(GOOD.replace(was, becomes, 1))[0].startswith(sentence)


def test_several_mistakes_are_told_at_once():
    text = GOOD.replace("minutes = 30", "minutes = 0").replace('outcome = "success"', 'outcome = "maybe"')
    assert len(mistakes(text)) == 2


def test_what_is_not_toml_and_what_is_not_there_are_told_apart(tmp_path):
    assert "not valid TOML" in mistakes("name = ")[0]
    with pytest.raises(ProfileError, match="no such file"):
        load_profile(tmp_path / "none.toml")


def test_lines_are_known_inside_tables_arrays_and_long_texts():
    text = 'a = """\nx = 1\n"""\n[b.c]\nd = [\n  1, # one ]\n  { e = "]", f = 2 },\n]\n[[g]]\n[[g]]\n[g.h]\ni = 1\n'
    lines = key_lines(text)
    assert [lines[key] for key in [("b", "c", "d"), ("b", "c", "d", 1, "f"), ("g", 1), ("g", 1, "h", "i")]] == [
        5,
        7,
        10,
        12,
    ]


def test_the_language_can_be_told_to_an_editor():
    result = CliRunner().invoke(main, ["portal", "schema"])
    schema = json.loads(result.output)
    assert schema == json.loads(json.dumps(profile_json_schema()))
    assert {"grid", "items", "json"} == set(schema["properties"]["availability"]["items"]["discriminator"]["mapping"])
