"""The list in which a booking showed: what its items say, and that nothing in the profile is this one booking's own."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from booking_console.adapters.portal.language.formats import Dialect
from booking_console.adapters.portal.probing.sighting import PageSeen
from booking_console.adapters.portal.recording.answers import AnswerReader
from booking_console.adapters.portal.recording.asking import Nobody
from booking_console.adapters.portal.recording.facts import Facts
from booking_console.adapters.portal.recording.lists import ListFound, empty_sign, find_lists
from booking_console.adapters.portal.recording.story import Sending
from booking_console.adapters.portal.recording.tape import Moment

ROWS = """<h1>16 March 2027</h1><table id="list"><tbody>
<tr id="b-HP-7" class="on"><td class="room">CR 2 <small>3 seats</small></td>
<td class="time">9:00 AM – 9:30 AM</td><td class="what">Private</td></tr>
<tr id="b-HP-8" class="on mine"><td class="room">CR 1 <small>4 seats</small></td><td class="time">2:00\u202fPM\u202f–\u202f2:45\u202fPM</td>
<td class="what">Visit of Jane Example <a href="/8">cancel</a></td></tr></tbody></table>"""
ITEMS = """<ul id="found"><li data-ref="HP-8"><span class="room">CR 1</span>, <span class="day">Tuesday 16 March 2027</span>,
<span class="from">14:00</span> to <span class="to">14:45</span>, <span class="guest">Jane Example</span></li></ul>"""


def facts() -> Facts:
    known = {
        "day": date(2027, 3, 16),
        "start": 14 * 3600,
        "end": 14 * 3600 + 2700,
        "label": "CR 1",
        "guest": "Jane Example",
    }
    return Facts(Dialect(zone=ZoneInfo("Europe/London")), **known)


def a_page(html: str, greetings: Sequence[tuple[str, str]] = (), path: str = "/list") -> PageSeen:
    url = f"https://rooms.example{path}"
    return PageSeen(asked=url, status=200, url=url, html=html, greetings=tuple(greetings))


def found_in(html: str) -> ListFound:
    (found,) = find_lists([a_page(html)], facts())
    return found


def test_a_table_of_bookings_is_read_by_what_all_its_rows_have() -> None:
    source = found_in(ROWS).source
    assert (source["scope"], source["items"]) == ("table#list", "tbody tr")
    assert source["room"] == {"css": "td.room", "drop": "small"}
    assert (source["start"]["css"], source["start"]["format"]) == ("td.time", "%I:%M %p")
    assert source["entry"] == {"owner": {"css": "td.what", "drop": "a"}, "mine": ".mine"}
    assert found_in(ROWS).guest == "Visit of {guest}"


def test_items_with_parts_of_their_own_tell_the_day_and_the_reference_too() -> None:
    source = found_in(ITEMS).source
    assert source["day"] == {"css": "span.day", "format": "%A %d %B %Y"}
    assert source["end"] == {"css": "span.to", "format": "%H:%M"}
    assert source["entry"] == {"owner": {"css": "span.guest"}, "reference": {"attribute": "data-ref"}}


def test_nothing_of_the_booking_itself_is_in_a_name() -> None:
    own = ROWS.replace('id="list"', 'id="list-2027"').replace('class="what"', 'id="w8"')
    assert "8" not in str(found_in(own).source["items"]) + str(found_in(own).source["scope"])
    assert "w8" not in str(found_in(own).source)


def test_another_guest_of_the_same_time_is_not_taken_for_ours() -> None:
    assert list(find_lists([a_page(ROWS.replace("Jane Example", "John Sample"))], facts())) == []


def test_what_stands_in_place_of_an_empty_list_is_learned_from_an_empty_day() -> None:
    found = found_in(ROWS)
    nothing = a_page("<p class='nothing'>Nothing is booked.</p>", [("p.nothing", "Nothing is booked.")])
    elsewhere = a_page("<p class='x'>Please sign in first.</p>", [("p.x", "Please sign in first.")], path="/login")
    assert empty_sign(found, [elsewhere, nothing]) == "p.nothing"
    assert empty_sign(found, [elsewhere]) == ""


def rule_of(
    after: str, before: str = "<form id='book'></form>", *, greetings: Sequence[tuple[str, str]] = ()
) -> dict[str, object]:
    """The first rule for an answer that came at the form's own address."""
    page = a_page(before, path="/book")
    form = page.model_copy(update={"forms": ()})
    sending = Sending(Moment(kind="submit", number=1, doc=1, look=page), form, None, ("button", "Book"))  # type: ignore[arg-type]
    sending.after = [a_page(after, greetings, path="/book")]
    answer = AnswerReader(sending, [], tables=[], facts=facts(), tells_pending=False, person=Nobody()).read()
    return answer.rules[0] if answer.rules else {"missing": answer.missing}


def test_a_message_counts_with_its_words_and_all_its_classes() -> None:
    rule = rule_of('<p class="flash good" role="status" data-number="HP-8">Saved.</p>')
    assert rule["when"] == {"element": "p.flash.good", "text": r"Saved\.", "status": [200]}
    assert rule["reference"] == {"element": {"css": "p.flash.good", "attribute": "data-number"}}


@pytest.mark.parametrize("after", ["<h1>Rooms</h1>", '<p id="note" hidden>Your room is booked.</p>'])
def test_an_answer_that_shows_nothing_new_is_never_a_success(after: str) -> None:
    assert "missing" in rule_of(after)


def test_a_request_is_no_booking_until_the_person_says_so() -> None:
    assert "missing" in rule_of('<p id="thanks">Your request will be approved soon.</p>')
