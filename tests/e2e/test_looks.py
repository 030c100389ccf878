"""Every page on a desk and on a phone, light and dark: nothing sticks out, nothing complains, everybody can read it."""

from collections.abc import Iterator
from itertools import product
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.house import House, confirmation, doubtful, working_day
from tests.e2e.people import go, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
PAGES = (
    "/",
    "/calendar",
    "/calendar?view=month",
    "/log",
    "/rooms",
    "/schedule",
    "/analytics",
    "/mailbox",
    "/senders",
    "/closing",
    "/shadow",
    "/users",
)
LOOKS = [pytest.param(*look, id="-".join(look)) for look in product(("desk", "phone"), ("light", "dark"))]
SIZES = {"desk": (1440, 900), "phone": (390, 844)}
#: The page itself, not a part of it that scrolls for itself, such as a wide calendar.
IS_TOO_WIDE = """() => {
  for (let at = document.querySelector("main"); at; at = at.parentElement)
    if (at.scrollWidth > at.clientWidth + 1) return true;
  return false;
}"""
Scheme = Literal["light", "dark"]
SERIOUS = ("serious", "critical")


@pytest.fixture
def screen(chromium: Browser, size: str, scheme: Scheme) -> Iterator[Page]:
    """Ends with an error when the browser complained of anything."""
    width, height = SIZES[size]
    complaints: list[str] = []
    with chromium.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, timezone_id="Europe/London", locale="en-GB",
        reduced_motion="reduce",
    ) as context:  # fmt: skip
        context.set_default_timeout(60_000)
        tab = context.new_page()
        tab.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        yield tab
    assert complaints == []


@pytest.fixture(scope="module")
def busy_house(house: House) -> House:
    """One is booked, one is in doubt."""
    house.receives(confirmation("Olga Muster", working_day(3), "14:00"))
    house.receives(doubtful("Priya Raman", "4:00 PM"))
    house.booked("Olga Muster")
    house.asked("Priya Raman")
    return house


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_the_sign_in_fits_and_can_be_read(screen: Page, still_house: House) -> None:
    screen.goto(f"{still_house.url}/login")
    expect(screen.get_by_label("Password")).to_be_visible()
    assert wrong_with(screen) == []


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_every_page_fits_is_quiet_and_can_be_read(screen: Page, still_house: House, scheme: str) -> None:
    sign_in(screen, still_house)
    expect(screen.locator("html")).to_have_class(scheme)
    found = [f"{path}: {wrong}" for path in PAGES for wrong in looked_at(screen, still_house, path)]
    assert found == []


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_what_is_at_work_fits_is_quiet_and_can_be_read(screen: Page, busy_house: House) -> None:
    booked = busy_house.booked("Olga Muster").id
    days = (f"/calendar?day={working_day(3)}", f"/calendar?view=week&day={working_day(3)}")
    sign_in(screen, busy_house)
    pages = ("/attention", f"/log/{booked}", "/live", *days)
    found = [f"{path}: {wrong}" for path in pages for wrong in looked_at(screen, busy_house, path)]
    assert found == []


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_a_dialog_fits_and_can_be_read(screen: Page, still_house: House) -> None:
    sign_in(screen, still_house)
    screen.get_by_role("switch").click()
    expect(screen.get_by_role("dialog")).to_be_visible()
    assert wrong_with(screen) == []


def looked_at(tab: Page, house: House, path: str) -> list[str]:
    main = go(tab, house, path).get_by_role("main")
    expect(main).not_to_be_empty()
    expect(main.locator("[aria-busy=true], .skeleton")).to_have_count(0)
    return wrong_with(tab)


def wrong_with(tab: Page) -> list[str]:
    found = ["it is wider than the screen"] if tab.evaluate(IS_TOO_WIDE) else []
    for violation in Axe().run(tab).response["violations"]:
        if violation["impact"] in SERIOUS:
            found += [
                f"{violation['id']}: {node['html'][:120]} {node['failureSummary'][:160]}"
                for node in violation["nodes"][:3]
            ]
    return found
