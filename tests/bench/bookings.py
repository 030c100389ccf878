"""Seconds for one booking: our road in a browser and without one, a script that starts a browser each time, the bare HTTP requests."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path

import httpx
from playwright.sync_api import Page, sync_playwright

from booking_console.adapters.portal.browser.chromium import find_chromium
from booking_console.bootstrap import Console, open_console
from booking_console.domain.actor import OPERATOR
from booking_console.domain.appointment import AppointmentType, Channel
from booking_console.domain.portal import RoomRequest, SubmitOutcome
from booking_console.domain.slot import Slot
from booking_console.outside import Outside
from booking_console.services import override, reserve
from booking_console.services.follow import Visit
from booking_console.services.look_ahead import NoEvidence
from booking_console.services.ports import Portal
from booking_console.services.road import Road
from booking_console.services.walk import Ended
from booking_console.settings import PortalSettings, Settings, Transport
from tests.bench.timing import medians
from tests.demo_portal import FormsUser, RunningPortal, running_portal

_ROUNDS = 5
_FLAGS = ["--no-sandbox"] if os.geteuid() == 0 else []


def measure(folder: Path) -> Iterator[str]:
    with ExitStack() as stack:
        portal = stack.enter_context(running_portal(folder / "portal", "--skin", "forms"))
        browser = stack.enter_context(_road(folder / "browser", portal, Transport.BROWSER))
        wire = stack.enter_context(_road(folder / "http", portal, Transport.HTTP))
        user = FormsUser(portal)
        user.sign_in()
        things = {
            "browser": _Booker(browser).by_road,
            "http": _Booker(wire, hour=16).by_road,
            "calls": _calls(wire, hour=18),
            "script": _script(portal),
            "bare": _bare(user),
        }
        for act in things.values():
            act(300)  # the first one starts the browser and signs in
        for first, milliseconds in ((0, 0), (100, 300)):
            portal.fault("slow", rate=1, seconds=milliseconds / 1000, at="any")
            times = medians(_ROUNDS, {name: _later(act, first) for name, act in things.items()})
            yield from _told(times, milliseconds)
        _refuse_unbooked(portal)


def _later(act: Callable[[int], object], first: int) -> Callable[[int], object]:
    return lambda number: act(first + number)


def _told(times: dict[str, float], milliseconds: int) -> Iterator[str]:
    bare, script = times["bare"], times["script"]
    yield (
        f"booking, portal answers after {milliseconds} ms: browser {times['browser']:.2f} s,"
        f" {times['browser'] / script:.2f} x a script that starts a browser and signs in each time ({script:.2f} s),"
        f" {times['browser'] / bare:.2f} x the bare HTTP requests of the same steps ({bare:.2f} s)"
    )
    yield (
        f"booking, portal answers after {milliseconds} ms: without a browser {times['http']:.2f} s with every record,"
        f" {times['http'] / bare:.2f} x the bare requests; its calls of the portal alone {times['calls']:.2f} s,"
        f" {times['calls'] / bare:.2f} x"
    )


@contextmanager
def _road(folder: Path, portal: RunningPortal, transport: Transport) -> Iterator[tuple[Console, Road]]:
    settings = Settings(
        _env_file=None,
        data_dir=folder,
        database_url="",
        portal=PortalSettings(
            profile="demo-forms", url=portal.url, username="demo", password="demo-pass-1", transport=transport
        ),
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


class _Booker:
    """Our road, from the visit in the log to the booking read back. hour: its own, so that nobody is in another's way."""

    def __init__(self, opened: tuple[Console, Road], *, hour: int = 10) -> None:
        self._console, self._road = opened
        self._hour = hour

    def by_road(self, number: int) -> None:
        console = self._console
        start = datetime.combine(_day(number), clock_time(self._hour), console.zone)
        visit = Visit("Ours Sample", AppointmentType.CONSULTATION, Slot(start, start + timedelta(minutes=30)))
        only = override.book(
            console.new_uow, visit, channel=Channel.COMMAND_LINE, actor=OPERATOR, now=console.clock.now()
        )
        walked = reserve.book_next(self._road, only=only)
        assert walked is not None
        assert walked.ended is Ended.BOOKED


def _calls(opened: tuple[Console, Road], *, hour: int) -> Callable[[int], object]:
    """The port's calls of one booking, without our own records."""
    console, road = opened
    portal: Portal = road.portal
    with console.new_uow() as uow:
        rooms = uow.rooms.all()

    def book(number: int) -> None:
        start = datetime.combine(_day(number), clock_time(hour), console.zone)
        slot = Slot(start, start + timedelta(minutes=30))
        request = RoomRequest(
            key="K", room=rooms[0], slot=slot, guest="Calls Sample", type=AppointmentType.CONSULTATION
        )
        portal.look(start.date(), rooms=rooms, evidence=NoEvidence(), slot=slot)
        with portal.prepare(request, evidence=NoEvidence()) as form:
            assert form.submit().outcome is SubmitOutcome.SUCCESS
        assert [entry.ours for entry in portal.find(request, evidence=NoEvidence())] == [True]

    return book


def _script(portal: RunningPortal) -> Callable[[int], object]:
    """What a careful person would write in an afternoon: look, book, look again; no pictures, no record. On a thread of its own: ours
    has a browser."""
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
    """Every look is one of the page's own, and none waits longer than it must."""
    page.goto(f"{url}/forms/login")
    page.fill("#username", "demo")
    page.fill("#password", "demo-pass-1")
    page.get_by_role("button", name="Sign in").click()
    for area in (1, 2):
        page.goto(f"{url}/forms/day?area={area}&date={day.isoformat()}")
        assert page.locator("td.free").count()
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
    page.goto(f"{url}/forms/day?area=1&date={day.isoformat()}")
    assert page.get_by_text("Script Sample").count() == 1


def _bare(user: FormsUser) -> Callable[[int], object]:
    """Look at both areas, fetch the form and its ends, send it, follow its answer, read it back: the requests alone."""

    def book(number: int) -> None:
        day = _day(number)
        for area in (1, 2):
            user.grid(day, area)
        user.http.get("/forms/ends", params={"start": str(14 * 3600)}).raise_for_status()
        answer = user.book(day, room="7", guest="Bare Sample", start=str(14 * 3600), end=str(14 * 3600 + 1800))
        assert answer.status_code in (httpx.codes.FOUND, httpx.codes.SEE_OTHER)
        user.http.get(answer.headers["location"]).raise_for_status()
        user.grid(day)

    return book


def _refuse_unbooked(portal: RunningPortal) -> None:
    """A figure of something that did not book would be worth nothing."""
    guests, each = portal.guests(), 2 * _ROUNDS + 1
    counted = {who: guests.count(f"{who} Sample") for who in ("Ours", "Calls", "Script", "Bare")}
    assert counted == {"Ours": 2 * each, "Calls": each, "Script": each, "Bare": each}
