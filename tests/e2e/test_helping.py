"""What a person adds where the program cannot know: the visit that a mail cancels, a room against the order, several moves at once."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.e2e.house import House, cancellation, confirmation, doubtful, until, working_day
from tests.e2e.people import go, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


def test_a_cancellation_in_doubt_ends_the_visit_that_is_chosen(tab: Page, house: House) -> None:
    house.receives(confirmation("Silvia Thornley", working_day(5), "11:00"))
    booked = house.booked("Silvia Thornley")
    house.receives(cancellation("Silvia Thornley", working_day(5), "12:00"))
    go(sign_in(tab, house), house, house.asked("Silvia Thornley"))
    expect(tab.get_by_role("heading", name="Which visit is cancelled?")).to_be_visible()
    expect(tab.get_by_role("checkbox")).to_be_checked()
    tab.get_by_role("button", name="Cancel this visit…").click()
    asked = tab.get_by_role("dialog", name="Cancel this visit?")
    expect(asked).to_contain_text(booked.room)
    asked.get_by_role("button", name="Cancel the visit").click()
    until(lambda: not house.portal.live("Silvia Thornley"), "the room is free again")
    go(tab, house, f"/log/{booked.id}")
    expect(tab.get_by_role("main")).to_contain_text("The guest cancelled by mail.")


def test_a_room_is_forced_with_a_reason_and_a_note_stays(tab: Page, house: House) -> None:
    house.receives(doubtful("Gregor Lindt", "9:00 AM", minutes=45))
    go(sign_in(tab, house), house, house.asked("Gregor Lindt"))
    readings = tab.get_by_role("radiogroup").get_by_role("radio")
    expect(readings.first).to_be_visible()
    expect(readings.and_(tab.get_by_role("radio", checked=True))).to_have_count(0)
    expect(tab.get_by_label("From", exact=True)).to_have_value("09:00")
    readings.first.click()
    expect(tab.get_by_role("textbox", name=re.compile(r"^To\b"))).to_have_value("09:45")
    tab.get_by_label("Note", exact=True).fill("Comes with a wheelchair.")
    tab.get_by_role("button", name="Add note").click()
    expect(tab.get_by_role("list").filter(has_text="Comes with a wheelchair.")).to_be_visible()
    tab.get_by_role("combobox", name="Room").select_option("Treatment room 3")
    expect(tab.get_by_text("Treatment room 3 is free as far as the portal was looked at.")).to_be_visible()
    tab.get_by_role("button", name="Book Treatment room 3").click()
    expect(tab.get_by_role("alert")).to_contain_text("Please say why it must be this room")
    tab.get_by_label("Why this room").fill("The door is wide enough.")
    tab.get_by_role("button", name="Book Treatment room 3").click()
    booked = house.booked("Gregor Lindt")
    assert booked.room == "Treatment room 3"
    main = go(tab, house, f"/log/{booked.id}").get_by_role("main")
    expect(main).to_contain_text("Comes with a wheelchair.")
    expect(main).to_contain_text("The door is wide enough.")


def test_several_visits_move_out_of_a_room_at_once(tab: Page, house: House) -> None:
    guests = {"Hedda Brandt": "14:00", "Iwan Castell": "15:00"}
    for guest, clock in guests.items():
        house.receives(confirmation(guest, working_day(9), clock))
    assert {house.booked(guest).room for guest in guests} == {"Consult room 1"}
    go(sign_in(tab, house), house, f"/calendar?day={working_day(9)}")
    tab.get_by_role("button", name="Move several…").click()
    asked = tab.get_by_role("dialog", name="Move several visits")
    expect(asked.get_by_role("listitem").filter(has_text="Consult room 2")).to_have_count(2)
    asked.get_by_role("checkbox", name="15:00–15:30 I. C.").click()
    expect(asked.get_by_role("checkbox", name="15:00–15:30 I. C.")).not_to_be_checked()
    expect(asked.get_by_role("listitem").filter(has_text="stays where it is")).to_have_count(1)
    asked.get_by_label("Reason").fill("It is painted.")
    asked.get_by_role("button", name="Move the chosen ones").click()
    until(lambda: [one["room"] for one in house.portal.live("Hedda Brandt")] == ["Consult room 2"], "it is moved")
    assert house.booked("Iwan Castell").room == "Consult room 1"


def test_nothing_is_asked_about_a_day_before_one_is_shown(tab: Page, still_house: House) -> None:
    sign_in(tab, still_house)
    with kept_from(tab, '"is_loaded_rx_state_":true'):
        go(tab, still_house, f"/calendar?day={working_day(9)}")
        expect(tab.get_by_role("button", name="Move several…")).to_be_disabled()
        expect(tab.get_by_role("button", name="Book a room")).to_be_disabled()
    tab.get_by_role("button", name="Move several…").click()
    expect(tab.get_by_role("dialog").get_by_label("Day")).to_have_value(str(working_day(9)))


@contextmanager
def kept_from(tab: Page, words: str) -> Iterator[None]:
    """What the server says from these words on reaches the page when the block ends: as on a slow machine, only surely."""
    waiting: list[tuple[WebSocketRoute, str | bytes]] = []
    is_over: list[bool] = []

    def listen(page: WebSocketRoute) -> None:
        def pass_on(message: str | bytes) -> None:
            if not is_over and (waiting or words in str(message)):
                waiting.append((page, message))
            else:
                page.send(message)

        page.connect_to_server().on_message(pass_on)

    tab.route_web_socket("**/_event/**", listen)
    yield
    for _ in range(600):
        if not waiting:
            tab.wait_for_timeout(100)
    assert waiting, "the page waits for other words now"
    is_over.append(True)
    for page, message in waiting:
        page.send(message)
