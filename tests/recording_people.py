"""How a person books once on each skin of the demo portal, and then looks at the booking. In the afternoon, on a day of two digits."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from playwright.sync_api import Page

from tests.portal_calls import LONDON
from tests.recording_person import GUEST, PASSWORD

Person = Callable[[Page, str], None]


def the_day(skin: str) -> date:
    """One for each, after the twelfth of a month and a week ahead: no day can be taken for a month."""
    day = datetime.now(LONDON).date() + timedelta(days=7)
    while day.day != 16 + list(PEOPLE).index(skin):
        day += timedelta(days=1)
    return day


def reads(page: Page, text: str) -> None:
    """Nobody leaves a page in the moment in which it comes."""
    page.get_by_text(text).first.wait_for()
    page.wait_for_timeout(400)


def on_forms(page: Page, url: str) -> None:
    day = the_day("forms")
    page.get_by_label("User name").fill("demo")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Go to").fill(day.isoformat())
    page.get_by_role("button", name="Go", exact=True).click()
    page.get_by_label("Book CR 2 at 14:00").click()
    page.get_by_label("Type").select_option("Consultation")
    page.locator("#end:not([aria-busy])").wait_for()
    page.get_by_label("Until").select_option(label="14:45 (45 min)")
    page.get_by_label("Guest").fill(GUEST)
    page.get_by_role("button", name="Save booking").click()
    reads(page, GUEST)
    page.get_by_role("link", name="Treatment rooms").click()
    reads(page, "TR 1")


def on_app(page: Page, url: str) -> None:
    day = the_day("app")
    page.get_by_label("User name").fill("demo")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.locator("button#date").click()
    while f"{day:%B %Y}" not in page.locator("#calendar .month").inner_text():
        page.get_by_label("Next month").click()
    page.locator(f'#calendar button[data-date="{day}"]').click()
    for box, option in (("#room", "Consulting 3 · North wing"), ("#type", "Consultation")):
        page.locator(box).click()
        page.get_by_role("option", name=option).click()
    page.get_by_label("From").fill("14:00")
    page.get_by_label("To", exact=True).fill("14:45")
    page.get_by_label("Guest").fill(GUEST)
    page.get_by_role("button", name="Reserve room").click()
    reads(page, "Your reference is")
    page.get_by_role("tab", name="My bookings").click()
    reads(page, GUEST)


def on_periods(page: Page, url: str) -> None:
    day = the_day("periods")
    page.get_by_label("E-mail or login").fill("demo")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.locator("#timetable").wait_for()
    page.goto(f"{url}/periods/day?wing=1&sd={day}")
    page.locator(f'a[href*="rid=3&sd={day}&pid=56"]').click()
    page.get_by_label("Last period").select_option(label="2:30 - 2:45")
    page.get_by_label("Kind").select_option("Consultation")
    page.get_by_label("Guest").fill(GUEST)
    page.get_by_role("button", name="Reserve").click()
    reads(page, GUEST)
    page.get_by_role("link", name="Treatment rooms").click()
    reads(page, "TR 1")


def on_wizard(page: Page, url: str) -> None:
    day = the_day("wizard")
    page.get_by_label("Day").fill(day.isoformat())
    page.get_by_label("From").select_option("14:00:00")
    page.get_by_label("Until").select_option("14:45:00")
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Treatment 1 · East wing").check()
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Service").select_option("Consultation")
    page.get_by_label("Guest").fill(GUEST)
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Confirm booking").click()
    reads(page, "Your room is booked")
    page.goto(f"{url}/wizard/find")
    page.get_by_label("Family name").fill(GUEST.split()[-1])
    page.get_by_label("Day").fill(day.isoformat())
    page.get_by_role("button", name="Find").click()
    reads(page, GUEST)


def fills_in_approval(page: Page, guest: str) -> None:
    day = the_day("approval")
    page.get_by_label("Raum").select_option("TR 2")
    page.get_by_label("Art").select_option("Beratung")
    page.get_by_label("Datum").fill(f"{day:%d.%m.%Y}")
    page.get_by_label("von").select_option("14:00:00")
    page.get_by_label("bis").select_option("14:45:00")
    page.get_by_label("Gast").fill(guest)
    page.get_by_role("button", name="Anfrage senden").click()


def on_approval(page: Page, url: str) -> None:
    day = the_day("approval")
    page.get_by_label("Benutzername").fill("demo")
    page.get_by_label("Kennwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    page.get_by_role("link", name="Neue Anfrage").click()
    fills_in_approval(page, GUEST)
    reads(page, "Ihre Anfrage ist eingegangen")
    page.goto(f"{url}/approval/tag?datum={day}")
    reads(page, GUEST)


def fills_in_selects(page: Page, guest: str) -> None:
    day = the_day("selects")
    for wing in ("2", "1"):
        with page.expect_response("**/selects/rooms?*"):
            page.get_by_label("Wing").select_option(wing)
        page.wait_for_timeout(400)
    page.get_by_label("Room").select_option(index=1)
    page.get_by_label("Day").select_option(str(day.day))
    page.get_by_label("Month").select_option(f"{day:%B}")
    page.get_by_label("Year").select_option(str(day.year))
    page.get_by_label("Starts").select_option("2:00 PM")
    page.get_by_label("Lasts").fill("45")
    page.get_by_label("Unit").select_option("m")
    page.get_by_label("Consultation").check()
    page.get_by_label("Title").fill(guest)
    page.get_by_role("button", name="Save").click()


def on_selects(page: Page, url: str) -> None:
    page.get_by_label("Name").fill("demo")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go").click()
    page.get_by_role("link", name="New booking").click()
    fills_in_selects(page, GUEST)
    reads(page, "Saved.")
    page.goto(f"{url}/selects/list?d={the_day('selects') + timedelta(days=1):%d-%m-%Y}")
    reads(page, "Nothing is booked")
    page.goto(f"{url}/selects/list?d={the_day('selects'):%d-%m-%Y}")
    reads(page, GUEST)


def fills_in_cards(page: Page, guest: str, start: str, end: str) -> None:
    page.get_by_label("Day").fill(the_day("cards").isoformat())
    page.get_by_label("From").fill(start)
    page.get_by_label("To", exact=True).fill(end)
    page.get_by_role("button", name="Show free rooms").click()
    page.locator("article.card").first.wait_for()
    page.wait_for_timeout(400)
    page.get_by_role("article").filter(has_text="Consulting 2").get_by_role("button", name="Choose").click()
    page.get_by_label("Service").select_option("Consultation")
    page.get_by_label("Guest").fill(guest)


def on_cards(page: Page, url: str) -> None:
    page.get_by_label("Name").fill("demo")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Enter").click()
    fills_in_cards(page, GUEST, "14:00", "14:45")
    page.get_by_role("button", name="Book this room").click()
    reads(page, "It is yours")
    page.get_by_role("button", name="My bookings").click()
    page.get_by_label("On").fill(the_day("cards").isoformat())
    page.get_by_label("On").press("Tab")
    reads(page, GUEST)


def on_the_odd_one(page: Page, url: str) -> None:
    day = the_day("forms")
    page.get_by_role("button", name="New booking").click()
    page.get_by_label("Place").select_option("Library")
    page.get_by_label("When").fill(f"{day:%m/%d/%Y}")
    page.get_by_label("Starts at").select_option("14:00")
    page.get_by_label("Ends at").select_option("15:00")
    page.get_by_label("Client").fill(GUEST)
    page.get_by_role("button", name="Take it").click()
    reads(page, "All done")
    page.goto(f"{url}/day?on={day}")
    reads(page, GUEST)


PEOPLE: dict[str, Person] = {
    "forms": on_forms,
    "app": on_app,
    "periods": on_periods,
    "wizard": on_wizard,
    "approval": on_approval,
    "selects": on_selects,
    "cards": on_cards,
}
