"""What people do in front of the console."""

from playwright.sync_api import Page, expect

from tests.e2e.house import MANAGER, PASSWORD, House


def sign_in(tab: Page, house: House, login: str = MANAGER, *, password: str = PASSWORD) -> Page:
    tab.goto(f"{house.url}/login")
    tab.get_by_label("Login").fill(login)
    tab.get_by_label("Password").fill(password)
    tab.get_by_role("button", name="Sign in").click()
    expect(tab.get_by_role("heading", level=1, name="Today")).to_be_visible()
    return ready(tab)


def go(tab: Page, house: House, path: str) -> Page:
    tab.goto(house.url + path)
    return ready(tab)


def ready(tab: Page) -> Page:
    """The frame is there before the page listens; what a person may do is known when it does."""
    expect(tab.get_by_role("switch")).to_be_enabled()
    return tab
