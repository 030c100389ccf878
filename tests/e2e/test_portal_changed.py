"""The third story: the portal changed, nothing is booked wrongly, and it goes on afterwards. And the switch by hand."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.house import House, confirmation, until, working_day
from tests.e2e.people import go, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
PAGES = ("/", "/attention", "/calendar", "/log", "/live", "/rooms", "/schedule", "/users")


def test_a_changed_portal_stops_booking_until_a_person_continues(tab: Page, house: House) -> None:
    house.portal.fault("renamed-label")
    for number, guest in enumerate(("Ines Fulano", "Jun Tanaka")):
        house.receives(confirmation(guest, working_day(4 - number), "11:00"))
    go(sign_in(tab, house), house, "/schedule")
    banner = tab.get_by_role("alert").filter(has_text="Booking is stopped since")
    expect(banner).to_contain_text("Guest")
    main = tab.get_by_role("main")
    expect(main).to_contain_text("The portal has changed.")
    expect(main).to_contain_text("2 appointments wait")
    expect(main.get_by_role("link", name="01632 960 142")).to_have_attribute("href", "tel:01632960142")
    expect(main.get_by_role("figure").filter(has_text="Now").get_by_role("img")).to_be_visible()
    assert not house.portal.live("Ines Fulano") + house.portal.live("Jun Tanaka")
    house.portal.no_faults()
    main.get_by_role("button", name="Continue").click()
    expect(banner).to_be_hidden()
    sooner, later = house.booked("Jun Tanaka"), house.booked("Ines Fulano")
    assert sooner.changed_at < later.changed_at


def test_the_red_line_stands_on_every_page(tab: Page, house: House) -> None:
    sign_in(tab, house)
    stop(tab, "The painters are in")
    for path in PAGES:
        go(tab, house, path)
        expect(tab.get_by_role("alert").filter(has_text="Booking is stopped since")).to_contain_text(
            "The painters are in"
        )
    go_on(tab)
    expect(tab.get_by_role("switch", name="Booking is on")).to_be_visible()


def test_the_switch_stops_all_booking_and_mail_is_still_read(tab: Page, house: House) -> None:
    sign_in(tab, house)
    stop(tab, "Testing the switch")
    house.receives(confirmation("Kofi Mensah", working_day(5), "09:00"))
    until(lambda: house.rows("Kofi Mensah"), "the mail is read")
    go(tab, house, "/log?text=Kofi")
    expect(tab.get_by_role("row", name="K. M.")).to_contain_text("Waiting for the portal")
    assert not house.portal.live("Kofi Mensah")
    go_on(tab)
    house.booked("Kofi Mensah")
    assert len(house.portal.live("Kofi Mensah")) == 1


def stop(tab: Page, reason: str) -> None:
    tab.get_by_role("switch", name="Booking is on").click()
    dialog = tab.get_by_role("dialog")
    dialog.get_by_label("Reason").fill(reason)
    dialog.get_by_role("button", name="Stop all booking").click()
    expect(tab.get_by_role("alert").filter(has_text=reason)).to_be_visible()


def go_on(tab: Page) -> None:
    tab.get_by_role("switch", name="Booking is stopped").click()
    tab.get_by_role("dialog").get_by_role("button", name="Continue booking").click()
    expect(tab.get_by_role("switch", name="Booking is on")).to_be_visible()
