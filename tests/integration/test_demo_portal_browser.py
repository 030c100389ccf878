"""Both skins of the demo portal in a real browser, used as a person would."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.demo_portal import RunningPortal, running_portal

pytestmark = pytest.mark.browser
INSTALLED = filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
CHROMIUM = next(INSTALLED, None)  # else Playwright's own
DAY = date.today() + timedelta(days=45)  # noqa: DTZ011 - far enough ahead to be in another month in any zone


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[RunningPortal]:
    with running_portal(tmp_path) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(8000)
    yield context.new_page()
    context.close()


def sign_in(page: Page) -> None:
    page.get_by_label("User name").fill("demo")
    page.get_by_label("Password").fill("demo-pass-1")
    page.get_by_role("button", name="Sign in").click()


def open_forms_day(page: Page, portal: RunningPortal) -> None:
    page.goto(f"{portal.url}/forms/day?area=1&date={DAY}")
    sign_in(page)


def fill_forms(page: Page, guest: str) -> None:
    page.get_by_label("Book CR 2 at 10:00").click()
    expect(page.locator("#end")).not_to_have_attribute("aria-busy", "true")
    page.get_by_label("Type").select_option("Consultation")
    page.get_by_label("Until").select_option("11:00 (60 min)")
    with page.expect_response("**/forms/ends*"):
        page.get_by_label("Time").select_option("10:15")
    expect(page.get_by_label("Until")).to_have_value(str(10 * 3600 + 1800))
    page.get_by_label("Until").select_option("10:45 (30 min)")
    page.get_by_label("Guest").fill(guest)


def open_app(page: Page, portal: RunningPortal) -> None:
    page.goto(f"{portal.url}/app")
    sign_in(page)
    expect(page.locator("#account")).to_have_text("Signed in as demo")
    page.get_by_role("button", name="Date").click()
    while page.locator(".month").get_attribute("data-month") != f"{DAY:%Y-%m}":
        page.get_by_role("button", name="Next month").click()
    page.get_by_role("button", name=f"{DAY:%A} {DAY.day} {DAY:%B %Y}").click()


def fill_app(page: Page, guest: str) -> None:
    page.get_by_role("combobox", name="Room").click()
    page.get_by_role("option", name="Treatment 2").click()
    page.get_by_role("combobox", name="Type").click()
    page.get_by_role("option", name="Treatment").click()
    page.get_by_label("From").fill("10:15")
    page.get_by_label("To", exact=True).fill("10:45")
    page.get_by_label("Guest").fill(guest)
    page.get_by_role("button", name="Reserve room").click()


def test_a_person_books_and_cancels_on_the_forms_skin(portal: RunningPortal, page: Page):
    open_forms_day(page, portal)
    fill_forms(page, "Eve Hollow")
    page.get_by_role("button", name="Save booking").click()
    expect(page.locator("#day .entry.mine")).to_contain_text("Eve Hollow")
    booking = portal.live("Eve Hollow")[0]
    assert (booking["room"], booking["start"][11:16], booking["end"][11:16]) == ("Consult room 2", "10:15", "10:45")
    page.get_by_role("link", name="Eve Hollow").click()
    expect(page.locator("#details .booking")).to_have_text(booking["id"])
    page.get_by_role("link", name="Cancel this booking").click()
    page.get_by_role("button", name="Yes, cancel it").click()
    expect(page.locator("#day .entry")).to_have_count(0)
    assert portal.live("Eve Hollow") == []


def test_a_person_books_and_cancels_on_the_app_skin(portal: RunningPortal, page: Page):
    open_app(page, portal)
    expect(page.locator("#board .slot.free")).to_have_count(6 * 52)
    expect(page.locator("#board")).not_to_have_attribute("aria-busy", "true")
    fill_app(page, "Finn Marsh")
    expect(page.get_by_role("status")).to_contain_text("Reserved.")
    booking = portal.live("Finn Marsh")
    assert [(one["room"], one["type"]) for one in booking] == [("Treatment room 2", "Treatment")]
    expect(page.locator("#board tr[data-room=ew-2] .busy.mine")).to_have_count(2)
    page.get_by_role("tab", name="My bookings").click()
    expect(page.locator("#list td.time")).to_have_text("10:15\u202f–\u202f10:45")
    page.get_by_role("row", name="Finn Marsh").get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Yes, cancel").click()
    expect(page.get_by_role("status")).to_have_text(f"Booking {booking[0]['id']} was cancelled.")
    expect(page.locator("#list-empty")).to_be_visible()


def test_free_cells_are_drawn_first_and_covered_when_the_answer_comes(portal: RunningPortal, page: Page):
    portal.foreign(room="Consult room 1", start=f"{DAY}T09:00", end=f"{DAY}T10:00")
    open_app(page, portal)
    cell = page.locator("#board tr[data-room=nw-1] [data-time='09:45']")
    expect(cell).to_have_class("slot free")
    expect(cell).to_have_class("slot busy")


def test_a_refusal_is_told_in_the_status_region_of_the_app(portal: RunningPortal, page: Page):
    portal.foreign(room="Treatment room 2", start=f"{DAY}T10:30", end=f"{DAY}T11:00")
    open_app(page, portal)
    fill_app(page, "Gil Thorn")
    expect(page.get_by_role("status")).to_have_text("Treatment 2 is no longer free at this time.")
    expect(page.get_by_role("status")).to_have_attribute("data-state", "failed")
    expect(page.get_by_label("Guest")).to_have_value("Gil Thorn")


@pytest.mark.parametrize("fault", ["drop-after-commit", "drop-before-commit"])
def test_a_dropped_form_is_an_empty_response_to_chromium_and_one_submit(portal: RunningPortal, page: Page, fault: str):
    open_forms_day(page, portal)
    fill_forms(page, "Hal Burrow")
    portal.fault(fault, count=1)
    with page.expect_event("requestfailed") as failed:
        page.get_by_role("button", name="Save booking").click()
    assert failed.value.failure == "net::ERR_EMPTY_RESPONSE"
    assert len(portal.outcomes("Hal Burrow")) == 1
    assert len(portal.live("Hal Burrow")) == (1 if fault == "drop-after-commit" else 0)


def test_a_dropped_answer_leaves_the_app_unsure(portal: RunningPortal, page: Page):
    open_app(page, portal)
    portal.fault("drop-after-commit", count=1)
    fill_app(page, "Ivy Strand")
    expect(page.get_by_role("status")).to_have_attribute("data-state", "unclear")
    assert portal.outcomes("Ivy Strand") == ["booked-unanswered"]


def test_a_lost_session_brings_the_login_back_in_the_app(portal: RunningPortal, page: Page):
    open_app(page, portal)
    portal.fault("session-lost", count=1)
    fill_app(page, "Jo Field")
    expect(page.locator("#sign-in-error")).to_have_text("Your session has ended. Please sign in again.")
    sign_in(page)
    expect(page.locator("#account")).to_be_visible()


def test_a_captcha_takes_the_place_of_the_app(portal: RunningPortal, page: Page):
    open_app(page, portal)
    portal.fault("captcha", at="submit")
    fill_app(page, "Kit Barrow")
    expect(page.locator("#captcha h1")).to_have_text("Please confirm that you are not a robot")
