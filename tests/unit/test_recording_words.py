"""What the recorder makes of what was entered: dates, names of controls, texts that show the booking."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from booking_console.adapters.portal.language.formats import Dialect
from booking_console.adapters.portal.probing.sighting import FieldSeen, FormSeen, PageSeen
from booking_console.adapters.portal.recording.asking import NobodyThere
from booking_console.adapters.portal.recording.booked import Booked, match_portal_rooms, match_types
from booking_console.adapters.portal.recording.entries import Reader
from booking_console.adapters.portal.recording.facts import Facts
from booking_console.adapters.portal.recording.naming import Naming
from booking_console.adapters.portal.recording.saving import save
from booking_console.adapters.portal.recording.story import Sending
from booking_console.adapters.portal.recording.tape import Moment

TODAY = date(2027, 3, 1)
ROOMS = ["Consult room 1", "Consult room 2"]


class Answers:
    """A person who answers in this order."""

    def __init__(self, *answers: int) -> None:
        self.left, self.asked = list(answers), list[tuple[str, Sequence[str]]]()

    def choose(self, question: str, choices: Sequence[str]) -> int:
        self.asked.append((question, choices))
        if not self.left:
            raise NobodyThere(question)
        return self.left.pop(0)

    def tell(self, sentence: str) -> None:
        raise AssertionError(f"nothing was to be told, but: {sentence}")


def a_field(name: str, label: str, value: str = "", **more: object) -> FieldSeen:
    return FieldSeen.model_validate(
        {"css": f"input#{name}", "tag": "input", "name": name, "label": label, "value": value, **more}
    )


def a_page(
    *fields: FieldSeen, url: str = "https://rooms.example/book", hidden: Sequence[tuple[str, str]] = ()
) -> PageSeen:
    form = FormSeen(css="form#book", method="post", fields=fields, hidden=tuple(hidden), buttons=(("button", "Book"),))
    return PageSeen(asked=url, status=200, url=url, forms=(form,))


def the_day(person: Answers, *fields: FieldSeen, **page: object) -> date | None:
    seen = a_page(*fields, **page)
    moment = Moment(kind="submit", number=1, doc=1, look=seen)
    sending = Sending(moment, seen, seen.forms[0], ("button", "Book"))
    facts = Facts(Dialect(zone=ZoneInfo("Europe/London")))
    entered = Reader(ROOMS, TODAY, person).read(seen.forms[0])
    Booked([sending], entered, [], person, TODAY).fill_in(facts)
    return facts.day


def test_a_date_that_can_be_read_in_two_ways_is_asked() -> None:
    person = Answers(1)
    assert the_day(person, a_field("date", "Date", "03/04/2027")) == date(2027, 4, 3)
    assert person.asked == [("Which day did you book?", ["Thursday 4 March 2027", "Saturday 3 April 2027"])]


@pytest.mark.parametrize(
    "told",
    [
        {"url": "https://rooms.example/book?day=2027-04-03"},
        {"hidden": [("day", "2027-04-03")]},
        {"extra": a_field("when", "Day", "2027-04-03", type="date")},
    ],
)
def test_a_date_that_another_place_tells_is_not_asked(told: dict[str, object]) -> None:
    person = Answers()
    more = [told.pop("extra")] if "extra" in told else []
    assert the_day(person, a_field("date", "Date", "03/04/2027"), *more, **told) == date(2027, 4, 3)
    assert not person.asked


def test_nobody_there_leaves_the_day_open() -> None:
    assert the_day(Answers(), a_field("date", "Date", "03/04/2027")) is None


def test_only_rooms_that_cannot_be_told_are_asked() -> None:
    person = Answers(1)
    found = match_portal_rooms(ROOMS, ["CR 1", "Garden", "Library"], person)
    assert found.labels == {"Consult room 1": "CR 1", "Consult room 2": "Library"}
    assert person.asked == [("Which of the portal's rooms is Consult room 2?", ["Garden", "Library", "none of these"])]
    assert (found.asked, found.absent) == (["which room is Consult room 2"], [])


@pytest.mark.parametrize(("answer", "absent"), [(0, []), (1, ["Consult room 2"])])
def test_a_room_that_no_page_showed_may_not_be_the_portals(answer: int, absent: list[str]) -> None:
    assert match_portal_rooms(ROOMS, ["CR 1"], Answers(answer)).absent == absent


def test_the_last_type_left_over_needs_no_question() -> None:
    person = Answers(1)
    types, _, _ = match_types([("", "bitte wählen"), ("a", "Behandlung"), ("b", "Beratung")], person, by_label=False)
    assert types == {"Consultation": "b", "Treatment": "a"}
    assert len(person.asked) == 1


def test_a_text_that_no_label_explains_is_asked_and_a_guest_is_not() -> None:
    person = Answers(3)
    form = a_page(a_field("guest", "Guest", "Jane Q. Example"), a_field("x7", "Code word", "sesame")).forms[0]
    found = {one.one.name: one.meaning for one in Reader(ROOMS, TODAY, person).read(form)}
    assert found == {"guest": "guest", "x7": "constant"}
    assert [question for question, _ in person.asked] == ['What did you enter into the field "Code word"?']


def test_controls_are_named_by_their_label_and_what_has_none_is_told() -> None:
    plain, twin, other = a_field("guest", "Guest *"), a_field("a", "Day"), a_field("b", "Day")
    bare = a_field("x7", "")
    page = a_page(plain, twin, other, bare)
    naming, form = Naming(page), page.forms[0]
    assert naming.field(form, plain) == {"label": "Guest"}
    assert naming.field(form, twin) == {"name": "a", "label": "Day"}
    assert naming.fallbacks == []
    assert naming.field(form, bare) == {"css": "form#book input#x7"}
    assert "has no label of its own" in naming.fallbacks[0]


def booked(**facts: object) -> Facts:
    known = {
        "day": date(2027, 3, 16),
        "start": 14 * 3600,
        "end": 14 * 3600 + 2700,
        "label": "CR 1",
        "guest": "Jane Example",
    }
    return Facts(Dialect(zone=ZoneInfo("Europe/London")), **{**known, **facts})


@pytest.mark.parametrize(
    ("text", "template"),
    [
        ("Reserve CR 1 from 2:00 to 2:45?", "Reserve {room:label} from {start:%-I:%M} to {end:%-I:%M}?"),
        ("2:00\u202fPM – 2:45\u202fPM", "{start:%-I:%M %p} – {end:%-I:%M %p}"),
        ("Tuesday 16 March 2027", "{date:%A %-d %B %Y}"),
        ("CR 11 at 12:00 for {Jane}", "CR 11 at 12:00 for {{{guest:first}}}"),
    ],
)
def test_a_text_that_shows_the_booking_becomes_one_with_blanks(text: str, template: str) -> None:
    assert booked().pattern(text) == template


def test_a_day_of_two_digits_does_not_tell_how_one_of_one_is_written() -> None:
    assert booked().doubtful_date("{date:%A %-d %B %Y}") == "{date:%A %d %B %Y}"
    assert booked(day=date(2027, 3, 9)).doubtful_date("{date:%A %-d %B %Y}") == ""


def test_earlier_versions_stay_beside_the_new_one(tmp_path: Path) -> None:
    file = tmp_path / "rooms.toml"
    kept = [save(file, text) for text in ("one", "two", "three", "four")]
    assert [path and path.name for path in kept] == [None, "rooms.v1.toml", "rooms.v2.toml", "rooms.v3.toml"]
    assert (file.read_text(), (tmp_path / "rooms.v1.toml").read_text()) == ("four", "one")
