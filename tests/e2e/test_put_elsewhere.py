"""The portal says yes and stores another room: a person sees both places, and takes it as it is or has it cancelled there."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.house import House, confirmation, until, working_day
from tests.e2e.people import go, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


@pytest.fixture
def straying_house(house: House) -> Iterator[House]:
    """However it ends, the portal behaves for the other tests."""
    yield house
    house.portal.no_faults()


def test_a_booking_in_another_room_is_taken_as_it_is_or_cancelled_there(tab: Page, straying_house: House) -> None:
    house = straying_house
    there = misplaced(tab, house, "Wanda Astray", "09:00")
    tab.get_by_role("button", name=f"Take {there}").click()
    expect(tab.get_by_text(f"Booked {there} for W. A.")).to_be_visible()
    assert house.booked("Wanda Astray").room == there
    assert [one["room"] for one in house.portal.live("Wanda Astray")] == [there]
    there = misplaced(tab, house, "Xaver Astray", "10:00")
    tab.get_by_role("button", name="Cancel it on the portal").click()
    until(lambda: not house.portal.live("Xaver Astray"), "the portal has no entry")
    go(tab, house, house.asked("Xaver Astray"))
    expect(tab.get_by_role("main")).to_contain_text("has the entry cancelled that the portal put elsewhere.")
    tab.get_by_role("button", name="Try again").click()
    assert house.booked("Xaver Astray").room != there
    assert len(house.portal.live("Xaver Astray")) == 1


def misplaced(tab: Page, house: House, guest: str, clock: str) -> str:
    """The room in which the portal has it, and which the question names beside the one that was asked for."""
    house.portal.fault("another-room", count=1, match=guest)
    house.receives(confirmation(guest, working_day(10), clock))
    question = house.asked(guest)
    (entry,) = house.portal.live(guest)
    (row,) = house.rows(guest)
    assert row.room != entry["room"]
    go(sign_in(tab, house) if "/attention" not in tab.url else tab, house, question)
    places = tab.get_by_role("group", name="Where it should be and where it is")
    expect(places.get_by_role("group", name="On the portal")).to_contain_text(entry["room"])
    expect(places.get_by_role("group", name="Asked for")).to_contain_text(row.room)
    return str(entry["room"])
