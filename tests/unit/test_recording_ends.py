"""What the recorder makes of a refusal, a cancelled entry, rooms on cards and what a page posts. Nothing of one login stays."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from booking_console.adapters.portal.language.formats import Dialect
from booking_console.adapters.portal.probing.sighting import DataSeen, PageSeen
from booking_console.adapters.portal.recording.asking import Nobody, Remembering
from booking_console.adapters.portal.recording.cards import find_cards
from booking_console.adapters.portal.recording.dates import moment_in
from booking_console.adapters.portal.recording.facts import Facts
from booking_console.adapters.portal.recording.lists import find_lists, gone_states
from booking_console.adapters.portal.recording.posted import posted
from booking_console.adapters.portal.recording.refused import RefusalReader, confused
from booking_console.adapters.portal.recording.story import Story
from booking_console.adapters.portal.recording.tape import Moment, Sent, Tape, TargetSeen

DAY = date(2027, 3, 16)
FORM = {"css": "form#book", "method": "post", "fields": [], "buttons": [("button", "Book")]}
BUTTON = TargetSeen(css="button", tag="button", type="submit", text="Book", form="form#book")


def facts(**more: object) -> Facts:
    known = {"day": DAY, "start": 14 * 3600, "end": 15 * 3600, "label": "CR 1", "guest": "Jane Example", **more}
    return Facts(Dialect(zone=ZoneInfo("Europe/London")), **known)


def a_page(body: str = "", path: str = "/list") -> PageSeen:
    url = f"https://rooms.example{path}"
    return PageSeen.model_validate({"asked": url, "status": 200, "url": url, "html": body, "forms": [FORM]})


def sent_with(answer: str, kind: str = "page") -> Story:
    """A form that was sent, and what came: a page, or an answer in JSON."""
    tape = Tape()
    tape.moments = [Moment(kind="submit", number=1, doc=1, form="form#book", target=BUTTON, look=a_page(path="/book"))]
    is_page = kind == "page"
    asked = {"number": 2, "method": "POST", "url": "https://rooms.example/book", "status": 200}
    tape.sent = [Sent(**asked, is_page=is_page, text="" if is_page else answer)]
    if is_page:
        tape.moments.append(Moment(kind="page", number=3, doc=2, look=a_page(answer, "/book")))
    return Story(tape, "https://rooms.example/")


@pytest.mark.parametrize(
    ("answer", "kind", "rule"),
    [
        (
            '<p id="no">CR 1 is already booked at that time by somebody</p>',
            "page",
            {
                "outcome": "room_taken",
                "when": {"element": "p#no", "text": "is already booked at that time by somebody"},
            },
        ),
        (
            '{"errors": [{"code": "ROOM_BUSY", "message": "Just gone."}]}',
            "data",
            {"outcome": "room_taken", "when": {"json": {"path": "errors[*].code", "equals": "ROOM_BUSY"}}},
        ),
        (
            '{"error": {"message": "Guest is required here"}}',
            "data",
            {"outcome": "validation", "when": {"json": {"path": "error.message", "matches": "Guest is required here"}}},
        ),
    ],
)
def test_a_refusal_becomes_a_rule_by_what_it_says(answer: str, kind: str, rule: dict[str, object]) -> None:
    booked = sent_with('<p id="yes">Thank you, it is done now</p>')
    assert RefusalReader(booked, [sent_with(answer, kind)], facts(), Nobody()).read().rules == [rule]


def test_what_a_refusal_means_is_asked_when_its_words_are_not_plain() -> None:
    said = sent_with('<p id="no">Computer says no today</p>')
    booked = sent_with('<p id="yes">Thank you, it is done now</p>')
    assert RefusalReader(booked, [said], facts(), Nobody()).read().rules == []
    person = Always(2)
    (rule,) = RefusalReader(booked, [said], facts(), person).read().rules
    assert (rule["outcome"], person.asked) == ("closed", 1)


class Always(Nobody):
    """Gives the same answer to everything."""

    def __init__(self, answer: int) -> None:
        self.answer, self.asked = answer, 0

    def choose(self, *_question: object) -> int:
        self.asked += 1
        return self.answer


def test_a_rule_that_would_take_a_booking_for_a_refusal_is_noticed() -> None:
    rule = {"outcome": "room_taken", "when": {"element": "p#say", "text": "already booked"}}
    assert confused([rule], a_page('<p id="say">Well, already booked for you.</p>'), None)
    assert not confused([rule], a_page('<p id="say">Thank you.</p><p hidden>already booked</p>'), None)


def test_a_question_is_asked_once() -> None:
    person = Always(1)
    remembering = Remembering(person)
    assert [remembering.choose("Which?", ("a", "b")) for _ in range(3)] == [1, 1, 1]
    assert person.asked == 1


def test_how_a_list_marks_what_was_cancelled_is_learned_from_the_same_row() -> None:
    cells = '<td class="room">CR 1</td><td class="at">14:00</td><td class="who">Jane Example{}</td>'
    row = f'<table id="all"><tbody><tr class="{{}}">{cells}</tr></table>'
    (found,) = find_lists([a_page(row.format("on", ""))], facts())
    gone = {"css": "tr.off", "state": "gone"}
    assert gone_states(found, [a_page(row.format("off", ""))], facts())[0] == gone
    marked = gone_states(found, [a_page(row.format("on", " <em>cancelled</em>"))], facts())
    assert marked[0] == {"css": "tr:has(em)", "state": "gone"}
    assert gone_states(found, [a_page("<p>Nothing</p>")], facts()) == []


def test_what_is_posted_gets_blanks_and_keeps_nothing_of_the_login() -> None:
    body = '{"query": "query Day($d: Day!) { all }", "variables": {"d": "2027-03-16", "who": "Example"}}'
    headers = (("x-token", "s3cr3t"), ("authorization", "Bearer abc.def"), ("x-kind", "Day"))
    data = DataSeen(url="https://rooms.example/q", method="POST", text="{}", page="", body=body, headers=headers)
    assert posted(data, facts(), {"s3cr3t": "csrf"}) == {
        "graphql": "query Day($d: Day!) { all }",
        "variables": {"d": "{date}", "who": "{guest:last}"},
        "token": {"cookie": "csrf", "header": "x-token"},
        "headers": {"x-kind": "Day"},
    }


def test_rooms_on_cards_are_known_by_what_each_says_alone() -> None:
    card = '<article class="card"><h3>{} <small>4 seats</small></h3><p>Free</p><button>Choose</button></article>'
    html = f'<div id="cards">{card.format("Garden")}{card.format("Library")}</div>'
    pressed = TargetSeen(
        css="button", tag="button", text="Choose", card="article.card", card_text="Library 4 seats Free Choose"
    )
    cards = find_cards([Moment(kind="click", number=1, doc=1, target=pressed, look=a_page(html))], ["Consult room 1"])
    assert cards is not None
    assert (cards.labels, cards.chosen) == (("Garden", "Library"), "Library")
    assert cards.source["scope"] == "div#cards"
    assert cards.room == {"css": "h3", "drop": "small"}


@pytest.mark.parametrize(
    ("text", "form"),
    [("202703161400", "%Y%m%d%H%M"), ("2027-03-16T14:00", "%Y-%m-%dT%H:%M"), ("1400", ""), ("4711", "")],
)
def test_a_day_and_a_time_in_one_word_are_read(text: str, form: str) -> None:
    found = moment_in(text, DAY)
    assert found == ((datetime(2027, 3, 16, 14), form) if form else None)  # noqa: DTZ001 - the portal's own clock
