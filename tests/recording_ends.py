"""What the person does on each skin after the booking was shown: is refused once, and cancels."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.demo_portal import RunningPortal
from tests.recording_people import fills_in_approval, fills_in_cards, fills_in_selects, reads, the_day
from tests.recording_person import GUEST

SECOND = "Barnaby Thistlewood"
End = Callable[[Page, RunningPortal], None]


def taken_on_forms(page: Page, portal: RunningPortal) -> None:
    page.goto(f"{portal.url}/forms/day?area=1&date={the_day('forms')}")
    page.get_by_label("Book CR 2 at 13:45").click()
    page.get_by_label("Type").select_option("Consultation")
    page.locator("#end:not([aria-busy])").wait_for()
    page.get_by_label("Until").select_option(label="14:30 (45 min)")
    page.get_by_label("Guest").fill(SECOND)
    page.get_by_role("button", name="Save booking").click()
    reads(page, "already booked")


def cancels_on_forms(page: Page, portal: RunningPortal) -> None:
    page.goto(f"{portal.url}/forms/day?area=1&date={the_day('forms')}")
    page.get_by_role("link", name=GUEST).click()
    page.get_by_role("link", name="Cancel this booking").click()
    page.get_by_role("button", name="Yes, cancel it").click()
    page.locator("#day").wait_for()
    page.wait_for_timeout(400)


def taken_on_app(page: Page, portal: RunningPortal) -> None:
    page.get_by_role("tab", name="Book a room").click()
    page.get_by_label("From").fill("14:00")
    page.get_by_label("To", exact=True).fill("14:45")
    page.get_by_label("Guest").fill(SECOND)
    page.get_by_role("button", name="Reserve room").click()
    reads(page, "no longer free")


def cancels_on_app(page: Page, portal: RunningPortal) -> None:
    page.get_by_role("tab", name="My bookings").click()
    page.get_by_role("row", name=GUEST).get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Yes, cancel").click()
    reads(page, "was cancelled")


def taken_on_periods(page: Page, portal: RunningPortal) -> None:
    day = the_day("periods")
    page.goto(f"{portal.url}/periods/day?wing=1&sd={day}")
    page.locator(f'a[href*="rid=3&sd={day}&pid=55"]').click()
    page.get_by_label("Last period").select_option(label="2:00 - 2:15")
    page.get_by_label("Kind").select_option("Consultation")
    page.get_by_label("Guest").fill(SECOND)
    page.get_by_role("button", name="Reserve").click()
    reads(page, "not available")


def cancels_on_periods(page: Page, portal: RunningPortal) -> None:
    page.goto(f"{portal.url}/periods/day?wing=1&sd={the_day('periods')}")
    page.get_by_role("link", name=GUEST).first.click()
    page.get_by_role("button", name="Delete reservation").click()
    page.locator("#timetable").wait_for()
    page.wait_for_timeout(400)


def taken_on_wizard(page: Page, portal: RunningPortal) -> None:
    """The room is not offered any more; a colleague is faster by a moment."""
    day = the_day("wizard")
    page.goto(f"{portal.url}/wizard")
    page.get_by_label("Day").fill(day.isoformat())
    page.get_by_label("From").select_option("10:00:00")
    page.get_by_label("Until").select_option("10:45:00")
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Treatment 1 · East wing").check()
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Service").select_option("Consultation")
    page.get_by_label("Guest").fill(SECOND)
    page.get_by_role("button", name="Next").click()
    portal.foreign(room="Treatment room 1", start=f"{day}T10:00", end=f"{day}T10:45")
    page.get_by_role("button", name="Confirm booking").click()
    reads(page, "Somebody was faster")


def cancels_on_wizard(page: Page, portal: RunningPortal) -> None:
    page.goto(f"{portal.url}/wizard/find")
    page.get_by_label("Family name").fill(GUEST.split()[-1])
    page.get_by_label("Day").fill(the_day("wizard").isoformat())
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Change").click()
    page.get_by_label("Family name").fill(GUEST.split()[-1])
    page.get_by_role("button", name="Cancel my booking").click()
    page.wait_for_timeout(600)


def taken_on_approval(page: Page, portal: RunningPortal) -> None:
    page.goto(f"{portal.url}/approval/tag?datum={the_day('approval')}")
    page.get_by_role("link", name="Neue Anfrage").click()
    fills_in_approval(page, SECOND)
    reads(page, "bereits vergeben")


def cancels_on_approval(page: Page, portal: RunningPortal) -> None:
    page.goto(f"{portal.url}/approval/tag?datum={the_day('approval')}")
    number = page.locator("span.vorgang", has_text=GUEST).get_attribute("data-vorgang")
    page.goto(f"{portal.url}/approval/vorgang/{number}")  # as its mail says
    page.get_by_role("button", name="Zurückziehen").click()
    page.wait_for_timeout(600)


def taken_on_selects(page: Page, portal: RunningPortal) -> None:
    page.get_by_role("link", name="New booking").click()
    fills_in_selects(page, SECOND)
    reads(page, "is not available")


def cancels_on_selects(page: Page, portal: RunningPortal) -> None:
    page.goto(f"{portal.url}/selects/list?d={the_day('selects'):%d-%m-%Y}")
    page.get_by_role("row", name=GUEST).get_by_role("link", name="cancel").click()
    page.get_by_role("button", name="Cancel it").click()
    page.wait_for_timeout(600)


def taken_on_cards(page: Page, portal: RunningPortal) -> None:
    """The room is not offered any more; a colleague is faster by a moment."""
    day = the_day("cards")
    page.get_by_role("button", name="Search", exact=True).click()
    fills_in_cards(page, SECOND, "10:00", "10:45")
    portal.foreign(room="Consult room 2", start=f"{day}T10:00", end=f"{day}T10:45")
    page.get_by_role("button", name="Book this room").click()
    reads(page, "has just gone")


def cancels_on_cards(page: Page, portal: RunningPortal) -> None:
    page.reload()
    page.get_by_role("button", name="My bookings").click()
    page.get_by_label("On").fill(the_day("cards").isoformat())
    page.get_by_role("listitem").filter(has_text=GUEST).get_by_role("button", name="Cancel").click()
    page.wait_for_timeout(800)


REFUSED: dict[str, End] = {
    "forms": taken_on_forms,
    "app": taken_on_app,
    "periods": taken_on_periods,
    "wizard": taken_on_wizard,
    "approval": taken_on_approval,
    "selects": taken_on_selects,
    "cards": taken_on_cards,
}
CANCELS: dict[str, End] = {
    "forms": cancels_on_forms,
    "app": cancels_on_app,
    "periods": cancels_on_periods,
    "wizard": cancels_on_wizard,
    "approval": cancels_on_approval,
    "selects": cancels_on_selects,
    "cards": cancels_on_cards,
}
