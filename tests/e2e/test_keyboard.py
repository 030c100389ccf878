"""The console without a mouse."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.house import MANAGER, PASSWORD, House, doubtful
from tests.e2e.people import go, ready, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


def test_a_doubtful_mail_is_booked_with_the_keyboard_alone(tab: Page, house: House) -> None:
    house.receives(doubtful("Imogen Fairfax", "3:00 PM"))
    tab.goto(f"{house.url}/login")
    expect(tab.get_by_label("Login")).to_be_focused()
    tab.keyboard.type(MANAGER)
    tab.keyboard.press("Tab")
    tab.keyboard.type(PASSWORD)
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", level=1, name="Today")).to_be_visible()
    ready(tab).keyboard.type("gn")
    expect(tab.get_by_role("heading", level=1, name="Needs attention")).to_be_visible()
    choose_and_book(tab)
    expect(tab.get_by_role("status").filter(has_text="for I. F.")).to_be_visible()
    assert len(house.portal.live("Imogen Fairfax")) == 1


def choose_and_book(tab: Page) -> None:
    expect(tab.get_by_role("radiogroup")).to_be_visible()
    press_until(tab, "radio", re.compile(r"\d"))
    tab.keyboard.press("Space")
    expect(tab.get_by_role("heading", name="This will mean")).to_be_visible()
    press_until(tab, "button", re.compile("^Book "))
    tab.keyboard.press("Enter")


def press_until(tab: Page, role: Literal["radio", "button"], name: re.Pattern[str]) -> None:
    """Tab, until what has the focus is this."""
    for _ in range(80):
        tab.keyboard.press("Tab")
        focused = tab.locator(":focus")
        if tab.get_by_role(role, name=name).and_(focused).count():
            return
    raise AssertionError(f"Tab never reached the {role} {name.pattern}")


def test_the_help_names_the_keys_and_gives_the_focus_back(tab: Page, still_house: House) -> None:
    sign_in(tab, still_house)
    tab.keyboard.press("?")
    help_ = tab.get_by_role("dialog")
    expect(help_).to_be_visible()
    tab.keyboard.press("Escape")
    expect(help_).to_be_hidden()


@pytest.mark.parametrize(("letter", "title"), [("c", "Calendar"), ("l", "Booking log"), ("r", "Rooms & priorities")])
def test_g_and_a_letter_lead_to_a_page(tab: Page, still_house: House, letter: str, title: str) -> None:
    sign_in(tab, still_house)
    tab.keyboard.type(f"g{letter}")
    expect(tab.get_by_role("heading", level=1, name=title)).to_be_visible()


def test_slash_searches_the_log(tab: Page, still_house: House) -> None:
    go(sign_in(tab, still_house), still_house, "/calendar")
    tab.keyboard.press("/")
    tab.keyboard.type("Magda")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("table", name="1 booking")).to_be_visible()


@pytest.mark.parametrize(("letter", "title"), [("c", "Calendar"), ("u", "Users")], ids=["for all", "for managers"])
def test_a_place_asked_for_before_the_page_listens_is_opened_once_it_does(
    tab: Page, still_house: House, letter: str, title: str
) -> None:
    sign_in(tab, still_house)
    with held_back(tab):
        tab.goto(still_house.url, wait_until="commit")
        expect(tab.get_by_role("heading", level=1, name="Today")).to_be_visible()
        tab.evaluate("window.isTheSamePage = true")
        tab.keyboard.type(f"g{letter}")
    expect(tab.get_by_role("heading", level=1, name=title)).to_be_visible()
    assert tab.evaluate("window.isTheSamePage"), "the browser left before the page was alive"


@pytest.mark.parametrize(
    "meanwhile", ["", "document.querySelector('.sign-in-form').prepend(document.createElement('i'))"]
)
def test_what_is_typed_before_the_sign_in_listens_is_kept(tab: Page, still_house: House, meanwhile: str) -> None:
    """meanwhile: what a password manager does to the form. The page then makes its fields anew."""
    with held_back(tab):
        tab.goto(f"{still_house.url}/login", wait_until="commit")
        expect(tab.get_by_label("Login")).to_be_focused()
        tab.keyboard.type(MANAGER)
        tab.keyboard.press("Tab")
        tab.keyboard.type(PASSWORD)
        tab.evaluate(meanwhile)
    expect(tab.get_by_role("heading", name=re.compile("^Good "))).to_be_visible()
    expect(tab.get_by_label("Password")).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", level=1, name="Today")).to_be_visible()


@contextmanager
def held_back(tab: Page) -> Iterator[None]:
    """The page is painted, and its program comes when the block ends: as on a slow machine, only surely."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    tab.route("**/assets/entry.client*", hold)
    yield
    assert waiting, "the page's program has another name now"
    for route in waiting:
        route.continue_()
    tab.unroute("**/assets/entry.client*", hold)
