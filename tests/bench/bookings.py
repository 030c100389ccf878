"""Seconds for one booking: our road with its kept session, a script that starts a browser each time, and the bare HTTP requests."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path

import httpx
from playwright.sync_api import Page, sync_playwright

from booking_console.adapters.portal.chromium import find_chromium
from booking_console.bootstrap import Console, Outside, open_console
from booking_console.domain.actor import OPERATOR
from booking_console.domain.appointment import AppointmentType, Channel
from booking_console.domain.slot import Slot
from booking_console.services import override, reserve
from booking_console.services.follow import Visit
from booking_console.services.road import Road
from booking_console.settings import PortalSettings, Settings
from tests.bench.timing import medians
from tests.demo_portal import FormsUser, RunningPortal, running_portal

_ROUNDS = 7
_FLAGS = ["--no-sandbox"] if os.geteuid() == 0 else []


def measure(folder: Path) -> Iterator[str]:
    with running_portal(folder / "portal", "--skin", "forms") as portal, _road(folder, portal) as (console, road):
        wire = FormsUser(portal)
        wire.sign_in()
        ours, script, bare = _ours(console, road), _script(portal), _bare(wire)
        ours(90)  # the first one starts the browser and signs in
        times = medians(_ROUNDS, {"ours": ours, "script": script, "bare": bare})
        _refuse_unbooked(portal)
    yield (
        f"booking: {times['ours']:.2f} s by our road with the kept session (look, fill, submit, read back, pictures),"
        f" {times['ours'] / times['script']:.2f} x a script that starts a browser and signs in each time ({times['script']:.2f} s),"
        f" {times['ours'] / times['bare']:.1f} x the bare HTTP requests of the same steps ({times['bare']:.2f} s)"
    )


@contextmanager
def _road(folder: Path, portal: RunningPortal) -> Iterator[tuple[Console, Road]]:
    settings = Settings(
        _env_file=None,
        data_dir=folder / "console",
        database_url="",
        portal=PortalSettings(profile="demo-forms", url=portal.url, username="demo", password="demo-pass-1"),
    )
    console = open_console(settings)
    console.prepare()
    opened = Outside(settings).portal()
    try:
        yield console, Road(console.new_uow, opened, console.clock, console.policy, "bench")
    finally:
        opened.close()
        console.close()


def _day(number: int) -> date:
    return datetime.now(UTC).date() + timedelta(days=14 + number)


def _ours(console: Console, road: Road) -> Callable[[int], object]:
    def book(number: int) -> None:
        start = datetime.combine(_day(number), clock_time(10), console.zone)
        visit = Visit("Ours Sample", AppointmentType.CONSULTATION, Slot(start, start + timedelta(minutes=30)))
        only = override.book(
            console.new_uow, visit, channel=Channel.COMMAND_LINE, actor=OPERATOR, now=console.clock.now()
        )
        walked = reserve.book_next(road, only=only)
        assert walked is not None
        assert walked.ended is reserve.Ended.BOOKED

    return book


def _script(portal: RunningPortal) -> Callable[[int], object]:
    """What a person would write in an afternoon: no read-back, no pictures, no record. On a thread of its own: ours has a browser."""
    thread = ThreadPoolExecutor(1)

    def book(number: int) -> None:
        thread.submit(start_and_book, number).result()

    def start_and_book(number: int) -> None:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(None), args=_FLAGS)
            page = browser.new_page()
            _sign_in_and_book(page, portal.url, _day(number))
            browser.close()

    return book


def _sign_in_and_book(page: Page, url: str, day: date) -> None:
    page.goto(f"{url}/forms/login")
    page.fill("#username", "demo")
    page.fill("#password", "demo-pass-1")
    page.get_by_role("button", name="Sign in").click()
    for area in (1, 2):
        page.goto(f"{url}/forms/day?area={area}&date={day.isoformat()}")
    page.goto(f"{url}/forms/book?area=1&room=4&date={day.isoformat()}&start={12 * 3600}")
    page.wait_for_selector("#end:not([aria-busy=true])")
    page.select_option("#type", "C")
    page.fill("#date", f"{day:%d/%m/%Y}")
    page.select_option("#start", str(12 * 3600))
    page.wait_for_selector("#end:not([aria-busy=true])")
    page.select_option("#end", str(12 * 3600 + 1800))
    page.fill("#guest", "Script Sample")
    page.get_by_role("button", name="Save booking").click()
    page.wait_for_url("**/forms/day**")


def _bare(wire: FormsUser) -> Callable[[int], object]:
    """Look at both areas, fetch the form, send it, read it back: the requests alone."""

    def book(number: int) -> None:
        day = _day(number)
        for area in (1, 2):
            wire.grid(day, area)
        answer = wire.book(day, room="7", guest="Bare Sample", start=str(14 * 3600), end=str(14 * 3600 + 1800))
        assert answer.status_code in (httpx.codes.OK, httpx.codes.FOUND)
        wire.grid(day)

    return book


def _refuse_unbooked(portal: RunningPortal) -> None:
    """A figure of something that did not book would be worth nothing."""
    guests = portal.guests()
    assert [guests.count(f"{who} Sample") for who in ("Ours", "Script", "Bare")] == [_ROUNDS + 1, _ROUNDS, _ROUNDS]
