"""A practice that does not trust the console yet: it watches, the manager books by hand, they agree, it goes live."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from booking_console.demo.portal.rooms import ROOMS
from tests.demo_portal import FormsUser, RunningPortal
from tests.e2e.house import House, confirmation, until, working_day
from tests.e2e.people import go, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
GUEST = "Vera Watched"


@pytest.fixture
def watched(house: House) -> Iterator[House]:
    """However it ends, the house books for the other tests."""
    yield house
    with house.records.new_uow() as uow:
        uow.shadows.set_plan(replace(uow.shadows.hold_plan(), is_on=False, is_noticed=True))


def test_the_console_watches_until_it_agrees_with_the_manager(tab: Page, watched: House) -> None:
    go(sign_in(tab, watched), watched, "/schedule")
    switch_on(tab)
    day = working_day(6)
    watched.receives(confirmation(GUEST, day, "09:00"))
    would = until(lambda: would_book(watched), "it is tried up to the last click")
    assert watched.portal.live(GUEST) == []
    go(tab, watched, "/shadow")
    line = tab.get_by_role("row").filter(has_text="V. W.")
    expect(line).to_contain_text("Waits for your booking")
    book_by_hand(watched, day, would)
    tab.get_by_role("button", name="Compare now").click()
    expect(line).to_contain_text("Agrees")
    assert watched.booked(GUEST).room == would
    go_live(tab, watched)


def switch_on(tab: Page) -> None:
    tab.get_by_role("button", name="Switch on…").click()
    tab.get_by_label("Agreements in a row").fill("0")
    tab.get_by_role("button", name="Switch on", exact=True).click()
    expect(tab.get_by_role("alert")).to_contain_text("expected 1 to 500, got 0")
    tab.get_by_label("Agreements in a row").fill("1")
    tab.get_by_role("button", name="Switch on", exact=True).click()
    expect(tab.get_by_role("main")).to_contain_text("0 of 1 agreements in a row")
    expect(tab.get_by_role("button", name="Go live…")).to_be_disabled()
    expect(tab.get_by_role("switch")).to_have_accessible_name("Shadow mode")


def would_book(house: House) -> str | None:
    with house.records.new_uow() as uow:
        found = [one for one in uow.shadows.looked_for() if one.guest == GUEST]
        names = {room.id: room.name for room in uow.rooms.all()}
    return names[found[0].room_id] if found else None


def book_by_hand(house: House, day: date, room: str) -> None:
    chosen = next(one for one in ROOMS if one.name == room)
    user = FormsUser(RunningPortal(house.portal.url, None))  # type: ignore[arg-type]
    with user.http:
        user.sign_in()
        assert user.book(day, room=chosen.forms_id, area=str(chosen.area), guest=GUEST).status_code == 302


def go_live(tab: Page, house: House) -> None:
    card = go(tab, house, "/").get_by_role("status").filter(has_text="1 of 1 agreements in a row")
    card.get_by_role("link", name="Go live").click()
    tab.get_by_role("button", name="Go live…").click()
    tab.get_by_role("dialog").get_by_role("button", name="Go live").click()
    expect(tab.get_by_role("switch")).to_have_accessible_name("Booking is on")
    ended = go(tab, house, "/").get_by_role("status").filter(has_text="The console books by itself since")
    ended.get_by_role("button", name="Understood").click()
    expect(ended).to_be_hidden()
