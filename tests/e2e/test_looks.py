"""Every page on a desk and on a phone, light and dark: nothing sticks out, nothing complains, everybody can read it."""

from collections.abc import Iterator
from itertools import product
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.house import House
from tests.e2e.people import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
PAGES = (
    "/", "/attention", "/calendar", "/calendar?view=week", "/log", "/log/1", "/live", "/rooms", "/schedule", "/analytics",
    "/users",
)  # fmt: skip
LOOKS = [pytest.param(*look, id="-".join(look)) for look in product(("desk", "phone"), ("light", "dark"))]
SIZES = {"desk": (1440, 900), "phone": (390, 844)}
Scheme = Literal["light", "dark"]
SERIOUS = ("serious", "critical")


@pytest.fixture
def shown(chromium: Browser, still_house: House, size: str, scheme: Scheme) -> Iterator[tuple[Page, list[str]]]:
    """Signed in, with everything that the browser complains of."""
    width, height = SIZES[size]
    with chromium.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, timezone_id="Europe/London", locale="en-GB",
        reduced_motion="reduce",
    ) as context:  # fmt: skip
        context.set_default_timeout(30_000)
        tab = context.new_page()
        complaints: list[str] = []
        tab.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        yield sign_in(tab, still_house), complaints


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_every_page_fits_is_quiet_and_can_be_read(shown: tuple[Page, list[str]], still_house: House) -> None:
    tab, complaints = shown
    found = [f"{path}: {wrong}" for path in PAGES for wrong in looked_at(tab, still_house.url + path)]
    assert found + complaints == []


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_the_sign_in_fits_and_can_be_read(chromium: Browser, still_house: House, size: str, scheme: Scheme) -> None:
    width, height = SIZES[size]
    with chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme) as context:
        tab = context.new_page()
        tab.goto(f"{still_house.url}/login")
        expect(tab.get_by_label("Password")).to_be_visible()
        assert wrong_with(tab) == []


def looked_at(tab: Page, address: str) -> list[str]:
    tab.goto(address)
    main = tab.get_by_role("main")
    expect(main).not_to_be_empty()
    expect(main.locator("[aria-busy=true], .skeleton")).to_have_count(0)
    return wrong_with(tab)


def wrong_with(tab: Page) -> list[str]:
    found = ["it scrolls sideways"] if tab.evaluate("document.documentElement.scrollWidth > innerWidth") else []
    for violation in Axe().run(tab).response["violations"]:
        if violation["impact"] in SERIOUS:
            found += [
                f"{violation['id']}: {node['html'][:120]} {node['any'][0]['message'] if node['any'] else ''}"
                for node in violation["nodes"][:3]
            ]
    return found
